"""The index of pairs behind every search: FTS5 in SQLite, GIN in PostgreSQL, kept by the database itself.

One design for both. SQLite keeps it by triggers that call `grams.spelled`, PostgreSQL by an index on the
function `luji_grams`: whatever writes a row, a verb, a bulk load or a migration, writes the index in the same
transaction. `ensure` makes what is missing after migrations; without an index searches are right, only slow.
A load of many rows fills SQLite's index itself (`by_hand`, `put`): a trigger makes FTS5 write out its pairs
after every single row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from luji.record.registers.model import Row
from luji.record.registers.search import grams

Column = Literal["sought", "named"]
COLUMNS: tuple[Column, ...] = ("sought", "named")
FUNCTION = "luji_grams"
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION luji_grams(t text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS $$
BEGIN
  RETURN array_to_tsvector(array(
    SELECT one || CASE next WHEN ' ' THEN '' ELSE next END
    FROM unnest(string_to_array(t, NULL), (string_to_array(t || ' ', NULL))[2:]) AS pair(one, next)
    WHERE one <> ' '
  ));
END
$$
"""
"""A function of plpgsql keeps its plan; one of plain SQL makes it anew for every row that is inserted."""
FTS = "fts5(grams, content='', detail=none, columnsize=0, tokenize='ascii')"
_known: set[tuple[str, str]] = set()


def teach(sender: object = None, connection: BaseDatabaseWrapper | None = None, **_: object) -> None:
    """Give a new connection to SQLite the function its triggers call; connected to `connection_created`."""
    del sender
    if connection is not None and connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 1, grams.spelled, deterministic=True)


def ensure(models: Iterable[type[Row]]) -> list[str]:
    """Make and fill the indexes that are missing; the tables whose index was made. Twice changes nothing."""
    listed = list(models)
    if connection.vendor == "postgresql":
        _run([POSTGRES_FUNCTION] if listed and _missing_function() else [])
    return [model._meta.db_table for model in listed for column in COLUMNS if _ensured(model, column)]


def rebuild(models: Iterable[type[Row]]) -> int:
    """Make the indexes anew from the rows, whatever they hold now; how many were made."""
    made = 0
    for model in models:
        for column in COLUMNS:
            _drop(model, column)
            made += _ensured(model, column)
    return made


@contextmanager
def by_hand(model: type[Row]) -> Iterator[None]:
    """Rows inserted inside are `put` into the index by whoever inserts them; edits are followed as always.

    Must run inside a transaction, which takes back all of it when something is raised: else RuntimeError.
    Readers meanwhile see what was there before. PostgreSQL's index keeps itself.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the index is filled together with the rows it tells of")
    if connection.vendor == "sqlite":
        _run(f"DROP TRIGGER IF EXISTS {_quoted(f'{name_of(model, column)}_add')}" for column in COLUMNS)
    yield
    if connection.vendor == "sqlite":
        _run(_adding(model, column) for column in COLUMNS)


def put(model: type[Row], rows: Sequence[int], texts: Mapping[Column, Sequence[str]]) -> None:
    """Rows that were inserted `by_hand`, with what is searched of them."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for column, said in texts.items():
            sql = f"INSERT INTO {_quoted(name_of(model, column))}(rowid, grams) VALUES (%s, %s)"  # noqa: S608
            cursor.executemany(sql, list(zip(rows, grams.spelled_all(said), strict=True)))


def ready(model: type[Row], column: Column = "sought") -> bool:
    """Whether the index is there; asked once for each table of a process."""
    key = (str(connection.settings_dict["NAME"]), name_of(model, column))
    if key not in _known and _there(model, column):
        _known.add(key)
    return key in _known


def rows_with(
    model: type[Row], words: Sequence[str], most: int, column: Column = "sought"
) -> list[int] | None:
    """Rows whose text has all pairs of all words, at most `most`; None when more, or when there is no index.

    A superset of the rows that hold the words: whoever asks compares the text as well.
    """
    if not words or not ready(model, column):
        return None
    with connection.cursor() as cursor:
        cursor.execute(*_question(model, words, most + 1, column))
        found = [int(row) for (row,) in cursor.fetchall()]
    return found if len(found) <= most else None


