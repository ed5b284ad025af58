"""`check_component` on percentages, selectors and components that fail: what it says of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, getcontext
from fractions import Fraction
from functools import partial
from typing import Any

import attrs
import pytest

from cspricing import CNY, EUR, USD, Charge, Item, Named, PercentOf, Tier, Volume
from cspricing.component_laws import cost_of
from cspricing.errors import LawError, PricingError
from cspricing.testing import check_component


@attrs.frozen
class Made:
    """A component that a function makes of its volume."""

    n: Decimal
    make: Callable[[Any], Iterable[Any]]

    name = "made"

    def charges(self) -> Iterable[Any]:
        """Give what the function makes."""
        return self.make(self)


def software(quantity: Any, price: Any = None, **given: Any) -> Charge:  # noqa: ANN401
    """Charge some software."""
    return Charge("seats", quantity, "seat", price or EUR(10), "software", **given)


def of_made(entry: Any) -> bool:  # noqa: ANN401
    """Select the lines of a component by what it is made of."""
    return isinstance(entry.component, Made) and entry.component.n >= 0


def caught_code(component: Any, **given: Any) -> str:  # noqa: ANN401
    """Give the code of the refusal of a component, which names it."""
    with pytest.raises(PricingError) as caught:
        check_component(component, **given)
    assert caught.value.component == "made"
    return caught.value.code


# ---------------------------------------------------------------------------- percentages


@pytest.mark.parametrize("of", ["software", "elsewhere", ["software", "elsewhere"]])
def test_a_percentage_hides_no_fault(of: Any) -> None:  # noqa: ANN401
    """Charges in two currencies are found beside a percentage, whatever that rests on."""

    def two_currencies(_: Made) -> Iterable[Any]:
        return [software(1, CNY(10)), software(1, USD(10)), PercentOf(10, of=of)]

    assert "law.priced" == caught_code(Made(Decimal(1), two_currencies))


def test_a_percentage_of_itself_is_found() -> None:
    """Only a percentage of what others have is left out, not one that cannot be priced."""
    itself = PercentOf(10, of=Named("made"))
    assert "law.priced" == caught_code(Made(Decimal(1), lambda _: [software(1), itself]))


@pytest.mark.parametrize("of", ["software", Made, of_made, (Made, "elsewhere")])
@pytest.mark.parametrize("more", [[], [PercentOf(5, of="elsewhere")]])
def test_a_share_that_falls_is_found(of: Any, more: list[Any]) -> None:  # noqa: ANN401
    """A share of its own lines counts, beside one of others': 57.00 at 3 and 44.00 at 4."""

    def falling(made: Made) -> Iterable[Any]:
        return [software(made.n), PercentOf(90 if made.n < 4 else 10, of=of), *more]

    three = Made(Decimal(3), falling)
    check_component(three)
    four = Made(Decimal(4), falling)
    assert (Fraction(57), Fraction(44)) == (cost_of(three), cost_of(four))
    assert "law.monotone" == caught_code(three, volume="n")


def test_a_share_of_one_component_counts() -> None:
    """A selector that is the component itself selects its lines, beside a share of others'."""

    @attrs.frozen
    class Own:
        n: Decimal
        name = "own"

        def charges(self) -> Iterable[Any]:
            yield software(self.n)
            yield PercentOf(90 if self.n < 4 else 10, of=self)
            yield PercentOf(5, of="elsewhere")

    with pytest.raises(LawError, match="cost less than"):
        check_component(Own(Decimal(3)), volume="n")


def test_a_share_counts_for_nothing_and_for_two() -> None:
    """What no volume costs holds the share of the fixed fee, and shares add up linearly."""

    def shared(made: Made) -> Iterable[Any]:
        return [software(1), software(made.n, EUR(2)), PercentOf(50, of="software")]

    one = Made(Decimal(1), shared)
    check_component(one, volume="n", at_none=EUR(15), linear=True)
    assert "law.fixed" == caught_code(one, volume="n", at_none=EUR(10))


def test_what_vanishes_costs_less() -> None:
    """A component of which a share of others' lines alone is left costs nothing."""

    def vanishing(made: Made) -> Iterable[Any]:
        share = PercentOf(5, of="elsewhere")
        return [software(1), share] if made.n < 10 else [share]

    one = Made(Decimal(1), vanishing)
    with pytest.raises(LawError, match=r"cost less than .*: nothing a year instead of EUR 10\.00"):
        check_component(one, volume="n")
    check_component(Made(Decimal(1), lambda _: [PercentOf(5, of="elsewhere")]), volume="n")


