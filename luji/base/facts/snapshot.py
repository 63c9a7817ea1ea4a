"""Snapshots: one named, sealed version of all tables, with the hash of every file it stands on."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from luji.base.facts import problems
from luji.base.facts.engine import Source
from luji.base.facts.lake import Lake, told_if_unwritable
from luji.base.kernel.problem import Problem, Refused, Where

FORMAT = 1
_NAME = re.compile(r"(?!\.)[\w.\-]{1,64}")


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A data file as sealed: path below the lake, sha256 in hex, bytes and rows."""

    path: str
    sha256: str
    size: int
    rows: int


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table as sealed: Delta version (-1 when never written), rows, names of stored columns, files."""

    version: int
    rows: int
    columns: tuple[str, ...]
    files: tuple[SealedFile, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A sealed version of all tables; `seal` is the sha256 of its manifest and its identity."""

    name: str
    number: int
    created: datetime
    tables: Mapping[str, SealedTable] = field(hash=False)
    seal: str = ""

    @property
    def versions(self) -> dict[str, int]:
        """The sealed version of every table."""
        return {name: table.version for name, table in self.tables.items()}

    @property
    def files(self) -> tuple[SealedFile, ...]:
        """Every file of every table."""
        return tuple(file for table in self.tables.values() for file in table.files)

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(table.rows for table in self.tables.values())

    def sources(self, lake: Lake) -> dict[str, Source]:
        """The sealed version of every declared table, for an engine.

        A table declared after the sealing is empty; a column declared after it is NULL.
        """
        return {name: self._source(lake, name) for name in lake.tables}

    def _source(self, lake: Lake, name: str) -> Source:
        schema, table = lake.tables[name].arrow, self.tables.get(name)
        if table is None or not table.files:
            return Source((), schema, 0)
        files = tuple(str(lake.folder / file.path) for file in table.files)
        return Source(files, schema, table.rows, frozenset(table.columns))


def create(lake: Lake, name: str | None = None, now: datetime | None = None) -> Snapshot:
    """Seal the present version of all tables under `name` (by default the day and a number).

    The manifest appears whole or not at all. Raises `Refused` (FCT-307, FCT-401 name, FCT-402 taken).
    """
    if name is not None and not _NAME.fullmatch(name):
        raise Refused([problems.BAD_SNAPSHOT_NAME(name=name)])
    created = (now or datetime.now().astimezone()).replace(microsecond=0)
    with lake.locked():
        known = names(lake)
        chosen = name or _free_name(created, known)
        if chosen in known:
            raise Refused([problems.SNAPSHOT_EXISTS(name=chosen)])
        number = max((s.number for s in every(lake)), default=0) + 1
        tables = {table: _sealed(lake, table) for table in sorted(lake.tables)}
        body = _body(Snapshot(chosen, number, created, tables))
        seal = _digest(body)
        with told_if_unwritable():
            _write(_path(lake, chosen), {"seal": seal, "manifest": body})
    return Snapshot(chosen, number, created, tables, seal)


def names(lake: Lake) -> list[str]:
    """The names of all snapshots, sorted."""
    return sorted(path.stem for path in _folder(lake).glob("*.json") if not path.name.startswith("."))


def every(lake: Lake) -> list[Snapshot]:
    """All snapshots, oldest first. Raises `Refused` (FCT-404) when one is damaged."""
    return sorted((load(lake, name) for name in names(lake)), key=lambda s: s.number)


def latest(lake: Lake) -> Snapshot | None:
    """The snapshot sealed last, or None."""
    return max(every(lake), key=lambda s: s.number, default=None)


def load(lake: Lake, name: str) -> Snapshot:
    """The snapshot called `name`. Raises `Refused` (FCT-403 unknown, FCT-404 seal broken)."""
    path = _path(lake, name)
    if not _NAME.fullmatch(name) or not path.is_file():
        raise Refused([problems.NO_SNAPSHOT(name=name, known="、".join(names(lake)) or "—")])
    try:
        data = json.loads(path.read_text("utf-8"))
        seal, body = data["seal"], data["manifest"]
        if _digest(body) != seal:
            raise ValueError("sha256")
        if body["name"] != name:
            raise ValueError(f"name {body['name']}")
        return _snapshot(body, seal)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        where = Where(file=path.name)
        raise Refused([problems.SEAL_BROKEN(where, name=name, why=str(error) or "?")]) from error


def verify(lake: Lake, name: str) -> list[Problem]:
    """Hash every file again; each damage is a problem, an intact snapshot gives none.

    Raises `Refused` (FCT-403) when there is no such snapshot.
    """
    try:
        snapshot = load(lake, name)
    except Refused as refused:
        if any(p.code == problems.NO_SNAPSHOT.code for p in refused.problems):
            raise
        return list(refused.problems)
    return list(_damage(lake, snapshot))


def _damage(lake: Lake, snapshot: Snapshot) -> Iterator[Problem]:
    for file in snapshot.files:
        where, path = Where(file=file.path), lake.folder / file.path
        try:
            found = _hash(path)
        except OSError:
            yield problems.FILE_GONE(where, name=snapshot.name)
            continue
        if found != file.sha256:
            yield problems.FILE_ALTERED(where, name=snapshot.name, sealed=file.sha256[:12], found=found[:12])


def _sealed(lake: Lake, table: str) -> SealedTable:
    source = lake.source(table)
    files = tuple(_sealed_file(lake, Path(file)) for file in source.files)
    columns = tuple(n for n in source.schema.names if source.has(n)) if files else ()
    return SealedTable(lake.version(table), source.rows, columns, files)


def _sealed_file(lake: Lake, path: Path) -> SealedFile:
    rows = pq.read_metadata(path).num_rows
    return SealedFile(path.relative_to(lake.folder).as_posix(), _hash(path), path.stat().st_size, rows)


def _hash(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _free_name(created: datetime, known: list[str]) -> str:
    day = created.date().isoformat()
    number = 1
    while f"{day}-{number}" in known:
        number += 1
    return f"{day}-{number}"


def _body(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "name": snapshot.name,
        "number": snapshot.number,
        "created": snapshot.created.isoformat(),
        "tables": {
            name: {
                "version": table.version,
                "rows": table.rows,
                "columns": list(table.columns),
                "files": [
                    {"path": f.path, "sha256": f.sha256, "size": f.size, "rows": f.rows} for f in table.files
                ],
            }
            for name, table in snapshot.tables.items()
        },
    }


def _snapshot(body: dict[str, Any], seal: str) -> Snapshot:
    tables = {
        name: SealedTable(
            table["version"], table["rows"], tuple(table["columns"]),
            tuple(SealedFile(**file) for file in table["files"]),
        )
        for name, table in body["tables"].items()
    }  # fmt: skip
    return Snapshot(body["name"], body["number"], datetime.fromisoformat(body["created"]), tables, seal)


def _digest(body: object) -> str:
    """sha256 of the one way to write the manifest as JSON: sorted keys, no blanks, UTF-8."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _folder(lake: Lake) -> Path:
    return lake.home / "snapshots"


def _path(lake: Lake, name: str) -> Path:
    return _folder(lake) / f"{name}.json"


def _write(path: Path, content: object) -> None:
    """Write beside, flush to disk, rename: a reader sees the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    with beside.open("w", encoding="utf-8") as handle:
        json.dump(content, handle, ensure_ascii=False, indent=1)
        handle.flush()
        os.fsync(handle.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
