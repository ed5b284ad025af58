"""What cannot be priced is refused as a whole, and by name (P20)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from attrs import frozen

from cspricing import (
    EUR,
    USD,
    VAT,
    AmountOff,
    Charge,
    Money,
    PercentOff,
    PricingError,
    PricingErrors,
    Quote,
    Rounding,
    Terms,
)
from quote_parts import cents

# ---------------------------------------------------------------------------- P20

FIT = cents(100)


class FailingError(Exception):
    """An error that cannot even say what it is."""

    def __str__(self) -> NoReturn:
        message = "no text"
        raise RuntimeError(message)


class Failing:
    """A component that fails while it says what it charges."""

    name = "failing"

    def __init__(self, error: Exception) -> None:
        self.error = error

    def charges(self) -> tuple[Charge, ...]:
        """Fail."""
        raise self.error


class Unshowable(Failing):
    """A component that cannot be shown either."""

    def __repr__(self) -> NoReturn:
        message = "no repr"
        raise RuntimeError(message)


class Nameless(Failing):
    """A component whose name fails."""

    @property
    def name(self) -> NoReturn:  # type: ignore[override]
        """Fail."""
        message = "no name"
        raise RuntimeError(message)


@frozen
class Giving:
    """A component that gives whatever it is given."""

    given: Any
    name: Any = "giving"

    def charges(self) -> Any:  # noqa: ANN401
        """Give it."""
        return self.given


class Halfway(Failing):
    """A component that fails after its first charge."""

    def charges(self) -> Iterator[Charge]:  # type: ignore[override]
        """Give one charge, and fail."""
        yield Charge("first", 1, "piece", EUR(1), "x")
        raise self.error


BAD: dict[str, Any] = {
    "raises": Failing(ValueError("boom")),
    "raises what has no text": Failing(FailingError()),
    "cannot be shown": Unshowable(ValueError("boom")),
    "has no name": Nameless(ValueError("boom")),
    "gives None": Giving(None),
    "gives a number": Giving(5),
    "gives texts": Giving(("charge",)),
    "gives classes": Giving((Charge,)),
    "fails halfway": Halfway(ValueError("boom")),
    "is in dollars": Giving((Charge("foreign", 1, "piece", USD(1), "x"),)),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("alone", [True, False])
def test_a_bad_component_is_named_and_nothing_is_given(bad: Any, alone: bool) -> None:  # noqa: ANN401
    """P20: whatever a component does wrong is one refusal that names it; nothing is half-priced."""
    others = () if alone else (FIT, FIT)
    quote = Quote((*others, bad), Terms(currency="EUR"))
    for figure in ("net", "lines", "invoices", "totals", "rules", "tax_lines", "months"):
        with pytest.raises(PricingErrors) as caught:
            getattr(quote, figure)
        assert len(caught.value.exceptions) == 1
        fault = caught.value.exceptions[0]
        assert isinstance(fault, PricingError)
        assert fault.component in {"failing", "giving", "Nameless"}
    assert (*others, bad) == quote.components
    assert Money("1.00", "EUR") == Quote.of(FIT).net


def test_the_only_component_is_at_fault_before_the_currency() -> None:
    """P20: that nothing says the currency does not hide that the only component failed."""
    with pytest.raises(PricingErrors) as caught:
        assert Quote.of(Failing(ValueError("boom"))).net
    assert caught.value.code == "component.failed"
    assert "boom" in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    """P20: the faults of all components and rules come together."""
    quote = (
        Quote.of(FIT, BAD["raises"], BAD["gives texts"], BAD["is in dollars"])
        .less(PercentOff(10, on="nobody"), AmountOff(USD(1)))
        .taxed(VAT(19, on="none"))
    )
    with pytest.raises(PricingErrors) as caught:
        assert quote.net
    codes = sorted(getattr(error, "code", "") for error in caught.value.exceptions)
    assert codes == [
        "component.failed",
        "currency.mixed",
        "currency.mixed",
        "rule.unmatched",
        "rule.unmatched",
        "tax.uncovered",
        "tax.uncovered",
        "type.charge",
    ]


@pytest.mark.parametrize("terms", [{"prepaid": USD(1)}, {"rounding_amount": EUR("0.001")}])
def test_a_stated_amount_that_does_not_fit_is_a_fault_like_others(terms: dict[str, Any]) -> None:
    """P20: a stated amount in another currency, or too fine, is told together with other faults."""
    quote = Quote((FIT, BAD["raises"]), Terms(**terms))
    with pytest.raises(PricingErrors) as caught:
        assert quote.net
    assert {"component.failed", "terms.amount"} == {
        getattr(error, "code", "") for error in caught.value.exceptions
    }


def test_an_increment_is_whole_minor_units() -> None:
    """P20: what is payable cannot be rounded to a part of a minor unit."""
    quote = Quote((FIT,), Terms(rounding=Rounding(increment="0.015")))
    with pytest.raises(PricingErrors) as caught:
        assert quote.net
    assert caught.value.code == "rounding.increment"


def fails(line: Any) -> bool:  # noqa: ANN401
    """Ask a line for what it has not."""
    return bool(line.nothing_of_the_kind)


def test_a_failing_predicate_is_told_by_name() -> None:
    """P20: a function that fails on a line is a fault of its rule, not a bare traceback."""
    with pytest.raises(PricingErrors) as caught:
        assert Quote.of(FIT).less(PercentOff(10, on=fails)).net
    assert "fails" in str(caught.value)


@pytest.mark.parametrize("name", [5, None, "", b"bytes", ("a", "b"), FailingError()])
def test_a_name_that_is_no_text_is_not_compared(name: object) -> None:
    """P20: a component of one's own may have any name; one that is no text breaks no tie."""
    charge = Charge("a", 1, "piece", EUR("0.01"), "x")
    quote = Quote.of(cents(1), Giving((charge,), name)).less(AmountOff(EUR("0.01")))
    assert Money("0.01", "EUR") == quote.net
