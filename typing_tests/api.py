"""What type checkers infer from the public names. Checked by mypy and pyright, never run."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import assert_type

import cspricing
from cspricing import (
    CNY,
    EN16931,
    EUR,
    HALF_UP,
    VAT,
    AutomationTool,
    Charge,
    Component,
    Consulting,
    CRMLicense,
    DefaultInterest,
    Deflection,
    Deposit,
    Flat,
    Graduated,
    Invoice,
    Item,
    LiveChat,
    Milestone,
    Milestones,
    Money,
    Offer,
    Outsourced,
    Payment,
    PercentOff,
    PersonDays,
    PerUnit,
    PhoneSupport,
    Prepaid,
    Price,
    Purchase,
    Quote,
    Retention,
    Rounding,
    Sale,
    Sourced,
    Step,
    Summable,
    Tax,
    Terms,
    Tier,
    Totals,
    Training,
    profit_of,
    resold,
    target_margin,
)
from cspricing.list_prices import FXIAOKE_CRM_CNY_UNDATED
from cspricing.pricebook import PriceBook, PriceEntry, TaxRate, TaxTable

assert_type(cspricing.__version__, str)

# Amounts
price = CNY("0.0125")
assert_type(price, Price)
assert_type(price * 3, Price)
assert_type(price / 3, Price)
assert_type(price / price, Fraction)
assert_type(price.settle(HALF_UP), Money)
money = Money.of_minor(1234, "EUR")
assert_type(money + money, Money)
assert_type(money * 2, Money)
assert_type(money / money, Fraction)
assert_type(money.amount, Decimal)
assert_type(money.allocate([1, "1/2", Decimal("0.5")]), tuple[Money, ...])
assert_type(money + price, Price)
assert_type(EN16931, Rounding)

# Tariffs
bands = Graduated([Tier(10, price), Tier(None, flat=EUR(3))])
assert_type(bands.price(3), Price)
assert_type(bands.steps("3.5"), tuple[Step, ...])
Flat(money)  # money may stand wherever a price is expected

# Components add up to a quote, on either side and from any start
phone = PhoneSupport(
    calls_per_month=12_000,
    handle_minutes="4.5",
    delivery=Outsourced(billed_per="contact", tariff=CNY("1.57")),
)
crm = CRMLicense(seats=25, tariff=Sourced(CNY(199), "vendor's list"))
bot = AutomationTool(licence=Sourced(CNY(3000), "offer"), deflected_percent=30)
assert_type(phone.after(bot), PhoneSupport)
chat = LiveChat(
    chats_per_month=5000,
    handle_minutes=12,
    concurrency="2.5",
    delivery=phone.delivery,
    tool=CNY(99),
)
assert_type(chat.after(Deflection(deflected_percent="12.5")), LiveChat)
CRMLicense(seats=25, tariff=FXIAOKE_CRM_CNY_UNDATED)
training = Training(days=Decimal("2.5"), daily=CNY(4800), trainees=12)
advice = Consulting(grades=[PersonDays("partner", 2, CNY(9000), premium_percent="50")])
assert_type(advice.grades, tuple[PersonDays, ...] | None)
assert_type(training + advice, Quote)
assert_type(phone + crm, Quote)
assert_type(phone + crm + training, Quote)
assert_type(Quote.of(phone, crm), Quote)


class Foreign:
    """A component that knows nothing of the library's classes."""

    def charges(self) -> Iterator[Charge]:
        """Give one charge."""
        yield Charge("Stickers", 100, "piece", PerUnit(CNY("0.20")), "marketing")


class OwnSummable(Summable):
    """A component that adds by ``+``."""

    def charges(self) -> tuple[Charge, ...]:
        """Give nothing."""
        return ()


foreign: Component = Foreign()
assert_type(Quote.of(Foreign(), phone) + Foreign(), Quote)
assert_type(phone + Foreign(), Quote)
assert_type(OwnSummable() + phone, Quote)

# A list of parts, and quotes, sum to a quote; of ``sum(parts)`` no checker knows that.
parts: list[Component] = [phone, crm, foreign]
assert_type(Quote.of(*parts), Quote)
assert_type(sum(map(Quote.of, parts), start=Quote()), Quote)

# Quotes
quote = (phone + crm).over(months=12, start="2027-01-01").less(PercentOff(10)).taxed(VAT(6))
assert_type(VAT(6), Tax)
assert_type(VAT(Sourced(6, "the law"), optional=True), Tax)
assert_type(quote.total, Money)
assert_type(quote.totals + quote.totals, Totals)
assert_type(quote.invoices, tuple[Invoice, ...])
assert_type(quote.by_category(), dict[str, Money])
assert_type(quote.explain(), str)
assert_type(quote.monthly_recurring, Price)
assert_type(quote.on_terms(Terms(months=3)), Quote)
assert_type(quote.billed(Milestones([Milestone("order", "rest", at="2027-01-01")])), Quote)
assert_type(quote.billed(Prepaid(6, percent_off=Sourced(10, "the list"))), Quote)
assert_type(quote.paid(deposit=Deposit(percent=20), retention=Retention("2.5")), Quote)
assert_type(quote.paid(default_interest=DefaultInterest(9)).payments, tuple[Payment, ...])
Item(name="x", quantity=1, price=price)

# Margins, partners, and what a customer sees
deal = target_margin(quote.bought(Purchase(70)), "12.5")
assert_type(deal.quote, Quote)
assert_type(deal.left_over, Price)
assert_type(profit_of(quote).percent, Fraction | None)
assert_type(resold(quote, Sale("Customer", PercentOff(10))).customer, Quote)
assert_type([row.change for row in quote.walk()], list[Money])
assert_type(Offer.of(quote).lines[0].net, Money)
assert_type([record.shortfall for record in quote.floors], list[Money])

# Price books and tax tables
book = PriceBook.load_text("", name="ours.toml").overlaid(PriceBook.shipped())
assert_type(book, PriceBook)
assert_type(book.entries, tuple[PriceEntry, ...])
entry = book.find("Zoho CRM", on="2027-01-01", currency="INR", end="most")
assert_type(entry, PriceEntry)
assert_type(entry.sourced, Sourced[Price])
table = TaxTable.load("taxes").overlaid(TaxTable.shipped())
assert_type(table, TaxTable)
assert_type(table.rate("CN", "services", on="2027-01-01"), TaxRate)
assert_type(table.rate("CN", on="2027-01-01").sourced, Sourced[Decimal])
assert_type(table.rate("CN", on="2027-01-01").tax("software"), Tax)
