"""What registers publish: their rows as the fact tables the indicators are computed from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from luji.base.facts.lake import Lake
from luji.base.facts.merge import Change
from luji.base.facts.spec import SOURCE, FactTable
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept, Registry


def publish(lake: Lake, registry: Registry) -> dict[str, Change]:
    """Every register's rows into the lake, one commit a table or none when nothing changed.

    Records in a state the register does not publish yet are left out.
    """
    return {name: publish_one(lake, kept) for name, kept in registry.kept.items()}


def publish_one(lake: Lake, kept: Kept) -> Change:
    """One register's rows into the lake."""
    rows = kept.rows.exclude(state__in=kept.spec.unpublished).order_by(kept.spec.key)
    return lake.merge(kept.table.table, arrow(kept, kept.table, rows.iterator(2000)))


def arrow(kept: Kept, table: FactTable, rows: Iterable[Row]) -> pa.Table:
    """Rows of a register in the shape of its fact table; the source says register and number."""
    lines = [_line(kept, table, row) for row in rows]
    return pa.Table.from_pylist(lines, schema=table.arrow)


def _line(kept: Kept, table: FactTable, row: Row) -> Mapping[str, object]:
    fields = kept.spec.facts
    line = {column: getattr(row, fields[column]) for column in table.columns}
    return line | {SOURCE: f"{kept.name}#{row.row}"}
