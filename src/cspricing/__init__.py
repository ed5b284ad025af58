"""Price customer-service operations: exact, explained, from volume to total.

>>> from cspricing import CNY, Item, VAT
>>> seats = Item(name="CRM seats", quantity=25, unit="seat", price=CNY(199), category="software")
>>> work = Item(name="Set-up", quantity=3, unit="day", price=CNY(1500), category="consulting")
>>> print((seats + work).taxed(VAT(6)).total)
CNY 10,043.50
"""

from __future__ import annotations

from .charge import (
    CATEGORIES,
    Charge,
    Component,
    PercentOf,
    Working,
)
from .components.channels import EmailSupport, PhoneSupport
from .components.customization import Customization
from .components.delivery import InHouse, Outsourced
from .components.item import Allowance, Item, Surcharge
from .components.services import Training
from .components.technology import CRMLicense
from .discount import AmountOff, PercentOff
from .errors import PricingError, PricingErrors
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
    "Allowance",
    "AmountOff",
    "AtLeast",
    "AtMost",
    "Baseline",
    "CRMLicense",
    "Charge",
    "Citation",
    "Component",
    "Currency",
    "Customization",
    "EmailSupport",
    "Exempt",
    "Flat",
    "Graduated",
    "InHouse",
    "Included",
    "Invoice",
    "Item",
    "Line",
    "Margin",
    "Markup",
    "Money",
    "Named",
    "OutOfScope",
    "Outsourced",
    "Package",
    "PerUnit",
    "PercentOf",
    "PercentOff",
    "PhoneSupport",
    "Price",
    "PricingError",
    "PricingErrors",
    "Quote",
    "Rate",
    "ReverseCharge",
    "Rounding",
    "SalesTax",
    "Source",
    "Sourced",
    "Stacked",
    "Stairstep",
    "Step",
    "Sum",
    "Summable",
    "Surcharge",
    "Tariff",
    "Tax",
    "TaxLine",
    "Terms",
    "Tier",
    "Totals",
    "Training",
    "Volume",
    "Withholding",
    "Working",
    "ZeroRated",
    "__version__",
]
