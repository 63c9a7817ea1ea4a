"""Ledgers come in: a workbook or delimited file becomes typed rows of one fact table, or all its problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from openpyxl.utils import get_column_letter

from luji.base.facts import problems
from luji.base.facts.arrow import Vector, all_true, pc, positions
from luji.base.facts.columns import Known, UnitFinder, outside, parse_column, trimmed
from luji.base.facts.delimited import open_delimited
from luji.base.facts.engine import borrowed, quoted
from luji.base.facts.findings import Findings
from luji.base.facts.grid import Grid, Progress, Sheet
from luji.base.facts.heading import LOOK, Headed, Heading, find_heading, no_heading
from luji.base.facts.lake import Lake
from luji.base.facts.merge import Change
from luji.base.facts.spec import FactTable
from luji.base.facts.workbook import open_workbook
from luji.base.kernel.problem import Problem, ProblemKind, Refused, Where

__all__ = ["Progress", "UnitFinder", "plan", "read"]

MOST = 200
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
DELIMITED = frozenset({".csv", ".tsv"})
TOTALS = pa.array(["合计", "总计", "小计", "累计", "合 计", "总 计", "小 计", "合  计", "总  计", "本页合计"])


def read(
    path: Path,
    table: FactTable,
    units: UnitFinder,
    progress: Progress | None = None,
    unit_names: Iterable[str] = (),
    most: int = MOST,
) -> pa.Table:
    """The rows of a ledger in the schema of `table`, `_source` filled with file name and row.

    `units` turns any name of a unit into its code (None or `Refused` for an unknown one); `unit_names`
    are the names from which the nearest is offered. `progress` is told rows done and rows in all.
    Raises `Refused` with the first `most` problems in order of row and, if there are more, how many.
    """
    headed = _headed(table, _opened(path, progress), path.name)
    reader = _Reader(table, units, tuple(unit_names), Findings(most), progress)
    for _, heading in headed:
        reader.findings.ready.extend(heading.wrong)
    reader.findings.refuse()
    several = len(headed) > 1
    parts = [reader.part(path.name, sheet, heading, several) for sheet, heading in headed]
    rows = pa.concat_tables(parts)
    if not rows.num_rows and not reader.findings.total:
        raise Refused([problems.EMPTY_FILE(Where(file=path.name))])
    reader.note_same_keys(rows)
    reader.findings.refuse()
    return rows


def plan(lake: Lake, table: str, path: Path, units: UnitFinder, unit_names: Iterable[str] = ()) -> Change:
    """What importing the file would change; nothing is written. Raises `Refused` as the import would."""
    return lake.plan(table, read(path, lake.tables[table], units, unit_names=unit_names))


def _opened(path: Path, progress: Progress | None) -> list[Sheet]:
    suffix = path.suffix.casefold()
    where = Where(file=path.name)
    if not path.is_file():
        raise Refused([problems.NO_FILE(where, why=str(path.parent))])
    if suffix not in WORKBOOKS | DELIMITED:
        raise Refused([problems.UNKNOWN_FORMAT(where, suffix=path.suffix or path.name)])
    sheets: list[Sheet] = [*open_workbook(path, progress)] if suffix in WORKBOOKS else [*open_delimited(path)]
    if not sheets:
        raise Refused([problems.EMPTY_FILE(where)])
    return sheets


def _headed(table: FactTable, sheets: list[Sheet], file: str) -> list[tuple[Sheet, Heading]]:
    """The sheets with a heading of this table; a sheet of explanations without one is left out."""
    found: list[tuple[Sheet, Heading]] = []
    for sheet in sheets:
        name = sheet.name if len(sheets) > 1 else ""
        if heading := find_heading(table, sheet.first, file, name):
            found.append((sheet, heading))
    if not found:
        raise Refused([no_heading(table, min(LOOK, max(len(s.first) for s in sheets)), file)])
    # One word of an explanation may happen to be a column's name; a ledger's heading has at least two.
    sure = [pair for pair in found if not pair[1].wrong or len(pair[1].columns) > 1]
    return sure or found


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows read from one sheet: where they begin among all rows, and their row numbers."""

    file: str
    sheet: str
    start: int
    numbers: Vector

    def where(self, position: int, column: str = "") -> Where:
        """The place of a row, `position` counted among all rows of the file."""
        row = self.numbers[position - self.start].as_py()
        return Where(file=self.file, sheet=self.sheet, row=row, column=column)


