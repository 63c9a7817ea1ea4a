"""A register's rows as one JSON document, and such a document as a table an import reads."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from luji.base.facts import outlet
from luji.base.facts.spec import FactTable
from luji.base.kernel.problem import Problem, Refused, Where
from luji.record.registers.surface_problems import JSON_COLUMN, JSON_SHAPE, JSON_VALUE, NO_JSON

SUFFIX = ".json"
BATCH = 2_000
MOST = 50
Plain = str | int | bool | None


def plain(value: object) -> Plain:
    """A value as JSON holds it: numbers with decimals and days as text, so that nothing is rounded."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value  # type: ignore[return-value]


def write(shape: FactTable, rows: pa.Table, out: Path) -> int:
    """Write rows (in the shape's schema) as one document; the rows written."""
    head = {
        "register": shape.table,
        "label": {"zh": shape.label.zh, "en": shape.label.en},
        "columns": {name: {"zh": c.label.zh, "en": c.label.en} for name, c in shape.columns.items()},
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [')
        for number, line in enumerate(_lines(rows.select(list(shape.columns)))):
            file.write(("," if number else "") + "\n" + json.dumps(line, ensure_ascii=False))
        file.write("\n]}\n")
    return rows.num_rows


@contextmanager
def as_table(path: Path, shape: FactTable) -> Iterator[Path]:
    """The document as a delimited file beside it for a while. Raises `Refused` (REG-570 … 573)."""
    rows = read(path, shape)
    names = [name for name in shape.columns if any(name in row for row in rows)]
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / f"{path.name}.csv"
        with beside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([outlet.heading(shape.columns[name]) for name in names])
            writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
        yield beside


def read(path: Path, shape: FactTable) -> list[Mapping[str, Plain]]:
    """The rows of a document. Raises `Refused` (REG-570 … 573)."""
    where = Where(file=path.name)
    try:
        found = json.loads(path.read_bytes(), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise Refused([NO_JSON(Where(file=path.name, row=line), why=str(error)[:120])]) from error
    rows = found.get("rows") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise Refused([JSON_SHAPE(where)])
    wrong = [problem for number, row in enumerate(rows, 2) for problem in _unfit(row, number, path, shape)]
    if wrong:
        raise Refused(wrong[:MOST])
    return rows


def _unfit(row: Mapping[str, object], number: int, path: Path, shape: FactTable) -> Iterable[Problem]:
    where = Where(file=path.name, row=number)
    for name, value in row.items():
        if name not in shape.columns:
            yield JSON_COLUMN(where, name=str(name)[:40], known="、".join(shape.columns))
        elif isinstance(value, list | dict):
            yield JSON_VALUE(where, name=name)


def _lines(rows: pa.Table) -> Iterator[Mapping[str, Plain]]:
    for batch in rows.to_batches(max_chunksize=BATCH):
        for line in batch.to_pylist():
            yield {name: plain(value) for name, value in line.items()}


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return outlet.FLAGS[value]
    return outlet.guarded(value) if isinstance(value, str) else value
