"""Units of measure: how many of what, and which amounts may be added to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

PERCENT, PERMILLE, POINTS, MONEY, PEOPLE, NONE = "percent", "permille", "points", "money", "people", ""
COUNT = "count"
TIMES, YEARS, SCORE = "times", "years", "score"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed, what it measures, and its size in the smallest unit of that."""

    text: str
    dim: str
    factor: Decimal

    @property
    def counts(self) -> bool:
        """Whether it counts whole things (an integer printed without scale is then exact)."""
        return self.dim.startswith(COUNT) or self.dim == PEOPLE


_SCALES = {
    "": "1",
    "百": "100",
    "千": "1000",
    "万": "10000",
    "十万": "100000",
    "百万": "1000000",
    "千万": "10000000",
    "亿": "100000000",
    "万亿": "1000000000000",
}
_BASE: dict[str, tuple[str, str]] = {
    "元": (MONEY, "1"),
    "美元": ("usd", "1"),
    "欧元": ("eur", "1"),
    "港元": ("hkd", "1"),
    "元人民币": (MONEY, "1"),
    "块": (MONEY, "1"),
    "人": (PEOPLE, "1"),
    "名": (PEOPLE, "1"),
    "位": (PEOPLE, "1"),
    "人次": ("visits", "1"),
    "户": ("count:户", "1"),
    "%": (PERCENT, "1"),
    "‰": (PERMILLE, "1"),
    "个百分点": (POINTS, "1"),
    "百分点": (POINTS, "1"),
    "公里": ("length", "1000"),
    "千米": ("length", "1000"),
    "km": ("length", "1000"),
    "KM": ("length", "1000"),
    "米": ("length", "1"),
    "平方公里": ("area", "1000000"),
    "平方千米": ("area", "1000000"),
    "公顷": ("area", "10000"),
    "平方米": ("area", "1"),
    "㎡": ("area", "1"),
    "亩": ("area:亩", "1"),
    "吨": ("mass", "1000"),
    "公斤": ("mass", "1"),
    "千克": ("mass", "1"),
    "立方米": ("volume", "1"),
    "千瓦时": ("energy", "1"),
    "度": ("energy:度", "1"),
    "千瓦": ("power", "1"),
    "吨标准煤": ("coal", "1"),
    "吨公里": ("freight", "1"),
    "人公里": ("travel", "1"),
    "小时": ("time", "60"),
    "分钟": ("time", "1"),
    "天": ("days", "1"),
    "个工作日": ("workdays", "1"),
    "日": ("day", "1"),
    "年": (YEARS, "1"),
    "个月": ("months", "1"),
    "月": ("month", "1"),
    "岁": ("age", "1"),
    "周年": (YEARS, "1"),
    "分": (SCORE, "1"),
    "倍": (TIMES, "1"),
    "个": (COUNT, "1"),
    "家": (COUNT, "1"),
    "所": (COUNT, "1"),
    "处": (COUNT, "1"),
    "辆": ("count:辆", "1"),
    "台": ("count:台", "1"),
    "套": ("count:台", "1"),
    "台（套）": ("count:台", "1"),
    "项": ("count:项", "1"),
    "起": ("count:起", "1"),
    "件": ("count:件", "1"),
    "宗": ("count:宗", "1"),
    "次": ("count:次", "1"),
    "批次": ("count:批次", "1"),
    "批": ("count:批次", "1"),
    "场次": ("count:场", "1"),
    "场": ("count:场", "1"),
    "条": ("count:条", "1"),
    "座": ("count:座", "1"),
    "张": ("count:张", "1"),
    "间": ("count:间", "1"),
    "篇": ("count:篇", "1"),
    "份": ("count:份", "1"),
    "期": ("count:期", "1"),
    "支": ("count:支", "1"),
    "只": ("count:只", "1"),
    "头": ("count:头", "1"),
    "艘": ("count:艘", "1"),
    "架": ("count:架", "1"),
    "部": ("count:部", "1"),
    "团组": ("count:组", "1"),
    "个团组": ("count:组", "1"),
    "组": ("count:组", "1"),
    "栋": ("count:栋", "1"),
    "幢": ("count:栋", "1"),
    "套房": ("count:套房", "1"),
    "例": ("count:例", "1"),
    "类": ("count:类", "1"),
    "种": ("count:种", "1"),
    "箱": ("count:箱", "1"),
    "标箱": ("count:箱", "1"),
    "株": ("count:株", "1"),
    "棵": ("count:株", "1"),
    "单": ("count:单", "1"),
    "笔": ("count:笔", "1"),
    "床": ("count:张", "1"),
    "门": ("count:门", "1"),
    "枚": ("count:枚", "1"),
    "册": ("count:册", "1"),
    "颗": ("count:颗", "1"),
    "大队": (COUNT, "1"),
    "支队": (COUNT, "1"),
    "中队": (COUNT, "1"),
    "街道": (COUNT, "1"),
    "乡镇": (COUNT, "1"),
    "村": (COUNT, "1"),
    "科室": (COUNT, "1"),
    "部门": (COUNT, "1"),
    "县": (COUNT, "1"),
    "县区": (COUNT, "1"),
    "县（市、区）": (COUNT, "1"),
    "单位": (COUNT, "1"),
    "公斤/亩": ("yield", "1"),
    "元/吨": ("price", "1"),
    "元/平方米": ("price:area", "1"),
    "万标准箱": ("count:箱", "10000"),
    "标准箱": ("count:箱", "1"),
}

_NOT_SCALED = {"%", "‰", "个百分点", "百分点", "年", "月", "日", "倍", "分", "岁", "个月", "周年"}


def _build() -> dict[str, Unit]:
    known: dict[str, Unit] = {}
    for base, (dim, factor) in _BASE.items():
        for scale, size in _SCALES.items():
            if scale and base in _NOT_SCALED:
                continue
            known[scale + base] = Unit(scale + base, dim, Decimal(factor) * Decimal(size))
    for scale, size in _SCALES.items():
        if scale:
            known.setdefault(scale, Unit(scale, NONE, Decimal(size)))
    known["台套"] = Unit("台套", "count:台", Decimal(1))
    return known


UNITS = _build()
BARE = Unit("", NONE, Decimal(1))


def _either(texts: Iterable[str]) -> str:
    """A pattern of alternatives, the longest first."""
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


_SCALE = _either(scale for scale in _SCALES if scale)
_SCALABLE = _either(base for base in _BASE if base not in _NOT_SCALED)
PATTERN = f"(?:{_SCALE})(?:{_SCALABLE})|台套|{_either(_BASE)}|(?:{_SCALE})"
MEASURES = "|".join(
    re.escape(t) for t in sorted(_BASE, key=len, reverse=True) if UNITS[t].counts and t not in ("位",)
)


def unit(text: str) -> Unit:
    """The unit printed as `text`; an unknown measure word counts things of its own kind."""
    found = UNITS.get(text)
    if found:
        return found
    return Unit(text, f"{COUNT}:{text}", Decimal(1)) if text else BARE


def addable(a: Unit, b: Unit) -> bool:
    """Whether amounts in the two units may be added or compared."""
    return a.dim == b.dim and a.dim != NONE
