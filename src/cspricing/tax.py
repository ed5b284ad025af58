"""What a tax is: rates on lines, what they become, and what is withheld.

`cspricing.treatments` makes them.

>>> from cspricing import VAT
>>> VAT(16).then("2028-05-01", 13)
<Tax S VAT 16, VAT 13 from 2028-05-01>
"""

from __future__ import annotations

from copy import copy
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import evolve, field, frozen
from attrs.converters import optional as if_given

from .errors import InvalidNumberError, InvalidTypeError, PricingError, RuleError, shown
from .exact import EXACT
from .fields import citations, flag, keep_citations, named_fields, named_maker, sequence_of, single
from .provenance import Citation, Figure
from .selector import Selector, described, selector
from .text import calendar_date, label, text
from .written import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ALL: Final = Decimal(100)
"""The taxed part of a base, in percent, where all of it is."""

_T = TypeVar("_T")


def tax_percent(value: Figure) -> Decimal:
    """Take *value* as a rate in percent.

    Raises:
        InvalidNumberError: If it is no number from 0 to 1,000 (``tax.range``, ``number....``).
    """
    number = single(value)
    if not 0 <= number <= 1000:  # noqa: PLR2004  (no tax is ten times its base)
        raise InvalidNumberError.of(
            "tax.range", f"{shown(value)} % is no tax rate; give 0 to 1000", value=value
        )
    return number


@frozen(repr=False, field_transformer=named_fields)
class Rate(Written):
    """One rate of a tax.

    Attributes:
        name: The tax as the invoice names it, such as ``VAT`` or ``State``.
        percent: Of the base.
        since: The day from which it holds, if another one did before: see `Tax.then`.
        citations: Where the percentage comes from.
    """

    name: str = field(converter=label)
    percent: Decimal = field(converter=tax_percent)
    since: date | None = field(default=None, kw_only=True, converter=if_given(calendar_date))
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)


def _share(value: Figure) -> Decimal:
    number = single(value)
    if not 0 < number <= ALL:
        raise InvalidNumberError.of(
            "tax.share", f"{shown(value)} % is no share of a base; give above 0 to 100", value=value
        )
    return number


def _rates(given: Iterable[Rate]) -> tuple[Rate, ...]:
    rates = sequence_of(Rate, given, "Rate")
    if not rates:
        raise RuleError.of("tax.rates", "a tax has no rate; give one, 0 where nothing is due")
    return rates


def _later(given: Iterable[Tax]) -> tuple[Tax, ...]:
    """Take what a tax becomes: each from a later day on than the one before."""
    taxes = sequence_of(Tax, given, "tax such as VAT(6)")
    days = [tax.since for tax in taxes]
    if None in days or any(tax.later for tax in taxes):
        raise RuleError.of("tax.then", "say what a tax becomes by .then(day, rate)", value=given)
    for earlier, day in pairwise(days):
        if not earlier < day:  # type: ignore[operator]
            fault = f"it becomes another on {earlier} already; give later days one after the other"
            raise RuleError.of("tax.then", fault, field="day", value=day)
    return taxes


