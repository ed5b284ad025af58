"""Quotes of every shape that an explanation has words for, each as small as it can be."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from cspricing import (
    CNY,
    EUR,
    JAPAN,
    JPY,
    US_INVOICE,
    US_ITEM,
    VAT,
    Allowance,
    AmountOff,
    Approval,
    AtLeast,
    AtMost,
    Baseline,
    Charge,
    CRMLicense,
    Customization,
    EmailSupport,
    Exempt,
    Flat,
    Floor,
    Graduated,
    Included,
    InHouse,
    Item,
    Margin,
    Markup,
    Named,
    Outsourced,
    Package,
    PercentOf,
    PercentOff,
    PerUnit,
    PhoneSupport,
    Purchase,
    Quote,
    ReverseCharge,
    Rounding,
    SalesTax,
    Sourced,
    Stacked,
    Stairstep,
    Sum,
    Surcharge,
    Terms,
    Tier,
    Training,
    Volume,
    Withholding,
)
from cspricing.provenance import Figure
from exchange_shapes import EXCHANGED

FORTY: Final = EUR(40)
DAILY: Final = EUR(800)
HOURLY: Final = EUR(25)
TIERS: Final = [Tier(10, EUR(5), flat=EUR(20)), Tier(None, EUR("4.005"))]
STACKED: Final = Stacked(SalesTax("6.25"), SalesTax("1.875", name="City"))
STEPS: Final = [Tier(10, flat=EUR(50)), Tier(20, flat=EUR(80))]


def seats(quantity: Figure = 12, price: Any = FORTY, **changes: Any) -> Item:  # noqa: ANN401
    """Make seats of a software."""
    given: dict[str, Any] = {
        "name": "Seats",
        "quantity": quantity,
        "unit": "seat",
        "price": price,
        "category": "software",
        **changes,
    }
    return Item(**given)


def days(quantity: Figure = 3, price: Any = DAILY, **changes: Any) -> Item:  # noqa: ANN401
    """Make days of a consultant."""
    return seats(
        quantity, price, **{"name": "Work", "unit": "day", "category": "consulting", **changes}
    )


def wages(price: Any = HOURLY) -> Charge:  # noqa: ANN401
    """Make 40 hours of one's own people."""
    return Charge("wages", 40, "hour", price, "labour", "monthly", cost=True)


_WAYS: Final[tuple[tuple[Any, dict[str, Any]], ...]] = (
    ("contact", {"setup": EUR(300)}),
    ("talk_minute", {"pulse_seconds": 7}),
    ("handle_minute", {"minimum": EUR(9500)}),
    ("hour", {}),
    ("seat", {"seats": 1}),
    ("resolution", {}),
)

MONTHLY: Final = seats(cadence="monthly")

