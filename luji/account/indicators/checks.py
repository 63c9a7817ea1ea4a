"""What is checked of one declared indicator: columns, types, options; every mistake with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from luji.account.indicators import problems
from luji.account.indicators.definition import Base, Definition, Group, Measured, stock_columns
from luji.account.indicators.spec import MEASURES, IndicatorSpec, ParameterSpec, Scalar
from luji.base.facts.spec import Column, FactTable
from luji.base.kernel.declaration import Tree
from luji.base.kernel.expression import KIND_NAMES, NUMBER, Expression, Kind, Type, hint, parse
from luji.base.kernel.problem import Problem, ProblemKind, Refused, Where
from luji.base.kernel.syntax import Binary, Name, named, walk

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*")
_KINDS: dict[str, Kind] = {
    "text": "text", "code": "text", "unit": "text", "flag": "flag", "integer": "number", "decimal": "number",
    "money": "number", "date": "date", "timestamp": "date",
}  # fmt: skip
_ROW_OPTIONS = ("table", "where", "time", "unit", "stock", "items", "items_by")


def column_types(table: FactTable) -> dict[str, Type]:
    """The columns of a table as the expression checker sees them."""
    return {name: _column_type(column) for name, column in table.columns.items()}


def parameter_type(spec: ParameterSpec) -> Type:
    """The type of a parameter, from its values. Raises ValueError when they have not one type."""
    lists = {isinstance(v.value, tuple) for v in spec.values}
    flat = [x for v in spec.values for x in (v.value if isinstance(v.value, tuple) else (v.value,))]
    kinds = {_scalar_kind(x) for x in flat}
    if len(lists) > 1 or len(kinds) != 1:
        raise ValueError("not of one type")
    constants = tuple(dict.fromkeys(x for x in flat if isinstance(x, str)))
    return Type(kinds.pop(), constants=constants, many=lists.pop())


class Checker:
    """Makes the definition of one indicator and collects what is wrong with it in `problems`."""

    def __init__(
        self, key: str, spec: IndicatorSpec, tree: Tree, default: str | None,
        tables: Mapping[str, FactTable], parameters: Mapping[str, Type],
    ) -> None:  # fmt: skip
        self.key, self.spec, self.tree, self.default = key, spec, tree, default
        self.tables, self.parameters = tables, parameters
        self.problems: list[Problem] = []

    def definition(self) -> Definition | None:
        """The definition, or None when it is not sound enough to be made."""
        if not KEY.fullmatch(self.key):
            self.say(problems.BAD_KEY, None, what_zh="指标代码", what_en="the key of an indicator")
        given = self.spec.measures()
        if len(given) != 1:
            self.say(problems.ONE_MEASURE, None, given="、".join(given) or "—", known=" / ".join(MEASURES))
            return None
        made = self._derived(given[0]) if given[0] in ("formula", "trend") else self._base(given[0])  # type: ignore[arg-type]
        return made if made and not self.problems else None

    def say(self, kind: ProblemKind, option: str | None, **values: object) -> None:
        """Note a problem at an option of the indicator."""
        self.problems.append(kind(self._at(option), **({"key": self.key} | values)))

    def _at(self, option: str | None) -> Where:
        return self.tree.where("indicators", self.key, *([option] if option else []))

    def _derived(self, measure: str) -> Definition | None:
        for option in _ROW_OPTIONS:
            if option in self.spec.model_fields_set:
                self.say(problems.NOT_HERE, option, measure=measure, name=option)
        if measure == "formula":
            return self._formula()
        trend = self.spec.trend
        if trend is None or bool(trend.falls) is bool(trend.rises):
            self.say(problems.ONE_DIRECTION, "trend")
            return None
        parts = trend.falls or trend.rises
        return Definition(self.key, self.spec, measure, self._at("trend"), parts=parts)

    def _formula(self) -> Definition | None:
        written = self._parsed("formula")
        if written is None:
            return None
        formula = Expression(written.text, named(written.root, "previous", "{}:previous".format))
        reads = tuple(formula.names())
        self._typed(formula, "formula", dict.fromkeys(reads, NUMBER), "number")
        parts = tuple(dict.fromkeys(name.partition(":")[0] for name in reads))
        parameters = tuple(formula.params())
        return Definition(
            self.key, self.spec, "formula", self._at("formula"),
            formula=formula, reads=reads, parts=parts, parameters=parameters,
        )  # fmt: skip

    def _base(self, measure: Measured) -> Definition | None:
        table = self.tables.get(self.spec.table or self.default or "")
        if table is None:
            name = self.spec.table or self.default or "—"
            self.say(problems.NO_TABLE, "table", table=name, **hint(name, self.tables))
            return None
        operand = None if measure == "count" else self._operand(measure, table)
        where = self._parsed("where")
        if where:
            self._typed(where, "where", column_types(table), "flag")
        group = self._group(table)
        for role in ("items", "items_by"):
            self._column(role, getattr(self.spec, role), table)
        base = Base(measure, operand.root if operand else None, where.root if where else None)
        return Definition(
            self.key, self.spec, measure, self._at(measure), table=table, group=group, base=base,
            parameters=tuple(where.params()) if where else (),
        )  # fmt: skip

    def _operand(self, measure: Measured, table: FactTable) -> Expression | None:
        operand = self._parsed(measure)
        if operand is None:
            return None
        if measure == "distinct" and not isinstance(operand.root, Name):
            self._wrong_role(measure, operand.text, ("一列", "a column"), ("表达式", "an expression"))
        for name in operand.params():
            self.say(problems.PARAMETER_IN_OPERAND, measure, role=measure, name=name)
        if operand.params():
            return None
        wanted: Kind | None = "number" if measure in _OF_NUMBERS else None
        self._typed(operand, measure, column_types(table), wanted)
        return operand

    def _group(self, table: FactTable) -> Group | None:
        stock = stock_columns(self.spec.stock, table)
        for column in stock or ():
            self._column("stock", column, table, ("date", "timestamp"))
        unit = self._column("unit", self.spec.unit or table.unit, table, ("unit",))
        time = self._column("time", self.spec.time or table.time, table, ("date", "timestamp"))
        if unit is None:
            self._no_role(table, "unit", "单位列", "unit column")
        if stock is None and time is None:
            self._no_role(table, "time", "时间列", "time column")
        return Group(table.table, unit, None if stock else time, stock) if unit else None

    def _no_role(self, table: FactTable, role: str, zh: str, en: str) -> None:
        if getattr(self.spec, role) or getattr(table, role):
            return  # it was named, and found wrong: told already
        self.say(problems.NO_ROLE, None, table=table.table, role=role, what_zh=zh, what_en=en)

    def _column(
        self, role: str, name: str | None, table: FactTable, types: tuple[str, ...] = ()
    ) -> str | None:
        if name is None:
            return None
        column = table.columns.get(name)
        if column is None:
            known, near = "、".join(table.columns), hint(name, table.columns)
            self.say(problems.NO_COLUMN, role, role=role, table=table.table, column=name, known=known, **near)
        elif types and column.type not in types:
            wanted = " / ".join(types)
            self._wrong_role(role, name, (wanted, wanted), (column.type, column.type))
            return None
        return name if column else None

    def _parsed(self, option: str) -> Expression | None:
        text = getattr(self.spec, option)
        if text is None:
            return None
        try:
            return parse(text)
        except Refused as refused:
            self.problems.extend(_placed(p, self._at(option)) for p in refused.problems)
            return None

    def _typed(
        self, expression: Expression, option: str, types: Mapping[str, Type], wanted: Kind | None
    ) -> None:
        try:
            found = expression.check(types, self.parameters, self._at(option)).kind
        except Refused as refused:
            self.problems.extend(refused.problems)
            return
        if wanted and found != wanted:
            self._wrong_role(option, expression.text, KIND_NAMES[wanted], KIND_NAMES[found])
        divides = any(isinstance(n, Binary) and n.op == "/" for n in walk(expression.root))
        if option != "formula" and divides:
            self.say(problems.NOT_EXACT, option, role=option)

    def _wrong_role(self, role: str, given: str, need: tuple[str, str], found: tuple[str, str]) -> None:
        self.say(
            problems.WRONG_ROLE, role, role=role, given=given,
            need_zh=need[0], need_en=need[1], found_zh=found[0], found_en=found[1],
        )  # fmt: skip


_OF_NUMBERS = ("sum", "mean", "median", "p90")


def _placed(problem: Problem, where: Where) -> Problem:
    return Problem(
        problem.code, problem.zh, problem.en, problem.cure_zh, problem.cure_en, where, problem.level
    )


def _column_type(column: Column) -> Type:
    return Type(_KINDS[column.type], codes=tuple(column.values) if column.type == "code" else ())


def _scalar_kind(value: Scalar) -> Kind:
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int | Decimal):
        return "number"
    return "text" if isinstance(value, str) else "date"
