"""What a merge would do: incoming rows compared with stored ones by natural key, nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from luji.base.facts import problems
from luji.base.facts.arrow import Vector, pc
from luji.base.facts.engine import Source, borrowed, quoted, scan
from luji.base.facts.spec import SOURCE, YEAR, FactTable
from luji.base.kernel.problem import Refused

AT = "_at"
_FROM = f"starts_with({quoted(SOURCE)}, ?)"


@dataclass(frozen=True, slots=True)
class Change:
    """What a merge does: rows new to the lake, with other content, already there; rows that go."""

    inserted: int
    updated: int
    unchanged: int
    removed: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the lake stays as it is."""
        return not self.inserted and not self.updated and not self.removed


@dataclass(frozen=True, slots=True)
class Plan:
    """A change, the rows it writes, and the partitions (years) these rows lie in or leave."""

    change: Change
    rows: pa.Table
    years: frozenset[int]


def shaped(table: FactTable, rows: pa.Table) -> pa.Table:
    """The rows with exactly the stored columns and types; missing columns are NULL.

    Raises ValueError for a column nobody declared: a mistake of the program, not of the input.
    """
    schema = table.arrow
    if strange := set(rows.column_names) - set(schema.names):
        raise ValueError(f"{table.table} has no columns {sorted(strange)}")
    there = set(rows.column_names)
    columns = [
        _cast(rows.column(f.name), f.type) if f.name in there else pa.nulls(rows.num_rows, f.type)
        for f in schema
    ]
    return pa.table(columns, schema=schema)


def _cast(column: Vector, kind: Any) -> Vector:
    """The column in another type; whole numbers become decimals by way of one wide enough for all."""
    if pa.types.is_decimal(kind) and pa.types.is_integer(column.type):
        column = column.cast(pa.decimal128(38, kind.scale))
    return column.cast(kind)


def with_year(table: FactTable, rows: pa.Table) -> pa.Table:
    """The rows with the partition column `_year`, when the table is partitioned.

    A row without a date lies in year 0: a partition value of NULL is read differently by engines.
    """
    if not table.partition or table.time is None:
        return rows
    years = pc.fill_null(pc.year(rows.column(table.time)), 0).cast(pa.int32())
    return rows.append_column(YEAR, years)


def compare(table: FactTable, rows: pa.Table, stored: Source) -> Plan:
    """The plan of merging `rows` (as `shaped`) into the stored version.

    Raises `Refused` (FCT-305) when a key is repeated among the rows or has an empty part, and (FCT-306)
    when the stored rows, written under another key, are not told apart by this one.
    """
    with borrowed() as duck:
        duck.register("incoming", rows.append_column(AT, pa.array(range(rows.num_rows), pa.int64())))
        _refuse_repeated(table, duck)
        duck.execute(f"CREATE TEMP VIEW stored AS {scan(stored)}")
        _refuse_other_key(table, stored, duck)
        changed: pa.Table = duck.sql(_changed_sql(table)).to_arrow_table()
    updated = pc.sum(changed.column("old").cast(pa.int64())).as_py() or 0
    total = changed.num_rows
    new = rows.take(changed.column(AT)) if total < rows.num_rows else rows
    years = set(pc.unique(changed.column("was")).drop_null().to_pylist())
    if table.partition and table.time:
        years |= set(pc.unique(pc.fill_null(pc.year(new.column(table.time)), 0)).to_pylist())
    return Plan(Change(total - updated, updated, rows.num_rows - total), new, frozenset(years))


def overlaid(table: FactTable, new: pa.Table, stored: Source, years: frozenset[int] | None) -> pa.Table:
    """The stored rows (of `years` only, when given) with `new` laid over them by natural key."""
    columns = ", ".join(map(quoted, table.arrow.names))
    keys = ", ".join(map(quoted, table.key))
    within = f"WHERE {_year_of(table, 's')} IN ({', '.join(map(str, sorted(years)))})" if years else ""
    with borrowed() as duck:
        duck.register("incoming", new)
        duck.execute(f"CREATE TEMP VIEW stored AS {scan(stored)}")
        whole: pa.Table = duck.sql(
            f"SELECT {columns} FROM stored s ANTI JOIN incoming USING ({keys}) {within}"  # noqa: S608
            f" UNION ALL SELECT {columns} FROM incoming"
        ).to_arrow_table()
    return whole


