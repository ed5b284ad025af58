"""A large enterprise builds its customer service: three years, in CNY.

What vendors charge and what the company spends on its own people stand side by side: the one is
a price with discounts and tax, the other a cost. A figure that was found cites its source, and
every other one says that it is an assumption. Nothing here is an offer: nobody publishes a price
of Fxiaoke (纷享销客), and those used here are from an article. Run it with ``--zh`` for Chinese.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import Any, TypeVar

from budget import budget
from remarks import in_chinese

from cspricing import (
    CNY,
    VAT,
    Charge,
    Component,
    Consulting,
    CRMLicense,
    Customization,
    EmailSupport,
    InHouse,
    Item,
    LiveChat,
    PercentOff,
    PersonDays,
    PhoneSupport,
    ProcessCustomization,
    QualityAssurance,
    Quote,
    Recruiting,
    SocialMedia,
    Sourced,
    Supervision,
    Telephony,
    Training,
    Workplace,
)
from cspricing.list_prices import FXIAOKE_CRM_CNY_UNDATED, FXIAOKE_MAINTENANCE_PERCENT_UNDATED
from cspricing.messages import Language
from cspricing.staffing import Opening, OpeningHours, Profile, ServiceLevel

Given = TypeVar("Given")


def assumed(value: Given, why: str) -> Sourced[Given]:
    """Mark a figure as our own assumption."""
    return Sourced(value, why, None, "assumption")


def reported(value: Given, where: str) -> Sourced[Given]:
    """Mark a figure that somebody reports, and nobody has verified."""
    return Sourced(value, where, None, "secondary")


OURS = "our estimate; no published figure was found"
MARKET = "wkefu.com/industryNews/1364"
COURSES = "zx08.cn/article/415161: CNY 8,000 to 15,000 a day for a regionally known trainer"
DEVELOPERS = "sibuke.com/huodawenan/47713: CNY 1,500 a person-day"
ATTRITION = "ICMI 2017, as apexcx reports it"

# ---------------------------------------------------------------------------- service types

AGENT_WAGE = assumed(CNY(6000), "an agent in a provincial capital")
ON_COST = assumed(32, "social insurance and housing fund")
HOURS = assumed(166, "20.75 days of 8 hours")
DAY_OF_AGENT = assumed(CNY(382), "the wage with on-cost / 20.75 days, rounded")
WEEK_OF_AGENT = assumed(CNY(1828), "the wage with on-cost x 12 / 52, rounded")
SEAT = Workplace(
    equipment=assumed(CNY(1500), "desk, chair and partition"),
    life_months=assumed(60, "usual for furniture"),
    spare_percent=assumed(5, "so that nobody waits for a chair"),
    space=assumed(CNY(500), "5 square metres, with energy and cleaning"),
    people_per_seat=assumed("1.25", "two shifts that overlap"),
    bought=True,
)
LEADS = Supervision(
    role="team lead", span=assumed(15, "12 to 20 are usual"), monthly_wage=assumed(CNY(9500), OURS)
)
PLANNERS = Supervision(
    role="planner", span=assumed(80, "75 to 100 are usual"), monthly_wage=assumed(CNY(11_000), OURS)
)
LINES = Telephony(
    per_minute=reported(CNY("0.12"), f"{MARKET}: CNY 0.12 to 0.15"),
    numbers=assumed(2, "one in each of two provinces"),
    number_rent=assumed(CNY(300), "a toll-free number"),
    bought=True,
)


OPEN = OpeningHours.daily(Opening("08:00", "20:00"), interval_minutes=60)
DAY = Profile(OPEN, [6, 9, 11, 10, 8, 8, 9, 10, 9, 8, 7, 5])
"""How contacts come over the day; an assumption, as nobody counted them yet."""
DAYS = assumed(30, "every day of a month")


def team(*roles: Supervision, lines: Telephony | None = None) -> InHouse:
    """Describe the company's own people on a channel: they differ in who supervises them."""
    return InHouse(
        monthly_wage=AGENT_WAGE,
        hours_per_month=HOURS,
        occupancy_percent=assumed(88, "at most, so that people stay"),
        schedule_efficiency_percent=assumed(92, "shifts never fit the day"),
        shrinkage_percent=assumed(30, "leave, illness, breaks, meetings and training"),
        on_cost_percent=ON_COST,
        supervision=roles,
        workplace=SEAT,
        telephony=lines,
    )


