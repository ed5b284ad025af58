"""Whole quotes once more, in the most obvious way: the second opinion on every total.

Written from DESIGN.md, sections 3 to 6, in `Fraction` and `int`, one invoice after the other, one
line after the other; nothing is shared, skipped, or counted twice.
It shares no code with the library: it only reads the public fields of components, tariffs,
terms and rules.

    second = naive_quote.priced(quote.components, quote.terms)
    assert second.totals["net"] == quote.net.minor

All amounts are whole minor units of the currency.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from cspricing import AmountOff, Charge, Named, PercentOf, PercentOff, Tax, Terms, Withholding
from cspricing.markup import Markup
from naive_tariffs import naive_price

HALF = Fraction(1, 2)
MONTHS = {"once": 0, "monthly": 1, "quarterly": 3, "yearly": 12}
TOTALS = (
    "subtotal",
    "discount",
    "net",
    "tax",
    "tax_included",
    "total",
    "withheld",
    "rounding",
    "prepaid",
    "payable",
    "cost",
)

# What makes two taxes one group: code, names and rates, taxed share, whether prices contain it.
TaxKey = tuple[bool, str, tuple[tuple[str, Fraction], ...], Fraction]


class RefusedError(Exception):
    """What the library must refuse, with the code of the error."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(eq=False)
class Row:
    """A line of an invoice, while its amounts are worked out."""

    number: int
    charge: Any
    component: Any
    name: str
    category: str
    what: str
    cadence: str | None
    due: Fraction = Fraction(1)
    tax: Any = None
    markup: Any = None
    cost: int = 0
    gross: int = 0
    listed: int = 0
    line_net: int = 0
    left: int = 0
    included: int = 0
    rests_on: list[Row] = field(default_factory=list)

    @property
    def has_price(self) -> bool:
        """Whether a customer sees it: it is no cost, or a markup prices it."""
        return not self.charge.cost or self.markup is not None

    @property
    def net(self) -> int:
        """After all discounts, without tax."""
        return self.left - self.included


@dataclass
class NaiveInvoice:
    """One invoice: its totals by name, each line's net by number, and its taxes."""

    totals: dict[str, int]
    rows: list[Row]
    taxes: list[tuple[TaxKey, int, int, int]]
    """Key, number of the rate, base without tax, amount."""
    lapsed: dict[int, int]
    """By the number of the discount."""


@dataclass
class NaiveQuote:
    """All invoices, and their sums."""

    invoices: list[NaiveInvoice]
    totals: dict[str, int]
    nets: dict[int, int]
    costs: dict[int, int]
    taxes: dict[tuple[TaxKey, int], tuple[int, int]]
    lapsed: dict[int, int]


# ------------------------------------------------------------------------- rounding, allocation


def rounded(exact: Fraction, mode: str) -> int:
    """Round to a whole number."""
    below = math.floor(exact)
    if exact == below:
        return below
    above = below + 1
    toward_zero, away = (below, above) if exact > 0 else (above, below)
    match mode:
        case "floor":
            return below
        case "ceiling":
            return above
        case "down":
            return toward_zero
        case "up":
            return away
        case _:  # a half decides
            pass
    rest = abs(exact) - abs(toward_zero)
    if rest != HALF:
        return away if rest > HALF else toward_zero
    if mode == "half_even":
        return below if below % 2 == 0 else above
    return away if mode == "half_up" else toward_zero


def mirrored(exact: Fraction, mode: str) -> int:
    """Round the magnitude, so that a credit is the mirror of a charge."""
    return rounded(exact, mode) if exact >= 0 else -rounded(-exact, mode)


def allocated(amount: int, exact: Sequence[Fraction], ties: Sequence[Any]) -> list[int]:
    """Give each the whole part of its exact share, and the rest by largest remainder."""
    shares = [math.floor(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], ties[i]))
    for i in order[: amount - sum(shares)]:
        shares[i] += 1
    assert sum(shares) == amount
    return shares


