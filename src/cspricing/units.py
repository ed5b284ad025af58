"""The units that quantities are counted in: one, many, and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .messages import Language

_UNITS: Final[Mapping[str, tuple[str, str]]] = {
    "call": ("calls", "通"),
    "email": ("emails", "封"),
    "seat": ("seats", "席"),
    "hour": ("hours", "小时"),
    "paid hour": ("paid hours", "带薪小时"),
    "minute": ("minutes", "分钟"),
    "second": ("seconds", "秒"),
    "talk minute": ("talk minutes", "通话分钟"),
    "handle minute": ("handle minutes", "处理分钟"),
    "pulse": ("pulses", "计费单元"),
    "resolution": ("resolutions", "次解决"),
    "set-up": ("set-ups", "次开通"),
    "person": ("people", "人"),
    "person-day": ("person-days", "人天"),
    "day": ("days", "天"),
    "trainee": ("trainees", "名学员"),
    "trainee day": ("trainee days", "学员天"),
    "piece": ("pieces", "件"),
    "user": ("users", "用户"),
    "agent": ("agents", "名坐席"),
    "session": ("sessions", "次会话"),
    "allowance": ("allowances", "项折让"),
    "surcharge": ("surcharges", "项附加费"),
    "number": ("numbers", "个号码"),
    "month": ("months", "个月"),
    "quarter": ("quarters", "季度"),
    "agent hour": ("agent hours", "坐席小时"),
    "open hour": ("open hours", "开放小时"),
    "group": ("groups", "组"),
    "lump sum": ("lump sums", "项"),
    "process": ("processes", "个流程"),
    "workshop": ("workshops", "场研讨"),
    "attendee": ("attendees", "名与会者"),
    "attendee hour": ("attendee hours", "与会小时"),
    "week": ("weeks", "周"),
    "hire": ("hires", "名新员工"),
    "contact": ("contacts", "次联络"),
    "review": ("reviews", "次质检"),
    "chat": ("chats", "次会话"),
    "chat at once": ("chats at once", "个并发会话"),
    "mention": ("mentions", "条提及"),
    "free seat": ("free seats", "个免费席"),
    "seat to the minimum": ("seats to the minimum", "席补足至最少数"),
    "tool": ("tools", "个工具"),
    "onboarding": ("onboardings", "次上线"),
    "invoice": ("invoices", "张账单"),
    "fee": ("fees", "项费用"),
    "block": ("blocks", "个预付包"),
    "percentage point": ("percentage points", "个百分点"),
    "conversation": ("conversations", "次对话"),
}
"""Each unit in the plural, and in Chinese."""


def unit_word(unit: str, language: Language, *, one: bool) -> str:
    """Give a unit in *language*, in the plural unless there is *one*.

    >>> unit_word("person", "en", one=False)
    'people'
    """
    plural, chinese = _UNITS.get(unit, (unit, unit))
    if language == "zh":
        return chinese
    return unit if one else plural
