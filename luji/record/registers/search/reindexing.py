"""The searched text of every record made anew, and its index: after a register searches other fields."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from luji.record.registers.registry import Kept
from luji.record.registers.search import gramindex
from luji.record.registers.search.sought import mark

BATCH = 1000


def reindex(registers: Iterable[Kept]) -> dict[str, int]:
    """Register → records whose searched text was another; every index is made anew, statistics taken."""
    listed = list(registers)
    changed = {kept.name: remark(kept) for kept in listed}
    gramindex.ensure(kept.model for kept in listed)
    gramindex.rebuild(kept.model for kept in listed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return changed


def remark(kept: Kept) -> int:
    """Write the searched text of every record as it is declared now; how many were another.

    It is no change of the record: version and journal stay as they are.
    """
    done, last = 0, 0
    while True:
        with transaction.atomic():
            rows = list(kept.rows.filter(row__gt=last).order_by("row")[:BATCH])
            if not rows:
                return done
            before = [(row.sought, row.named) for row in rows]
            for row in rows:
                mark(kept.spec, row)
            other = [row for row, was in zip(rows, before, strict=True) if (row.sought, row.named) != was]
            kept.model._default_manager.bulk_update(other, ["sought", "named"], batch_size=200)
            done, last = done + len(other), rows[-1].row
