"""Selections: the rows of one table behind a figure, as the WHERE of a plain query anybody can run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from luji.account.indicators import ranks
from luji.account.indicators.binding import Parameters, Window, bind
from luji.account.indicators.definition import Base, Definition, Group
from luji.account.indicators.planner import Scan
from luji.account.indicators.ranks import is_ranked
from luji.account.indicators.sql import render, written
from luji.base.facts.engine import literal, quoted
from luji.base.facts.spec import FactTable
from luji.base.kernel.period import Period
from luji.base.kernel.syntax import Node


@dataclass(frozen=True)
class Selection:
    """The contributing rows of one base indicator for some units and one period."""

    table: FactTable
    group: Group
    base: Base
    codes: tuple[str, ...]
    period: Period
    parameters: Parameters

    @classmethod
    def of(
        cls, definition: Definition, codes: Sequence[str], period: Period, parameters: Parameters
    ) -> Selection:
        """The selection of a base indicator. Raises ValueError for formula and trend."""
        if definition.table is None or definition.group is None or definition.base is None:
            raise ValueError(f"{definition.key} is not over rows")
        return cls(definition.table, definition.group, definition.base, tuple(codes), period, parameters)

    @property
    def window(self) -> Window:
        """The period as days, or its last day for standing facts."""
        return Window(None if self.group.stock else self.period.start, self.period.end)

    def where(self) -> str:
        """SQL that is true of exactly the contributing rows."""
        if self.base.kind != "latest":
            return self._passing()
        keys = ", ".join(quoted(k) for k in self.table.key)
        order = ", ".join(f"{quoted(name)} DESC NULLS LAST" for name in self._order())
        chosen = f"SELECT {keys} FROM {quoted(self.table.table)} WHERE {self._passing()}"  # noqa: S608
        return f"({keys}) IN ({chosen} ORDER BY {order} LIMIT 1)"

    def query(self) -> str:
        """The SQL that computes the value from these rows alone."""
        if is_ranked(self.base.kind) and self.base.operand:
            operand = _text(self.base.operand)
            return ranks.query(self.base.kind, operand, quoted(self.table.table), self.where())
        return f"SELECT {self._aggregate()} FROM {quoted(self.table.table)} WHERE {self.where()}"  # noqa: S608

    def items_query(self, items: str, by: str | None) -> str:
        """The SQL that lists the different values `v` of a column, with what orders them as `o`."""
        order = f"min({quoted(by)})" if by else "NULL"
        source, name = quoted(self.table.table), quoted(items)
        test = f"{self.where()} AND NOT {name} IS NULL"
        return f"SELECT {name} AS v, {order} AS o FROM {source} WHERE {test} GROUP BY {name}"  # noqa: S608

    def _order(self) -> list[str]:
        first = self.group.time or (self.group.stock or (None,))[0]
        return [*([first] if first else []), *self.table.key]

    def _passing(self) -> str:
        scan = Scan(self.group, self.table, self.parameters, self.window)
        windowed = scan.windowed()
        condition = bind(self.base.contributing(), self.parameters, self.group.time, self.window)
        tests = [f"{quoted(self.group.unit)} IN ({', '.join(map(literal, self.codes))})"]
        tests += [written(windowed)] if windowed is not None else []
        tests += [f"({_text(condition)})"] if condition is not None else []
        return " AND ".join(tests)

    def _aggregate(self) -> str:
        operand = _text(self.base.operand) if self.base.operand else ""
        return {
            "count": "count(*)",
            "sum": f"coalesce(sum({operand}), 0)",
            "distinct": f"count(DISTINCT {operand})",
            "mean": f"sum({operand}), count({operand})",
            "latest": operand,
        }[self.base.kind]


@lru_cache(maxsize=4096)
def _text(node: Node) -> str:
    return written(render(node))
