"""Discounts: a percentage or an amount off the lines that a rule selects.

Discounts are an ordered list, and the order is what the document says: 10 % and then 15 % is
not always 15 % and then 10 %. Those at ``level="line"`` come off each line by itself, before
those at ``level="quote"``, which are rounded once and then allocated to the lines.
"""

from __future__ import annotations

from decimal import Decimal
from operator import add
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from .errors import PricingError, RuleError, shown
from .exact import fraction_of, portion, portions, side_of, sides
from .fields import citations, figure, flag, is_one_of, keep_citations, named_fields
from .lifted import maximum, minimum, nowhere, require, where
from .money import Money, Price, as_price
from .number import whole
from .period import LONGEST_TERM_MONTHS
from .provenance import Citation, Figure, Sourced
from .selector import Selector, described, selector
from .spread import Spread
from .text import text
from .written import Written

Level: TypeAlias = Literal["line", "quote"]
"""Where a discount is rounded: on each line, or once for all the lines that it selects."""
Base: TypeAlias = Literal["net", "list"]
"""What a percentage is of: what earlier discounts left, or the list amounts."""
Lasting: TypeAlias = Literal["once", "forever"] | int
"""How long a discount lasts; a number is of months."""


def percent_taken(value: Figure) -> Decimal:
    """Take *value* as a percentage that comes off.

    Raises:
        RuleError: If it is not from 0 to 100 (``discount.range``).
    """
    number = figure(value)

    def refused() -> PricingError:
        return RuleError.of(
            "discount.range", f"{shown(value)} % off is impossible; give 0 to 100", value=value
        )

    require(number >= 0, refused)
    require(number <= 100, refused)  # noqa: PLR2004
    return number


def _amount(value: Price | Money | Sourced[Price] | Sourced[Money]) -> Price:
    price = as_price(value)
    require(
        price.numerator >= 0,
        lambda: RuleError.of(
            "discount.range", f"{price} off is a surcharge; add it as a component", value=value
        ),
    )
    return price


def _level(value: Level) -> Level:
    if not is_one_of(value, ("line", "quote")):
        raise RuleError.of(
            "discount.level",
            f"{shown(value)} is neither line nor quote; give one of them",
            value=value,
        )
    return value


def _base(value: Base) -> Base:
    if not is_one_of(value, ("net", "list")):
        raise RuleError.of(
            "discount.base",
            f"{shown(value)} is neither net nor list; give one of them",
            value=value,
        )
    return value


def _lasting(value: Lasting) -> Lasting:
    if is_one_of(value, ("once", "forever")):
        return value
    if isinstance(value, str):
        raise RuleError.of(
            "discount.lasts",
            f"{shown(value)} is neither once, forever, nor a number of months; give one of them",
            value=value,
        )
    return whole(value, least=1, most=LONGEST_TERM_MONTHS)


@frozen(repr=False, field_transformer=named_fields)
class PercentOff(Written):
    """A percentage off.

    Args:
        percent: From 0 to 100.
        on: The lines it comes off; None for all.
        level: ``line``: round(line x percent) off each line; ``quote``: round(sum x percent),
            allocated to the lines.
        base: ``net``: of what earlier discounts left; ``list``: of the list amounts.
        lasts: ``forever``, ``once``, or the number of months in which invoices start that it
            comes off.
        reason: What the document says it is for.
        optional: Whether it may select no line.

    >>> from cspricing import EUR, Item, Quote
    >>> item = Item(name="Seats", quantity=3, unit="seat", price=EUR("33.35"))
    >>> print(Quote.of(item).less(PercentOff(10)).net)
    EUR 90.04
    """

    percent: Decimal = field(converter=percent_taken)
    on: Selector = field(default=None, converter=selector)
    level: Level = field(default="quote", converter=_level, kw_only=True)
    base: Base = field(default="net", converter=_base, kw_only=True)
    lasts: Lasting = field(default="forever", converter=_lasting, kw_only=True)
    reason: str = field(default="", converter=text, kw_only=True)
    optional: bool = field(default=False, kw_only=True, converter=flag)
    citations: tuple[Citation, ...] = field(
        default=(), kw_only=True, eq=False, repr=False, converter=citations
    )
    fraction: tuple[Any, int] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        object.__setattr__(self, "fraction", fraction_of(self.percent))

    @property
    def size(self) -> Any:  # noqa: ANN401
        """How much, as a number: nothing comes off if it is 0."""
        return self.percent


