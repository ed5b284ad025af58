"""Partners: one list, two quotes, and what lies between them, by line."""

from __future__ import annotations

import pytest

from cspricing import EUR, AmountOff, PercentOff, PricingError, Quote, Sale, resold
from margin_samples import SEATS, SETUP, euros

LIST = (SEATS + SETUP).over(12)
CHAIN = resold(
    LIST,
    Sale("Distributor", PercentOff(40)),
    Sale("Reseller", [PercentOff(30), PercentOff(5, on="software")]),
    Sale("Customer", AmountOff(EUR(100), on="consulting")),
)


def test_each_buyer_pays_list_less_its_own_discounts() -> None:
    """A sale is the list less the discounts of its buyer, and of nobody else."""
    assert euros("8745.60") == CHAIN.listed.net
    assert [euros("5247.36"), euros("5920.80"), euros("8645.60")] == [
        quote.net for quote in CHAIN.quotes
    ]
    assert LIST.less(PercentOff(40)) == CHAIN.quotes[0]
    assert CHAIN.quotes[-1] is CHAIN.customer


def test_partners_earn_the_difference() -> None:
    """Each partner earns what the next one pays less what it pays, in money and in percent."""
    distributor, reseller = CHAIN.partners
    assert ("Distributor", euros("673.44")) == (distributor.name, distributor.margin)
    assert ("Reseller", euros("2724.80")) == (reseller.name, reseller.margin)
    assert reseller.percent is not None
    assert reseller.margin / reseller.sells.net * 100 == reseller.percent
    assert {"Seats": euros("1924.80"), "Set-up": euros(800)} == reseller.by_component()
    assert {"software": euros("1924.80"), "consulting": euros(800)} == reseller.by_category()


def test_a_partner_who_is_paid_nothing_has_no_percentage() -> None:
    """The margin of a sale for nothing is no percentage of it."""
    (partner,) = resold(LIST, Sale("a"), Sale("b", PercentOff(100))).partners
    assert partner.percent is None
    assert -LIST.net == partner.margin


def test_the_walk_goes_from_buyer_to_buyer() -> None:
    """What the vendor is paid, and what each partner earns, add up to what is paid last."""
    walk = CHAIN.walk()
    assert [
        ("Distributor pays", euros("5247.36"), euros("5247.36")),
        ("margin of Distributor", euros("673.44"), euros("5920.80")),
        ("Reseller pays", euros(0), euros("5920.80")),
        ("margin of Reseller", euros("2724.80"), euros("8645.60")),
        ("Customer pays", euros(0), euros("8645.60")),
    ] == [(row.what, row.change, row.running) for row in walk]
    assert "Reseller的毛利" in str(CHAIN.walk("zh"))


def test_a_single_sale_has_no_partner() -> None:
    """Who sells to the customer at once has no partner."""
    assert () == resold(LIST, Sale("Customer")).partners


@pytest.mark.parametrize(
    ("given", "code"),
    [((LIST,), "resale.none"), ((SEATS, Sale("a")), "type.quote"), ((LIST, "a"), "type.member")],
)
def test_what_is_no_resale_is_refused(given: tuple[Quote, ...], code: str) -> None:
    """Nobody who buys, no quote, or no sale is refused by a stable code."""
    with pytest.raises(PricingError) as caught:
        resold(*given)  # type: ignore[arg-type]
    assert code == caught.value.code
