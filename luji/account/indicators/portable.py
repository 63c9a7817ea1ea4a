"""Each base indicator as an Ibis expression: the same meaning for any engine, kept as a slow reference.

Imported on demand only (Ibis is needed for development and for engines other than DuckDB).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from typing import Any

import ibis

from luji.account.indicators.binding import Parameters, Window, bind
from luji.account.indicators.definition import Definition
from luji.account.indicators.ranks import is_ranked
from luji.base.kernel.period import Period
from luji.base.kernel.syntax import Binary, Call, Constant, In, IsNull, Name, Node, Unary

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b, "and": lambda a, b: a & b, "or": lambda a, b: a | b,
}  # fmt: skip


def expression(
    definition: Definition, table: Any, codes: Sequence[str], period: Period, parameters: Parameters
) -> Any:
    """A scalar Ibis expression over `table` (an `ibis.Table`): the value for some units and one period.

    A mean is the pair sum/count of a one-row table, so that the division can be exact; a median or ninth
    decile the table of values `v` and how often they occur, for `ranks.ranked`.
    """
    rows = contributing(definition, table, codes, period, parameters)
    base = definition.base
    if base is None or base.operand is None:
        return rows.count()
    operand = render(base.operand, rows)
    if base.kind == "sum":
        return operand.sum()
    if base.kind == "distinct":
        return operand.nunique()
    if base.kind == "mean":
        return rows.aggregate(total=operand.sum(), count=operand.count())
    if is_ranked(base.kind):
        return rows.mutate(v=operand).group_by("v").aggregate(n=lambda t: t.count())
    order = [ibis.desc(rows[name]) for name in _order(definition)]
    return rows.mutate(v=operand).order_by(order).limit(1).v


def contributing(
    definition: Definition, table: Any, codes: Sequence[str], period: Period, parameters: Parameters
) -> Any:
    """The contributing rows as an Ibis table."""
    group, base = definition.group, definition.base
    if group is None or base is None:
        raise ValueError(f"{definition.key} is not over rows")
    window = Window(None if group.stock else period.start, period.end)
    tests = [table[group.unit].isin(list(codes)), *_placed(group.stock, group.time, table, period)]
    condition = bind(base.contributing(), parameters, group.time, window)
    if condition is not None:
        tests.append(render(condition, table))
    return table.filter(*tests)


def render(node: Node, table: Any) -> Any:
    """An expression of the house as an Ibis one over the columns of a table."""
    match node:
        case Constant(value):
            return _literal(value)
        case Name(name):
            return table[name]
        case Unary(op, operand):
            made = render(operand, table)
            return ~made if op == "not" else -made
        case Binary(op, left, right):
            return _OPERATORS[op](render(left, table), render(right, table))
        case In(operand, choices, negated):
            held = render(operand, table)
            found = reduce(lambda a, b: a | b, (held == render(c, table) for c in choices))
            return ~found if negated else found
        case IsNull(operand, negated):
            made = render(operand, table)
            return made.notnull() if negated else made.isnull()
        case Call(name, args):
            return _call(name, [render(a, table) for a in args])
    raise ValueError(f"cannot be rendered: {node}")


def _order(definition: Definition) -> list[str]:
    group, table = definition.group, definition.table
    if group is None or table is None:
        return []
    first = group.time or (group.stock or (None,))[0]
    return [*([first] if first else []), *table.key]


def _placed(
    stock: tuple[str | None, str | None] | None, time: str | None, table: Any, period: Period
) -> list[Any]:
    if stock is None:
        after = period.end + timedelta(days=1)
        return [table[time] >= _day(period.start), table[time] < _day(after)]
    first, last = stock
    tests = [table[first].isnull() | (table[first].cast("date") <= _day(period.end))] if first else []
    return tests + ([table[last].isnull() | (table[last].cast("date") >= _day(period.end))] if last else [])


def _day(day: date) -> Any:
    return ibis.date(day.year, day.month, day.day)


def _literal(value: Decimal | str | bool | None) -> Any:
    if isinstance(value, Decimal):
        return ibis.literal(int(value)) if value == value.to_integral_value() else ibis.literal(value)
    return ibis.null() if value is None else ibis.literal(value)


def _call(name: str, args: list[Any]) -> Any:
    if name == "if":
        return ibis.cases((args[0], args[1]), (~args[0], args[2]))
    if name in ("min", "max"):
        known = reduce(lambda a, b: a & b, (a.notnull() for a in args))
        return known.ifelse(ibis.least(*args) if name == "min" else ibis.greatest(*args), ibis.null())
    if name == "days":
        return args[0].cast("date").delta(args[1].cast("date"), unit="day")
    if name == "minutes":
        return args[0].cast("timestamp").delta(args[1].cast("timestamp"), unit="minute")
    if name == "round":
        return args[0].round(*args[1:])
    return {"abs": lambda a: a.abs(), "year": lambda a: a.year(), "month": lambda a: a.month()}[name](*args)
