"""Supervision: the people it takes beside those who serve customers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from ..charge import Charge
from ..exact import ceil_units
from ..fields import citations, flag, keep_citations, named_fields, sequence_of
from ..money import Price, as_price
from ..provenance import Citation
from ..tariff import PerUnit
from ..text import label
from ..working import Working
from ..written import Written
from .base import positive


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Supervision(Written):
    """One role beside the agents: a person for every so many of them, rounded up.

    Usual spans are 12 to 20 agents a team lead, 30 to 50 a quality analyst, 75 to 100 a planner.

    Args:
        role: What the person is, such as ``team lead``.
        span: How many agents there are to one.
        monthly_wage: Of each.
        seated: Whether each has a seat in the team's `Workplace`; yes unless given.

    >>> from cspricing import EUR, InHouse, PhoneSupport, Quote
    >>> leads = Supervision(role="team lead", span=12, monthly_wage=EUR(3200))
    >>> team = InHouse(heads=30, monthly_wage=EUR(2400), supervision=[leads])
    >>> phone = PhoneSupport(calls_per_month=30_000, handle_minutes=5, delivery=team)
    >>> print(Quote.of(phone).cost)  # 30 agents, and 30 / 12, rounded up, leads
    EUR 81,600.00
    """

    role: str = field(converter=label)
    span: Decimal = field(converter=positive)
    monthly_wage: Price = field(converter=as_price)
    seated: bool = field(default=True, converter=flag)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)

    def charge(self, people: Any, cited: tuple[Citation, ...] = ()) -> Charge:  # noqa: ANN401
        """Charge the wages for so many people in a team, whose number rests on what is *cited*."""
        leads = ceil_units(people, self.span)
        working = Working(
            what="people",
            formula=(("", people, "person"), ("/", self.span, "")),
            result=leads,
            unit="person",
            rounding="up",
        )
        return Charge(
            self.role,
            leads,
            "person",
            PerUnit(self.monthly_wage),
            "labour",
            "monthly",
            cost=True,
            workings=(working,),
            citations=(*cited, *self.citations),
        )


def supervision(given: Iterable[Supervision]) -> tuple[Supervision, ...]:
    """Take a list of roles."""
    return sequence_of(Supervision, given, "Supervision")
