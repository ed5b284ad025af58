"""Tables beside a working: what they take, and how an explanation shows those of a promise."""

from __future__ import annotations

import copy
import pickle
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, get_args

import attrs
import pytest

from cspricing import EUR, VAT, Charge, Component, InHouse, Markup, Outsourced, Quote, Working
from cspricing.documents import to_markdown
from cspricing.errors import PricingError
from cspricing.exhibit import Exhibit
from cspricing.explanation import in_columns
from cspricing.messages import Language
from cspricing.staffing import ErlangA, ErlangC, Opening, OpeningHours, Profile, ServiceLevel
from cspricing.staffing.service_level import Of
from liars import LyingStr, Pretender
from promise_samples import CURVE, SAMPLES
from promised import agents_by_hand, facts, mail, phone, shown
from told_rows import rows

# ---------------------------------------------------------------------------- what it takes


def exhibit(**changes: Any) -> Exhibit:  # noqa: ANN401
    """Make a table of two columns and a row."""
    given: dict[str, Any] = {
        "what": "agents",
        "columns": ("from", "agents"),
        "rows": (("08:00", "5"),),
        "facts": (("reached", "84 %"),),
        **changes,
    }
    return Exhibit(**given)


def test_an_exhibit_keeps_tuples() -> None:
    """Lists become tuples; a table may be empty, and then it is its heading."""
    lists = exhibit(
        columns=["from", "agents"], rows=[["08:00", "5"]], facts=iter([["reached", "84 %"]])
    )
    assert exhibit() == lists
    assert hash(exhibit()) == hash(lists)
    assert exhibit() == pickle.loads(pickle.dumps(lists)) == copy.deepcopy(lists)
    assert ((), (), ()) == attrs.astuple(Exhibit(what="agents"))[1:]
    assert "Exhibit(what='agents')" == repr(Exhibit(what="agents"))
    lying = exhibit(rows=[["08:00", LyingStr("5")]])
    assert (exhibit(), str) == (lying, type(lying.rows[0][1]))


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"what": ""}, "text.empty", "what"),
        ({"what": None}, "type.text", "what"),
        ({"columns": "from"}, "type.member", "columns"),
        ({"columns": 5}, "type.member", "columns"),
        ({"columns": ("from", 5)}, "type.member", "columns"),
        ({"columns": ("from", "\u202eagents")}, "text.bidi", "columns"),
        ({"columns": ("from",)}, "exhibit.rows", "rows"),
        ({"columns": ()}, "exhibit.rows", "rows"),
        ({"rows": "08"}, "type.member", "rows"),
        ({"rows": ("08",)}, "type.member", "rows"),
        ({"rows": Pretender(tuple)}, "type.member", "rows"),
        ({"rows": (("08:00",),)}, "exhibit.rows", "rows"),
        ({"rows": (("08:00", "5", "6"),)}, "exhibit.rows", "rows"),
        ({"rows": (("08:00", "5"), ())}, "exhibit.rows", "rows"),
        ({"rows": (("08:00", 5),)}, "type.member", "rows"),
        ({"rows": (("08:00", Decimal(5)),)}, "type.member", "rows"),
        ({"rows": (("08:00", "a\nb"),)}, "text.control", "rows"),
        ({"rows": (("08:00", "\u2066"),)}, "text.bidi", "rows"),
        ({"facts": (("reached",),)}, "type.member", "facts"),
        ({"facts": (("reached", "84 %", "yes"),)}, "type.member", "facts"),
        ({"facts": ("ab",)}, "type.member", "facts"),
        ({"facts": (("reached", 84),)}, "type.member", "facts"),
        ({"facts": (("reached", "\x1b[1m"),)}, "text.control", "facts"),
    ],
)
def test_what_is_no_exhibit_is_refused(given: dict[str, Any], code: str, field: str) -> None:
    """Rows of another length, what is no text, and what no page can show are refused by field."""
    with pytest.raises(PricingError) as caught:
        exhibit(**given)
    error = caught.value
    assert (code, field) == (error.code, error.field)


@pytest.mark.parametrize("value", ["agents", ("agents",), {}, Pretender(Exhibit), Exhibit])
def test_a_working_takes_an_exhibit_or_none(value: Any) -> None:  # noqa: ANN401
    """A working takes an exhibit, and refuses what only looks like one."""
    given: dict[str, Any] = {
        "what": "agents",
        "formula": (("", 2, "agent"),),
        "result": 2,
        "unit": "agent",
    }
    assert Working(**given, exhibit=exhibit()).exhibit == exhibit()
    assert Working(**given).exhibit is None
    assert Working(**given) != Working(**given, exhibit=exhibit())
    with pytest.raises(PricingError, match=r"give Exhibit\(\.\.\.\) or None") as caught:
        Working(**given, exhibit=value)
    error = caught.value
    assert ("type.member", "exhibit", "Working") == (error.code, error.field, error.component)


