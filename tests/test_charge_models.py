"""Cases from other billing systems' own test suites, and from what their users reported.

Each kind of case is written in the public API by an adapter of a few lines, in `MODELS`.
Cases that need a calendar are written in `DATED`; those of units that come and go within a period,
each in a tier of its own, in `test_changed_models`.
A disputed case asserts what this library gives instead: see `disputed_models`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import Final

import pytest

import modelled_terms
import oracles
from cspricing import PricingError
from disputed_models import AGREED, DATED_RULES, DATED_THEIRS, RULES, THEIRS, Answer
from modelled_quotes import (
    allocation,
    coupon,
    coupon_vs_tax_order,
    discount_allocation,
    discount_schedule_range,
    discount_stacking,
    discount_then_cap,
    markup,
    rounding_level,
    tax_inclusive,
)
from modelled_tariffs import (
    Amounts,
    Inputs,
    block_all_tiers,
    block_top_tier,
    discount_schedule_slab,
    display_rounding,
    graduated,
    graduated_percentage,
    graduated_split,
    maximum_spend,
    minimum_commitment,
    package,
    package_split,
    percentage,
    percentage_min_max,
    stairstep,
    transform_quantity,
    volume,
)

CASES: Final[list[oracles.Case]] = oracles.load("charge_models.json")
ELSEWHERE: Final = {"graduated_prorated-053", "graduated_prorated-054"}
"""Units that are added and removed within a period: see `test_changed_models`."""


def timeless(status: str) -> list[oracles.Case]:
    """Return the cases of *status* that need no calendar."""
    return [case for case in CASES if case["status"] == status and not case["needs_calendar"]]


def dated(status: str) -> list[oracles.Case]:
    """Return the cases of *status* that need a calendar, and are written here."""
    return [
        case
        for case in CASES
        if case["status"] == status and case["needs_calendar"] and case["id"] not in ELSEWHERE
    ]


def case_id(case: oracles.Case) -> str:
    """Name a test by its case."""
    return str(case["id"])


MODELS: Final[dict[str, Callable[[Inputs], Amounts]]] = {
    adapter.__name__: adapter
    for adapter in (
        allocation,
        block_all_tiers,
        block_top_tier,
        coupon,
        coupon_vs_tax_order,
        discount_allocation,
        discount_schedule_range,
        discount_schedule_slab,
        discount_stacking,
        discount_then_cap,
        display_rounding,
        graduated,
        graduated_percentage,
        graduated_split,
        markup,
        maximum_spend,
        minimum_commitment,
        package,
        package_split,
        percentage,
        percentage_min_max,
        rounding_level,
        stairstep,
        tax_inclusive,
        transform_quantity,
        volume,
    )
}
"""How each kind of case is written in the public API."""


DATED: Final[dict[str, Callable[[Inputs], Amounts]]] = {
    adapter.__name__: adapter
    for adapter in (
        modelled_terms.coterm_renewal,
        modelled_terms.display_rounding,
        modelled_terms.minimum_commitment,
        modelled_terms.proration_30_day_month,
        modelled_terms.proration_days,
        modelled_terms.proration_months_days,
        modelled_terms.proration_seconds,
        modelled_terms.rounding_level,
        modelled_terms.volume,
    )
}
"""How each kind of case that needs a calendar is written in the public API."""


def figures(amounts: Amounts) -> list[Fraction]:
    """Return amounts as numbers."""
    return [amount / amount.currency(1) for amount in amounts]


def answered(case: oracles.Case) -> Answer:
    """Return the figures that the library gives for *case*, or the code of its refusal."""
    try:
        return figures(MODELS[case["kind"]](case["inputs"]))
    except PricingError as error:
        return error.code


def published(case: oracles.Case) -> Answer:
    """Return the figures that others give."""
    expected = case["expected"]
    return [Fraction(one) for one in (expected if isinstance(expected, list) else [expected])]


def test_no_case_is_lost() -> None:
    """Of 140 cases, 125 agree here, 2 elsewhere, 13 are disputed; 28 of those here have dates."""
    counted = Counter((case["status"], case["needs_calendar"]) for case in CASES)
    expected = {
        ("ok", False): 99,
        ("disputed", False): 11,
        ("ok", True): 28,
        ("disputed", True): 2,
    }
    assert expected == counted
    assert len(CASES) == len({case["id"] for case in CASES})
    assert (26, 2) == (len(dated("ok")), len(dated("disputed")))


def test_every_kind_has_a_case() -> None:
    """No adapter and no rule stands without a case."""
    assert {case["kind"] for case in timeless("ok") + timeless("disputed")} == MODELS.keys()
    assert {case["kind"] for case in timeless("disputed")} == RULES.keys() == THEIRS.keys()
    assert {case["kind"] for case in dated("ok") + dated("disputed")} == DATED.keys()
    assert {case["kind"] for case in dated("disputed")} == DATED_RULES.keys() == DATED_THEIRS.keys()


@pytest.mark.parametrize("case", timeless("ok"), ids=case_id)
def test_agreed(case: oracles.Case) -> None:
    """The library gives the figures of other systems' suites and users."""
    assert published(case) == answered(case)


@pytest.mark.parametrize("case", timeless("disputed"), ids=case_id)
def test_disputed(case: oracles.Case) -> None:
    """Where the library differs it is by a rule that can be stated, and the case says why."""
    assert case["reason"].strip()
    assert RULES[case["kind"]](case["inputs"]) == answered(case)
    assert (case["id"] in AGREED) == (published(case) == answered(case))


@pytest.mark.parametrize("case", timeless("disputed"), ids=case_id)
def test_disputed_figures_can_be_had(case: oracles.Case) -> None:
    """Who wants the figure of another system can say so, in other words."""
    assert published(case) == figures(THEIRS[case["kind"]](case["inputs"]))


# ---------------------------------------------------------------------------- the calendar


def as_rounded(figures: list[Fraction], case: oracles.Case) -> list[Fraction]:
    """Round figures as the source of a case does; most are exact, or settled already."""
    decimals = re.match(r"half up (\d) decimals", case["rounding"])
    if decimals is None:
        return figures
    scale = 10 ** int(decimals[1])
    return [Fraction(floor(figure * scale + Fraction(1, 2)), scale) for figure in figures]


@pytest.mark.parametrize("case", dated("ok"), ids=case_id)
def test_agreed_on_the_calendar(case: oracles.Case) -> None:
    """The library gives the figures of other systems for parts of periods, to the last digit."""
    found = figures(DATED[case["kind"]](case["inputs"]))
    assert published(case) == as_rounded(found, case)


@pytest.mark.parametrize("case", dated("disputed"), ids=case_id)
def test_disputed_on_the_calendar(case: oracles.Case) -> None:
    """Where the library differs it is by a rule that can be stated, and the other can be had."""
    assert case["reason"].strip()
    kind, given = case["kind"], case["inputs"]
    found = figures(DATED[kind](given))
    assert DATED_RULES[kind](given) == found
    assert published(case) != as_rounded(found, case)
    assert published(case) == as_rounded(figures(DATED_THEIRS[kind](given)), case)