def gone(table: FactTable, new: pa.Table, stored: Source, source: str) -> int:
    """How many stored rows from a source (the beginning of `_source`) are not among the new ones."""
    keys = ", ".join(map(quoted, table.key))
    with borrowed() as duck:
        duck.register("incoming", new)
        duck.execute(f"CREATE TEMP VIEW stored AS {scan(stored)}")
        sql = f"SELECT count(*) FROM stored s ANTI JOIN incoming USING ({keys}) WHERE {_FROM}"  # noqa: S608
        (count,) = duck.execute(sql, [source]).fetchone() or (0,)
    return int(count)


def standing(table: FactTable, new: pa.Table, stored: Source, source: str) -> pa.Table:
    """The new rows, and of the stored ones those that are not from the source."""
    columns = ", ".join(map(quoted, table.arrow.names))
    keys = ", ".join(map(quoted, table.key))
    with borrowed() as duck:
        duck.register("incoming", new)
        duck.execute(f"CREATE TEMP VIEW stored AS {scan(stored)}")
        sql = (
            f"SELECT {columns} FROM stored s ANTI JOIN incoming USING ({keys})"  # noqa: S608
            f" WHERE {_FROM} IS NOT TRUE UNION ALL SELECT {columns} FROM incoming"
        )
        whole: pa.Table = duck.sql(sql, params=[source]).to_arrow_table()
    return whole


def _refuse_repeated(table: FactTable, duck: duckdb.DuckDBPyConnection) -> None:
    keys = ", ".join(map(quoted, table.key))
    empty = " OR ".join(f"{quoted(k)} IS NULL" for k in table.key)
    found = duck.execute(
        f"SELECT {keys} FROM incoming GROUP BY {keys} HAVING count(*) > 1 OR {empty}"  # noqa: S608
    ).fetchall()
    if found:
        example = " ".join(str(part) for part in min(found, key=str))
        raise Refused([problems.KEY_REPEATED(table=table.table, count=len(found), example=example)])


def _refuse_other_key(table: FactTable, stored: Source, duck: duckdb.DuckDBPyConnection) -> None:
    if not stored.rows:
        return
    twice = (
        f"SELECT i.{AT} FROM incoming i JOIN stored s ON {_match(table)}"  # noqa: S608
        f" GROUP BY i.{AT} HAVING count(*) > 1 LIMIT 1"
    )
    if not all(map(stored.has, table.key)) or duck.execute(twice).fetchall():
        raise Refused([problems.KEY_CHANGED(table=table.table, key=", ".join(table.key))])


def _match(table: FactTable) -> str:
    return " AND ".join(f"i.{quoted(k)} = s.{quoted(k)}" for k in table.key)


def _changed_sql(table: FactTable) -> str:
    """Index of every incoming row that is new or differs, whether it is old, and the year it was in."""
    content = [n for n in table.columns if n not in table.key]
    same = " AND ".join(f"i.{quoted(n)} IS NOT DISTINCT FROM s.{quoted(n)}" for n in content) or "true"
    first = f"s.{quoted(table.key[0])}"
    year = _year_of(table, "s") if table.partition else "NULL::INTEGER"
    was = f"CASE WHEN {first} IS NOT NULL THEN {year} END"
    return (
        f"SELECT i.{AT}, {first} IS NOT NULL AS old, {was} AS was"  # noqa: S608
        f" FROM incoming i LEFT JOIN stored s ON {_match(table)}"
        f" WHERE {first} IS NULL OR NOT ({same}) ORDER BY i.{AT}"
    )


def _year_of(table: FactTable, alias: str) -> str:
    return f"coalesce(year({alias}.{quoted(table.time or '')}), 0)"