PHONE = PhoneSupport(
    calls_per_month=assumed(60_000, "2,000 a day"),
    handle_minutes=assumed(5, "with the work after a call"),
    talk_minutes=assumed(4, "the part of it on the phone"),
    profile=DAY,
    days_per_month=DAYS,
    service_level=ServiceLevel("0.80", within_seconds=20),
    patience_seconds=assumed(180, "who waits three minutes hangs up"),
    delivery=team(LEADS, PLANNERS, lines=LINES),
)
EMAIL = EmailSupport(
    emails_per_month=assumed(15_000, "500 a day"),
    handle_minutes=assumed(6, "reading, looking up, answering"),
    profile=DAY,
    days_per_month=DAYS,
    answer_within_hours=assumed(8, "within the day"),
    delivery=team(LEADS),
)
CHAT = LiveChat(
    chats_per_month=assumed(20_000, "one for three calls"),
    handle_minutes=assumed(12, "from greeting to notes"),
    concurrency=assumed(2, "two to three are practical"),
    handle_minutes_at=("9", "12", "14"),
    profile=DAY,
    days_per_month=DAYS,
    service_level=ServiceLevel("0.80", within_seconds=30),
    patience_seconds=assumed(120, "who waits two minutes leaves"),
    delivery=team(LEADS),
    tool=reported(CNY(200), f"{MARKET}: a seat of a service system"),
    tool_seats=assumed(20, "18 seats, and two in reserve"),
)
SOCIAL = SocialMedia(
    mentions_per_month=assumed(8000, "Weibo, WeChat, Xiaohongshu"),
    answered_percent=assumed(30, "the others need no answer"),
    handle_minutes=assumed(4, "with asking others"),
    profile=DAY,
    days_per_month=DAYS,
    answer_within_hours=assumed(4, "before a mention spreads"),
    delivery=team(),  # a lead of the chats looks after them
    tool=assumed(CNY(2500), "a tool for monitoring"),
    tool_seats=assumed(2, "one to watch, one to answer"),
)
CHANNELS: tuple[Component, ...] = (PHONE, EMAIL, CHAT, SOCIAL)


def counted(what: str) -> int:
    """Count what the channels pay for each month: other chapters follow from it."""
    charges = [charge for channel in CHANNELS for charge in channel.charges()]
    paid = [one for one in charges if isinstance(one, Charge) and one.what == what]
    return sum(int(one.quantity) for one in paid)


AGENTS = assumed(counted("wages"), "all agents whom the channels pay, as this case staffs them")

CONTACTS = assumed(
    PHONE.calls_per_month
    + EMAIL.emails_per_month
    + CHAT.chats_per_month
    + SOCIAL.mentions_per_month * SOCIAL.answered_percent / 100,
    "all contacts that the channels answer",
)

EQUIPMENT = Item(
    name="PC, telephone, headset",
    quantity=assumed(counted("space") + 4, "every seat of the channels, and four in reserve"),
    unit="seat",
    price=reported(CNY(5000), "ningtui, 1330.cn: about CNY 5,000 a seat"),
    category="equipment",
)

# ---------------------------------------------------------------------------- service quality

QUALITY = QualityAssurance(
    contacts_per_month=CONTACTS,
    sampled_percent=assumed(2, "every fiftieth contact"),
    minutes_per_review=assumed(12, "listening, scoring, telling"),
    hourly_wage=assumed(CNY(60), "a wage of 7,500, with on-cost, over 166 hours, rounded"),
    tool=assumed(CNY(4000), "recording and scoring"),
)
HIRING: dict[str, Any] = {
    "cost_per_hire": assumed(CNY(2500), "advertising, interviews, checks"),
    "training_days": assumed(10, "before the first contact alone"),
    "wage_per_day": DAY_OF_AGENT,
    "ramp_weeks": assumed(8, "until they are as fast as the others"),
    "ramp_productivity_percent": assumed(70, "in the mean of these weeks"),
    "weekly_wage": WEEK_OF_AGENT,
}
FIRST_TEAM = Recruiting(name="Recruiting of the first team", hires=AGENTS, **HIRING)
RECRUITING = Recruiting(headcount=AGENTS, attrition_percent=reported(33, ATTRITION), **HIRING)

# ---------------------------------------------------------------------------- technology

