"""Names that look like markup are shown whole and inert, as `hostile.json` says."""

from __future__ import annotations

from typing import Any, Final

import pytest

import hostile_items
import markdown_reader
import oracles
from cspricing import (
    EUR,
    VAT,
    Allowance,
    Charge,
    Item,
    PercentOf,
    PercentOff,
    Quote,
    Sourced,
    Terms,
    Withholding,
)
from cspricing.documents import to_markdown
from cspricing.statement import explained
from hostile_items import Made, given_by, of

context_stays = hostile_items.context_stays
TEXTS: Final = (
    *(f"H{number}" for number in range(219, 229)),
    *("H111", "H113", "H115", "H117", "H119"),
    *("X039", "X043", "X044", "X047"),
)


def worded(text: str) -> Quote:
    """Make a quote that shows *text* wherever a user may write one."""
    line = Item(
        name=text,
        quantity=3,
        unit=text,
        price=Sourced(EUR("33.35"), text),
        category=text,
        allowances=[Allowance(amount=EUR("0.05"), reason=text)],
    )
    return Quote.of(
        line,
        Made(lambda: [Charge(text, 2, text, EUR(5), text)], name=text),
        PercentOf(18, of=text, what=text, category=text),
        Allowance(amount=EUR(1), reason=text, category=text),
    ).on_terms(
        Terms(
            discounts=[PercentOff(10, on=text, reason=text), PercentOff(5, level="line")],
            taxes=[VAT(19, name=text, reason=text, code=text), Withholding(2, name=text)],
        )
    )


def texts_of(item: oracles.Case) -> list[str]:
    """Give the one or more texts of an item."""
    found = given_by(item)
    return [found] if isinstance(found, str) else list(found)


def harmless(text: str) -> str:
    """Give a text that hides nothing, and ends as *text* does: Chinese is set without blanks."""
    return "囧" if "\u2e80" <= text[-1:] <= "\uffef" else "plain"


@pytest.mark.parametrize("item", of(*TEXTS))
def test_names_are_shown_whole_and_inert(item: oracles.Case) -> None:
    """A name that looks like markup is printed as it is, and no row and no amount changes."""
    assert item["expect"]["outcome"] == "accepted_inert"
    for text in texts_of(item):
        like = harmless(text)
        plain, quote = worded(like), worded(text)
        assert text == quote.lines[0].name
        assert plain.totals == quote.totals
        quote.verify()
        for language in ("en", "zh"):
            told, expected = (
                explained(one.priced, one.terms, language).rows for one in (quote, plain)
            )
            assert [row.result for row in expected] == [row.result for row in told]
            assert [row.label.replace(like, text) for row in expected] == [
                row.label for row in told
            ]
            lines = quote.explain(language).splitlines()
            for row in told:
                assert any(row.result.replace("\N{NO-BREAK SPACE}", " ") in line for line in lines)
            assert len(lines) >= len(told)
            assert sum(line.count(text) for line in lines) >= sum(
                row.label.count(text) for row in told
            )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("item", of(*TEXTS))
def test_names_are_inert_in_markdown(item: oracles.Case, language: Any) -> None:  # noqa: ANN401
    """What a Markdown reader shows of a document is the text that the user wrote."""
    for text in texts_of(item):
        like = harmless(text)
        plain = markdown_reader.tables(to_markdown(worded(like), language))
        document = to_markdown(worded(text), language)
        read = markdown_reader.tables(document)
        assert [
            [[cell.replace(like, text) for cell in row] for row in table] for table in plain
        ] == read
        assert any(text in line for line in map(markdown_reader.inline, document.splitlines()))
