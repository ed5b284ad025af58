"""Misuse that type checkers refuse. Checked by mypy and pyright, never run.

Each line is wrong and says so by ``type: ignore`` with the error's code.
An ignore that nothing needs is an error to both checkers, so that each misuse is proven to fail.
"""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from decimal import Decimal

import cspricing
from cspricing import (
    CNY,
    Consulting,
    CRMLicense,
    Customization,
    Money,
    Offer,
    PercentOff,
    PerUnit,
    Quote,
)

version_is_no_number: int = cspricing.__version__  # type: ignore[assignment]

# A name that is not there is no name, though components are imported on first use.
cspricing.PhoneSuport  # type: ignore[attr-defined]

# Money is whole minor units: it is multiplied by whole numbers only, and never changed.
Money.of_minor(100, "EUR") * Decimal("1.5")  # type: ignore[operator]
Money.of_minor(100, "EUR").minor = 101  # type: ignore[misc]

# A float cannot hold 0.1.
CNY(0.1)  # type: ignore[arg-type]
CRMLicense(seats=2.5, tariff=CNY(199))  # type: ignore[arg-type]
PercentOff(12.5)  # type: ignore[arg-type]

# A bare number is no price.
PerUnit("1.57")  # type: ignore[arg-type]

# Fields are named, and their choices are few.
CRMLicense(25, CNY(199))  # type: ignore[call-arg, arg-type]
PercentOff(10, level="order")  # type: ignore[arg-type]
Customization(maintenance_billed="weekly")  # type: ignore[arg-type]
Consulting(grades=["partner"])  # type: ignore[list-item]
Quote().explain("fr")  # type: ignore[arg-type]
Quote().over(months="12")  # type: ignore[arg-type]

# What a customer sees has no cost, nor what leads to one.
Offer.of(Quote()).cost  # type: ignore[attr-defined]
Offer.of(Quote()).lines[0].entry  # type: ignore[attr-defined]

# A quote is added to by components, not by numbers.
Quote() + 1  # type: ignore[operator]
Quote.of("phone")  # type: ignore[arg-type]
# Of a sum of components a checker knows no figure: Quote.of(*parts) is typed.
sum([CRMLicense(seats=1, tariff=CNY(1))]).total  # type: ignore[union-attr]
