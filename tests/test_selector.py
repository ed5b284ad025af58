"""A rule applies to a category, a component, a class, a name, a test, or several of these."""

from __future__ import annotations

from typing import Any

import pytest

from cspricing import EUR, Charge, CRMLicense, Item, Named, PercentOff, Quote, Tier
from cspricing.entry import Entry
from cspricing.errors import PricingError
from cspricing.selector import described, members_of, selector, selects

SEATS = Item(name="Seats", quantity=1, price=EUR(1), category="software")
TWIN = Item(name="Seats", quantity=1, price=EUR(1), category="software")
CRM = CRMLicense(seats=1, tariff=EUR(1))


class Bot:
    """A component without name."""

    def charges(self) -> tuple[Charge]:
        """Give one charge."""
        return (Charge("talk", 1, "minute", EUR(1), "telephony"),)


BOT = Bot()


def entry(component: Any) -> Entry:  # noqa: ANN401
    """Give the one line of a component."""
    (charge,) = component.charges()
    return Entry(charge, component)


def is_software(line: Entry) -> bool:
    """Answer for a line."""
    return line.category == "software"


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (None, (True, True, True)),
        ("software", (True, True, False)),
        ("telephony", (False, False, True)),
        ("Seats", (False, False, False)),  # a text is always a category
        (Named("Seats"), (True, False, False)),
        (Named("Bot"), (False, False, True)),
        (Item, (True, False, False)),
        (Bot, (False, False, True)),
        (object, (True, True, True)),
        (SEATS, (True, False, False)),
        (TWIN, (True, False, False)),  # an equal component
        (BOT, (False, False, True)),
        (Bot(), (False, False, False)),  # another object without equality
        (is_software, (True, True, False)),
        (lambda line: line.what, (True, True, True)),  # whatever is true
        (("telephony", Named("Seats")), (True, False, True)),
        ((("telephony",), (CRMLicense, (SEATS,))), (True, True, True)),
    ],
)
def test_what_is_selected(chosen: Any, found: tuple[bool, bool, bool]) -> None:  # noqa: ANN401
    """Each way of selecting answers for a line of an item, of a licence, and of one's own."""
    lines = [entry(SEATS), entry(CRM), entry(BOT)]
    assert found == tuple(selects(selector(chosen), line) for line in lines)


@pytest.mark.parametrize(
    ("hostile", "code"),
    [
        (3, "type.selector"),
        (1.5, "type.selector"),
        (True, "type.selector"),
        ([], "type.selector"),
        (["software", 3], "type.selector"),
        ({"software"}, "type.selector"),
        ((), "type.selector"),
        (("software", 3), "type.selector"),
        (("software", ()), "type.selector"),
        ("", "text.empty"),
        (" ", "text.empty"),
        ("a\nb", "text.control"),
        (("a\nb",), "text.control"),
    ],
)
def test_what_selects_nothing_is_refused(hostile: Any, code: str) -> None:  # noqa: ANN401
    """What can select nothing is refused where it is written."""
    with pytest.raises(PricingError) as caught:
        selector(hostile)
    assert code == caught.value.code
    with pytest.raises(PricingError) as caught:
        PercentOff(10, on=hostile)
    assert (code, "on", "PercentOff") == (
        caught.value.code,
        caught.value.field,
        caught.value.component,
    )


@pytest.mark.parametrize("name", ["", " ", "a\nb", "\u202e", None, 3])
def test_a_name_is_a_text(name: Any) -> None:  # noqa: ANN401
    """A name that no component could have is refused."""
    with pytest.raises(PricingError):
        Named(name)


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        ("software", "software"),
        (Named("Seats"), "Seats"),
        (SEATS, "Seats"),
        (Item, "Item"),
        (BOT, "Bot"),
        (is_software, "is_software"),
        (("software", Named("Seats"), (Item,)), "software, Seats, Item"),
    ],
)
def test_how_a_selector_is_called(chosen: Any, text: str) -> None:  # noqa: ANN401
    """A reader is told the category, the name, or what the class or function is called."""
    assert text == described(chosen)


def test_members() -> None:
    """A tuple has members, and nothing else has."""
    assert ("software", Item) == members_of(("software", Item))
    assert () == members_of("software") == members_of(None) == members_of(Item)


def test_a_tariff_is_no_selector() -> None:
    """What has no charges and cannot be called selects nothing."""
    with pytest.raises(PricingError):
        selector(Tier(None, EUR(1)))  # type: ignore[arg-type]


def test_a_selected_line_says_what_it_is() -> None:
    """A test of lines sees the charge, the component, its name, category, cadence, and what."""
    seen: list[tuple[object, ...]] = []

    def look(line: Entry) -> bool:
        seen.append((line.component, line.name, line.category, line.what, line.cadence, repr(line)))
        return True

    assert EUR("0.50") == Quote.of(SEATS).less(PercentOff(50, on=look)).net
    assert {(SEATS, "Seats", "software", "Seats", "once", "<Seats: Seats>")} == set(seen)
