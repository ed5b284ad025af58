"""A small business outsources its phone support and takes a CRM: twelve months, in CNY.

Beside the quote stands what the same calls would cost if its own people answered them.
Run it with ``--zh`` for Chinese. Prices with a source cite it; what has none says that it is
an assumption.
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

from budget import chapter_sums, say, table
from remarks import in_chinese

from cspricing import (
    CNY,
    VAT,
    AutomationTool,
    Component,
    CRMLicense,
    Customization,
    InHouse,
    Money,
    Outsourced,
    PhoneSupport,
    ProcessCustomization,
    Quote,
    Sourced,
    Telephony,
    Tier,
    Training,
    Volume,
    Workplace,
)
from cspricing.documents import to_markdown
from cspricing.list_prices import ZOHO_CRM_PROFESSIONAL_INR_2026_08
from cspricing.messages import Language
from cspricing.words import word

MONTHS = 12

TENDER = "China Unicom Heilongjiang, 2026 call outsourcing tender, qianlima.com/bid-578370758"
COURSES = "zx08.cn/article/415161: CNY 3,000 to 8,000 a day for a local trainer"
DEVELOPERS = "sibuke.com/huodawenan/47713: CNY 1,500 a person-day"
MARKET = "wkefu.com/industryNews/1364"

# Per call, all calls at the price of the band that the month falls in; never below the minimum.
# A tender pays 1.67 and 1.76 for two kinds of calls. That there are bands is our assumption.
AGENCY = Outsourced(
    billed_per="contact",
    tariff=Volume(
        [
            Tier(2000, Sourced(CNY("1.76"), f"{TENDER} has 1.67 and 1.76", None, "assumption")),
            Tier(6000, Sourced(CNY("1.67"), f"{TENDER} has 1.67 and 1.76", None, "assumption")),
            Tier(None, Sourced(CNY("1.57"), "less for many calls", None, "assumption")),
        ]
    ),
    minimum=Sourced(CNY(5000), "a usual floor for a team of this size", None, "assumption"),
    setup=Sourced(CNY(3000), "number, scripts and two test days", None, "assumption"),
)

# Zoho lists its CRM in INR and USD, not in CNY: the price is derived, at a rate that is assumed.
ZOHO_LIST = ZOHO_CRM_PROFESSIONAL_INR_2026_08
CNY_PER_INR = Decimal("0.0835")
ZOHO_PROFESSIONAL = Sourced(
    CNY(ZOHO_LIST.value.numerator * CNY_PER_INR),
    f"{ZOHO_LIST.value} a user and month ({ZOHO_LIST.source.where}) x {CNY_PER_INR} CNY/INR, a "
    "rate that we assume",
    ZOHO_LIST.source.read,
    "assumption",
)

# It answers what customers ask most (where is my parcel?) before anybody picks up. The calls that
# are left are the harder ones.
AUTO_REPLY = AutomationTool(
    licence=Sourced(CNY(200), "as a seat of a service system costs", None, "assumption"),
    building=Sourced(CNY(2000), "twenty answers, written and recorded", None, "assumption"),
    deflected_percent=Sourced(20, "one call in five is about a parcel", None, "assumption"),
    remaining_handle_percent=Sourced(105, "the short calls leave", None, "assumption"),
)

# Two people must be there while the shop is open, every day; with leave and illness that takes
# five.
OWN_PEOPLE = InHouse(
    agents=Sourced(2, "one answers, one stands by", None, "assumption"),
    open_hours_per_month=Sourced(240, "30 days of 8 hours", None, "assumption"),
    hours_per_month=Sourced(166, "20.75 days of 8 hours", None, "assumption"),
    shrinkage_percent=Sourced(30, "leave, illness, breaks and training", None, "assumption"),
    monthly_wage=Sourced(CNY(5200), "a clerk in a smaller city", None, "assumption"),
    on_cost_percent=Sourced(32, "social insurance and housing fund", None, "assumption"),
    workplace=Workplace(
        equipment=Sourced(CNY(5000), "ningtui, 1330.cn: PC, phone, headset", None, "secondary"),
        life_months=Sourced(36, "usual for office equipment", None, "assumption"),
        space=Sourced(CNY(400), "5 square metres in a smaller city", None, "assumption"),
        people_per_seat=Sourced("2.5", "five people on two seats", None, "assumption"),
    ),
    telephony=Telephony(per_minute=Sourced(CNY("0.12"), MARKET, None, "secondary")),
)


def phone_support(delivery: Outsourced | InHouse) -> PhoneSupport:
    """State the demand once, for whoever meets it."""
    return PhoneSupport(
        calls_per_month=Sourced(3600, "120 calls a day, 30 days", None, "assumption"),
        handle_minutes=Sourced("4.5", "what the two clerks need today", None, "assumption"),
        delivery=delivery,
    )


def chapters() -> dict[str, tuple[Component, ...]]:
    """Give what is bought, by the chapters of the trade."""
    phone = phone_support(AGENCY).after(AUTO_REPLY)
    staff = Sourced(8, "all who sell or look after orders", None, "assumption")
    crm = CRMLicense(name="Zoho CRM Professional", seats=staff, tariff=ZOHO_PROFESSIONAL)
    setup = Customization(
        person_days=Sourced(3, "to set up fields, import, telephone", None, "assumption"),
        daily=Sourced(CNY(1500), DEVELOPERS, None, "secondary"),
    )
    training = Training(
        days=Sourced(2, "the system, and talking with customers", None, "assumption"),
        daily=Sourced(CNY(4000), COURSES, None, "secondary"),
        trainees=staff,
        materials=Sourced(CNY(50), "print and binding", None, "assumption"),
    )
    improvement = ProcessCustomization(
        processes=Sourced(2, "returns and complaints", None, "assumption"),
        mapping_days=Sourced("1.5", "short ones, each on a page", None, "assumption"),
        daily=Sourced(CNY(1500), "as a developer; no rate was found", None, "assumption"),
        change_management_percent=Sourced(20, "two visits afterwards", None, "assumption"),
    )
    return {
        "service types": (phone,),
        "technology": (AUTO_REPLY, crm),
        "training and consulting": (training,),
        "customization": (setup, improvement),
    }


def quote() -> Quote:
    """Put the case together."""
    components = [component for chapter in chapters().values() for component in chapter]
    return Quote.of(*components).over(months=MONTHS, start=date(2027, 1, 1)).taxed(VAT(6))


def sums(case: Quote, language: Language) -> str:
    """Sum up what is bought, by category and by chapter of the trade, as tables in Markdown."""
    by_chapter = chapter_sums(case, chapters(), language)
    by_category = {
        word("category", name, language): net for name, net in case.by_category().items()
    }
    head = ["", say("bought", language)]
    return "\n".join(
        [
            "",
            table(say("By category", language), head, by_category.items()),
            table(say("By chapter of the trade", language), head, by_chapter.items()),
            f"{say('bought, monthly recurring value', language)}: {case.monthly_recurring}",
            f"{say('bought, net: the contract value', language)}: {case.net}",
            "",
        ]
    )


def alternatives() -> dict[str, Quote]:
    """Meet the same calls in four ways."""
    agency, own = phone_support(AGENCY), phone_support(OWN_PEOPLE)
    ways = {
        "agency": Quote.of(agency),
        "agency, auto-reply": agency.after(AUTO_REPLY) + AUTO_REPLY,
        "own people": Quote.of(own),
        "own people, auto-reply": own.after(AUTO_REPLY) + AUTO_REPLY,
    }
    return {name: way.over(months=MONTHS) for name, way in ways.items()}


def spent(way: Quote) -> tuple[Money, Money, Money]:
    """Give what is spent once, a month, and in all: prices and own cost, without tax."""
    usual = way.invoices[-1].totals
    monthly, in_all = usual.net + usual.cost, way.net + way.cost
    return in_all - monthly * MONTHS, monthly, in_all


WORDS = {
    "en": (
        "The same calls, met in other ways (without tax)",
        "All of these rest on figures that nobody has verified.",
        "once",
        "a month",
        "12 months",
    ),
    "zh": (
        "同样的话务，不同的服务方式（不含税）",
        "以上均含未经核实的数据。",
        "一次性",
        "每月",
        "12 个月",
    ),
}
CHINESE = {
    "agency": "外包",
    "agency, auto-reply": "外包 + 自动应答",
    "own people": "自建",
    "own people, auto-reply": "自建 + 自动应答",
}


def comparison(language: Language) -> str:
    """Put the alternatives side by side, as a table in Markdown."""
    title, note, *columns = WORDS[language]
    rows = ["", f"## {title}", "", f"| | {' | '.join(columns)} |", "| :-- | --: | --: | --: |"]
    for name, way in alternatives().items():
        told = CHINESE[name] if language == "zh" else name
        rows.append(f"| {told} | {' | '.join(str(amount) for amount in spent(way))} |")
    return "\n".join([*rows, "", note, ""])


def main(language: str) -> None:
    """Print the quote for the customer, the alternatives, and how each amount came about."""
    case = quote()
    case.verify()
    told: Language = "zh" if language == "--zh" else "en"
    for part in (
        to_markdown(case, told),
        sums(case, told),
        comparison(told),
        case.explain(told),
    ):
        print(in_chinese(part) if told == "zh" else part)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
