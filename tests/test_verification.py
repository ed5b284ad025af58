"""`verify` recomputes what is printed, passes what follows, and finds every changed figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, localcontext
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, strategies as st

import contexts
import printed
from cspricing import EUR, VAT, Charge, Item, Markup, Quote
from cspricing.errors import VerificationError
from cspricing.explanation import NARROW_BLANK, RESULT, Explanation, Row
from cspricing.messages import LANGUAGES, Language
from cspricing.statement import explained
from cspricing.verification import evaluated, value, verify
from quotes import quotes
from shapes import SHAPES

shapes = pytest.mark.parametrize("quote", SHAPES.values(), ids=SHAPES)
DIGIT = re.compile(r"[0-9]")


def with_row(told: Explanation, place: int, row: Row) -> Explanation:
    """Put another row in one place."""
    return attrs.evolve(told, rows=(*told.rows[:place], row, *told.rows[place + 1 :]))


def changed(text: str, place: int, step: int) -> str:
    """Change the digit at *place* to another one."""
    return f"{text[:place]}{(int(text[place]) + step) % 10}{text[place + 1 :]}"


@st.composite
def mutants(draw: st.DrawFn, told: Explanation, field: str) -> tuple[Explanation, int, Row]:
    """Draw an explanation of which one digit of one checked row is another one."""
    found = [
        (place, digit.start())
        for place, row in enumerate(told.rows)
        if row.check
        for digit in DIGIT.finditer(getattr(row, field))
    ]
    place, digit = draw(st.sampled_from(found))
    text = changed(getattr(told.rows[place], field), digit, draw(st.integers(1, 9)))
    changes: dict[str, Any] = {field: text}
    row = attrs.evolve(told.rows[place], **changes)
    return with_row(told, place, row), place, row


# ---------------------------------------------------------------------------- what passes


@shapes
def test_every_shape_passes(quote: Quote) -> None:
    """Each shape follows from what it prints, and most of its results are recomputed."""
    quote.verify()
    for language in LANGUAGES:
        told = explained(quote.priced, quote.terms, language)
        assert verify(told) == sum(bool(row.check) for row in told.rows)
        assert verify(told) >= 5


@given(quotes())
def test_every_quote_passes(quote: Quote) -> None:
    """Whatever can be priced follows from what is printed."""
    quote.verify()


@pytest.mark.parametrize("name", contexts.CONTEXTS)
def test_the_callers_context_changes_nothing(name: str) -> None:
    """Verifying is exact under any decimal context, and leaves it alone."""
    with contexts.unchanged(contexts.CONTEXTS[name]):
        for quote in SHAPES.values():
            quote.verify()


# ---------------------------------------------------------------------------- what does not


@given(quote=st.sampled_from(list(SHAPES.values())), data=st.data())
def test_any_changed_digit_of_a_result_is_found(quote: Quote, data: st.DataObject) -> None:
    """Whichever digit of a checked result is another one, the result is refused."""
    language: Language = data.draw(st.sampled_from(LANGUAGES))
    told = explained(quote.priced, quote.terms, language)
    mutant, _, row = data.draw(mutants(told, "result"))
    with pytest.raises(VerificationError) as caught:
        verify(mutant)
    assert caught.value.code == "verify.result"
    assert row.result.replace(NARROW_BLANK, " ") in str(caught.value) or caught.value.value != row


@given(quote=quotes(), data=st.data())
def test_any_changed_digit_of_any_result_is_found(quote: Quote, data: st.DataObject) -> None:
    """So it is with any quote."""
    told = explained(quote.priced, quote.terms)
    mutant, _, _ = data.draw(mutants(told, "result"))
    with pytest.raises(VerificationError):
        verify(mutant)


def expected(row: Row, told: Explanation) -> Fraction | None:
    """Work out a formula independently; None if it divides by nothing."""
    try:
        exact = printed.evaluated(row.formula.replace(NARROW_BLANK, " "))
    except ZeroDivisionError:
        return None
    reading, scale = printed.Reading(told.text()), 10**told.digits
    rounding: dict[str, Callable[[Fraction], Fraction]] = {
        "exact": lambda number: number,
        "settled": reading.settled,
        "portion": reading.mirrored,
        "up": lambda number: Fraction(-(-number // 1)),
        "away": lambda number: Fraction(-(-abs(number) // 1)) * (1 if number >= 0 else -1),
        "least": lambda number: Fraction(-(-number * scale // 1), scale),
        "half up": lambda number: Fraction(round(number * 100 + Fraction(1, 10**9)), 100),
    }
    return rounding[row.check](exact)


def untied(row: Row, told: Explanation) -> bool:
    """Say whether a figure of a formula is not what other rows give for it."""
    operands = row.formula.split(" ")[::2]
    return any(
        value(operands[operand]) != sum(value(told.rows[i].result) * times for i, times in of)
        for operand, of in row.ties
        if operand != RESULT
    )


@given(quote=st.sampled_from(list(SHAPES.values())), data=st.data())
def test_a_changed_digit_of_a_formula_is_found_if_it_matters(
    quote: Quote, data: st.DataObject
) -> None:
    """A changed digit of a formula is refused if, and only if, the formula then gives another.

    One of a figure that another row gives as well is refused whatever the formula gives.
    """
    told = explained(quote.priced, quote.terms)
    kinds = ("steps", "settled", "portion")
    alone = {other for row in told.rows if row.check in kinds for other, _ in row.of}
    mutant, place, row = data.draw(mutants(told, "formula"))
    assume(not row.of and place not in alone)  # else another formula matters as well
    if expected(row, told) == value(row.result) and not untied(row, told):
        verify(mutant)
    else:
        with pytest.raises(VerificationError):
            verify(mutant)


@pytest.mark.parametrize(
    ("row", "right"),
    [
        (Row(0, "x", "2 x 3", "", "exact"), "6"),
        (Row(0, "x", "EUR\u00a010.00 / 3", "", "settled"), "EUR\u00a03.33"),
        (Row(0, "x", "-50\u00a0% x EUR\u00a00.05", "", "portion"), "EUR\u00a0-0.03"),
        (Row(0, "x", "7 / 2", "", "up"), "4\u00a0pieces"),
        (Row(0, "x", "-7 / 2", "", "up"), "-3\u00a0pieces"),
        (Row(0, "x", "1 / 8", "", "half up"), "0.13\u00a0hours"),
        (Row(0, "x", "", "", "sum", ((0, 2), (1, -1))), "7"),
        (Row(0, "x", "", "", "steps", ((0, 1), (1, 1))), "EUR\u00a06.67"),
        (Row(0, "x", "110 / 100", "", "steps", ((0, 1), (1, 1))), "EUR\u00a07.33"),
        (Row(0, "x", "", "", "products", ((0, 1), (2, 1))), "EUR\u00a05.07"),
        (Row(0, "x", "", "", "products", ((2, -1),)), "EUR\u00a0-0.07"),
        (Row(0, "x", "", "", "part", ((0, -1),)), "EUR\u00a0-5.00"),
        (Row(0, "x", "8 - 3", "", "exact", ties=((0, ((0, 1), (1, 1))), (1, ((1, 1),)))), "5"),
    ],
)
def test_each_kind_of_check(row: Row, right: str) -> None:
    """Each kind of check takes the one right result, and refuses its neighbours."""
    before = (Row(0, "a", "15 / 3", "5"), Row(0, "b", "5 / 3", "3"), Row(0, "c", "", "0.065"))

    def told(result: str) -> Explanation:
        return Explanation((*before, attrs.evolve(row, result=result)), "en", "ROUND_HALF_UP", 2)

    assert 1 == verify(told(right))
    for place in [match.start() for match in DIGIT.finditer(right)]:
        for step in range(1, 10):
            with pytest.raises(VerificationError):
                verify(told(changed(right, place, step)))


def test_a_part_is_cut_or_one_unit_more() -> None:
    """A share of what was rounded as a whole is what it would be, less or more than a unit off."""
    exact = Row(0, "a", "", "EUR\u00a0-0.0665")
    for cents, right in ((5, False), (6, True), (7, True), (8, False)):
        part = Row(0, "x", "", f"EUR\u00a0-0.0{cents}", "part", ((0, 1),))
        told = Explanation((exact, part), "en", "ROUND_HALF_UP", 2)
        if right:
            assert 1 == verify(told)
        else:
            with pytest.raises(VerificationError, match=r"gives -0\.06 or -0\.07"):
                verify(told)


def test_what_a_figure_rests_on_is_checked() -> None:
    """A base that is not what the row before gives is refused, though the result is the same."""
    quote = Quote.of(Item(name="Seats", quantity=3, price=EUR(10))).taxed(VAT(19))
    told = explained(quote.priced, quote.terms)
    place = next(i for i, row in enumerate(told.rows) if row.label.startswith("VAT"))
    changed_base = told.rows[place].formula.replace("30.00", "30.01")
    with pytest.raises(VerificationError) as caught:
        verify(with_row(told, place, attrs.evolve(told.rows[place], formula=changed_base)))
    assert str(caught.value).endswith("rests on EUR 30.01, but that is 30 before")


@shapes
def test_every_figure_that_is_repeated_is_held_to_its_row(quote: Quote) -> None:
    """Whichever figure of a formula another row gives, one digit changed in it is refused."""
    told = explained(quote.priced, quote.terms)
    for place, row in enumerate(told.rows):
        for operand, _ in row.ties:
            tokens = row.formula.split(" ")
            if operand != RESULT:
                token = tokens[2 * operand]
                digit = DIGIT.search(token)
                assert digit
                tokens[2 * operand] = changed(token, digit.start(), 1)
                with pytest.raises(VerificationError):
                    verify(with_row(told, place, attrs.evolve(row, formula=" ".join(tokens))))


@given(quotes())
def test_percentages_are_of_what_other_rows_give(quote: Quote) -> None:
    """What a percentage is of stands in other rows, unless somebody stated it."""
    for row in explained(quote.priced, quote.terms).rows:
        if re.match(rf"\S+{NARROW_BLANK}% x [A-Z]{{3}}", row.formula) and not row.of:
            stated = row.label.startswith(("allowance", "surcharge", "amount"))
            assert stated or 1 in dict(row.ties)


def test_a_formula_goes_on_from_the_one_that_it_says() -> None:
    """A price at a markup begins with the formula of its cost; another beginning is refused."""
    cost = Charge("wages", 40, "hour", EUR(25), "labour", cost=True)
    quote = Quote.of(cost).marked_up(Markup(10))
    told = explained(quote.priced, quote.terms)
    place = next(i for i, row in enumerate(told.rows) if row.label.startswith("price at"))
    swapped = told.rows[place].formula.replace("40", "50").replace("25.00", "20.00")
    with pytest.raises(VerificationError) as caught:
        verify(with_row(told, place, attrs.evolve(told.rows[place], formula=swapped)))
    assert str(caught.value).endswith("does not go on from 40 hours x EUR 25.00")


@pytest.mark.parametrize("ties", [((RESULT, ((0, 1),)),), ((0, ((0, 1),)),)])
def test_each_tie_is_checked(ties: tuple[tuple[int, tuple[tuple[int, int], ...]], ...]) -> None:
    """Both an operand and a result may be tied to other rows, and are then held to them."""
    for before, right in (("5", True), ("6", False)):
        rows = (Row(0, "a", "", before), Row(0, "x", "5 x 1", "5", "exact", ties=ties))
        told = Explanation(rows, "en", "ROUND_HALF_UP", 2)
        if right:
            assert 1 == verify(told)
        else:
            with pytest.raises(VerificationError):
                verify(told)


def test_settled_and_portion_differ_for_credits() -> None:
    """A portion rounds the magnitude; what is settled rounds towards the end that is stated."""
    for check, result in (("settled", "-0.02"), ("portion", "-0.03")):
        row = Row(0, "x", "-50\u00a0% x EUR\u00a00.05", f"EUR\u00a0{result}", check)  # type: ignore[arg-type]
        assert 1 == verify(Explanation((row,), "en", "ROUND_CEILING", 2))


def test_the_refusal_says_what_was_printed_and_what_follows() -> None:
    """The refusal names the row, what follows, and what is printed."""
    quote = Quote.of(Item(name="Seats", quantity=3, price=EUR(10), per=7)).taxed(VAT(19))
    told = explained(quote.priced, quote.terms)
    place = next(i for i, row in enumerate(told.rows) if row.label == "list price")
    wrong = with_row(told, place, attrs.evolve(told.rows[place], result="EUR\u00a04.30"))
    with pytest.raises(VerificationError) as caught:
        verify(wrong)
    assert (
        "list price: list price 3 pieces x EUR 10.00 / 7 gives 4.29, but EUR 4.30 is printed"
        == str(caught.value)
    )
    assert wrong.rows[place] == caught.value.value
    assert isinstance(caught.value, ArithmeticError)


def test_what_follows_is_written_without_floats() -> None:
    """What follows is told to six decimals, from numbers that no float could hold."""
    row = Row(0, "x", "9007199254740993 / 7", "0", "exact")
    with localcontext(Context(prec=1)), pytest.raises(VerificationError) as caught:
        verify(Explanation((row,), "en", "ROUND_HALF_UP", 2))
    assert "gives 1,286,742,750,677,284.714286, but 0 is printed" in str(caught.value)


@pytest.mark.parametrize(
    ("token", "number"),
    [
        ("EUR\u00a01,234.50", "1234.5"),
        ("EUR\u00a0-0.05", "-0.05"),
        ("12\u00a0person\u00a0days", "12"),
        ("12.5\u00a0%", "0.125"),
        ("-100\u00a0%", "-1"),
        ("12\u00a024h\u00a0seats", "12"),
        ("KWD\u00a01.234", "1.234"),
        ('5\u00a0"%"', "5"),
    ],
)
def test_tokens_are_read(token: str, number: str) -> None:
    """A token has one number, behind a currency or before a unit; percentages are hundredths."""
    assert Fraction(number) == value(token)


@pytest.mark.parametrize("token", ["", "seats", "EUR\u00a0x", "%"])
def test_a_token_without_a_number_is_refused(token: str) -> None:
    """Where a number should stand and none does, that is told."""
    with pytest.raises(VerificationError) as caught:
        value(token)
    assert ("verify.number", token) == (caught.value.code, caught.value.value)


@pytest.mark.parametrize(
    "formula",
    ["1 / 0", "1 x 2 / 0.00", "1 + 1 / 0", "", "x", "2 x", "2 3", "2 ^ 3", "x 2", "2 + -"],
)
def test_a_formula_that_gives_nothing_is_refused(formula: str) -> None:
    """A formula that divides by nothing, or breaks off, is a typed refusal."""
    with pytest.raises(VerificationError) as caught:
        evaluated(formula)
    assert caught.value.code == "verify.number"


@pytest.mark.parametrize(
    ("formula", "number"),
    [
        ("2", "2"),
        ("2 x 3 + 4", "10"),
        ("2 + 3 x 4", "14"),
        ("2 - 3 - 4", "-5"),
        ("2 - -3", "5"),
        ("-2 x 3", "-6"),
        ("12 / 4 / 3", "1"),
        ("12 / 4 x 3", "9"),
        ("1 / 3 + 1 / 6", "0.5"),
    ],
)
def test_formulas_are_worked_out(formula: str, number: str) -> None:
    """Products and quotients from the left come before sums and differences."""
    assert Fraction(number) == evaluated(formula)
    assert Fraction(number) == printed.evaluated(formula)
