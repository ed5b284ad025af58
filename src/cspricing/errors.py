"""Every refusal of the library: one base error, with a stable code, the values, and the remedy.

A refusal is a `PricingError` and also the builtin error that one would guess, so that both
``except PricingError`` and ``except ValueError`` do what they look like.
Errors keep their values as attributes and survive pickling.

>>> from cspricing import CNY
>>> from cspricing.errors import PricingError
>>> try:
...     CNY("1e3")
... except PricingError as error:
...     print(error.code)
number.syntax
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Context, localcontext
from typing import Any, Final, Self, SupportsIndex, cast

_LONGEST_VALUE: Final = 60
_MOST_LISTED: Final = 20
_ADDRESS: Final = re.compile(r" at 0x[0-9a-fA-F]+")

# Values are shown in a context of their own: the caller's may write 1e+3 for 1E+3, or trap.
_SHOWING: Final = Context(
    prec=28,
    rounding=ROUND_HALF_EVEN,
    Emin=-999_999,
    Emax=999_999,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[],
)
_SHORT: Final = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = _LONGEST_VALUE
_SHORT.maxlevel = 3


class PricingError(Exception):
    """The base of every refusal.

    Attributes:
        code: What went wrong, as a stable name such as ``number.range``.
        field: The input that is at fault, as the caller named it, or None.
        value: The refused value itself, whole.
        component: The component in which it happened, or None.
    """

    code: str = "pricing"
    field: str | None = None
    value: object = None
    component: str | None = None

    # The constructor stays Exception's own: a group of errors derives from this class too.
    @classmethod
    def of(cls, code: str, message: str, *, field: str | None = None, value: object = None) -> Self:
        """Make the error of *code*, saying *message* about *field*, which was *value*."""
        error = cls(message)
        error.code = code
        error.field = field
        error.value = value
        return error

    def at(self, field: str, component: str | None = None) -> None:
        """Say where it happened, unless that is known already."""
        self.field = self.field or field
        self.component = self.component or component

    def __str__(self) -> str:
        place = ", ".join(_cut(part) for part in (self.component, self.field) if part)
        text = super().__str__()
        return f"{place}: {text}" if place else text

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        # A value that cannot be pickled must not keep the error from crossing a process border.
        state = {**self.__dict__, "value": _portable(self.value, int(protocol))}
        return type(self), self.args, state


class InvalidNumberError(PricingError, ValueError):
    """A number whose syntax, size or precision cannot be taken."""


class InvalidTypeError(PricingError, TypeError):
    """A value of a type that is refused on purpose, such as a float or a bool."""


class InvalidTextError(PricingError, ValueError):
    """A text with characters that no document can show safely."""


class InvalidDateError(PricingError, ValueError):
    """A date that does not exist, or dates in the wrong order."""


class UnknownCurrencyError(PricingError, LookupError):
    """A currency code that ISO 4217 does not have, or has no longer."""


class CurrencyMismatchError(PricingError, TypeError):
    """Amounts of two currencies where one is needed."""


class AllocationError(PricingError, ValueError):
    """Weights over which nothing can be allocated."""


class TariffError(PricingError, ValueError):
    """A tariff that contradicts itself, or a quantity that it has no price for."""


class RuleError(PricingError, ValueError):
    """A discount, tax or markup that cannot be applied as it is stated."""


class TermsError(PricingError, ValueError):
    """Terms that contradict each other or the components."""


class TargetError(PricingError, ValueError):
    """A target that no discount or markup can reach."""


class ExchangeRateError(PricingError, LookupError):
    """A rate of exchange that is not there, or too old.

    Attributes:
        nearest: The rates that come nearest to what was asked for.
    """

    nearest: tuple[object, ...] = ()


class LimitError(PricingError, OverflowError):
    """More lines, periods or characters than a quote can sensibly have."""


class ComponentError(PricingError, RuntimeError):
    """A component that failed while it said what it charges."""


class StaffingError(PricingError, ValueError):
    """A workload that no number of people can meet, or not as it is stated."""


class VerificationError(PricingError, ArithmeticError):
    """A printed figure that does not follow from the figures printed before it."""


class BookError(PricingError, ValueError):
    """An entry of a price book or tax table that cannot be taken as it is written."""


class BookFileError(PricingError, OSError):
    """A price book or tax table that cannot be read at all."""


class ListingError(PricingError, LookupError):
    """A price or tax rate that is not listed, or listed more than once, or not as one figure.

    Attributes:
        nearest: The entries that come nearest to what was asked for.
    """

    nearest: tuple[object, ...] = ()


class LawError(PricingError, AssertionError):
    """A component that breaks a law which the ready-made ones obey."""


class PricingErrors(PricingError, ExceptionGroup[Exception]):  # noqa: N818  (it is many)
    """All faults found while a quote was priced, together.

    Its ``code`` is that of its faults if they all have the same, else ``pricing.faults``.
    """

    def __new__(  # pyright: ignore[reportInconsistentConstructor]
        cls, message: str, errors: Sequence[Exception]
    ) -> Self:
        """Group *errors*, of which there is at least one."""
        group = super().__new__(cls, message, errors)
        codes = {getattr(error, "code", "pricing") for error in errors}
        group.code = codes.pop() if len(codes) == 1 else "pricing.faults"
        return group

    def derive(self, excs: Sequence[Exception]) -> PricingErrors:  # type: ignore[override]
        """Make a group of some of these errors, as ``except*`` and ``split`` ask for."""
        return PricingErrors(self.message, excs)

    def __str__(self) -> str:
        listed = [f"  - {error}" for error in self.exceptions[:_MOST_LISTED]]
        unlisted = len(self.exceptions) - len(listed)
        return "\n".join([self.message, *listed, *([f"  and {unlisted} more"] if unlisted else [])])

    def __iter__(self) -> Iterator[Exception]:
        """Iterate over the single faults."""
        return iter(self.exceptions)


def shown(value: object) -> str:
    """Show *value* in a message: at most a line of it, whatever its size.

    The text depends on the value alone: not on the caller's decimal context, nor on the order
    of a set, nor on where an object lies in memory.

    >>> len(shown("a" * 100))
    60
    >>> shown({"b", "a"})
    "{'a', 'b'}"
    """
    if type(value) is int and value.bit_length() > _LONGEST_VALUE * 3:
        return f"a whole number of {value.bit_length()} bits"
    if issubclass(type(value), str):  # a subclass may lie about itself
        value = str.__str__(cast("str", value))
    try:
        with localcontext(_SHOWING):
            text = _SHORT.repr(value)
    except Exception:  # noqa: BLE001  a repr that fails must not hide what was wrong
        text = f"a {type(value).__name__}"
    return _cut(_ADDRESS.sub("", text))


def _cut(text: str) -> str:
    """Keep the beginning of *text*, on one line and without what cannot be printed."""
    start = "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode()
        for sign in text[: _LONGEST_VALUE + 1]
    )
    return start if len(start) <= _LONGEST_VALUE else f"{start[:_LONGEST_VALUE]}..."


def _portable(value: object, protocol: int) -> object:
    """Give *value* itself, or a text that shows it if it cannot be pickled."""
    import pickle  # noqa: PLC0415  few errors cross a process border, and every program imports this

    try:
        pickle.dumps(value, protocol)
    except Exception:  # noqa: BLE001  whatever its class raises, the answer is that it cannot
        return shown(value)
    return value
