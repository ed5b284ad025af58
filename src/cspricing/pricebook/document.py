"""TOML documents from a text, a file, a folder or a package: what is in them, or why not.

Whatever keeps a file from being read is a typed fault, never an error of the operating system,
the decoder or the parser.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from attrs import frozen

from ..errors import BookError, BookFileError, InvalidTypeError, LimitError, PricingError, shown
from ..text import label

LARGEST_FILE: Final = 8_000_000
"""How many bytes a file may have."""

_LONGEST_REASON: Final = 200
_LONGEST_NAME: Final = 39
_T = TypeVar("_T")


@frozen
class Reading(Generic[_T]):
    """What was read, and what was at fault.

    Attributes:
        values: What could be taken.
        faults: All that could not.
    """

    values: list[_T]
    faults: list[PricingError]


@frozen
class Document:
    """The tables of one TOML document.

    Attributes:
        name: What faults and citations call it: the name of the file.
        tables: Its content, as `tomllib` gives it.
    """

    name: str
    tables: dict[str, Any]


def documents_of(text: str, name: str) -> Reading[Document]:
    """Parse a text.

    Args:
        text: A TOML document.
        name: What faults and citations call it.

    Raises:
        InvalidTypeError: If one of them is no text (``type.text``).
        InvalidTextError: If *name* cannot be shown (``text....``).
    """
    try:
        name = label(name)
    except PricingError as error:
        error.at("name")
        raise
    if not issubclass(type(text), str):
        raise InvalidTypeError.of(
            "type.text", f"{shown(text)} is not a text; give a str", field="text", value=text
        )
    found: Reading[Document] = Reading([], [])
    _add(found, partial(_parsed, str.__str__(text), name), name)
    return found


def documents_at(path: Path | str) -> Reading[Document]:
    """Read a file, or each ``.toml`` file of a folder in the order of their names.

    Raises:
        InvalidTypeError: If *path* is neither a text nor a `pathlib.Path` (``type.path``).
    """
    if not issubclass(type(path), (str, Path)):
        raise InvalidTypeError.of(
            "type.path",
            f"{shown(path)} is no path; give a str or a pathlib.Path",
            field="path",
            value=path,
        )
    return _collected(lambda: _files(Path(path)), str(path))


def documents_in(package: str, resource: str) -> Reading[Document]:
    """Read a file of a package, or each ``.toml`` file of a folder in it.

    Raises:
        InvalidTypeError: If a name is no text (``type.text``).
        InvalidTextError: If it cannot be shown, or is empty (``text....``).
    """
    for field, name in (("package", package), ("resource", resource)):
        try:
            label(name)
        except PricingError as error:
            error.at(field)
            raise
    return _collected(lambda: _files(_resource(package, resource)), f"{package}/{resource}")


def _resource(package: str, resource: str) -> Traversable:
    from importlib.resources import files  # noqa: PLC0415  most books are files

    try:
        root = files(package)
    except Exception as error:  # to find it, it is imported, and may raise anything
        raise BookFileError.of(
            "book.package",
            f"there is no package {shown(package)} to read from; install it, or mend the name",
            field="package",
            value=package,
        ) from error
    return root.joinpath(*resource.split("/"))


def _files(place: Traversable) -> list[Traversable]:
    """Give the file at a place, or the files of the folder there."""
    if not place.is_dir():
        return [place]
    found = sorted(
        (file for file in place.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    if not found:
        raise BookFileError.of(
            "book.file", "there is no .toml file in it; put one there", value=place.name
        )
    return found


def _collected(files: Callable[[], list[Traversable]], where: str) -> Reading[Document]:
    found: Reading[Document] = Reading([], [])
    for file in _tried(files, where, found.faults) or []:
        _add(found, partial(_read, file), file.name)
    return found


def _add(found: Reading[Document], read: Callable[[], Document], name: str) -> None:
    document = _tried(read, name, found.faults)
    if document is not None:
        found.values.append(document)


def _tried(read: Callable[[], _T], where: str, faults: list[PricingError]) -> _T | None:
    """Do *read*, or add to the faults why it cannot be done."""
    try:
        return read()
    except PricingError as error:
        error.component = brief(where)
        faults.append(error)
    except (OSError, ValueError) as error:  # a path with a zero byte is a ValueError
        reason = getattr(error, "strerror", None) or str(error)
        path = str(getattr(error, "filename", None) or where)
        fault = BookFileError.of(
            "book.file", f"it cannot be read: {_cut(reason)}; mend the path", value=path
        )
        fault.component = brief(path)
        faults.append(fault)
    return None


def _read(file: Traversable) -> Document:
    with file.open("rb") as stream:
        content: bytes = stream.read(LARGEST_FILE + 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BookError.of(
            "book.encoding",
            f"byte {error.start} is not UTF-8; save it as UTF-8",
            value=error.start,
        ) from None
    return _parsed(text, label(file.name))


def _parsed(text: str, name: str) -> Document:
    if len(text) > LARGEST_FILE:
        raise LimitError.of(
            "book.size", f"it has over {LARGEST_FILE} characters; split it", value=len(text)
        )
    try:
        return Document(name, tomllib.loads(text))
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is no TOML error
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise BookError.of(
            "book.syntax", f"it is no TOML: {_cut(reason)}; mend it there", value=_cut(reason)
        ) from None


def brief(name: str) -> str:
    """Name a file in a message: of a long path the end, behind which an entry is seen yet.

    >>> brief("folders/" * 9 + "zoho.toml")
    '...rs/folders/folders/folders/zoho.toml'
    """
    return name if len(name) <= _LONGEST_NAME else f"...{name[3 - _LONGEST_NAME :]}"


def _cut(reason: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in reason[:_LONGEST_REASON])