@dataclass(slots=True)
class _Reader:
    """Reads the sheets of one file against one declaration, gathering findings."""

    table: FactTable
    units: UnitFinder
    unit_names: tuple[str, ...]
    findings: Findings
    progress: Progress | None
    parts: list[_Part] = field(default_factory=list)
    done: int = 0

    def part(self, file: str, sheet: Sheet, heading: Heading, several: bool) -> pa.Table:
        """The typed rows of one sheet, in the schema of the table."""
        grid = sheet.below(heading.row)
        self.findings.ready.extend(grid.wrong)
        name = sheet.name if several else ""
        self.findings.ready.extend(_headless(grid, heading, Where(file=file, sheet=name)))
        texts, numbers = _kept(self.table, grid, heading)
        part = _Part(file, name, self.done, numbers)
        self.parts.append(part)
        typed = self._typed(part, heading, texts, sheet.epoch_1904)
        self.done += len(numbers)
        schema = self.table.arrow
        columns = [typed.get(n, pa.nulls(len(numbers), schema.field(n).type)) for n in self.table.columns]
        return pa.table([*columns, _sources(part)], schema=schema)

    def note_same_keys(self, rows: pa.Table) -> None:
        """Note every row whose natural key an earlier row has."""
        same = _same_keys(self.table, rows)
        headings = " ".join(self.table.columns[k].label.zh for k in self.table.key)

        def problem(position: int) -> Problem:
            first = self._part_of(same[position])
            row = first.where(same[position]).row
            shown = f"{first.sheet}!{row}" if first.sheet else str(row)
            key = " ".join(str(rows.column(k)[position].as_py()) for k in self.table.key)
            where = self._part_of(position).where(position, headings)
            return problems.SAME_KEY(where, key=f"{headings} {key}", first=shown)

        self.findings.add(sorted(same), len(self.table.columns), problem)

    def _part_of(self, position: int) -> _Part:
        return next(part for part in reversed(self.parts) if part.start <= position)

    def _typed(
        self, part: _Part, heading: Heading, texts: dict[int, Vector], epoch_1904: bool
    ) -> dict[str, Vector]:
        typed: dict[str, Vector] = {}
        count = len(part.numbers)
        for order, headed in enumerate(heading.columns):
            column = self.table.columns[headed.name]
            known = Known(column, self.units, self.unit_names, epoch_1904, headed.factor)
            typed[headed.name] = self._column(part, headed, order, texts[headed.position], known)
            if self.progress:
                done = part.start + count * (order + 1) // len(heading.columns)
                self.progress(done, part.start + count)
        return typed

    def _column(self, part: _Part, headed: Headed, order: int, texts: Vector, known: Known) -> Vector:
        parsed = parse_column(texts, known)
        start = part.start

        def at(position: int) -> Where:
            return part.where(position, headed.heading)

        def unreadable(position: int) -> Problem:
            return parsed.why(position - start).problem(at(position))

        self.findings.add([start + p for p in parsed.bad], order, unreadable)
        for found, kind, limit in outside(parsed.values, known.column):

            def beyond(position: int, kind: ProblemKind = kind, limit: object = limit) -> Problem:
                value = parsed.values[position - start].as_py()
                return kind(at(position), value=value, limit=limit)

            self.findings.add([start + p for p in found], order, beyond)
        if self.table.needed(headed.name):
            bad = set(parsed.bad)
            empty = [start + p for p in positions(pc.is_null(parsed.values)) if p not in bad]
            self.findings.add(empty, order, lambda position: problems.EMPTY_CELL(at(position)))
        return parsed.values


def _headless(grid: Grid, heading: Heading, place: Where) -> list[Problem]:
    """Cells with something in them under an empty heading."""
    read = {headed.position for headed in heading.columns}
    found: list[Problem] = []
    for position, column in enumerate(grid.columns):
        if position in read or not (position in heading.empty or position >= heading.width):
            continue
        for at in positions(pc.is_valid(trimmed(column))):
            row, letter = grid.rows[at].as_py(), get_column_letter(position + 1)
            where = Where(file=place.file, sheet=place.sheet, row=row, column=letter)
            found.append(problems.NO_HEADLESS_DATA(where))
    return found


def _kept(table: FactTable, grid: Grid, heading: Heading) -> tuple[dict[int, Vector], Vector]:
    """Trimmed texts by position and row numbers, without rows that are empty or only a total."""
    count = len(grid.rows)
    texts: dict[int, Vector] = {}
    for headed in heading.columns:
        there = headed.position < len(grid.columns)
        texts[headed.position] = (
            trimmed(grid.columns[headed.position]) if there else pa.nulls(count, pa.string())
        )
    filled: Vector = pa.array([False] * count, pa.bool_())
    total: Vector = filled
    for column in texts.values():
        filled = pc.or_(filled, pc.is_valid(column))
        total = pc.or_(total, pc.is_in(column, TOTALS))
    keep = pc.and_(filled, pc.invert(_sums(table, heading, texts, total)))
    if all_true(keep):
        return texts, grid.rows
    return {at: column.filter(keep) for at, column in texts.items()}, grid.rows.filter(keep)


def _sums(table: FactTable, heading: Heading, texts: dict[int, Vector], total: Vector) -> Vector:
    """Of the rows that say 合计 somewhere, those that are no row of the register: a needed cell is empty."""
    lacks: Vector = pa.array([False] * len(total), pa.bool_())
    for headed in heading.columns:
        if table.needed(headed.name):
            lacks = pc.or_(lacks, pc.is_null(texts[headed.position]))
    return pc.and_(total, lacks)


def _sources(part: _Part) -> Vector:
    start = f"{part.file}#{part.sheet}!" if part.sheet else f"{part.file}#"
    return pc.binary_join_element_wise(start, part.numbers.cast(pa.string()), "")


def _same_keys(table: FactTable, rows: pa.Table) -> dict[int, int]:
    """Position of every row whose whole key occurred before → position of its first occurrence."""
    keys = ", ".join(map(quoted, table.key))
    whole = " AND ".join(f"{quoted(k)} IS NOT NULL" for k in table.key)
    twice = f"SELECT {keys} FROM incoming WHERE {whole} GROUP BY {keys} HAVING count(*) > 1"  # noqa: S608
    first = f"min(_at) OVER (PARTITION BY {keys})"
    sql = f"SELECT _at, {first} FROM incoming SEMI JOIN ({twice}) USING ({keys})"  # noqa: S608
    numbers = pa.array(range(rows.num_rows), pa.int64())
    with borrowed() as duck:
        duck.register("incoming", rows.select(list(table.key)).append_column("_at", numbers))
        found = duck.execute(sql).fetchall()
    return {at: first for at, first in found if at != first}
