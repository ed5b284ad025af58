"""How attrs classes of this library convert their fields: every refusal names its field.

``@frozen(field_transformer=named_fields)`` wraps each converter, so that an error raised in it
says which field of which class was at fault. A class that has a field ``citations`` also takes
each figure as `Sourced`, and keeps where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, wraps
from inspect import Signature, signature
from typing import Any, ParamSpec, TypeVar, cast

import attrs

from .errors import InvalidTypeError, PricingError, shown
from .number import decimal, not_negative, scalar
from .provenance import Citation, Figure, Sourced

_P = ParamSpec("_P")
_T = TypeVar("_T")


def named_fields(cls: type, attributes: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Wrap every converter of *cls*: the attrs hook ``field_transformer``."""
    del cls  # an error names the class of the object, which may be a subclass
    cites = any(attribute.name == "citations" for attribute in attributes)
    wrapped = [_wrapped(attribute, cites=cites) for attribute in attributes]
    # The list of citations must be there before the first figure adds to it.
    return sorted(wrapped, key=lambda attribute: attribute.name != "citations")


def named_maker(field: str) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Let a refusal name the function that was called, not the class of what it makes.

    Args:
        field: The argument that is at fault, unless the refusal names one.
    """

    def decorated(make: Callable[_P, _T]) -> Callable[_P, _T]:
        @wraps(make)
        def made(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            try:
                return make(*args, **kwargs)
            except PricingError as error:
                error.field = error.field or field
                error.component = make.__name__
                raise

        return made

    return decorated


def figure(value: Figure) -> Decimal:
    """Take a number; `named_fields` has put its source aside."""
    return decimal(value)  # type: ignore[arg-type]


def single(value: Figure) -> Decimal:
    """Take a number that shapes the plan, and cannot be a column."""
    return scalar(value)  # type: ignore[arg-type]


def count(value: Figure) -> Decimal:
    """Take a number that is not below 0; `named_fields` has put its source aside."""
    return not_negative(value)  # type: ignore[arg-type]


def citations(given: Iterable[Citation]) -> tuple[Citation, ...]:
    """Start the list that sourced fields add to while an object is built."""
    started: Any = list(sequence_of(Citation, given, "Citation"))
    return cast("tuple[Citation, ...]", started)  # which `keep_citations` makes it


def keep_citations(self: Any) -> None:  # noqa: ANN401
    """End the list: only figures that the object still has are cited (``attrs.evolve``)."""
    if not self.citations:
        object.__setattr__(self, "citations", ())
        return
    kept = {
        # What a charge cites are figures of others, of which several may have one name.
        citation.of if hasattr(self, citation.of) else citation: citation
        for citation in self.citations
        if getattr(self, citation.of, citation.value) == citation.value
    }
    object.__setattr__(self, "citations", tuple(kept.values()))


def flag(value: bool) -> bool:  # noqa: FBT001  (it is what is checked)
    """Take *value* as a yes or no.

    Raises:
        InvalidTypeError: If it is not a `bool` (``type.flag``).
    """
    if value.__class__ is not bool:
        raise InvalidTypeError.of(
            "type.flag", f"{shown(value)} is neither True nor False; give one of them", value=value
        )
    return value


def is_one_of(value: object, choices: Iterable[str]) -> bool:
    """Whether *value* is one of a few words; anything else, of any type, is not."""
    return isinstance(value, str) and value in choices


def sequence_of(kind: type | tuple[type, ...], given: Iterable[_T], what: str) -> tuple[_T, ...]:
    """Take *given* as a tuple of *kind*.

    Raises:
        InvalidTypeError: If it is no list, or something in it is of another type
            (``type.member``).
    """
    if given.__class__ is not tuple and not isinstance(given, Iterable):
        raise InvalidTypeError.of(
            "type.member", f"{shown(given)} is not a list; give a list of {what}", value=given
        )
    try:
        members = tuple(given)
    except Exception as error:
        raise InvalidTypeError.of(
            "type.member",
            f"{shown(given)} cannot be listed; give a list of {what}",
            value=given,
        ) from error
    for member in members:
        if not isinstance(member, kind):
            article = "an" if what[0] in "AEIOU" else "a"
            raise InvalidTypeError.of(
                "type.member", f"{shown(member)} is not {article} {what}; give one", value=member
            )
    return members


def _wrapped(attribute: attrs.Attribute[Any], *, cites: bool) -> attrs.Attribute[Any]:
    convert = cast("Any", attribute.converter)  # pyright: ignore[reportUnknownMemberType]
    # What a base class has is wrapped already.
    if convert is None or isinstance(convert, attrs.Converter):
        return attribute
    name = attribute.name
    cites = cites and name != "citations"
    said = attribute.alias or name.lstrip("_")

    @wraps(convert)
    def named(value: Any, self: Any) -> Any:  # noqa: ANN401
        source = None
        # A price keeps its own source; that of a bare figure is kept for it.
        if cites and value.__class__ is Sourced and not hasattr(value.value, "currency"):
            source, value = value.source, value.value
        try:
            taken = convert(value)
        except PricingError as error:
            error.at(said, type(self).__name__)
            raise
        if source is not None:
            self.citations.append(Citation(name, taken, source))
        return taken

    named.__signature__ = _signature(convert)  # type: ignore[attr-defined]
    return attribute.evolve(converter=attrs.Converter(named, takes_self=True))


@cache
def _signature(convert: Callable[..., Any]) -> Signature:
    """Inspect a converter once, though many fields have it: attrs would each time."""
    try:
        return signature(convert)
    except ValueError:  # a function written in C may have none
        return Signature()