@frozen(kw_only=True, field_transformer=named_fields)
class Tax:
    """How lines are taxed; `VAT`, `Exempt`, `Stacked` and their like make one.

    Attributes:
        rates: One rate, or several that stack on one base.
        on: The lines it names; None for the lines that no other tax names.
        code: The tax category, such as S, Z, E, AE, K, G, O (UNCL 5305) or a country's own.
        reason: Why nothing, or less, is charged; of a group of taxes, each reason once.
        share: The taxed part of the base, in percent (80 for a data-processing charge in Texas).
        inclusive: Whether prices contain the tax.
        optional: Whether it may select no line.
        since: The day from which it holds, if it is what another became.
        later: What it becomes, in the order of the days: see `then`.
        citations: Where its rates and the taxed part come from.
        percent: The sum of the rates.
        reasons: The reason, if there is one; of a group of taxes, all that they state.
        key: What makes two taxes one group of an invoice: all but whom they name, and why.
        order: Larger rates come first, on invoices and where cents are allocated.
        fractions: Each rate of the base as whole numbers: 80 % of 8.25 % is 660 / 10000.
    """

    rates: tuple[Rate, ...] = field(converter=_rates)
    on: Selector = field(default=None, converter=selector)
    code: str = field(default="S", converter=label)
    reason: str = field(default="", converter=text)
    share: Decimal = field(default=ALL, converter=_share)
    inclusive: bool = field(default=False, converter=flag)
    optional: bool = field(default=False, converter=flag)
    since: date | None = field(default=None, converter=if_given(calendar_date))
    later: tuple[Tax, ...] = field(default=(), converter=_later)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)
    percent: Decimal = field(init=False, eq=False, repr=False)
    reasons: tuple[str, ...] = field(init=False, eq=False, repr=False)
    key: tuple[Any, ...] = field(init=False, eq=False, repr=False)
    order: tuple[Any, ...] = field(init=False, eq=False, repr=False)
    fractions: tuple[tuple[int, int], ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        of_share = [citation for citation in self.citations if citation.of == "share"]
        # Worked out once: quotes ask for them again and again.
        rates, share = self.rates, self.share.as_integer_ratio()
        key = (self.inclusive, self.code, tuple((r.name, r.percent) for r in rates), self.share)
        percent = reduce(EXACT.add, [rate.percent for rate in rates])
        for name, value in (
            ("citations", tuple(chain(*[rate.citations for rate in rates], of_share))),
            ("percent", percent),
            ("reasons", (self.reason,) if self.reason else ()),
            ("key", key),
            ("order", (percent.copy_negate(), key)),
            ("fractions", tuple(_fraction(rate, share) for rate in rates)),
        ):
            object.__setattr__(self, name, value)
        # At a rate of nothing, prices contain a tax and do not.
        if len({tax.inclusive for tax in (self, *self.later) if tax.percent}) > 1:
            fault = f"prices contain some taxes of {self}; say inclusive= in all, or in none"
            raise RuleError.of("tax.then", fault, field="becomes", value=self.later)

    def at(self, day: date | None) -> Tax:
        """Give the tax that holds on a day, such as the tax point of an invoice.

        Args:
            day: The day; None for the first one of a tax that becomes others.

        >>> from cspricing import VAT
        >>> VAT(16).then("2028-05-01", 13).at(date(2028, 5, 1)).percent
        Decimal('13')
        """
        if not self.later:
            return self
        found = self
        for tax in self.later:
            if day is not None and tax.since is not None and tax.since <= day:
                found = tax
        return _with(found, later=(), on=self.on, optional=self.optional)

    @named_maker("becomes")
    def then(self, day: date | str, becomes: Figure | Tax) -> Tax:
        """Say what the tax becomes from a day on: invoices with a tax point before keep the old.

        The tax point of an invoice is its issue date. Whom the tax names stays as it is.

        Args:
            day: The first day; after that of an earlier change.
            becomes: The new percentage, if the tax has one rate; or a tax, of which the rates,
                the category, the reason and the share count.

        Raises:
            RuleError: If the days do not rise, if a bare percentage is given for several rates,
                or if prices contain the one tax and not the other (``tax.then``).
            InvalidDateError: If *day* is a text that is no date (``date.syntax``).
            InvalidTypeError: If *day* is no date at all, or *becomes* no number (``type....``).
            InvalidNumberError: If *becomes* is no percentage of a tax (``tax.range``).

        >>> from cspricing import VAT
        >>> VAT(16).then("2028-05-01", 13)
        <Tax S VAT 16, VAT 13 from 2028-05-01>
        """
        last = self.later[-1] if self.later else self
        step = becomes if isinstance(becomes, Tax) else _at_rate(last, becomes)
        try:
            since = calendar_date(day)
        except PricingError as error:
            error.at("day")
            raise
        known = {(rate.name, rate.percent): rate.since for rate in last.rates}
        rates = tuple(
            _with(rate, since=known.get((rate.name, rate.percent), since)) for rate in step.rates
        )
        new = _with(step, rates=rates, since=since, later=(), on=None, optional=False)
        return evolve(self, later=(*self.later, new, *step.later))

    def __repr__(self) -> str:
        steps = [" + ".join(f"{rate.name} {rate.percent}" for rate in self.rates)]
        for tax in self.later:
            rates = " + ".join(f"{rate.name} {rate.percent}" for rate in tax.rates)
            steps.append(f"{rates} from {tax.since}")
        on = "" if self.on is None else f" on {described(self.on)!r}"
        return f"<Tax {self.code} {', '.join(steps)}{on}>"


def _at_rate(tax: Tax, percent: Figure) -> Tax:
    """Give the same tax at another rate, of which there must be one alone."""
    first, *others = tax.rates
    if others:
        fault = f"{tax} has {len(tax.rates)} rates; give a tax that has all of them"
        raise RuleError.of("tax.then", fault, value=percent)
    rate = Rate(first.name, percent)
    code = tax.code
    if code in {"S", "Z"}:
        code = "S" if rate.percent else "Z"
    of_share = [one for one in tax.citations if one.of == "share"]
    return evolve(tax, rates=(rate,), code=code, since=None, later=(), citations=of_share)


def _fraction(rate: Rate, share: tuple[int, int]) -> tuple[int, int]:
    (above, below), (over, under) = rate.percent.as_integer_ratio(), share
    return above * over, below * under * 10_000


def own_tax(value: Tax | None) -> Tax | None:
    """Take *value* as the tax that a line brings with it, or none.

    Raises:
        InvalidTypeError: If it is something else (``type.tax``).
    """
    if value is not None and not isinstance(value, Tax):
        raise InvalidTypeError.of(
            "type.tax",
            f"{shown(value)} is not a tax; give VAT(6), Exempt() or the like",
            value=value,
        )
    return value


def together(taxes: Sequence[Tax]) -> Tax:
    """Give the tax of a group of alike ones: the first, with the reasons and sources of all.

    EN 16931 has one group for a category and rate (BG-23), and one text for why (BT-120).

    >>> from cspricing import Exempt
    >>> together([Exempt(reason="Art. 132"), Exempt(reason="Art. 135")]).reason
    'Art. 132; Art. 135'
    """
    first = taxes[0]
    reasons, cited = each_once(taxes, "reasons"), each_once(taxes, "citations")
    since = [{tax.rates[place].since for tax in taxes} for place in range(len(first.rates))]
    if (reasons, cited) == (first.reasons, first.citations) and all(len(s) == 1 for s in since):
        return first
    rates = [
        _with(
            rate,
            citations=each_once([tax.rates[place] for tax in taxes], "citations"),
            since=rate.since if len(since[place]) == 1 else None,
        )
        for place, rate in enumerate(first.rates)
    ]
    reason = "; ".join(reasons)
    return _with(first, rates=tuple(rates), reasons=reasons, reason=reason, citations=cited)


def each_once(objects: Iterable[object], name: str) -> tuple[Any, ...]:
    """Give all that *objects* have under a name, each once."""
    return tuple(dict.fromkeys(one for holder in objects for one in getattr(holder, name)))


def _with(value: _T, **changes: object) -> _T:
    """Copy a tax or rate with parts of others, which have been checked."""
    found = copy(value)
    for name, change in changes.items():
        object.__setattr__(found, name, change)
    return found


@frozen(repr=False, field_transformer=named_fields)
class Withholding(Written):
    """Tax that the customer keeps back and pays for the seller: shown apart, off the payable.

    Args:
        percent: Of the net amount of the lines, without tax.
        on: The lines it names; None for all.
        name: What the invoice calls it.
        optional: Whether it may select no line.
        citations: Where the percentage comes from.
    """

    percent: Decimal = field(converter=tax_percent)
    on: Selector = field(default=None, converter=selector)
    name: str = field(default="Withholding", converter=label)
    optional: bool = field(default=False, kw_only=True, converter=flag)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
