"""One small interface to a query engine, and DuckDB behind it: SQL over named sources in, arrow table out."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import duckdb
import pyarrow as pa

from luji.base.facts import problems
from luji.base.kernel.problem import Refused

Parameter: TypeAlias = str | int | Decimal | date | bool | None
Parameters: TypeAlias = Sequence[Parameter] | Mapping[str, Parameter]

_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Source:
    """One version of a table: its Parquet files, the schema it is seen with, its row count.

    `stored` names the columns the files really hold; the others are seen as NULL. Without `stored`
    every column is taken to be there. Files never change, so a `Source` always means the same rows.
    """

    files: tuple[str, ...]
    schema: pa.Schema
    rows: int
    stored: frozenset[str] | None = None

    def has(self, column: str) -> bool:
        """Whether the files hold the column."""
        return self.stored is None or column in self.stored


class Engine(Protocol):
    """What runs queries: DuckDB now, a cluster when one machine is outgrown."""

    def query(self, sql: str, sources: Mapping[str, Source], parameters: Parameters = ()) -> pa.Table:
        """The answer of `sql`, in which every name of `sources` is a table. Raises `Refused`."""
        ...


class DuckEngine:
    """DuckDB in this process; safe to use from several threads.

    `memory` is DuckDB's limit ("2GB"; None leaves 80 % of the machine), `threads` the most cores to use,
    `spill` a folder for what does not fit into memory.
    """

    def __init__(
        self, memory: str | None = None, threads: int | None = None, spill: Path | None = None
    ) -> None:
        self._root = connect(memory, threads, spill)
        self._lock = threading.Lock()

    def query(self, sql: str, sources: Mapping[str, Source], parameters: Parameters = ()) -> pa.Table:
        """The answer as an arrow table; parameters are `?` with a sequence or `$name` with a mapping.

        Sums of integers come as decimal128(38, 0). Raises `Refused` (FCT-501) for damaged files and for
        want of memory; SQL that is wrong in itself raises DuckDB's own error.
        """
        with self._lock:
            cursor = self._root.cursor()
        try:
            for name, source in sources.items():
                cursor.execute(f"CREATE TEMP VIEW {quoted(name)} AS {scan(source)}")
            answer: pa.Table = cursor.sql(sql, params=parameters or None).to_arrow_table()
            return answer
        except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException):
            raise
        except duckdb.Error as error:
            raise Refused([problems.QUERY_FAILED(why=str(error).strip().splitlines()[0])]) from error
        finally:
            cursor.close()

    def close(self) -> None:
        """Free DuckDB's memory; the engine cannot be used afterwards."""
        self._root.close()


def connect(
    memory: str | None = None, threads: int | None = None, spill: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that never reaches for the network and spills into the temporary folder."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
        "temp_directory": str(spill or Path(tempfile.gettempdir()) / f"luji-duckdb-{os.getpid()}"),
    }
    if memory:
        config["memory_limit"] = memory
    if threads:
        config["threads"] = threads
    duck = duckdb.connect(":memory:", config=config)
    # Only after the start: the setting belongs to the Parquet reader, which is not there before it.
    duck.execute("SET parquet_metadata_cache = true")
    return duck


@contextmanager
def borrowed() -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the process's own DuckDB: starting one costs more than most merges."""
    with _LOCK:
        cursor = _root(os.getpid()).cursor()
    try:
        yield cursor
    finally:
        cursor.close()


@cache
def _root(_process: int) -> duckdb.DuckDBPyConnection:
    """One for each process: a forked one must not use its parent's."""
    return connect()


def scan(source: Source) -> str:
    """The SELECT that reads a source: only the columns of its schema, with the types of the schema."""
    if not source.files:
        columns = ", ".join(f"{_null(field)} AS {quoted(field.name)}" for field in source.schema)
        return f"SELECT {columns} WHERE false"
    columns = ", ".join(
        f"{quoted(field.name) if source.has(field.name) else 'NULL'}::{duck_type(field.type)}"
        f" AS {quoted(field.name)}"
        for field in source.schema
    )
    files = ", ".join(literal(file) for file in source.files)
    # Partition folders are not read as columns: a folder above the lake named "x=1" would become one.
    return f"SELECT {columns} FROM read_parquet([{files}], hive_partitioning=false)"  # noqa: S608


def quoted(name: str) -> str:
    """A name as SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def duck_type(kind: pa.DataType) -> str:
    """DuckDB's name of an arrow type used in fact tables. Raises ValueError for any other."""
    if pa.types.is_decimal(kind):
        return f"DECIMAL({kind.precision},{kind.scale})"
    plain = {
        pa.string(): "VARCHAR", pa.large_string(): "VARCHAR", pa.bool_(): "BOOLEAN", pa.int64(): "BIGINT",
        pa.int32(): "INTEGER", pa.date32(): "DATE", pa.timestamp("us"): "TIMESTAMP",
    }  # fmt: skip
    if kind not in plain:
        raise ValueError(f"no fact table has a column of type {kind}")
    return plain[kind]


def _null(field: Any) -> str:
    return f"NULL::{duck_type(field.type)}"
