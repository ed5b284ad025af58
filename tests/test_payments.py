"""Deposits, what is kept back, and what is paid when."""

from __future__ import annotations

from typing import Any

import pytest

from cspricing import (
    CHF,
    EUR,
    USD,
    VAT,
    Deposit,
    Item,
    Money,
    PricingError,
    PricingErrors,
    Quote,
    Retention,
    Rounding,
    Terms,
    Withholding,
)

SEATS = Item(name="Seats", quantity=1, unit="seat", price=EUR(100), cadence="monthly")
CREDIT = Item(name="Credit", quantity=-1, unit="credit", price=EUR(250))


def asked(quote: Quote) -> list[str]:
    """Give what is payable with each invoice."""
    return [str(invoice.payable.amount) for invoice in quote.invoices]


def flow(quote: Quote) -> list[tuple[str, str, str]]:
    """Give each payment: its day, what it is, and how much."""
    return [(str(one.day or one.month), one.what, str(one.amount.amount)) for one in quote.payments]


def refused(quote: Quote) -> tuple[str, str | None, str | None]:
    """Give the code, the component and the field of the one fault of a quote."""
    with pytest.raises(PricingErrors) as caught:
        _ = quote.total
    (fault,) = caught.value.exceptions
    assert isinstance(fault, PricingError)
    return fault.code, fault.component, fault.field


# ---------------------------------------------------------------------------- deposits


def test_a_deposit_is_set_off_against_the_last_invoice() -> None:
    """It is paid with the first invoice; what the last cannot bear comes off the one before."""
    quote = Quote.of(SEATS).over(3, "2027-01-15", due_days=10).taxed(VAT(19))
    less = quote.paid(deposit=Deposit(percent=50))
    assert (quote.totals, Money("178.50", "EUR")) == (less.totals, less.payments[0].amount)
    assert ["119.00", "59.50", "0.00"] == asked(less)
    assert [
        ("2027-01-25", "deposit", "178.50"),
        ("2027-01-25", "invoice 1", "119.00"),
        ("2027-02-25", "invoice 2", "59.50"),
        ("2027-03-25", "invoice 3", "0.00"),
    ] == flow(less)
    assert quote.payable == sum(one.amount for one in less.payments)
    assert {"2027-01": Money("297.50", "EUR")}.items() <= less.cash_flow("due").items()
    told = less.explain()
    assert "deposit: 50 % x EUR 357.00" in told
    assert told.count("deposit set off") == 2
    less.verify()


def test_a_deposit_is_set_off_against_the_first_invoices() -> None:
    """It comes off in equal parts; what one cannot bear is carried to the next."""
    quote = Quote.of(SEATS).over(4)
    evenly = quote.paid(deposit=Deposit(amount=EUR(100), set_off=3))
    assert ["66.67", "66.67", "66.66", "100.00"] == asked(evenly)
    carried = quote.paid(deposit=Deposit(amount=EUR(250), set_off=1))
    assert ["0.00", "0.00", "50.00", "100.00"] == asked(carried)
    many = quote.paid(deposit=Deposit(amount=EUR(100), set_off=9))
    assert ["75.00", "75.00", "75.00", "75.00"] == asked(many)
    for one in (evenly, carried, many):
        assert one.payable == quote.payable == sum(paid.amount for paid in one.payments)
        one.verify()


def test_a_deposit_is_paid_on_its_day() -> None:
    """On signing, or on another day that is not after the first invoice."""
    quote = Quote.of(SEATS).over(2, "2027-01-15")
    signed = quote.paid(deposit=Deposit(amount=EUR(30), day="2026-11-30"))
    assert ("2026-11-30", "deposit", "30.00") == flow(signed)[0]
    assert ["2026-11", "2027-01", "2027-02"] == list(signed.cash_flow())
    late = Deposit(amount=EUR(30), day="2027-01-16")
    assert ("deposit.day", "Deposit", "day") == refused(quote.paid(deposit=late))
    assert ("term.start", "Deposit", "day") == refused(Quote.of(SEATS).paid(deposit=late))
    in_arrears = quote.over(2, "2027-01-15", in_arrears=True).paid(deposit=late)
    assert ("2027-01-16", "deposit", "30.00") == flow(in_arrears)[0]


def test_credits_bear_no_deposit() -> None:
    """An invoice of less than nothing is left as it is, and a deposit that never fits refused."""
    quote = (SEATS + CREDIT).over(3)
    fits = quote.paid(deposit=Deposit(amount=EUR(200), set_off=1))
    assert ["-150.00", "0.00", "0.00"] == asked(fits)
    fits.verify()
    too_much = quote.paid(deposit=Deposit(amount=EUR("200.01")))
    assert ("deposit.exceeds", "Terms", "deposit") == refused(too_much)


def test_a_deposit_is_stated_in_whole_cents_of_the_quote() -> None:
    """Another currency, or a finer amount, is refused."""
    for amount in (USD(5), EUR("0.001")):
        stated = Quote.of(SEATS).paid(deposit=Deposit(amount=amount))
        assert ("terms.amount", "Deposit", "amount") == refused(stated)