def test_an_exhibit_of_ones_own_is_shown_as_it_is() -> None:
    """A table in a charge of one's own is shown before its working, in the author's words."""
    made = Working(
        what="rooms",
        formula=(("", Decimal(2), "room"),),
        result=Decimal(2),
        unit="room",
        exhibit=exhibit(),
    )
    quote = Quote.of(Charge("Rooms", 2, "room", EUR(50), "premises", workings=[made]))
    quote.verify()
    for language, colon in (("en", ": "), ("zh", "：")):
        told = rows(quote, language)  # type: ignore[arg-type]
        place = told.index(f"agents{colon}".rstrip())
        assert told[place + 1 : place + 4] == ["from agents", "08:00 5", f"reached{colon}84 %"]
        assert told[place + 4].startswith(f"rooms{colon}2 room")


# ---------------------------------------------------------------------------- columns


def columns(text: str) -> int:
    """Count terminal columns by the property that Unicode gives for this."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


@pytest.mark.parametrize(
    "cells",
    [
        [("from", "agents"), ("08:00", "12")],
        [("时段", "坐席", "服务水平"), ("周一 08:00", "5", "81.2 %"), ("12 x", "1,234", "1 %")],
        [("时段", "agents（人）"), ("08:00", "12")],
    ],
)
def test_cells_stand_under_each_other(cells: list[tuple[str, ...]]) -> None:
    """The first cells are flush left, the others flush right, whatever letters are wide."""
    lines = in_columns(cells)
    assert 1 == len({columns(line) for line in lines})
    assert all(line.startswith(row[0]) for line, row in zip(lines, cells, strict=True))


def test_cells_at_the_end_leave_no_blanks() -> None:
    """No line ends in blanks, and a table of no rows has no lines."""
    assert ["a", "bb  c"] == in_columns([("a", ""), ("bb", "c")])
    assert [] == in_columns([])


# ---------------------------------------------------------------------------- of a promise

WEEKEND: Final = OpeningHours.weekly(Opening("09:00", "12:00", days="Sat, Sun"))
SHORT_WEEK: Final[dict[str, Any]] = {
    "profile": Profile.flat(WEEKEND),
    "days_per_month": None,
    "weeks_per_month": 4,
}
PROMISED: Final[dict[str, Component]] = {
    **SAMPLES,
    **{
        f"of {of}": phone(service_level=ServiceLevel("0.8", within_seconds=20, of=of))
        for of in get_args(Of)
    },
    "a short week": phone(**SHORT_WEEK),
    "mail of a short week": mail(**SHORT_WEEK, answer_within_hours=200, minimum_agents=0),
    "nobody": phone(calls_per_month=0, minimum_agents=0),
}
ALLOWED: Final = {"EUR", "erl"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PROMISED)
def test_promises_verify(name: str, language: Language) -> None:
    """Whatever is promised, each printed figure follows from the printed ones; tables do not."""
    quote = Quote.of(PROMISED[name]).over(months=12).taxed(VAT(19))
    quote.verify()
    assert quote.explain(language) == quote.explain(language)


@pytest.mark.parametrize("name", PROMISED)
def test_no_english_is_left_in_chinese(name: str) -> None:
    """A Chinese explanation of a promise has no English word: not even a day of the week."""
    told = Quote.of(PROMISED[name]).explain("zh")
    assert set() == {*re.findall(r"[A-Za-z]{2,}", told)} - ALLOWED


def test_days_of_the_week_in_chinese() -> None:
    """A row of Saturday is one of 周六, and a span over the weekend of both its days."""
    told = Quote.of(phone(**SHORT_WEEK)).explain("zh")
    assert "周六 09:00" in told
    assert "周日 11:30" in told
    assert "最紧时段：周五 18:00 - 周一 16:00" in Quote.of(
        SAMPLES["social media, promised"]
    ).explain("zh")
    assert "Sat 09:00" in Quote.of(phone(**SHORT_WEEK)).explain()


def test_the_table_of_a_day() -> None:
    """A day has a row for each interval: contacts, load, agents, how busy, and how many in time.

    Each is what the queue of that interval says, as if it stood alone.
    """
    made = phone(patience_seconds=180)
    assert ("from", "contacts", "erlangs", "agents", "busy", "in time") == shown(made).columns
    by_hand = agents_by_hand(9000, "4.5", patience=180)
    for row, weight, label, number in zip(
        shown(made).rows, CURVE.weights, CURVE.hours.labels, by_hand, strict=True
    ):
        coming = Fraction(9000, 21) * weight / 77
        load = coming * 270 / 1800
        queue = ErlangA(load=load, agents=number, handle_seconds=270, patience_seconds=180)
        assert row == (
            label,
            f"{float(coming):.2f}",
            f"{float(load):.2f}",
            str(number),
            f"{queue.occupancy * 100:.1f} %",
            f"{queue.service_level(20) * 100:.1f} %",
        )


def test_rows_of_as_many_agents() -> None:
    """A week has a row for each number of agents, from the least contacts of them to the most."""
    hours = OpeningHours.weekly(Opening("08:00", "18:00", days="Mon-Fri"))
    profile = Profile(hours, [1, 2] * 49 + [40, 41])
    made = phone(
        profile=profile, days_per_month=None, weeks_per_month=4, calls_per_month=4 * 228 * 2
    )
    few, many = shown(made).rows
    assert ("98 x", "2.00 - 4.00", "0.30 - 0.60") == few[:3]
    assert ("2 x", "80.00 - 82.00", "12.00 - 12.30") == many[:3]
    numbers = agents_by_hand(1824, "4.5", profile=profile, cycles=4)
    queues = [
        ErlangC(load=Fraction(load), agents=numbers[0], handle_seconds=270)
        for load in ("0.3", "0.6")
    ]
    levels = sorted(f"{queue.service_level(20) * 100:.1f}" for queue in queues)
    assert few[5] == f"{levels[0]} % - {levels[1]} %"
    assert str(numbers[0]) == few[3]


def test_facts_of_a_promise() -> None:
    """It is told what was promised, of whom, what is reached, and how many give up.

    Of 9,000 calls those answered in time, and those lost, are those of all intervals together.
    """
    level = ServiceLevel("0.995", within_seconds="7.5", of="answered")
    made = phone(service_level=level, patience_seconds=60, forecast_error_percent=10)
    found = facts(made)
    names = ["promised", "counted are", "reached at the load that is forecast", "agents are busy"]
    assert [*names, "give up"] == list(found)[:5]
    assert ("99.5 % / 7.5 s", "those who are answered") == tuple(found.values())[:2]
    assert "10 %" == found["the forecast errs by"]
    assert {"the forecast errs by", "give up"}.isdisjoint(facts(phone()))
    assumed = [value for name, value in shown(made).facts if name == "assumed"]
    assert "exponential patience" in assumed
    assert "nobody gives up" in [value for _, value in shown(phone()).facts]


def test_a_limit_of_occupancy_is_told() -> None:
    """How busy agents may be stands beside how busy they are, where it is limited."""
    calm = InHouse(hourly_wage=EUR(15), occupancy_percent="72.5")
    assert "72.5 %" == facts(phone(delivery=calm))["agents may be busy up to"]
    mail = SAMPLES["e-mail, promised by the clock"]
    assert "90 %" == facts(mail)["agents may be busy up to"]
    assert "agents may be busy up to" not in facts(phone())


def test_what_is_not_all_is_not_told_as_all() -> None:
    """99.99 % in time are told as 99.9 %, for somebody waits; of no calls, all are in time."""
    assert "99.9 %" == facts(phone(minimum_agents=40))["reached"]
    assert "100.0 %" == facts(phone(calls_per_month=0))["reached"]
    nobody = facts(PROMISED["nobody"])
    assert ("100.0 %", "0.0 %") == (nobody["reached"], nobody["agents are busy"])


# ---------------------------------------------------------------------------- where it is not


def test_customers_see_none_of_it() -> None:
    """Neither what a provider bills by the hour nor a marked-up team shows a customer its table."""
    billed = phone(delivery=Outsourced(billed_per="hour", tariff=EUR(19)))
    team = phone(delivery=InHouse(hourly_wage=EUR(15)))
    for quote in (
        Quote.of(billed),
        Quote.of(team).marked_up(Markup(20)),
        Quote.of(SAMPLES["social media, promised"]),
    ):
        for language in get_args(Language):
            document = to_markdown(quote, language)
            for word in ("erlang", "Poisson", "80 %", "坐席", "泊松", "08:00", "agent"):
                assert word not in document


@pytest.mark.parametrize("name", PROMISED)
def test_promises_travel(name: str) -> None:
    """A channel that promises something is a value: equal, hashable, pickled, and a record."""
    made = PROMISED[name]
    other = pickle.loads(pickle.dumps(made))
    assert made == other == copy.deepcopy(made)
    assert hash(made) == hash(other)
    assert tuple(made.charges()) == tuple(other.charges())
    assert Quote.of(made).to_dict() == Quote.of(other).to_dict()
    assert "profile=" in repr(made)


def test_another_promise_is_another_channel() -> None:
    """Channels that promise otherwise are not equal."""
    assert phone() == phone()
    for given in ({"patience_seconds": 60}, {"minimum_agents": 2}, {"days_per_month": 22}):
        assert phone() != phone(**given)
    assert phone() != phone(service_level=ServiceLevel("0.81", within_seconds=20))
