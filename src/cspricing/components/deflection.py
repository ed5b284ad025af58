"""What keeps contacts from a channel: how many it takes, and what it leaves."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, Protocol

from attrs import field, frozen

from ..errors import ComponentError, InvalidTypeError, RuleError, shown
from ..fields import citations, keep_citations, named_fields, sequence_of
from ..provenance import Citation, Figure
from ..written import Written
from .base import hundreds, percentage, positive

_STATED: Final = ("deflected_percent", "remaining_handle_percent")


class Deflects(Protocol):
    """Anything that says which share of contacts it takes, and how long the others are."""

    @property
    def deflected_percent(self) -> Any:  # noqa: ANN401
        """The share of contacts that do not reach the channel; None if not known."""
        ...

    @property
    def remaining_handle_percent(self) -> Any:  # noqa: ANN401
        """Handling time of those that do, in percent of what it was: easy ones leave first."""
        ...


def remaining(value: Figure) -> Decimal:
    """Take how long the contacts that are left take, in percent of what it was: above 0."""
    return positive(hundreds(value))


@frozen(kw_only=True, repr=False, field_transformer=named_fields)
class Deflection(Written):
    """A share of contacts that do not reach a channel, and how long the others take.

    Args:
        deflected_percent: The share that is taken: by a bot, a menu, a page of answers.
        remaining_handle_percent: Handling time of the others, in percent of what it was.
            Above 100 where the easy ones leave, which is usual.

    >>> from cspricing import CNY, Outsourced, PhoneSupport, Quote
    >>> phone = PhoneSupport(
    ...     calls_per_month=12_000,
    ...     handle_minutes="4.5",
    ...     delivery=Outsourced(billed_per="handle_minute", tariff=CNY("0.40")),
    ... )
    >>> menu = Deflection(deflected_percent=30, remaining_handle_percent=110)
    >>> print(Quote.of(phone).net, "falls to", Quote.of(phone.after(menu)).net)
    CNY 21,600.00 falls to CNY 16,632.00
    """

    deflected_percent: Decimal = field(converter=percentage)
    remaining_handle_percent: Decimal = field(default=Decimal(100), converter=remaining)
    citations: tuple[Citation, ...] = field(default=(), eq=False, repr=False, converter=citations)

    def __attrs_post_init__(self) -> None:
        keep_citations(self)


def deflections(given: Iterable[Deflection]) -> tuple[Deflection, ...]:
    """Take a list of deflections, in the order in which contacts meet them."""
    return sequence_of(Deflection, given, "Deflection")


def deflection(by: Deflects) -> Deflection:
    """Read off a tool what it deflects, with the sources of that.

    Raises:
        InvalidTypeError: If it does not say (``type.deflection``).
        ComponentError: If it raises an error of its own (``deflection.failed``).
        RuleError: If it could, but nobody has stated it (``channel.deflection``).
    """
    deflected, remaining, known = _read(by)
    if deflected is None:
        raise RuleError.of(
            "channel.deflection",
            f"{shown(by)} does not say how much it deflects; state deflected_percent",
            field="deflected_percent",
            value=by,
        )
    return Deflection(
        deflected_percent=deflected,
        remaining_handle_percent=remaining,
        citations=[one for one in known if one.of in _STATED],
    )


def _read(by: Deflects) -> tuple[Any, Any, tuple[Citation, ...]]:
    """Ask a tool for its shares and their sources; one's own may answer in any way."""
    if isinstance(by, type):
        raise _refused(by)
    try:
        shares = by.deflected_percent, by.remaining_handle_percent
        known: Any = getattr(by, "citations", ())
    except AttributeError:
        raise _refused(by) from None
    except Exception as error:
        raise ComponentError.of(
            "deflection.failed",
            f"{shown(by)} raised {type(error).__name__} when asked what it deflects; mend it",
            field="by",
            value=by,
        ) from error
    return *shares, sequence_of(Citation, known, "Citation")


def _refused(by: object) -> InvalidTypeError:
    return InvalidTypeError.of(
        "type.deflection",
        f"{shown(by)} does not say what it deflects; give AutomationTool(...) or Deflection(...)",
        field="by",
        value=by,
    )
