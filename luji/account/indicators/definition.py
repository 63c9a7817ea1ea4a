"""A checked indicator: its expressions parsed, its columns known, its definition in one spelling."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from luji.account.indicators.spec import IndicatorSpec, StockSpec
from luji.base.facts.spec import FactTable
from luji.base.kernel.expression import Expression
from luji.base.kernel.problem import Where
from luji.base.kernel.syntax import Binary, IsNull, Node, canonical
from luji.base.kernel.text import Lang, Text

Measured = Literal["count", "sum", "distinct", "mean", "median", "p90", "latest"]
MEASURE_NAMES = {
    "count": Text("计数", "count"),
    "sum": Text("求和", "sum"),
    "distinct": Text("不同值个数", "distinct values"),
    "mean": Text("平均", "mean"),
    "median": Text("中位数", "median"),
    "p90": Text("九成位数", "ninth decile"),
    "latest": Text("最新值", "latest"),
    "formula": Text("公式", "formula"),
    "trend": Text("升降", "trend"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """What one scan can answer: a table, its unit and time columns, or the columns of a standing fact."""

    table: str
    unit: str
    time: str | None
    stock: tuple[str | None, str | None] | None = None


@dataclass(frozen=True)
class Base:
    """A measure over rows of a table: kind, operand (none for count), condition."""

    kind: Measured
    operand: Node | None
    where: Node | None

    def __hash__(self) -> int:
        """Of the whole tree, computed once: measures are looked up for every figure."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.kind, self.operand, self.where))

    def contributing(self) -> Node | None:
        """The condition under which a row contributes: it passes `where` and has the operand."""
        if self.operand is None:
            return self.where
        return conjunction([self.where, IsNull(self.operand, negated=True)])


@dataclass(frozen=True)
class Definition:
    """An indicator that passed every check of the catalogue.

    `base` and `group` are None for formula and trend, whose `parts` name the indicators they read;
    a formula's `reads` names them as it does, `key:previous` where it asks for `previous(key)`.
    `parameters` are those it reads itself. `hash` covers everything that can change a value, parts included.
    """

    key: str
    spec: IndicatorSpec
    measure: str
    where: Where
    table: FactTable | None = None
    group: Group | None = None
    base: Base | None = None
    formula: Expression | None = None
    parts: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    hash: str = ""

    @property
    def below(self) -> tuple[str, ...]:
        """What a trace shows below it: the parts, each as it is read."""
        return self.reads or self.parts

    def canonical(self) -> dict[str, object]:
        """Everything that decides the value, in a spelling free of order and blanks."""
        found: dict[str, object] = {"measure": self.measure, "scope": self.spec.scope}
        if self.group and self.base:
            found |= {"table": self.group.table, "unit": self.group.unit, "time": self.group.time}
            found |= {"stock": self.group.stock, "operand": _canonical(self.base.operand)}
            found |= {"where": _canonical(self.base.where)}
        if self.formula:
            found["formula"] = self.formula.canonical()
        if self.spec.trend:
            found |= {"falls": sorted(self.spec.trend.falls), "rises": sorted(self.spec.trend.rises)}
        return {name: value for name, value in found.items() if value is not None}

    def hashed(self, parts: Mapping[str, str]) -> str:
        """The sha256 of the canonical definition together with the hashes of its parts."""
        whole = self.canonical() | {"parts": {key: parts[key] for key in self.parts}}
        return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def text(self, lang: Lang = "zh") -> str:
        """The definition as a reader may check it: 计数 道路隐患，条件 …"""
        name = MEASURE_NAMES[self.measure].say(lang)
        if self.formula:
            return f"{name}: {self.formula.text}" if lang == "en" else f"{name}：{self.formula.text}"
        if self.spec.trend:
            return self._trend_text(lang)
        return self._base_text(name, lang)

    def _trend_text(self, lang: Lang) -> str:
        trend = self.spec.trend or ()
        listed = ", ".join(self.parts)
        falls = bool(trend and trend.falls)
        if lang == "en":
            return f"how many of {listed} {'fell' if falls else 'rose'} against the same period last year"
        return f"与上年同期相比{'下降' if falls else '上升'}的指标数：{listed}"

    def _base_text(self, name: str, lang: Lang) -> str:
        zh, spec, group = lang == "zh", self.spec, self.group
        operand = getattr(spec, self.measure)
        table = self.table.label.say(lang) if self.table else ""
        parts = [f"{name} {table}" + ("" if self.measure == "count" else f" {operand}")]
        if spec.where:
            parts.append(f"条件 {spec.where}" if zh else f"where {spec.where}")
        if group and group.stock:
            parts.append("期末有效" if zh else "valid at the end of the period")
        elif group:
            parts.append(f"按 {group.time} 归入期间" if zh else f"in the period by {group.time}")
        if spec.scope == "own":
            parts.append("仅本单位" if zh else "of the unit itself only")
        return ("，" if zh else ", ").join(parts)


def conjunction(nodes: Iterable[Node | None]) -> Node | None:
    """All of them at once; None when there is none."""
    return _joined("and", nodes)


def disjunction(nodes: Iterable[Node | None]) -> Node | None:
    """Any of them; None (always) when one of them is None."""
    listed = list(nodes)
    return None if None in listed else _joined("or", dict.fromkeys(listed))


def stock_columns(spec: StockSpec | bool, table: FactTable) -> tuple[str | None, str | None] | None:
    """The columns a standing fact holds between; a name not written counts where the table has it."""
    if spec is False:
        return None
    named = spec if isinstance(spec, StockSpec) else StockSpec()

    def column(field: str) -> str | None:
        name: str | None = getattr(named, field)
        return name if field in named.model_fields_set or name in table.columns else None

    return column("valid_from"), column("valid_to")


def _joined(op: str, nodes: Iterable[Node | None]) -> Node | None:
    whole: Node | None = None
    for node in nodes:
        if node is not None:
            whole = node if whole is None else Binary(op, whole, node)
    return whole


def _canonical(node: Node | None) -> str | None:
    return None if node is None else canonical(node)
