"""A small business outsources its phone support and takes a CRM: twelve months, in CNY.

Run it with ``--zh`` for Chinese. Prices with a source cite it; what has none says that it is
an assumption.
"""

from __future__ import annotations

import sys
from datetime import date

from cspricing import (
    CNY,
    VAT,
    CRMLicense,
    Customization,
    Outsourced,
    PhoneSupport,
    Quote,
    Sourced,
    Tier,
    Training,
    Volume,
)
from cspricing.documents import to_markdown
from cspricing.messages import Language

TENDER = "China Unicom Heilongjiang, 2026 call outsourcing tender, qianlima.com/bid-578370758"
COURSES = "zx08.cn/article/415161: CNY 3,000 to 8,000 a day for a local trainer"
DEVELOPERS = "sibuke.com/huodawenan/47713: CNY 1,500 a person-day"

# Per call, all calls at the price of the band that the month falls in; never below the minimum.
AGENCY = Outsourced(
    billed_per="contact",
    tariff=Volume(
        [
            Tier(2000, Sourced(CNY("1.76"), f"{TENDER}, estimate", "2026-02-28", "secondary")),
            Tier(6000, Sourced(CNY("1.67"), f"{TENDER}, estimate", "2026-02-28", "secondary")),
            Tier(None, Sourced(CNY("1.57"), "bands and this price are ours", None, "assumption")),
        ]
    ),
    minimum=Sourced(CNY(5000), "a usual floor for a team of this size", None, "assumption"),
    setup=Sourced(CNY(3000), "number, scripts and two test days", None, "assumption"),
)

# Zoho lists its CRM in INR and USD, not in CNY.
ZOHO_PROFESSIONAL = Sourced(
    CNY("116.90"),
    "INR 1,400 a user and month (zoho.com/crm/zohocrm-pricing.html, read 2026-08-13) x 0.0835 "
    "CNY/INR, a rate that we assume",
    "2026-08-13",
    "assumption",
)


def quote() -> Quote:
    """Put the case together."""
    phone = PhoneSupport(
        calls_per_month=Sourced(3600, "120 calls a day", None, "assumption"),
        handle_minutes="4.5",
        delivery=AGENCY,
    )
    crm = CRMLicense(name="Zoho CRM Professional", seats=8, tariff=ZOHO_PROFESSIONAL)
    setup = Customization(
        name="CRM set-up",
        person_days=3,
        daily=Sourced(CNY(1500), DEVELOPERS, None, "secondary"),
    )
    training = Training(
        name="Phone and CRM training",
        days=2,
        daily=Sourced(CNY(4000), COURSES, None, "secondary"),
        trainees=8,
        materials=Sourced(CNY(50), "print and binding", None, "assumption"),
    )
    return (phone + crm + setup + training).over(months=12, start=date(2027, 1, 1)).taxed(VAT(6))


def main(language: str) -> None:
    """Print the quote for the customer, and then how each amount came about."""
    case = quote()
    case.verify()
    told: Language = "zh" if language == "--zh" else "en"
    print(to_markdown(case, told))
    print(case.explain(told))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