def name_of(model: type[Row], column: Column) -> str:
    """The name of the index in the database."""
    return f"{model._meta.db_table}_{column}"


def _question(model: type[Row], words: Sequence[str], most: int, column: Column) -> tuple[str, list[Any]]:
    """The statement and what it is given. Names come from declarations and are quoted."""
    table, name = _quoted(model._meta.db_table), _quoted(name_of(model, column))
    if connection.vendor == "sqlite":
        sql = f"SELECT rowid FROM {name} WHERE {name} MATCH %s LIMIT %s"  # noqa: S608 — quoted names only
        return sql, [grams.fts_query(words), most]
    sql = f'SELECT "row" FROM {table} WHERE {FUNCTION}({column}) @@ %s::tsquery LIMIT %s'  # noqa: S608
    return sql, [grams.ts_query(words), most]


def _ensured(model: type[Row], column: Column) -> bool:
    """Make one index unless it is there with all that keeps it; whether it was made."""
    if _there(model, column):
        return False
    _drop(model, column)
    _run(_sqlite(model, column) if connection.vendor == "sqlite" else _postgresql(model, column))
    return True


def _sqlite(model: type[Row], column: Column) -> list[str]:
    """What makes, fills and keeps an index in SQLite."""
    name, table = name_of(model, column), _quoted(model._meta.db_table)
    index, gone, changed = _quoted(name), _quoted(f"{name}_gone"), _quoted(f"{name}_changed")
    gone_pairs = f"'delete', old.\"row\", {FUNCTION}(old.{column})"
    take = f"INSERT INTO {index}({index}, rowid, grams) VALUES ({gone_pairs});"  # noqa: S608
    return [
        f"CREATE VIRTUAL TABLE {index} USING {FTS}",
        f'INSERT INTO {index}(rowid, grams) SELECT "row", {FUNCTION}({column}) FROM {table}',  # noqa: S608
        _adding(model, column),
        f"CREATE TRIGGER {gone} AFTER DELETE ON {table} BEGIN {take} END",
        f"CREATE TRIGGER {changed} AFTER UPDATE OF {column} ON {table} "
        f"WHEN old.{column} IS NOT new.{column} BEGIN {take} {_putting(name, column)} END",
    ]


def _adding(model: type[Row], column: Column) -> str:
    """The trigger that puts a new row into the index."""
    name, table = name_of(model, column), _quoted(model._meta.db_table)
    add, put = _quoted(f"{name}_add"), _putting(name, column)
    return f"CREATE TRIGGER {add} AFTER INSERT ON {table} BEGIN {put} END"


def _putting(name: str, column: Column) -> str:
    """What a trigger does for the new row."""
    return f'INSERT INTO {_quoted(name)}(rowid, grams) VALUES (new."row", {FUNCTION}(new.{column}));'  # noqa: S608


def _postgresql(model: type[Row], column: Column) -> list[str]:
    """What makes an index in PostgreSQL; statistics tell its planner which pairs are frequent."""
    table, index = _quoted(model._meta.db_table), _quoted(name_of(model, column))
    return [f"CREATE INDEX {index} ON {table} USING gin ({FUNCTION}({column}))", f"ANALYZE {table}"]


def _there(model: type[Row], column: Column) -> bool:
    name = name_of(model, column)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names = [name, f"{name}_add", f"{name}_gone", f"{name}_changed"]
            marks = ", ".join(["%s"] * len(names))
            cursor.execute(f"SELECT count(*) FROM sqlite_master WHERE name IN ({marks})", names)  # noqa: S608
            return bool(cursor.fetchone()[0] == len(names))
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [_quoted(name)])
        return bool(cursor.fetchone()[0])


def _missing_function() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_proc WHERE proname = %s", [FUNCTION])
        return bool(cursor.fetchone()[0] == 0)


def _drop(model: type[Row], column: Column) -> None:
    name = name_of(model, column)
    _known.discard((str(connection.settings_dict["NAME"]), name))
    if connection.vendor == "sqlite":
        gone = [f"DROP TRIGGER IF EXISTS {_quoted(f'{name}_{end}')}" for end in ("add", "gone", "changed")]
        _run([*gone, f"DROP TABLE IF EXISTS {_quoted(name)}"])
    else:
        _run([f"DROP INDEX IF EXISTS {_quoted(name)}"])


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
