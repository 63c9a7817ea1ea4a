"""What may be declared of a fact table: typed columns, natural key, unit and time column, headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeAlias

import pyarrow as pa
from pydantic import Field, field_validator

from luji.base.facts import problems
from luji.base.kernel.declaration import Declared, Tree, bind, nearest, parse_file
from luji.base.kernel.problem import Problem, Refused, Where
from luji.base.kernel.text import Text

ColumnType: TypeAlias = Literal[
    "text", "code", "flag", "integer", "decimal", "money", "date", "timestamp", "unit"
]

SOURCE = "_source"
YEAR = "_year"
PRECISION = 18

_ARROW: dict[str, pa.DataType] = {
    "text": pa.string(), "code": pa.string(), "unit": pa.string(), "flag": pa.bool_(),
    "integer": pa.int64(), "date": pa.date32(), "timestamp": pa.timestamp("us"),
}  # fmt: skip
_DUCK = {
    "text": "VARCHAR", "code": "VARCHAR", "unit": "VARCHAR", "flag": "BOOLEAN",
    "integer": "BIGINT", "date": "DATE", "timestamp": "TIMESTAMP",
}  # fmt: skip
_NUMBERS = frozenset({"integer", "decimal", "money"})
_OPTIONS: dict[str, frozenset[str]] = {
    "values": frozenset({"code"}),
    "also": frozenset({"code"}),
    "scale": frozenset({"decimal"}),
    "measure": frozenset({"integer", "decimal"}),
    "min": _NUMBERS | {"date", "timestamp"},
    "max": _NUMBERS | {"date", "timestamp"},
}
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Column(Declared):
    """One column: its type, how people head it, and what it may hold.

    `aliases` are further headings; `measure` the units of measure a heading may name in parentheses;
    `min` and `max` are inclusive; `personal` is masked in lists; `also` gives further labels of codes.
    """

    type: ColumnType
    label: Text
    aliases: tuple[str, ...] = ()
    required: bool = False
    values: dict[str, Text] = Field(default_factory=dict)
    also: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    scale: int = 2
    min: Decimal | date | None = None
    max: Decimal | date | None = None
    measure: tuple[str, ...] = ()
    personal: bool = False
    note: Text | None = None

    @field_validator("measure", mode="before")
    @classmethod
    def _one_measure(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @property
    def arrow(self) -> pa.DataType:
        """The arrow type: decimals are decimal128(18, scale), money decimal128(18, 2) in 元."""
        return _ARROW.get(self.type) or pa.decimal128(PRECISION, self.places)

    @property
    def duck(self) -> str:
        """The DuckDB type."""
        return _DUCK.get(self.type) or f"DECIMAL({PRECISION},{self.places})"

    @property
    def places(self) -> int:
        """Decimals kept: the scale of a decimal, two of money, none of an integer."""
        return {"money": 2, "decimal": self.scale}.get(self.type, 0)

    def headings(self, name: str) -> tuple[str, ...]:
        """Every heading that means this column: its name, both labels and the aliases."""
        return (name, self.label.zh, self.label.en, *self.aliases)

    def labels(self) -> Iterator[tuple[str, str]]:
        """(what may be written, code) for every code of a code column."""
        for code, text in self.values.items():
            yield from ((word, code) for word in (code, text.zh, text.en, *self.also.get(code, ())))


class FactTable(Declared):
    """A fact table as declared in one YAML file."""

    table: str
    label: Text
    unit: str | None = None
    time: str | None = None
    key: tuple[str, ...]
    partition: Literal["year"] | None = None
    ignore: tuple[str, ...] = ()
    note: Text | None = None
    columns: dict[str, Column]

    @property
    def arrow(self) -> pa.Schema:
        """Schema of the stored rows: the columns in order, then `_source` (file name and row)."""
        fields = [pa.field(name, column.arrow) for name, column in self.columns.items()]
        return pa.schema([*fields, pa.field(SOURCE, pa.string())])

    @property
    def duck(self) -> dict[str, str]:
        """DuckDB type of every stored column, in order."""
        return {name: column.duck for name, column in self.columns.items()} | {SOURCE: "VARCHAR"}

    def needed(self, name: str) -> bool:
        """Whether the column must be filled: declared so, or part of the natural key."""
        return self.columns[name].required or name in self.key

    def headings(self) -> dict[str, str]:
        """Folded heading → column name."""
        return {fold(h): name for name, column in self.columns.items() for h in column.headings(name)}


def fold(heading: str) -> str:
    """A heading or label as compared: half width, no blanks, lower case, full stops of 编号: dropped."""
    return "".join(unicodedata.normalize("NFKC", heading).split()).casefold().strip("*:：.。")


def load_tables(folders: Iterable[Path]) -> dict[str, FactTable]:
    """Every fact table of the folders, by name; a later folder's table replaces an earlier one's.

    Raises `Refused` with all mistakes of all files. A folder that does not exist holds none.
    """
    found: dict[str, FactTable] = {}
    wrong: list[Problem] = []
    for folder in folders:
        here: dict[str, str] = {}
        for path in sorted(folder.glob("*.yaml")):
            try:
                table = load_table(path)
            except Refused as refused:
                wrong.extend(refused.problems)
                continue
            if table.table in here:
                wrong.append(
                    problems.TABLE_TWICE(Where(file=path.name), table=table.table, other=here[table.table])
                )
            here[table.table] = path.name
            found[table.table] = table
    if wrong:
        raise Refused(wrong)
    return dict(sorted(found.items()))


def load_table(path: Path) -> FactTable:
    """The fact table declared in one file. Raises `Refused` with every mistake."""
    return from_tree(parse_file(path))


def from_tree(tree: Tree) -> FactTable:
    """The fact table of parsed YAML, checked in form and in meaning. Raises `Refused`."""
    table = bind(tree, FactTable)
    if wrong := list(_check(table, tree)):
        raise Refused(wrong)
    return table


def find(tables: Mapping[str, FactTable], name: str) -> FactTable:
    """The table called `name`, by its name or Chinese label. Raises `Refused` (FCT-013) with the nearest."""
    for table in tables.values():
        if name in (table.table, table.label.zh):
            return table
    near = nearest(name, [*tables, *(t.label.zh for t in tables.values())])
    raise Refused([problems.NO_SUCH_TABLE(None, table=name, known="、".join(tables), **hints(near))])


def hints(near: str | None) -> dict[str, str]:
    """The values `hint_zh` and `hint_en` of a message: did you mean `near`?"""
    if not near:
        return {"hint_zh": "", "hint_en": ""}
    return {"hint_zh": f"，是否指「{near}」？", "hint_en": f", did you mean '{near}'?"}


def _check(table: FactTable, tree: Tree) -> Iterator[Problem]:
    if not _NAME.fullmatch(table.table):
        yield problems.BAD_NAME(tree.where("table"), name=table.table)
    yield from _check_key(table, tree)
    yield from _check_role(table, tree, "unit", table.unit, ("unit",))
    yield from _check_role(table, tree, "time", table.time, ("date", "timestamp"))
    if table.partition and not table.time:
        yield problems.PARTITION_NEEDS_TIME(tree.where("partition"), table=table.table)
    for name, column in table.columns.items():
        yield from _check_column(name, column, tree)
    yield from _check_headings(table, tree)


def _check_key(table: FactTable, tree: Tree) -> Iterator[Problem]:
    if not table.key:
        yield problems.NO_KEY(tree.where("key"), table=table.table)
    for index, name in enumerate(table.key):
        where = tree.where("key", index)
        if name in table.key[:index]:
            yield problems.KEY_TWICE(where, column=name)
        if name not in table.columns:
            yield _unknown(table, where, "key", name)


def _check_role(
    table: FactTable, tree: Tree, key: str, name: str | None, types: tuple[str, ...]
) -> Iterator[Problem]:
    if name is None:
        return
    column = table.columns.get(name)
    if column is None:
        yield _unknown(table, tree.where(key), key, name)
    elif column.type not in types:
        yield problems.WRONG_COLUMN_TYPE(
            tree.where(key), key=key, column=name, type=column.type, wanted=" / ".join(types)
        )


def _unknown(table: FactTable, where: Where, key: str, name: str) -> Problem:
    known = "、".join(table.columns)
    return problems.NO_SUCH_COLUMN(
        where, key=key, column=name, known=known, **hints(nearest(name, table.columns))
    )


def _check_column(name: str, column: Column, tree: Tree) -> Iterator[Problem]:
    where = tree.where("columns", name)
    if not _NAME.fullmatch(name):
        yield problems.BAD_NAME(where, name=name)
    for option, types in _OPTIONS.items():
        if option in column.model_fields_set and column.type not in types:
            yield problems.OPTION_UNFIT(
                tree.where("columns", name, option), column=name, type=column.type, option=option
            )
    if column.type == "code" and not column.values:
        yield problems.NO_VALUES(where, column=name)
    yield from _check_bounds(name, column, tree)
    meant: dict[str, str] = {}
    for word, code in column.labels():
        first = meant.setdefault(fold(word), code)
        if first != code:
            at = tree.where("columns", name, "values", code)
            yield problems.AMBIGUOUS_VALUE(at, column=name, label=word, first=first, second=code)
    for code in column.also.keys() - column.values.keys():
        at = tree.where("columns", name, "also", code)
        yield problems.NO_SUCH_COLUMN(
            at, key="also", column=code, known="、".join(column.values), **hints(None)
        )


def _check_bounds(name: str, column: Column, tree: Tree) -> Iterator[Problem]:
    low, high = column.min, column.max
    wanted = Decimal if column.type in _NUMBERS else date
    for option, bound in (("min", low), ("max", high)):
        if bound is not None and column.type in _OPTIONS[option] and not isinstance(bound, wanted):
            where = tree.where("columns", name, option)
            yield problems.OPTION_UNFIT(where, column=name, type=column.type, option=f"{option}: {bound}")
    if type(low) is type(high) and low is not None and low > high:  # type: ignore[operator]
        yield problems.MIN_OVER_MAX(tree.where("columns", name), column=name, low=low, high=high)
    if column.type == "decimal" and not 0 <= column.scale <= PRECISION:
        yield problems.OPTION_UNFIT(
            tree.where("columns", name, "scale"), column=name, type="decimal", option=f"scale: {column.scale}"
        )


def _check_headings(table: FactTable, tree: Tree) -> Iterator[Problem]:
    meant: dict[str, str] = {}
    for name, column in table.columns.items():
        for heading in column.headings(name):
            first = meant.setdefault(fold(heading), name)
            if first != name:
                yield problems.AMBIGUOUS_HEADING(
                    tree.where("columns", name), heading=heading, first=first, second=name
                )
    for index, heading in enumerate(table.ignore):
        if fold(heading) in meant:
            yield problems.AMBIGUOUS_HEADING(
                tree.where("ignore", index), heading=heading, first="ignore", second=meant[fold(heading)]
            )
