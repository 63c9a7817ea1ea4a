"""What registers publish: their rows as the fact tables the indicators are computed from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pyarrow as pa

from luji.base.facts.lake import Lake
from luji.base.facts.merge import Change
from luji.base.facts.spec import SOURCE, FactTable
from luji.record.registers.carried.cells import cells_of, fact_columns, facts_of, line_facts
from luji.record.registers.checking.shape import children
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs import measures
from luji.record.registers.verbs.measures import HANDLING
from luji.record.workflow.calendar import Calendar

BATCH = 5_000


def publish(lake: Lake, registry: Registry) -> dict[str, Change]:
    """Every register's rows into the lake, one commit a table or none when nothing changed.

    Records in a state the register does not publish yet are left out.
    """
    found: dict[str, Change] = {}
    for name, kept in registry.kept.items():
        found[name] = publish_one(lake, kept, registry.calendar)
        found |= publish_lines(lake, kept)
    if HANDLING in lake.tables:
        rows = list(measures.handling(registry))
        found[HANDLING] = lake.merge(HANDLING, pa.Table.from_pylist(rows, lake.tables[HANDLING].arrow))
    return found


def publish_one(lake: Lake, kept: Kept, calendar: Calendar) -> Change:
    """One register's rows into the lake, the measures it declares with them; what is no fact now goes."""
    rows = publishable(kept)
    found = measured(kept, rows, calendar) if kept.spec.measures else arrow(kept, kept.published, rows)
    return lake.merge(kept.name, found, whole=f"{kept.name}#")


def publishable(kept: Kept) -> Iterator[Row]:
    """The rows in a state that is published, in order of number."""
    found = kept.rows.exclude(state__in=kept.spec.unpublished).order_by(kept.spec.key)
    return iter(found.iterator(2000))


def publish_lines(lake: Lake, kept: Kept) -> dict[str, Change]:
    """The sub-rows of one register that are published, each kind as a table of its own."""
    return {
        table.table: lake.merge(table.table, lines_of(kept, name, table, publishable(kept)), f"{kept.name}#")
        for name, table in children(kept.spec).items()
    }


def lines_of(kept: Kept, name: str, table: FactTable, rows: Iterable[Row]) -> pa.Table:
    """The sub-rows of records in the shape of their fact table."""
    found = (line for row in rows for line in line_facts(kept.spec, name, row))
    return pa.Table.from_pylist(list(found), schema=table.arrow)


def measured(kept: Kept, rows: Iterable[Row], calendar: Calendar) -> pa.Table:
    """Rows in the shape of the fact table, with the times the journal tells."""
    lines = [
        {**_line(kept, kept.published, one.row), **{n: one.measure(m) for n, m in kept.spec.measures.items()}}
        for one in measures.told(kept, rows, calendar)
    ]
    return pa.Table.from_pylist(lines, schema=kept.published.arrow)


def arrow(kept: Kept, table: FactTable, rows: Iterable[Row]) -> pa.Table:
    """Rows of a register in the shape of its fact table; the source says register and number."""
    columns, parts = fact_columns(kept.spec, table), [table.arrow.empty_table()]
    source, left = iter(rows), True
    while left:
        some = list(islice(source, BATCH))
        left = len(some) == BATCH
        held = {column.name: [column.of(row) for row in some] for column in columns}
        held[SOURCE] = [f"{kept.name}#{row.row}" for row in some]
        parts.append(pa.Table.from_pydict(held, schema=table.arrow))
    return pa.concat_tables(parts)


def sheet(kept: Kept, table: FactTable, rows: Iterable[Row]) -> pa.Table:
    """Rows of a register as a file holds them."""
    lines = [cells_of(kept.spec, table, row) | {SOURCE: f"{kept.name}#{row.row}"} for row in rows]
    return pa.Table.from_pylist(lines, schema=table.arrow)


def _line(kept: Kept, table: FactTable, row: Row) -> Mapping[str, object]:
    return facts_of(kept.spec, table, row) | {SOURCE: f"{kept.name}#{row.row}"}
