"""Price books and tax tables: dated, sourced figures in TOML files, looked up for a day.

>>> from cspricing import CRMLicense, Quote
>>> from cspricing.pricebook import PriceBook
>>> book = PriceBook.shipped()
>>> seat = book.find("Zoho CRM", edition="Professional", currency="INR", on="2026-12-01")
>>> print(Quote.of(CRMLicense(seats=8, tariff=seat.sourced)).net)
INR 11,200.00
"""

from __future__ import annotations

from .price_book import PriceBook
from .price_entry import Billing, PriceEntry
from .tax_rate import TaxRate
from .tax_table import TaxTable

__all__ = ["Billing", "PriceBook", "PriceEntry", "TaxRate", "TaxTable"]
