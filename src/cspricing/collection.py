"""How components say what they charge: each is asked once, and what goes wrong is its fault."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any, Final

from .charge import AnyCharge, Charge, Component, PercentOf
from .entry import Collected, named
from .errors import ComponentError, InvalidTypeError, LimitError, PricingError, shown

MOST_LINES: Final = 200_000
"""How many lines a quote has at most."""

_CHARGES: Final = frozenset({Charge, PercentOf})


def collected(components: Sequence[Component], faults: list[Exception]) -> Collected:
    """Ask each component for its charges, once; what goes wrong goes to *faults*."""
    given: list[Sequence[AnyCharge]] = []
    for component in components:
        try:
            charges: Any = component.charges()
            given.append(charges if _is_tuple(charges) else _taken(charges))
            continue
        except PricingError as error:
            error.component = error.component or named(component)
            faults.append(error)
        except Exception as error:  # noqa: BLE001  (whatever a component raises is its fault)
            faults.append(_failed(component, error))
        given.append(())
    if not _CHARGES.issuperset(map(type, chain.from_iterable(given))):
        pairs = zip(components, given, strict=True)
        given = [_without_strangers(component, charges, faults) for component, charges in pairs]
    lines = Collected(components, given)
    if len(lines.charges) > MOST_LINES:
        faults.append(_too_many())
    return lines


def _is_tuple(value: object) -> bool:
    return type(value) is tuple


def _taken(charges: Iterable[AnyCharge]) -> tuple[AnyCharge, ...]:
    """Take the charges of one component: all of them, or none."""
    taken = tuple(islice(charges, MOST_LINES + 1))
    if len(taken) > MOST_LINES:
        raise _too_many()
    return taken


def _without_strangers(
    component: Component, charges: Sequence[object], faults: list[Exception]
) -> list[AnyCharge]:
    """Leave out what is no charge, which is a fault of its component."""
    kept: list[AnyCharge] = []
    for charge in charges:
        if isinstance(charge, (Charge, PercentOf)):
            kept.append(charge)
        else:
            error = _no_charge(charge)
            error.component = named(component)
            faults.append(error)
    return kept


def _no_charge(value: object) -> PricingError:
    return InvalidTypeError.of(
        "type.charge",
        f"{shown(value)} is not a Charge; charges() gives Charge or PercentOf objects",
        field="charges",
        value=value,
    )


def _too_many() -> PricingError:
    return LimitError.of(
        "limit.count",
        f"a quote has at most {MOST_LINES:,} lines; split it and add the totals",
        field="charges",
    )


def is_meant(one: object, component: object) -> bool:
    """Whether *component* is *one*, its like, or its name.

    Raises:
        ComponentError: If it fails when it is compared (``component.failed``).
    """
    if isinstance(component, str):
        return named(one) == component
    try:
        return one is component or bool(one == component)
    except Exception as cause:
        error = ComponentError.of(
            "component.failed",
            f"comparing it raised {type(cause).__name__}: {shown(text_of(cause))}; mend its ==",
            field="component",
            value=one,
        )
        error.component = named(one)
        raise error from cause


def text_of(cause: Exception) -> str:
    """Give the text of an error that is not the library's."""
    try:
        return str(cause)
    except Exception:  # noqa: BLE001  (an error of one's own may have no text)
        return ""


def _failed(component: object, cause: Exception) -> PricingError:
    name = named(component)
    cause.add_note(f"while {name} said what it charges")
    error = ComponentError.of(
        "component.failed",
        f"charges() raised {type(cause).__name__}: {shown(text_of(cause))}",
        field="charges",
        value=component,
    )
    error.component = name
    error.__cause__ = cause
    return error
