"""The plan: every measure over one table answered by one scan, for every unit and month at once.

First pass: rows are grouped by unit, month and the few-valued columns that conditions use most (the
small cube); what is left of a condition becomes a conditional aggregate. Second pass: the conditions on
the few-valued columns become FILTERs over the small cube. Distinct values are kept as sets (bitstrings
where the integers are bounded), so that months and units can be united, never added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlglot import exp

from luji.account.indicators.binding import Parameters, Window, bind
from luji.account.indicators.definition import Base, Group, conjunction
from luji.account.indicators.ranks import TENTHS
from luji.account.indicators.sql import all_of, column, literal, month_of, render
from luji.base.facts.spec import FactTable
from luji.base.kernel.expression import Expression
from luji.base.kernel.syntax import IsNull, Name, Node, conjuncts

CUBE_LIMIT = 200
BITS_LIMIT = 4096
UNIT, SLOT = "_unit", "_slot"
Decode = Callable[[Any, str], object]


@dataclass(frozen=True, slots=True)
class Plan:
    """One statement for all measures that a scan answers, and one each for those it cannot.

    `outputs` are the scan's columns after unit and slot: column name, measure and how to read a cell.
    """

    scan: exp.Select | None
    outputs: tuple[tuple[str, Base, Decode], ...] = ()
    sets: Mapping[Base, exp.Select] = field(default_factory=dict)
    latest: Mapping[Base, exp.Select] = field(default_factory=dict)
    dimensions: tuple[str, ...] = ()
    often: Mapping[Base, exp.Select] = field(default_factory=dict)


def plan(
    group: Group,
    bases: Iterable[Base],
    table: FactTable,
    parameters: Parameters,
    window: Window,
    bits: bool = True,
) -> Plan:
    """The plan of a group's measures. Means must have been split into sum and count before.

    Without `bits` sets of bounded integers are read as sets of values, whatever their bounds.
    """
    scan = Scan(group, table, parameters, window, bits)
    single: dict[str, list[Base]] = {"distinct": [], "latest": [], "median": [], "p90": []}
    together: list[Base] = []
    for base in dict.fromkeys(bases):
        alone = base.kind in single and not (base.kind == "distinct" and scan.holds_set(base))
        (single[base.kind] if alone else together).append(base)
    scan.choose_dimensions(together)
    outputs = tuple(scan.add(base) for base in together)
    return Plan(
        scan.statement() if together else None,
        outputs,
        {base: scan.values_of(base) for base in single["distinct"]},
        {base: scan.latest_of(base) for base in single["latest"]},
        scan.dimensions,
        {base: scan.often_of(base) for kind in TENTHS for base in single[kind]},
    )


class Scan:
    """The two passes under construction."""

    def __init__(
        self, group: Group, table: FactTable, parameters: Parameters, window: Window, bits: bool = True
    ) -> None:
        self.group, self.table, self.parameters, self.window = group, table, parameters, window
        self.bits = bits
        self.dimensions: tuple[str, ...] = ()
        self._first: dict[str, tuple[str, exp.Expr]] = {}
        self._second: list[exp.Expr] = []

    def holds_set(self, base: Base) -> bool:
        """Whether the scan itself can keep the set: the unit, a few-valued column, bounded integers."""
        name = _operand_name(base)
        if name == self.group.unit:
            return True
        few = self._size(name)
        return (few is not None and few <= CUBE_LIMIT) or self._bounds(name) is not None

    def choose_dimensions(self, bases: Sequence[Base]) -> None:
        """Take the few-valued columns that most conditions use, while the cube stays small."""
        uses: dict[str, int] = {}
        size = 1
        for base in bases:
            if base.kind == "distinct" and self._size(_operand_name(base)):
                uses[_operand_name(base)] = 1_000_000
            for part in self._conjuncts(base):
                for name in _few_valued(part, self._size):
                    uses[name] = uses.get(name, 0) + 1
        for name in sorted(uses, key=lambda n: (-uses[n], self._size(n) or 0, n)):
            if uses[name] > 1 and size * (self._size(name) or 1) <= CUBE_LIMIT:
                size *= self._size(name) or 1
                self.dimensions += (name,)

    def add(self, base: Base) -> tuple[str, Base, Decode]:
        """Put a measure into both passes; its column, itself, and how to read a cell."""
        on_cube, on_rows = self._split(base)
        name, label = f"m{len(self._second)}", _operand_name(base) if base.kind == "distinct" else ""
        made: exp.Expr
        decode: Decode
        if base.kind == "sum":
            made, decode = self._sum(base, on_rows), _decimal
        elif base.kind == "count" or label == self.group.unit:
            made, decode = self._count(on_rows), _count if base.kind == "count" else _unit_itself
        elif label in self.dimensions:
            made, decode = self._listed(label, on_rows, on_cube), _listed
            on_cube = None
        else:
            made, decode = self._bits(label, on_rows), _bits
        if on_cube is not None:
            made = exp.Filter(this=made, expression=exp.Where(this=on_cube))
        if decode is _bits:
            made = exp.cast(made, exp.DataType.Type.TEXT)
        self._second.append(exp.alias_(made, name, quoted=True))
        return name, base, decode

    def statement(self) -> exp.Select:
        """Both passes as one SELECT: unit, slot, then one column for each measure."""
        keys = [UNIT, SLOT, *self.dimensions]
        inner = self._rows().select(*(exp.alias_(made, n, quoted=True) for n, made in self._first.values()))
        inner = inner.select(*(exp.alias_(column(d), d, quoted=True) for d in self.dimensions))
        inner = inner.group_by(*(exp.Literal.number(i) for i in self._positions(inner, keys)))
        outer = exp.select(column(UNIT), column(SLOT), *self._second).from_("small")
        return outer.group_by(column(UNIT), column(SLOT)).with_("small", as_=inner)

    def values_of(self, base: Base) -> exp.Select:
        """Unit, slot and every different value `v` that contributes."""
        found = self._contributing(base).select(exp.alias_(column(_operand_name(base)), "v", quoted=True))
        return found.distinct()

    def often_of(self, base: Base) -> exp.Select:
        """Unit, slot, every different value `v` that contributes, and how often as `n`."""
        value = exp.alias_(render(_required(base.operand)), "v", quoted=True)
        count = exp.alias_(exp.Count(this=exp.Star()), "n", quoted=True)
        found = self._contributing(base).select(value, count)
        return found.group_by(*(exp.Literal.number(place) for place in (1, 2, 3)))

    def latest_of(self, base: Base) -> exp.Select:
        """Unit, slot, time `t`, key `k0`… and value `v` of the latest contributing row of each cell."""
        keys = [self.group.time or (self.group.stock and self.group.stock[0]) or self.table.key[0]]
        order = [exp.Ordered(this=column(n), desc=True, nulls_first=False) for n in (*keys, *self.table.key)]
        rank = exp.Window(
            this=exp.RowNumber(),
            partition_by=[self._unit(), self._slot()],
            order=exp.Order(expressions=order),
        )
        named = [("t", column(keys[0])), *((f"k{i}", column(k)) for i, k in enumerate(self.table.key))]
        picked = [exp.alias_(made, name, quoted=True) for name, made in named]
        value = exp.alias_(render(_required(base.operand)), "v", quoted=True)
        rows = self._contributing(base).select(*picked, value)
        return rows.qualify(exp.EQ(this=rank, expression=exp.Literal.number(1)))

    def condition(self, node: Node | None) -> exp.Expr | None:
        """A condition with its parameters bound, as SQL."""
        bound = bind(node, self.parameters, self.group.time, self.window)
        return None if bound is None else render(bound)

    def windowed(self) -> exp.Expr | None:
        """The condition that puts a row into the window at all."""
        first, last = self.group.stock or (None, None)
        if self.group.stock:
            day = literal(self.window.last)
            begun = _or_null(exp.LTE, first, day) if first else None
            return all_of([begun, _or_null(exp.GTE, last, day) if last else None])
        time = column(self.group.time or "")
        if self.window.first is None or self.window.last is None:
            return exp.Not(this=exp.Is(this=time, expression=exp.Null()))
        return in_days(time, self.window)

    def _rows(self) -> exp.Select:
        unit = exp.alias_(self._unit(), UNIT, quoted=True)
        slot = exp.alias_(self._slot(), SLOT, quoted=True)
        rows = exp.select(unit, slot).from_(exp.Table(this=exp.to_identifier(self.table.table, quoted=True)))
        return _where(rows, self.windowed())

    def _contributing(self, base: Base) -> exp.Select:
        return _where(self._rows(), self.condition(base.contributing()))

    def _unit(self) -> exp.Expr:
        return column(self.group.unit)

    def _slot(self) -> exp.Expr:
        monthly = self.window.monthly and self.group.time
        return month_of(column(self.group.time or "")) if monthly else exp.Literal.number(0)

    def _positions(self, inner: exp.Select, keys: list[str]) -> list[int]:
        names = [made.alias_or_name for made in inner.expressions]
        return [names.index(key) + 1 for key in keys]

    def _conjuncts(self, base: Base) -> list[Node]:
        bound = bind(base.where, self.parameters, self.group.time, self.window)
        return [part for part in conjuncts(bound) if not self._always(part)] if bound else []

    def _always(self, part: Node) -> bool:
        """Whether a test `column != null` is of a column that is always filled."""
        if not isinstance(part, IsNull) or not part.negated or not isinstance(part.operand, Name):
            return False
        return self.table.needed(part.operand.name)

    def _split(self, base: Base) -> tuple[exp.Expr | None, exp.Expr | None]:
        """The condition as (tested over the small cube, tested row by row)."""
        parts = self._conjuncts(base)
        known = set(self.dimensions)
        on_cube = [p for p in parts if set(Expression("", p).names()) <= known]
        on_rows = [p for p in parts if p not in on_cube]
        return tuple(  # type: ignore[return-value]
            None if whole is None else render(whole) for whole in map(conjunction, (on_cube, on_rows))
        )

    def _aggregate(self, made: exp.Expr) -> exp.Column:
        text = made.sql()
        name, _ = self._first.setdefault(text, (f"a{len(self._first)}", made))
        return column(name)

    def _count(self, on_rows: exp.Expr | None) -> exp.Expr:
        made = exp.Count(this=exp.Star()) if on_rows is None else exp.CountIf(this=on_rows)
        return exp.Sum(this=self._aggregate(made))

    def _sum(self, base: Base, on_rows: exp.Expr | None) -> exp.Expr:
        return exp.Sum(this=self._aggregate(exp.Sum(this=_only(render(_required(base.operand)), on_rows))))

    def _bits(self, name: str, on_rows: exp.Expr | None) -> exp.Expr:
        low, high = (exp.Literal.number(b) for b in self._bounds(name) or (0, 0))
        made = exp.Anonymous(this="bitstring_agg", expressions=[_only(column(name), on_rows), low, high])
        return exp.BitwiseOrAgg(this=self._aggregate(made))

    def _listed(self, name: str, on_rows: exp.Expr | None, on_cube: exp.Expr | None) -> exp.Expr:
        present = None
        if on_rows is not None:
            counted = self._aggregate(exp.CountIf(this=on_rows))
            present = exp.GT(this=counted, expression=exp.Literal.number(0))
        held = exp.Not(this=exp.Is(this=column(name), expression=exp.Null()))
        listed = exp.ArrayAgg(this=exp.Distinct(expressions=[column(name)]))
        return exp.Filter(this=listed, expression=exp.Where(this=all_of([held, on_cube, present])))

    def _size(self, name: str) -> int | None:
        """How many values a column can have, null counted; None when nobody knows."""
        declared = self.table.columns.get(name)
        if declared is None or declared.type not in ("code", "flag"):
            return None
        return 3 if declared.type == "flag" else len(declared.values) + 1

    def _bounds(self, name: str) -> tuple[int, int] | None:
        declared = self.table.columns.get(name)
        if declared is None or declared.type != "integer" or not self.bits:
            return None
        low, high = declared.min, declared.max
        if not isinstance(low, Decimal) or not isinstance(high, Decimal) or high - low >= BITS_LIMIT:
            return None
        return int(low), int(high)


def in_days(time: exp.Expr, window: Window) -> exp.Expr:
    """The test that a moment lies on one of the window's days, the last one whole."""
    if window.last is None:
        raise ValueError("the window has no days")
    after = literal(window.last + timedelta(days=1))
    return exp.and_(
        exp.GTE(this=time, expression=literal(window.first)), exp.LT(this=time.copy(), expression=after)
    )