FXIAOKE = CRMLicense(
    name="纷享销客 CRM",
    seats=assumed(500, "all who talk with customers, sell or decide"),
    tariff=FXIAOKE_CRM_CNY_UNDATED,
    priced="monthly",
    billed="yearly",
    prepayment_discount_percent=assumed(0, "twelve months in advance; no discount is known"),
    implementation_percent=assumed(
        40, "between the 30 and 50 % of worktile.com/kb/p/3326134, unverified"
    ),
    maintenance_percent=FXIAOKE_MAINTENANCE_PERCENT_UNDATED,
    support_percent=assumed(5, "a support tier above the standard one"),
)

# ---------------------------------------------------------------------------- training, consulting

TRAINING = Training(
    days=assumed(3, "CRM, products, talking with customers"),
    daily=reported(CNY(9000), COURSES),
    trainees=AGENTS,
    group_size=assumed(16, "so that everybody practises"),
    preparation_days=assumed(4, "cases of this company"),
    materials=assumed(CNY(80), "print and binding"),
    trainee_wage_per_day=DAY_OF_AGENT,
)
CONSULTING = Consulting(
    grades=[
        PersonDays("partner", assumed(8, "steering"), assumed(CNY(9000), OURS)),
        PersonDays("senior consultant", assumed(40, "design"), assumed(CNY(5500), OURS)),
        PersonDays("consultant", assumed(90, "analysis, roll-out"), assumed(CNY(3200), OURS)),
    ],
    complexity=assumed("1.15", "four channels in one go"),
    contingency_percent=assumed(8, OURS),
    expenses=assumed(CNY(60_000), "travel of three people"),
)

# ---------------------------------------------------------------------------- customization

SYSTEMS = Customization(
    roles=[
        PersonDays("architect", assumed(30, OURS), assumed(CNY(2800), OURS)),
        PersonDays("developer", assumed(180, OURS), reported(CNY(1500), DEVELOPERS)),
        PersonDays("project manager", assumed(45, OURS), assumed(CNY(2200), OURS)),
    ],
    contingency_percent=assumed(15, "interfaces to old systems"),
    environments=assumed(CNY(3000), "development and test"),
    maintenance_percent=assumed(18, "15 to 20 % a year are usual"),
)
PROCESSES = ProcessCustomization(
    processes=assumed(14, "from complaint to recall"),
    mapping_days=assumed(4, "with two rounds of comments"),
    daily=assumed(CNY(3200), "a consultant's rate"),
    change_management_percent=assumed(20, OURS),
    workshops=assumed(14, "one for each process"),
    workshop_hours=assumed(3, "half a morning"),
    attendees=assumed(8, "agents, leads, back office"),
    attendee_hourly_wage=assumed(CNY(60), "between an agent's hour and a lead's, with on-cost"),
    dip_weeks=assumed(4, "until the new ways are habits"),
    dip_percent=assumed(10, "in the mean of these weeks"),
    weekly_labour=assumed(CNY(1828 * AGENTS.value), "a week of all agents, at CNY 1,828 each"),
)

BOUGHT = ["software", "training", "consulting", "customization"]
"""What the discount is on. A category holds prices and own costs; discounts touch prices only."""

CHAPTERS: dict[str, tuple[Component, ...]] = {
    "service types": (*CHANNELS, EQUIPMENT),
    "service quality": (QUALITY, FIRST_TEAM, RECRUITING),
    "technology": (FXIAOKE,),
    "training and consulting": (TRAINING, CONSULTING),
    "customization": (SYSTEMS, PROCESSES),
}
"""The five chapters of the trade, and what this case has of each."""


def quote() -> Quote:
    """Put the case together: all chapters on one set of terms."""
    components = [component for chapter in CHAPTERS.values() for component in chapter]
    return (
        Quote.of(*components)
        .over(months=36, start=date(2027, 1, 1))
        .less(PercentOff(8, on=BOUGHT, reason="one contractor for all of it"))
        .taxed(VAT(13, on="equipment"), VAT(9, on=["telephony", "premises"]), VAT(6))
    )


TITLES = {
    "en": "Customer service of a large enterprise, in CNY",
    "zh": "大型企业客户服务（CNY）",
}


def main(language: str) -> None:
    """Print the sums first, then the lines, and then how each amount came about."""
    case = quote()
    case.verify()
    told: Language = "zh" if language == "--zh" else "en"
    print(f"# {TITLES[told]}\n")
    for part in (budget(case, CHAPTERS, told), case.explain(told)):
        print(in_chinese(part) if told == "zh" else part)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
