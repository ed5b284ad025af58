"""The explanation of a whole quote: its terms, its invoices, its totals, its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import localcontext

from .conditions import conditions
from .discount_rows import tell_discounts
from .exact import EXACT
from .exchange_told import rates_told
from .explanation import Explanation, Row, amount, percent
from .floor_record import floor_records
from .floor_rows import tell_floors
from .held import NOTHING, Held
from .line import lines_of
from .line_rows import LineRows, LineTelling
from .messages import Language, checked_language
from .money import Money
from .payment_rows import PaymentRows, tell_held
from .payment_terms import PaymentBase
from .pricing import Priced
from .revision_titles import revision_told
from .rule_record import rule_records
from .sheet import Sheet
from .tax_rows import tell_taxes
from .term_line import TermLine, one_time, per_month, sums_by, term_lines
from .terms import Terms
from .titles import (
    billing_told,
    cited,
    listed,
    rate_title,
    rounding_told,
    rule_title,
    term_told,
)
from .totals import Totals
from .words import word


def explained(priced: Priced, terms: Terms, language: Language = "en") -> Explanation:
    """Explain a priced quote, row by row.

    Args:
        priced: The settled amounts.
        terms: What they rest on besides the components.
        language: ``en`` or ``zh``.
    """
    told = _Statement(priced, terms, checked_language(language))
    with localcontext(EXACT):
        told.tell()
    rounding = terms.rounding
    digits = rounding.digits(priced.currency.digits)
    return Explanation(tuple(told.rows), language, rounding.decimal_mode, digits)


class _Statement(LineTelling):
    """The rows of a whole quote while they are written."""

    def __init__(self, priced: Priced, terms: Terms, language: Language) -> None:
        super().__init__(language)
        self.priced = priced
        self.terms = terms
        # Where nobody stated a tax, none is shown, not even one of nothing.
        self.taxed = any(sheet.taxes for sheet, _ in priced.runs)
        self.records = rule_records(priced, terms)
        self.places: dict[tuple[str, int], list[tuple[int, int]]] = {}
        self.term: dict[str, int] = {}

    def tell(self) -> None:
        """Write all sections."""
        self._header()
        self._changes()
        for sheet, numbers in self._invoices():
            self._invoice(sheet, numbers)
        self._term()
        if self.terms.floors:
            tell_floors(
                self, floor_records(self.priced, self.terms), self.terms, self.priced, self.places
            )
        holding = self.priced.holding
        if holding is not None:
            PaymentRows(self, self.priced, self.terms, holding, self.places, self.term).tell()
        self._rules()
        self._sources()

    def _header(self) -> None:
        terms, currency = self.terms, self.priced.currency
        self.heading(0, self.say("title", currency=currency))
        told = [term_told(terms, self.language), billing_told(terms, self.language)]
        told += revision_told(terms, self.language)
        told += [self.cited(text, sources) for text, sources in conditions(terms, self.language)]
        told.append(rates_told(terms, self.priced.foreign, currency, self.language))
        for text in filter(None, [*told, rounding_told(terms.rounding, currency, self.language)]):
            self.heading(0, text)
        if any(sheet.costs for sheet, _ in self.priced.runs):
            self.heading(0, self.say("internal"))
        elif self.terms.floors:
            self.heading(0, self.say("internal_floors"))

    def _changes(self) -> None:
        """Tell the changes over the term that alter anything."""
        changes = [one for one in self.records if one.kind == "change" and not one.why_not]
        if not changes:
            return
        self.heading(0, "")
        self.heading(0, self.say("changes"))
        for number, record in enumerate(changes, start=1):
            label = self.say("change", number=number)
            title = rule_title(record.rule, self.language)
            told = self.say("named", name=label, what=title)
            self.heading(1, self.cited(told, record.citations))

    def _invoices(self) -> list[tuple[Sheet, list[int]]]:
        """Give each distinct invoice with the numbers of those that equal it.

        The first one stands alone if something is stated for it, and the last one if a discount
        that others would carry over lapses on it.
        """
        found: dict[tuple[int, bool, Held], tuple[Sheet, list[int]]] = {}
        number = 0
        for sheet, count in self.priced.runs:
            for _ in range(count):
                number += 1
                alone = (
                    self.priced.first is not None
                    if number == 1
                    else self._is_last(number) and any(one.carried for one in sheet.discounts)
                )
                key = id(sheet), alone, self._held(number)
                found.setdefault(key, (sheet, []))[1].append(number)
        return list(found.values())

    def _held(self, number: int) -> Held:
        """Give what of an invoice is not payable with it."""
        holding = self.priced.holding
        return NOTHING if holding is None else holding.invoices[number - 1]

    def _is_last(self, number: int) -> bool:
        return number == self.priced.schedule.count

    def _invoice(self, sheet: Sheet, numbers: list[int]) -> None:
        count = len(numbers)
        key = "invoice" if count == 1 else "invoices_equal"
        title = self.say(key, numbers=listed(numbers, self.language), count=count)
        if self.terms.start is not None:
            first = self.priced.schedule.period(numbers[0] - 1)
            dates = (
                self.say("dated", start=first.start, end=first.end)
                if count == 1
                else self.say("from", start=first.start)
            )
            title = self.say("titled", title=title, dates=dates)
        self.heading(0, "")
        self.heading(0, title)
        priced = self.tell_lines(sheet)
        own = [(place, 1) for i, place in self.costs.items() if i not in priced]
        for i, number in enumerate(sheet.numbers):
            kind, place = ("net", priced[i].net) if i in priced else ("cost", self.costs[i])
            self._keep(kind, number, place, count)
            if i in priced:
                self._keep("gross", number, priced[i].listed[0], count)
            if i in self.costs:
                self._keep("behind", number, self.costs[i], count)
        tell_discounts(self, sheet, priced, last=self._is_last(numbers[-1]))
        taxes = tell_taxes(self, sheet, priced)
        stated = self.priced.first if numbers[0] == 1 else None
        totals = sheet.totals if stated is None else sheet.totals + stated
        payable = self._totals(sheet, totals, count, priced, taxes)
        self._payable(totals, self._held(numbers[0]), payable, count)
        if own:
            self._keep("own_cost", 0, self.sum(2, self.say("own_cost"), totals.cost, own), count)

    def _keep(self, kind: str, number: int, place: int, count: int) -> None:
        self.places.setdefault((kind, number), []).append((place, count))

    def _totals(
        self,
        sheet: Sheet,
        totals: Totals,
        count: int,
        lines: Mapping[int, LineRows],
        taxes: list[tuple[int, int]],
    ) -> list[tuple[int, int]]:
        """Tell the totals of an invoice, each the sum of what was told before.

        Returns:
            The rows that add up to what is payable: first the total.
        """
        self.heading(1, self.say("totals"))
        priced = list(lines.values())
        if totals.discount or totals.tax_included:
            self._gathered("subtotal", totals.subtotal, [row.listed for row in priced], count)
            self._gathered("discount_total", -totals.discount, [row.taken for row in priced], count)
            self._gathered(
                "tax_included", -totals.tax_included, [r.included for r in priced], count
            )
        net = self.sum(2, self.say("net"), totals.net, [(row.net, 1) for row in priced])
        parts = [(net, 1)]
        if self.taxed:
            parts.append((self.sum(2, self.say("tax"), totals.tax, taxes), 1))
            self._keep("tax_total", 0, parts[-1][0], count)
        total = self.sum(2, self.say("total"), totals.total, parts)
        payable = [(total, 1)]
        for row in self._withheld(sheet, lines):
            payable.append((self.add(row), 1))
            self._keep("withheld", 0, payable[-1][0], count)
        for key, money in (("rounding_amount", totals.rounding), ("prepaid", -totals.prepaid)):
            if money:
                payable.append((self.add(Row(2, self.say(key), "", amount(money))), 1))
                self._keep(key, 0, payable[-1][0], count)
        self._keep("net_total", 0, net, count)
        return payable

    def _payable(
        self, totals: Totals, held: Held, payable: list[tuple[int, int]], count: int
    ) -> None:
        """Tell what of an invoice is kept back, or set off, and what is payable with it."""
        rule, rounding = self.terms.retention, self.terms.rounding
        places: dict[PaymentBase, int] = {
            "total": payable[0][0],
            "net": self.places["net_total", 0][-1][0],
        }
        told = tell_held(self, totals, held, rule, places, rounding)
        for key, place in zip(("retained", "set_off"), told, strict=True):
            if place is not None:
                payable.append((place, 1))
                self._keep(key, 0, place, count)
        left = totals.payable - Money.of_minor(held.retained + held.set_off, totals.currency)
        place = payable[0][0]
        if len(payable) > 1:
            place = self.sum(2, self.say("payable"), left, payable)
        self._keep("payable", 0, place, count)

    def _withheld(self, sheet: Sheet, lines: Mapping[int, LineRows]) -> Iterator[Row]:
        """Give what the customer keeps back, of the net amounts of which lines, if it has any."""
        stated = zip(sheet.withheld, sheet.plan.withheld, strict=True)
        for (rule, base, units), (_, members) in stated:
            if not members:
                continue
            label = self.cited(rate_title(rule.name, rule.percent, self.language), rule.citations)
            more = self.lines(sheet.numbers[i] for i in members)
            label = self.say("clause", text=label, more=more)
            formula = f"{percent(-rule.percent)} x {amount(sheet.money(base))}"
            ties = [(1, [(lines[i].net, 1) for i in members])]
            yield Row(2, label, formula, amount(sheet.money(-units)), "portion", ties=ties)

    def _gathered(self, key: str, total: Money, rows: list[list[int]], count: int) -> None:
        """Tell a sum over all lines, unless there is nothing of the kind."""
        of = [(row, 1) for some in rows for row in some]
        if of:
            self._keep(key, 0, self.sum(2, self.say(key), total, of), count)

    def _term(self) -> None:
        """Tell the sums over the whole term."""
        totals, currency = self.priced.totals, self.priced.currency
        lines = term_lines(self.priced)
        self.heading(0, "")
        self.heading(0, self.say("over_term"))
        parts = [(self._over_term("contract_value", totals.net, "net_total"), 1)]
        if self.taxed:
            parts.append((self._over_term("tax", totals.tax, "tax_total"), 1))
        payable = [(self.sum(1, self.say("total"), totals.total, parts), 1)]
        self.term = {"total": payable[0][0], "net": parts[0][0]}
        for key, money in (
            ("withheld", -totals.withheld),
            ("rounding_amount", totals.rounding),
            ("prepaid", -totals.prepaid),
        ):
            if (key, 0) in self.places:
                payable.append((self._over_term(key, money, key), 1))
        if len(payable) > 1:
            payable = [(self.sum(1, self.say("payable"), totals.payable, payable), 1)]
        self.term["payable"] = payable[0][0]
        if totals.cost:
            self._over_term("own_cost", totals.cost, "own_cost")
        once = one_time(lines, currency)
        recurring = totals.net - once
        if recurring:
            self._cadences(lines, once, recurring)
        self._categories("by_category", sums_by(lines, "net", lambda line: line.category), "net")
        self._categories(
            "cost_by_category", sums_by(lines, "cost", lambda line: line.category), "cost"
        )

    def _cadences(self, lines: Sequence[TermLine], once: Money, recurring: Money) -> None:
        """Tell what is charged once, and what again and again."""
        priced = [line for line in lines if not line.is_cost]
        self._of_lines("one_time", once, [line.number for line in priced if not line.recurs])
        again = [line.number for line in priced if line.recurs]
        self._monthly(recurring, self._of_lines("recurring", recurring, again))

    def _over_term(self, key: str, total: Money, kind: str) -> int:
        return self.sum(1, self.say(key), total, self.places.get((kind, 0), []))

    def _of_lines(self, key: str, total: Money, numbers: Sequence[int]) -> int:
        of = [place for n in numbers for place in self.places.get(("net", n), [])]
        return self.sum(1, self.say(key), total, of)

    def _monthly(self, recurring: Money, place: int) -> None:
        """Tell the recurring amount of a month, as about so much where it does not divide."""
        months, over = length = self.priced.schedule.length
        if length == (1, 1):
            return
        exact = per_month(recurring, length)
        settled = exact.settle(self.terms.rounding)
        label = self.say("monthly_recurring")
        if settled != exact:
            label = self.say("clause", text=label, more=self.say("about"))
        formula = amount(recurring) + (f" x {over}" if over > 1 else "") + f" / {months}"
        whole, rest = divmod(months, over)
        note = self.say("term_length", months=whole, part=rest, of=over) if rest else ""
        ties = [(0, [(place, 1)])]
        self.add(Row(1, label, formula, amount(settled), "settled", (), note, ties))

    def _categories(self, key: str, sums: dict[str, Money], kind: str) -> None:
        if not sums:
            return
        self.heading(1, self.say(key))
        entries = self.priced.entries
        for category, total in sums.items():
            numbers = [n for n, entry in enumerate(entries, start=1) if entry.category == category]
            of = [place for n in numbers for place in self.places.get((kind, n), [])]
            self.sum(2, word("category", category, self.language), total, of)

    def _rules(self) -> None:
        """Tell the rules that did not apply, and why."""
        records = [record for record in self.records if record.why_not]
        if not records:
            return
        self.heading(0, "")
        self.heading(0, self.say("rules"))
        for record in records:
            name, why = rule_title(record.rule, self.language), self.say(record.why_not)
            self.heading(1, self.say("named", name=name, what=why))

    def _sources(self) -> None:
        """List where figures come from."""
        for sheet, _ in self.priced.runs:
            for line in lines_of(sheet):
                for citation in line.citations:
                    self.cite(citation)
        if not self.sources:
            return
        self.heading(0, "")
        self.heading(0, self.say("sources"))
        for number, citation in enumerate(self.sources, start=1):
            told = cited(citation, self.language)
            self.heading(1, f"[{number}] {told}")
