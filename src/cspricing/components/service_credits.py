"""Service credits: what comes off a fee if less was reached than promised, and bonuses for more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, localcontext
from typing import Any, ClassVar, Final, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..charge_model import from_zero
from ..errors import RuleError, shown
from ..exact import EXACT
from ..exhibit import Exhibit
from ..fields import citations, keep_citations, named_fields, sequence_of
from ..money import Price
from ..notation import grouped
from ..number import scalar
from ..provenance import Citation
from ..slice import Slice
from ..tariff import AtMost, PerUnit, Tariff
from ..text import label
from ..working import Factor, Working
from ..written import Written
from .base import ALL, BuiltComponent, percentage
from .given import either
from .monthly import by_month, years

_NONE: Final = Decimal(0)
_POINT: Final = "percentage point"

Outcomes: TypeAlias = tuple[tuple[Decimal, Decimal], ...]
"""Levels that may be reached in a month, each behind its probability; these sum to 1."""


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class ServiceBand(Written):
    """What a service level in a band changes of the fee of a month.

    Args:
        below: A credit for a level below so many percent.
        reached: A bonus for a level of so many percent or more; or give *below*.
        percent: How much of the fee.

    >>> ServiceBand(below=80, percent=5)
    ServiceBand(below=80, percent=5)
    """

    below: Decimal | None = field(default=None, converter=optional(percentage))
    reached: Decimal | None = field(default=None, converter=optional(percentage))
    percent: Decimal = field(converter=percentage)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if (self.below is None) is (self.reached is None):
            error = either("below", "reached", field="below")
            error.component = type(self).__name__
            raise error

    def holds(self, level: Decimal) -> bool:
        """Whether a level lies in the band."""
        if self.below is not None:
            return level < self.below
        return self.reached is not None and level >= self.reached

    @property
    def border(self) -> Decimal:
        """Where it ends, or begins."""
        return (self.below if self.below is not None else self.reached) or _NONE


def _bands(given: Iterable[ServiceBand]) -> tuple[ServiceBand, ...]:
    taken = sequence_of(ServiceBand, given, "ServiceBand")
    if not taken:
        raise RuleError.of(
            "credits.bands", "no level changes the fee; give at least one ServiceBand", value=taken
        )
    return taken


def _level(value: Any) -> Decimal:  # noqa: ANN401
    return percentage(scalar(value))


def _outcomes(value: Any) -> Outcomes:  # noqa: ANN401
    """Take the level of a month, or the levels that may be reached in it."""
    if type(value) not in {list, tuple}:
        return ((Decimal(1), _level(value)),)
    found: list[tuple[Decimal, Decimal]] = []
    for pair in value:
        if type(pair) not in {list, tuple} or len(pair) != 2:  # noqa: PLR2004
            raise RuleError.of(
                "credits.outcome",
                f'{shown(pair)} is no outcome; give a probability and a level, such as ("0.2", 78)',
                value=pair,
            )
        found.append((scalar(pair[0]), _level(pair[1])))
    with localcontext(EXACT):
        whole = sum([probability for probability, _ in found], _NONE)
    if whole != 1 or any(probability < 0 for probability, _ in found):
        raise RuleError.of(
            "credits.probabilities",
            f"the probabilities of a month sum to {grouped(whole)}; give decimals from 0 that sum "
            "to 1",
            value=value,
        )
    return tuple(found)


def _levels(given: Any) -> tuple[Outcomes, ...]:  # noqa: ANN401
    return by_month(given, _outcomes, "levels")


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class ServiceCredits(BuiltComponent):
    """What comes off a monthly fee if the service level was missed, and what is paid for more.

    A credit is a line below zero. It is taxed as other lines of its category, so give it the
    category of what it is a credit on.

    Args:
        fee: The fee of a month that credits and bonuses are a share of: in full, not prorated,
            for a part of a month, too, where the term begins or ends within a billing period.
        bands: What levels are credited or paid for. Of several that a level lies in, the one
            furthest from the promise counts.
        levels: The level reached in each month, in percent; or what may be reached in it, as
            pairs of a probability and a level, whose expected credit is shown.
        most_percent_per_month: What credits take at most of the fee of a month.
        most_percent_per_year: What they take at most of the fees of a contract year. It needs
            levels that are certain, and billing periods of whole months (``slices.cut``), and
            takes no change of prices over the term (``change.looks_back``): what is left of it
            depends on all months before.
        category: ``expense`` unless given.
        name: What documents call it.

    >>> from cspricing import EUR, Quote
    >>> bands = [ServiceBand(below=80, percent=5), ServiceBand(below=70, percent=10)]
    >>> credits = ServiceCredits(fee=EUR(10_000), bands=bands, levels=[82, 78, 65])
    >>> for line in Quote.of(credits).over(months=3).invoices[2].lines:
    ...     print(line.what, line.net)
    service credit EUR -1,000.00
    """

    title: ClassVar[str] = "Service credits"

    fee: Price = field(converter=from_zero)
    bands: tuple[ServiceBand, ...] = field(converter=_bands)
    levels: tuple[Outcomes, ...] = field(converter=_levels)
    most_percent_per_month: Decimal = field(default=ALL, converter=percentage)
    most_percent_per_year: Decimal | None = field(default=None, converter=optional(percentage))
    category: str = field(default="expense", converter=label)

    def build(self) -> Iterator[Charge]:
        """Charge the credits of all months, and the bonuses."""
        bad = sorted([one for one in self.bands if one.below is not None], key=_border)
        good = sorted([one for one in self.bands if one.below is None], key=_border, reverse=True)
        if self.most_percent_per_year is not None and any(len(of) > 1 for of in self.levels):
            raise RuleError.of(
                "credits.expected",
                "what is left of a year's most depends on the months before; give levels that are "
                "certain, or leave most_percent_per_year out",
                field="most_percent_per_year",
                value=self.most_percent_per_year,
            )
        if bad:
            capped = self.most_percent_per_year is not None
            yield self._charge("service credit", list(self._credited(bad)), capped=capped)
        if good:
            slices = [self._slice("bonus", of, good, ALL) for of in self.levels]
            yield self._charge("bonus", slices)

    def _charge(self, what: str, slices: Sequence[Slice], *, capped: bool = False) -> Charge:
        cites = [one for band in self.bands for one in band.citations]
        return Charge(
            what,
            sum([one.quantity for one in slices], _NONE),
            _POINT,
            PerUnit(self.fee, ALL),
            self.category,
            "monthly",
            slices=slices,
            carries_rounding=self.most_percent_per_year is not None,
            counts_years=capped,
            looks_back=capped,
            citations=cites,
        )

    def _credited(self, bands: Sequence[ServiceBand]) -> Iterator[Slice]:
        """Credit each month, within what is left of the year's most."""
        for year in years(len(self.levels)):
            left: Price | None = None
            if self.most_percent_per_year is not None:
                left = self.fee * len(year) * self.most_percent_per_year / 100
            whole = left
            for month in year:
                one = self._slice(
                    "service credit", self.levels[month], bands, self.most_percent_per_month, -1
                )
                if left is not None and whole is not None:
                    formula: tuple[Factor, ...] = (("", whole, ""), ("-", whole - left, ""))
                    told = Working(
                        what="left of the year's most", formula=formula, result=left, unit=""
                    )
                    workings = one.workings if left == whole else (*one.workings, told)
                    one = Slice(one.quantity, AtMost(left, one.tariff), workings=workings)
                    left = left + one.tariff.price(one.quantity)
                yield one

    def _slice(
        self,
        what: str,
        outcomes: Outcomes,
        bands: Sequence[ServiceBand],
        most: Decimal,
        sign: int = 1,
    ) -> Slice:
        """Give what a month is credited or paid, in percentage points of its fee."""
        hits = [next((band for band in bands if band.holds(level)), None) for _, level in outcomes]
        points = [_NONE if hit is None else min(hit.percent, most) for hit in hits]
        pairs = [(chance, share) for (chance, _), share in zip(outcomes, points, strict=True)]
        expected = sum([chance * share for chance, share in pairs], _NONE)
        formula: list[Factor] = []
        for place, (chance, share) in enumerate(pairs):
            formula.append(("+" if place else "", chance, ""))
            formula.append(("x", share, _POINT))
        if len(pairs) == 1:
            formula = [("", expected, _POINT)]
        rows = [
            (
                f"{grouped(chance * ALL)} %",
                f"{grouped(level)} %",
                "" if hit is None else f"{grouped(hit.border)} %",
                f"{grouped(share)} %",
            )
            for (chance, level), hit, share in zip(outcomes, hits, points, strict=True)
        ]
        columns = ("probability", "level", "border", what)
        table = Exhibit(what="service level reached", columns=columns, rows=rows)
        working = Working(
            what=what, formula=tuple(formula), result=expected, unit=_POINT, exhibit=table
        )
        tariff: Tariff = PerUnit(self.fee, ALL)
        return Slice(expected * sign if expected else _NONE, tariff, workings=(working,))


def _border(band: ServiceBand) -> Decimal:
    return band.border
