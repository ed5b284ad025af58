"""Differences by way of quotes that have no price, or where many things are alike."""

from __future__ import annotations

import re
from typing import Any

from attrs import evolve

from compared import CALLS, QUOTE, SEATS, found
from cspricing import (
    EUR,
    KWD,
    VAT,
    AmountOff,
    Charge,
    Graduated,
    Item,
    Named,
    PercentOff,
    Quote,
    Rounding,
    Sourced,
    Terms,
    Tier,
)
from cspricing.difference import Difference
from cspricing.errors import TermsError
from cspricing.moves import (
    MOST_MOVES,
    Cause,
    Move,
    Part,
    at_most,
    walked,
)
from cspricing.totals import Totals
from quote_parts import Bundle, cents


def test_a_volume_waits_for_the_tariff_that_has_a_price_for_it() -> None:
    """A volume beyond the last tier of the old tariff is counted at the new tariff."""
    small = Graduated([Tier(100, EUR(2))])
    large = Graduated([Tier(500, EUR(1))])
    before = Quote.of(evolve(SEATS, quantity=100, price=small))
    after = Quote.of(evolve(SEATS, quantity=150, price=large))
    assert [("tariff", "Seats", "EUR -100.00"), ("volume", "Seats", "EUR 50.00")] == found(
        before, after
    )
    assert "Seats: prices changed" in before.diff(after).explain()


def test_changes_that_have_a_price_together_only() -> None:
    """What neither the old rounding nor the new one allows is one part with several causes."""
    seats = Item(name="Seats", quantity=25, price=KWD(40))
    before = Quote((seats,), Terms(prepaid=KWD("0.005"), rounding=Rounding(increment="0.05")))
    after = Quote(
        (seats,),
        Terms(prepaid=KWD("0.01"), rounding=Rounding(decimals=2), rounding_amount=KWD("0.01")),
    )
    (part,) = before.diff(after).parts
    assert [("rounding", "rounding"), ("payment", "prepaid"), ("payment", "rounding_amount")] == [
        (cause.kind, cause.field) for cause in part.causes
    ]
    assert "prepaid: KWD 0.005 -> KWD 0.010; stated rounding: none -> KWD 0.010" in str(
        before.diff(after)
    )


def test_an_amount_off_is_capped_on_the_way() -> None:
    """An amount off that what is left midway cannot bear is no fault: both quotes can bear it."""
    before = QUOTE.less(AmountOff(EUR(1400)))
    after = Quote.of(evolve(CALLS, name="More", unit="talk", quantity=9000)).less(
        AmountOff(EUR(1400))
    )
    assert [("removed", "Calls", "EUR -50.00"), ("removed", "Seats", "EUR 0.00"),
            ("added", "More", "EUR 3,100.00")] == found(before, after)  # fmt: skip


def test_quarterly_charges_on_the_way_to_no_term() -> None:
    """A quarterly charge that is gone when nobody states a term has a price on the way."""
    before = Quote.of(SEATS, evolve(CALLS, cadence="quarterly")).over(12)
    assert [("term", "", "EUR -1,650.00"), ("removed", "Calls", "EUR -150.00")] == found(
        before, Quote.of(SEATS)
    )


def test_rules_find_no_line_twice_on_the_way() -> None:
    """A line that two rules would name midway is the first one's; one that none names is free."""
    before = Quote.of(SEATS, CALLS).taxed(VAT(19, on="software"), VAT(7, on=Named("Calls")))
    third = evolve(SEATS, name="Third", category="software")
    after = Quote.of(third, evolve(CALLS, category="software")).taxed(VAT(7, on="software"))
    difference = before.diff(after)
    assert ["charges", "charges", "tax"] == [part.kind for part in difference.parts]
    later = Quote.of(SEATS, CALLS, cents(100, "new")).taxed(VAT(10))
    assert [("added", "a", "EUR 1.00"), ("tax", "", "EUR -76.40")] == found(before, later)
    assert -7640 == later.total.minor - before.total.minor - 100


class Fickle:
    """A component that charges more each time it is asked: what nobody should write."""

    def __init__(self) -> None:
        self.asked = 0

    def charges(self) -> list[Charge]:
        """Charge once more than before."""
        self.asked += 1
        return [Charge("Fickle", self.asked, "piece", EUR(1), "x")]


def test_what_nothing_explains_is_said() -> None:
    """What no change explains is a part of its own, and told: nothing is hidden."""
    one, other = QUOTE.totals, (QUOTE + cents(5)).totals
    ((causes, change),) = walked([], lambda _: one, one, other)
    part = Part(causes, change)
    assert ("rest", "", "") == (part.kind, part.component, part.what)
    rest = Difference(before=one, after=other, parts=(part,), terms=(Terms(), Terms()))
    assert re.search("what nothing else explains +[+]EUR 0.05", str(rest))
    assert "其他无法归因的变动" in rest.explain("zh")
    assert None is rest.to_dict()["parts"][0]["causes"][0]["component"]


def test_a_component_is_not_asked_again() -> None:
    """A difference looks at the charges that the quotes were priced with."""
    fickle = Fickle()
    before, after = Quote.of(fickle), Quote.of(fickle)
    assert ("EUR 1.00", "EUR 2.00") == (str(before.total), str(after.total))
    assert [("volume", "Fickle", "EUR 1.00")] == found(before, after)
    assert 2 == fickle.asked


class Incomparable:
    """A component that fails when it is compared."""

    name = "incomparable"
    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        """Fail."""
        raise ValueError("not comparable")

    def charges(self) -> list[Charge]:
        """Charge something."""
        return [Charge("Incomparable", 1, "piece", EUR(1), "x")]


