"""The words of differences between quotes, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .messages import LANGUAGES, Language

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("Difference in {currency}", "报价差异（{currency}）"),
    "versions": ("version {before} -> version {after}", "版本 {before} → 版本 {after}"),
    "column_net": ("net", "净额"),
    "column_tax": ("tax", "税额"),
    "column_total": ("total", "合计"),
    "column_payable": ("payable", "应付"),
    "row_before": ("before", "原报价"),
    "row_change": ("change", "变动"),
    "row_after": ("after", "新报价"),
    "row_percent": ("in percent", "变动幅度"),
    "about": ("about {number}", "约 {number}"),
    "unknown": ("-", "-"),
    "same": ("no change", "无变动"),
    "became": ("{before} -> {after}", "{before} → {after}"),
    "changed": ("{what} changed", "{what}有变"),
    "of": ("{name}: {what}", "{name}：{what}"),
    "and": ("; ", "；"),
    "more": ("{count} more changes", "另有 {count} 项变动"),
    "removed": ("removed: {name}", "移除：{name}"),
    "added": ("added: {name}", "新增：{name}"),
    "none": ("none", "无"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "each": ("{number} {unit}", "{number} {unit}"),
    "per": ("{price} per {unit}", "每{unit} {price}"),
    "per_many": ("{price} per {number} {unit}", "每 {number} {unit} {price}"),
    "field_months": ("term", "期限"),
    "field_start": ("start", "起始日"),
    "field_until": ("last day", "最后一日"),
    "field_billing_day": ("billing day", "账单日"),
    "field_in_arrears": ("in arrears", "后付"),
    "field_proration": ("proration", "按比例计费方式"),
    "field_due_days": ("days to pay", "付款天数"),
    "field_billing": ("billing", "计费方式"),
    "field_rates": ("rates of exchange", "汇率"),
    "field_changes": ("change over the term", "期内变更"),
    "field_prepaid": ("prepaid", "已付"),
    "field_rounding_amount": ("stated rounding", "注明的舍入额"),
    "field_rounding": ("rounding", "舍入方式"),
    "field_markups": ("markup", "加价"),
    "field_discounts": ("discount", "折扣"),
    "field_taxes": ("tax", "税"),
    "field_tax": ("tax", "税"),
    "field_what": ("charge", "收费项目"),
    "field_name": ("name", "名称"),
    "field_unit": ("unit", "单位"),
    "field_category": ("category", "类别"),
    "field_cadence": ("due", "周期"),
    "field_cost": ("own cost", "自有成本"),
    "field_stated": ("stated on the document", "单据注明金额"),
    "field_slices": ("billing periods", "各计费周期"),
    "field_carries_rounding": ("rounding carried on", "结转舍入余额"),
    "field_counts_years": ("contract years counted", "按合同年度计"),
    "field_looks_back": ("resting on earlier invoices", "取决于前期账单"),
    "field_adjustments": ("allowances and surcharges", "折让与附加费"),
    "field_of": ("lines it rests on", "所依据的行"),
    "field_base": ("percentage of", "计算基数"),
    "field_tariff": ("prices", "价格"),
    "field_": ("what nothing else explains", "其他无法归因的变动"),
    "decimals": ("at most {count} decimals", "至多 {count} 位小数"),
    "base_net": ("net amounts", "净额"),
    "base_list": ("list prices", "目录价"),
}


def difference_word(key: str, language: Language, **values: object) -> str:
    """Give a text with its values filled in.

    >>> difference_word("added", "zh", name="培训")
    '新增：培训'
    """
    return _WORDS[key][LANGUAGES.index(language)].format(**values)


def field_word(field: str, language: Language) -> str:
    """Name a field of a charge or of terms; one that has no word here by its own name.

    >>> field_word("months", "en"), field_word("grace_days", "en")
    ('term', 'grace days')
    """
    found = _WORDS.get(f"field_{field}")
    return field.replace("_", " ") if found is None else found[LANGUAGES.index(language)]
