"""Price customer-service operations: exact, explained, from volume to total.

>>> from cspricing import CNY, Item, VAT
>>> seats = Item(name="CRM seats", quantity=25, unit="seat", price=CNY(199), category="software")
>>> work = Item(name="Set-up", quantity=3, unit="day", price=CNY(1500), category="consulting")
>>> print((seats + work).taxed(VAT(6)).total)
CNY 10,043.50
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from .change import Change
from .charge import CATEGORIES, Charge, Component, PercentOf
from .discount import AmountOff, PercentOff
from .errors import PricingError, PricingErrors
from .floor import Approval, Floor
from .line import Invoice, Line, TaxLine
from .markup import Margin, Markup
from .money import (
    AED,
    AUD,
    BRL,
    CAD,
    CHF,
    CNY,
    CZK,
    DKK,
    EUR,
    GBP,
    HKD,
    INR,
    JPY,
    KRW,
    KWD,
    MXN,
    MYR,
    NOK,
    NZD,
    PHP,
    PLN,
    SEK,
    SGD,
    THB,
    TWD,
    USD,
    ZAR,
    Currency,
    Money,
    Price,
)
from .provenance import Citation, Source, Sourced
from .purchase import Purchase
from .quote import Quote, Summable
from .rounding import (
    CHINA_FAPIAO,
    EN16931,
    HALF_EVEN,
    HALF_UP,
    JAPAN,
    ROUND_DOWN,
    ROUND_UP,
    US_INVOICE,
    US_ITEM,
    Rounding,
)
from .selector import Named
from .step import Step
from .tariff import (
    AtLeast,
    AtMost,
    Baseline,
    Flat,
    Included,
    Package,
    PerUnit,
    Sum,
    Tariff,
)
from .tax import (
    GST,
    VAT,
    Exempt,
    OutOfScope,
    Rate,
    ReverseCharge,
    SalesTax,
    Stacked,
    Tax,
    Withholding,
    ZeroRated,
)
from .terms import Terms
from .tiers import Graduated, Stairstep, Tier, Volume
from .totals import Totals
from .working import Working

if TYPE_CHECKING:
    from .added import Added, Removed
    from .components.automation import AutomationTool
    from .components.channels import EmailSupport, LiveChat, PhoneSupport, SocialMedia
    from .components.customization import Customization, ProcessCustomization
    from .components.deflection import Deflection
    from .components.demand import Delivery, Demand
    from .components.effort import PersonDays
    from .components.in_house import InHouse
    from .components.item import Allowance, Item, Surcharge
    from .components.outsourced import Outsourced
    from .components.premium import Premium
    from .components.pulse import CallLength
    from .components.quality import QualityAssurance, Recruiting
    from .components.services import Consulting, Training
    from .components.supervision import Supervision
    from .components.technology import AddOn, CRMLicense, PerpetualLicense
    from .components.telephony import Telephony
    from .components.workplace import Workplace
    from .free import Free
    from .in_force import InForce
    from .indexed import Indexed, IndexValue
    from .introductory import Introductory
    from .lapsed import Lapsed
    from .offer import Offer
    from .productivity import Productivity
    from .ramp import Ramp
    from .repriced import Repriced
    from .resale import Sale, resold
    from .target import profit_of, target_margin
    from .termination import Termination
    from .uplift import Uplift

__version__ = "0.1.0"

__all__ = [
    "AED",
    "AUD",
    "BRL",
    "CAD",
    "CATEGORIES",
    "CHF",
    "CHINA_FAPIAO",
    "CNY",
    "CZK",
    "DKK",
    "EN16931",
    "EUR",
    "GBP",
    "GST",
    "HALF_EVEN",
    "HALF_UP",
    "HKD",
    "INR",
    "JAPAN",
    "JPY",
    "KRW",
    "KWD",
    "MXN",
    "MYR",
    "NOK",
    "NZD",
    "PHP",
    "PLN",
    "ROUND_DOWN",
    "ROUND_UP",
    "SEK",
    "SGD",
    "THB",
    "TWD",
    "USD",
    "US_INVOICE",
    "US_ITEM",
    "VAT",
    "ZAR",
    "AddOn",
    "Added",
    "Allowance",
    "AmountOff",
    "Approval",
    "AtLeast",
    "AtMost",
    "AutomationTool",
    "Baseline",
    "CRMLicense",
    "CallLength",
    "Change",
    "Charge",
    "Citation",
    "Component",
    "Consulting",
    "Currency",
    "Customization",
    "Deflection",
    "Delivery",
    "Demand",
    "EmailSupport",
    "Exempt",
    "Flat",
    "Floor",
    "Free",
    "Graduated",
    "InForce",
    "InHouse",
    "Included",
    "IndexValue",
    "Indexed",
    "Introductory",
    "Invoice",
    "Item",
    "Lapsed",
    "Line",
    "LiveChat",
    "Margin",
    "Markup",
    "Money",
    "Named",
    "Offer",
    "OutOfScope",
    "Outsourced",
    "Package",
    "PerUnit",
    "PercentOf",
    "PercentOff",
    "PerpetualLicense",
    "PersonDays",
    "PhoneSupport",
    "Premium",
    "Price",
    "PricingError",
    "PricingErrors",
    "ProcessCustomization",
    "Productivity",
    "Purchase",
    "QualityAssurance",
    "Quote",
    "Ramp",
    "Rate",
    "Recruiting",
    "Removed",
    "Repriced",
    "ReverseCharge",
    "Rounding",
    "Sale",
    "SalesTax",
    "SocialMedia",
    "Source",
    "Sourced",
    "Stacked",
    "Stairstep",
    "Step",
    "Sum",
    "Summable",
    "Supervision",
    "Surcharge",
    "Tariff",
    "Tax",
    "TaxLine",
    "Telephony",
    "Termination",
    "Terms",
    "Tier",
    "Totals",
    "Training",
    "Uplift",
    "Volume",
    "Withholding",
    "Working",
    "Workplace",
    "ZeroRated",
    "__version__",
    "profit_of",
    "resold",
    "target_margin",
]

# A component's module is imported when somebody first asks for one of its names: most programs
# use a few, and components are what there will be more and more of.
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
    "ProcessCustomization": "customization",
    "QualityAssurance": "quality",
    "Recruiting": "quality",
    "SocialMedia": "channels",
    "Supervision": "supervision",
    "Surcharge": "item",
    "Telephony": "telephony",
    "Training": "services",
    "Workplace": "workplace",
}
# So is what is made of a whole quote.
_OF_QUOTES: Final = {
    "Offer": "offer",
    "Sale": "resale",
    "profit_of": "target",
    "resold": "resale",
    "target_margin": "target",
}

# So is that of a change over the term.
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
_MODULES: Final = (
    _CHANGES | _OF_QUOTES | {name: f"components.{module}" for name, module in _COMPONENTS.items()}
)


if not TYPE_CHECKING:  # to a type checker, it would make every misspelt name a right one

    def __getattr__(name: str) -> Any:  # noqa: ANN401
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = import_module(f".{_MODULES[name]}", __name__)
        globals()[name] = value = getattr(module, name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})
