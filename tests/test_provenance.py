"""Where figures come from."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any, get_args

import attrs
import pytest

from cspricing import (
    VAT,
    AmountOff,
    Charge,
    InHouse,
    Item,
    Margin,
    Markup,
    Outsourced,
    PercentOff,
    PhoneSupport,
    Premium,
    Quote,
    Rate,
    SalesTax,
    Stacked,
    Supervision,
    Telephony,
    Training,
    Withholding,
    Workplace,
)
from cspricing.documents.markdown import to_markdown
from cspricing.errors import InvalidDateError, InvalidTextError, InvalidTypeError, PricingError
from cspricing.money import EUR
from cspricing.provenance import Citation, Confidence, Source, Sourced

DAY = date(2026, 8, 13)


def test_a_figure_has_a_source() -> None:
    """A figure is given with the page, the day and the trust, which default to the cautious."""
    seat = Sourced(EUR(40), "https://example.org/prices", DAY, "page-read")
    assert seat.value == EUR(40)
    assert seat.source == Source("https://example.org/prices", DAY, "page-read")
    assert Sourced(12, "guess").source == Source("guess", None, "unverified")
    assert Sourced(12, "guess", "2026-08-13").source.read == DAY


@pytest.mark.parametrize("confidence", get_args(Confidence))
def test_trust(confidence: Confidence) -> None:
    """What the user, the vendor or a tender says is trusted; all else is marked."""
    trusted = confidence in {"verified", "page-read", "published"}
    assert trusted is not Source("page", DAY, confidence).unverified


@pytest.mark.parametrize(
    ("arguments", "kind", "code", "fields"),
    [
        (("", DAY), InvalidTextError, "text.empty", ("where", "source")),
        (("a\0", DAY), InvalidTextError, "text.control", ("where", "source")),
        ((None, DAY), InvalidTypeError, "type.text", ("where", "source")),
        (("page", "13.08.2026"), InvalidDateError, "date.syntax", ("read", "date")),
        (("page", 2026), InvalidTypeError, "type.date", ("read", "date")),
        (("page", DAY, "sure"), InvalidTextError, "source.confidence", ("confidence",) * 2),
        (("page", DAY, []), InvalidTextError, "source.confidence", ("confidence",) * 2),
    ],
)
def test_other_sources_are_refused(
    arguments: tuple[Any, ...], kind: type[PricingError], code: str, fields: tuple[str, str]
) -> None:
    """A refusal names the argument by the word that the caller used."""
    with pytest.raises(PricingError) as plain:
        Source(*arguments)
    with pytest.raises(PricingError) as sourced:
        Sourced(5, *arguments)
    for error, field in zip((plain.value, sourced.value), fields, strict=True):
        assert (kind, code, field) == (type(error), error.code, error.field)
        assert error.component == "Source"


def test_a_figure_has_one_source() -> None:
    """A figure that has a source already cannot be given another one around it."""
    with pytest.raises(InvalidTypeError, match="has a source already") as caught:
        Sourced(Sourced(5, "page"), "another page")
    assert (caught.value.code, caught.value.field) == ("type.sourced", "value")


def test_sources_are_values() -> None:
    """Sources and sourced figures are equal, hash, evolve and travel as values."""
    seat = Sourced(EUR(40), "page", DAY, "page-read")
    for value in (seat, seat.source, Citation("price", EUR(40), seat.source)):
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert value == pickle.loads(pickle.dumps(value, protocol))
        assert hash(value) == hash(pickle.loads(pickle.dumps(value)))
    assert attrs.evolve(seat.source, read="2026-08-14").read == date(2026, 8, 14)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        seat.source.where = "elsewhere"  # type: ignore[misc]


def test_citations() -> None:
    """A citation says which figure it is for, as a text that a document can show."""
    citation = Citation("handle_minutes", 5, Source("log"))
    assert (citation.of, citation.value, citation.source.where) == ("handle_minutes", 5, "log")
    with pytest.raises(InvalidTextError):
        Citation("a\n", 5, Source("log"))


# ---------------------------------------------------------------------------- rules

GUESS = Sourced(10, "a guess", None, "assumption")
LAW = Sourced(10, "the law", DAY, "verified")
SEATS = Item(name="Seats", quantity=10, unit="seat", price=EUR(40), category="software")
WAGES = Charge("wages", 10, "hour", EUR(30), "labour", cost=True)
BASE = Quote.of(SEATS, WAGES).marked_up(Markup(5))


def rules(percent: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give rules of each kind, each of which has this percentage, on a quote."""
    return {
        "markup": Quote.of(SEATS, WAGES).marked_up(Markup(percent)),
        "margin": Quote.of(SEATS, WAGES).marked_up(Margin(percent)),
        "off the quote": BASE.less(PercentOff(percent)),
        "off each line": BASE.less(PercentOff(percent, level="line")),
        "tax": BASE.taxed(VAT(percent)),
        "share of a tax": BASE.taxed(VAT(19, share=percent)),
        "stacked": BASE.taxed(Stacked(SalesTax(5), SalesTax(percent, name="City"))),
        "withheld": BASE.taxed(Withholding(percent)),
    }


