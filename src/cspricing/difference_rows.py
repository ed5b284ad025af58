"""A difference between quotes for a reader: a table in words, and plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

from .billing import BillingRule
from .change import Change
from .charge import Charge
from .conditions import billing_rule_told
from .difference_words import difference_word as say, field_word
from .discount import AmountOff, PercentOff
from .entry import Entry
from .errors import shown
from .exact import rounded
from .exchange_told import rates_named
from .explanation import in_columns
from .markup import Margin, Markup
from .messages import Language, checked_language, message, months
from .money import Money, Price
from .moves import Cause, Part, SumName, percent_of
from .notation import grouped, plain
from .period import MONTHS_PER
from .rounding import Rounding
from .tariff import PerUnit
from .tax import Tax, Withholding
from .terms import Terms
from .titles import component_name, line_title, rule_title
from .totals import Totals
from .units import unit_word
from .words import word

_MOST_CAUSES: Final = 3
_WIDEST: Final = 60
_STATED: Final = (PercentOff, AmountOff, Tax, Withholding, Markup, Margin, Change)
_SUMS: Final = ("net", "tax", "total", "payable")


Both: TypeAlias = tuple[Totals, Totals]
"""The totals before and after."""


def told(
    totals: Both, parts: Sequence[Part], terms: tuple[Terms, Terms], language: Language
) -> str:
    """Lay a difference out as a table: before, the parts, the largest first, the change, after."""
    checked_language(language)
    before, after = totals
    change = after + before * -1
    names = _columns([*totals, *[part.change for part in parts]])
    percents = [_percent(percent_of(before, after, name), language) for name in names]
    rows: list[tuple[str, Sequence[str]]] = [
        ("", [say(f"column_{name}", language) for name in names]),
        (say("row_before", language), _amounts(before, names, str)),
        *(
            (f"  {_part(part, language)}", _amounts(part.change, names, _signed))
            for part in sorted(parts, key=_by_size)
        ),
        (say("row_change", language), _amounts(change, names, _signed)),
        (say("row_percent", language), percents),
        (say("row_after", language), _amounts(after, names, str)),
    ]
    return "\n".join([*_heading(before, terms, language), "", *_laid_out(rows)])


def recorded(totals: Both, parts: Sequence[Part], terms: tuple[Terms, Terms]) -> dict[str, Any]:
    """Give a difference as plain data."""
    before, after = totals
    percent = percent_of(before, after, "total")
    return {
        "schema": 1,
        "currency": before.currency.code,
        "versions": [one.version for one in terms],
        "before": _record(before),
        "after": _record(after),
        "change": _record(after + before * -1),
        "percent": None if percent is None else [percent.numerator, percent.denominator],
        "parts": [
            {
                "kind": part.kind,
                "component": part.component,
                "what": part.what,
                "causes": [_cause_record(cause) for cause in part.causes],
                **_record(part.change),
            }
            for part in parts
        ],
    }


def _record(totals: Totals) -> dict[str, str]:
    return {name: plain(getattr(totals, name).amount) for name in ("subtotal", *_SUMS)}


def _cause_record(cause: Cause) -> dict[str, Any]:
    line = cause.line
    return {
        "kind": cause.kind,
        "field": cause.field,
        "component": None if line is None else line.name,
        "what": None if line is None else line.what,
        "before": None if cause.before is None else _value(cause, cause.before, "en"),
        "after": None if cause.after is None else _value(cause, cause.after, "en"),
    }


def _heading(totals: Totals, terms: tuple[Terms, Terms], language: Language) -> Iterable[str]:
    yield say("title", language, currency=totals.currency)
    before, after = terms
    if after.version is not None:
        yield say("versions", language, before=before.version or 1, after=after.version)


def _columns(totals: Sequence[Totals]) -> list[SumName]:
    """Give the columns that say something: no tax where nobody pays one."""
    names: list[SumName] = ["net", "tax", "total"] if any(one.tax for one in totals) else ["total"]
    return [*names, "payable"] if any(one.payable != one.total for one in totals) else names


def _amounts(totals: Totals, names: Iterable[str], write: Callable[[Money], str]) -> list[str]:
    return [write(getattr(totals, name)) for name in names]


def _signed(money: Money) -> str:
    """Write a change: with its sign before all else."""
    sign = "+" if money > money * 0 else "-" if money < money * 0 else ""
    return f"{sign}{abs(money)}"


def _percent(percent: Fraction | None, language: Language) -> str:
    """Write a percentage with two decimals, and about if it has more."""
    if percent is None:
        return say("unknown", language)
    hundredths = rounded(percent.numerator * 100, percent.denominator, "ROUND_HALF_UP")
    number = grouped(Decimal(abs(hundredths)).scaleb(-2), 2)
    number = f"{'+' if percent > 0 else '-' if percent < 0 else ''}{number} %"
    return number if Fraction(hundredths, 100) == percent else say("about", language, number=number)


def _by_size(part: Part) -> tuple[Money, Money, Money]:
    return -abs(part.total), -abs(part.net), -abs(part.payable)


def _laid_out(rows: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Lay a table out; a long label stands above its amounts."""
    short = [("" if len(label) > _WIDEST else label, amounts) for label, amounts in rows]
    lines = in_columns([[label, *amounts] for label, amounts in short])
    return [
        line
        for (label, _), text in zip(rows, lines, strict=True)
        for line in ([label, text] if len(label) > _WIDEST else [text])
    ]


