"""Cents that others published in prose: settled lines, and money that is split."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cspricing import CAD, EUR, HALF_UP, JPY, USD, Money, PercentOff, PerUnit, Quote
from published import line, shares

# ---------------------------------------------------------------------------- lines


def test_a_line_is_settled_once() -> None:
    """Four at 3 less 1.4 %, 11.832 exactly, are 11.83.

    Source: vaultcrmhelp.veeva.com on discounts (``tax/veeva-order``).
    """
    assert Money("11.83", "EUR") == Quote.of(line(EUR(3), 4)).less(PercentOff("1.4")).net


def test_a_discount_of_everything_leaves_nothing() -> None:
    """2.25 at 64.22, 144.495 exactly, are 144.50, and 0.00 less 100 %.

    Rounded after the discount alone, as the thread has it, the line leaves -0.01.
    Source: github.com/invoiceninja/invoiceninja issue 3195 (``cents/invoiceninja-3195``).
    """
    quote = Quote.of(line(EUR("64.22"), "2.25"))
    assert Money("144.50", "EUR") == quote.total
    assert Money("0.00", "EUR") == quote.less(PercentOff(100)).total


def test_decimals_of_the_currency() -> None:
    """4.4556 at 10.625 are 47.34075, which is 47.34 in cents and 47 where there are none.

    Source: chargebee.com on rounding (``cents/chargebee-multidecimal``).
    """
    assert EUR("47.34075") == PerUnit(EUR("10.625")).price("4.4556")
    assert Money("47.34", "EUR") == Quote.of(line(EUR("10.625"), "4.4556")).total
    assert Money(47, "JPY") == Quote.of(line(JPY("10.625"), "4.4556")).total


# ---------------------------------------------------------------------------- splitting money


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        (100, [2, 3, 1], [33, 50, 17]),
        (10_000, [30, 20, 40], [3333, 2222, 4445]),
        (10_000, [30, 20, 40, 40], [2308, 1538, 3077, 3077]),
        (-10_000, [30, 20, 40, 40], [-2308, -1538, -3077, -3077]),
        (2, [1, 1, 3, 1], [1, 0, 1, 0]),
        (2, [1, 1, 1, 1], [1, 1, 0, 0]),
        (3, [75, 25], [2, 1]),
    ],
)
def test_largest_remainder(amount: int, weights: list[int], parts: list[int]) -> None:
    """Money is split by largest remainder, the earlier share first between equal ones.

    Source: github.com/brick/money, providerAllocate at 34feb89
    (``cents/brick-hamilton-100-[2, 3, 1]``,
    ``cents/brick-hamilton-10000-[30, 20, 40]``,
    ``cents/brick-hamilton-10000-[30, 20, 40, 40]``,
    ``cents/brick-hamilton--10000-[30, 20, 40, 40]``,
    ``cents/brick-hamilton-2-[1, 1, 3, 1]``,
    ``cents/brick-hamilton-2-[1, 1, 1, 1]``,
    ``cents/brick-hamilton-3-[75, 25]``).
    """
    assert shares(EUR, *parts) == Money.of_minor(amount, EUR).allocate(weights)


@pytest.mark.parametrize(
    ("amount", "weights", "to_the_first", "largest_remainder"),
    [
        (100, [2, 3, 1], [34, 50, 16], [33, 50, 17]),
        (10_000, [30, 20, 40], [3334, 2222, 4444], [3333, 2222, 4445]),
        (3, [75, 25], [3, 0], [2, 1]),
        (1003, [49, 51], [492, 511], [491, 512]),
        (5, [45, 55], [3, 2], [2, 3]),
    ],
)
def test_what_is_left_goes_to_the_largest_remainder(
    amount: int, weights: list[int], to_the_first: list[int], largest_remainder: list[int]
) -> None:
    """What is left goes to the largest remainder, and not to the first share.

    A quarter of 3 cents is nearer to 1 than to none; given to the first, the second gets none.
    Sources: github.com/brick/money, providerAllocate at 34feb89
    (``cents/brick-tofirst-100-[2, 3, 1]``,
    ``cents/brick-tofirst-10000-[30, 20, 40]``,
    ``cents/brick-tofirst-3-[75, 25]``);
    github.com/dinerojs/dinero.js issue 144 (``cents/dinero-144``);
    github.com/Shopify/money pull 175 (``cents/shopify-175``).
    """
    parts = Money.of_minor(amount, EUR).allocate(weights)
    assert shares(EUR, *largest_remainder) == parts
    assert shares(EUR, *to_the_first) != parts


def test_a_tie_goes_to_the_earlier_share() -> None:
    """Of 5 cents by 70 to 30 or 30 to 70, both shares end in a half, and the first one gets it.

    Source: github.com/moneyphp/money, documentation of allocation (``cents/moneyphp-doc``).
    """
    assert shares(EUR, 4, 1) == Money.of_minor(5, EUR).allocate([70, 30])
    assert shares(EUR, 2, 3) == Money.of_minor(5, EUR).allocate([30, 70])


def test_decimal_weights() -> None:
    """10.55 by a quarter, a half and a quarter is 2.64, 5.27 and 2.64.

    Source: github.com/Shopify/money, its readme (``cents/shopify-readme``).
    """
    ratios = ["0.25", "0.5", "0.25"]
    assert shares(CAD, 264, 527, 264) == Money("10.55", CAD).allocate(ratios)


def test_long_ratios_lose_nothing() -> None:
    """7,002.73 over twelve ratios of 13 to 15 decimals are twelve shares that sum to 7,002.73.

    Written as fractions, for a decimal has 12 places here; as floats they lost a cent.
    Source: github.com/RubyMoney/money issue 1033 (``cents/rubymoney-1033``).
    """
    ratios = [
        *["11818583143661/10000000000000"] * 7,
        "1170126087450276/1000000000000000",
        *["1"] * 4,
    ]
    whole = Money.of_minor(700_273, USD)
    parts = whole.allocate(ratios)
    exact = [700_273 * Fraction(ratio) / sum(map(Fraction, ratios)) for ratio in ratios]
    assert whole == sum(parts, Money(0, USD))
    assert all(abs(part.minor - e) < 1 for part, e in zip(parts, exact, strict=True))


def test_rounding_each_part_loses() -> None:
    """Three thirds of 100.00, each rounded, sum to 99.99; split, they sum to 100.00.

    Source: arithmetic (``cents/naive-loses``).
    """
    assert Money("99.99", "EUR") == (EUR(100) / 3).settle(HALF_UP) * 3
    assert Money("100.00", "EUR") == sum(Money(100, "EUR").split(3), Money(0, "EUR"))


def test_rounding_each_part_gains() -> None:
    """Two halves of 0.05, each rounded, sum to 0.06; split, they sum to 0.05.

    Source: arithmetic (``cents/naive-gains``).
    """
    assert Money("0.06", "EUR") == (EUR("0.05") / 2).settle(HALF_UP) * 2
    assert Money("0.05", "EUR") == sum(Money("0.05", "EUR").split(2), Money(0, "EUR"))
