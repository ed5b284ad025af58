"""What all channels share: from what is stated of the contacts to a demand that is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from inspect import get_annotations
from typing import Any, ClassVar, Final, Self

import attrs
from attrs import field, frozen
from attrs.converters import optional

from ..charge import AnyCharge
from ..errors import RuleError
from ..fields import count, named_fields, single
from ..lifted import nowhere, require
from ..provenance import Citation, Figure
from ..staffing.profile import Profile, checked_profile
from ..working import Working
from .base import ALL, BuiltComponent, cited_for, percentage, pieces, positive
from .deflection import Deflection, Deflects, deflection, deflections
from .demand import Delivery, Demand, Origin, Promise, charged, delivery
from .share import shares_of

PROMISED: Final = (
    "days_per_month",
    "weeks_per_month",
    "minimum_agents",
    "patience_seconds",
    "forecast_error_percent",
    "answer_within_hours",
)
"""Figures of what is promised, and of how it is kept."""
_WITH_PROFILE: Final[Mapping[str, object]] = {
    "service_level": None,
    "answer_within_hours": None,
    "days_per_month": None,
    "weeks_per_month": None,
    "patience_seconds": None,
    "forecast_error_percent": None,
    "handle_minutes_at": (),
    "opening_hours": None,
    "hours_counted": "clock",
    "minimum_agents": Decimal(1),
}
"""What says nothing without a profile, and what it is unless stated."""
_BEHIND_NO_CONTACT: Final = (
    *PROMISED,
    "handle_minutes",
    "talk_minutes",
    "concurrency",
    "resolution_percent",
    "tool_seats",
)
"""Figures of a channel that say nothing of how many contacts there are."""


def positive_single(value: Figure) -> Decimal:
    """Take a number above 0 that cannot be a column."""
    return positive(single(value))


def _agents(value: Figure) -> Decimal:
    return pieces(single(value))


def channel_fields(cls: type, attributes: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Wrap converters as `named_fields` does, and write the volume before what channels share."""
    own = get_annotations(cls)

    def place(attribute: attrs.Attribute[Any]) -> int:
        if attribute.name not in own:
            return {"citations": 0, "name": 1}.get(attribute.name, 3)
        return 2 if attribute.default is attrs.NOTHING else 4

    return sorted(named_fields(cls, attributes), key=place)


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Channel(BuiltComponent):
    """A demand of customers that a delivery meets.

    What reaches the people is derived from what is stated, always in this order: contacts that
    are answered at all, less those that are deflected, and those that contact again.

    Attributes:
        handle_minutes: Mean time from the start of a contact to the end of the work on it.
        delivery: Who answers: `Outsourced`, `InHouse`, or anything else that says what it
            charges for a demand.
        resolution_percent: The share of contacts whose case is resolved.
        first_contact_resolution_percent: The share that is resolved at the first contact.
        repeat_percent: Of the others, the share that contacts again.
        deflections: What keeps contacts away, as `after` adds it.
        profile: How the contacts of a day or a week spread over its open intervals; with what is
            promised of them.
        days_per_month: How many such days a month has, for a profile of a day.
        weeks_per_month: How many such weeks a month has, for a profile of a week.
        minimum_agents: How many are there at least while it is open, where there is a profile.
    """

    contact: ClassVar[str] = "contact"
    spoken: ClassVar[bool] = False
    """Whether people talk, so that there are minutes on the phone."""
    promised_by: ClassVar[str] = "service_level"
    """The field that says what is promised."""

    handle_minutes: Decimal = field(converter=count)
    delivery: Delivery = field(converter=delivery)
    resolution_percent: Decimal | None = field(default=None, converter=optional(percentage))
    first_contact_resolution_percent: Decimal | None = field(
        default=None, converter=optional(percentage)
    )
    repeat_percent: Decimal | None = field(default=None, converter=optional(percentage))
    deflections: tuple[Deflection, ...] = field(default=(), converter=deflections)
    profile: Profile | None = field(default=None, converter=optional(checked_profile))
    days_per_month: Decimal | None = field(default=None, converter=optional(positive_single))
    weeks_per_month: Decimal | None = field(default=None, converter=optional(positive_single))
    minimum_agents: Decimal = field(default=Decimal(1), converter=_agents)

    def after(self, by: Deflects) -> Self:
        """Give the channel that is left after a tool has taken its share of the contacts.

        Args:
            by: Anything that states ``deflected_percent`` and ``remaining_handle_percent``, such
                as `AutomationTool` or `Deflection`. What it costs is a component of its own.

        Raises:
            InvalidTypeError: If it does not state both (``type.deflection``).
            ComponentError: If it raises an error of its own (``deflection.failed``).
            RuleError: If it does not say how much it deflects (``channel.deflection``).
        """
        return attrs.evolve(self, deflections=(*self.deflections, deflection(by)))

    def build(self) -> Iterator[AnyCharge]:
        """Ask the delivery what it charges for the contacts that are left."""
        self._check_resolved()
        yield from charged(self.delivery, self._demand())

    def _check_resolved(self) -> None:
        """Refuse more contacts that are resolved at first than are resolved at all."""
        at_all, at_first = self.resolution_percent, self.first_contact_resolution_percent
        if at_all is not None and at_first is not None:
            require(
                at_first <= at_all,
                lambda: RuleError.of(
                    "channel.resolution",
                    "more are resolved at the first contact than are resolved at all; raise "
                    "resolution_percent, or lower first_contact_resolution_percent",
                    field="first_contact_resolution_percent",
                    value=at_first,
                ),
            )

    def _stated(self) -> tuple[Any, list[Working]]:
        """Give the contacts that there are to answer, and how many that is of what is stated."""
        raise NotImplementedError

    def _talking(self) -> Decimal | None:
        """Give the minutes on the phone, if they are not all of the handling time."""
        return None

    def _demand(self) -> Demand:
        """Derive what has to be met, and tell how."""
        contacts, workings = self._stated()
        contacts = self._left(contacts, workings)
        contacts = self._with_repeats(contacts, workings)
        minutes, time = self._longer("handling time", "handle_minutes", self.handle_minutes)
        stated = self._talking()
        talk, talk_origin = (minutes, time) if self.spoken else (None, Origin())
        if stated is not None:
            talk, talk_origin = self._longer("talk time", "talk_minutes", stated)
        return Demand(
            contact=self.contact,
            contacts=contacts,
            handle_minutes=minutes,
            talk_minutes=talk,
            resolution_percent=self.resolution_percent,
            workings=tuple(workings),
            citations=self._cited(),
            time=time,
            talk=talk_origin,
            resolution=Origin(citations=self.cited("resolution_percent")),
            longer=bool(self._lengthening()),
            promise=self._promise(),
        )

    def _promise(self) -> Promise | None:
        """Give what is promised of how soon contacts are answered, if anything is."""
        promised = self._promised()
        if self.profile is None:
            self._refuse_without_profile()
            return None
        if promised is None:
            raise RuleError.of(
                "channel.promise",
                f"a profile is what a promise is kept with; state {self.promised_by}, too, or "
                "leave the profile out",
                field=self.promised_by,
            )
        return promised(self.profile, self._cycles(self.profile))

    def _promised(self) -> Callable[[Profile, Decimal], Promise] | None:
        """Give what makes the promise of a profile and of how often a month repeats it."""
        return None

    def _refuse_without_profile(self) -> None:
        """Refuse what rests on a profile, where there is none."""
        for name, unless_stated in _WITH_PROFILE.items():
            if getattr(self, name, unless_stated) != unless_stated:
                raise RuleError.of(
                    "channel.promise",
                    f"{name} rests on how contacts spread over the day or week; state profile, "
                    "too: Profile(OpeningHours.daily(Opening('08:00', '18:00')), [...])",
                    field="profile",
                )

    def _cycles(self, profile: Profile) -> Decimal:
        """Give how many of the days or weeks that repeat themselves a month has."""
        a_day = profile.hours.days == 1
        wanted, other = "days_per_month", "weeks_per_month"
        if not a_day:
            wanted, other = other, wanted
        value: Decimal | None = getattr(self, wanted)
        if value is None or getattr(self, other) is not None:
            raise RuleError.of(
                "channel.month",
                f"the profile is one of a {'day' if a_day else 'week'}; state {wanted}, and not "
                f"{other}",
                field=wanted if value is None else other,
            )
        return value

    def _left(self, contacts: Any, workings: list[Working]) -> Any:  # noqa: ANN401
        """Leave out, one after the other, what is deflected."""
        for one in self.deflections:
            percent = ALL - one.deflected_percent
            working = self._part("not deflected", contacts, [percent], "deflections")
            contacts = working.result
            workings.append(working)
        return contacts

    def _with_repeats(self, contacts: Any, workings: list[Working]) -> Any:  # noqa: ANN401
        """Add those who contact again: contacts x (1 - resolved at first) x repeating."""
        resolved, repeating = self.first_contact_resolution_percent, self.repeat_percent
        if resolved is None and repeating is None:
            return contacts
        if resolved is None or repeating is None:
            name = "repeat_percent" if repeating is None else "first_contact_resolution_percent"
            raise RuleError.of(
                "channel.repeats",
                "how many contact again rests on two shares: state both "
                "first_contact_resolution_percent and repeat_percent, or neither",
                field=name,
            )
        shares = [ALL - resolved, repeating]
        again = self._part("repeat contacts", contacts, shares, "repeat_percent")
        total = contacts + again.result
        together = Working(
            what="contacts with repeats",
            formula=(("", contacts, self.contact), ("+", again.result, self.contact)),
            result=total,
            unit=self.contact,
        )
        workings += [again, together]
        return total

    def _part(self, what: str, contacts: Any, percents: Sequence[Any], of: str) -> Working:  # noqa: ANN401
        """Take shares of contacts, stated in the field *of*."""
        return shares_of((contacts, self.contact), percents, what, of)

    def _lasting(self, minutes: Any) -> Any:  # noqa: ANN401
        """Give how long something takes once the deflected ones are gone."""
        longer, _ = self._longer("handling time", "handle_minutes", minutes)
        return longer

    def _longer(self, what: str, of: str, minutes: Any) -> tuple[Any, Origin]:  # noqa: ANN401
        """Give how long a contact takes once the deflected ones are gone, and how that comes."""
        percents = self._lengthening()
        if not percents:
            return minutes, Origin(citations=self.cited(of))
        working = shares_of((minutes, "minute"), percents, what, "deflections")
        deflected = self._cited_deflections("remaining_handle_percent")
        return working.result, Origin(workings=(working,), citations=(*self.cited(of), *deflected))

    def _lengthening(self) -> list[Any]:
        """Give how long the contacts that are left take, in percent, as far as that changes."""
        given = [one.remaining_handle_percent for one in self.deflections]
        return [percent for percent in given if not nowhere(percent != ALL)]

    def _cited(self) -> tuple[Citation, ...]:
        """Give the sources of the figures behind the contacts."""
        own = (one for one in self.citations if one.of not in _BEHIND_NO_CONTACT)
        return (*own, *self._cited_deflections("deflected_percent"))

    def _cited_deflections(self, of: str) -> Iterator[Citation]:
        """Give the sources of a figure of what deflects, each under a name of its own."""
        for number, one in enumerate(self.deflections, start=1):
            for citation in cited_for(one.citations, of):
                name = citation.of if number == 1 else f"{citation.of} ({number})"
                yield attrs.evolve(citation, of=name)
