"""What a change of a charge by slices is about: how many units are due, or what they cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from .charge import AnyCharge, Charge
from .slice import Slice
from .tariff import Tariff

ALONG: Final = ("carries_rounding", "counts_years", "looks_back")
"""What changes with the slices of a charge."""


def kinds(before: AnyCharge, after: AnyCharge) -> Mapping[str, str]:
    """Give the kinds of change of the fields that slices decide: ``volume`` or ``tariff``.

    Slices of as many units as before change with the tariff. Of others, the tariff of the charge
    becomes the later one with the units, unless what slices cost can be told from how many they
    are: else there would be slices midway of which the tariff is left from other units.
    """
    if not (isinstance(before, Charge) and isinstance(after, Charge)):
        return {}
    if not (before.slices or after.slices):
        return {}
    if _units(before) == _units(after):
        return dict.fromkeys(("slices", *ALONG), "tariff")
    return {} if _apart(before, after) else {"tariff": "volume"}


def midway_slices(before: Charge, after: Charge) -> Sequence[Slice | None]:
    """Give the slices of the later charge, at what they cost before if that can be told."""
    if before.tariff == after.tariff or not _apart(before, after):
        return after.slices
    (was,) = _tariffs(before)
    return [None if one is None else Slice(one.quantity, was) for one in after.slices]


def due_of(charge: AnyCharge) -> Sequence[tuple[Decimal, Tariff] | None]:
    """Give what is due in each billing period, however it was arrived at."""
    slices = charge.slices if isinstance(charge, Charge) else ()
    return [None if one is None else (one.quantity, one.tariff) for one in slices]


def _units(charge: Charge) -> list[Decimal | None]:
    return [None if one is None else one.quantity for one in charge.slices]


def _tariffs(charge: Charge) -> list[Tariff]:
    """Give each tariff of the slices once."""
    return list(dict.fromkeys([one.tariff for one in charge.slices if one is not None]))


def _apart(before: Charge, after: Charge) -> bool:
    """Whether all slices of each are at one tariff, so that units change without it."""
    if before.tariff == after.tariff:
        return True
    alike = len(before.slices) == len(after.slices)
    return alike and all(len(_tariffs(one)) == 1 for one in (before, after))
