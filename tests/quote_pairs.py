"""Strategies for two quotes, an earlier and a later one, that are compared."""

from __future__ import annotations

from typing import Any, Final

from attrs import evolve
from hypothesis import strategies as st

from cspricing import EUR, JPY, KWD, Charge, Item, PercentOf, Quote
from cspricing.errors import PricingError
from quote_figures import changed
from quote_parts import PLAIN
from quotes import quotes

_TOGETHER: Final = {
    "term": (
        *("months", "start", "until", "billing_day"),
        *("in_arrears", "proration", "due_days"),
    ),
    "discounts": ("discounts",),
    "rounding": ("rounding", "rounding_amount", "prepaid"),
}


@st.composite
def unrelated(draw: st.DrawFn) -> tuple[Quote, Quote]:
    """Draw two quotes of one currency, which share little but a few names."""
    currency = draw(st.sampled_from((EUR, JPY, KWD)))

    def one() -> Quote:
        if draw(st.booleans()):
            return draw(quotes(currency=currency, kind=PLAIN, size="small"))
        return draw(quotes(currency=currency))

    return one(), one()


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Quote, Quote]:
    """Draw a quote, and the same with some quantities, categories, names and terms changed."""
    quote, other = draw(unrelated())

    def charge(one: Any) -> Any:  # noqa: ANN401
        match draw(st.sampled_from(("", "", "quantity", "category", "what"))):
            case "quantity" if isinstance(one, (Charge, Item)):
                return evolve(one, quantity=draw(st.integers(-2, 12)))
            case "quantity" if isinstance(one, PercentOf):
                return evolve(one, percent=one.percent + 1)
            case "category" if isinstance(one, (Charge, Item)):
                return evolve(one, category=draw(st.sampled_from("xyz")))
            case "what" if isinstance(one, Charge):
                return evolve(one, what=draw(st.sampled_from("abc")))
            case _:
                return one

    later = changed(quote, charge)
    names = draw(st.sets(st.sampled_from(tuple(_TOGETHER))))
    changes = {field: getattr(other.terms, field) for name in names for field in _TOGETHER[name]}
    return quote, later.on_terms(evolve(later.terms, **changes))


def have_prices(two: tuple[Quote, Quote]) -> bool:
    """Whether both have a price: rules that were drawn for one need not suit the other."""
    try:
        return all(quote.totals is not None for quote in two)
    except PricingError:
        return False


def pairs() -> st.SearchStrategy[tuple[Quote, Quote]]:
    """Draw an earlier and a later quote: two that have little in common, or a revision."""
    return unrelated() | revisions().filter(have_prices)
