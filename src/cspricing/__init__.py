"""Price customer-service operations: exact, explained, from volume to total.

>>> from cspricing import CNY, Item, VAT
>>> seats = Item(name="CRM seats", quantity=25, unit="seat", price=CNY(199), category="software")
>>> work = Item(name="Set-up", quantity=3, unit="day", price=CNY(1500), category="consulting")
>>> print((seats + work).taxed(VAT(6)).total)
CNY 10,043.50
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .baseline import Baseline
from .billing import Milestone, Milestones, Prepaid
from .change import Change
from .charge import CATEGORIES, Charge, Component, PercentOf
from .discount import AmountOff, PercentOff
from .errors import PricingError, PricingErrors
from .exchange import FxRates
from .floor import Approval, Floor
from .fx_rate import FxRate
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
from .on_demand import ON_DEMAND
from .payment_terms import DefaultInterest, Deposit, Retention
from .payments import Payment
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
from .slice import Slice
from .step import Step
from .tariff import (
    After,
    AtLeast,
    AtMost,
    Drawdown,
    Flat,
    Included,
    Package,
    PerUnit,
    Sum,
    Tariff,
)
from .tax import Rate, Tax, Withholding
from .terms import Terms
from .tiers import Graduated, Stairstep, Tier, Volume
from .totals import Totals
from .treatments import (
    GST,
    VAT,
    Exempt,
    OutOfScope,
    ReverseCharge,
    SalesTax,
    Stacked,
    ZeroRated,
)
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
    from .components.prepaid import PrepaidBlock
    from .components.pulse import CallLength
    from .components.quality import QualityAssurance, Recruiting
    from .components.service_credits import ServiceBand, ServiceCredits
    from .components.services import Consulting, Training
    from .components.supervision import Supervision
    from .components.technology import AddOn, CRMLicense, PerpetualLicense
    from .components.telephony import Telephony
    from .components.usage import Usage
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
    "After",
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
    "DefaultInterest",
    "Deflection",
    "Delivery",
    "Demand",
    "Deposit",
    "Drawdown",
    "EmailSupport",
    "Exempt",
    "Flat",
    "Floor",
    "Free",
    "FxRate",
    "FxRates",
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
    "Milestone",
    "Milestones",
    "Money",
    "Named",
    "Offer",
    "OutOfScope",
    "Outsourced",
    "Package",
    "Payment",
    "PerUnit",
    "PercentOf",
    "PercentOff",
    "PerpetualLicense",
    "PersonDays",
    "PhoneSupport",
    "Premium",
    "Prepaid",
    "PrepaidBlock",
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
    "Retention",
    "ReverseCharge",
    "Rounding",
    "Sale",
    "SalesTax",
    "ServiceBand",
    "ServiceCredits",
    "Slice",
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
    "Usage",
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


if not TYPE_CHECKING:  # to a type checker, it would make every misspelt name a right one

    def __getattr__(name: str) -> Any:  # noqa: ANN401
        if name not in ON_DEMAND:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = import_module(f".{ON_DEMAND[name]}", __name__)
        globals()[name] = value = getattr(module, name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *ON_DEMAND})
