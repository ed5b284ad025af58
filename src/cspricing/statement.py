"""The explanation of a whole quote: its terms, its invoices, its totals, its sources."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

from .derivation import Derivation, LineRows, listed
from .discount import AmountOff, Discount, PercentOff
from .exact import EXACT
from .explanation import Explanation, Row, amount, percent
from .line import lines_of
from .markup import CostRule, Margin, Markup
from .messages import Language, checked_language, months as in_months, word
from .money import Money, Price
from .notation import grouped
from .period import period
from .pricing import Priced
from .rule_record import rule_records
from .sheet import Sheet, TaxGroup
from .tax import Tax, Withholding
from .term_line import TermLine, one_time, sums_by, term_lines
from .terms import Terms
from .totals import Totals


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


class _Statement(Derivation):
    """The rows of a whole quote while they are written."""

    def __init__(self, priced: Priced, terms: Terms, language: Language) -> None:
        super().__init__(language)
        self.priced = priced
        self.terms = terms
        self.places: dict[tuple[str, int], list[tuple[int, int]]] = {}

    def tell(self) -> None:
        """Write all sections."""
        self._header()
        for sheet, numbers in self._invoices():
            self._invoice(sheet, numbers)
        self._term()
        self._rules()
        self._sources()

    def _header(self) -> None:
        currency, months, start = self.priced.currency, self.priced.months, self.terms.start
        self.heading(0, self.say("title", currency=currency))
        term = in_months(months, self.language)
        if self.terms.months is None:
            self.heading(0, self.say("term_none"))
        elif start is None:
            self.heading(0, self.say("term_months", term=term))
        else:
            end = period(months, start).end
            self.heading(0, self.say("term_dated", term=term, start=start, end=end))
        rounding = self.terms.rounding
        self.heading(
            0,
            self.say(
                "rounding",
                mode=self.say(rounding.mode),
                digits=rounding.digits(currency.digits),
                tax=self.say(f"tax_{rounding.tax}"),
            ),
        )
        if any(sheet.costs for sheet, _ in self.priced.runs):
            self.heading(0, self.say("internal"))

    def _invoices(self) -> list[tuple[Sheet, list[int]]]:
        """Give each distinct invoice with the numbers of those that equal it.

        The first one stands alone if something is stated for it.
        """
        found: dict[tuple[int, bool], tuple[Sheet, list[int]]] = {}
        number = 0
        for sheet, count in self.priced.runs:
            for _ in range(count):
                number += 1
                alone = number == 1 and self.priced.first is not None
                found.setdefault((id(sheet), alone), (sheet, []))[1].append(number)
        return list(found.values())

    def _invoice(self, sheet: Sheet, numbers: list[int]) -> None:
        count = len(numbers)
        key = "invoice" if count == 1 else "invoices_equal"
        title = self.say(key, numbers=listed(numbers), count=count)
        if self.terms.start is not None:
            first = period(numbers[0], self.terms.start)
            dates = (
                self.say("dated", start=first.start, end=first.end)
                if count == 1
                else self.say("from", start=first.start)
            )
            title = self.say("titled", title=title, dates=dates)
        self.heading(0, "")
        self.heading(0, title)
        priced: dict[int, LineRows] = {}
        own: list[tuple[int, int]] = []
        for line in lines_of(sheet):
            if line.is_cost:
                place = self.cost(line)
                own.append((place, 1))
                self._keep("cost", line.number, place, count)
            else:
                rows = priced[line.position] = self.line(line)
                self._keep("net", line.number, rows.net, count)
        self.discounts(sheet)
        taxes = self._taxes(sheet, priced)
        stated = self.priced.first if numbers[0] == 1 else None
        totals = sheet.totals if stated is None else sheet.totals + stated
        self._totals(sheet, totals, count, list(priced.values()), taxes)
        if own:
            self._keep("own_cost", 0, self.sum(2, self.say("own_cost"), totals.cost, own), count)

    def _keep(self, kind: str, number: int, place: int, count: int) -> None:
        self.places.setdefault((kind, number), []).append((place, count))

    def _taxes(self, sheet: Sheet, priced: dict[int, LineRows]) -> list[tuple[int, int]]:
        """Tell each tax, and give the places of the amounts."""
        if not sheet.taxes:
            return []
        self.heading(1, self.say("taxes"))
        found: list[tuple[int, int]] = []
        for group in sheet.taxes:
            lines = self.lines(sheet.numbers[i] for i in group.members)
            label = self.say("tax_base", lines=lines)
            inside = sum(group.amounts) if group.tax.inclusive else 0
            base = sheet.money(group.base - inside)
            self.sum(2, label, base, [(priced[i].net, 1) for i in group.members])
            found.extend(self._rates(sheet, group, base))
        return found

    def _rates(self, sheet: Sheet, group: TaxGroup, base: Money) -> list[tuple[int, int]]:
        """Tell the rates of one tax; what was rounded elsewhere, or split, stands as it is."""
        tax = group.tax
        plain = (
            self.terms.rounding.tax == "rate" or (len(group.members) == 1 and len(tax.rates) == 1)
        ) and not tax.inclusive
        plain = plain and self.terms.rounding.tax != "document"
        notes = [word(reason, self.language) for reason in tax.reasons]
        if tax.share != 100:  # noqa: PLR2004
            cited = [citation for citation in tax.citations if citation.of == "share"]
            notes.append(self.cited(self.say("tax_share", share=grouped(tax.share)), cited))
        if tax.inclusive:
            notes.append(self.say("tax_inside"))
        elif not plain:
            notes.append(self.say(f"tax_{self.terms.rounding.tax}"))
        note = self.say("and").join(notes)
        found: list[tuple[int, int]] = []
        for rate, units in zip(tax.rates, group.amounts, strict=True):
            name = word(rate.name, self.language)
            label = self.say("tax_of", name=name, percent=grouped(rate.percent))
            label = self.cited(f"{label} ({tax.code})", rate.citations)
            formula = f"{percent(rate.percent)} x {amount(base)}"
            if tax.share != 100:  # noqa: PLR2004
                formula += f" x {percent(tax.share)}"
            money = sheet.money(units)
            row = (
                Row(2, label, formula, amount(money), "portion", note=note)
                if plain
                else Row(2, label, "", amount(money), note=note)
            )
            found.append((self.add(row), 1))
        return found

    def _totals(
        self,
        sheet: Sheet,
        totals: Totals,
        count: int,
        priced: list[LineRows],
        taxes: list[tuple[int, int]],
    ) -> None:
        """Tell the totals of an invoice, each the sum of what was told before."""
        self.heading(1, self.say("totals"))
        if totals.discount or totals.tax_included:
            self._gathered("subtotal", totals.subtotal, [row.listed for row in priced], count)
            self._gathered(
                "discount_total", -totals.discount, [r.reductions for r in priced], count
            )
            self._gathered(
                "tax_included", -totals.tax_included, [r.included for r in priced], count
            )
        net = self.sum(2, self.say("net"), totals.net, [(row.net, 1) for row in priced])
        tax = self.sum(2, self.say("tax"), totals.tax, taxes)
        total = self.sum(2, self.say("total"), totals.total, [(net, 1), (tax, 1)])
        payable = [(total, 1)]
        for rule, base, units in sheet.withheld:
            label = self.say(
                "withheld_of", name=word(rule.name, self.language), percent=grouped(rule.percent)
            )
            label = self.cited(label, rule.citations)
            formula = f"{percent(-rule.percent)} x {amount(sheet.money(base))}"
            row = Row(2, label, formula, amount(sheet.money(-units)), "portion")
            payable.append((self.add(row), 1))
            self._keep("withheld", 0, payable[-1][0], count)
        for key, money in (("rounding_amount", totals.rounding), ("prepaid", -totals.prepaid)):
            if money:
                payable.append((self.add(Row(2, self.say(key), "", amount(money))), 1))
                self._keep(key, 0, payable[-1][0], count)
        if len(payable) > 1:
            total = self.sum(2, self.say("payable"), totals.payable, payable)
        for kind, place in (("net_total", net), ("tax_total", tax), ("payable", total)):
            self._keep(kind, 0, place, count)

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
        net = self._over_term("contract_value", totals.net, "net_total")
        tax = self._over_term("tax", totals.tax, "tax_total")
        payable = [(self.sum(1, self.say("total"), totals.total, [(net, 1), (tax, 1)]), 1)]
        for key, money in (
            ("withheld", -totals.withheld),
            ("rounding_amount", totals.rounding),
            ("prepaid", -totals.prepaid),
        ):
            if (key, 0) in self.places:
                payable.append((self._over_term(key, money, key), 1))
        if len(payable) > 1:
            self.sum(1, self.say("payable"), totals.payable, payable)
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
        self._of_lines("recurring", recurring, [line.number for line in priced if line.recurs])
        self._monthly(recurring)

    def _over_term(self, key: str, total: Money, kind: str) -> int:
        return self.sum(1, self.say(key), total, self.places.get((kind, 0), []))

    def _of_lines(self, key: str, total: Money, numbers: Sequence[int]) -> int:
        of = [place for n in numbers for place in self.places.get(("net", n), [])]
        return self.sum(1, self.say(key), total, of)

    def _monthly(self, recurring: Money) -> None:
        """Tell the recurring amount of a month, as about so much where it does not divide."""
        if self.priced.months == 1:
            return
        exact = Price.exact(recurring.amount, 1, recurring.currency) / self.priced.months
        settled = exact.settle(self.terms.rounding)
        label = self.say("monthly_recurring")
        if settled != exact:
            label = self.say("clause", text=label, more=self.say("about"))
        formula = f"{amount(recurring)} / {self.priced.months}"
        self.add(Row(1, label, formula, amount(settled), "settled"))

    def _categories(self, key: str, sums: dict[str, Money], kind: str) -> None:
        if not sums:
            return
        self.heading(1, self.say(key))
        entries = self.priced.entries
        for category, total in sums.items():
            numbers = [n for n, entry in enumerate(entries, start=1) if entry.category == category]
            of = [place for n in numbers for place in self.places.get((kind, n), [])]
            self.sum(2, word(category, self.language), total, of)

    def _rules(self) -> None:
        """Tell the rules that did not apply, and why."""
        records = [r for r in rule_records(self.priced, self.terms) if r.why_not]
        if not records:
            return
        self.heading(0, "")
        self.heading(0, self.say("rules"))
        for record in records:
            name, why = self._rule_title(record.rule), self.say(record.why_not)
            self.heading(1, self.say("named", name=name, what=why))

    def _rule_title(self, rule: Discount | Tax | Withholding | CostRule) -> str:
        """Say what a rule would have done."""
        if isinstance(rule, (PercentOff, AmountOff)):
            return self.discount_title(rule)
        if isinstance(rule, (Markup, Margin)):
            key = "markup" if isinstance(rule, Markup) else "margin"
            return self.say(key, percent=grouped(rule.percent))
        rates = rule.rates if isinstance(rule, Tax) else [rule]
        return " + ".join(
            f"{word(rate.name, self.language)} {grouped(rate.percent)} %" for rate in rates
        )

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
            source = citation.source
            value = citation.value
            shown = grouped(value) if isinstance(value, Decimal) else str(value)
            of = word(citation.of.replace("_", " "), self.language)
            told = self.say("source", of=of, value=shown, where=source.where)
            if source.read:
                told = self.say("clause", text=told, more=self.say("read", date=source.read))
            told = self.say("clause", text=told, more=self.say(source.confidence))
            self.heading(1, f"[{number}] {told}")
