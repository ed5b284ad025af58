"""The lines of an offer: what a customer is charged for, without what is spent on it.

What a markup made of the costs of a component is one line by the name of the component, for
wages beside on-cost, or either beside its hours, would tell what people earn. A charge that is
in no component has no such name, only what is spent on: those of a category are one line by
the name of the category.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import frozen

from .charge import Charge
from .entry import Entry
from .messages import Language, message, months
from .money import Money, Price
from .term_line import TermLine
from .titles import component_name, line_title
from .units import unit_word
from .words import word
from .written import Written


@frozen(kw_only=True, repr=False)
class OfferLine(Written):
    """What a customer is charged for, over the whole term.

    Attributes:
        numbers: The numbers of the lines of the quote that it is made of.
        what: What is charged, in words.
        quantity: How many a period; None where that would tell what an hour costs.
        unit: Of what, in words; ``%`` for a percentage of other lines.
        unit_price: The one price of all units, if there is one.
        per: For how many units that is.
        due: How often it is due, in words.
        listed: The list price, with surcharges.
        discount: What allowances and discounts take off.
        tax_included: The tax that its price contains.
        net: What is left, without tax.
        unverified: Whether it rests on a figure that nobody has verified.
    """

    numbers: tuple[int, ...]
    what: str
    quantity: Decimal | None
    unit: str
    unit_price: Price | None
    per: Decimal
    due: str
    listed: Money
    discount: Money
    tax_included: Money
    net: Money
    unverified: bool


def offer_lines(lines: Iterable[TermLine], language: Language) -> tuple[OfferLine, ...]:
    """Give the lines of an offer, none of which is an own cost."""
    return tuple(_line(together, language) for together in _together(lines))


def _together(lines: Iterable[TermLine]) -> list[list[TermLine]]:
    """Group lines: prices stand alone, the costs of a component or category together."""
    found: dict[object, list[TermLine]] = {}
    for line in lines:
        if not line.invoices:  # of an earlier term, say
            continue
        owner = line.category if _is_bare(line.entry) else id(line.entry.component)
        together = (owner, line.cadence, line.invoices)
        found.setdefault(together if line.entry.charge.cost else line.number, []).append(line)
    return list(found.values())


def _is_bare(entry: Entry) -> bool:
    """Whether a charge is in no component that has a name of its own."""
    return entry.component is entry.charge and entry.name == entry.what


def _title(entry: Entry, language: Language) -> str:
    """Name a line; what is spent on is nothing that a customer may read."""
    if not entry.charge.cost:
        return line_title(entry, language)
    if _is_bare(entry):
        return word("category", entry.category, language)
    return component_name(entry, language)


def _line(lines: Sequence[TermLine], language: Language) -> OfferLine:
    first = lines[0]
    quantity, unit = _quantity(first, language)
    step = first.unit_price
    return OfferLine(
        numbers=tuple(line.number for line in lines),
        what=_title(first.entry, language),
        quantity=quantity,
        unit=unit,
        unit_price=None
        if step is None
        else Price.exact(step.price.numerator, 1, step.price.currency),
        per=Decimal(1) if step is None else step.per,
        due=_due(first, language),
        listed=_sum(line.gross + line.surcharge for line in lines),
        discount=_sum(line.discount for line in lines),
        tax_included=_sum(line.tax_included for line in lines),
        net=_sum(line.net for line in lines),
        unverified=any(line.unverified for line in lines),
    )


def _sum(amounts: Iterable[Money]) -> Money:
    first, *others = amounts
    return sum(others, first)


def _quantity(line: TermLine, language: Language) -> tuple[Decimal | None, str]:
    charge = line.entry.charge
    if charge.cost:
        return None, ""
    if not isinstance(charge, Charge):
        return charge.percent, "%"
    return charge.quantity, unit_word(charge.unit, language, one=charge.quantity in {1, -1})


def _due(line: TermLine, language: Language) -> str:
    """Say how often a line is due, and what of its last period the term leaves."""
    if line.cadence is None:
        return message("as_others", language)
    charge = line.entry.charge
    if isinstance(charge, Charge) and charge.slices:  # its quantity is that of all of them
        return message("in_all", language, text=months(len(charge.slices), language))
    cadence = message(line.cadence, language)
    if line.cadence == "once" and line.invoices > 1:
        return message("in_parts", language, cadence=cadence, count=line.invoices)
    counts: dict[str, int] = {}
    for part in line.parts:
        told = message(part.why, language, **dict(part.told))
        counts[told] = counts.get(told, 0) + 1
    whole = line.invoices - len(line.parts)
    if not whole and list(counts.values()) == [1]:
        return message("clause", language, text=cadence, more=next(iter(counts)))
    parts = [told if count == 1 else f"{count} x {told}" for told, count in counts.items()]
    many = [] if not whole else [cadence if whole == 1 else f"{whole} x {cadence}"]
    return " + ".join([*many, *parts])
