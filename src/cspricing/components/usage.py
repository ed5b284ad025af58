"""Usage: what is used month by month, and what was committed to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext
from typing import ClassVar, Final, Literal, NamedTuple, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..charge_model import from_zero
from ..errors import RuleError
from ..exact import EXACT
from ..fields import count, named_fields
from ..money import Price, same_currency
from ..number import whole
from ..period import LONGEST_TERM_MONTHS
from ..slice import Slice
from ..tariff import After, AtLeast, Included, Tariff, tariff
from ..text import label, one_of
from ..working import Factor, Working
from .base import BuiltComponent, hundredths
from .monthly import YEAR, days, volumes, years
from .roll_over import IncludedUnits, rolled_over
from .tier_choice import picked, tiers_of

TiersBy: TypeAlias = Literal["month", "day", "year", "year_to_date"]
"""Which volume tiers are of.

- ``month``: what is used in the month.
- ``day``: what is used a day, on average over the month.
- ``year``: what is used in the contract year.
- ``year_to_date``: what has been used since the contract year began: tiers run on from month to
  month, each unit at the price of the tier that it falls in.
"""

_TIERS_BY: Final = ("month", "day", "year", "year_to_date")


def _tiers_by(value: TiersBy) -> TiersBy:
    return one_of(value, _TIERS_BY, "usage.tiers_by", RuleError)


def _roll_over(value: int) -> int:
    return whole(value, least=0, most=LONGEST_TERM_MONTHS)


class _Priced(NamedTuple):
    """What a month's units cost, and how that came about."""

    tariff: Tariff
    workings: tuple[Working, ...] = ()


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Usage(BuiltComponent):
    """What is used month by month, with tiers, an allowance and a commitment over it.

    Volumes are stated for each billing period of the term: a forecast, or what was measured. Where
    the term begins or ends within one, that part of a month bears a monthly minimum, what is
    included, and fees of the tariff in full: none of them is prorated. What counts contract years
    (tiers of a ``year`` or of the ``year_to_date``, and *minimum_per_year*) then is refused
    (``slices.cut``).

    An uplift, or another change of prices over the term, goes on what is billed. It is refused
    (``change.looks_back``) with *minimum_per_year* and the ``year_to_date``, which rest on what was
    billed before.

    Args:
        volumes: How many units are used in each month of the term.
        unit: What is counted, such as ``call``.
        tariff: What so many units cost; a bare price is a price for each. A monthly minimum is
            `AtLeast`, a baseline with additional and reduced prices is `Baseline`.
        tiers_by: Which volume its tiers are of: that of the ``month``, of an average ``day``, of
            the contract ``year``, or of the ``year_to_date``. For a day or a year, the tariff is
            `Volume`, and all units of the month cost the price of the one tier.
        days: How many days each month has that a daily average is of: those of the calendar, which
            `cspricing.period.month_days` counts, or those that are worked.
        included: How many units a month are included; none unless given.
        roll_over_months: For how many months more they may be used if they were not, the oldest
            first.
        minimum_per_year: What is paid at least for each contract year. What is missing is billed
            with its last month; a last year that is cut short bears its share by months.
        category: ``expense`` unless given.
        name: What documents call it.

    >>> from cspricing import EUR, Quote
    >>> calls = Usage(
    ...     volumes=[900, 700, 800], unit="call", tariff=EUR(2), minimum_per_year=EUR(20_000)
    ... )
    >>> for invoice in Quote.of(calls).over(months=3).invoices:
    ...     print(invoice.total)
    EUR 1,800.00
    EUR 1,400.00
    EUR 1,800.00
    """

    title: ClassVar[str] = "Metered usage"

    volumes: tuple[Decimal, ...] = field(converter=volumes)
    unit: str = field(converter=label)
    tariff: Tariff = field(converter=tariff)
    tiers_by: TiersBy = field(default="month", converter=_tiers_by)
    days: tuple[int, ...] | None = field(default=None, converter=optional(days))
    included: Decimal | None = field(default=None, converter=optional(count))
    roll_over_months: int = field(default=0, converter=_roll_over)
    minimum_per_year: Price | None = field(default=None, converter=optional(from_zero))
    category: str = field(default="expense", converter=label)

    def build(self) -> Iterator[Charge]:
        """Charge the use of each month."""
        self._check()
        slices = [one for year in years(len(self.volumes)) for one in self._year(year)]
        runs_on = self.tiers_by == "year_to_date" or self.minimum_per_year is not None
        yield Charge(
            "usage",
            sum(self.volumes, Decimal(0)),
            self.unit,
            self.tariff,
            self.category,
            "monthly",
            slices=slices,
            carries_rounding=runs_on,
            counts_years=runs_on or self.tiers_by == "year",
            looks_back=runs_on,
            citations=self.cited("included", "minimum_per_year"),
        )

    def _check(self) -> None:
        """Refuse what does not go together."""
        if self.roll_over_months and self.included is None:
            raise RuleError.of(
                "usage.roll_over",
                "nothing is included that could be used later; state included, too",
                field="roll_over_months",
                value=self.roll_over_months,
            )
        if (self.days is None) is (self.tiers_by == "day"):
            raise RuleError.of(
                "usage.days",
                "an average day needs days, and only that does; give both tiers_by='day' and days, "
                "or neither",
                field="days",
                value=self.days,
            )
        if self.days is not None and len(self.days) != len(self.volumes):
            raise RuleError.of(
                "usage.days",
                f"there are days of {len(self.days)} months, but volumes of {len(self.volumes)}; "
                "give one of each for each month",
                field="days",
                value=self.days,
            )
        if self.minimum_per_year is not None:
            currency = self.minimum_per_year.currency
            same_currency(self.tariff.currency, currency, "mix in one commitment")

    @property
    def allowances(self) -> tuple[IncludedUnits, ...]:
        """What is included in each month, and what becomes of it: nothing unless stated."""
        granted = Decimal(0) if self.included is None else self.included
        with localcontext(EXACT):
            return tuple(rolled_over(self.volumes, granted, self.roll_over_months))

    def _year(self, year: Sequence[int]) -> Iterator[Slice]:
        """Price the months of a contract year."""
        allowances = self.allowances
        billed = self.tariff.currency(0)
        used = Decimal(0)
        for month in year:
            allowed, volume = allowances[month], self.volumes[month]
            priced = self._priced(month, year, used)
            if self.included is not None:
                priced = self._beyond(allowed, priced)
            if self.minimum_per_year is not None:
                if month == year[-1]:
                    priced = _trued_up(_minimum(self.minimum_per_year, year), billed, priced)
                billed = billed + priced.tariff.price(volume)
            used += allowed.billed
            yield Slice(volume, priced.tariff, workings=priced.workings)

    def _priced(self, month: int, year: Sequence[int], used: Decimal) -> _Priced:
        """Give what units cost in a month, when so many were billed before in its year."""
        match self.tiers_by:
            case "day":
                return self._by_day(month)
            case "year":
                return self._by_year(year)
            case "year_to_date" if month != year[0]:
                return _Priced(After(used, self.tariff))
            case _:
                return _Priced(self.tariff)

    def _by_day(self, month: int) -> _Priced:
        """Let the average day of a month pick the tier."""
        volume, of = self.volumes[month], Decimal((self.days or ())[month])
        average = hundredths(volume, of)
        working = Working(
            what="average per day",
            formula=(("", volume, self.unit), ("/", of, "day")),
            result=average,
            unit=self.unit,
            rounding="half up",
        )
        return _Priced(picked(tiers_of(self.tariff, "day"), average), (working,))

    def _by_year(self, year: Sequence[int]) -> _Priced:
        """Let the volume of a contract year pick the tier."""
        first, *others = [self.volumes[month] for month in year]
        total = sum(others, first)
        more: list[Factor] = [("+", volume, self.unit) for volume in others]
        formula: tuple[Factor, ...] = (("", first, self.unit), *more)
        working = Working(what="volume of the year", formula=formula, result=total, unit=self.unit)
        return _Priced(picked(tiers_of(self.tariff, "year"), total), (working,))

    def _beyond(self, allowed: IncludedUnits, priced: _Priced) -> _Priced:
        """Price what is used beyond what is included, and what was left of it before."""
        available = allowed.available
        workings = priced.workings
        if any(allowed.brought):
            brought: list[Factor] = [("+", units, self.unit) for units in allowed.brought if units]
            formula: tuple[Factor, ...] = (("", allowed.granted, self.unit), *brought)
            told = Working(
                what="included, with what was left",
                formula=formula,
                result=available,
                unit=self.unit,
            )
            workings = (*workings, told)
        return _Priced(Included(available, priced.tariff), workings)


def _minimum(of_a_year: Price, year: Sequence[int]) -> Price:
    """Give what is paid at least for a contract year, or for what there is of it."""
    return of_a_year if len(year) == YEAR else of_a_year * len(year) / YEAR


def _trued_up(minimum: Price, billed: Price, priced: _Priced) -> _Priced:
    """Bill in the last month of a year what is missing of its minimum."""
    left = minimum - billed
    if left.numerator <= 0:
        return priced
    formula: tuple[Factor, ...] = (("", minimum, ""), ("-", billed, ""))
    working = Working(what="left of the minimum", formula=formula, result=left, unit="")
    return _Priced(AtLeast(left, priced.tariff), (*priced.workings, working))
