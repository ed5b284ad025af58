"""A contract as it is signed: for two years, a provider serves the customers of an online shop.

What the customer gets is printed first: the offer, with the changes over the term and the plan of
payments. What stays with the provider follows: what made the second version dearer than the
first, the walk from cost to total, and the floor that the price is held to. All companies and
figures are made up.
"""

from __future__ import annotations

from datetime import date

from cspricing import (
    EUR,
    VAT,
    Approval,
    CRMLicense,
    Customization,
    Deposit,
    Floor,
    InHouse,
    Margin,
    Milestone,
    Milestones,
    PercentOff,
    PersonDays,
    PhoneSupport,
    Prepaid,
    Purchase,
    Quote,
    Ramp,
    Uplift,
)
from cspricing.documents import to_markdown

TEAM = InHouse(heads=9, monthly_wage=EUR(2650), on_cost_percent=21)
PHONE = PhoneSupport(calls_per_month=9000, handle_minutes=5, delivery=TEAM)
CONNECTION = Customization(
    name="Shop connection",
    roles=[PersonDays("developer", 14, EUR(820)), PersonDays("tester", 4, EUR(640))],
)


def offered(seats: int) -> Quote:
    """Offer so many seats: everything that was agreed before anybody bargained."""
    crm = CRMLicense(name="CRM", seats=seats, tariff=EUR("49.00"))
    return (
        (PHONE + crm + CONNECTION)
        .over(24, date(2027, 3, 1), due_days=30)
        .marked_up(Margin(24))
        .bought(Purchase(75, on="software"), Purchase(60, on="customization"))
        .changed(
            Ramp({1: 50, 2: 75, 3: 100}, percent=True, on=PhoneSupport),
            Uplift(3, on=PhoneSupport),
        )
        .billed(
            Milestones(
                [
                    Milestone("order", 30),
                    Milestone("delivery", 40, 3),
                    Milestone("acceptance", "rest", 5),
                ],
                on=Customization,
            ),
            Prepaid(12, percent_off=10, on="software"),
        )
        .paid(deposit=Deposit(amount=EUR(10_000), day=date(2027, 2, 15)))
        .floored(Floor(margin=22, may_go_below=["Head of sales"]))
        .taxed(VAT(19))
    )


def main() -> None:
    """Print what the customer sees, and then what the provider keeps."""
    first = offered(seats=12)
    second = (
        first.revised(*offered(seats=15).components, valid_until="2027-02-28")
        .less(PercentOff(3, reason="two years at once"))
        .approved(
            Approval(
                by="M. Keller",
                role="Head of sales",
                given="2027-02-10",
                reason="first shop of the group",
            )
        )
    )
    second.verify()
    print(to_markdown(second), end="\n\n")
    print("# For the provider alone\n")
    print(first.diff(second), end="\n\n")
    print(second.walk_from_cost(), end="\n\n")
    for record in second.floors:
        print(record)


if __name__ == "__main__":
    main()
