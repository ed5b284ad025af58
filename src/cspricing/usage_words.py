"""The library's own words of usage, prepaid blocks and service credits in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CHINESE_OF_USAGE: Final[Mapping[str, Mapping[str, str]]] = {
    "component": {
        "Metered usage": "按量计费",
        "Prepaid block": "预付包",
        "Service credits": "服务等级扣款",
    },
    "charge": {
        "block": "预付包",
        "service credit": "服务等级扣款",
        "bonus": "服务等级奖励",
    },
    "working": {
        "average per day": "日均用量",
        "volume of the year": "年度用量",
        "included, with what was left": "包含量（含结转）",
        "left of the minimum": "最低承诺余额",
        "left of the block": "预付包余额",
        "left of the year's most": "年度扣款上限余额",
        "service level reached": "实际服务水平",
        "probability": "概率",
        "level": "服务水平",
        "border": "界限",
        "service credit": "服务等级扣款",
        "bonus": "服务等级奖励",
    },
    "figure": {
        "volumes": "用量",
        "included": "包含量",
        "units": "预付包用量",
        "roll over months": "结转月数",
        "below": "低于（%）",
        "reached": "达到（%）",
        "most percent per month": "每月上限（%）",
        "most percent per year": "每年上限（%）",
    },
}
"""By kind, as in `cspricing.words`, which looks here, too."""
