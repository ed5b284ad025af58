"""Every message and every word of the library stands in both languages, with the same values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import attrs
import pytest

import cspricing
from component_samples import SAMPLES
from cspricing import (
    CATEGORIES,
    EUR,
    VAT,
    AddOn,
    CallLength,
    Charge,
    Deflection,
    EmailSupport,
    PhoneSupport,
    Premium,
    ReverseCharge,
    Rounding,
    SalesTax,
    Sourced,
    Supervision,
    Telephony,
    Withholding,
    Working,
    Workplace,
)
from cspricing.components.base import BuiltComponent
from cspricing.components.in_house import InHouse
from cspricing.components.outsourced import BilledPer, Outsourced
from cspricing.components.promise import COUNTED
from cspricing.errors import PricingError
from cspricing.factor import PARTS
from cspricing.messages import _MESSAGES, LANGUAGES, checked_language, message, months
from cspricing.payment_terms import PaymentBase
from cspricing.payments import PaymentKind
from cspricing.period import MONTHS_PER
from cspricing.proration import Proration
from cspricing.provenance import Confidence
from cspricing.rounding import Mode, TaxRounding
from cspricing.step import Role
from cspricing.units import unit_word
from cspricing.words import Kind, word

HAN = re.compile(r"[\u4e00-\u9fff]")
SOURCES = sorted(Path(cspricing.__file__).parent.rglob("*.py"))
SAME = {
    "unit",
    "named",
    "described",
    "and",
    "list",
    "clause",
    "fx_applied",
    "exhibit",
    "fact",
    "source",
    "tax_of",
    "noted",
    "titled",
}
"""Messages that are punctuation, or values alone."""


def fields(text: str) -> set[str]:
    """Give the names of the values that a message has room for."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# ---------------------------------------------------------------------------- messages


@pytest.mark.parametrize("key", _MESSAGES)
def test_a_message_has_the_same_values_in_each_language(key: str) -> None:
    """Every message exists in each language, with the same placeholders, named alike."""
    texts = _MESSAGES[key]
    assert len(LANGUAGES) == len(texts)
    assert 1 == len({frozenset(fields(text)) for text in texts})
    english, chinese = texts
    assert not HAN.search(english)
    assert key in SAME or HAN.search(chinese)
    for text in texts:
        assert text == text.strip() or key in {"and", "list"} or not text


@pytest.mark.parametrize("key", _MESSAGES)
def test_a_message_is_filled_in(key: str) -> None:
    """A message takes its values, and shows each of them."""
    values = {name: f"<{name}>" for name in fields(_MESSAGES[key][0])}
    for language in LANGUAGES:
        told = message(key, language, **values)
        assert all(value in told for value in values.values())
        assert "{" not in told


def _keys() -> Iterator[str]:
    """Give each text of the package that could be the key of a message."""
    for path in SOURCES:
        if path.name != "messages.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def test_no_message_is_idle() -> None:
    """Every message is said somewhere: by its name, or by a name made of a prefix."""
    named = {*_keys(), "months_one", "months_many"}
    made = {f"tax_{rounding}" for rounding in get_args(TaxRounding)}
    made |= {f"proration_{rule}" for rule in get_args(Proration) if rule != "months"}
    made |= {
        f"column_{name}"
        for name in (
            "number",
            "description",
            "quantity",
            "unit_price",
            "due",
            "list",
            "discount",
            "included",
            "net",
        )
    }
    made |= {
        f"{said}_{of}" for said in ("deposit_of", "retained_of") for of in get_args(PaymentBase)
    }
    made |= {f"payment_{kind}" for kind in get_args(PaymentKind) if kind != "invoice"}
    assert set() == set(_MESSAGES) - named - made


def test_every_choice_has_its_message() -> None:
    """Roles of steps, confidences, cadences, rounding modes and policies all have messages."""
    kinds = (Role, Confidence, Mode)
    wanted = {choice for kind in kinds for choice in get_args(kind)} | set(MONTHS_PER)
    wanted |= {f"tax_{choice}" for choice in get_args(TaxRounding)} | {"with others"}
    wanted |= {f"proration_{rule}" for rule in get_args(Proration) if rule != "months"} | PARTS
    wanted |= {"expired", "used", "no_line", "nothing_left", "comes_to_nothing"}
    wanted -= {"tier", "unit"}  # a tier tells its borders, and a unit needs no word
    assert set() == wanted - set(_MESSAGES)
    for mode in get_args(Mode):
        assert Rounding(mode=mode).mode in _MESSAGES


# ---------------------------------------------------------------------------- words


def charges() -> Iterator[Charge]:
    """Give every charge that ready-made components make."""
    for component in SAMPLES.values():
        if isinstance(component, BuiltComponent):
            yield from (one for one in component.charges() if isinstance(one, Charge))
    for way in get_args(BilledPer):
        seats = 3 if way == "seat" else None
        agency = Outsourced(billed_per=way, tariff=EUR(1), seats=seats, setup=EUR(1))
        given = {"handle_minutes": 6, "resolution_percent": 50, "delivery": agency}
        made: Any = (
            PhoneSupport(calls_per_month=10, **given)  # type: ignore[arg-type]
            if way == "talk_minute"
            else EmailSupport(emails_per_month=10, **given)  # type: ignore[arg-type]
        )
        yield from (one for one in made.charges() if isinstance(one, Charge))
    for adjustment in (SAMPLES["allowance"], SAMPLES["surcharge"]):
        yield from (one for one in adjustment.charges() if isinstance(one, Charge))