def split(whole: int, exact: Sequence[Fraction], ties: Sequence[Any]) -> list[int]:
    """Split an amount near exact parts of either sign, so that a credit mirrors a charge.

    Each part is cut towards zero; a unit that is missing, or too much, goes to the part of its
    sign that was cut most.
    """
    parts = [int(part) for part in exact]
    missing = whole - sum(parts)
    sign = -1 if missing < 0 else 1
    order = sorted(range(len(exact)), key=lambda i: (-sign * (exact[i] - parts[i]), ties[i]))
    for i in order[: abs(missing)]:
        parts[i] += sign
    return parts


# --------------------------------------------------------------------------------- what applies


def selects(on: Any, row: Row) -> bool:  # noqa: ANN401
    """Whether a rule's ``on`` selects a line."""
    if on is None:
        return True
    if isinstance(on, str):
        return row.category == on
    if isinstance(on, Named):
        return row.name == on.name
    if isinstance(on, tuple):
        return any(selects(one, row) for one in on)
    if isinstance(on, type):
        return isinstance(row.component, on)
    if hasattr(on, "charges"):
        return bool(row.component is on or row.component == on)
    return bool(on(row))


def names(on: Any, row: Row) -> bool:  # noqa: ANN401
    """Whether a rule's ``on`` selects a line by its name."""
    if isinstance(on, tuple):
        return any(names(one, row) for one in on)
    return isinstance(on, Named) and row.name == on.name


def rows_of(components: Iterable[Any]) -> list[Row]:
    """List the charges of all components."""
    rows: list[Row] = []
    for component in components:
        for charge in component.charges():
            rows.append(
                Row(
                    number=len(rows) + 1,
                    charge=charge,
                    component=component,
                    name=getattr(component, "name", "") or type(component).__name__,
                    category=charge.category,
                    what=charge.what,
                    cadence=charge.cadence if isinstance(charge, Charge) else None,
                )
            )
    return rows


def treated(rows: Sequence[Row], terms: Terms) -> None:
    """Say how each line is taxed, and which rule makes a cost a price."""
    for row in rows:
        if row.charge.cost:
            rules = [rule for rule in terms.markups if selects(rule.on, row)]
            named = [rule for rule in rules if rule.on is not None]
            row.markup = next(iter(named or rules), None)
        taxes = [rule for rule in terms.taxes if isinstance(rule, Tax)]
        if row.has_price:
            own = [row.charge.tax] if row.charge.tax is not None else []
            by_name = [rule for rule in taxes if rule.on is not None and selects(rule.on, row)]
            others = [rule for rule in taxes if rule.on is None]
            row.tax = next(iter(own + by_name + others), None)


def rested(rows: Sequence[Row]) -> None:
    """Say what each percentage rests on."""
    for row in rows:
        if isinstance(row.charge, PercentOf):
            for other in rows:
                by_kind = other.charge.cost if row.charge.cost else other.has_price
                by_name = isinstance(other.charge, Charge) or names(row.charge.of, other)
                if by_kind and by_name and selects(row.charge.of, other):
                    row.rests_on.append(other)


def key_of(tax: Any) -> TaxKey:  # noqa: ANN401
    """Say what makes two taxes one group of an invoice."""
    rates = tuple((rate.name, Fraction(rate.percent)) for rate in tax.rates)
    return (tax.inclusive, tax.code, rates, Fraction(tax.share))


def group_order(tax: Any) -> Any:  # noqa: ANN401
    """Order tax groups: the highest rate first, then by what they are."""
    return (-sum(Fraction(rate.percent) for rate in tax.rates), key_of(tax))


def rates_of(tax: Any) -> list[Fraction]:  # noqa: ANN401
    """Give each rate as a fraction of the base, of which only a share may be taxed."""
    return [Fraction(rate.percent) * Fraction(tax.share) / 10_000 for rate in tax.rates]


