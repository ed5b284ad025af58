"""Components are compared by quotes and rules: one that fails at that is told, with its name."""

from __future__ import annotations

import pytest

from cspricing import EUR, Charge, Item, PercentOf, PercentOff, Quote
from cspricing.errors import ComponentError, PricingErrors, RuleError

SEATS = Item(name="Seats", quantity=1, price=EUR(10))


class Odd:
    """A component that fails when it is compared."""

    name = "odd"

    def charges(self) -> tuple[Charge]:
        """Give one charge."""
        return (Charge("odd", 1, "piece", EUR(1), "software"),)

    def __eq__(self, other: object) -> bool:
        raise ValueError(5)

    __hash__ = None  # type: ignore[assignment]


def test_every_equal_component_is_left_out() -> None:
    """What equals the component that is to be left out goes too; another stays."""
    other = Item(name="Other", quantity=1, price=EUR(10))
    assert (other,) == Quote.of(SEATS, other, SEATS).without(SEATS).components


def test_a_component_that_cannot_be_compared_is_told() -> None:
    """An error of a component's own, raised when it is compared, is told with its name."""
    with pytest.raises(ComponentError) as caught:
        Quote.of(Odd(), SEATS).without(SEATS)
    error = caught.value
    assert ("component.failed", "odd") == (error.code, error.component)
    assert "odd, component: comparing it raised ValueError: '5'; mend its ==" == str(error)
    assert isinstance(error.__cause__, ValueError)


def test_a_component_is_left_out_by_itself_or_its_name_without_comparing() -> None:
    """The very component, or its name, is found even if it cannot be compared."""
    odd = Odd()
    assert (SEATS,) == Quote.of(odd, SEATS).without("odd").components
    assert () == Quote.of(odd).without(odd).components


def test_rules_tell_of_components_that_cannot_be_compared() -> None:
    """A rule for a component that cannot be compared names the rule and the field."""
    quote = Quote.of(Odd(), SEATS)
    told = "odd raised ValueError: '5'; mend the == of the components"
    for faulty, place in (
        (quote.less(PercentOff(5, on=Odd())), "PercentOff, on"),
        (quote + PercentOf(5, of=Odd()), "PercentOf, of"),
    ):
        with pytest.raises(PricingErrors) as caught:
            faulty.total  # noqa: B018  (asking is what prices it)
        (error,) = caught.value
        assert isinstance(error, RuleError)
        assert ("selector.failed", f"{place}: {told}") == (error.code, str(error))
