"""The same quote is the same everywhere: hash seeds, locales, threads, contexts (P27, N8-N11)."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given

import cspricing
from contexts import CONTEXTS, any_context, unchanged
from cspricing import (
    EUR,
    USD,
    VAT,
    AmountOff,
    Charge,
    PercentOff,
    PricingError,
    Quote,
    Rounding,
    Stacked,
    Terms,
)
from naive_quote import TOTALS
from quote_figures import figures
from quote_parts import cents
from quotes import quotes

PACKAGE = Path(cspricing.__file__).parent
HERE = Path(__file__).resolve()
FIT = cents(100)


class Failing:
    """A component that fails while it says what it charges."""

    name = "failing"

    def charges(self) -> tuple[Charge, ...]:
        """Fail."""
        raise ValueError("no rate for this hour")


# ---------------------------------------------------------------------------- P27


def on(*components: Any, **terms: Any) -> Quote:  # noqa: ANN401
    """Put components on terms."""
    return Quote(components, Terms(**terms))


def priced_quote() -> Quote:
    """Make a quote with ties, several taxes, a term, and rules of each kind."""
    return Quote(
        (
            *(cents(n, category, name) for n in (1, 3, 3) for category, name in ("xb", "ya", "za")),
            cents(7, "y", cadence="monthly"),
            cents(-5, "x", cadence="quarterly"),
        ),
        Terms(
            months=14,
            start="2027-01-31",
            discounts=[
                PercentOff(50),
                AmountOff(EUR("0.03"), on=("x", "y"), carry=True, lasts=2),
                PercentOff("33.3", base="list", on="z"),
                PercentOff(10, level="line"),
            ],
            taxes=[VAT(19), VAT(7, on="y"), VAT(20, on="z", inclusive=True)],
            rounding=Rounding(tax="document", increment="0.05"),
        ),
    )


def refused_texts() -> list[str]:
    """Give what refusals say, down to the objects that they show."""
    found = []
    for quote in (
        Quote.of(FIT, Failing(), Charge("foreign", 1, "piece", USD(1), "x")),
        Quote.of(FIT).taxed(VAT(19, on="none"), VAT(7, on={"x", "y", "z"}.__contains__)),
        Quote.of(*(cents(1, category) for category in "cab")).less(PercentOff(1, on="d")),
        Quote.of(FIT).less(AmountOff(EUR(2))),
    ):
        try:
            found.append(str(quote.net))
        except PricingError as error:
            found.append(str(error))
    return found


def printed() -> str:
    """Give all that must be the same anywhere, as one text."""
    quote = priced_quote()
    return "\n".join(
        [
            repr([sorted(figures(quote).items(), key=lambda pair: pair[0] == "lines")]),
            repr([(str(line), line.gross, line.net, line.discount) for line in quote.lines]),
            repr([(str(i.period), str(i.total), str(i.payable)) for i in quote.invoices]),
            repr([str(line) for line in quote.tax_lines]),
            repr([(record.numbers, record.amount, record.lapsed) for record in quote.rules]),
            *refused_texts(),
        ]
    )


PROGRAM = f"""
import sys
sys.path[:0] = [{str(HERE.parent)!r}, {str(HERE.parents[1])!r}]
import test_sameness
sys.stdout.buffer.write(test_sameness.printed().encode())
"""


def elsewhere(*flags: str, **environment: str) -> str:
    """Print the same in another interpreter."""
    paths = os.pathsep.join([str(PACKAGE.parent), *sys.path])
    made = subprocess.run(
        [sys.executable, "-W", "ignore", *flags, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        check=True,
        capture_output=True,
    )
    return made.stdout.decode()


@pytest.mark.parametrize("seed", range(10))
def test_the_hash_seed_changes_no_byte(seed: int) -> None:
    """P27: totals, lines, taxes and error texts are the same bytes under each PYTHONHASHSEED."""
    assert printed() == elsewhere(PYTHONHASHSEED=str(seed))


@pytest.mark.parametrize(
    ("flags", "environment"),
    [
        (("-O",), {}),
        (("-OO",), {}),
        (("-X", "utf8=0"), {"LC_ALL": "C", "LANG": "C"}),
        ((), {"LC_ALL": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}),
        ((), {"TZ": "Pacific/Kiritimati"}),
        ((), {"TZ": "America/Noronha", "LC_ALL": "zh_CN.UTF-8"}),
    ],
)
def test_flags_locale_and_time_zone_change_no_byte(
    flags: tuple[str, ...], environment: dict[str, str]
) -> None:
    """P27: the bytes are the same without assertions, in any locale, in any time zone."""
    assert printed() == elsewhere(*flags, **environment)


def test_threads_change_no_figure() -> None:
    """P27: one quote, looked at by several threads at once, has one answer; so have several."""
    shared = priced_quote()
    expected = figures(priced_quote())
    with ThreadPoolExecutor(8) as pool:
        alike = list(pool.map(lambda _: figures(shared), range(32)))
        own = list(pool.map(lambda _: figures(priced_quote()), range(32)))
    assert [expected] * 64 == alike + own


def test_tasks_change_no_figure() -> None:
    """P27: pricing within tasks that take turns gives what it gives alone."""
    expected = figures(priced_quote())

    async def price(quote: Quote) -> dict[str, Any]:
        found = []
        for figure in ("totals", "lines", "invoices"):
            found.append(getattr(quote, figure))
            await asyncio.sleep(0)
        assert len(found) == 3
        return figures(quote)

    async def together() -> list[dict[str, Any]]:
        shared = priced_quote()
        several = [shared if n % 2 else priced_quote() for n in range(16)]
        return list(await asyncio.gather(*map(price, several)))

    assert [expected] * 16 == asyncio.run(together())


# ---------------------------------------------------------------------------- N8, N9, N10


@given(quotes(), any_context())
@example(on(cents(102), taxes=[Stacked(VAT("6.25"), VAT("1.5"))]), CONTEXTS["everything trapped"])
@example(on(cents(102), rounding=Rounding(increment="0.05")), CONTEXTS["everything trapped"])
def test_the_callers_decimal_context_changes_nothing(quote: Quote, context: Context) -> None:
    """N8, N9: no decimal context of the caller changes a figure, or is changed itself."""
    expected = figures(quote)
    again = Quote(quote.components, quote.terms)
    with unchanged(context):
        found = [getattr(again.totals, name) for name in TOTALS]
        lines = again.lines, again.invoices, again.tax_lines, again.rules
    assert found == [getattr(quote.totals, name) for name in TOTALS]
    assert len(quote.rules) == len(lines[3])
    assert expected == figures(again)


@given(quotes())
def test_no_zero_is_negative(quote: Quote) -> None:
    """N10, N11: each amount has the decimals of its currency, and no zero has a sign."""
    for name in TOTALS:
        amount = getattr(quote.totals, name).amount
        assert amount.as_tuple().exponent == -quote.currency.digits
        assert amount or not amount.is_signed()
