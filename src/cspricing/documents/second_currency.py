"""The totals of an offer once more in a second currency, for information only."""

from __future__ import annotations

from ..exchange_told import conversions_told
from ..messages import message
from ..offer import Offer
from ..presentation import Presentation
from ..provenance import any_unverified
from .writing import MARK, escaped, table


def second_currency(shown: Presentation, offer: Offer) -> list[str]:
    """Give a table of totals, and what is to be said of it."""
    language, currency = offer.language, shown.currency
    about = message("about", language)
    names = ["net", *(["tax"] if offer.taxes else []), "total"]
    if offer.payable != offer.total:
        names.append("payable")
    rows = [(message(name, language), f"{about} {getattr(shown, name)}") for name in names]
    factors = conversions_told([shown.rate.factor(currency)], language)
    note = message(
        "also_in",
        language,
        mode=message(shown.rounding.mode, language),
        digits=shown.rounding.digits(currency.digits),
        rate=f"{offer.currency} {escaped(factors)}",
    )
    mark = MARK if any_unverified(shown.rate.citations) else ""
    return [table((currency.code, ""), "l r", rows), f"{note}{mark}"]
