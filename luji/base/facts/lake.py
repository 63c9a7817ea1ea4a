"""The lake: one Delta table of Parquet per fact table; a merge is one commit or nothing."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError

from luji.base.facts import problems
from luji.base.facts.engine import Source
from luji.base.facts.merge import Change, Plan, compare, gone, overlaid, shaped, standing, with_year
from luji.base.facts.spec import YEAR, FactTable
from luji.base.kernel.problem import Refused

PATIENCE = 120.0
MANY_FILES = 48
_FOREVER = {
    # Snapshots name old files and versions: Delta must never tidy them away by itself.
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}
_UNUSABLE = "[]%*?"


class Lake:
    """The fact tables kept under `home`/lake, by the declarations in `tables`.

    Opening it writes nothing. Raises `Refused` (FCT-302) for a path the stores cannot address.
    """

    def __init__(self, home: Path, tables: Mapping[str, FactTable], patience: float = PATIENCE) -> None:
        self.home, self.tables = home.absolute(), dict(tables)
        self.folder = self.home / "lake"
        self._patience = patience
        self._seen: dict[tuple[str, int], Source] = {}
        if signs := sorted(set(str(self.home)) & set(_UNUSABLE)):
            raise Refused([problems.BAD_HOME(path=self.home, signs=" ".join(signs))])

    def merge(self, table: str, rows: pa.Table, whole: str = "") -> Change:
        """Insert or update the rows by natural key: one Delta commit, or none when nothing changes.

        `rows` has the columns of the declaration, `_source` optional; a missing column is NULL. Where only
        `_source` differs the stored row stays. With `whole` the rows are all there are from one source:
        stored ones whose `_source` begins with it and that are not among them go. Raises `Refused` (FCT-301,
        303 to 307); then nothing was written.
        """
        with self.locked():
            plan = self._plan(table, rows)
            change = self._shrunk(table, rows, plan.change, whole) if whole else plan.change
            if change.removed:
                declared = self.tables[table]
                kept = standing(declared, shaped(declared, rows), self.source(table), whole)
                self._commit(declared, kept, mode="overwrite", predicate=None, change=change)
            elif not change.nothing:
                self._write(self.tables[table], plan)
        return change

    def plan(self, table: str, rows: pa.Table) -> Change:
        """What `merge` would do, without writing."""
        return self._plan(table, rows).change

    def versions(self) -> dict[str, int]:
        """The present version of every declared table; -1 where nothing was ever written."""
        return {name: self.version(name) for name in self.tables}

    def version(self, table: str) -> int:
        """The present version of one table; -1 where nothing was ever written."""
        delta = self._delta(self.tables[table].table)
        return -1 if delta is None else delta.version()

    def files(self, table: str, version: int | None = None) -> list[str]:
        """The absolute paths of the Parquet files of a version (the present one by default)."""
        return list(self.source(table, version).files)

    def count(self, table: str) -> int:
        """Rows of the present version."""
        return self.source(table).rows

    def source(self, table: str, version: int | None = None) -> Source:
        """A version of a table for an engine. Raises `Refused` (FCT-304) if it cannot be read."""
        version = self.version(table) if version is None else version
        if version < 0:
            return Source((), self.tables[table].arrow, 0)
        if (table, version) not in self._seen:
            self._seen[table, version] = self._read(table, version)
        return self._seen[table, version]

    def sources(self) -> dict[str, Source]:
        """The present version of every declared table."""
        return {name: self.source(name) for name in self.tables}

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lake alone, among threads and processes.

        Raises `Refused` (FCT-301) after waiting, (FCT-307) where nothing can be written.
        """
        with told_if_unwritable():
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / ".lock").open("a")
        with lock as handle:
            deadline = time.monotonic() + self._patience
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() >= deadline:
                        raise Refused([problems.LAKE_BUSY(seconds=round(self._patience))]) from error
                    time.sleep(0.05)
            yield

    def path(self, table: str) -> Path:
        """The folder of a table."""
        return self.folder / table

    def _delta(self, table: str, version: int | None = None) -> DeltaTable | None:
        path = self.path(table)
        if not any((path / "_delta_log").glob("*.json")):
            return None
        try:
            return DeltaTable(path, version=version)
        except (DeltaError, ValueError, OSError) as error:
            why = str(error).splitlines()[0]
            raise Refused([problems.BROKEN_TABLE(table=table, why=why)]) from error

    def _read(self, table: str, version: int) -> Source:
        delta = self._delta(table, version)
        if delta is None:
            raise Refused([problems.BROKEN_TABLE(table=table, why=f"no version {version}")])
        actions: Any = pa.table(delta.get_add_actions(flatten=True))
        paths = sorted(str(self.path(table) / unquote(p)) for p in actions.column("path").to_pylist())
        stored: pa.Schema = pa.schema(cast(Any, delta.schema().to_arrow()))
        rows = sum(actions.column("num_records").to_pylist())
        declared = self.tables[table].arrow
        for field in declared:
            at = stored.get_field_index(field.name)
            if at >= 0 and stored.field(at).type != field.type:
                raise Refused([
                    problems.TYPE_CHANGED(
                        table=table, column=field.name, stored=stored.field(at).type, declared=field.type
                    )
                ])  # fmt: skip
        return Source(tuple(paths), declared, rows, frozenset(stored.names))

    def _plan(self, name: str, rows: pa.Table) -> Plan:
        table = self.tables[name]
        return compare(table, shaped(table, rows), self.source(name))

    def _shrunk(self, table: str, rows: pa.Table, change: Change, source: str) -> Change:
        """The change with the stored rows of the source that the incoming ones do not name."""
        stored = self.source(table)
        if stored.rows == change.updated + change.unchanged:
            return change
        return replace(change, removed=gone(self.tables[table], rows, stored, source))

    def _write(self, table: FactTable, plan: Plan) -> None:
        source = self.source(table.table)
        change = plan.change
        fits = not source.files or source.stored == _stored(table)
        if fits and not change.updated and len(source.files) < MANY_FILES:
            self._commit(table, plan.rows, mode="append", predicate=None, change=change)
            return
        years = plan.years if fits and table.partition else None
        whole = overlaid(table, plan.rows, source, years)
        predicate = f"{YEAR} IN ({', '.join(map(str, sorted(years)))})" if years else None
        self._commit(table, whole, mode="overwrite", predicate=predicate, change=change)

    def _commit(
        self, table: FactTable, rows: pa.Table, *, mode: str, predicate: str | None, change: Change
    ) -> None:
        path = self.path(table.table)
        before = set(path.rglob("*"))
        gone = f" -{change.removed}" if change.removed else ""
        note = {"luji": f"+{change.inserted} ~{change.updated} ={change.unchanged}{gone}"}
        with told_if_unwritable():
            cast(Any, write_deltalake)(
                path,
                with_year(table, rows),
                mode=mode,
                predicate=predicate,
                partition_by=[YEAR] if table.partition else None,
                schema_mode="overwrite" if mode == "overwrite" and predicate is None else None,
                name=table.table,
                configuration=_FOREVER,
                writer_properties=WriterProperties(compression="ZSTD", compression_level=3),
                commit_properties=CommitProperties(custom_metadata=note),
            )
        _settle(set(path.rglob("*")) - before)


@contextmanager
def told_if_unwritable() -> Iterator[None]:
    """A full disk or a missing permission as `Refused` (FCT-307)."""
    try:
        yield
    except (DeltaError, OSError) as error:
        why = str(error).splitlines()[0]
        raise Refused([problems.CANNOT_WRITE(why=why)]) from error


def _stored(table: FactTable) -> frozenset[str]:
    return frozenset([*table.arrow.names, *([YEAR] if table.partition else [])])


def _settle(paths: Iterable[Path]) -> None:
    """Have the disk keep the new files before anybody is told they are there."""
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
