"""Work by the day: who does it, for how many days, at which rate; and shares of its price."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from attrs import evolve, field, frozen

from ..charge import Charge
from ..fields import citations, count, keep_citations, named_fields, sequence_of
from ..lifted import Lifted, nowhere
from ..money import Currency, Price, as_price, same_currency
from ..period import MONTHS_PER, Cadence
from ..provenance import Citation
from ..tariff import Flat, PerUnit
from ..text import label
from ..working import Factor, Working
from ..written import Written
from .base import ALL, HUNDREDTH, price_citations
from .given import either

_YEAR: Final = 12


@frozen(repr=False, field_transformer=named_fields)
class PersonDays(Written):
    """Days of one role at its day rate.

    Args:
        role: Who works, such as ``senior consultant``.
        days: How many person-days.
        daily: What a normal day costs.
        premium_percent: On top of it, for overtime, weekends or holidays.

    SCC's rate card of G-Cloud 8 has a day of grade 5 at 894, and half as much again at weekends:

    >>> from cspricing import GBP, Consulting, Quote
    >>> weekdays = PersonDays("grade 5", 10, GBP(894))
    >>> weekend = PersonDays("grade 5, weekend", 2, GBP(894), premium_percent=50)
    >>> print(Quote.of(Consulting(grades=[weekdays, weekend])).net)
    GBP 11,622.00
    """

    role: str = field(converter=label)
    days: Decimal = field(converter=count)
    daily: Price = field(converter=as_price)
    premium_percent: Decimal = field(default=Decimal(0), converter=count)
    citations: tuple[Citation, ...] = field(
        default=(), eq=False, repr=False, kw_only=True, converter=citations
    )

    def __attrs_post_init__(self) -> None:
        keep_citations(self)


def people(given: Iterable[PersonDays] | None) -> tuple[PersonDays, ...] | None:
    """Take a list of roles; an empty one is none."""
    return None if given is None else sequence_of(PersonDays, given, "PersonDays") or None


def roles_alone(
    name: str, roles: tuple[PersonDays, ...] | None, **instead: object
) -> tuple[PersonDays, ...]:
    """Give the *roles* that a component calls *name*, where nothing is stated *instead*.

    Raises:
        RuleError: If they are not stated, or stated beside the others (``component.either``).
    """
    missing = [other for other, value in instead.items() if value is None]
    if roles is None or len(missing) < len(instead):
        raise either(" and ".join(instead), name, field=(missing or [name])[0])
    return roles


def exact_price(numerator: Any, denominator: int, currency: Currency) -> Price:  # noqa: ANN401
    """Make the price that a working gives, divided as far as it goes."""
    price = Price.exact(numerator, denominator, currency)
    return price if isinstance(numerator, Lifted) else price.reduced()


@frozen
class Work:
    """Days at a rate, as they are charged.

    Attributes:
        what: What the line is called: the role.
        days: How many are charged.
        rate: What each of them costs.
        workings: How days and rate came about.
        citations: Where their figures come from, but for the rate's own source.
        behind: That source, for what is derived from the rate.
    """

    what: str
    days: Any
    rate: Price
    workings: tuple[Working, ...] = ()
    citations: tuple[Citation, ...] = ()
    behind: tuple[Citation, ...] = ()

    def times(self, days: Any, working: Working, cited: Iterable[Citation]) -> Work:  # noqa: ANN401
        """Let it take so many days instead, as *working* tells."""
        return evolve(
            self,
            days=days,
            workings=(working, *self.workings),
            citations=(*self.citations, *cited),
        )

    def charge(self, category: str) -> Charge:
        """Charge the days."""
        return Charge(
            self.what,
            self.days,
            "person-day",
            PerUnit(self.rate),
            category,
            workings=self.workings,
            citations=self.citations,
        )


def alone(what: str, days: Decimal, daily: Price, cited: tuple[Citation, ...]) -> list[Work]:
    """Take days of one role at its rate."""
    return [Work(what, days, daily, (), cited, price_citations("daily", daily))]


def works_of(roles: Iterable[PersonDays]) -> list[Work]:
    """Take the days of each role at its rate.

    Figures of several roles meet where a percentage of their work is charged, so that a citation
    says which role it is for.
    """
    found: list[Work] = []
    times: Counter[str] = Counter()
    for person in roles:
        times[person.role] += 1
        number = times[person.role]
        found.append(_work(person, person.role if number == 1 else f"{person.role} ({number})"))
    return found


def _work(person: PersonDays, named: str) -> Work:
    """Take the days of a role at its rate, or at what its premium makes of that."""
    own = tuple(evolve(one, of=f"{named}, {one.of}") for one in person.citations)
    behind = price_citations(f"{named}, daily", person.daily)
    if nowhere(person.premium_percent != 0):
        return Work(person.role, person.days, person.daily, (), own, behind)
    percent = ALL + person.premium_percent
    rate = exact_price(
        person.daily.numerator * percent * HUNDREDTH,
        person.daily.denominator,
        person.daily.currency,
    )
    formula: tuple[Factor, ...] = (("", person.daily, ""), ("x", percent, "%"))
    working = Working(what="day rate", formula=formula, result=rate, unit="")
    return Work(person.role, person.days, rate, (working,), (*own, *behind))


@frozen
class Worth:
    """An amount of which percentages are charged.

    Attributes:
        amount: How much, exactly.
        workings: How it came about.
        citations: Where its figures come from.
    """

    amount: Price
    workings: tuple[Working, ...] = ()
    citations: tuple[Citation, ...] = ()


def worth(works: Sequence[Work], cited: Iterable[Citation] = ()) -> Worth:
    """Add up what work costs, exactly; what rests on it cites more."""
    first, *others = works
    above, below = first.days * first.rate.numerator, first.rate.denominator
    for other in others:
        same_currency(first.rate.currency, other.rate.currency, "add")
        over = other.days * other.rate.numerator
        above = above * other.rate.denominator + over * below
        below *= other.rate.denominator
    formula: list[Factor] = []
    for one in works:
        formula.append(("+" if formula else "", one.days, "person-day"))
        formula.append(("x", one.rate, ""))
    amount = exact_price(above, below, first.rate.currency)
    citations = [citation for one in works for citation in (*one.citations, *one.behind)]
    working = Working(what="work", formula=tuple(formula), result=amount, unit="")
    return Worth(amount, (working,), (*citations, *cited))


def share(
    what: str,
    percent: Any,  # noqa: ANN401
    base: Callable[[], Worth],
    category: str,
    cadence: Cadence = "once",
) -> Iterator[Charge]:
    """Charge a percentage of an amount: once, or that much a year at a cadence.

    A percentage that is zero everywhere makes no line, and needs no amount.
    """
    if nowhere(percent != 0):
        return
    of = base()
    parts = _YEAR // (MONTHS_PER[cadence] or _YEAR)
    amount = exact_price(
        of.amount.numerator * percent * HUNDREDTH,
        of.amount.denominator * parts,
        of.amount.currency,
    )
    formula: list[Factor] = [("", of.amount, ""), ("x", percent, "%")]
    if parts > 1:
        formula.append(("/", Decimal(parts), ""))
    yield Charge(
        what,
        1,
        "lump sum",
        Flat(amount),
        category,
        cadence,
        workings=(
            *of.workings,
            Working(what=what, formula=tuple(formula), result=amount, unit=""),
        ),
        citations=of.citations,
    )


def contingency(
    works: Sequence[Work],
    percent: Any,  # noqa: ANN401
    category: str,
    cited: Iterable[Citation],
) -> Iterator[Charge]:
    """Charge what nobody could foresee: in days of a single role, else as an amount."""
    if len(works) > 1:
        yield from share("contingency", percent, lambda: worth(works, cited), category)
        return
    if nowhere(percent != 0):
        return
    (one,) = works
    days = one.days * percent * HUNDREDTH
    formula: tuple[Factor, ...] = (("", one.days, "person-day"), ("x", percent, "%"))
    working = Working(what="contingency", formula=formula, result=days, unit="person-day")
    citations = (*one.citations, *cited)
    yield Work("contingency", days, one.rate, (working,), citations).charge(category)


def flat(what: str, price: Price | None, category: str, cadence: Cadence = "once") -> list[Charge]:
    """Charge one price, if there is one."""
    if price is None:
        return []
    return [Charge(what, 1, "lump sum", Flat(price), category, cadence)]
