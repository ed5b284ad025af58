"""A quote of 20 components of the trade, beside one of 20 plain lines.

The components make some thirty charges, by formulas that are worked out when they are built;
pricing a quote of them is measured apart, and so is its explanation.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from sample import TERMS, items_of, raw_quote
from timing import Program, interleaved, microseconds, ratio

from cspricing import (
    EUR,
    VAT,
    AutomationTool,
    Component,
    Consulting,
    CRMLicense,
    Customization,
    EmailSupport,
    InHouse,
    LiveChat,
    Markup,
    Money,
    Outsourced,
    PercentOff,
    PhoneSupport,
    QualityAssurance,
    Quote,
    SocialMedia,
    Terms,
    Training,
)

OWN_TERMS = Terms(
    months=12, discounts=(PercentOff(5, on="software"),), taxes=(VAT(19),), markups=(Markup(15),)
)
TEAM = InHouse(hourly_wage=EUR(16), occupancy_percent=85, shrinkage_percent=30, on_cost_percent=22)
AGENCY = Outsourced(billed_per="contact", tariff=EUR("1.57"), minimum=EUR(900), setup=EUR(500))


def components() -> list[Component]:
    """Build twenty: two of each."""
    return [
        part
        for size in (1, 2)
        for part in (
            PhoneSupport(calls_per_month=6000 * size, handle_minutes="4.5", delivery=TEAM),
            EmailSupport(emails_per_month=900 * size, handle_minutes=6, delivery=AGENCY),
            LiveChat(chats_per_month=1500 * size, handle_minutes=8, concurrency=2, delivery=TEAM),
            SocialMedia(mentions_per_month=400 * size, handle_minutes=5, delivery=AGENCY),
            CRMLicense(seats=25 * size, tariff=EUR(40)),
            AutomationTool(licence=EUR(300), deflected_percent=20),
            Training(days=2, daily=EUR(900), trainees=12 * size, materials=EUR(40)),
            Consulting(days=5 * size, daily=EUR(1100)),
            Customization(person_days=10 * size, daily=EUR(800), contingency_percent=15),
            QualityAssurance(
                contacts_per_month=6000 * size,
                sampled_percent=2,
                minutes_per_review=10,
                hourly_wage=EUR(20),
            ),
        )
    ]


def total(given: Sequence[Component], terms: Terms) -> Money:
    """Price a quote."""
    return Quote.of(*given).on_terms(terms).total


def explanation(given: Sequence[Component]) -> str:
    """Explain a quote."""
    return Quote.of(*given).on_terms(OWN_TERMS).explain()


def main() -> None:
    """Measure, and print the figures."""
    raw = raw_quote()
    items = list(items_of(raw))
    built = components()
    Quote.of(*built).on_terms(OWN_TERMS).verify()
    programs: dict[str, Program] = {
        "20_lines": partial(total, items, TERMS),
        "20_components": partial(total, built, OWN_TERMS),
        "build_20_lines": partial(items_of, raw),
        "build_20_components": components,
        "explain_20_components": partial(explanation, built),
    }
    timings = interleaved(programs)
    figures = {
        "what": "a year of 20 components of the trade, in CPU time, over 20 plain lines",
        "charges": sum(len(list(component.charges())) for component in built),
        "over_20_lines": {name: ratio(one, timings["20_lines"]) for name, one in timings.items()},
        "microseconds": {name: microseconds(one) for name, one in timings.items()},
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
