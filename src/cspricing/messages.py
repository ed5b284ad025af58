"""The words of explanations and documents, in English and Chinese.

Texts that a user wrote are printed as they are; the library's own words are looked up here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from .change_messages import CHANGE_MESSAGES
from .errors import InvalidTextError, shown
from .exchange_messages import EXCHANGE_MESSAGES
from .fields import is_one_of

Language: TypeAlias = Literal["en", "zh"]
"""English or Chinese."""

LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")

_MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("Quote in {currency}", "报价单（{currency}）"),
    "months_one": ("{months} month", "{months} 个月"),
    "months_many": ("{months} months", "{months} 个月"),
    "part_of_period": ("{part} of {whole} months", "{whole} 个月中的 {part} 个月"),
    "part_in_days": ("{part} of {whole} days", "{whole} 天中的 {part} 天"),
    "part_in_360": (
        "{part} of {whole} days, each month having 30",
        "每月按 30 天计，{whole} 天中的 {part} 天",
    ),
    "part_of_month": (
        "{part} of {of} days of one of {whole} months",
        "{whole} 个月中一个月的 {of} 天中的 {part} 天",
    ),
    "part_at_ends": (
        "{months} of {whole} months, {part} of {of} and {last} of {of_last} days",
        "{whole} 个月中的 {months} 个月，另加 {of} 天中的 {part} 天和 {of_last} 天中的 {last} 天",
    ),
    "part_in_both": (
        "{months} of {whole} months, and {part} of {of} days",
        "{whole} 个月中的 {months} 个月，另加 {of} 天中的 {part} 天",
    ),
    "milestones": ("so far: {names}", "至今：{names}"),
    "at_once": ("{months} months at once", "一次付 {months} 个月"),
    "several_at_once": ("several months at once", "一次付多个月"),
    "so_far": ("{label} so far", "至今{label}"),
    "billed_before": ("{label} billed before", "此前已计{label}"),
    "percent_ahead": (
        "{percent} % off {on} for paying {months} months ahead",
        "{on}预付 {months} 个月减 {percent} %",
    ),
    "in_parts": ("{cadence}, in {count} parts", "{cadence}，分 {count} 期"),
    "billed_in_parts": ("Billed in parts, {on}: {parts}.", "分期计费，{on}：{parts}。"),
    "all_once": ("all that is due once", "全部一次性费用"),
    "milestone": ("{percent} % {name}", "{name}付 {percent} %"),
    "milestone_month": ("{percent} % {name} (month {at})", "{name}付 {percent} %（第 {at} 个月）"),
    "milestone_day": ("{percent} % {name} ({at})", "{name}付 {percent} %（{at}）"),
    "billed_ahead": ("Billed {months} months ahead: {on}.", "按 {months} 个月预付：{on}。"),
    "deposit_told": (
        "Deposit: {amount} {when}, set off against {against}.",
        "订金：{amount}，支付时间：{when}，抵扣{against}。",
    ),
    "deposit_of_total": ("{percent} % of the total", "总额的 {percent} %"),
    "deposit_of_net": ("{percent} % of the net amount", "净额的 {percent} %"),
    "with_first": ("with the first invoice", "随首张账单"),
    "on_day": ("on {day}", "{day} 当日"),
    "against_last": ("the last invoice", "末张账单"),
    "against_first": ("the first invoice", "首张账单"),
    "against_firsts": ("the first {count} invoices", "前 {count} 张账单"),
    "retention_told": (
        "Retention: {percent} % of the {of} of each invoice, released {when}.",
        "质保金：每张账单{of}的 {percent} %，支付时间：{when}。",
    ),
    "retained_of_total": ("total", "总额"),
    "retained_of_net": ("net amount", "净额"),
    "at_end": ("at the end of the term", "期满时"),
    "after_end": ("{months} after the end of the term", "期满后 {months}"),
    "interest_told": (
        "Late payment: interest of {percent} % a year.",
        "逾期付款：年利率 {percent} %。",
    ),
    "interest_above": (
        "Late payment: interest of {percent} % a year above {above}.",
        "逾期付款：年利率为{above}加 {percent} %。",
    ),
    "late_payment": ("Late payment: {text}", "逾期付款：{text}"),
    "payments": ("Payments", "付款"),
    "payment_deposit": ("deposit", "订金"),
    "payment_invoices": ("invoices, as payable", "各账单应付"),
    "payment_retention": ("retention released", "质保金支付"),
    "payments_total": ("all payments", "付款合计"),
    "retained": ("retained", "质保金扣留"),
    "set_off": ("deposit set off", "订金抵扣"),
    "column_payment": ("Payment", "付款"),
    "column_day": ("Day", "日期"),
    "column_month": ("Month", "月份"),
    "column_amount": ("Amount", "金额"),
    "term_until": ("Term: {start} to {end}", "期限：{start} 至 {end}"),
    "billing_day": ("periods start on day {day} of the month", "周期自每月 {day} 日起"),
    "in_arrears": ("charges are due at the end of their periods", "费用于期末支付"),
    "proration_days": ("parts of a period are charged by days", "不足一期按天折算"),
    "proration_30/360": (
        "parts of a period are charged by days, each month having 30",
        "不足一期按每月 30 天折算",
    ),
    "proration_started_months": (
        "each started month is charged in full",
        "不足一月按整月计",
    ),
    "proration_none": ("each started period is charged in full", "不足一期按整期计"),
    "due_days": (
        "invoices are due {days} days after their issue",
        "账单于开具后 {days} 天内支付",
    ),
    "sentence": ("Billing: {text}.", "计费：{text}。"),
    "term_months": ("Term: {term}", "期限：{term}"),
    "term_dated": ("Term: {term}, {start} to {end}", "期限：{term}，{start} 至 {end}"),
    "term_none": ("Term: one month (no term was stated)", "期限：一个月（未注明期限）"),
    "rounding": (
        "Amounts are rounded {mode} to {digits} decimals, {tax}.",
        "金额按“{mode}”保留 {digits} 位小数，{tax}。",
    ),
    "increment": ("the payable amount to {increment}", "应付金额舍入到 {increment}"),
    "tax_rate": ("tax once per rate", "税额按税率汇总后舍入"),
    "tax_line": ("tax on each line", "税额逐行舍入"),
    "tax_document": ("tax once on the document", "税额按整张单据舍入"),
    "half_up": ("half up", "四舍五入"),
    "half_even": ("half to even", "四舍六入五成双"),
    "half_down": ("half down", "五舍六入"),
    "up": ("up", "进位"),
    "down": ("down", "去尾"),
    "ceiling": ("to the ceiling", "向上取整"),
    "floor": ("to the floor", "向下取整"),
    "internal": (
        "Shows own costs: for internal use, not for the customer.",
        "含自有成本：仅供内部使用，请勿发送给客户。",
    ),
    "internal_floors": (
        "Shows floors: for internal use, not for the customer.",
        "含最低价：仅供内部使用，请勿发送给客户。",
    ),
    "floors": ("Floors", "最低价"),
    "floor_price": ("floor of {lines}", "{lines}的最低价"),
    "floor_margin": (
        "floor of {lines}, at a margin of {percent} %",
        "{lines}的最低价（毛利率 {percent} %）",
    ),
    "floor_net": ("net of {lines}", "{lines}的净额"),
    "floor_cost": ("cost of {lines}", "{lines}的成本"),
    "above_floor": ("above the floor", "高于最低价"),
    "below_floor": ("below the floor", "低于最低价"),
    "approved_by": ("approved: {who}, {date}", "已获批准：{who}，{date}"),
    "partner_margin": ("margin of {name}", "{name}的毛利"),
    "buyer_net": ("{name} pays", "{name}支付"),
    "bought": ("bought", "采购"),
    "list_prices": ("list prices", "目录价"),
    "list_unknown": ("list prices of what has no known cost", "成本未知项目的目录价"),
    "bought_margin": ("margin on what is bought", "采购项目的毛利"),
    "surcharges": ("surcharges", "附加费"),
    "invoice": ("Invoice {numbers}", "账单 {numbers}"),
    "invoices_equal": (
        "Invoices {numbers} ({count} equal ones)",
        "账单 {numbers}（{count} 张相同）",
    ),
    "dated": ("{start} to {end}", "{start} 至 {end}"),
    "from": ("from {start}", "自 {start} 起"),
    "since": ("since {day}", "自 {day} 起"),
    "titled": ("{title}, {dates}", "{title}，{dates}"),
    "named": ("{name}: {what}", "{name}：{what}"),
    "described": ("{title} [{category}, {cadence}]", "{title} [{category}，{cadence}]"),
    "and": ("; ", "；"),
    "list": (", ", "、"),
    "source": ("{of} {value}: {where}", "{of} {value}：{where}"),
    "noted": ("{text} ({note})", "{text}（{note}）"),
    "clause": ("{text}, {more}", "{text}，{more}"),
    "column_number": ("No.", "序号"),
    "column_description": ("Description", "项目"),
    "column_quantity": ("Quantity", "数量"),
    "column_unit_price": ("Unit price", "单价"),
    "column_due": ("Due", "周期"),
    "column_list": ("List price", "目录价"),
    "column_discount": ("Discount", "折扣"),
    "column_included": ("Tax in price", "价内税"),
    "column_net": ("Net", "净价"),
    "list_price": ("list price", "目录价"),
    "cost": ("cost", "成本"),
    "tier": ("above {lower} up to {upper}", "超过 {lower} 至 {upper}"),
    "tier_open": ("above {lower}", "超过 {lower}"),
    "flat": ("flat fee", "固定费"),
    "included": ("included", "包含量"),
    "exhibit": ("{what}:", "{what}："),
    "fact": ("{name}: {value}", "{name}：{value}"),
    "shortfall": ("shortfall to the minimum", "最低承诺差额"),
    "minimum_reached": ("minimum {price} reached", "已达最低承诺 {price}"),
    "minimum_not_reached": ("minimum {price} not reached", "未达最低承诺 {price}"),
    "cap_reached": ("cap {price} reached", "已达封顶 {price}"),
    "cap_not_reached": ("cap {price} not reached", "未达封顶 {price}"),
    "cap": ("above the cap", "超出封顶"),
    "base": ("baseline of {upper}", "基准量 {upper}"),
    "additional": ("above the baseline", "增量"),
    "reduced": ("below the baseline", "减量"),
    "picked": ("at the price above {lower} up to {upper}", "按超过 {lower} 至 {upper} 的价格"),
    "picked_open": ("at the price above {lower}", "按超过 {lower} 的价格"),
    "band": ("within the dead band", "在免调区间内"),
    "billed": ("billed before", "前期已计"),
    "drawn": ("drawn from what is prepaid", "从预付余额扣减"),
    "rest": ("left by rounding on earlier invoices", "前期账单舍入余额"),
    "in_all": ("{text}, in all", "{text}合计"),
    "unit": ("", ""),
    "package": ("package of {size} {unit}", "包（每包 {size} {unit}）"),
    "packages": ("packages of {size} {unit}", "包（每包 {size} {unit}）"),
    "markup": ("price at a markup of {percent} %", "按 {percent} % 加成率计价"),
    "margin": ("price at a margin of {percent} %", "按 {percent} % 毛利率计价"),
    "line_one": ("line {numbers}", "第 {numbers} 行"),
    "line_many": ("lines {numbers}", "第 {numbers} 行"),
    "percent_of": ("{percent} % of {lines}", "{lines}的 {percent} %"),
    "allowance": ("allowance", "折让"),
    "allowances": ("allowances", "折让"),
    "surcharge": ("surcharge", "附加费"),
    "net_line": ("net", "净价"),
    "discount": ("discount {number}", "折扣 {number}"),
    "share_of": ("share of discount {number}", "分摊折扣 {number}"),
    "tax_in_price": ("tax contained in the price", "含税价中的税额"),
    "discounts": ("Discounts", "折扣"),
    "percent_off": ("{percent} % off {on}", "{on}减 {percent} %"),
    "percent_off_list": ("{percent} % of list off {on}", "{on}按目录价减 {percent} %"),
    "amount_off": ("{amount} off {on}", "{on}减 {amount}"),
    "lasts_once": ("{title}, on the first invoice", "{title}，限首张账单"),
    "lasts_month": ("{title}, first month", "{title}，首月"),
    "lasts_months": ("{title}, first {months} months", "{title}，前 {months} 个月"),
    "lasts_amount_once": ("{title}, once", "{title}，一次"),
    "lasts_each_invoice": ("{title}, each invoice", "{title}，每张账单"),
    "everything": ("everything", "全部"),
    "every_line": ("each line", "每行"),
    "each_line": ("each line of {on}", "{on}每行"),
    "lapsed": ("lapsed", "失效"),
    "lapsed_at_end": ("lapsed at the end of the term", "期满失效"),
    "lapsed_amount": ("{amount} lapsed", "{amount} 失效"),
    "carried": ("carried to the next invoice", "结转下期"),
    "brought": ("brought from the invoice before", "上期结转"),
    "allocated": ("allocated to {lines}", "分摊至{lines}"),
    "taxes": ("Taxes", "税"),
    "tax_gross": ("with tax, {lines}", "含税，{lines}"),
    "tax_base": ("taxable, {lines}", "计税基数，{lines}"),
    "untaxed_base": ("base, {lines}", "基数，{lines}"),
    "tax_of": ("{tax} of {base}", "{tax} × {base}"),
    "tax_on": ("{tax} on {base}", "{tax}，计税基数 {base}"),
    "tax_summed": ("sum of {count} invoices", "{count} 张账单之和"),
    "tax_share": ("{share} % of the base is taxed", "按基数的 {share} % 计税"),
    "tax_part": ("its share of the whole", "整体税额中的份额"),
    "tax_inside": ("contained in prices", "含税价"),
    "totals": ("Totals", "合计"),
    "subtotal": ("subtotal (list)", "小计（目录价）"),
    "discount_total": ("discounts", "折扣"),
    "tax_included": ("tax contained in prices", "含税价中的税额"),
    "net": ("net", "净额"),
    "tax": ("tax", "税额"),
    "total": ("total", "合计"),
    "rounding_amount": ("rounding", "舍入"),
    "prepaid": ("prepaid", "已付"),
    "withheld": ("withheld", "代扣"),
    "payable": ("payable", "应付"),
    "own_cost": ("own costs", "自有成本"),
    "over_term": ("Over the whole term", "全期"),
    "one_time": ("one-time", "一次性"),
    "recurring": ("recurring", "经常性"),
    "monthly_recurring": ("monthly recurring value", "月度经常性金额"),
    "term_length": (
        "the term has {months} months and {part} of {of} days",
        "期限为 {months} 个月又 {of} 天中的 {part} 天",
    ),
    "about": ("about", "约"),
    "contract_value": ("contract value (net)", "合同额（净额）"),
    "by_category": ("By category", "按类别"),
    "cost_by_category": ("Own costs by category", "自有成本（按类别）"),
    "rules": ("Rules that did not apply", "未适用的规则"),
    "expired": ("expired", "已到期"),
    "used": ("used up on the first invoice", "已在首张账单使用"),
    "no_line": ("selects no line", "无适用行"),
    "nothing_left": ("nothing left to take", "已无余额可减"),
    "comes_to_nothing": ("comes to nothing", "金额为零"),
    "sources": ("Sources", "来源"),
    "read": ("read {date}", "查阅于 {date}"),
    "unverified_line": ("rests on unverified figures", "含未经核实的数据"),
    "verified": ("verified", "已核实"),
    "page-read": ("read on the vendor's page", "供应商页面"),
    "published": ("published", "已公布"),
    "secondary": ("SECONDARY, UNVERIFIED", "二手来源，未经核实"),
    "unverified": ("UNVERIFIED", "未经核实"),
    "assumption": ("ASSUMPTION", "假设"),
    "once": ("once", "一次性"),
    "monthly": ("monthly", "每月"),
    "quarterly": ("quarterly", "每季"),
    "yearly": ("yearly", "每年"),
    "as_others": ("as the lines it rests on", "同所依据的行"),
    "with others": ("with the lines it rests on", "随所依据的行"),
    "sum_of": ("sum of {count} steps", "{count} 步之和"),
    "times_sum_of": ("times the sum of {count} steps", "乘以 {count} 步之和"),
    "round_up": ("rounded up", "向上取整"),
    "round_half_up": ("rounded half up", "四舍五入"),
    "version": ("Version {version}", "版本 {version}"),
    "revises": ("revises {parent}", "修订自 {parent}"),
    "valid_from": ("Valid from {start}", "自 {start} 起有效"),
    "valid_until": ("Valid until {end}", "有效期至 {end}"),
    "valid_between": ("Valid from {start} until {end}", "有效期：{start} 至 {end}"),
    **CHANGE_MESSAGES,
    **EXCHANGE_MESSAGES,
}


def checked_language(value: Language) -> Language:
    """Take *value* as a language.

    Raises:
        InvalidTextError: If there are no messages in it (``language``).
    """
    if not is_one_of(value, LANGUAGES):
        raise InvalidTextError.of(
            "language",
            f"{shown(value)} is none of {', '.join(LANGUAGES)}",
            field="language",
            value=value,
        )
    return value


def message(key: str, language: Language, **values: object) -> str:
    """Give a message with its values filled in.

    >>> message("invoice", "zh", numbers=12)
    '账单 12'
    """
    return _MESSAGES[key][LANGUAGES.index(language)].format(**values)


def months(number: int, language: Language) -> str:
    """Give so many months in words.

    >>> months(1, "en"), months(12, "en")
    ('1 month', '12 months')
    """
    return message("months_one" if number == 1 else "months_many", language, months=number)
