"""The words of changes over the term, in English and Chinese: reasons, and titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CHANGE_MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    # Reasons, as they stand behind a step
    "at_month": ("month {month}", "第 {month} 个月"),
    "uplift": ("uplift {percent} % from {at}", "自{at}起调价 {percent} %"),
    "uplift_rounded": (
        "uplift {count} x {percent} %, the last from {at}, each rounded to {decimals} decimals",
        "调价 {count} x {percent} %，最后一次自{at}起，每次保留 {decimals} 位小数",
    ),
    "uplift_of_list": (
        "uplift {count} x {percent} % of the list price from {at}",
        "自{at}起按目录价调价 {count} x {percent} %",
    ),
    "indexed": ("{name} from {at}", "自{at}起按 {name} 调价"),
    "index_capped": (
        "{name} from {at}, capped at {percent} %",
        "自{at}起按 {name} 调价，上限 {percent} %",
    ),
    "index_floored": (
        "{name} from {at}, at least {percent} %",
        "自{at}起按 {name} 调价，下限 {percent} %",
    ),
    "repriced": ("price of the term before", "沿用上一期限的价格"),
    "productivity": ("productivity {percent} % from {at}", "自{at}起生产率 {percent} %"),
    "free": ("free for {months} from {at}", "自{at}起免费 {months}"),
    "introductory": (
        "introductory price of {percent} % for {months} from {at}",
        "自{at}起{months}优惠价 {percent} %",
    ),
    "introductory_price": (
        "introductory price for {months} from {at}",
        "自{at}起{months}优惠价",
    ),
    "ramp": ("ramp from {at}", "自{at}起的爬坡数量"),
    "ramp_percent": ("ramp {percent} % from {at}", "自{at}起爬坡 {percent} %"),
    "added": ("{units} added from {at}", "自{at}起增加 {units}"),
    "removed": ("{units} removed from {at}", "自{at}起减少 {units}"),
    "quantity_then": ("quantity", "数量"),
    "late": ("for the period before", "补计上期"),
    "as_billed": ("as billed for the period before", "冲回上期已计"),
    "no_effect": ("alters nothing within the term", "期限内无影响"),
    # Titles, which say the whole of a change
    "changes": ("Changes over the term", "期限内变更"),
    "change": ("change {number}", "变更 {number}"),
    "all_recurring": ("everything that recurs", "全部经常性项目"),
    "value_from": ("{value} from {at}", "自{at}起 {value}"),
    "title_ramp": ("{on}: quantity {values}", "{on}：数量 {values}"),
    "title_ramp_percent": ("{on}: share of the quantity {values}", "{on}：数量比例 {values}"),
    "title_productivity": ("{on}: productivity {values}", "{on}：生产率 {values}"),
    "price_changes": ("{on}: the price changes over the term", "{on}：价格在期限内变动"),
    "title_rise": ("{on}: prices rise by {percent} % from {at}", "{on}：自{at}起涨价 {percent} %"),
    "title_fall": ("{on}: prices fall by {percent} % from {at}", "{on}：自{at}起降价 {percent} %"),
    "title_indexed": ("{on}: prices follow {name} from {at}", "{on}：自{at}起价格随 {name} 调整"),
    "again_last": (
        "{title}, and again every {months}",
        "{title}，此后每 {months}再次调整",
    ),
    "again_list": (
        "{title}, and again every {months}, always of the list price",
        "{title}，此后每 {months}再次调整，均以目录价为基础",
    ),
    "rise_rounded": (
        "{title}, as a multiple of the first price, rounded to {decimals} decimals each time",
        "{title}，按首期价格的倍数计算，每次保留 {decimals} 位小数",
    ),
    "title_cap": ("{title}, by at most {percent} %", "{title}，最多 {percent} %"),
    "title_floor": ("{title}, by at least {percent} %", "{title}，至少 {percent} %"),
    "title_free": ("{on}: free for {months} from {at}", "{on}：自{at}起免费 {months}"),
    "title_introductory": (
        "{on}: {percent} % of the price for {months} from {at}",
        "{on}：自{at}起{months}按价格的 {percent} % 计",
    ),
    "title_introductory_price": (
        "{on}: {price} per unit for {months} from {at}",
        "{on}：自{at}起{months}每单位 {price}",
    ),
    "title_added": ("{on}: {units} more from {at}", "{on}：自{at}起增加 {units}"),
    "title_removed": ("{on}: {units} fewer from {at}", "{on}：自{at}起减少 {units}"),
    "title_uncredited": (
        "{title}, without credit for a period under way",
        "{title}，已开始的周期不退费",
    ),
    "title_billed_next": (
        "{title}, billed on the next invoice",
        "{title}，计入下一张账单",
    ),
    "title_from": ("{on}: from {at}", "{on}：自{at}起"),
    "title_until": ("{on}: until {end}", "{on}：至{end}止"),
    "title_from_until": ("{on}: from {at} until {end}", "{on}：自 {at} 至{end}"),
    "title_lapsed": (
        "{on}: what was charged once is not charged again",
        "{on}：一次性费用不再收取",
    ),
    "title_ended": ("{on}: not charged any more", "{on}：不再收取"),
    "title_repriced": (
        "{on}: the price of the term before, {times} / {over} of the list price",
        "{on}：沿用上一期限的价格，为目录价的 {times} / {over}",
    ),
}
"""Each text by its key; `cspricing.messages` says them."""

CHANGE_WORDS: Final[Mapping[tuple[str, str], str]] = {
    ("component", "Early termination fee"): "提前终止费",
    ("charge", "Early termination fee"): "提前终止费",
    ("working", "recurring left"): "剩余经常性费用",
    ("working", "fee"): "费用",
    ("category", "termination"): "终止",
}
"""Each Chinese word by what it stands for, and its English; `cspricing.words` says them."""