def test_a_year_is_compared() -> None:
    """A larger yearly fee instead of a monthly one is less; smaller monthly instead is more."""

    def cheaper(made: Made) -> Iterable[Any]:
        yield (
            software(1, EUR(100), cadence="monthly")
            if made.n < 10
            else software(1, EUR(900), cadence="yearly")
        )

    def dearer(made: Made) -> Iterable[Any]:
        yield (
            software(1, EUR(900), cadence="yearly")
            if made.n < 10
            else software(1, EUR(100), cadence="monthly")
        )

    assert "law.monotone" == caught_code(Made(Decimal(1), cheaper), volume="n")
    check_component(Made(Decimal(1), dearer), volume="n")


def test_what_cannot_be_priced_at_another_volume_is_found() -> None:
    """A fault that comes with more is told; a tariff that ends has volumes that are too large."""

    def mixed(made: Made) -> Iterable[Any]:
        return [software(1), *([software(1, USD(1))] if made.n > 5 else [])]

    def ending(made: Made) -> Iterable[Any]:
        return [software(made.n, Volume([Tier(10, EUR(1))]))]

    assert "law.priced" == caught_code(Made(Decimal(1), mixed), volume="n")
    check_component(Made(Decimal(1), ending), volume="n")


# ---------------------------------------------------------------------------- selectors


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: lambda _: True, "<lambda> of 'Support'"),
        (lambda: partial(bool), "partial of 'Support'"),
        (lambda: ("software", lambda _: True), "software, <lambda> of 'Support'"),
    ],
)
def test_a_selector_made_anew_is_named(make: Callable[[], Any], said: str) -> None:
    """A function that charges() makes is never the same: it is named, with the remedy."""

    def support(_: Made) -> Iterable[Any]:
        return [software(1), PercentOf(18, of=make(), what="Support")]

    with pytest.raises(LawError) as caught:
        check_component(Made(Decimal(1), support))
    assert "law.pure" == caught.value.code
    assert f"makes the selector {said} anew" in str(caught.value)
    assert "a function of the module, or select by a category, a class or Named" in str(
        caught.value
    )


def test_a_selector_of_the_module_is_the_same() -> None:
    """A function that stands outside of charges() selects as anything else does."""
    share = PercentOf(18, of=of_made)
    check_component(Made(Decimal(1), lambda _: [software(1), share]), volume="n", linear=True)
    check_component(
        Made(Decimal(1), lambda _: [software(1), PercentOf(18, of=of_made)]), volume="n"
    )


def test_another_difference_is_not_blamed_on_a_selector() -> None:
    """Percentages that differ in more than the selector are told as other charges are."""
    percents = iter(range(1, 100))

    def drifting(_: Made) -> Iterable[Any]:
        same = PercentOf(5, of="software")
        return [software(1), same, PercentOf(next(percents), of=lambda _: True)]

    with pytest.raises(LawError, match="not give the same charges at every call"):
        check_component(Made(Decimal(1), drifting))


# ---------------------------------------------------------------------------- failing


def failing(_: Made) -> Iterable[Any]:
    """Fail."""
    raise KeyError("rate")


def only_in_a_wide_context(made: Made) -> Iterable[Any]:
    """Multiply in the caller's context, in which it may come to infinity."""
    return [software(made.n * Decimal("1e10"))]


def at_first_only(made: Made) -> Iterable[Any]:
    """Fail at the third call."""
    made.make.calls = calls = getattr(made.make, "calls", 0) + 1  # type: ignore[attr-defined]
    return [software(1)] if calls < 3 else failing(made)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (failing, "component.failed"),
        (lambda _: None, "component.failed"),
        (lambda _: [5], "law.typed"),
        (lambda _: [software(1.5)], "type.float"),
        (only_in_a_wide_context, "law.pure"),
        (at_first_only, "law.pure"),
        (lambda _: [software(20, Volume([Tier(10, EUR(1))]))], "law.priced"),
    ],
)
def test_what_fails_is_told(make: Any, code: str) -> None:  # noqa: ANN401
    """What charges() raises, or gives instead of charges, is refused as pricing refuses it."""
    with pytest.raises(PricingError) as caught:
        check_component(Made(Decimal(9), make))
    assert code == caught.value.code
    assert getcontext().prec > 1


@pytest.mark.parametrize("given", [5, None, "text", Item, object()])
def test_what_is_no_component_is_refused(given: Any) -> None:  # noqa: ANN401
    """Something without charges(), or a class, is refused as a quote refuses it."""
    with pytest.raises(PricingError) as caught:
        check_component(given)
    assert "type.component" == caught.value.code
