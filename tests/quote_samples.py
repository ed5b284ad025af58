"""Components of a small quote, for tests of what a quote does with them."""

from __future__ import annotations

from cspricing import EUR, Charge, CRMLicense, Item, PercentOf

SEATS = Item(
    name="Seats",
    quantity=25,
    unit="seat",
    price=EUR("19.90"),
    category="software",
    cadence="monthly",
)
SETUP = Item(name="Set-up", quantity=1, unit="set-up", price=EUR(1500), category="consulting")
CRM = CRMLicense(seats=3, tariff=EUR(40))
SUPPORT = PercentOf(18, of="software", what="Support", category="support")
WAGES = Charge("wages", 40, "hour", EUR(25), "labour", "monthly", cost=True)
