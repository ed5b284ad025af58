"""A quote is the same to the byte when it is priced again from its saved inputs, anywhere."""

from __future__ import annotations

import pickle
from decimal import Context, localcontext
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given

from contexts import any_context
from cspricing import (
    CNY,
    VAT,
    AmountOff,
    CRMLicense,
    Exempt,
    Item,
    Margin,
    Named,
    PercentOf,
    PercentOff,
    Quote,
    Sourced,
    Terms,
    Training,
    Withholding,
)
from cspricing.documents import to_markdown
from quotes import quotes
from test_processes import PURE_PYTHON, WORST_CONTEXT, printed

FIRST: Final = Quote(
    (
        CRMLicense(seats=25, tariff=Sourced(CNY("199.05"), "price list", "2027-01-01")),
        Training(days="2.5", daily=CNY(4800), trainees=12),
        Item(name="Leitung", quantity="1000.50", unit="minute", price=CNY("0.0125")),
        PercentOf(18, of=("software", Named("Leitung")), what="支持", category="support"),
    ),
    Terms(
        months=14,
        start="2027-01-31",
        discounts=[PercentOff("12.50", on="software"), AmountOff(CNY("3.01"), carry=True)],
        taxes=[VAT(6), Exempt(on="training", reason="Bildung"), Withholding(2)],
        markups=[Margin("12.5", optional=True)],
        prepaid=CNY("100.00"),
        valid_until="2027-03-31",
    ),
)

PROGRAM: Final = """
import pickle, sys
from cspricing.documents import to_markdown
with open({path!r}, "rb") as file:
    first, second = pickle.load(file)
for quote in (first, second):
    print(quote.identifier, quote.terms.parent, ascii(quote.to_dict()))
    for language in ("en", "zh"):
        print(ascii(quote.explain(language)), ascii(to_markdown(quote, language)))
difference = first.diff(second)
print(ascii(difference.explain("en")), ascii(difference.explain("zh")), difference.to_dict())
"""


def told(quote: Quote) -> str:
    """Give all that is said of a quote."""
    markdown = "" if any(line.is_cost for line in quote.lines) else to_markdown(quote)
    return "\n".join(
        [quote.identifier, quote.explain(), quote.explain("zh"), repr(quote.to_dict()), markdown]
    )


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save two versions of a quote."""
    course, others = FIRST.components[1], FIRST.components[2:]
    second = FIRST.revised(
        CRMLicense(seats=31, tariff=CNY(189)), course, *others, months=24, taxes=[VAT(3)]
    )
    path = tmp_path_factory.mktemp("saved") / "quotes.pickle"
    path.write_bytes(pickle.dumps((FIRST, second)))
    return path


@pytest.mark.parametrize("seed", ["1", "2", "random"])
def test_any_process_says_the_same(saved: Path, seed: str) -> None:
    """Loaded under another hash seed, decimal context or implementation, all bytes are the same."""
    program = PROGRAM.format(path=str(saved))
    usual = printed(program)
    assert usual.count(b"\n") == 7
    assert FIRST.identifier.encode() in usual
    assert usual == printed(program, PYTHONHASHSEED=seed)
    assert usual == printed(WORST_CONTEXT + program, PYTHONHASHSEED=seed)
    assert usual == printed(PURE_PYTHON + WORST_CONTEXT + program, PYTHONHASHSEED=seed)


@given(quotes(), any_context())
def test_what_is_loaded_is_priced_to_the_same_byte(quote: Quote, context: Context) -> None:
    """Whatever a quote holds, and whatever the decimal context, what is loaded says the same."""
    with localcontext(context):
        loaded = [pickle.loads(pickle.dumps(quote, protocol)) for protocol in (0, 2, 5)]
        again = {told(one) for one in loaded}
    assert {told(quote)} == again