@frozen(repr=False, field_transformer=named_fields)
class AmountOff(Written):
    """An amount off.

    Args:
        price: The amount, not negative.
        on: The lines it comes off; None for all.
        level: ``quote``: once, allocated to the lines; ``line``: off each line.
        lasts: ``once`` (the first invoice with a line that it selects), ``forever``, or the
            number of months in which invoices start that it comes off.
        cap: Whether to take no more than there is, and let the rest lapse. Else more than
            there is is an error.
        carry: Whether the rest comes off the next invoices; not with *cap*.
        reason: What the document says it is for.
        optional: Whether it may select no line.
    """

    amount: Price = field(converter=_amount, alias="price")
    on: Selector = field(default=None, converter=selector)
    level: Level = field(default="quote", converter=_level, kw_only=True)
    lasts: Lasting = field(default="once", converter=_lasting, kw_only=True)
    cap: bool = field(default=False, kw_only=True, converter=flag)
    carry: bool = field(default=False, kw_only=True, converter=flag)
    reason: str = field(default="", converter=text, kw_only=True)
    optional: bool = field(default=False, kw_only=True, converter=flag)

    def __attrs_post_init__(self) -> None:
        if not self.carry or (self.level == "quote" and not self.cap):
            return
        told = "only a discount at quote level can carry over; say level='quote'"
        if self.cap:
            told = "with cap the rest lapses, with carry it does not; say one of them"
        error = RuleError.of("discount.carry", told, value=self.carry)
        error.at("carry", "AmountOff")
        raise error

    @property
    def size(self) -> Any:  # noqa: ANN401
        """How much, as a number: nothing comes off if it is 0."""
        return self.amount.numerator

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the amount comes from, if that was said."""
        source = self.amount.source
        return () if source is None else (Citation("price", self.amount, source),)


Discount: TypeAlias = PercentOff | AmountOff
"""A rule that takes something off lines."""


def percent_off_lines(
    rule: PercentOff, bases: list[Any], left: list[Any], mode: str
) -> tuple[list[Any], Any]:
    """Take a percentage off each of several lines by itself.

    Args:
        rule: The discount.
        bases: What it is of, of each line: its list amount, or what is left of it.
        left: What earlier discounts left of the lines, in minor units.
        mode: The rounding mode.

    Returns:
        What it takes of each line (with its sign); and what lapses.
    """
    cuts = portions(bases, *rule.fraction, mode)
    if bases is left:
        return cuts, 0
    taken = [_within(cut, most) for cut, most in zip(cuts, left, strict=True)]
    return taken, sum(map(abs, cuts)) - sum(map(abs, taken))


def amount_off_line(rule: AmountOff, size: Any, left: Any, scale: int) -> tuple[Any, Any]:  # noqa: ANN401
    """Take an amount off one line.

    Args:
        rule: The discount.
        size: The amount in minor units.
        left: What earlier discounts left of the line.
        scale: Minor units to one.

    Returns:
        What it takes (with the sign of the line), and what lapses.
    """
    limit = abs(left)
    if not rule.cap:
        require(size <= limit, lambda: _too_much(rule, size, limit, scale))
    taken = minimum(size, limit)
    return where(left < 0, -taken, taken), size - taken


def off_quote(
    rule: PercentOff, bases: list[Any], left: list[Any], spread: Spread, mode: str
) -> tuple[list[tuple[Any, Any]], list[Any], Any]:
    """Take a percentage off several lines together: charges and credits each by themselves.

    Args:
        rule: The discount.
        bases: What it is of, of each line: its list amount, or what is left of it.
        left: What earlier discounts left of the lines, in minor units.
        spread: Allocates an amount to these lines.
        mode: The rounding mode.

    Returns:
        What it is of and how much that makes, for charges and for credits; what it takes of
        each line; and what lapses.
    """
    found: list[tuple[Any, Any]] = []
    cuts: list[Any] = []
    lapsed: Any = 0
    for sign, weights in sides(bases):
        total = sum(weights)
        if nowhere(total > 0):
            continue
        rest = weights if bases is left else side_of(left, sign)
        whole = portion(total, *rule.fraction, mode)
        found.append((sign * total, sign * whole))
        shares = spread(whole, weights, rest, sign)
        if bases is not left:
            taken = list(map(minimum, shares, rest))
            lapsed = lapsed + sum(shares) - sum(taken)
            shares = taken
        if sign < 0:
            shares = [-share for share in shares]
        cuts = list(map(add, cuts, shares)) if cuts else shares
    return found, cuts or [0] * len(bases), lapsed


def amount_off_quote(
    rule: AmountOff,
    size: Any,  # noqa: ANN401
    left: list[Any],
    spread: Spread,
    scale: int,
) -> tuple[list[tuple[Any, Any]], list[Any], Any]:
    """Take an amount off several lines together: off those with the sign of their sum.

    Args:
        rule: The discount.
        size: The amount in minor units, with what earlier invoices carried over.
        left: What earlier discounts left of the lines that it selects.
        spread: Allocates an amount to these lines.
        scale: Minor units to one.

    Returns:
        What it is of and how much it takes; what it takes of each line; what is left over.
    """
    total = sum(left)
    sign = where(total < 0, -1, 1)
    limit = abs(total)
    if not (rule.cap or rule.carry):
        require(size <= limit, lambda: _too_much(rule, size, limit, scale, "AmountOff"))
    taken = minimum(size, limit)
    weights = side_of(left, sign)
    shares = spread(taken, weights, weights, sign)
    return [(total, sign * taken)], [sign * share for share in shares], size - taken


def _within(cut: Any, left: Any) -> Any:  # noqa: ANN401
    """Keep a cut from list within what is left of its line: nothing, if that changed its sign."""
    return where(cut < 0, maximum(cut, minimum(left, 0)), minimum(cut, maximum(left, 0)))


def _too_much(
    rule: AmountOff,
    size: Any,  # noqa: ANN401
    limit: Any,  # noqa: ANN401
    scale: int,
    component: str | None = None,
) -> RuleError:
    """Tell that there is less than an amount off; of a line, the line is the component."""
    currency = rule.amount.currency
    on = "" if rule.on is None else f" {described(rule.on)}"
    reason = f" - {rule.reason}" if rule.reason else ""
    there = "amount"
    if type(limit) is int:  # a column has no single one
        there = str(Price.exact(Decimal(limit), scale, currency).reduced())
    error = RuleError.of(
        "discount.exceeds",
        f"{rule.amount if type(size) is int else 'an amount'} off{on}{reason} exceeds the {there} "
        "that it applies to; lower it, or say cap=True (the rest lapses) or carry=True (the rest "
        "comes off the next invoices)",
        value=rule.amount,
    )
    error.at("price", component)
    return error
