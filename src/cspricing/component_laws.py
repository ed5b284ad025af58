"""What the laws ask of a component: its charges, a year of it, and one of another volume.

`cspricing.testing` holds components to the laws; what stands here needs no Hypothesis.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Any, Final

import attrs

from .charge import AnyCharge, Charge, Component, PercentOf
from .collection import collected, text_of
from .entry import Collected, named
from .errors import (
    ComponentError,
    InvalidTypeError,
    LawError,
    PricingError,
    PricingErrors,
    RuleError,
    shown,
)
from .plan import plan
from .quote import Quote
from .selector import described
from .slice import Slice
from .terms import Terms

# A context that whoever calls a component may have set.
_HOSTILE: Final = Context(prec=1, Emin=-9, Emax=9, traps=[])
_GIVE: Final = "give Charge or PercentOf objects"
_IMPURE: Final = (
    "charges() does not give the same charges at every call; make them once, from its "
    "fields alone, and multiply in cspricing's prices or an exact decimal context"
)


def broken(law: str, component: Component, message: str) -> LawError:
    """Say that a component breaks a law."""
    error = LawError.of(f"law.{law}", message)
    error.component = named(component)
    return error


def no_volume(field: str) -> RuleError:
    """Say that a *field* of the check needs a volume, which is not given."""
    return RuleError.of(
        "check.volume",
        f"{field} is said of a volume; name it, too: volume=, a field or a function",
        field=field,
    )


def by_volume(component: Any, volume: Any) -> Callable[[Decimal], Component] | None:  # noqa: ANN401
    """Give what makes a component with such a volume; None if it has none."""
    if callable(volume):
        return volume  # type: ignore[no-any-return]
    if not isinstance(volume, str):
        raise InvalidTypeError.of(
            "type.volume",
            f"{shown(volume)} is no volume; give the name of a field, or a function that makes a "
            "component with such a volume",
            field="volume",
            value=volume,
        )
    if not volume:
        return None
    names, copy = _fields(component)
    if volume not in names:
        raise RuleError.of(
            "check.volume",
            f"{type(component).__name__} has no field {shown(volume)}; its fields are "
            f"{', '.join(names) or 'none'}",
            field="volume",
            value=volume,
        )
    return lambda number: _copied(component, copy, volume, number)


def _fields(component: object) -> tuple[list[str], Callable[..., Any]]:
    """Give the names of what a component is made of, and what makes a copy with others."""
    kind = type(component)
    if attrs.has(kind):
        return [one.alias for one in attrs.fields(kind) if one.init and one.alias], attrs.evolve
    if dataclasses.is_dataclass(kind):
        return [one.name for one in dataclasses.fields(kind) if one.init], dataclasses.replace
    name = kind.__name__
    raise RuleError.of(
        "check.volume",
        f"{name} is neither an attrs class nor a dataclass, so that no copy with another volume "
        f"can be made; give a function: volume=lambda volume: {name}(...)",
        field="volume",
        value=component,
    )


def _copied(component: Any, copy: Callable[..., Any], field: str, number: Decimal) -> Any:  # noqa: ANN401
    try:
        return copy(component, **{field: number})
    except PricingError:
        raise
    except Exception as cause:
        error = ComponentError.of(
            "component.failed",
            f"making it with {field}={number} raised {type(cause).__name__}: "
            f"{shown(text_of(cause))}; let it take a Decimal, or give a function as volume",
            field=field,
            value=number,
        )
        error.component = named(component)
        raise error from cause


def asked(component: Component) -> tuple[AnyCharge, ...]:
    """Ask for the charges as pricing does, and raise the first fault."""
    faults: list[Exception] = []
    lines = collected([component], faults)
    for fault in faults:
        if getattr(fault, "code", "") == "type.charge":
            value = shown(getattr(fault, "value", None))
            raise broken(
                "typed", component, f"charges() gives {value}, which is no charge; {_GIVE}"
            )
        raise fault
    return tuple(lines.charges)


def stable_charges(component: Component) -> tuple[AnyCharge, ...]:
    """Ask for the charges several times; they must be charges, and the same ones."""
    first = asked(component)
    try:
        with localcontext(_HOSTILE):
            other = asked(component)
        again = asked(component)
    except PricingError as error:  # which it did not raise at first
        raise broken("pure", component, f"{_IMPURE}: {error}") from error
    if not first == other == again:
        raise broken("pure", component, _made_anew(first, other) or _IMPURE)
    return first


def _made_anew(first: Sequence[AnyCharge], other: Sequence[AnyCharge]) -> str:
    """Tell of a percentage that differs in its selector alone; nothing if there is none."""
    for one, two in zip(first, other, strict=False):
        if not (isinstance(one, PercentOf) and isinstance(two, PercentOf)) or one == two:
            continue
        if attrs.evolve(two, of=one.of) == one:
            return (
                f"charges() makes the selector {described(one.of)} of {one.what!r} anew at every "
                "call, and no two of it are equal; make it once, as a function of the module, or "
                "select by a category, a class or Named(...)"
            )
    return ""


class _Rest:  # noqa: PLW1641  (nobody hashes it)
    """A component without some of its percentages; selectors take it for that component."""

    def __init__(self, component: Component, charges: tuple[AnyCharge, ...]) -> None:
        self._component = component
        self._charges = charges
        self.name = named(component)

    @property  # type: ignore[misc]
    def __class__(self) -> type:  # pyright: ignore[reportIncompatibleMethodOverride]
        return type(self._component)

    def __eq__(self, other: object) -> bool:
        return bool(self._component == other)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._component, name)

    def charges(self) -> tuple[AnyCharge, ...]:
        """Give the charges that are left."""
        return self._charges


def year_of(component: Component, charges: tuple[AnyCharge, ...]) -> Quote | None:
    """Price a year; without percentages that select none of its lines, for others have those."""
    stated = [len(charge.slices) for charge in charges if isinstance(charge, Charge)]
    quote = Quote.of(component).over(months=max(stated, default=0) or 12)
    try:
        _ = quote.totals
    except PricingErrors as errors:
        absent = [getattr(one, "value", None) for one in errors if _selects_none(one)]
        if len(absent) < len(errors.exceptions):
            raise
        rest = tuple(charge for charge in charges if charge not in absent)
        return year_of(_Rest(component, rest), rest) if rest else None
    return quote


def _selects_none(error: Exception) -> bool:
    return isinstance(error, PricingError) and error.code == "rule.unmatched"


def amounts_of(charge: AnyCharge) -> list[Fraction]:
    """Give what is charged in one period, or in each that is stated; nothing for a percentage."""
    if not isinstance(charge, Charge):
        return []
    slices: list[Charge | Slice] = [one for one in charge.slices if one is not None]
    slices = slices or [charge]
    return [one.tariff.price(one.quantity).fraction for one in slices]


def cost_of(component: Component) -> Fraction:
    """Add up what is charged in one period, exactly: its charges, and its percentages of them.

    Of what is stated for each billing period, all of them count.
    """
    charges = asked(component)
    amounts = [sum(amounts_of(charge), Fraction(0)) for charge in charges]
    for position, members in plan(Collected([component], [charges]), Terms(), []).percentages:
        share: Any = charges[position]
        amounts[position] = sum(amounts[i] for i in members) * Fraction(share.percent) / 100
    return sum(amounts, Fraction(0))
