"""A pickle gives the same again, or nothing half-made, as `hostile.json` says."""

from __future__ import annotations

import pickle
from typing import Any, Final

import attrs
import pytest

import hostile_items
import oracles
import reference_quote
from cspricing import (
    EUR,
    Allowance,
    Charge,
    CRMLicense,
    Item,
    Money,
    PercentOff,
    Quote,
    Terms,
    Tier,
)
from cspricing.errors import PricingError
from hostile_items import of, values

context_stays = hostile_items.context_stays
PROTOCOLS: Final = range(pickle.HIGHEST_PROTOCOL + 1)


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("item", of("X057"))
def test_pickles_give_the_same_again(item: oracles.Case, protocol: int) -> None:
    """Quotes, components, terms, rules and errors come back from a pickle as they were."""
    assert item["expect"]["code"] == "spec.format"
    for value in values():
        again = pickle.loads(pickle.dumps(value, protocol))
        assert type(value) is type(again)
        if isinstance(value, PricingError):
            assert (value.code, value.field, value.component, str(value)) == (
                again.code,
                again.field,
                again.component,
                str(again),
            )
        else:
            assert value == again
            assert repr(value) == repr(again)


@pytest.mark.parametrize("priced", [False, True])
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_pickled_quote_prices_alike(protocol: int, priced: bool) -> None:
    """A quote from a pickle, priced before or not, explains itself in the same words."""
    quote = reference_quote.reference()
    if priced:
        assert quote.total
    again = pickle.loads(pickle.dumps(quote, protocol))
    assert quote.explain() == again.explain()
    assert quote.to_dict() == again.to_dict()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_no_half_made_object_from_a_pickle(protocol: int) -> None:
    """A pickle that ends early gives an error, and no object."""
    whole = pickle.dumps(CRMLicense(seats=25, tariff=EUR(40)), protocol)
    for length in range(0, len(whole) - 1, 7):
        with pytest.raises(Exception):  # noqa: B017, PT011  (the unpickler's own, of any kind)
            pickle.loads(whole[:length])


@pytest.mark.parametrize(
    "kind", [CRMLicense, Item, Charge, Terms, PercentOff, Tier, Quote, Money, Allowance]
)
def test_an_object_that_was_never_built_says_nothing(kind: Any) -> None:  # noqa: ANN401
    """What a foreign pickle leaves out raises when it is read: no field has a silent default."""
    for attribute in attrs.fields(kind):
        with pytest.raises(AttributeError):
            getattr(kind.__new__(kind), attribute.name)
