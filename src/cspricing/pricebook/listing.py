"""Layers of dated entries, of which a later one wins wherever both have a figure.

A layer is what one list says: the vendor's, a partner's, a customer's. Two entries of one layer
never tell two figures of one thing for one day. Layers are kept as they were read, so that a
figure always cites the list that it stands in; a look-up asks the latest one first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, ClassVar, Generic, Self, TypeVar, cast

from attrs import evolve, field, frozen

from ..errors import BookError, InvalidTypeError, PricingErrors, shown
from ..fields import named_fields, sequence_of
from ..text import calendar_date
from .dated import Dated
from .document import Document, Reading, documents_at, documents_in, documents_of
from .tables import Layout, read

_T = TypeVar("_T", bound=Dated)


def _layers(given: Iterable[Iterable[_T]]) -> tuple[tuple[_T, ...], ...]:
    lists: Any = sequence_of((tuple, list), cast("Any", given), "list of entries")
    layers = tuple(sequence_of(Dated, one, "entry of a book") for one in lists)
    faults = [fault for layer in layers for fault in _overlaps(layer)]
    if faults:
        raise PricingErrors(f"entries contradict each other: {len(faults)}", faults)
    return cast("tuple[tuple[_T, ...], ...]", layers)


def _overlaps(layer: Iterable[Dated]) -> Iterator[BookError]:
    """Tell each entry of a layer that begins before another of the same thing has ended."""
    ordered = sorted(layer, key=lambda entry: (entry.key, entry.first, entry.last))
    for earlier, later in pairwise(ordered):
        if earlier.key == later.key and later.first <= earlier.last:
            error = BookError.of(
                "book.overlap",
                f"{shown(later.title)} {later.span} is listed in {earlier.place or 'this book'} "
                f"too, {earlier.span}; end that before, or overlay one book with the other",
                field="effective_from",
                value=later.effective_from,
            )
            error.component = later.place or None
            yield error


@frozen(repr=False, eq=True, field_transformer=named_fields)
class Listing(Generic[_T]):
    """Dated entries in layers.

    Attributes:
        layers: The entries of each list, the one that wins last.
        layout: How a file of them is written.
        entry: What they are.

    Raises:
        PricingErrors: If two entries of one layer tell two figures of one thing for one day
            (``book.overlap``), for each pair.
        InvalidTypeError: If a layer is no list of entries (``type.member``).
    """

    layout: ClassVar[Layout]
    entry: ClassVar[type[Dated]]

    layers: tuple[tuple[_T, ...], ...] = field(default=(), converter=_layers)

    def __attrs_post_init__(self) -> None:
        try:
            sequence_of(self.entry, self.entries, self.entry.__name__)
        except InvalidTypeError as error:
            error.at("layers", type(self).__name__)
            raise

    @classmethod
    def of(cls, *entries: _T) -> Self:
        """Make one list of entries.

        Raises:
            PricingErrors: If two of them contradict each other (``book.overlap``).
        """
        return cls([entries])

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Read one list from a file, or from all ``.toml`` files of a folder.

        Args:
            path: The file or folder.

        Raises:
            PricingErrors: All that is wrong in the files, each fault with the file, the entry
                and the field; what cannot be read is among them (``book.file``).
            InvalidTypeError: If *path* is no path (``type.path``).
        """
        return cls._read(documents_at(path))

    @classmethod
    def load_text(cls, text: str, name: str = "text") -> Self:
        """Read one list from a text.

        Args:
            text: What a file would hold.
            name: What citations and faults call it.

        Raises:
            PricingErrors: All that is wrong in it.
            InvalidTypeError: If *text* or *name* is no text (``type.text``).
        """
        return cls._read(documents_of(text, name))

    @classmethod
    def of_package(cls, package: str, resource: str) -> Self:
        """Read one list that comes with a package.

        Args:
            package: The name of the package.
            resource: A file in it, or a folder of ``.toml`` files, such as ``prices``.

        Raises:
            PricingErrors: All that is wrong in the files; that there is no such package or
                resource is among it (``book.package``, ``book.file``).
            InvalidTypeError: If a name is no text (``type.text``).
        """
        return cls._read(documents_in(package, resource))

    @classmethod
    def _read(cls, found: Reading[Document]) -> Self:
        entries: list[_T] = []
        faults = list(found.faults)
        for document in found.values:
            reading = read(document, cls.layout)
            entries += reading.values
            faults += reading.faults
        faults += _overlaps(entries)
        if faults:
            number = f"{len(faults)} fault{'s' * (len(faults) != 1)}"
            raise PricingErrors(f"the {cls.layout.what} cannot be taken: {number}", faults)
        return cls([entries])

    def overlaid(self, *others: Self) -> Self:
        """Lay other lists over this one: where they have a figure for a day, it wins.

        The order matters, and the grouping does not: ``a.overlaid(b, c)`` is
        ``a.overlaid(b).overlaid(c)`` and ``a.overlaid(b.overlaid(c))``.

        Args:
            others: The lists, each above the ones before it.

        Raises:
            InvalidTypeError: If one is of another kind (``type.book``).
        """
        for other in others:
            if type(other) is not type(self):
                raise InvalidTypeError.of(
                    "type.book",
                    f"{shown(other)} is no {type(self).__name__}; give one",
                    field="others",
                    value=other,
                )
        return evolve(self, layers=tuple(chain(self.layers, *[one.layers for one in others])))

    @property
    def entries(self) -> tuple[_T, ...]:
        """All entries, those that are overlaid included."""
        return tuple(chain(*self.layers))

    def in_force(self, on: date | str) -> tuple[_T, ...]:
        """Give the one entry of each thing that holds on a day.

        Raises:
            InvalidDateError: If *on* is a text that is no date (``date.syntax``).
            InvalidTypeError: If it is no date at all (``type.date``).
        """
        return winners(self.entries, calendar_date(on))

    def __iter__(self) -> Iterator[_T]:
        return iter(self.entries)

    def __len__(self) -> int:
        return sum(map(len, self.layers))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)} entries>"


def winners(entries: Iterable[_T], on: date) -> tuple[_T, ...]:
    """Give of all entries that hold on a day the last one of each thing."""
    return tuple({entry.key: entry for entry in entries if entry.holds(on)}.values())
