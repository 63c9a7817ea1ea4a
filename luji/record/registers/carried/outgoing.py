"""A register's rows taken out as xlsx, csv or json; an import reads them back without any change."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow.parquet as pq
from django.db import transaction

from luji.base.facts import outlet
from luji.base.facts.engine import DuckEngine, Source
from luji.base.facts.spec import FactTable
from luji.base.people.person import Person
from luji.base.people.visible import visible
from luji.record.registers.carried import notation
from luji.record.registers.carried.facts import sheet
from luji.record.registers.checking.shape import without
from luji.record.registers.registry import Kept
from luji.record.registers.search.listing import Asked, chosen
from luji.record.registers.verbs import disclosing, privacy
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.disclosing import NO_REASON_GIVEN, Given, Reason


def shape_for(kept: Kept, person: Person) -> FactTable:
    """The columns somebody may take out with a reason: what names people only by posts under `personal:`."""
    return kept.table if privacy.reads(kept, person) else plain_shape(kept)


def plain_shape(kept: Kept) -> FactTable:
    """The columns that name nobody: what leaves without a reason.

    The others are left out, not masked: a mask taken in again would be written over what it hides.
    """
    return without(kept.table, [kept.spec.fact_name(name) for name in disclosing.private_fields(kept)])


def write(actor: Actor, kept: Kept, asked: Asked, out: Path, reason: Reason = NO_REASON_GIVEN) -> int:
    """Write what the list would show, all pages, to a new file. Returns the rows written.

    What names people leaves with a reason only, and is journalled. Raises `Refused`: FCT-119 for an ending
    that is none of .csv, .xlsx and .json, REG-640 and 641 for a reason that is none.
    """
    if not disclosing.opened(actor, kept, reason):
        return _written(actor, kept, plain_shape(kept), asked, out)
    filters = dict(asked.filters) | ({"q": asked.words} if asked.words else {})
    with transaction.atomic():
        rows = _written(actor, kept, shape_for(kept, actor.person), asked, out)
        given = Given(out.suffix.lstrip("."), rows, disclosing.private_fields(kept), filters)
        disclosing.tell(actor, kept, reason, given)
    return rows


def _written(actor: Actor, kept: Kept, shape: FactTable, asked: Asked, out: Path) -> int:
    registry = actor.registry
    seen = visible(actor.person, kept.rule, registry.units, registry.roles)
    rows = chosen(registry.units, kept, asked).filter(seen.query).order_by(kept.spec.key)
    table = sheet(kept, shape, rows.iterator(2000))
    if out.suffix.casefold() == notation.SUFFIX:
        return notation.write(shape, table, out)
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / "rows.parquet"
        pq.write_table(table, beside)
        source = Source((str(beside),), shape.arrow, table.num_rows)
        return outlet.write(shape, source, DuckEngine(), out)
