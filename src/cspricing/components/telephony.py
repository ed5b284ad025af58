"""Telephony: what it costs a company that its people telephone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen
from attrs.converters import optional

from ..charge import Charge
from ..errors import RuleError
from ..fields import citations, flag, keep_citations, named_fields
from ..lifted import nowhere
from ..money import Price, as_price
from ..provenance import Citation
from ..tariff import PerUnit
from ..working import Working
from ..written import Written
from .base import cited_for, part, pieces
from .demand import Demand


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Telephony(Written):
    """What telephoning costs: minutes, numbers, and calls that are free for the caller.

    Args:
        per_minute: For each minute on the phone.
        toll_free_per_minute: On top, where the company pays for the caller.
        numbers: How many numbers.
        number_rent: Of each, a month.
        bought: Whether these are prices that a carrier charges, for discounts and tax; else they
            are costs of one's own.

    >>> from cspricing import CNY, InHouse, PhoneSupport, Quote
    >>> lines = Telephony(per_minute=CNY("0.12"), numbers=2, number_rent=CNY(50))
    >>> team = InHouse(heads=30, monthly_wage=CNY(6000), telephony=lines)
    >>> phone = PhoneSupport(calls_per_month=30_000, handle_minutes=5, delivery=team)
    >>> print(Quote.of(phone).by_category(of="cost")["telephony"])
    CNY 18,100.00
    """

    per_minute: Price | None = field(default=None, converter=optional(as_price))
    toll_free_per_minute: Price | None = field(default=None, converter=optional(as_price))
    numbers: Decimal = field(default=Decimal(0), converter=pieces)
    number_rent: Price | None = field(default=None, converter=optional(as_price))
    bought: bool = field(default=False, converter=flag)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)
        if (self.number_rent is None) != nowhere(self.numbers != 0):
            raise RuleError.of(
                "telephony.numbers",
                "numbers have a rent; give numbers and number_rent together",
                field="number_rent",
            )
        rates = (self.per_minute, self.toll_free_per_minute, self.number_rent)
        if all(rate is None for rate in rates):
            raise RuleError.of(
                "telephony.empty",
                "nothing says what telephoning costs; give per_minute, toll_free_per_minute, or "
                "numbers and number_rent",
                field="per_minute",
            )

    def charges_for(self, demand: Demand) -> Iterator[Charge]:
        """Charge the minutes of a demand, and the numbers."""
        talk = demand.talking("telephony", "leave telephony to the phone")
        minutes = demand.contacts * talk
        working = Working(
            what="time",
            formula=(("", demand.contacts, demand.contact), ("x", talk, "minute")),
            result=minutes,
            unit="talk minute",
        )
        told, cited = (*demand.told(demand.talk), working), demand.cited(demand.talk)
        rates = (("talk minutes", self.per_minute), ("toll-free", self.toll_free_per_minute))
        for what, rate in rates:
            if rate is not None:
                charge = self._charge(what, minutes, "talk minute", rate)
                yield evolve(charge, workings=told, citations=cited)
        if self.number_rent is not None:
            charge = self._charge("numbers", self.numbers, "number", self.number_rent)
            yield evolve(charge, citations=cited_for(self.citations, "numbers"))

    def _charge(self, what: str, quantity: Any, unit: str, rate: Price) -> Charge:  # noqa: ANN401
        priced = PerUnit(rate)
        cost = not self.bought
        return Charge(what, quantity, unit, priced, "telephony", "monthly", cost=cost)


def telephony(value: Telephony | None) -> Telephony | None:
    """Take *value* as telephony, or as none."""
    return part(value, Telephony)
