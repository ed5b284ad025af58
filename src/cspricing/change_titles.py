"""What explanations and documents say of changes over the term."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .added import Added, Removed
from .change import Change, When
from .factor import Reason
from .free import Free
from .in_force import InForce
from .indexed import Indexed
from .introductory import Introductory
from .lapsed import Lapsed
from .messages import Language, message, months as in_months
from .notation import grouped
from .productivity import Productivity
from .ramp import Steps
from .repriced import Repriced
from .uplift import Raised


def reason_told(reason: Reason, language: Language) -> str:
    """Tell why a quantity or a price is another; a bare number of ``at`` is that of a month.

    >>> reason_told(("uplift", (("percent", "3"), ("at", "13"))), "en")
    'uplift 3 % from month 13'
    """
    why, told = reason
    values: dict[str, str] = dict(told)
    if "at" in values:
        values["at"] = _at(values["at"], language)
    if "months" in values and why in _LASTING:
        values["months"] = in_months(int(values["months"]), language)
    return message(why, language, **values)


_LASTING = frozenset({"free", "introductory", "introductory_price"})


def change_told(change: Change, on: str, language: Language) -> str:
    """Say what a change does to the lines *on*, and when.

    >>> change_told(Uplift(3), "software", "en")
    'software: prices rise by 3 % from month 13, and again every 12 months'
    """
    for kind, tell in _TOLD.items():
        if isinstance(change, kind):
            return tell(change, on, language)
    return message("named", language, name=type(change).__name__, what=on)


def _at(moment: When | str, language: Language) -> str:
    """Say a month of the term, or a day; that is parted from Chinese words around it."""
    text = str(moment)
    if text.isdigit():
        return message("at_month", language, month=text)
    return f" {text} " if language == "zh" else text


def _steps(change: Any, on: str, language: Language) -> str:  # noqa: ANN401
    percent = isinstance(change, Productivity) or change.percent
    key = "title_ramp_percent" if percent else "title_ramp"
    if isinstance(change, Productivity):
        key = "title_productivity"
    values = [
        message(
            "value_from",
            language,
            value=f"{grouped(value)} %" if percent else grouped(value),
            at=_at(moment, language),
        )
        for moment, value in change.values
    ]
    return message(key, language, on=on, values=message("list", language).join(values))


def _raised(change: Any, on: str, language: Language) -> str:  # noqa: ANN401
    at = _at(change.first, language)
    if isinstance(change, Indexed):
        title = message("title_indexed", language, on=on, name=change.name, at=at)
    else:
        key = "title_rise" if change.percent >= 0 else "title_fall"
        percent = grouped(abs(change.percent))
        title = message(key, language, on=on, percent=percent, at=at)
    if change.every is not None:
        every = in_months(change.every, language)
        title = message(f"again_{change.of}", language, title=title, months=every)
    decimals = getattr(change, "decimals", None)
    if decimals is not None:
        title = message("rise_rounded", language, title=title, decimals=decimals)
    for key in ("cap", "floor"):
        bound = getattr(change, key, None)
        if bound is not None:
            title = message(f"title_{key}", language, title=title, percent=grouped(bound))
    return title


def _lasting(change: Any, on: str, language: Language) -> str:  # noqa: ANN401
    key, values = "title_free", dict[str, str]()
    if isinstance(change, Introductory):
        key = "title_introductory"
        if change.price is not None:
            key, values = "title_introductory_price", {"price": str(change.price)}
        else:
            percent: Any = change.percent
            values = {"percent": grouped(percent)}
    lasting = in_months(change.months, language)
    return message(key, language, on=on, months=lasting, at=_at(change.start, language), **values)


def _units(change: Any, on: str, language: Language) -> str:  # noqa: ANN401
    values = {"units": grouped(change.units), "at": _at(change.start, language)}
    title = message(f"title_{change.why}", language, on=on, **values)
    if not change.prorates:
        title = message("title_uncredited", language, title=title)
    return message("title_billed_next", language, title=title) if change.late else title


def _in_force(change: Any, on: str, language: Language) -> str:  # noqa: ANN401
    values = {
        name: _at(moment, language)
        for name, moment in (("at", change.start), ("end", change.end))
        if moment is not None
    }
    key = "title_from" if "at" in values else "title_until"
    key = "title_from_until" if len(values) > 1 else key
    return message(key, language, on=on, **values)


def _lapsed(change: Any, on: str, language: Language) -> str:  # noqa: ANN401
    return message("title_ended" if change.recurring else "title_lapsed", language, on=on)


def _repriced(change: Any, on: str, language: Language) -> str:  # noqa: ANN401
    values = {"times": f"{change.times:,}", "over": f"{change.over:,}"}
    return message("title_repriced", language, on=on, **values)


_TOLD: dict[type[Change], Callable[[Any, str, Language], str]] = {
    Steps: _steps,
    Raised: _raised,
    Free: _lasting,
    Introductory: _lasting,
    Added: _units,
    Removed: _units,
    InForce: _in_force,
    Lapsed: _lapsed,
    Repriced: _repriced,
}
