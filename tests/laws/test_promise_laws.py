"""Laws of people who are counted from what a channel promises."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, cast, get_args

import attrs
import pytest
from hypothesis import Phase, example, given, settings, strategies as st

from component_samples import charged, plain
from contexts import CONTEXTS, any_context, unchanged
from cspricing import EUR, Deflection, InHouse, Outsourced, Quote
from cspricing.staffing import Opening, OpeningHours, Profile, ServiceLevel
from cspricing.staffing.service_level import Of
from promise_samples import SAMPLES
from promised import agent_hours, chat, mail, phone, shown, social

FEW: Final = settings(max_examples=25, deadline=None)
BRIEF: Final = settings(
    max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate, Phase.shrink]
)

MORNING: Final = OpeningHours.daily(Opening("08:00", "10:00"))
WORKDAYS: Final = OpeningHours.weekly(Opening("08:00", "10:00", days="Mon-Fri"))

volumes = st.sampled_from(["0", "0.000001", "1", "2.5", "21", "999", "20000"]).map(
    Decimal
) | st.integers(0, 3000).map(Decimal)
minutes = st.sampled_from(["0.01", "0.5", "3", "4.5", "45"]).map(Decimal)
targets = st.sampled_from(["0.01", "0.5", "0.8", "0.9", "0.999999"]).map(Decimal)
waits = st.sampled_from([0, 1, 20, 300, 100_000])
patiences = st.sampled_from([None, 1, 60, 3600])
weights = st.lists(st.integers(0, 20), min_size=4, max_size=4).filter(any)
ofs = st.sampled_from(get_args(Of))


@st.composite
def promises(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what is said of a line of calls on mornings of two hours."""
    return {
        "calls_per_month": draw(volumes),
        "handle_minutes": draw(minutes),
        "profile": Profile(MORNING, draw(weights)),
        "service_level": ServiceLevel(draw(targets), within_seconds=draw(waits), of=draw(ofs)),
        "patience_seconds": draw(patiences),
        "minimum_agents": draw(st.integers(0, 3)),
    }


def costs(make: Any, values: list[Any], name: str, **given: Any) -> list[Any]:  # noqa: ANN401
    """Give what a month costs for each value of a field."""
    return [Quote.of(make(**(given | {name: value}))).cost for value in values]


def rising(numbers: list[Any]) -> bool:
    """Whether no number is below the one before it."""
    return all(before <= after for before, after in pairwise(numbers))


# ---------------------------------------------------------------------------- monotone


@FEW
@given(promises(), st.lists(targets, min_size=2, max_size=3))
def test_a_higher_target_never_costs_less(given: dict[str, Any], several: list[Decimal]) -> None:
    """A service level that more are to reach never costs less."""
    level: ServiceLevel = given["service_level"]
    levels = [attrs.evolve(level, target=target) for target in sorted(several)]
    assert rising(costs(phone, levels, "service_level", **given))


@FEW
@given(promises(), st.lists(waits, min_size=2, max_size=3))
def test_a_shorter_wait_never_costs_less(given: dict[str, Any], several: list[int]) -> None:
    """A service level that is to be reached sooner never costs less, of whomever it is."""
    level: ServiceLevel = given["service_level"]
    levels = [
        attrs.evolve(level, within_seconds=seconds) for seconds in sorted(several, reverse=True)
    ]
    assert rising(costs(phone, levels, "service_level", **given))


@FEW
@given(promises(), st.lists(volumes, min_size=2, max_size=4))
@example({"patience_seconds": None}, [Decimal(0), Decimal("0.000001"), Decimal(20_000)])
def test_more_calls_never_cost_less(given: dict[str, Any], several: list[Decimal]) -> None:
    """More calls never cost less, and neither does a higher minimum of agents."""
    assert rising(costs(phone, sorted(several), "calls_per_month", **given))
    assert rising(costs(phone, [0, 1, 3], "minimum_agents", **given))


@FEW
@given(promises(), st.lists(minutes, min_size=2, max_size=3))
def test_longer_calls_never_cost_less(given: dict[str, Any], several: list[Decimal]) -> None:
    """Calls that take longer never cost less."""
    assert rising(costs(phone, sorted(several), "handle_minutes", **given))


@BRIEF  # each averages a week of queues over their load
@given(promises(), st.sampled_from([100, 85, 60, 10]), st.sampled_from([0, 5, 50]))
def test_who_may_be_busy_for_less_costs_more(
    given: dict[str, Any], percent: int, error: int
) -> None:
    """A lower occupancy never costs less, and no agent is busier, whatever a forecast errs by."""
    teams = [InHouse(hourly_wage=EUR(15), occupancy_percent=share) for share in (100, percent)]
    if error:
        given = given | {"forecast_error_percent": error}
    free, bound = (phone(**given, delivery=team) for team in teams)
    assert Quote.of(free).cost <= Quote.of(bound).cost
    for row in shown(bound).rows:
        assert float(row[4].removesuffix(" %")) <= percent + 0.05


@FEW
@given(volumes, minutes, st.lists(st.sampled_from(["0.5", 1, 2, 24, 100]), min_size=2, max_size=3))
def test_less_time_to_answer_never_costs_less(
    several: Decimal, handle: Decimal, hours: list[Any]
) -> None:
    """E-mail that is answered sooner never costs less."""
    given = {"emails_per_month": several, "handle_minutes": handle}
    sooner = sorted(hours, key=Decimal, reverse=True)
    assert rising(costs(mail, sooner, "answer_within_hours", **given))


