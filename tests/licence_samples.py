"""A tariff of bands, for tests of licences."""

from __future__ import annotations

from typing import Final

from cspricing import EUR, Graduated, Tier

BANDS: Final = Graduated([Tier(10, EUR(30)), Tier(None, EUR(20))])
