"""Volume tiers that another volume picks than the one that is priced: a daily average, a year's."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from attrs import field, frozen

from ..charge_model import Part
from ..errors import RuleError
from ..fields import named_fields
from ..tariff import Flat, PerUnit, Sum, Tariff
from ..tiers import Volume

_NONE: Final = Decimal(0)


@frozen(repr=False, field_transformer=named_fields)
class TierPrice(PerUnit):
    """The price of a unit in a tier.

    Attributes:
        borders: Of the tier, of what picked it.
    """

    borders: tuple[Decimal, Decimal | None] = field(kw_only=True)

    def walk(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price all units alike."""
        return [(quantity, self.unit_price, self.per, "picked", self.borders, None)]

    def parts(self, quantity: Any) -> list[Part]:  # noqa: ANN401
        """Price them alike for credits, too: what is proportional is its own mirror."""
        return self.walk(quantity)


def tiers_of(tariff: Tariff, by: str) -> Volume:
    """Give the tiers that may be picked by another volume.

    Raises:
        RuleError: If the tariff has none of which one is picked (``usage.tiers``).
    """
    if isinstance(tariff, Volume):
        return tariff
    raise RuleError.of(
        "usage.tiers",
        f"one tier is to be picked by the volume of the {by}; give a Volume tariff",
        field="tariff",
        value=tariff,
    )


def picked(tariff: Volume, by: Decimal) -> Tariff:
    """Give what a unit costs, and what is due once, in the tier that a volume falls in.

    Raises:
        TariffError: If it lies beyond the last tier (``tariff.beyond``).

    >>> from cspricing import CNY, Tier
    >>> bands = Volume([Tier(2100, CNY("1.71")), Tier(None, CNY("1.57"))])
    >>> print(picked(bands, Decimal("2100.5")).price(65_000))
    CNY 102,050.00
    """
    tariff.walk(by)  # or it is refused
    ends = [tier.up_to for tier in tariff.tiers]
    place = next(i for i, end in enumerate(ends) if end is None or by <= end)
    tier, lower = tariff.tiers[place], ends[place - 1] if place else _NONE
    found: list[Tariff] = []
    if tier.price is not None:
        found.append(TierPrice(tier.price, borders=(lower or _NONE, tier.up_to)))
    if tier.flat is not None and (by > 0 or tariff.flat_at_zero):
        found.append(Flat(tier.flat))
    if not found:  # of nothing, the flat fee of its tier is not due
        return Flat(tariff.currency(0))
    return found[0] if len(found) == 1 else Sum(found)