def _part(part: Part, language: Language) -> str:
    """Say what changed: at most a few things, and how many more."""
    told: list[str] = []
    known: Entry | None = None
    for cause in part.causes[:_MOST_CAUSES]:
        told.append(_cause(cause, language, named=cause.line is None or cause.line is not known))
        known = cause.line
    more = len(part.causes) - len(told)
    if more:
        told.append(say("more", language, count=more))
    return say("and", language).join(told)


def _cause(cause: Cause, language: Language, *, named: bool) -> str:
    """Say what one thing was and is; *named* with the line that it is about."""
    line = cause.line
    if line is not None and cause.kind in {"removed", "added"}:
        title = component_name if cause.field == "component" else line_title
        return say(cause.kind, language, name=title(line, language))
    what = _became(cause, language)
    if line is None:
        return what
    return say("of", language, name=line_title(line, language), what=what) if named else what


def _became(cause: Cause, language: Language) -> str:
    # What is due in each billing period is of as many units, at other prices.
    repriced = cause.kind == "tariff" and cause.field == "slices"
    field = field_word("tariff" if repriced else cause.field, language)
    if cause.kind == "rest":
        return field
    before, after = (_value(cause, one, language) for one in (cause.before, cause.after))
    if before == after:
        what = field if cause.line is not None else say("of", language, name=field, what=after)
        return say("changed", language, what=what)
    became = say("became", language, before=before, after=after)
    if cause.before is None and isinstance(cause.after, _STATED):
        became = say("added", language, name=after)
    if cause.after is None and isinstance(cause.before, _STATED):
        became = say("removed", language, name=before)
    if cause.field in {"quantity", "percent", "tariff"}:
        return became if cause.field != "quantity" else _counted(cause, became, language)
    return say("of", language, name=field, what=became)


def _counted(cause: Cause, became: str, language: Language) -> str:
    """Say what is counted, once behind both quantities."""
    charge: Any = cause.line and cause.line.charge
    unit = unit_word(charge.unit, language, one=cause.after == 1)
    return say("each", language, number=became, unit=unit)


def _value(cause: Cause, value: Any, language: Language) -> str:  # noqa: ANN401
    """Write what something was or is."""
    if value is None:
        return _nothing(cause.field, language)
    if isinstance(value, bool):
        return say("yes" if value else "no", language)
    if isinstance(value, _STATED):
        return rule_title(value, language)
    if isinstance(value, PerUnit):
        return _unit_price(cause, value, language)
    if isinstance(value, Decimal):
        return f"{grouped(value)} %" if cause.field == "percent" else grouped(value)
    write = _BY_FIELD.get(cause.field)
    if write is not None:
        return write(value, language)
    return str(value) if isinstance(value, (str, date, Price)) else shown(value)


def _nothing(field: str, language: Language) -> str:
    return message("as_others", language) if field == "cadence" else say("none", language)


def _unit_price(cause: Cause, tariff: PerUnit, language: Language) -> str:
    """Write the price of so many units."""
    charge = cause.line.charge if cause.line is not None else None
    unit = charge.unit if isinstance(charge, Charge) else ""
    one = tariff.per == 1
    name = unit_word(unit, language, one=one)
    if one:
        return say("per", language, price=tariff.unit_price, unit=name)
    return say("per_many", language, price=tariff.unit_price, number=grouped(tariff.per), unit=name)


def _rounding(rounding: Rounding, language: Language) -> str:
    told = [message(rounding.mode, language), message(f"tax_{rounding.tax}", language)]
    if rounding.decimals is not None:
        told.append(say("decimals", language, count=rounding.decimals))
    if rounding.increment is not None:
        told.append(message("increment", language, increment=grouped(rounding.increment)))
    return message("list", language).join(told)


def _cadence(cadence: Any, language: Language) -> str:  # noqa: ANN401
    return message(cadence, language) if cadence in MONTHS_PER else str(cadence)


def _billing(rules: Sequence[BillingRule], language: Language) -> str:
    told = [billing_rule_told(rule, language) for rule in rules]
    return " ".join(told) or say("none", language)


_BY_FIELD: Final[Mapping[str, Callable[[Any, Language], str]]] = {
    "months": months,
    "billing": _billing,
    "category": lambda value, language: word("category", value, language),
    "unit": lambda value, language: unit_word(value, language, one=True),
    "cadence": _cadence,
    "rounding": _rounding,
    "rates": rates_named,
    "base": lambda value, language: say(f"base_{value}", language),
    "tariff": lambda value, _: type(value).__name__,
    "adjustments": lambda _value, _language: "",
    "slices": lambda _value, _language: "",
    "of": lambda _value, _language: "",
}
