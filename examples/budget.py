"""A quote as a budget: what is bought beside the own cost, by chapter, category and line.

The document for a customer refuses own costs; this is for whoever decides inside the company.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from cspricing import Component, Money, Quote
from cspricing.messages import Language, message
from cspricing.titles import line_title, rate_title, term_told
from cspricing.words import word

CHINESE: Final = {
    "For internal use. Bought is what vendors charge, own cost what the company spends itself; "
    "all without tax, unless stated.": (
        "仅供内部使用。“外购”为供应商收费，“自有成本”为企业自身支出；除注明外均不含税。"
    ),
    "Totals": "合计",
    "bought, list price": "外购目录价",
    "discount": "折扣",
    "bought, net: the contract value": "外购净额（合同额）",
    "bought, with tax": "外购含税",
    "bought, once": "外购一次性",
    "bought, monthly recurring value": "外购月度经常性金额",
    "own cost": "自有成本",
    "own cost of a usual month": "自有成本，通常每月",
    "bought, and own cost": "外购与自有成本合计",
    "By chapter of the trade": "按业务章节",
    "service types": "服务类型",
    "service quality": "服务质量",
    "technology": "技术",
    "training and consulting": "培训与咨询",
    "customization": "定制",
    "By category": "按类别",
    "By line": "按明细",
    "due": "周期",
    "bought": "外购",
    "together": "合计",
    "rests on figures that nobody has verified": "含未经核实的数据",
    "How every amount came about": "各项金额的由来",
}
"""This program's own texts. The library's words, such as categories, it translates itself."""


MARK: Final = r" \*"


def say(text: str, language: Language) -> str:
    """Say one of this program's own texts in *language*."""
    return CHINESE[text] if language == "zh" else text


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table in Markdown, with amounts on the right."""
    written = [head, [":--", *["--:"] * (len(head) - 1)], *rows]
    lines = [f"| {' | '.join(map(str, row))} |".replace("  |", " |") for row in written]
    return "\n".join([f"## {title}", "", *lines, ""])


def added(amounts: Iterable[Money]) -> Money:
    """Add amounts up; there is at least one."""
    first, *others = amounts
    return sum(others, first)


def beside(
    title: str, language: Language, bought: Mapping[str, Money], own: Mapping[str, Money]
) -> str:
    """Put what is bought beside the own cost, and add up."""
    paid, spent = added(bought.values()), added(own.values())
    nothing = paid - paid
    head = ["", *(say(text, language) for text in ("bought", "own cost", "together"))]
    rows = [
        (name, price, cost, price + cost)
        for name in dict.fromkeys([*bought, *own])
        for price, cost in [(bought.get(name, nothing), own.get(name, nothing))]
    ]
    total = (f"**{say('together', language)}**", paid, spent, paid + spent)
    return table(say(title, language), head, [*rows, total])


def totals(case: Quote, language: Language) -> str:
    """Sum up: what vendors charge, with its taxes, and the own cost."""
    rows: list[tuple[str, object]] = [
        (say("bought, list price", language), case.subtotal),
        (say("discount", language), -case.discount),
        (f"**{say('bought, net: the contract value', language)}**", f"**{case.net}**"),
    ]
    for tax in case.tax_lines:
        rate = rate_title(tax.name, tax.percent, language)
        rows.append((message("tax_on", language, tax=rate, base=tax.base), tax.amount))
    rows += [
        (say("bought, with tax", language), case.total),
        (say("bought, once", language), case.one_time),
        (say("bought, monthly recurring value", language), case.monthly_recurring),
        (f"**{say('own cost', language)}**", f"**{case.cost}**"),
        (say("own cost of a usual month", language), case.invoices[-1].totals.cost),
        (say("bought, and own cost", language), case.net + case.cost),
    ]
    return table(say("Totals", language), ["", ""], rows)


def chapter_sums(
    case: Quote,
    chapters: Mapping[str, Iterable[Component]],
    language: Language,
    of: Literal["net", "cost"] = "net",
) -> dict[str, Money]:
    """Sum up by the chapters of the trade: what the components of each come to."""
    chapter_of = {
        getattr(component, "name", ""): say(chapter, language)
        for chapter, components in chapters.items()
        for component in components
    }
    sums: dict[str, Money] = {}
    for name, amount in case.by_component(of=of).items():
        chapter = chapter_of[name]
        sums[chapter] = sums[chapter] + amount if chapter in sums else amount
    return sums


def by_chapter(case: Quote, chapters: Mapping[str, Iterable[Component]], language: Language) -> str:
    """Put what is bought beside the own cost, by the chapters of the trade."""
    bought = chapter_sums(case, chapters, language)
    own = chapter_sums(case, chapters, language, "cost")
    return beside("By chapter of the trade", language, bought, own)


def by_category(case: Quote, language: Language) -> str:
    """Sum up by category."""

    def named(sums: Mapping[str, Money]) -> dict[str, Money]:
        return {word("category", name, language): amount for name, amount in sums.items()}

    bought, own = named(case.by_category()), named(case.by_category(of="cost"))
    return beside("By category", language, bought, own)


def by_line(case: Quote, language: Language) -> str:
    """List every line, with its amount over the term; an asterisk marks what is not verified."""
    head = ["", *(say(text, language) for text in ("due", "bought", "own cost"))]
    rows = [
        (
            f"{line.number}. {line_title(line.entry, language)}{MARK * line.unverified}",
            message(line.cadence or "with others", language),
            "" if line.is_cost else line.net,
            line.cost if line.is_cost else "",
        )
        for line in case.lines
    ]
    note = say("rests on figures that nobody has verified", language)
    return f"{table(say('By line', language), head, rows)}\n\\* {note}\n"


NOTE: Final = (
    "For internal use. Bought is what vendors charge, own cost what the company spends itself; "
    "all without tax, unless stated."
)


def budget(case: Quote, chapters: Mapping[str, Iterable[Component]], language: Language) -> str:
    """Write all tables, the sums first.

    Args:
        case: What is priced.
        chapters: Its components, by the chapters of the trade.
        language: ``en`` or ``zh``.
    """
    parts = [
        f"{term_told(case.terms, language)}\n\n{say(NOTE, language)}\n",
        totals(case, language),
        by_chapter(case, chapters, language),
        by_category(case, language),
        by_line(case, language),
        f"## {say('How every amount came about', language)}\n",
    ]
    return "\n".join(parts)
