"""What the ready-made components share: a name, sources, and charges built once, exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal, DecimalException, localcontext
from typing import Any, ClassVar, Final, TypeVar

from attrs import Factory, field, frozen

from ..charge import AnyCharge
from ..errors import InvalidNumberError, InvalidTypeError, PricingError, shown
from ..exact import EXACT, ceil_units, settled
from ..fields import citations, figure, keep_citations
from ..lifted import require, where
from ..money import Price
from ..number import not_negative
from ..provenance import Citation, Figure
from ..quote import Summable
from ..text import label
from ..written import Written

ALL: Final = Decimal(100)
"""The whole, in percent."""
HUNDREDTH: Final = Decimal("0.01")
_ONE: Final = Decimal(1)
_NONE: Final = Decimal(0)
_T = TypeVar("_T")


@frozen(kw_only=True, repr=False)
class BuiltComponent(Summable, Written):
    """A component whose charges are built when it is made, and never change.

    Attributes:
        name: What documents call it, and `Named` selects it by.
        citations: Where its figures come from.
    """

    title: ClassVar[str] = "Component"

    name: str = field(default=Factory(lambda self: self.title, takes_self=True), converter=label)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)
    _charges: tuple[AnyCharge, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        try:
            charges = exactly(self.build)
        except PricingError as error:
            error.component = self.name  # not the charge that it was making
            raise
        object.__setattr__(self, "_charges", charges)

    def build(self) -> Iterable[AnyCharge]:
        """Make the charges; called once, in the exact context."""
        raise NotImplementedError

    def charges(self) -> tuple[AnyCharge, ...]:
        """Give the charges, the same ones at every call."""
        return self._charges

    def cited(self, *fields: str) -> tuple[Citation, ...]:
        """Give the sources of these fields."""
        return cited_for(self.citations, *fields)


def cited_for(citations: Iterable[Citation], *fields: str) -> tuple[Citation, ...]:
    """Give the sources that figures of these names have."""
    return tuple(citation for citation in citations if citation.of in fields)


def cited_in(values: Iterable[Any]) -> tuple[Citation, ...]:
    """Give the sources of the figures in *values*."""
    return tuple(citation for value in values for citation in value.citations)


def price_citations(of: str, price: Price) -> tuple[Citation, ...]:
    """Give the source of a price from which another is derived."""
    return () if price.source is None else (Citation(of, price, price.source),)


def share_of(price: Price, percent: Any) -> Price:  # noqa: ANN401
    """Give so many percent of a price, exactly."""
    numerator = price.numerator * percent * HUNDREDTH
    return Price.exact(numerator, price.denominator, price.currency)


def exactly(build: Callable[[], Iterable[_T]]) -> tuple[_T, ...]:
    """Give all that *build* makes, in the exact context: the caller's changes no quantity.

    Raises:
        InvalidNumberError: If a number would have too many digits (``number.range``).
    """
    try:
        with localcontext(EXACT):
            return tuple(build())
    except DecimalException:
        raise InvalidNumberError.of(
            "number.range", "its quantities have more digits than can be exact"
        ) from None


def percentage(value: Figure) -> Decimal:
    """Take a percentage from 0 to 100."""
    number = figure(value)

    def refused() -> InvalidNumberError:
        return InvalidNumberError.of(
            "percent.range", f"{shown(value)} is no share in percent; give 0 to 100", value=value
        )

    require(number >= 0, refused)
    require(number <= ALL, refused)
    return number


def hundreds(value: Figure) -> Decimal:
    """Take a percentage that nobody means to be below 1, if it is not 0: 0.85 stands for 85 %.

    Raises:
        InvalidNumberError: If it is between 0 and 1 (``percent.fraction``), or below 0.
    """
    number = not_negative(figure(value))
    require(
        where(number < 1, number, _NONE) == 0,
        lambda: InvalidNumberError.of(
            "percent.fraction",
            f"{shown(value)} is less than one in a hundred; write 85 for 85 %",
            value=value,
        ),
    )
    return number


def positive(value: Figure) -> Decimal:
    """Take a number above 0, such as what others are divided by."""
    number = figure(value)
    require(
        number > 0,
        lambda: InvalidNumberError.of(
            "number.range", f"{shown(value)} is not above 0; give more than nothing", value=value
        ),
    )
    return number


def part(value: _T | None, kind: type[_T]) -> _T | None:
    """Take a part of a component of this kind, or none.

    Raises:
        InvalidTypeError: If it is something else (``type.member``).
    """
    if value is not None and not isinstance(value, kind):
        name = kind.__name__
        raise InvalidTypeError.of(
            "type.member", f"{shown(value)} is not a {name}; give {name}(...)", value=value
        )
    return value


def pieces(value: Figure) -> Decimal:
    """Take how many there are of what comes whole, such as seats; from 0."""
    number = not_negative(figure(value))
    require(
        ceil_units(number, _ONE) == number,
        lambda: InvalidNumberError.of(
            "number.whole", f"{shown(value)} is not whole; give a whole number", value=value
        ),
    )
    return number


def hundredths(numerator: Any, denominator: Any) -> Any:  # noqa: ANN401
    """Divide, and round half up to two decimals: how hours, minutes and FTE come about."""
    return settled(numerator, denominator, 100, ROUND_HALF_UP) * HUNDREDTH