SHAPES: Final[dict[str, Quote]] = {
    # Tariffs
    "per unit": Quote.of(seats()),
    "per some units": Quote.of(seats(7, EUR(10), per=3)),
    "flat": Quote.of(seats(price=Flat(EUR(500)))),
    "graduated": Quote.of(seats(price=Graduated(TIERS))),
    "volume": Quote.of(seats(price=Volume(TIERS))),
    "stairstep": Quote.of(seats(price=Stairstep(STEPS))),
    "package": Quote.of(seats(231, Package(100, EUR(49)))),
    "package of tiers": Quote.of(seats(231, Package("2.5", Graduated(TIERS)))),
    "included": Quote.of(seats(price=Included(10, EUR(40)))),
    "included, all of it": Quote.of(seats(price=Included(100, EUR(40)))),
    "at least": Quote.of(seats(price=AtLeast(EUR(600), EUR(40)))),
    "at least, reached": Quote.of(seats(price=AtLeast(EUR(400), EUR(40)))),
    "at most, not reached": Quote.of(
        seats(price=AtMost(Sourced(EUR(500), "habit"), Sum([AtLeast(EUR(9), EUR(40)), EUR(1)])))
    ),
    "at most": Quote.of(seats(price=AtMost(EUR(400), EUR(40)))),
    "baseline, above": Quote.of(seats(price=Baseline(10, EUR(300), EUR(25), EUR(20)))),
    "baseline, below": Quote.of(seats(8, Baseline(10, EUR(300), EUR(25), EUR(20)))),
    "sum": Quote.of(seats(price=Sum([Flat(EUR(50)), PerUnit(EUR("1.20"))]))),
    "pending denominators": Quote.of(
        seats(price=Sum([PerUnit(EUR(10), per=3), PerUnit(EUR(10) / 7), Flat(EUR("0.125"))]))
    ),
    "nothing": Quote.of(seats(0)),
    "credit": Quote.of(seats(), seats(-5, Graduated(TIERS))),
    # Lines
    "adjustments": Quote.of(
        seats(
            allowances=[Allowance(amount=EUR(5), reason="pilot"), Allowance(percent="1.5")],
            surcharges=[Surcharge(percent=2, base=EUR(100), reason="travel")],
        )
    ),
    "stated": Quote.of(
        seats(), Allowance(amount=EUR(50), reason="loyalty"), Surcharge(percent=2, base=EUR(800))
    ),
    "percentages": Quote.of(
        seats(),
        days(),
        PercentOf(18, of="software", what="Support", category="support"),
        PercentOf(5, of=(Named("Support"), "consulting"), base="list", what="Travel"),
    ),
    # Costs
    "own costs": Quote.of(
        wages(), PercentOf(5, of="labour", what="overhead", category="overhead", cost=True), days()
    ),
    "markup": Quote.of(wages()).marked_up(Markup("33.333")),
    "margin": Quote.of(wages(Sum([EUR(25), Flat(EUR(7))])), days()).marked_up(Margin(30)),
    "markup of a percentage": Quote.of(
        wages(), PercentOf(5, of="labour", what="overhead", category="overhead", cost=True)
    ).marked_up(Markup(10, on="labour"), Margin(20)),
    # Components
    "people": Quote.of(
        PhoneSupport(
            calls_per_month=1000,
            handle_minutes="4.5",
            delivery=InHouse(
                hourly_wage=EUR(10) / 3,
                occupancy_percent=85,
                shrinkage_percent=30,
                on_cost_percent=23,
            ),
        ),
        EmailSupport(
            emails_per_month=2000,
            handle_minutes=6,
            delivery=InHouse(heads=1, monthly_wage=EUR(2400)),
        ),
    ),
    "agencies": Quote.of(
        *(
            PhoneSupport(
                name=f"Billed per {way}",
                calls_per_month=1000,
                handle_minutes="4.5",
                resolution_percent="62.5",
                delivery=Outsourced(billed_per=way, tariff=EUR(2), **more),
            )
            for way, more in _WAYS
        ),
    ),
    "projects": Quote.of(
        CRMLicense(seats=25, tariff=CNY(199)),
        Training(
            days="2.5",
            daily=CNY(4800),
            trainees=12,
            materials=CNY(60),
            trainee_wage_per_day=CNY(320),
        ),
        Customization(person_days=20, daily=CNY(1500), contingency_percent="12.5"),
    ),
    # Discounts
    "discounts of lines": Quote.of(seats(), days()).less(
        PercentOff(10, on="software", level="line", reason="launch"),
        PercentOff(Sourced(50, "habit"), level="line", base="list"),
        AmountOff(EUR(5), level="line"),
    ),
    "discounts of the quote": Quote.of(seats(), days(), seats(-1, name="Refund")).less(
        PercentOff("3.3"), PercentOff(5, on=Item, base="list"), AmountOff(EUR("77.77"), reason="x")
    ),
    "discount of list that lapses": Quote.of(seats()).less(
        PercentOff(80), PercentOff(50, base="list"), PercentOff(60, base="list", level="line")
    ),
    "discounts of lines that lapse": Quote.of(seats(), seats(1), seats(-1), seats(0)).less(
        AmountOff(EUR(100), level="line", cap=True, reason="launch"),
        PercentOff("99.9", level="line", base="list"),
        AmountOff(EUR(0), level="line"),
    ),
    "amount that lapses": Quote.of(seats()).less(AmountOff(EUR(500), cap=True)),
    "amount that is carried": Quote.of(MONTHLY).over(3).less(AmountOff(EUR(1000), carry=True)),
    "rules that did not apply": Quote.of(MONTHLY)
    .over(3)
    .less(
        PercentOff(10, on="toys", optional=True, reason="games"),
        AmountOff(EUR(5), on=("toys", Named("Doll")), optional=True),
        PercentOff(5, lasts="once"),
        PercentOff(100, lasts=2),
        PercentOff(50, lasts=1),
    )
    .taxed(VAT(19), Withholding(0))
    .marked_up(Markup(10, optional=True)),
    # Taxes
    "taxes": Quote.of(seats(), days(), seats(2, category="training")).taxed(
        VAT(19), VAT(7, on="consulting", reason="reduced"), Exempt(on="training", reason="Art. 132")
    ),
    "reverse charge": Quote.of(days()).taxed(ReverseCharge()),
    "stacked": Quote.of(days()).taxed(STACKED),
    "taxed in part": Quote.of(days()).taxed(SalesTax("8.25", share=80)),
    "tax on each line": Quote.of(seats(1, EUR("0.33")), days(1, EUR("0.33")))
    .taxed(VAT(8))
    .on_terms(Terms(taxes=[VAT(8)], rounding=US_ITEM)),
    "tax on the document": Quote.of(seats(1, EUR("0.33")), days(1, EUR("0.33"))).on_terms(
        Terms(taxes=[VAT(8), VAT(19, on="consulting")], rounding=US_INVOICE)
    ),
    "tax in prices": Quote.of(seats(), days())
    .taxed(VAT(20, inclusive=True), VAT(10, on="consulting", inclusive=True))
    .less(PercentOff(10)),
    "tax in prices, on each line": Quote.of(seats(1, EUR("0.35")), seats(1, EUR("7.77"))).on_terms(
        Terms(taxes=[VAT(20, inclusive=True, share=80)], rounding=US_ITEM)
    ),
    "stacked, on each line": Quote.of(seats(1, EUR("0.33")), seats(1, EUR("7.77"))).on_terms(
        Terms(taxes=[STACKED], rounding=US_ITEM)
    ),
    "stacked, on the document": Quote.of(seats(1, EUR("8.35"))).on_terms(
        Terms(taxes=[STACKED], rounding=US_INVOICE)
    ),
    "stacked, on the document and in prices": Quote.of(seats(1, EUR("0.03")), days()).on_terms(
        Terms(
            taxes=[
                STACKED,
                Stacked(
                    VAT(5, inclusive=True), VAT(1, name="City", inclusive=True), on="consulting"
                ),
            ],
            rounding=US_INVOICE,
        )
    ),
    "stacked, in prices": Quote.of(seats(1, EUR("8.35"))).taxed(
        Stacked(VAT("6.25", inclusive=True), VAT("1.875", name="City", inclusive=True))
    ),
    "taxes that change": Quote.of(
        seats(cadence="monthly"),
        days(cadence="monthly"),
        seats(name="Courses", category="training", cadence="quarterly"),
    )
    .over(4, "2028-03-31")
    .taxed(
        VAT(16).then("2028-05-01", Sourced(13, "law", "2027-12-01", "secondary")),
        Stacked(
            SalesTax("6.25"), SalesTax("1.875", name="City").then("2028-04-30", 2), on="consulting"
        ),
        VAT(7, "training").then("2028-04-01", Exempt(reason="Art. 132")),
    ),
    **EXCHANGED,
    "withheld": Quote.of(days(), MONTHLY)
    .over(2)
    .taxed(VAT(18), Withholding(10, on="consulting", name="TDS"), Withholding("1.5")),
    # Terms
    "cash": Quote.of(seats(1, EUR("1.23"))).on_terms(
        Terms(taxes=[VAT(8)], rounding=Rounding(increment="0.05", mode="half_even"))
    ),
    "prepaid": Quote.of(seats(1, EUR("1.23"))).on_terms(
        Terms(prepaid=EUR(1), rounding_amount=EUR("-0.03"))
    ),
    "yen": Quote.of(seats(7, JPY("33.5"))).on_terms(Terms(rounding=JAPAN, taxes=[VAT(10)])),
    "fewer decimals": Quote.of(seats(7, EUR("1.111"))).on_terms(
        Terms(rounding=Rounding(decimals=1, mode="floor"))
    ),
    "a dated term, cut short": Quote.of(
        MONTHLY,
        seats(name="Quarterly", price=AtLeast(EUR(500), EUR(40)), cadence="quarterly"),
        seats(name="Yearly", price=EUR("1000.01"), cadence="yearly"),
        days(),
        PercentOf(10, of="software", what="Support"),
    ).over(14, start=date(2024, 1, 31)),
    "a minimum reached in a period cut short": Quote.of(
        seats(price=AtLeast(EUR(400), EUR(40)), cadence="quarterly")
    ).over(4),
    "a term without dates": Quote.of(MONTHLY).over(7).taxed(VAT(19)),
    "recurring that does not divide": Quote.of(seats(1, EUR(10), cadence="yearly")).over(12),
    "floors": Quote.of(wages(), seats(), days())
    .over(2)
    .marked_up(Markup(30))
    .less(PercentOff(10))
    .bought(
        Purchase(Sourced(70, "contract"), on="software"),
        Purchase(price=Sourced(EUR(1000) / 3, "offer", confidence="verified"), on="consulting"),
    )
    .floored(
        Floor(margin=25, may_go_below=["Head of sales"]),
        Floor(EUR(900), on="software", may_go_below=["CEO"]),
        Floor(margin=10, on=("software", "consulting")),
    )
    .approved(
        Approval(by="A. Chen", role="Head of sales", given="2027-01-05", reason="first customer"),
        Approval(by="CEO", given="2027-01-06"),
    ),
    # Sources
    "sources": Quote.of(
        seats(
            Sourced(12, "roster", date(2026, 5, 1), "verified"),
            Sourced(EUR(40), "zoho.com/crm", "2026-08-13", "page-read"),
        ),
        days(price=Volume([Tier(None, Sourced(EUR(800), "somebody", None, "secondary"))])),
        seats(price=Sourced(EUR(1), "tender", None, "published")),
        seats(Sourced(2, "hearsay"), Sourced(EUR(3), "we think so", None, "assumption")),
        PercentOf(Sourced(5, "habit"), of="consulting", what="Travel"),
    ),
}
