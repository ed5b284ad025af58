"""The words of conversions between currencies, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXCHANGE_MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "fx_rate": ("rate {pair}", "汇率 {pair}"),
    "fx_rate_sourced": ("rate {pair}, {source}", "汇率 {pair}，{source}"),
    "fx_dated": ("rate {pair} of {on}", "{on} 汇率 {pair}"),
    "fx_dated_sourced": ("rate {pair} of {on}, {source}", "{on} 汇率 {pair}，{source}"),
    "fx_spread": ("spread of {percent} %", "点差 {percent} %"),
    "fx_term": (
        "Prices in {currencies} are converted to {currency}.",
        "{currencies} 价格折算为 {currency}。",
    ),
    "fx_on": (
        "Prices in {currencies} are converted to {currency} at the rates in force on {day}.",
        "{currencies} 价格按 {day} 汇率折算为 {currency}。",
    ),
    "fx_invoice": (
        "Prices in {currencies} are converted to {currency} at the rates of each issue date.",
        "{currencies} 价格按每张账单开具日的汇率折算为 {currency}。",
    ),
    "fx_each": ("by invoice", "按账单"),
    "fx_applied": ("x {factor} ({text})", "x {factor}（{text}）"),
    "also_in": (
        "For information only, each rounded {mode} to {digits} decimals: {rate}.",
        "仅供参考，各项按“{mode}”保留 {digits} 位小数：{rate}。",
    ),
}
"""Part of all messages, as in `cspricing.messages`."""