@pytest.mark.parametrize("kind", list(rules(1)))
def test_a_rule_keeps_where_its_figure_comes_from(kind: str) -> None:
    """A rule tells its source as data, and beside its figure, and no cent is moved by it."""
    quote, bare = rules(LAW)[kind], rules(10)[kind]
    assert bare.totals == quote.totals
    assert bare.terms == quote.terms
    (record,) = [rule for rule in quote.rules if rule.citations]
    (citation,) = record.citations
    assert (10, LAW.source, False) == (citation.value, citation.source, record.unverified)
    assert "[1]" in quote.explain()
    assert "10: the law, read 2026-08-13, verified" in quote.explain()
    quote.verify()
    told = [rule["sources"] for rule in quote.to_dict()["rules"] if rule["sources"]]
    assert "the law" == told[0][0]["where"]
    assert ("the law" in to_markdown(quote)) == (kind not in {"markup", "margin"})
    assert "[1]" not in bare.explain()


@pytest.mark.parametrize("kind", list(rules(1)))
def test_what_rests_on_an_unverified_rule_says_so(kind: str) -> None:
    """What nobody has verified in a rule marks what rests on it, wherever it is shown."""
    quote = rules(GUESS)[kind]
    assert "ASSUMPTION" in quote.explain()
    assert [True] == [rule.unverified for rule in quote.rules if rule.citations]
    assert [True] == [rule["unverified"] for rule in quote.to_dict()["rules"] if rule["sources"]]
    assert "\\* rests on unverified figures" in to_markdown(quote)
    of_lines = kind in {"off the quote", "off each line"}
    of_costs = kind in {"markup", "margin"}
    assert [of_lines, of_lines or of_costs] == [line.unverified for line in quote.lines]
    taxed = {line.unverified for line in quote.tax_lines} | {
        line.unverified for line in quote.invoices[0].tax_lines
    }
    expected = kind in {"tax", "share of a tax", "stacked"}
    assert taxed == ({expected} if quote.terms.taxes and kind != "withheld" else set())


@pytest.mark.parametrize("level", ["line", "quote"])
def test_an_amount_off_keeps_its_source(level: Any) -> None:  # noqa: ANN401
    """An amount off is cited by the source of its price."""
    amount = Sourced(EUR(5), "voucher", DAY, "secondary")
    quote = Quote.of(SEATS).less(AmountOff(amount, level=level))
    (record,) = quote.rules
    assert (Citation("price", EUR(5), amount.source),) == record.citations
    assert "[1] price EUR 5.00: voucher, read 2026-08-13, SECONDARY, UNVERIFIED" in quote.explain()
    assert quote.lines[0].unverified
    assert () == AmountOff(EUR(5)).citations


def test_a_discount_marks_the_lines_that_it_took_of() -> None:
    """A line that an unverified discount does not reach is not marked."""
    work = Item(name="Work", quantity=1, price=EUR(100), category="consulting")
    quote = Quote.of(SEATS, work).less(PercentOff(GUESS, on="software"))
    assert [True, False] == [line.unverified for line in quote.lines]


def test_one_group_of_taxes_cites_the_sources_of_all() -> None:
    """Rules that state one tax alike are one group, which cites each of their sources."""
    work = Item(name="Work", quantity=1, price=EUR(100), category="consulting")
    quote = Quote.of(SEATS, work).taxed(VAT(LAW, on="software"), VAT(GUESS, on="consulting"))
    (line,) = quote.tax_lines
    assert [LAW.source, GUESS.source] == [one.source for one in line.tax.citations]
    assert "VAT 10 % (S) [1] [2] ASSUMPTION" in quote.explain()
    assert [False, True] == [rule.unverified for rule in quote.rules]


def checked(value: Any) -> Sourced[Any]:  # noqa: ANN401  (a price or a number)
    """Give a figure that somebody has verified."""
    return Sourced(value, "seen", None, "verified")


