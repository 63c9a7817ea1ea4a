"""Dated parameters put in: a condition becomes one that reads columns only, exact on every day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, pairwise

from luji.account.indicators.definition import conjunction, disjunction
from luji.account.indicators.spec import ParameterSpec, Scalar
from luji.base.kernel.period import Period
from luji.base.kernel.syntax import Binary, Call, Constant, In, IsNull, Name, Node, Param, Unary, walk

Values = Mapping[str, Scalar | Sequence[Scalar] | None]
Parameters = Mapping[str, ParameterSpec]


@dataclass(frozen=True, slots=True)
class Window:
    """The days a query looks at: every month (no bounds), `first` to `last`, or the one day `last`."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, period: Period, stock: bool) -> Window:
        """The window that answers a period: every month, when whole months add up to it."""
        if stock:
            return cls(None, period.end)
        return MONTHS if months_in(period) else cls(period.start, period.end)

    @property
    def monthly(self) -> bool:
        """Whether rows are put into months."""
        return self.last is None


MONTHS = Window()


def bind(node: Node | None, parameters: Parameters, time: str | None, window: Window) -> Node | None:
    """The condition with every parameter replaced by its value in force on the day of the row.

    Standing facts (no `time`) take the value of the window's last day. Before its first day a
    parameter is taken to have its first value: no period that begins there is ever answered.
    """
    names = params_in(node)
    if node is None or not names:
        return node
    days = sorted({v.valid_from for name in names for v in parameters[name].values})
    if time is None:
        days = [max([d for d in days if window.last is None or d <= window.last], default=days[0])]
    pieces = [(day, _filled(node, _values(names, parameters, day))) for day in _inside(days, window)]
    merged = [next(same) for _, same in groupby(pieces, key=lambda piece: piece[1])]
    bounds = [None, *(day for day, _ in merged[1:]), None]
    return disjunction(
        conjunction([*_between(time, *ends), piece])
        for (_, piece), ends in zip(merged, pairwise(bounds), strict=True)
    )


@lru_cache(maxsize=4096)
def months_in(period: Period) -> range | None:
    """The months (counted from year 0) that make up the period; None when it cuts one."""
    if not period.whole_months():
        return None
    first, last = (day.year * 12 + day.month - 1 for day in (period.start, period.end))
    return range(first, last + 1)


def params_in(node: Node | None) -> list[str]:
    """The parameters a condition reads, each once."""
    found = (n.name for n in walk(node) if isinstance(n, Param)) if node else ()
    return list(dict.fromkeys(found))


def constant(value: Scalar | None) -> Constant:
    """A parameter's value as it would be written."""
    if isinstance(value, date):
        return Constant(value.isoformat())
    if isinstance(value, int) and not isinstance(value, bool):
        return Constant(Decimal(value))
    return Constant(value)


def _inside(days: list[date], window: Window) -> list[date]:
    """The days on which something begins that matters inside the window; at least one."""
    if window.last is not None:
        days = [d for d in days if d <= window.last] or days[:1]
    if window.first is not None:
        before = [d for d in days if d <= window.first]
        days = before[-1:] + [d for d in days if d > window.first]
    return days


def _values(names: list[str], parameters: Parameters, day: date) -> Values:
    found = {}
    for name in names:
        held = parameters[name].at(day) or min(parameters[name].values, key=lambda v: v.valid_from)
        found[name] = held.value
    return found


def _between(time: str | None, first: date | None, end: date | None) -> Iterator[Node]:
    if time and first:
        yield Binary(">=", Name(time), Constant(first.isoformat()))
    if time and end:
        yield Binary("<", Name(time), Constant(end.isoformat()))


def _filled(node: Node, values: Values) -> Node:
    match node:
        case Param(name):
            return constant(values[name])  # type: ignore[arg-type]
        case Unary(op, operand):
            return Unary(op, _filled(operand, values))
        case Binary(op, left, right):
            return Binary(op, _filled(left, values), _filled(right, values))
        case IsNull(operand, negated):
            return IsNull(_filled(operand, values), negated)
        case Call(name, args):
            return Call(name, tuple(_filled(a, values) for a in args))
        case In(operand, choices, negated):
            return In(_filled(operand, values), tuple(_listed(choices, values)), negated)
    return node


def _listed(choices: tuple[Node, ...], values: Values) -> Iterator[Node]:
    for choice in choices:
        held = values[choice.name] if isinstance(choice, Param) else None
        if isinstance(held, tuple):
            yield from (constant(v) for v in held)
        else:
            yield _filled(choice, values)
