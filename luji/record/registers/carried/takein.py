"""A file taken into a register: first what it would do, then all of it in one transaction or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.db import transaction

from luji.base.facts import intake
from luji.base.facts.intake import Progress
from luji.base.kernel.text import Text
from luji.record.registers.carried import notation
from luji.record.registers.carried.incoming import Edited, New, Numbering, Planner, Step, shape_of
from luji.record.registers.carried.sowing import sow
from luji.record.registers.registry import Kept
from luji.record.registers.verbs.actions import change, told
from luji.record.registers.verbs.actor import Actor
from luji.record.workflow import actions as journal
from luji.record.workflow.journal import Record
from luji.record.workflow.spec import EDIT
from luji.record.workflow.spelling import restored

BATCH = 2_000
SHOWN = 20
TAKE_IN = "take_in"
LABEL = Text("导入文件", "take in a file")


@dataclass
class Plan:
    """What a file does: how many rows are new, changed and as they were; and the first of each."""

    new: int = 0
    edited: int = 0
    unchanged: int = 0
    first_new: list[New] = field(default_factory=list)
    first_edited: list[Edited] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether nothing would change."""
        return not self.new and not self.edited

    def add(self, step: Step) -> None:
        """Count some more rows."""
        self.new += len(step.new)
        self.edited += len(step.edited)
        self.unchanged += step.unchanged
        self.first_new += step.new[: SHOWN - len(self.first_new)]
        self.first_edited += step.edited[: SHOWN - len(self.first_edited)]


def plan(actor: Actor, kept: Kept, path: Path, progress: Progress | None = None) -> Plan:
    """What the file would do, nothing written. Raises `Refused` with the problems of all rows (FCT, REG).

    A column that is empty in the whole file says nothing; in others an empty cell empties the field.
    """
    found = Plan()
    for step, _ in _steps(actor, kept, _read(actor, kept, path, progress), progress):
        found.add(step)
    return found


@transaction.atomic
def take_in(actor: Actor, kept: Kept, path: Path, progress: Progress | None = None) -> Plan:
    """Do what `plan` says, in one transaction. Raises `Refused`; then nothing was written."""
    return _take(actor, kept, path, progress, only_new=False)


@transaction.atomic
def take_over(actor: Actor, kept: Kept, path: Path, progress: Progress | None = None) -> Plan:
    """Take in the rows an old ledger has and the register has not; stored ones are left as they are now.

    A file that was taken in before, byte for byte, is not read again. Raises `Refused` as `take_in` does.
    """
    if _sha256(path) in taken_before(kept):
        return Plan()
    return _take(actor, kept, path, progress, only_new=True)


def taken_before(kept: Kept) -> frozenset[str]:
    """The sha256 of every file taken into a register."""
    return frozenset(restored(entry.after)["sha256"] for entry in journal.story(_subject(kept)))


def _take(actor: Actor, kept: Kept, path: Path, progress: Progress | None, only_new: bool) -> Plan:
    table = _read(actor, kept, path, progress)
    journal.hold()
    found = Plan()
    for step, sound in _steps(actor, kept, table, progress, only_new):
        found.add(step)
        if sound:
            _write(actor, kept, step)
    if not found.nothing:
        journal.write([_file_told(actor, kept, path, found)])
    return found


def _read(actor: Actor, kept: Kept, path: Path, progress: Progress | None) -> pa.Table:
    units = actor.registry.units
    names = [name for unit in units for name in unit.names()]
    shape = shape_of(kept)
    if path.suffix.casefold() == notation.SUFFIX:
        with notation.as_table(path, shape) as beside:
            return intake.read(beside, shape, units.code_of, progress, unit_names=names)
    return intake.read(path, shape, units.code_of, progress, unit_names=names)


def _steps(
    actor: Actor, kept: Kept, table: pa.Table, progress: Progress | None, only_new: bool = False
) -> Iterator[tuple[Step, bool]]:
    """What the file does, some rows at a time, and whether all was right so far.

    Raises `Refused` at the end when anything was wrong.
    """
    spec = kept.spec
    said = [spec.facts[n] for n in kept.table.columns if table.column(n).null_count < table.num_rows]
    given = table.column(spec.fact_name(spec.key)).to_pylist()
    numbering = Numbering(kept, given) if spec.fields[spec.key].type == "serial" else None
    planner = Planner(actor, kept, said, numbering, only_new)
    for at in range(0, table.num_rows, BATCH):
        step = planner.step(_lines(table.slice(at, BATCH)))
        yield step, not planner.wrong
        if progress is not None:
            progress(min(at + BATCH, table.num_rows), table.num_rows)
    planner.refuse()


def _lines(rows: pa.Table) -> list[dict[str, Any]]:
    """Rows as mappings; a table's own way to make them asks every cell for its place."""
    names, columns = rows.column_names, [column.to_pylist() for column in rows.columns]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _write(actor: Actor, kept: Kept, step: Step) -> None:
    records = sow(actor, kept, step.new)
    for one in step.edited:
        change(actor, kept, one.row, one.after, one.row.state)
        records.append(told(actor, kept, one.row, EDIT, one.hat, one.before, one.after, one.row.state))
    if records:
        journal.write(records)


def _file_told(actor: Actor, kept: Kept, path: Path, found: Plan) -> Record:
    """The file itself in the journal: which it was and what it did."""
    told_of: dict[str, Any] = {
        "file": path.name, "sha256": _sha256(path), "new": found.new, "edited": found.edited,
        "unchanged": found.unchanged,
    }  # fmt: skip
    return Record(actor.at, actor.person.number, TAKE_IN, _subject(kept), {}, told_of, actor.origin)


def _subject(kept: Kept) -> str:
    """How the journal names the files of a register; no record is named like it."""
    return f"import/{kept.name}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
