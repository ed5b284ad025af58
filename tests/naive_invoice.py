"""One invoice in the most obvious way, for `naive_quote`."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cspricing import AmountOff, PercentOf, PercentOff, Terms, Withholding
from cspricing.markup import Markup
from naive_numbers import rounded
from naive_rows import Row, TaxKey, groups_of, key_of, selects
from naive_shares import allocated, mirrored
from naive_tariffs import naive_price
from naive_taxes import taxed


class RefusedError(Exception):
    """What the library must refuse, with the code of the error."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class NaiveInvoice:
    """One invoice: its totals by name, each line's net by number, and its taxes."""

    totals: dict[str, int]
    rows: list[Row]
    taxes: list[tuple[TaxKey, int, int, int]]
    """Key, number of the rate, base without tax, amount."""
    lapsed: dict[int, int]
    """By the number of the discount."""


class Invoicing:
    """One invoice, while its amounts are worked out."""

    def __init__(
        self, rows: list[Row], terms: Terms, digits: int, elapsed: int, used: set[int]
    ) -> None:
        self.rows = rows
        self.priced = [row for row in rows if row.has_price]
        self.terms = terms
        self.elapsed = elapsed
        self.used = set(used)
        self.mode = terms.rounding.mode
        decimals = terms.rounding.decimals
        self.digits = digits if decimals is None else min(digits, decimals)
        self.unit = 10 ** (digits - self.digits)
        self.minor = 10**digits
        self.lapsed: dict[int, int] = {}
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
            price = naive_price(charge.tariff, charge.quantity) * row.due * row.rate
            if charge.cost:
                row.cost = self.settled(price)
            units = self.settled(price * self.factor(row)) if row.has_price else 0
        if not row.has_price:
            return
        row.gross = row.listed = row.left = units
        for adjustment in getattr(charge, "adjustments", ()):
            amount = self.stated(adjustment, row.gross, row.rate)
            row.left += adjustment.sign * amount
            if adjustment.sign > 0:
                row.listed += amount
        if not getattr(charge, "stated", False):
            for number, rule in enumerate(self.terms.discounts):
                if rule.level == "line" and self.active(number) and selects(rule.on, row):
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

    def stated(self, adjustment: Any, gross: int, rate: Fraction) -> int:  # noqa: ANN401
        """Settle a stated allowance or surcharge of a line."""
        if adjustment.amount is not None:
            return self.settled(adjustment.amount.fraction * rate)
        percent = Fraction(adjustment.percent) / 100
        if adjustment.base is None:
            return self.portion(gross, percent)
        return self.settled(adjustment.base.fraction * percent * rate)

    # -- discounts

    def active(self, number: int) -> bool:
        """Whether a discount applies to an invoice that starts when so many months are over."""
        lasts = self.terms.discounts[number].lasts
        if lasts == "once":
            return number not in self.used
        return lasts == "forever" or self.elapsed < lasts

    def selected(self, number: int) -> list[Row]:
        """Give the lines that a discount selects."""
        on = self.terms.discounts[number].on
        priced = [row for row in self.priced if not getattr(row.charge, "stated", False)]
        return [row for row in priced if selects(on, row)]

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
        rows = self.selected(number)
        if not rows:
            return carried
        if isinstance(rule, AmountOff):
            size = self.settled(rule.amount.fraction) if self.active(number) else 0
            return self.amount_off(number, rule, size + carried, rows)
        if self.active(number):
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

    # -- totals

    def invoice(self, carried: dict[int, int], prepaid: int, rounding: int) -> NaiveInvoice:
        """Work out the invoice; *carried* is what earlier ones left of each discount."""
        self.settle_lines()
        for number, rule in enumerate(self.terms.discounts):
            if rule.level == "quote":
                carried[number] = self.off_quote(number, rule, carried.get(number, 0))
        unit = self.unit
        taxes = [
            (key_of(tax), number, base * unit, amount * unit)
            for tax, base, amounts in taxed(self.priced, self.terms.rounding, self.label)
            for number, amount in enumerate(amounts)
        ]
        tax = sum(amount for *_, amount in taxes)
        withheld = unit * sum(
            self.portion(
                sum(row.net for row in self.priced if selects(rule.on, row)),
                Fraction(rule.percent) / 100,
            )
            for rule in self.held
        )
        subtotal = unit * sum(row.listed for row in self.priced)
        left = unit * sum(row.left for row in self.priced)
        included = unit * sum(row.included for row in self.priced)
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
                "cost": unit * sum(row.cost for row in self.rows if not row.has_price),
            },
            rows=self.rows,
            taxes=taxes,
            lapsed=self.lapsed,
        )
