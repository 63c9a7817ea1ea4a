"""A register's rows taken out as xlsx, csv or json; an import reads them back without any change."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow.parquet as pq

from luji.base.facts import outlet
from luji.base.facts.engine import DuckEngine, Source
from luji.base.facts.spec import FactTable
from luji.base.people.person import Person
from luji.base.people.visible import visible
from luji.record.registers.carried import notation
from luji.record.registers.carried.facts import sheet
from luji.record.registers.checking.shape import without
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.search.listing import Asked, chosen


def shape_for(kept: Kept, person: Person) -> FactTable:
    """The columns somebody may take out: what names a person only for the posts the register says."""
    if person.acts_as(*kept.spec.personal):
        return kept.table
    spec = kept.spec
    return without(kept.table, [spec.fact_name(n) for n, field in spec.fields.items() if field.private])


def write(registry: Registry, kept: Kept, person: Person, asked: Asked, out: Path) -> int:
    """Write what the list would show, all pages, to a new file. Returns the rows written.

    Raises `Refused` (FCT-119) for an ending that is none of .csv, .xlsx and .json.
    """
    seen = visible(person, kept.rule, registry.units, registry.roles)
    rows = chosen(registry.units, kept, asked).filter(seen.query).order_by(kept.spec.key)
    shape = shape_for(kept, person)
    table = sheet(kept, shape, rows.iterator(2000))
    if out.suffix.casefold() == notation.SUFFIX:
        return notation.write(shape, table, out)
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / "rows.parquet"
        pq.write_table(table, beside)
        source = Source((str(beside),), shape.arrow, table.num_rows)
        return outlet.write(shape, source, DuckEngine(), out)
