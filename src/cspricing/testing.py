"""For the tests of your own components: the laws that the ready-made ones obey, and numbers.

Needs Hypothesis, which ``pip install "cspricing[testing]"`` brings.

>>> from cspricing import CNY, CRMLicense
>>> from cspricing.testing import check_component
>>> check_component(CRMLicense(seats=25, tariff=CNY(199)), volume="seats", at_none=CNY(0))

Ranges alone find almost nothing, so numbers come at three scales.
`QUANTITIES`, `PRICES` (as `~decimal.Decimal`, of either sign), `PERCENTAGES` from 0 to 100 and
`SIZES` above 0 each have

- ``small``: ties, borders and signs;
- ``edges``: powers of 10 and 2 and their neighbours, halves and what is nearly one, for floats,
  precision and overflow;
- ``wide``: the rest of the range;
- ``any``: all of them, which laws are drawn from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, Generic, NamedTuple, TypeVar

try:
    from hypothesis import HealthCheck, assume, example, given, settings, strategies as st
    from hypothesis.errors import Unsatisfiable
    from hypothesis.strategies import SearchStrategy
except ImportError:
    raise ImportError(
        "cspricing.testing needs Hypothesis; pip install 'cspricing[testing]'"
    ) from None

from .charge import AnyCharge, Charge, Component
from .component_laws import (
    amounts_of,
    asked,
    broken,
    by_volume,
    cost_of,
    no_volume,
    stable_charges,
    year_of,
)
from .errors import PricingError, RuleError
from .fields import flag
from .money import Money, Price, as_price
from .quote import Quote

_T = TypeVar("_T")

LARGEST: Final = 10**18 - 1
"""The largest whole number that `cspricing.number.decimal` takes."""

_POWERS: Final = sorted(
    {
        near
        for power in (*(10**k for k in range(1, 19)), *(2**k for k in range(24, 60)))
        for near in (power - 1, power, power + 1)
        if near <= LARGEST
    }
)
_FRACTIONS: Final = tuple(
    map(Decimal, ("0", "0.5", "0.333333333333", "0.005", "0.00499", "0.00501", "0.000000000001"))
)


class Scales(NamedTuple, Generic[_T]):
    """One kind of value at three scales."""

    small: SearchStrategy[_T]
    edges: SearchStrategy[_T]
    wide: SearchStrategy[_T]

    @property
    def any(self) -> SearchStrategy[_T]:
        """Values of every scale: what a law is drawn from."""
        return self.small | self.edges | self.wide


def fixed(digits: int, places: int) -> Decimal:
    """Write *digits* with so many decimals, whatever the context."""
    return Decimal((int(digits < 0), tuple(map(int, str(abs(digits)))), -places))


def signed(numbers: SearchStrategy[Decimal]) -> SearchStrategy[Decimal]:
    """Draw *numbers*, and their negatives."""
    return st.one_of(numbers, numbers.map(_negative))


def _negative(number: Decimal) -> Decimal:
    return number.copy_negate() if number else number


EDGE_NUMBERS: Final = st.sampled_from(_FRACTIONS) | st.builds(
    # A large number with a half of a unit at its end needs more digits than a float has.
    fixed,
    st.sampled_from(_POWERS),
    st.sampled_from((0, 2, 3, 5)),
)
"""Numbers from 0 at which floats and 16 digits fail."""

PRICES: Final = Scales(
    small=st.builds(fixed, st.integers(-10, 10).map(lambda half_cents: 5 * half_cents), st.just(3))
    | st.integers(-2000, 2000).map(lambda half_cents: fixed(5 * half_cents, 3)),
    edges=signed(EDGE_NUMBERS),
    wide=st.builds(fixed, st.integers(-(10**11), 10**11), st.just(4)),
)
"""The price of one, of either sign."""

QUANTITIES: Final = Scales(
    small=st.integers(0, 12).map(Decimal) | st.integers(0, 24).map(lambda n: fixed(n * 5, 1)),
    edges=EDGE_NUMBERS,
    wide=st.builds(fixed, st.integers(0, 10**12), st.integers(0, 6)),
)
"""How many, from 0."""

SIZES: Final = Scales(
    small=st.integers(1, 6).map(Decimal) | st.sampled_from([fixed(5, 1), fixed(7, 1)]),
    edges=EDGE_NUMBERS.filter(bool),
    wide=st.builds(fixed, st.integers(1, 10**9), st.integers(0, 6)),
)
"""Above 0: borders of tiers, sizes of packages."""

PERCENTAGES: Final = Scales(
    small=st.sampled_from([Decimal(n) for n in (0, 1, 5, 10, 19, 20, 25, 33, 50, 75, 100)])
    | st.integers(0, 200).map(lambda halves: fixed(5 * halves, 1)),
    edges=st.sampled_from(
        list(map(Decimal, ("0.000000000001", "33.333333333333", "66.6667", "99.999999999999")))
    ),
    wide=st.builds(fixed, st.integers(0, 10**8), st.just(6)),
)
"""From 0 to 100."""


# ---------------------------------------------------------------------------- components

_EXAMPLES: Final = 60
_TOO_LARGE: Final = ("number.", "limit.", "tariff.beyond")
_ANY_HEALTH: Final[Any] = list(HealthCheck)
_LADDER: Final = sorted(
    {
        *map(Decimal, range(13)),
        *(fixed(halves * 5, 1) for halves in range(25)),
        *(Decimal(n * 10**k + near) for n in (1, 2, 5) for k in range(1, 7) for near in (-1, 0, 1)),
    }
)
"""Volumes from step to step, so that no border of tiers or bands is leapt over by chance."""


def check_component(
    component: Component,
    *,
    volume: str | Callable[[Decimal], Component] = "",
    at_none: Price | None = None,
    linear: bool = False,
) -> None:
    """Hold a component to the laws that the ready-made ones obey.

    Its charges are `Charge` or `PercentOf`, the same ones at every call, whatever the decimal
    context of the caller; they cost nothing below zero; a year of them can be priced, and every
    printed figure follows from the printed ones. With a *volume*, a year of more never costs
    less. A percentage of lines that other components have is left out.

    Args:
        component: What is tested.
        volume: The field that is its volume, of an attrs class or a dataclass, or a function
            that makes one with such a volume.
            At tariffs by which more may cost less (see ``tariff.cliffs()``), leave it out.
        at_none: What it costs at a volume of nothing: its fixed charges; with *volume*.
        linear: Whether the price of two volumes together is the sum of their prices; with
            *volume*.

    Raises:
        LawError: At the first law that does not hold (``law.pure``, ``law.typed``,
            ``law.negative``, ``law.priced``, ``law.monotone``, ``law.fixed``, ``law.linear``).
        ComponentError: If ``charges()`` raises an error of its own (``component.failed``).
        InvalidTypeError: If it is no component (``type.component``), or an argument is none.
        RuleError: If it has no such volume, or none is given and needed (``check.volume``).
    """
    Quote.of(component)  # or it is refused
    made = by_volume(component, volume)
    expected = None if at_none is None else as_price(at_none)
    if made is None and (expected is not None or flag(linear)):
        raise no_volume("at_none" if expected is not None else "linear")
    charges = stable_charges(component)
    _check_quote(component, charges)
    _check_amounts(component, charges)
    if made is None:
        return
    _check_monotone(made)
    if expected is not None:
        _check_fixed(made, expected)
    if flag(linear):
        _check_linear(made)


def _check_amounts(component: Component, charges: tuple[AnyCharge, ...]) -> None:
    for charge in charges:
        if isinstance(charge, Charge) and any(amount < 0 for amount in amounts_of(charge)):
            raise broken("negative", component, f"{charge.what} costs less than nothing")


def _check_quote(component: Component, charges: tuple[AnyCharge, ...]) -> None:
    try:
        year = year_of(component, charges)
        if year is not None:
            year.verify()
    except PricingError as error:
        raise broken("priced", component, f"a year of it cannot be priced: {error}") from error


def _yearly(component: Component) -> Money | None:
    """Price a year, own cost and all; one too large to be priced is no example."""
    try:
        year = year_of(component, asked(component))
        return None if year is None else year.net + year.cost
    except PricingError as error:
        assume(not error.code.startswith(_TOO_LARGE))
        raise broken("priced", component, f"a year of it cannot be priced: {error}") from error


def _at(made: Callable[[Decimal], Component], volume: Decimal) -> Component:
    """Make a component of this volume; one that is refused as too large is no example."""
    try:
        return made(volume)
    except PricingError as error:
        assume(not error.code.startswith(_TOO_LARGE))
        raise


def _check_monotone(made: Callable[[Decimal], Component]) -> None:
    def law(one: Decimal, other: Decimal) -> None:
        less, more = sorted((one, other))
        component = _at(made, more)
        before, after = _yearly(_at(made, less)), _yearly(component)
        if before is not None and (after is None or before > after):
            told = f"{more} cost less than {less}: {after or 'nothing'} a year instead of {before}"
            raise broken("monotone", component, told)

    _holds(law, pairwise(_LADDER))


def _check_fixed(made: Callable[[Decimal], Component], at_none: Price) -> None:
    component = made(Decimal(0))
    found = cost_of(component)
    if found != at_none.fraction:
        raise broken("fixed", component, f"a volume of nothing costs {found}, not {at_none}")


def _check_linear(made: Callable[[Decimal], Component]) -> None:
    def law(one: Decimal, other: Decimal) -> None:
        parts = cost_of(_at(made, one)) + cost_of(_at(made, other))
        whole = _at(made, one + other)
        if parts - cost_of(made(Decimal(0))) != cost_of(whole):
            raise broken("linear", whole, f"{one} and {other} together cost another amount")

    _holds(law)


def _holds(
    law: Callable[[Decimal, Decimal], None], first: Iterable[tuple[Decimal, Decimal]] = ()
) -> None:
    """Try a law on two volumes, the same ones at every run: stated pairs *first*."""
    volumes = QUANTITIES.small | st.integers(0, 10**9).map(Decimal)
    run = settings(
        max_examples=_EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=_ANY_HEALTH,
    )
    tried: Any = run(given(volumes, volumes)(law))
    for pair in reversed(list(first)):  # the one that is put on last is tried first
        tried = example(*pair)(tried)
    try:
        tried()
    except Unsatisfiable as error:
        raise RuleError.of(
            "check.volume",
            "every volume that was tried is refused, from 0 to 10**9 and halves up to 12; give a "
            "function as volume that makes a component of any such number",
            field="volume",
        ) from error