@BRIEF
@given(st.lists(st.integers(0, 3000), min_size=2, max_size=3), targets, patiences)
def test_more_chats_never_cost_less(
    several: list[int], target: Decimal, patience: int | None
) -> None:
    """More chats never cost less, nor does a higher target."""
    level = ServiceLevel(target, within_seconds=20)
    given = {"service_level": level, "patience_seconds": patience}
    assert rising(costs(chat, sorted(several), "chats_per_month", **given))
    higher = [level, attrs.evolve(level, target="0.9999999")]
    assert rising(costs(chat, higher, "service_level", **(given | {"chats_per_month": several[0]})))


# ---------------------------------------------------------------------------- bounds


@FEW
@given(promises())
def test_never_less_than_the_workload(given: dict[str, Any]) -> None:
    """Patient callers are never answered in less time than their calls take, in each interval.

    The impatient may be: who gives up is not handled.
    """
    patient = phone(**(given | {"patience_seconds": None}))
    work = given["calls_per_month"] * given["handle_minutes"] / 60
    assert Fraction(work) <= Fraction(agent_hours(patient))
    assert agent_hours(phone(**given)) >= 0
    for row in shown(patient).rows:
        assert float(row[2].replace(",", "")) <= int(row[3]) + 0.005


@FEW
@given(volumes, minutes, st.sampled_from([1, 2, 24]))
def test_never_less_than_the_work_of_mail(several: Decimal, handle: Decimal, hours: int) -> None:
    """E-mail is never answered in less time than it takes."""
    made = mail(emails_per_month=several, handle_minutes=handle, answer_within_hours=hours)
    assert Fraction(several) * Fraction(handle) / 60 <= Fraction(agent_hours(made))


@pytest.mark.parametrize("make", [phone, chat, mail, social])
def test_nobody_for_nothing(make: Any) -> None:  # noqa: ANN401
    """No contacts with nobody at least cost nothing, whoever is paid, and verify."""
    volume = next(name for name in attrs.fields_dict(type(make())) if name.endswith("s_per_month"))
    for team in (
        InHouse(hourly_wage=EUR(15)),
        InHouse(monthly_wage=EUR(2400), hours_per_month=160),
        Outsourced(billed_per="hour", tariff=EUR(19)),
    ):
        quote = Quote.of(make(**{volume: 0, "minimum_agents": 0, "delivery": team}))
        assert EUR(0) == quote.cost
        assert EUR(0) == quote.net
        quote.verify()


# ---------------------------------------------------------------------------- the same


@FEW
@given(promises(), st.sampled_from([1, 2, "4.345"]))
def test_a_week_of_equal_days(given: dict[str, Any], weeks: Any) -> None:  # noqa: ANN401
    """Five equal days of a week, so many weeks a month, cost what five times as many days do."""
    daily = phone(**given, days_per_month=Decimal(5) * Decimal(weeks))
    profile = Profile(WORKDAYS, given["profile"].weights * 5)
    weekly = phone(
        **(given | {"profile": profile}), days_per_month=None, weeks_per_month=Decimal(weeks)
    )
    assert agent_hours(daily) == agent_hours(weekly)
    assert Quote.of(daily).cost == Quote.of(weekly).cost


@FEW
@given(promises(), st.permutations(range(4)))
def test_the_order_of_intervals_does_not_matter(given: dict[str, Any], order: list[int]) -> None:
    """Calls wait within their interval: which comes first changes nothing."""
    weights: Any = given["profile"].weights
    shuffled = Profile(MORNING, [weights[place] for place in order])
    assert agent_hours(phone(**given)) == agent_hours(phone(**(given | {"profile": shuffled})))


@BRIEF
@given(promises(), st.permutations([(10, 100), (30, 110), (50, 120)]))
def test_the_order_of_deflections_does_not_matter(
    given: dict[str, Any], tools: list[tuple[int, int]]
) -> None:
    """Whichever tool takes its share first, as many calls are left, of the same length."""
    several = [
        Deflection(deflected_percent=taken, remaining_handle_percent=longer)
        for taken, longer in tools
    ]
    made = phone(**given, deflections=several)
    other = phone(**given, deflections=several[::-1])
    assert agent_hours(made) == agent_hours(other)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_order_of_lines_does_not_matter(name: str) -> None:
    """A channel costs the same beside others, before or behind them."""
    made, other = SAMPLES[name], phone()
    before, behind = Quote.of(made, other), Quote.of(other, made)
    assert before.cost == behind.cost
    assert before.net == behind.net


# ---------------------------------------------------------------------------- pure


@BRIEF
@given(promises())
def test_counting_is_pure(given: dict[str, Any]) -> None:
    """The same promise takes the same people at each call, told in the same words."""
    made, again = phone(**given), phone(**given)
    assert made == again
    assert made.charges() == made.charges() == again.charges()
    assert Quote.of(made).explain("zh") == Quote.of(again).explain("zh")


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_worst_contexts_change_nothing(name: str, context: str) -> None:
    """In a context of one digit, or one that traps all, as many people are found, and told."""
    expected = plain(SAMPLES[name])
    told = Quote.of(SAMPLES[name]).explain()
    with unchanged(CONTEXTS[context]):
        found: Any = attrs.evolve(cast("Any", SAMPLES[name]))
        charges, text = plain(found), Quote.of(found).explain()
        Quote.of(found).verify()
    assert expected == charges
    assert told == text


@BRIEF
@given(promises(), any_context(), st.sampled_from([None, 20]))
def test_no_context_changes_anything(given: dict[str, Any], context: Any, error: Any) -> None:  # noqa: ANN401
    """Whatever context a caller has set, neither people nor their table change, nor the context."""
    given = given | {"forecast_error_percent": error}
    expected = phone(**given)
    with unchanged(context):
        found = phone(**given)
    assert plain(expected) == plain(found)
    assert charged(expected.charges()) == charged(found.charges())