GUESSED_PRICE = Sourced(EUR(20), "guess", None, "assumption")
CALLS = Sourced(1000, "guess", None, "assumption")


def unverified(delivery: InHouse | Outsourced, calls: Sourced[int]) -> dict[str, bool]:
    """Say of each line of a phone support whether it rests on an unverified figure."""
    phone = PhoneSupport(calls_per_month=calls, handle_minutes=checked(5), delivery=delivery)
    return {line.what: line.unverified for line in Quote.of(phone).lines}


def test_what_follows_from_a_guessed_demand_says_so() -> None:
    """All that people cost rests on what their number rests on, but for a stated one."""
    team = InHouse(
        hourly_wage=checked(EUR(20)),
        hours_per_month=checked(160),
        on_cost_percent=checked(30),
        premiums=[Premium(name="night", percent=checked(10))],
        supervision=[Supervision(role="lead", span=checked(9), monthly_wage=checked(EUR(4000)))],
        workplace=Workplace(
            equipment=checked(EUR(900)), life_months=checked(36), maintenance_percent=checked(10)
        ),
        telephony=Telephony(
            per_minute=checked(EUR("0.1")), numbers=checked(2), number_rent=checked(EUR(3))
        ),
    )
    marked = unverified(team, CALLS)
    assert {"numbers"} == {what for what, doubtful in marked.items() if not doubtful}
    assert 9 == len(marked)
    assert not any(unverified(team, checked(1000)).values())


def test_what_follows_from_a_guessed_price_says_so() -> None:
    """Premiums, on-cost, maintenance and a waiver rest on the price that they are a share of."""
    team = InHouse(
        heads=checked(2),
        monthly_wage=GUESSED_PRICE,
        on_cost_percent=checked(30),
        premiums=[Premium(name="night", percent=checked(10))],
        supervision=[Supervision(role="lead", span=checked(9), monthly_wage=GUESSED_PRICE)],
        workplace=Workplace(
            equipment=GUESSED_PRICE, life_months=checked(36), maintenance_percent=checked(10)
        ),
    )
    agency = Outsourced(
        billed_per="contact",
        tariff=GUESSED_PRICE,
        setup=checked(EUR(5)),
        setup_waived_from=checked(EUR(9)),
        premiums=[Premium(name="night", percent=checked(10))],
    )
    guessed = Premium(name="in Dutch", percent=Sourced(4, "guess", None, "assumption"))
    dutch = InHouse(
        heads=checked(2),
        monthly_wage=checked(EUR(20)),
        on_cost_percent=checked(30),
        premiums=[guessed, Premium(name="night", percent=checked(10))],
    )
    marked = unverified(dutch, checked(1000))
    assert {"in Dutch", "on-cost"} == {what for what, doubtful in marked.items() if doubtful}
    for delivery in (team, agency):
        assert all(unverified(delivery, checked(1000)).values())
    stated = attrs.evolve(agency, setup_waived_from=None)
    assert not unverified(stated, checked(1000))["set-up"]


def test_what_nobody_has_verified_is_marked_together() -> None:
    """Sources of one confidence that nobody has verified stand in one mark, others alone."""
    course = Training(
        days=Sourced(2, "guess", None, "assumption"),
        daily=EUR(5),
        trainees=Sourced(9, "roster", "2026-05-01", "verified"),
        group_size=Sourced(3, "guess", None, "assumption"),
    )
    told = Quote.of(course).explain()
    assert "once] - [2] [1, 3] ASSUMPTION; rests on unverified figures" in told
    assert "一次性] - [2] [1、3] 假设；含未经核实的数据" in Quote.of(course).explain("zh")


def test_what_is_evolved_cites_what_it_still_has() -> None:
    """A rule whose figure changes loses its source; one of which all else changes keeps it."""
    for rule in (Rate("VAT", LAW), Withholding(LAW), Markup(LAW), Margin(LAW)):
        assert rule.citations == attrs.evolve(rule).citations
        assert () == attrs.evolve(rule, percent=11).citations
        assert rule == pickle.loads(pickle.dumps(rule))
    tax = VAT(LAW, share=Sourced(80, "the code", DAY, "published"))
    moved = attrs.evolve(tax, on="software")
    assert ["percent", "share"] == [citation.of for citation in moved.citations]
    assert ["percent"] == [one.of for one in attrs.evolve(tax, share=90).citations]
    assert ["share"] == [one.of for one in attrs.evolve(tax, rates=[Rate("VAT", 7)]).citations]
    assert ["percent", "percent", "share"] == [one.of for one in Stacked(tax, tax).citations]