def groups_of(rows: Sequence[Row]) -> list[list[Row]]:
    """Group lines by their tax, in the order of the groups."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(None if row.tax is None else group_order(row.tax), []).append(row)
    return [found[key] for key in sorted(found)] if None not in found else list(found.values())


# --------------------------------------------------------------------------------- one invoice


class Invoicing:
    """One invoice, while its amounts are worked out."""

    def __init__(self, rows: list[Row], terms: Terms, digits: int, month: int) -> None:
        self.rows = rows
        self.priced = [row for row in rows if row.has_price]
        self.terms = terms
        self.month = month
        self.mode = terms.rounding.mode
        decimals = terms.rounding.decimals
        self.digits = digits if decimals is None else min(digits, decimals)
        self.unit = 10 ** (digits - self.digits)
        self.minor = 10**digits
        self.lapsed: dict[int, int] = {}
        self.taxes: list[tuple[TaxKey, int, int, int]] = []
        rules = [rule for rule in terms.discounts if rule.size != 0]
        self.held = [rule for rule in terms.taxes if isinstance(rule, Withholding)]
        self.later = [rule.on for rule in (*rules, *self.held)]

    def settled(self, price: Fraction) -> int:
        """Round an exact amount of currency once, to units."""
        return rounded(price * 10**self.digits, self.mode)

    def portion(self, units: int, fraction: Fraction) -> int:
        """Round a part of units, credits as the mirror of charges."""
        return mirrored(units * fraction, self.mode)

    # -- lines

    def settle_lines(self) -> None:
        """Price the lines, percentages after what they rest on; take off line discounts."""
        waiting = list(self.rows)
        ready: set[int] = set()
        while waiting:
            row = next(r for r in waiting if all(o.number in ready for o in r.rests_on))
            waiting.remove(row)
            ready.add(row.number)
            self.settle_line(row)

    def settle_line(self, row: Row) -> None:
        """Price one line, and take off what comes off it by itself."""
        charge = row.charge
        if isinstance(charge, PercentOf):
            percent = Fraction(charge.percent) / 100
            if charge.cost:
                exact = sum(other.cost for other in row.rests_on) * percent
                row.cost = mirrored(exact, self.mode)
                units = mirrored(exact * self.factor(row), self.mode) if row.markup else 0
            else:
                base = sum(
                    other.line_net if charge.base == "net" else other.listed
                    for other in row.rests_on
                )
                units = self.portion(base, percent)
        else:
            price = naive_price(charge.tariff, charge.quantity) * row.due
            if charge.cost:
                row.cost = self.settled(price)
            units = self.settled(price * self.factor(row)) if row.has_price else 0
        if not row.has_price:
            return
        row.gross = row.listed = row.left = units
        for adjustment in getattr(charge, "adjustments", ()):
            amount = self.stated(adjustment, row.gross)
            row.left += adjustment.sign * amount
            if adjustment.sign > 0:
                row.listed += amount
        if not getattr(charge, "stated", False):
            for number, rule in enumerate(self.terms.discounts):
                if rule.level == "line" and self.active(rule) and selects(rule.on, row):
                    self.off_line(number, rule, row)
        row.line_net = row.left

    def factor(self, row: Row) -> Fraction:
        """What a cost is multiplied with to make a price."""
        if row.markup is None:
            return Fraction(1)
        percent = Fraction(row.markup.percent)
        if isinstance(row.markup, Markup):
            return (100 + percent) / 100
        return 100 / (100 - percent)

    def stated(self, adjustment: Any, gross: int) -> int:  # noqa: ANN401
        """Settle a stated allowance or surcharge of a line."""
        if adjustment.amount is not None:
            return self.settled(adjustment.amount.fraction)
        percent = Fraction(adjustment.percent) / 100
        if adjustment.base is None:
            return self.portion(gross, percent)
        return self.settled(adjustment.base.fraction * percent)

    # -- discounts

    def active(self, rule: Any) -> bool:  # noqa: ANN401
        """Whether a discount applies to an invoice that starts in this month."""
        if rule.lasts == "forever":
            return True
        return bool(self.month < (1 if rule.lasts == "once" else rule.lasts))

    def off_line(self, number: int, rule: PercentOff | AmountOff, row: Row) -> None:
        """Take a discount off one line by itself."""
        left = abs(row.left)
        if isinstance(rule, AmountOff):
            wanted = self.settled(rule.amount.fraction)
            if wanted > left and not rule.cap:
                raise RefusedError("discount.exceeds")
        else:
            base = row.left if rule.base == "net" else row.listed
            wanted = abs(self.portion(base, Fraction(rule.percent) / 100))
            if base * row.left < 0:
                left = 0
        taken = min(wanted, left)
        self.lapse(number, wanted - taken)
        row.left -= taken if row.left > 0 else -taken

    def off_quote(self, number: int, rule: PercentOff | AmountOff, carried: int) -> int:
        """Take a discount off several lines together; give what is carried over."""
        rows = [
            row for row in self.priced if not getattr(row.charge, "stated", False)
            if selects(rule.on, row)
        ]  # fmt: skip
        if not rows:
            return carried
        if isinstance(rule, AmountOff):
            size = self.settled(rule.amount.fraction) if self.active(rule) else 0
            return self.amount_off(number, rule, size + carried, rows)
        if self.active(rule):
            for sign in (1, -1):
                self.percent_off(number, rule, rows, sign)
        return 0

    def percent_off(self, number: int, rule: PercentOff, rows: list[Row], sign: int) -> None:
        """Take a percentage off the charges, or off the credits, among the rows."""
        weights = [max(0, sign * (row.left if rule.base == "net" else row.listed)) for row in rows]
        cut = rounded(sum(weights) * Fraction(rule.percent) / 100, self.mode)
        for row, share in zip(rows, self.spread(cut, rows, weights, sign), strict=True):
            taken = min(share, max(0, sign * row.left))
            self.lapse(number, share - taken)
            row.left -= sign * taken

    def amount_off(self, number: int, rule: AmountOff, size: int, rows: list[Row]) -> int:
        """Take an amount off the rows with the sign of their sum."""
        total = sum(row.left for row in rows)
        if size > abs(total) and not (rule.cap or rule.carry):
            raise RefusedError("discount.exceeds")
        sign = -1 if total < 0 else 1
        taken = min(size, abs(total))
        weights = [max(0, sign * row.left) for row in rows]
        for row, share in zip(rows, self.spread(taken, rows, weights, sign), strict=True):
            row.left -= sign * share
        if rule.carry:
            return size - taken
        self.lapse(number, size - taken)
        return 0

    def spread(self, amount: int, rows: list[Row], weights: list[int], sign: int) -> list[int]:
        """Allocate an amount to tax groups, and in each to its lines."""
        if sum(weights) == 0:
            return [0] * len(rows)
        weight = {row.number: w for row, w in zip(rows, weights, strict=True)}
        groups = groups_of(rows)
        sums = [sum(weight[row.number] for row in group) for group in groups]
        lefts = [sum(max(0, sign * row.left) for row in group) for group in groups]
        parts = allocated(
            amount,
            [Fraction(amount * s, sum(sums)) for s in sums],
            [(-s, -left, place) for place, (s, left) in enumerate(zip(sums, lefts, strict=True))],
        )
        shares: dict[int, int] = {}
        for group, whole, part in zip(groups, sums, parts, strict=True):
            exact = [
                Fraction(part * weight[row.number], whole) if whole else Fraction(0)
                for row in group
            ]
            ties = [
                (-weight[row.number], -max(0, sign * row.left), *self.identity(row, sign))
                for row in group
            ]
            for row, share in zip(group, allocated(part, exact, ties), strict=True):
                shares[row.number] = share
        return [shares[row.number] for row in rows]

    def identity(self, row: Row, sign: int) -> tuple[Any, ...]:
        """What a line is: all that a later step or a reader can see of it, then its place."""
        return (-sign * row.listed, *self.label(row), row.number)

    def label(self, row: Row) -> tuple[Any, ...]:
        """What a line is called, and which rules know it."""
        unit = getattr(row.charge, "unit", "")
        later = [selects(on, row) for on in self.later]
        return (row.category, row.name, row.what, unit, row.cadence or "", later)

    def lapse(self, number: int, units: int) -> None:
        """Remember what a discount could not take."""
        self.lapsed[number] = self.lapsed.get(number, 0) + units * self.unit

    # -- taxes

    def tax(self) -> int:
        """Take the taxes of all groups, and give their sum."""
        groups = [group for group in groups_of(self.priced) if group[0].tax is not None]
        policy = self.terms.rounding.tax
        outside = [group for group in groups if not group[0].tax.inclusive]
        whole: dict[int, list[int]] = {}
        if policy == "document":
            whole = self.on_document(outside)
        found = 0
        for group in groups:
            tax = group[0].tax
            base = sum(row.left for row in group)
            if policy == "line":
                amounts = self.on_lines(group)
            elif tax.inclusive:
                amounts = self.over_rates(tax, self.inside(tax, base))
            elif policy == "document":
                amounts = whole[group[0].number]
            else:
                amounts = [self.portion(base, rate) for rate in rates_of(tax)]
            if tax.inclusive:
                self.include(group, sum(amounts))
                base -= sum(amounts)
            for number, amount in enumerate(amounts):
                self.taxes.append((key_of(tax), number, base * self.unit, amount * self.unit))
            found += sum(amounts)
        return found

    def inside(self, tax: Any, gross: int) -> int:  # noqa: ANN401
        """Give the tax that a gross amount contains: net is rounded, the tax is the rest."""
        return gross - mirrored(gross / sum(rates_of(tax), Fraction(1)), self.mode)

    def on_lines(self, group: list[Row]) -> list[int]:
        """Round the tax of each line."""
        tax = group[0].tax
        found = [0] * len(tax.rates)
        for row in group:
            if tax.inclusive:
                whole = self.inside(tax, row.left)
            else:
                whole = self.portion(row.left, sum(rates_of(tax), Fraction(0)))
            for number, part in enumerate(self.over_rates(tax, whole)):
                found[number] += part
        return found

    def over_rates(self, tax: Any, whole: int) -> list[int]:  # noqa: ANN401
        """Split the tax of several rates on one base by the rates, in their stated order."""
        rates = rates_of(tax)
        if sum(rates) == 0:
            return [whole] + [0] * (len(rates) - 1)
        sign = -1 if whole < 0 else 1
        exact = [sign * whole * rate / sum(rates) for rate in rates]
        return [sign * part for part in allocated(sign * whole, exact, range(len(rates)))]

    def on_document(self, groups: list[list[Row]]) -> dict[int, list[int]]:
        """Round the exact tax over all rates once, and allocate it to the rates."""
        exact = [
            (group[0].number, sum(row.left for row in group) * rate)
            for group in groups
            for rate in rates_of(group[0].tax)
        ]
        amounts = [amount for _, amount in exact]
        whole = mirrored(sum(amounts, Fraction(0)), self.mode)
        found: dict[int, list[int]] = {}
        shares = split(whole, amounts, range(len(amounts)))
        for (number, _), share in zip(exact, shares, strict=True):
            found.setdefault(number, []).append(share)
        return found

    def include(self, group: list[Row], whole: int) -> None:
        """Say how much of a contained tax lies in each line."""
        tax = group[0].tax
        if self.terms.rounding.tax == "line":
            for row in group:
                row.included = self.inside(tax, row.left)
            return
        rate = sum(rates_of(tax), Fraction(0))
        exact = [row.left * rate / (1 + rate) for row in group]
        ties = [(-abs(row.left), -abs(row.listed), *self.label(row), row.number) for row in group]
        for row, part in zip(group, split(whole, exact, ties), strict=True):
            row.included = part

    # -- totals

    def invoice(self, carried: dict[int, int], prepaid: int, rounding: int) -> NaiveInvoice:
        """Work out the invoice; *carried* is what earlier ones left of each discount."""
        self.settle_lines()
        for number, rule in enumerate(self.terms.discounts):
            if rule.level == "quote":
                carried[number] = self.off_quote(number, rule, carried.get(number, 0))
        tax = self.tax() * self.unit
        withheld = self.unit * sum(
            self.portion(
                sum(row.net for row in self.priced if selects(rule.on, row)),
                Fraction(rule.percent) / 100,
            )
            for rule in self.held
        )
        subtotal = self.unit * sum(row.listed for row in self.priced)
        left = self.unit * sum(row.left for row in self.priced)
        included = self.unit * sum(row.included for row in self.priced)
        total = left - included + tax
        if self.terms.rounding.increment is not None:
            step = Fraction(self.terms.rounding.increment) * self.minor
            due = total - withheld - prepaid
            exact = mirrored(due / step, self.mode) * step - due
            assert exact.denominator == 1
            rounding += int(exact)
        return NaiveInvoice(
            totals={
                "subtotal": subtotal,
                "discount": subtotal - left,
                "net": left - included,
                "tax": tax,
                "tax_included": included,
                "total": total,
                "withheld": withheld,
                "rounding": rounding,
                "prepaid": prepaid,
                "payable": total + rounding - prepaid - withheld,
                "cost": self.unit * sum(row.cost for row in self.rows if not row.has_price),
            },
            rows=self.rows,
            taxes=self.taxes,
            lapsed=self.lapsed,
        )


# --------------------------------------------------------------------------------- whole quotes


def due_in(month: int, months: int, row: Row) -> Fraction:
    """Say for which part of its period a charge is due in a month; 0 for not at all."""
    length = MONTHS[row.cadence or "once"]
    if length == 0:
        return Fraction(int(month == 0))
    return Fraction(min(length, months - month), length) if month % length == 0 else Fraction(0)


def on_invoice(components: Iterable[Any], terms: Terms, month: int) -> list[Row]:
    """List the lines of the invoice of one month, from 0."""
    rows = rows_of(components)
    treated(rows, terms)
    rested(rows)
    here: set[int] = set()
    for row in rows:
        if row.cadence is not None:
            row.due = due_in(month, terms.months or 1, row)
            if row.due:
                here.add(row.number)
    for _ in rows:  # a percentage stands with any line that it rests on
        here |= {row.number for row in rows if any(o.number in here for o in row.rests_on)}
    for row in rows:
        row.rests_on = [other for other in row.rests_on if other.number in here]
    return [row for row in rows if row.number in here]


def priced(components: Sequence[Any], terms: Terms) -> NaiveQuote:
    """Price *components* on *terms*.

    Raises:
        RefusedError: If a discount exceeds what it comes off, and neither caps nor carries.
    """
    charges = [row.charge for row in rows_of(components)]
    currency = terms.currency or next(c.currency for c in charges if isinstance(c, Charge))
    minor = 10**currency.digits
    prepaid = 0 if terms.prepaid is None else int(terms.prepaid.fraction * minor)
    stated = 0 if terms.rounding_amount is None else int(terms.rounding_amount.fraction * minor)
    carried: dict[int, int] = {}
    invoices = []
    unit = 1
    for month in range(terms.months or 1):
        invoicing = Invoicing(on_invoice(components, terms, month), terms, currency.digits, month)
        first = month == 0
        invoices.append(invoicing.invoice(carried, prepaid * first, stated * first))
        unit = invoicing.unit
    taxes: dict[tuple[TaxKey, int], tuple[int, int]] = {}
    nets = dict.fromkeys(range(1, len(charges) + 1), 0)
    costs = dict(nets)
    lapsed = {number: units * unit for number, units in carried.items()}
    for invoice in invoices:
        for key, number, base, amount in invoice.taxes:
            bases, amounts = taxes.get((key, number), (0, 0))
            taxes[key, number] = bases + base, amounts + amount
        for row in invoice.rows:
            nets[row.number] += row.net * unit
            costs[row.number] += row.cost * unit
        for number, units in invoice.lapsed.items():
            lapsed[number] = lapsed.get(number, 0) + units
    return NaiveQuote(
        invoices=invoices,
        totals={name: sum(invoice.totals[name] for invoice in invoices) for name in TOTALS},
        nets=nets,
        costs=costs,
        taxes=taxes,
        lapsed=lapsed,
    )
