"""List prices that were read somewhere, each with its source, its date and how far to trust it.

Nothing here is an offer: list prices change, and a vendor's quote replaces them.
A name tells product, edition, how it is billed where that is known, currency, and the month in
which the price was read, or ``UNDATED``. A newer price will be a new name, so that a quote keeps
saying what it rested on.
`cspricing.pricebook` has these prices and many others, to be looked up for a day.

Two gaps are left open, for nobody publishes a figure: there is no price of Zoho CRM in CNY, and
no price of Fxiaoke (纷享销客) by the vendor.

>>> from cspricing import CRMLicense, Quote
>>> from cspricing.list_prices import FXIAOKE_CRM_CNY_UNDATED, ZOHO_CRM_PROFESSIONAL_INR_2026_08
>>> crm = CRMLicense(seats=8, tariff=ZOHO_CRM_PROFESSIONAL_INR_2026_08)
>>> print(Quote.of(crm).net)
INR 11,200.00
>>> FXIAOKE_CRM_CNY_UNDATED.source.unverified
True
"""

from __future__ import annotations

from typing import Final

from .price import CNY, INR, USD, Price
from .provenance import Sourced

_ZOHO_PAGE: Final = (
    "zoho.com/crm/zohocrm-pricing.html, served in INR; transcribed, as billed monthly, in "
    "github.com/api-evangelist/zoho-crm at a05c899"
)
_ZOHO_RECALLED: Final = "recalled from the vendor's list of 2024-25, no page at hand"
_WORKTILE: Final = (
    "worktile.com/kb/p/3326134, an article that was written with AI; the vendor publishes no "
    "price, ask for a quote"
)


def _zoho_inr(amount: int) -> Sourced[Price]:
    return Sourced(INR(amount), _ZOHO_PAGE, "2026-08-13", "page-read")


def _zoho_usd(amount: int) -> Sourced[Price]:
    return Sourced(USD(amount), _ZOHO_RECALLED, None, "unverified")


# ---------------------------------------------------------------------------- Zoho CRM

ZOHO_CRM_FREE_INR_2026_08: Final = _zoho_inr(0)
"""A user and month of the free edition, for at most 3 users.

As ``Graduated([Tier(3, ZOHO_CRM_FREE_INR_2026_08)])`` it refuses a fourth.
"""

ZOHO_CRM_STANDARD_INR_2026_08: Final = _zoho_inr(800)
"""A user and month."""

ZOHO_CRM_PROFESSIONAL_INR_2026_08: Final = _zoho_inr(1400)
"""A user and month."""

ZOHO_CRM_ENTERPRISE_INR_2026_08: Final = _zoho_inr(2400)
"""A user and month."""

ZOHO_CRM_ULTIMATE_INR_2026_08: Final = _zoho_inr(2600)
"""A user and month."""

ZOHO_CRM_STANDARD_MONTHLY_USD_UNDATED: Final = _zoho_usd(20)
"""A user and month, billed monthly. Recalled: not verified."""

ZOHO_CRM_PROFESSIONAL_MONTHLY_USD_UNDATED: Final = _zoho_usd(35)
"""A user and month, billed monthly. Recalled: not verified."""

ZOHO_CRM_ENTERPRISE_MONTHLY_USD_UNDATED: Final = _zoho_usd(50)
"""A user and month, billed monthly. Recalled: not verified."""

ZOHO_CRM_ULTIMATE_MONTHLY_USD_UNDATED: Final = _zoho_usd(65)
"""A user and month, billed monthly. Recalled: not verified."""

ZOHO_CRM_STANDARD_YEARLY_USD_UNDATED: Final = _zoho_usd(14)
"""A user and month if a year is paid in advance: ``priced`` monthly. Recalled: not verified."""

ZOHO_CRM_PROFESSIONAL_YEARLY_USD_UNDATED: Final = _zoho_usd(23)
"""A user and month if a year is paid in advance: ``priced`` monthly. Recalled: not verified."""

ZOHO_CRM_ENTERPRISE_YEARLY_USD_UNDATED: Final = _zoho_usd(40)
"""A user and month if a year is paid in advance: ``priced`` monthly. Recalled: not verified."""

ZOHO_CRM_ULTIMATE_YEARLY_USD_UNDATED: Final = _zoho_usd(52)
"""A user and month if a year is paid in advance: ``priced`` monthly. Recalled: not verified."""

# ---------------------------------------------------------------------------- Fxiaoke

FXIAOKE_CRM_CNY_UNDATED: Final = Sourced(CNY(300), _WORKTILE, None, "secondary")
"""A user and month of the smallest edition (纷享销客, 起步). Secondary: not verified."""

FXIAOKE_IMPLEMENTATION_LEAST_PERCENT_UNDATED: Final = Sourced(30, _WORKTILE, None, "secondary")
"""Implementation of Fxiaoke, in percent of a year's licences: at least. Secondary: not verified."""

FXIAOKE_IMPLEMENTATION_MOST_PERCENT_UNDATED: Final = Sourced(50, _WORKTILE, None, "secondary")
"""Implementation of Fxiaoke, in percent of a year's licences: at most. Secondary: not verified."""

FXIAOKE_MAINTENANCE_PERCENT_UNDATED: Final = Sourced(20, _WORKTILE, None, "secondary")
"""A year's maintenance of Fxiaoke, in percent of the licence. Secondary: not verified."""
