"""What a rule applies to: everything, a category, a component, a name, or what a test picks.

A text is always a category. A component class, one component, `Named`, or a function that
answers for an `Entry` select too, and a list or tuple selects what any of its members does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Protocol, TypeAlias, cast, runtime_checkable

from attrs import field, frozen

from .errors import InvalidTypeError, LimitError, shown
from .fields import named_fields
from .text import label
from .written import Written

_MOST_NESTED: Final = 10


@runtime_checkable
class HasCharges(Protocol):
    """A component, as far as selecting by one goes."""

    def charges(self) -> Iterable[Any]:
        """Give the charges."""
        ...


@frozen(repr=False, field_transformer=named_fields)
class Named(Written):
    """Select the lines of the component called *name*.

    >>> from cspricing import Item, EUR, PercentOff
    >>> item = Item(name="Headsets", quantity=10, unit="piece", price=EUR(89))
    >>> print((item + item).less(PercentOff(10, on=Named("Headsets"))).net)
    EUR 1,602.00
    """

    name: str = field(converter=label)


Selector: TypeAlias = (
    str | type | Named | HasCharges | Callable[[Any], object] | list[Any] | tuple[Any, ...] | None
)
"""A category (`str`), a component class or component, `Named`, a predicate on lines, a list or
tuple of these, or None for everything."""


def selector(value: Selector) -> Selector:
    """Take *value* as a selector.

    Raises:
        InvalidTypeError: If it can select nothing (``type.selector``).
        LimitError: If tuples stand more than 10 deep in each other (``limit.depth``).
    """
    return _taken(value, 0)


def _taken(value: Selector, depth: int) -> Selector:
    if value is None or isinstance(value, (Named, type)) or callable(value):
        return value
    if isinstance(value, str):
        return label(value)
    if isinstance(value, (list, tuple)) and value:
        if depth == _MOST_NESTED:
            raise LimitError.of(
                "limit.depth",
                f"tuples stand at most {_MOST_NESTED} deep in each other; write one tuple",
                value=value,
            )
        members = cast("Sequence[Selector]", value)
        return tuple(_taken(member, depth + 1) for member in members)
    if _has_charges(value):
        return value
    raise InvalidTypeError.of(
        "type.selector",
        f"{shown(value)} selects nothing; give a category, a component, its class, Named(...) or "
        "a function that takes an Entry",
        value=value,
    )


def _has_charges(value: object) -> bool:
    try:
        return hasattr(value, "charges")
    except Exception:  # noqa: BLE001  (an object of one's own may fail at any question)
        return False


def selects(chosen: Selector, line: Any) -> bool:  # noqa: ANN401
    """Whether *chosen* selects *line*."""
    if chosen is None:
        return True
    if isinstance(chosen, str):
        return bool(line.category == chosen)
    if isinstance(chosen, Named):
        return bool(line.name == chosen.name)
    if isinstance(chosen, type):
        return isinstance(line.component, chosen)
    members = members_of(chosen)
    if members:
        return any(selects(one, line) for one in members)
    if isinstance(chosen, HasCharges):
        return line.component is chosen or bool(line.component == chosen)
    return bool(cast("Callable[[Any], object]", chosen)(line))


def members_of(chosen: Selector) -> tuple[Selector, ...]:
    """Give the selectors that a tuple holds; none if it is something else."""
    return cast("tuple[Selector, ...]", chosen) if isinstance(chosen, tuple) else ()


def by_name(chosen: Selector, line: Any) -> bool:  # noqa: ANN401
    """Whether *chosen* selects *line* by `Named`."""
    if any(by_name(one, line) for one in members_of(chosen)):
        return True
    return isinstance(chosen, Named) and bool(chosen.name == line.name)


def described(chosen: Selector) -> str:
    """Name a selector for a reader."""
    members = members_of(chosen)
    if members:
        return ", ".join(described(one) for one in members)
    if isinstance(chosen, str):
        return chosen
    if isinstance(chosen, type):
        return chosen.__name__
    name = getattr(chosen, "name", None) or getattr(chosen, "__name__", type(chosen).__name__)
    return str(name)