def test_components_that_cannot_be_compared() -> None:
    """Rules on components that fail when they are compared, or have no hash, are told too."""
    one, other = Incomparable(), Incomparable()
    before = Quote.of(one).less(PercentOff(0, on=one))
    after = Quote.of(other).less(PercentOff(0, on=other, reason="nothing"))
    assert [("discount", "", "EUR 0.00")] == found(before, after)
    assert "0 % off incomparable -> 0 % off incomparable - nothing" in str(before.diff(after))
    assert "added: 0 % off incomparable" in str(Quote.of(one).diff(before))


def test_moves_wait_until_they_have_a_price() -> None:
    """A move without a price is tried again after each stage; those left over are one."""

    def price(taken: frozenset[Any]) -> Totals:
        names = {name for name, _ in taken}
        if ("b" in names and "a" not in names) or "c" in names:
            raise TermsError.of("none", "no price")
        return Totals(currency=EUR, subtotal_minor=len(names))

    causes = {name: (Cause(kind="volume", field=name),) for name in "abcd"}
    moves = {name: Move(frozenset({(name, 0)}), causes[name]) for name in "abcd"}
    found = walked(
        [[moves["b"]], [moves["a"]], [moves["c"]], [moves["d"]]],
        price,
        Totals(currency=EUR),
        Totals(currency=EUR, subtotal_minor=9),
    )
    told = [("".join(one.field for one in some), change.subtotal_minor) for some, change in found]
    assert [("a", 1), ("b", 1), ("d", 1), ("c", 6)] == told


def test_many_changes_are_told_together() -> None:
    """More than a hundred changes of a stage are told by component, by category, or as one."""

    def many(count: int, names: int, categories: int, quantity: int) -> Quote:
        return Quote.of(
            *[
                Bundle(
                    f"n{i % names}",
                    (Charge(f"w{i}", quantity, "piece", EUR(1), f"c{i % categories}"),),
                )
                for i in range(count)
            ]
        )

    shape = (0, 0, 0)
    for shape, parts in [
        ((MOST_MOVES, 3, 2), MOST_MOVES),
        ((MOST_MOVES + 1, 3, 2), 3),
        ((MOST_MOVES + 1, MOST_MOVES + 1, 2), 2),
        ((MOST_MOVES + 1, MOST_MOVES + 1, MOST_MOVES + 1), 1),
    ]:
        difference = many(*shape, 1).diff(many(*shape, 2))
        assert parts == len(difference.parts)
        assert shape[0] * 100 == difference.total.minor
    assert "; 98 more changes" in str(many(*shape, 1).diff(many(*shape, 2)))
    assert [] == list(at_most([]))


def test_pairs_of_one_name_are_those_most_alike() -> None:
    """Among several components of one name, those that are most alike belong together."""
    one, two, three = (evolve(SEATS, quantity=n, price=EUR(p)) for n, p in ((1, 5), (2, 6), (3, 7)))
    assert [("volume", "Seats", "EUR 5.00")] == found(
        Quote.of(one, two, three), Quote.of(evolve(one, quantity=2), three, two)
    )
    assert [("tariff", "Seats", "EUR 2.00")] == found(
        Quote.of(one, two, three), Quote.of(three, evolve(two, price=EUR(7)), one)
    )
    assert [("added", "Seats", "EUR 5.00")] == found(Quote.of(one), Quote.of(one, one))


def test_renamed_components() -> None:
    """A component of another name, class and tariff alike, was renamed; others came and went."""
    renamed = evolve(SEATS, name="Licences", quantity=30)
    difference = QUOTE.diff(Quote.of(renamed, CALLS))
    assert [("volume", "Licences", "200.00"), ("charges", "Licences", "0.00")] == [
        (part["kind"], part["component"], part["total"]) for part in difference.to_dict()["parts"]
    ]
    assert "charge: Seats -> Licences; name: Seats -> Licences" in str(difference)
    other = evolve(SEATS, name="Licences", price=EUR(41))
    assert ["removed", "added"] == [kind for kind, _, _ in found(QUOTE, Quote.of(other, CALLS))]


def test_rules_that_select_the_same_lines_are_the_same() -> None:
    """A rule of other words that selects the same lines has not changed."""
    more = evolve(SEATS, quantity=30)
    before = QUOTE.less(
        PercentOff(10, on=SEATS), PercentOff(5, on=lambda line: line.name == "Calls")
    )
    after = Quote.of(more, CALLS).less(PercentOff(10, on=more), PercentOff(5, on="outsourcing"))
    assert [("volume", "Seats", "EUR 180.00")] == found(before, after)


def test_discounts_one_by_one() -> None:
    """Each discount that came, went or changed is a part; those between stay as they are."""
    one, two, three = PercentOff(10), AmountOff(EUR(100)), PercentOff(5, on="software")
    before, after = QUOTE.less(one, two), QUOTE.less(three, one)
    assert [("discount", "", "EUR -45.00"), ("discount", "", "EUR 100.00")] == found(before, after)
    told = before.diff(after).explain()
    assert "discount: added: 5 % off software" in told
    assert "discount: removed: EUR 100.00 off everything, once" in told


def test_predicates_that_fail_on_other_lines_select_none_of_them() -> None:
    """A predicate that fails on a line of the other quote does not select it."""
    rule = PercentOff(10, on=lambda line: {"Seats": True, "Calls": False}[line.name])
    before, after = QUOTE.less(rule), (QUOTE + cents(500)).less(PercentOff(10))
    assert [("added", "a", "EUR 5.00"), ("discount", "", "EUR -45.50")] == found(before, after)


def test_a_source_alone_is_no_difference() -> None:
    """A figure that only got a source makes no part."""
    sourced = evolve(SEATS, price=Sourced(EUR(40), "price list", confidence="verified"))
    assert [] == found(QUOTE, Quote.of(sourced, CALLS))