def count_of(node: Node | None) -> Base:
    """The measure that counts the rows passing a condition."""
    return Base("count", None, node)


def split_mean(base: Base) -> tuple[Base, Base]:
    """A mean as the sum and the count of the rows that have the operand: exact at every level."""
    operand = _required(base.operand)
    present = IsNull(operand, negated=True)
    return Base("sum", operand, base.where), count_of(conjunction([base.where, present]))


def _few_valued(part: Node, size: Callable[[str], int | None]) -> list[str]:
    names = Expression("", part).names()
    return names if all(size(n) for n in names) else []


def _operand_name(base: Base) -> str:
    return base.operand.name if isinstance(base.operand, Name) else ""


def _required(node: Node | None) -> Node:
    if node is None:
        raise ValueError("the measure needs an operand")
    return node


def _only(value: exp.Expr, test: exp.Expr | None) -> exp.Expr:
    return value if test is None else exp.Case().when(test, value)


def _or_null(kind: type[exp.Binary], name: str, day: exp.Expr) -> exp.Expr:
    null = exp.Is(this=column(name), expression=exp.Null())
    return exp.or_(null, kind(this=exp.cast(column(name), exp.DataType.Type.DATE), expression=day))


def _where(rows: exp.Select, test: exp.Expr | None) -> exp.Select:
    return rows if test is None else rows.where(test)


def _count(cell: Any, _unit: str) -> object:
    return int(cell or 0)


def _decimal(cell: Any, _unit: str) -> object:
    return Decimal(cell or 0)


def _unit_itself(cell: Any, unit: str) -> object:
    return frozenset([unit] if cell else [])


def _listed(cell: Any, _unit: str) -> object:
    return frozenset(cell or ())


def _bits(cell: Any, _unit: str) -> object:
    return int(cell, 2) if cell else 0
