"""Tariffs with every price rewritten, and all else as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from cspricing.money import Price
from cspricing.tariff import (
    After,
    AtLeast,
    AtMost,
    Baseline,
    Drawdown,
    Flat,
    Included,
    Package,
    PerUnit,
    Sum,
    Tariff,
)
from cspricing.tiers import Graduated, Stairstep, Tier, Volume


def with_prices(tariff: Tariff, change: Callable[[Price], Price]) -> Tariff:
    """Rewrite every price of *tariff*."""
    match tariff:
        case Flat():
            return Flat(change(tariff.fee))
        case PerUnit():
            return PerUnit(change(tariff.unit_price), tariff.per)
        case Graduated() | Volume() | Stairstep():
            return type(tariff)(
                [
                    Tier(
                        tier.up_to,
                        None if tier.price is None else change(tier.price),
                        None if tier.flat is None else change(tier.flat),
                    )
                    for tier in tariff.tiers
                ],
                flat_at_zero=tariff.flat_at_zero,
            )
        case Package():
            return Package(tariff.size, with_prices(tariff.inner, change))
        case Included():
            return Included(tariff.units, with_prices(tariff.inner, change))
        case AtLeast():
            return AtLeast(change(tariff.least), with_prices(tariff.inner, change))
        case AtMost():
            return AtMost(change(tariff.most), with_prices(tariff.inner, change))
        case Baseline():
            return Baseline(
                tariff.volume,
                change(tariff.base_price),
                change(tariff.additional),
                change(tariff.reduced),
                dead_band=tariff.dead_band,
                adjusts=tariff.adjusts,
            )
        case After():
            return After(tariff.used, with_prices(tariff.inner, change))
        case Drawdown():
            return Drawdown(change(tariff.balance), with_prices(tariff.inner, change))
        case Sum():
            return Sum([with_prices(inner, change) for inner in tariff.tariffs])
        case _:
            assert_never(tariff)
