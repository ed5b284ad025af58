"""Names of the package whose module is imported when somebody first asks for one of them.

Most programs use a few, and there will be more and more of them: ``import cspricing`` stays quick.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_COMPONENTS: Final = {
    "AddOn": "technology",
    "Allowance": "item",
    "AutomationTool": "automation",
    "CRMLicense": "technology",
    "CallLength": "pulse",
    "Consulting": "services",
    "Customization": "customization",
    "Deflection": "deflection",
    "Delivery": "demand",
    "Demand": "demand",
    "EmailSupport": "channels",
    "InHouse": "in_house",
    "Item": "item",
    "LiveChat": "channels",
    "Outsourced": "outsourced",
    "PerpetualLicense": "technology",
    "PersonDays": "effort",
    "PhoneSupport": "channels",
    "Premium": "premium",
    "PrepaidBlock": "prepaid",
    "ProcessCustomization": "customization",
    "QualityAssurance": "quality",
    "Recruiting": "quality",
    "ServiceBand": "service_credits",
    "ServiceCredits": "service_credits",
    "SocialMedia": "channels",
    "Supervision": "supervision",
    "Surcharge": "item",
    "Telephony": "telephony",
    "Training": "services",
    "Usage": "usage",
    "Workplace": "workplace",
}

_OF_QUOTES: Final = {
    "Offer": "offer",
    "Sale": "resale",
    "profit_of": "target",
    "resold": "resale",
    "target_margin": "target",
}

_CHANGES: Final = {
    "Added": "added",
    "Free": "free",
    "InForce": "in_force",
    "IndexValue": "indexed",
    "Indexed": "indexed",
    "Introductory": "introductory",
    "Lapsed": "lapsed",
    "Productivity": "productivity",
    "Ramp": "ramp",
    "Removed": "added",
    "Repriced": "repriced",
    "Termination": "termination",
    "Uplift": "uplift",
}

ON_DEMAND: Final[Mapping[str, str]] = {
    **{name: f"components.{module}" for name, module in _COMPONENTS.items()},
    **_OF_QUOTES,
    **_CHANGES,
}
"""The module of each: components, what is made of a whole quote, changes over the term."""