def test_a_deposit_may_be_of_the_net_amount() -> None:
    """A percentage is of what the whole term comes to, with tax or without."""
    quote = Quote.of(SEATS).over(3).taxed(VAT(19)).paid(deposit=Deposit(percent=10, of="net"))
    assert Money(30, "EUR") == quote.payments[0].amount
    assert "deposit: 10 % x EUR 300.00" in quote.explain()
    quote.verify()


# ---------------------------------------------------------------------------- retention


def test_a_retention_is_kept_back_and_released() -> None:
    """Each invoice asks for less, and all of that is paid after the end of the term."""
    quote = Quote.of(SEATS).over(3, "2026-12-01").taxed(VAT(19))
    kept = quote.paid(retention=Retention(5, months=1))
    assert ["113.05", "113.05", "113.05"] == asked(kept)
    assert Money("5.95", "EUR") == kept.invoices[0].retained
    assert ("2027-03-31", "retention released", "17.85") == flow(kept)[-1]
    assert quote.payable == kept.payable == sum(one.amount for one in kept.payments)
    assert "retained: -5 % x EUR 119.00" in kept.explain()
    kept.verify()
    net = quote.paid(retention=Retention("2.5", of="net"))
    assert ("2027-02-28", "retention released", "7.50") == flow(net)[-1]
    assert "retained: -2.5 % x EUR 100.00" in net.explain()
    net.verify()


def test_a_retention_may_end_on_a_day() -> None:
    """The day lies at the end of the term or later, and a term without dates has none."""
    quote = Quote.of(SEATS).over(3, "2027-01-01")
    kept = quote.paid(retention=Retention(10, until="2027-03-31"))
    assert ("2027-03-31", "retention released", "30.00") == flow(kept)[-1]
    early = Retention(10, until="2027-03-30")
    assert ("retention.until", "Retention", "until") == refused(quote.paid(retention=early))
    assert ("term.start", "Retention", "until") == refused(Quote.of(SEATS).paid(retention=early))


def test_without_dates_payments_fall_into_months() -> None:
    """A deposit falls into the first month, and what is retained so many behind the last."""
    quote = Quote.of(SEATS).over(2)
    paid = quote.paid(deposit=Deposit(amount=EUR(20)), retention=Retention(10, months=6))
    flows = {month: str(amount) for month, amount in paid.cash_flow().items()}
    assert {"1": "EUR 110.00", "2": "EUR 70.00", "8": "EUR 20.00"} == flows
    with pytest.raises(PricingError) as caught:
        paid.cash_flow("due")
    assert "flow.due" == caught.value.code


def test_no_more_is_kept_back_than_is_payable() -> None:
    """What is prepaid leaves less to keep back; a credit is kept back as a charge is."""
    quote = (SEATS + CREDIT).over(2).paid(retention=Retention(10))
    assert ["-135.00", "90.00"] == asked(quote)
    assert "retained: -10 % x EUR -150.00" in quote.explain()
    quote.verify()
    prepaid = Quote((SEATS,), Terms(prepaid=EUR(95), retention=Retention(10)))
    assert ["0.00"] == asked(prepaid)
    assert Money(5, "EUR") == prepaid.payments[-1].amount == prepaid.payable
    assert "retained: -10 %" not in prepaid.explain()
    prepaid.verify()
    overpaid = Quote((SEATS,), Terms(prepaid=EUR(150), retention=Retention(10)))
    assert [("1", "invoice 1", "-50.00")] == flow(overpaid)
    overpaid.verify()


def test_cash_is_kept_back_in_coins() -> None:
    """Where what is payable is rounded for cash, so is every payment."""
    item = Item(name="A", quantity=1, price=CHF("10.40"), cadence="monthly")
    terms = Terms(
        months=2,
        rounding=Rounding(increment="0.05"),
        deposit=Deposit(percent="33.3"),
        retention=Retention(7),
    )
    quote = Quote((item,), terms)
    assert [
        ("1", "deposit", "6.95"),
        ("1", "invoice 1", "9.65"),
        ("2", "invoice 2", "2.70"),
        ("2", "retention released", "1.50"),
    ] == flow(quote)
    assert "retained: -7 %" not in quote.explain()
    assert "deposit: 33.3 %" not in quote.explain()
    quote.verify()


def test_amounts_beside_each_other() -> None:
    """Withholding, retention and deposit come off one after the other."""
    quote = Quote.of(SEATS).over(2).taxed(VAT(20), Withholding(10))
    paid = quote.paid(deposit=Deposit(amount=EUR(60)), retention=Retention(50))
    assert ["40.00", "0.00"] == asked(paid)
    assert Money(120, "EUR") == paid.payments[-1].amount
    assert Money(220, "EUR") == paid.payable == sum(one.amount for one in paid.payments)
    paid.verify()


# ---------------------------------------------------------------------------- nothing


@pytest.mark.parametrize(
    "terms",
    [
        {"deposit": Deposit(percent=0)},
        {"deposit": Deposit(amount=EUR(0))},
        {"retention": Retention(0)},
    ],
)
def test_nothing_changes_nothing(terms: dict[str, Any]) -> None:
    """A deposit of nothing, or a retention of nothing, leaves payments as they are."""
    quote = Quote.of(SEATS).over(3, "2027-01-01")
    paid = quote.paid(**terms)
    assert (quote.payments, quote.totals) == (paid.payments, paid.totals)
    paid.verify()
