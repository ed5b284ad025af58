"""How classes convert their fields: errors name them, and sources are kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest
from attrs import field, frozen
from attrs.converters import optional

from cspricing.errors import InvalidNumberError, InvalidTypeError, PricingError
from cspricing.fields import (
    citations,
    count,
    figure,
    flag,
    is_one_of,
    keep_citations,
    named_fields,
    sequence_of,
)
from cspricing.money import EUR, Price, as_price
from cspricing.provenance import Citation, Figure, Source, Sourced
from cspricing.text import label


@frozen(kw_only=True, field_transformer=named_fields)
class Room:
    """What has fields of all kinds."""

    seats: Decimal = field(converter=count)
    name: str = field(default="Room", converter=label)
    _hours: Decimal | None = field(default=None, converter=optional(figure))
    fee: Price | None = field(default=None, alias="price", converter=optional(as_price))
    note: object = None


@frozen(kw_only=True, field_transformer=named_fields)
class Hall(Room):
    """What inherits fields, and has one more."""

    floors: Decimal = field(default=Decimal(1), converter=count)


@frozen(kw_only=True, field_transformer=named_fields)
class CitedRoom:
    """What keeps where its figures come from."""

    seats: Decimal = field(converter=count)
    hours: Decimal = field(default=Decimal(8), converter=figure)
    fee: Price = field(converter=as_price)
    citations: tuple[Citation, ...] = field(default=(), converter=citations, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)


@pytest.mark.parametrize("kind", [Room, Hall])
@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("seats", 0.5, "type.float"),
        ("seats", -1, "number.negative"),
        ("name", " ", "text.empty"),
        ("hours", "1e3", "number.syntax"),
        ("price", 5, "type.price"),
    ],
)
def test_a_refusal_names_the_field_and_the_class(
    kind: type[Room],
    name: str,
    value: Any,  # noqa: ANN401
    code: str,
) -> None:
    """A refusal names the field by the word of the caller, and the class of the object."""
    with pytest.raises(PricingError) as caught:
        kind(**{"seats": 3, name: value})
    error = caught.value
    assert (code, name, kind.__name__) == (error.code, error.field, error.component)
    assert str(error).startswith(f"{kind.__name__}, {name}: ")


def test_an_inner_name_is_kept() -> None:
    """What an inner object says of its field is not overwritten by the outer one."""

    def with_seats(seats: Any) -> Room:  # noqa: ANN401
        return Room(seats=seats)

    @frozen(field_transformer=named_fields)
    class House:
        room: Room = field(converter=with_seats)

    with pytest.raises(InvalidTypeError, match="Room, seats: ") as caught:
        House(0.5)
    assert (caught.value.field, caught.value.component) == ("seats", "Room")


def test_fields_are_converted() -> None:
    """What is right is taken, defaults are converted too, and what is evolved is checked again."""
    hall = Hall(seats="3", hours=None, price=EUR(5), note=[])
    assert (hall.seats, hall.name, hall._hours, hall.fee) == (Decimal(3), "Room", None, EUR(5))
    assert (type(hall.floors), hall.floors) == (Decimal, Decimal(1))
    assert attrs.evolve(hall, seats=4).seats == Decimal(4)
    with pytest.raises(InvalidNumberError):
        attrs.evolve(hall, seats=-4)


def test_other_errors_pass() -> None:
    """An error that is no refusal of the library passes as it is."""

    @frozen(field_transformer=named_fields)
    class Strict:
        number: int = field(converter=int)

    with pytest.raises(ValueError, match="invalid literal"):
        Strict("x")


# ---------------------------------------------------------------------------- sources


def sourced(value: Any, where: str = "log") -> Any:  # noqa: ANN401
    """Give a value a source."""
    return Sourced(value, where)


def test_sources_of_figures_are_kept() -> None:
    """A sourced figure is taken like the bare one, and cited; a price keeps its own source."""
    room = CitedRoom(seats=sourced(3), hours=8, fee=sourced(EUR(5), "price list"))
    assert room == CitedRoom(seats=3, fee=EUR(5))
    assert room.citations == (Citation("seats", Decimal(3), Source("log")),)
    assert room.fee.source == Source("price list")
    assert CitedRoom(seats=3, fee=EUR(5)).citations == ()


def test_a_sourced_figure_is_checked() -> None:
    """A figure with a source is refused like a bare one."""
    with pytest.raises(InvalidNumberError, match="CitedRoom, seats: -1 is below 0"):
        CitedRoom(seats=sourced(-1), fee=EUR(5))
    with pytest.raises(InvalidTypeError, match="CitedRoom, fee: "):
        CitedRoom(seats=3, fee=sourced(5))


def test_citations_follow_the_figures() -> None:
    """What is evolved keeps the citations of the figures that it still has, and of no others."""
    room = CitedRoom(seats=sourced(3), hours=sourced("7.5", "contract"), fee=EUR(5))
    kept = attrs.evolve(room, seats=4)
    assert [citation.of for citation in kept.citations] == ["hours"]
    again = attrs.evolve(room, seats=sourced(5, "new log"))
    assert sorted((c.of, c.source.where) for c in again.citations) == [
        ("hours", "contract"),
        ("seats", "new log"),
    ]
    other = Citation("shifts", 2, Source("plan"))
    assert CitedRoom(seats=1, fee=EUR(1), citations=[other]).citations == (other,)


@pytest.mark.parametrize("given", [5, "log", [Source("log")]])
def test_other_citations_are_refused(given: Any) -> None:  # noqa: ANN401
    """What is no list of citations is refused."""
    with pytest.raises(InvalidTypeError, match="Citation"):
        CitedRoom(seats=1, fee=EUR(1), citations=given)


# ---------------------------------------------------------------------------- rows


def test_rows() -> None:
    """A row of things of one kind, or of several, is taken as a tuple."""
    assert sequence_of(int, [1, 2], "number") == (1, 2)
    assert sequence_of((int, str), iter([1, "a"]), "number or text") == (1, "a")
    assert sequence_of(int, (), "number") == ()


@pytest.mark.parametrize(("given", "value"), [(5, 5), (None, None), ([1, "a"], "a"), ("ab", "a")])
def test_other_rows_are_refused(given: Any, value: object) -> None:  # noqa: ANN401
    """What is no row, or has something else in it, is refused."""
    with pytest.raises(InvalidTypeError, match="number") as caught:
        sequence_of(int, given, "number")
    assert ("type.member", value) == (caught.value.code, caught.value.value)


def test_figures() -> None:
    """Figures and counts are numbers; a count is not below zero."""
    given: list[Figure] = [3, "3", Decimal(3)]
    assert [figure(value) for value in given] == [Decimal(3)] * 3
    assert [count(value) for value in given] == [Decimal(3)] * 3
    assert figure(-1) == Decimal(-1)
    with pytest.raises(InvalidNumberError):
        count(-1)


def test_flags() -> None:
    """A yes or no is one of two values, and nothing that counts as one."""
    assert [flag(value) for value in (True, False)] == [True, False]
    others: list[Any] = [1, 0, "yes", None, []]
    for value in others:
        with pytest.raises(InvalidTypeError, match="neither True nor False") as caught:
            flag(value)
        assert ("type.flag", value) == (caught.value.code, caught.value.value)


def test_choices() -> None:
    """A word is among a few or not; what is no text is not, of whatever type."""
    assert is_one_of("net", ("net", "list"))
    others: list[Any] = ["gross", "", None, 5, [], {}]
    assert [value for value in others if is_one_of(value, ("net", "list"))] == []
