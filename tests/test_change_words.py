"""What is told of changes over the term: in words, as plain data, as the call that makes them."""

from __future__ import annotations

from typing import Any

import pytest

from contract_samples import REVIEW, SEATS, nets
from cspricing import (
    EUR,
    Added,
    Change,
    Free,
    Indexed,
    IndexValue,
    InForce,
    Introductory,
    Lapsed,
    Productivity,
    Quote,
    Ramp,
    Removed,
    Repriced,
    Uplift,
)
from cspricing.change import Calendar, Span, between
from cspricing.documents import to_markdown


def test_plain_data_has_the_changes() -> None:
    """Each change is among the rules, with what it states and the lines that it changes."""
    price = Introductory(1, price=EUR(10))
    index = Indexed({"2027-06-01": 100}, cap=5)
    quote = (SEATS + REVIEW).over(2, "2027-06-01").changed(price, index, Ramp({1: 5}, on="quality"))
    quote = quote.changed(InForce(start="2027-06-01", on="software"))
    first, second, third, fourth = quote.to_dict()["rules"]
    assert ("2027-06-01", None) == (fourth["rule"]["start"], fourth["rule"]["end"])
    assert ("change", "Introductory", [1, 2]) == (
        first["kind"],
        first["rule"]["type"],
        first["lines"],
    )
    assert {"price": "10", "over": 1} == first["rule"]["price"]
    assert [["2027-06-01", "100"]] == second["rule"]["values"]
    assert "no_effect" == second["why_not"]
    assert ([[1, "5"]], "quality", [2]) == (
        third["rule"]["values"],
        third["rule"]["on"],
        third["lines"],
    )


@pytest.mark.parametrize(
    ("change", "english", "chinese"),
    [
        (
            Ramp({1: 10, "2027-04-15": 25}),
            "everything that recurs: quantity 10 from month 1, 25 from 2027-04-15",
            "全部经常性项目：数量 自第 1 个月起 10、自 2027-04-15 起 25",
        ),
        (
            Ramp({1: 50}, percent=True, on="software"),
            "software: share of the quantity 50 % from month 1",
            "软件：数量比例 自第 1 个月起 50 %",
        ),
        (
            Productivity({1: 60}),
            "everything that recurs: productivity 60 % from month 1",
            "全部经常性项目：生产率 自第 1 个月起 60 %",
        ),
        (
            Uplift(-2, first=1, of="list"),
            (
                "everything that recurs: prices fall by 2 % from month 1, "
                "and again every 12 months, always of the list price"
            ),
            "全部经常性项目：自第 1 个月起降价 2 %，此后每 12 个月再次调整，均以目录价为基础",
        ),
        (
            Uplift(2, first=1, every=None),
            "everything that recurs: prices rise by 2 % from month 1",
            "全部经常性项目：自第 1 个月起涨价 2 %",
        ),
        (
            Indexed({"2027-01-01": 100}, first=1, name="CPI", cap=4, floor=1),
            (
                "everything that recurs: prices follow CPI from month 1, "
                "and again every 12 months, by at most 4 %, by at least 1 %"
            ),
            (
                "全部经常性项目：自第 1 个月起价格随 CPI 调整，此后每 12 个月再次调整，"
                "最多 4 %，至少 1 %"
            ),
        ),
        (
            Introductory(3, percent=50),
            "everything that recurs: 50 % of the price for 3 months from month 1",
            "全部经常性项目：自第 1 个月起3 个月按价格的 50 % 计",
        ),
        (
            Introductory(1, price=EUR(5)),
            "everything that recurs: EUR 5.00 per unit for 1 month from month 1",
            "全部经常性项目：自第 1 个月起1 个月每单位 EUR 5.00",
        ),
        (
            Removed(2, 2, credit=False, on="software"),
            "software: 2 fewer from month 2, without credit for a period under way",
            "软件：自第 2 个月起减少 2，已开始的周期不退费",
        ),
        (
            Added(2, 1, billed="next"),
            "everything that recurs: 2 more from month 1, billed on the next invoice",
            "全部经常性项目：自第 1 个月起增加 2，计入下一张账单",
        ),
        (InForce(start=2), "everything: from month 2", "全部：自第 2 个月起"),
        (InForce(end=2), "everything: until month 2", "全部：至第 2 个月止"),
        (
            Lapsed(recurring=True, on="quality"),
            "quality: not charged any more",
            "服务质量：不再收取",
        ),
        (
            Repriced(103, 100),
            "everything that recurs: the price of the term before, 103 / 100 of the list price",
            "全部经常性项目：沿用上一期限的价格，为目录价的 103 / 100",
        ),
    ],
)
def test_customers_are_told(change: Change, english: str, chinese: str) -> None:
    """A document says in words what changes, in either language."""
    quote = (SEATS + REVIEW).over(12, "2027-01-01").changed(change)
    for language, told in (("en", english), ("zh", chinese)):
        shown = to_markdown(quote, language).replace("\\", "")  # type: ignore[arg-type]
        if not quote.rules[0].why_not:
            assert f"- {told}\n" in f"{shown}\n"
        else:
            assert told in quote.explain(language)  # type: ignore[arg-type]


class Own(Change):
    """A change of one's own, without a word of the library."""

    def changed(self, spans: Any, calendar: Calendar) -> list[Span]:  # noqa: ANN401
        """Let nothing be charged on the first day."""
        day = calendar.day(1)
        return between(spans, day, calendar.later(1, 1), lambda span: Span(span.start, span.end))


def test_a_change_of_ones_own_is_named_by_its_class() -> None:
    """Whoever writes a change need not teach the library its words."""
    quote = Quote.of(SEATS).over(2).changed(Own())
    assert ["250.00", "250.00"] == nets(quote)
    assert "Own: everything that recurs" in quote.explain()
    assert ["no_effect"] == [rule.why_not for rule in quote.rules]


@pytest.mark.parametrize(
    "change",
    [
        Ramp({1: 10, "2027-04-15": "25.5"}, on="software"),
        Ramp({1: 50}, percent=True, whole=True),
        Productivity({1: 60}),
        Uplift("2.5", first="2028-01-01", every=None, of="list"),
        Indexed({"2027-01-01": "101.5"}, cap=3, reference="2027-01-01"),
        Free(3, start=2),
        Introductory(3, percent=50),
        Introductory(3, price=EUR("1.25")),
        Added(3, "2027-06-21", billed="next"),
        Removed(3, 2, credit=False, optional=True),
        InForce(start=2, end="2027-06-21"),
        Lapsed(recurring=True),
        Repriced(103, 100),
    ],
)
def test_a_change_is_written_as_the_call_that_makes_it(change: Change) -> None:
    """Its representation makes an equal one."""
    names = {kind.__name__: kind for kind in (type(change), IndexValue)}
    assert change == eval(repr(change), {**names, "Price": type(EUR(1)), "EUR": EUR})  # noqa: S307
