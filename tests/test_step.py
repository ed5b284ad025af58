"""Steps print so that a reader with a calculator gets their amounts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cspricing.factor import Factor
from cspricing.money import EUR, Price
from cspricing.step import Step


def step(quantity: str, price: Price, per: str = "1", due: tuple[int, int] = (1, 1)) -> Step:
    """Make a step."""
    return Step(
        quantity=Decimal(quantity),
        price=price,
        per=Decimal(per),
        factors=() if due == (1, 1) else (Factor(*due, "part_in_days"),),
    )


@pytest.mark.parametrize(
    ("given", "text", "amount"),
    [
        (step("7", EUR(10)), "7 x EUR 10.00", EUR(70)),
        (step("7", EUR(10) / 3), "7 x EUR 10.00 / 3", EUR(70) / 3),
        (step("7", EUR(10), "2.5"), "7 x EUR 10.00 / 2.5", EUR(28)),
        (step("7", EUR(10), "3", (17, 31)), "7 x EUR 10.00 / 3 x 17 / 31", EUR(1190) / 93),
        (step("1200.50", EUR("0.0125")), "1,200.5 x EUR 0.0125", EUR("15.00625")),
        (step("-1", EUR(20)), "-1 x EUR 20.00", EUR(-20)),
        (step("2", EUR(5), due=(3, 1)), "2 x EUR 5.00 x 3", EUR(30)),
        (step("2", EUR(5), due=(31, 31)), "2 x EUR 5.00 x 31 / 31", EUR(10)),
        (step("2", EUR(5), due=(0, 1)), "2 x EUR 5.00 x 0", EUR(0)),
    ],
    ids=str,
)
def test_a_step_prints_its_product(given: Step, text: str, amount: Price) -> None:
    """A step prints quantity, price, what it is for, and the part of a period that is due."""
    assert (text, amount) == (str(given), given.amount)


def test_a_step_of_nothing_is_nothing() -> None:
    """None of a negative price is 0, and not -0."""
    assert str(step("0", EUR(-5)).amount) == "EUR 0.00"
