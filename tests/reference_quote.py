"""One quote with a little of everything, and all that is printed of it: the same bytes anywhere.

Run as a program it writes these bytes, so that a test can compare them over interpreters,
settings and environments:

    from reference_quote import elsewhere, printed

    assert elsewhere("-O") == printed()
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import cspricing
from cspricing import (
    CNY,
    VAT,
    Allowance,
    AmountOff,
    AtLeast,
    CRMLicense,
    Customization,
    Exempt,
    Graduated,
    Included,
    InHouse,
    Item,
    Markup,
    Outsourced,
    PercentOf,
    PercentOff,
    PhoneSupport,
    Quote,
    Rounding,
    Sourced,
    Terms,
    Tier,
    Training,
    Volume,
    Withholding,
)
from cspricing.documents import to_markdown
from cspricing.errors import PricingError

_HERE: Final = Path(__file__).resolve().parent
_SCRIPT: Final = "import sys, reference_quote as r; sys.stdout.buffer.write(r.printed())"


def reference() -> Quote:
    """Make a quote with tiers, minimums, costs, percentages, discounts, taxes, and dates."""
    agency = Outsourced(
        billed_per="talk_minute",
        tariff=Volume([Tier(2000, CNY("0.5")), Tier(None, CNY("0.4"), flat=CNY(100))]),
        minimum=Sourced(CNY(900), "a usual floor", date(2026, 2, 28), "secondary"),
        setup=CNY(3000),
        pulse_seconds=6,
    )
    phone = PhoneSupport(
        name="客服热线",
        calls_per_month=Sourced(1234, "last year", "2026-12-31", "assumption"),
        handle_minutes="4.55",
        talk_minutes="1.234",
        delivery=agency,
    )
    mail = PhoneSupport(
        name="Own desk",
        calls_per_month=321,
        handle_minutes=7,
        delivery=InHouse(hourly_wage=CNY("33.35"), occupancy_percent=85, shrinkage_percent=30),
    )
    seats = CRMLicense(
        seats=25,
        tariff=AtLeast(CNY(9000), Included(3, CNY(199))),
        priced="quarterly",
        billed="quarterly",
    )
    work = Customization(person_days="17.5", daily=CNY(1500), contingency_percent="12.5")
    course = Training(days="2.5", daily=CNY(4800), trainees=7, materials=CNY("59.99"))
    storage = Item(
        name="Storage",
        quantity="1234.5",
        unit="GB",
        price=Graduated([Tier(1000, CNY("0.0125")), Tier(None, CNY("0.0099"))]),
        category="software",
        cadence="monthly",
        allowances=[Allowance(percent="1.5", reason="pilot")],
    )
    refund = Item(name="Refund", quantity=-3, unit="day", price=CNY("33.35"), per=7)
    support = PercentOf(18, of="software", what="Support", category="support")
    return Quote(
        (phone, mail, seats, work, course, storage, refund, support),
        Terms(
            months=13,
            start=date(2024, 1, 31),
            discounts=(
                PercentOff("12.5", on="software", level="line", lasts=6, reason="launch"),
                PercentOff("3.3"),
                AmountOff(CNY("777.77"), on=("training", "customization"), lasts=1),
            ),
            taxes=(VAT(6), VAT(13, on="software"), Exempt(on="training"), Withholding(2)),
            markups=(Markup("33.333"),),
            rounding=Rounding(increment="0.05"),
            prepaid=CNY(100),
        ),
    )


def _refusals() -> Iterator[Callable[[], object]]:
    """Give calls that are refused, with values whose texts depend on an order or an address."""
    words = {f"word {number}" for number in range(20)}
    yield lambda: CNY(words)  # type: ignore[arg-type]
    yield lambda: CNY(Decimal("1E+40"))
    yield lambda: CNY("1e3")
    yield lambda: CNY(object())  # type: ignore[arg-type]
    yield lambda: CNY(0.1)  # type: ignore[arg-type]
    yield lambda: Terms(months=frozenset(words))  # type: ignore[arg-type]
    yield lambda: PercentOff(Decimal("1234.50"))
    yield lambda: Item(name=words, quantity=1, price=CNY(1))  # type: ignore[arg-type]
    yield lambda: Volume([Tier(3, CNY(1))]).price(Decimal("3.5"))
    yield lambda: reference().taxed(VAT(3, on="toys"), VAT(5)).less(PercentOff(1, on="x")).total
    yield lambda: reference().on_terms(Terms()).total
    yield lambda: reference().without("nothing")
    yield lambda: reference().explain("fr")  # type: ignore[arg-type]


def _refused(call: Callable[[], object]) -> str:
    try:
        given: Any = call()
    except PricingError as error:
        return f"{type(error).__name__} {error.code} {error}"
    return f"not refused: {given!r}"


def printed() -> bytes:
    """Print everything: totals, values, explanations, documents, plain data, error texts."""
    quote = reference()
    quote.verify()
    customers = quote.without("Own desk")
    told = [
        repr(quote),
        *map(repr, (quote.totals, quote.subtotal, quote.net, quote.tax, quote.payable)),
        *map(repr, (*quote.lines, *quote.tax_lines, *quote.invoices)),
        *map(repr, (line.steps for line in quote.invoices[0].lines)),
        repr(quote.by_category()),
        str(quote.monthly_recurring),
        quote.explain(),
        quote.explain("zh"),
        to_markdown(customers.on_terms(Terms(months=3, taxes=(VAT(6),)))),
        json.dumps(quote.to_dict(), ensure_ascii=False, indent=1),
        *(_refused(call) for call in _refusals()),
    ]
    return "\n".join(told).encode()


def elsewhere(*options: str, first: str = "", **environment: str) -> bytes:
    """Print everything in another interpreter.

    Args:
        options: Of the interpreter, such as ``-O``.
        first: What the other interpreter runs first.
        environment: Variables that are set there.
    """
    paths = [str(_HERE), str(Path(cspricing.__file__).resolve().parents[1])]
    done = subprocess.run(
        [sys.executable, *options, "-c", f"{first}\n{_SCRIPT}"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environment},
        check=True,
        capture_output=True,
        timeout=100,
    )
    assert done.stderr == b""
    return done.stdout