def workings(charge: Charge) -> list[Working]:
    """Give how the quantities of a charge were arrived at, in all its slices."""
    slices = [one for one in charge.slices if one is not None]
    return [*charge.workings, *(working for one in slices for working in one.workings)]


def words() -> set[tuple[Kind, str]]:
    """Give every word that the library itself puts on a document, and what it stands for."""
    found: set[tuple[Kind, str]] = {("category", category) for category in CATEGORIES}
    for default in ("Allowance", "Surcharge", "Percentage"):
        found |= {("component", default), ("charge", default)}
    for component in SAMPLES.values():
        if isinstance(component, BuiltComponent):
            found.add(("component", component.title))
    for charge in charges():
        found |= {("category", charge.category)}
        found |= {("working", working.what) for working in workings(charge)}
        shown = [one.exhibit for one in workings(charge) if one.exhibit is not None]
        for exhibit in shown:
            names = {exhibit.what, *exhibit.columns, *(name for name, _ in exhibit.facts)}
            found |= {("working", name) for name in names}
            found |= {
                ("working", value)
                for name, value in exhibit.facts
                if name in {"assumed", "counted are", "its hours run"}
            }
    found |= {("working", one) for one in COUNTED.values()}
    for charge in charges():
        if charge.what not in {"loyalty", "express", "nachts", "Teamleitung", "Team", "Storage"}:
            found.add(("charge", charge.what))
    for tax in (VAT(1), SalesTax(1), cspricing.GST(1), ReverseCharge()):
        found |= {("tax", rate.name) for rate in tax.rates}
    return found | {("tax", ReverseCharge().reason), ("tax", Withholding(1).name)}


def units() -> set[str]:
    """Give every unit that the library itself counts in."""
    found = {charge.unit for charge in charges()}
    for charge in charges():
        for working in workings(charge):
            found |= {working.unit, *(unit for _, _, unit in working.formula)}
    return found - {"", "%"}


@pytest.mark.parametrize(("kind", "text"), sorted(words()))
def test_every_word_has_a_chinese_one(kind: Kind, text: str) -> None:
    """Whatever name, charge, working, category or tax comes from the library is said in Chinese."""
    assert text == word(kind, text, "en")
    assert HAN.search(word(kind, text, "zh"))


@pytest.mark.parametrize("unit", sorted(units()))
def test_every_unit_has_a_plural_and_a_chinese_word(unit: str) -> None:
    """Whatever the library counts in has a plural, and a Chinese word for one and for many."""
    assert unit == unit_word(unit, "en", one=True)
    assert unit != unit_word(unit, "en", one=False)
    assert HAN.search(unit_word(unit, "zh", one=True))
    assert unit_word(unit, "zh", one=True) == unit_word(unit, "zh", one=False)


def sourced() -> Iterator[str]:
    """Give each field of a ready-made thing that can have a source."""
    deliveries = (
        Outsourced(billed_per="contact", tariff=EUR(1)),
        InHouse(hourly_wage=EUR(1)),
        Deflection(deflected_percent=1),
        AddOn(name="Storage", quantity=1, tariff=EUR(1)),
        InHouse(agents=1, monthly_wage=EUR(1)),
        InHouse(hourly_wage=EUR(1), hours_per_month=160),
        Outsourced(billed_per="paid_hour", tariff=EUR(1)),
        CallLength(seconds=1, percent=1),
        Premium(name="nachts", percent=1),
        Supervision(role="Teamleitung", span=1, monthly_wage=EUR(1)),
        Workplace(equipment=EUR(1), life_months=1),
        Telephony(numbers=1, number_rent=EUR(1)),
    )
    made: Any
    for made in (*SAMPLES.values(), *deliveries):
        names = [attribute.name for attribute in attrs.fields(type(made))]
        if "citations" not in names:
            continue
        for name in names:
            for figure in (5, 7):
                try:
                    found = attrs.evolve(made, **{name: Sourced(figure, "page")})
                except (PricingError, TypeError, ValueError):
                    continue
                if found.citations and found.citations[-1].of == name:
                    yield name


@pytest.mark.parametrize("name", sorted(set(sourced())))
def test_every_sourced_figure_has_a_chinese_word(name: str) -> None:
    """A figure that can be cited is named in Chinese among the sources."""
    assert HAN.search(word("figure", name.replace("_", " "), "zh"))


def test_texts_of_users_are_left_alone() -> None:
    """What the library does not know is printed as it is, in either language."""
    for language in LANGUAGES:
        for kind in get_args(Kind):
            assert "Mars mission" == word(kind, "Mars mission", language)
        assert "parsec" == unit_word("parsec", language, one=False)


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [(1, "1 month", "1 个月"), (2, "2 months", "2 个月"), (600, "600 months", "600 个月")],
)
def test_months(number: int, english: str, chinese: str) -> None:
    """One month is one month."""
    assert english == months(number, "en")
    assert chinese == months(number, "zh")


def test_languages_are_checked() -> None:
    """A language that there are messages in is taken as it is; another is refused."""
    assert list(LANGUAGES) == [checked_language(language) for language in LANGUAGES]
    for language in ("de", "", None, ["en"], 1):
        with pytest.raises(PricingError) as caught:
            checked_language(language)  # type: ignore[arg-type]
        assert ("language", "language") == (caught.value.code, caught.value.field)
        assert "en, zh" in str(caught.value)
