"""Where figures come from."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any, get_args

import attrs
import pytest

from cspricing.errors import InvalidDateError, InvalidTextError, InvalidTypeError, PricingError
from cspricing.money import EUR
from cspricing.provenance import Citation, Confidence, Source, Sourced

DAY = date(2026, 8, 13)


def test_a_figure_has_a_source() -> None:
    """A figure is given with the page, the day and the trust, which default to the cautious."""
    seat = Sourced(EUR(40), "https://example.org/prices", DAY, "page-read")
    assert seat.value == EUR(40)
    assert seat.source == Source("https://example.org/prices", DAY, "page-read")
    assert Sourced(12, "guess").source == Source("guess", None, "unverified")
    assert Sourced(12, "guess", "2026-08-13").source.read == DAY


@pytest.mark.parametrize("confidence", get_args(Confidence))
def test_trust(confidence: Confidence) -> None:
    """What the user, the vendor or a tender says is trusted; all else is marked."""
    trusted = confidence in {"verified", "page-read", "published"}
    assert trusted is not Source("page", DAY, confidence).unverified


@pytest.mark.parametrize(
    ("arguments", "kind", "code", "fields"),
    [
        (("", DAY), InvalidTextError, "text.empty", ("where", "source")),
        (("a\0", DAY), InvalidTextError, "text.control", ("where", "source")),
        ((None, DAY), InvalidTypeError, "type.text", ("where", "source")),
        (("page", "13.08.2026"), InvalidDateError, "date.syntax", ("read", "date")),
        (("page", 2026), InvalidTypeError, "type.date", ("read", "date")),
        (("page", DAY, "sure"), InvalidTextError, "source.confidence", ("confidence",) * 2),
        (("page", DAY, []), InvalidTextError, "source.confidence", ("confidence",) * 2),
    ],
)
def test_other_sources_are_refused(
    arguments: tuple[Any, ...], kind: type[PricingError], code: str, fields: tuple[str, str]
) -> None:
    """A refusal names the argument by the word that the caller used."""
    with pytest.raises(PricingError) as plain:
        Source(*arguments)
    with pytest.raises(PricingError) as sourced:
        Sourced(5, *arguments)
    for error, field in zip((plain.value, sourced.value), fields, strict=True):
        assert (kind, code, field) == (type(error), error.code, error.field)
        assert error.component == "Source"


def test_a_figure_has_one_source() -> None:
    """A figure that has a source already cannot be given another one around it."""
    with pytest.raises(InvalidTypeError, match="has a source already") as caught:
        Sourced(Sourced(5, "page"), "another page")
    assert (caught.value.code, caught.value.field) == ("type.sourced", "value")


def test_sources_are_values() -> None:
    """Sources and sourced figures are equal, hash, evolve and travel as values."""
    seat = Sourced(EUR(40), "page", DAY, "page-read")
    for value in (seat, seat.source, Citation("price", EUR(40), seat.source)):
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert value == pickle.loads(pickle.dumps(value, protocol))
        assert hash(value) == hash(pickle.loads(pickle.dumps(value)))
    assert attrs.evolve(seat.source, read="2026-08-14").read == date(2026, 8, 14)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        seat.source.where = "elsewhere"  # type: ignore[misc]


def test_citations() -> None:
    """A citation says which figure it is for, as a text that a document can show."""
    citation = Citation("handle_minutes", 5, Source("log"))
    assert (citation.of, citation.value, citation.source.where) == ("handle_minutes", 5, "log")
    with pytest.raises(InvalidTextError):
        Citation("a\n", 5, Source("log"))
