"""The quote: components on terms, and everything that can be read off it.

What explains a quote is imported when one is explained first: most programs want figures only,
and ``import cspricing`` stays quick.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

from attrs import evolve, field, frozen

from .charge import Component
from .collection import MOST_LINES, is_meant
from .entry import named
from .errors import InvalidTypeError, LimitError, RuleError, shown
from .following import Following
from .invoicing import invoices_of
from .line import Invoice
from .messages import LANGUAGES, Language
from .money import Money
from .payments import FlowDay, Payment, cash_flow, payments_of
from .pricing import Priced, price
from .proration import Proration
from .rule_record import RuleRecord, rule_records
from .stated import Stated
from .terms import Terms, combined
from .versions import Versioned

if TYPE_CHECKING:
    from .floor_record import FloorRecord
    from .walk import Walk

_NO_TERMS: Final = Terms()
_SHOWN: Final = 5


class Summable:
    """Gives a component ``+``: components, and quotes, add up to a quote."""

    __slots__ = ()

    def __add__(self: Component, other: Component | Quote) -> Quote:
        return Quote.of(self) + other

    def __radd__(self: Component, other: Component | int) -> Quote:
        if isinstance(other, int):
            return Quote.of(self) if other == 0 else NotImplemented
        return Quote.of(other, self)


def _components(given: tuple[Component, ...]) -> tuple[Component, ...]:
    try:
        components = tuple(given)
    except Exception as error:
        raise InvalidTypeError.of(
            "type.component",
            f"{shown(given)} is no row of components; give Quote.of(one, another)",
            value=given,
        ) from error
    kinds: set[type[object]] = set(map(type, components))
    if not all(map(_makes_components, kinds)):
        for component in components:
            if not _is_component(component):
                raise InvalidTypeError.of(
                    "type.component",
                    f"{shown(component)} is not a component; it needs a method charges()",
                    value=component,
                )
    if len(components) > MOST_LINES:
        raise LimitError.of(
            "limit.count", f"a quote has at most {MOST_LINES:,} components; split it"
        )
    return components


def _terms(value: Terms) -> Terms:
    if not isinstance(value, Terms):
        raise InvalidTypeError.of(
            "type.terms", f"{shown(value)} is not Terms; give Terms(months=12)", value=value
        )
    return value


def _makes_components(kind: type) -> bool:
    """Whether each object of a class is a component: most quotes have many of few classes."""
    charges = getattr(kind, "charges", None)
    return callable(charges) and not issubclass(kind, (Quote, type))


def _is_component(value: object) -> bool:
    try:
        return not isinstance(value, (Quote, type)) and callable(getattr(value, "charges", None))
    except Exception:  # noqa: BLE001  (an object of one's own may fail at any question)
        return False


@frozen(slots=False, repr=False)
class Quote(Versioned, Following, Stated):
    """Components on terms: an immutable offer, priced when somebody first looks.

    Its figures are the sums of the invoices that it promises over its whole term.

    Attributes:
        components: What is offered.
        terms: What the price depends on besides.

    >>> from cspricing import EUR, VAT, Item, PercentOff
    >>> seats = Item(name="Seats", quantity=25, unit="seat", price=EUR("19.90"), cadence="monthly")
    >>> setup = Item(name="Set-up", quantity=1, unit="set-up", price=EUR(1500))
    >>> quote = (seats + setup).over(months=12).less(PercentOff(10)).taxed(VAT(19))
    >>> print(quote.net, quote.tax, quote.total)
    EUR 6,723.00 EUR 1,277.34 EUR 8,000.34
    """

    components: tuple[Component, ...] = field(default=(), converter=_components)
    terms: Terms = field(default=_NO_TERMS, converter=_terms)

    @classmethod
    def of(cls, *components: Component) -> Quote:
        """Put components together, on terms that say nothing yet."""
        return cls(components)

    def __add__(self, other: Component | Quote) -> Quote:
        if isinstance(other, Quote):
            terms = combined(self.terms, other.terms)
            return Quote((*self.components, *other.components), terms)
        return Quote((*self.components, other), self.terms)

    def __radd__(self, other: Component | int) -> Quote:
        if isinstance(other, int):
            return self if other == 0 else NotImplemented
        return Quote((other, *self.components), self.terms)

    def without(self, component: Component | str) -> Quote:
        """Leave out a component, given by itself or by its name, and every one that equals it.

        Raises:
            RuleError: If it is not among the components (``component.missing``).
            ComponentError: If one fails when it is compared (``component.failed``).
        """
        kept = tuple([one for one in self.components if not is_meant(one, component)])
        if len(kept) == len(self.components):
            raise RuleError.of(
                "component.missing",
                f"{shown(component)} is not in this quote; it has "
                f"{', '.join(named(one) for one in self.components)}",
                field="component",
                value=component,
            )
        return evolve(self, components=kept)

    def over(  # noqa: PLR0913  (each is a choice of its own)
        self,
        months: int | None = None,
        start: date | str | None = None,
        *,
        until: date | str | None = None,
        billing_day: int | None = None,
        in_arrears: bool = False,
        proration: Proration = "months",
        due_days: int | None = None,
    ) -> Quote:
        """Set the term: so many months, or *until* a last day, from *start* on.

        What is not given is as in `Terms`, whatever was set before.

        >>> from cspricing import EUR, Item
        >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(31), cadence="monthly")
        >>> quote = Quote.of(seats).over(start="2027-01-15", until="2027-03-31", billing_day=1)
        >>> for invoice in quote.invoices:
        ...     print(invoice.period, invoice.total)
        1 (2027-01-15 to 2027-01-31) EUR 170.00
        2 (2027-02-01 to 2027-02-28) EUR 310.00
        3 (2027-03-01 to 2027-03-31) EUR 310.00
        """
        terms = evolve(
            self.terms,
            months=months,
            start=start,
            until=until,
            billing_day=billing_day,
            in_arrears=in_arrears,
            proration=proration,
            due_days=due_days,
        )
        return evolve(self, terms=terms)

    def on_terms(self, terms: Terms) -> Self:
        """Put the components on *terms* instead."""
        quote = type(self).__new__(type(self))  # its components have been checked
        quote.__dict__.update(components=self.components, terms=_terms(terms))
        return quote

    def __getstate__(self) -> dict[str, Any]:
        # Its inputs alone are saved: what they come to follows from them.
        return {"components": self.components, "terms": self.terms}

    @property
    def priced(self) -> Priced:
        """The settled amounts behind everything else.

        Raises:
            PricingErrors: With all faults found, each naming component and field.
        """
        known: Priced | None = self.__dict__.get("_priced")
        if known is None:
            known = price(self.components, self.terms)
            if self.terms.floors or self.terms.purchases:
                from .floor_record import refuse_below  # noqa: PLC0415  on first use

                refuse_below(known, self.terms)
            self.__dict__["_priced"] = known
        return known

    @cached_property
    def invoices(self) -> tuple[Invoice, ...]:
        """The invoices that it promises, one for each billing period."""
        return invoices_of(self.priced, self.terms)

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """What is paid when: a deposit, each invoice, what was retained. All that is payable."""
        return payments_of(self.priced, self.terms, self.invoices)

    def cash_flow(self, by: FlowDay = "issue") -> dict[str, Money]:
        """Give what is paid in each calendar month, or in each of the term if it has no dates.

        Args:
            by: Whose date counts: that of the ``issue`` of an invoice, or when it is ``due``.

        >>> from cspricing import EUR, Item
        >>> seats = Item(name="Seats", quantity=10, unit="seat", price=EUR(31), cadence="monthly")
        >>> quote = Quote.of(seats).over(2, "2027-01-15", due_days=30)
        >>> for month, amount in quote.cash_flow(by="due").items():
        ...     print(month, amount)
        2027-02 EUR 310.00
        2027-03 EUR 310.00

        Raises:
            TermsError: If *by* is ``due``, and the terms do not say when that is (``flow.due``).
        """
        return cash_flow(self.payments, by)

    @cached_property
    def rules(self) -> tuple[RuleRecord, ...]:
        """What became of each rule: where it applied, or why it did not."""
        return rule_records(self.priced, self.terms)

    @cached_property
    def floors(self) -> tuple[FloorRecord, ...]:
        """Whether it keeps each floor, and by whose word it does not; never for a customer."""
        from .floor_record import floor_records  # noqa: PLC0415  on first use

        return floor_records(self.priced, self.terms)

    def walk(self, language: Language = "en") -> Walk:
        """Walk from list prices to what is payable: what each change comes to, as data.

        Args:
            language: ``en`` or ``zh``, of the words.
        """
        from .walk import walk_from_list  # noqa: PLC0415  on first use

        return walk_from_list(self.priced, self.terms, language)

    def walk_from_cost(self, language: Language = "en") -> Walk:
        """Walk from costs by markups to list prices, and on; never for a customer.

        Args:
            language: ``en`` or ``zh``, of the words.
        """
        from .walk import walk_from_cost  # noqa: PLC0415  on first use

        return walk_from_cost(self.priced, self.terms, language)

    def explain(self, language: Language = "en") -> str:
        """Explain every amount, step by step, down to the minor unit.

        Args:
            language: ``en`` or ``zh``.
        """
        from .statement import explained  # noqa: PLC0415  on first use

        return explained(self.priced, self.terms, language).text()

    def verify(self) -> None:
        """Recompute every printed figure from the printed figures that it follows from.

        Raises:
            VerificationError: If one does not follow (``verify.step``, ``verify.sum``).
        """
        from .statement import explained  # noqa: PLC0415  on first use
        from .verification import verify  # noqa: PLC0415  on first use

        for language in LANGUAGES:
            verify(explained(self.priced, self.terms, language))

    def to_dict(self) -> dict[str, Any]:
        """Give all figures as plain data: texts, whole numbers, lists and dicts."""
        from .record import record  # noqa: PLC0415  on first use

        return record(self.priced, self.terms)

    def __repr__(self) -> str:
        names = ", ".join(named(component) for component in self.components[:_SHOWN])
        more = (
            "" if len(self.components) <= _SHOWN else f" and {len(self.components) - _SHOWN} more"
        )
        return f"<Quote of {names or 'nothing'}{more}>"


def checked_quote(value: Quote) -> Quote:
    """Take *value* as a quote.

    Raises:
        InvalidTypeError: If it is none (``type.quote``).
    """
    if not isinstance(value, Quote):
        raise InvalidTypeError.of(
            "type.quote",
            f"{shown(value)} is not a quote; give Quote.of(...)",
            field="quote",
            value=value,
        )
    return value
