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

from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Any, Final, Generic, NamedTuple, TypeVar

import attrs

try:
    from hypothesis import assume, given, settings, strategies as st
    from hypothesis.strategies import SearchStrategy
except ImportError:
    raise ImportError(
        "cspricing.testing needs Hypothesis; pip install 'cspricing[testing]'"
    ) from None

from .charge import AnyCharge, Charge, Component, PercentOf
from .entry import named
from .errors import LawError, PricingError
from .money import Price
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

# A context that whoever calls a component may have set.
_HOSTILE: Final = Context(prec=1, Emin=-9, Emax=9, traps=[])
_EXAMPLES: Final = 60


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
    printed figure follows from the printed ones. With a *volume*, more never costs less.

    Args:
        component: What is tested.
        volume: The field that is its volume, or a function that makes one with such a volume.
            At tariffs by which more may cost less (see ``tariff.cliffs()``), leave it out.
        at_none: What it costs at a volume of nothing: its fixed charges.
        linear: Whether the price of two volumes together is the sum of their prices.

    Raises:
        LawError: At the first law that does not hold (``law.pure``, ``law.typed``,
            ``law.negative``, ``law.priced``, ``law.monotone``, ``law.fixed``, ``law.linear``).
    """
    charges = _charges(component)
    _check_amounts(component, charges)
    _check_quote(component)
    if not volume:
        return
    made = _varied(component, volume) if isinstance(volume, str) else volume
    _check_monotone(made)
    if at_none is not None:
        _check_fixed(made, at_none)
    if linear:
        _check_linear(made)


def _broken(law: str, component: Component, message: str) -> LawError:
    error = LawError.of(f"law.{law}", message)
    error.component = named(component)
    return error


def _varied(component: Any, field: str) -> Callable[[Decimal], Component]:  # noqa: ANN401
    return lambda volume: attrs.evolve(component, **{field: volume})


def _charges(component: Component) -> tuple[AnyCharge, ...]:
    """Ask for the charges several times; they must be charges, and the same ones."""
    first = tuple(component.charges())
    for charge in first:
        if not isinstance(charge, (Charge, PercentOf)):
            raise _broken("typed", component, f"charges() gives {charge!r}, which is no charge")
    with localcontext(_HOSTILE):
        other = tuple(component.charges())
    if not first == other == tuple(component.charges()):
        raise _broken(
            "pure",
            component,
            "charges() does not give the same charges at every call; make them once, from its "
            "fields alone, and multiply in cspricing's prices or an exact decimal context",
        )
    return first


def _check_amounts(component: Component, charges: tuple[AnyCharge, ...]) -> None:
    for charge in charges:
        if isinstance(charge, Charge) and charge.tariff.price(charge.quantity).fraction < 0:
            raise _broken("negative", component, f"{charge.what} costs less than nothing")


def _check_quote(component: Component) -> None:
    try:
        Quote.of(component).over(months=12).verify()
    except PricingError as error:
        if any(isinstance(charge, PercentOf) for charge in component.charges()):
            return  # what it is a percentage of is not there
        raise _broken("priced", component, f"a year of it cannot be priced: {error}") from error


def _cost(component: Component) -> Fraction:
    """Add up what is charged in one period, exactly."""
    own = (charge for charge in component.charges() if isinstance(charge, Charge))
    return sum((charge.tariff.price(charge.quantity).fraction for charge in own), Fraction(0))


def _at(made: Callable[[Decimal], Component], volume: Decimal) -> Component:
    """Make a component of this volume; one that is refused as too large is no example."""
    try:
        return made(volume)
    except PricingError as error:
        assume(not error.code.startswith(("number.", "limit.")))
        raise


def _check_monotone(made: Callable[[Decimal], Component]) -> None:
    @_drawn
    def law(one: Decimal, other: Decimal) -> None:
        less, more = sorted((one, other))
        component = _at(made, more)
        if _cost(_at(made, less)) > _cost(component):
            raise _broken("monotone", component, f"{more} cost less than {less}")

    law()


def _check_fixed(made: Callable[[Decimal], Component], at_none: Price) -> None:
    component = made(Decimal(0))
    found = _cost(component)
    if found != at_none.fraction:
        raise _broken("fixed", component, f"a volume of nothing costs {found}, not {at_none}")


def _check_linear(made: Callable[[Decimal], Component]) -> None:
    @_drawn
    def law(one: Decimal, other: Decimal) -> None:
        parts = _cost(_at(made, one)) + _cost(_at(made, other))
        whole = _at(made, one + other)
        if parts - _cost(made(Decimal(0))) != _cost(whole):
            raise _broken("linear", whole, f"{one} and {other} together cost another amount")

    law()


def _drawn(law: Callable[[Decimal, Decimal], None]) -> Callable[[], None]:
    """Run a law over two volumes, the same ones at every run."""
    volumes = QUANTITIES.small | st.integers(0, 10**9).map(Decimal)
    run = settings(max_examples=_EXAMPLES, derandomize=True, database=None, deadline=None)
    return run(given(volumes, volumes)(law))  # pyright: ignore[reportReturnType]
