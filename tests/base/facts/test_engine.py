"""The engine: sources as tables, types kept, odd names safe, nothing reached over the network."""

from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.facts.engine import (
    DuckEngine,
    Engine,
    Source,
    borrowed,
    connect,
    duck_type,
    literal,
    quoted,
    scan,
)

SCHEMA = pa.schema(
    [
        ("n", pa.int64()),
        ("amount", pa.decimal128(18, 2)),
        ("day", pa.date32()),
        ("at", pa.timestamp("us")),
        ("ok", pa.bool_()),
        ("name", pa.string()),
    ]
)
ROWS = [
    {"n": 1, "amount": Decimal("1.10"), "day": date(2020, 1, 1), "at": None, "ok": True, "name": "甲"},
    {"n": 2, "amount": Decimal("2.20"), "day": None, "at": None, "ok": None, "name": None},
]


@pytest.fixture(scope="module")
def engine():
    engine = DuckEngine(memory="500MB", threads=2)
    yield engine
    engine.close()


def stored(folder, rows=None, name="a.parquet", schema=SCHEMA):
    rows = ROWS if rows is None else rows
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / name)
    return str(folder / name)


def test_the_engine_keeps_the_protocol(engine):
    used: Engine = engine
    assert used.query("SELECT 1 AS one", {}).to_pylist() == [{"one": 1}]


def test_a_source_is_a_table_with_its_types(engine, tmp_path):
    source = Source((stored(tmp_path),), SCHEMA, 2)
    answer = engine.query("SELECT * FROM t ORDER BY n", {"t": source})
    assert answer.schema == SCHEMA
    assert answer.to_pylist() == ROWS


def test_several_files_are_one_table(engine, tmp_path):
    files = tuple(stored(tmp_path, ROWS, f"{i}.parquet") for i in range(3))
    assert engine.query("SELECT count(*) AS n FROM t", {"t": Source(files, SCHEMA, 6)}).to_pylist() == [
        {"n": 6}
    ]


def test_an_empty_source_answers_with_the_right_types(engine):
    empty = Source((), SCHEMA, 0)
    assert engine.query("SELECT * FROM t", {"t": empty}).schema == SCHEMA
    answer = engine.query("SELECT count(*) AS c, sum(amount) AS s, max(day) AS d FROM t", {"t": empty})
    assert answer.to_pylist() == [{"c": 0, "s": None, "d": None}]


def test_exact_sums(engine, tmp_path):
    answer = engine.query(
        "SELECT sum(amount) AS a, sum(n) AS n FROM t", {"t": Source((stored(tmp_path),), SCHEMA, 2)}
    )
    assert answer.to_pylist() == [{"a": Decimal("3.30"), "n": Decimal(3)}]
    assert pa.types.is_decimal(answer.schema.field("n").type)


def test_sources_join(engine, tmp_path):
    one = Source((stored(tmp_path / "a"),), SCHEMA, 2)
    answer = engine.query("SELECT count(*) AS c FROM a JOIN b USING (n)", {"a": one, "b": one})
    assert answer.to_pylist() == [{"c": 2}]


def test_columns_the_files_lack_are_null_with_their_type(engine, tmp_path):
    wider = pa.schema([*SCHEMA, ("later", pa.decimal128(18, 3))])
    source = Source((stored(tmp_path),), wider, 2, frozenset(SCHEMA.names))
    answer = engine.query("SELECT later FROM t", {"t": source})
    assert answer.schema.field("later").type == pa.decimal128(18, 3)
    assert answer.column("later").to_pylist() == [None, None]
    assert source.has("n") and not source.has("later")


def test_columns_not_in_the_schema_are_not_seen(engine, tmp_path):
    narrow = Source((stored(tmp_path),), pa.schema([("n", pa.int64())]), 2)
    assert engine.query("SELECT * FROM t", {"t": narrow}).column_names == ["n"]


def test_parameters_by_place_and_by_name(engine, tmp_path):
    sources = {"t": Source((stored(tmp_path),), SCHEMA, 2)}
    assert engine.query("SELECT n FROM t WHERE amount > ?", sources, [Decimal("1.5")]).to_pylist() == [
        {"n": 2}
    ]
    assert engine.query(
        "SELECT n FROM t WHERE day = $day", sources, {"day": date(2020, 1, 1)}
    ).to_pylist() == [{"n": 1}]
    nasty = "'; DROP VIEW t; --"
    assert engine.query("SELECT n FROM t WHERE name = ?", sources, [nasty]).num_rows == 0


@pytest.mark.parametrize(
    "name", ["with space", "it's", 'q"uote', "n=7", "a,b", "中文", "semi;colon", "a#b", "a%20b"]
)
def test_odd_folders_and_files(engine, tmp_path, name):
    source = Source((stored(tmp_path / name, name=f"{name}.parquet"),), SCHEMA, 2)
    assert engine.query("SELECT sum(n) AS s FROM t", {"t": source}).to_pylist() == [{"s": Decimal(3)}]


@pytest.mark.parametrize("name", ["order", "select", 'a"b', "表", "with space"])
def test_odd_table_and_column_names(engine, tmp_path, name):
    schema = pa.schema([(name, pa.int64())])
    source = Source((stored(tmp_path, [{name: 5}], schema=schema),), schema, 1)
    assert engine.query(f"SELECT {quoted(name)} AS v FROM {quoted(name)}", {name: source}).to_pylist() == [
        {"v": 5}
    ]


def test_one_query_does_not_see_the_sources_of_another(engine, tmp_path):
    engine.query("SELECT * FROM secret", {"secret": Source((stored(tmp_path),), SCHEMA, 2)})
    with pytest.raises(duckdb.CatalogException):
        engine.query("SELECT * FROM secret", {})


def test_variables_of_the_program_are_no_tables(engine):
    rows = pa.table({"a": [1]})
    with pytest.raises(duckdb.CatalogException):
        engine.query("SELECT * FROM rows", {})
    assert rows.num_rows == 1


def test_threads_share_an_engine(engine, tmp_path):
    files = [stored(tmp_path, ROWS[:1] * (i + 1), f"{i}.parquet") for i in range(8)]
    found = {}

    def ask(i):
        for _ in range(5):
            found[i] = engine.query(
                "SELECT count(*) AS c FROM t", {"t": Source((files[i],), SCHEMA, 0)}
            ).to_pylist()[0]["c"]

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {i: i + 1 for i in range(8)}


@pytest.mark.parametrize("damage", ["gone", "cut", "garbage", "middle"])
def test_damaged_files_are_problems(tmp_path, refused, damage):
    path = tmp_path / "a.parquet"
    file = stored(tmp_path, ROWS * 5000)
    data = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        spoiled = data[:4] + b"\xff" * (len(data) - 12) + data[-8:]
        path.write_bytes({"cut": data[: len(data) // 2], "garbage": b"nothing", "middle": spoiled}[damage])
    problem = refused(
        DuckEngine().query, "SELECT sum(amount), max(name) FROM t", {"t": Source((file,), SCHEMA, 2)}
    )[0]
    assert problem.code == "FCT-501" and problem.cure_zh


def test_want_of_memory_is_a_problem(refused):
    small = DuckEngine(memory="20MB", threads=1)
    sql = "SELECT list(i::VARCHAR || '----------------------------------------') FROM range(3000000) r(i)"
    assert refused(small.query, sql, {})[0].code == "FCT-501"


def test_wrong_sql_is_a_mistake_of_the_program(engine):
    for sql in ("SELEC 1", "SELECT nothing FROM t"):
        with pytest.raises(duckdb.ProgrammingError):
            engine.query(sql, {"t": Source((), SCHEMA, 0)})


def test_settings_are_taken(tmp_path):
    with connect("300MB", 1, tmp_path / "spill") as duck:
        value = dict(duck.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    assert value["threads"] == "1" and value["memory_limit"].startswith("286")
    assert value["temp_directory"] == str(tmp_path / "spill")
    assert value["autoinstall_known_extensions"] == value["autoload_known_extensions"] == "false"


def test_what_is_borrowed_is_given_back_clean():
    with borrowed() as one, borrowed() as other:
        one.register("rows", pa.table({"a": [1]}))
        one.execute("CREATE TEMP VIEW seen AS SELECT 1 AS b")
        for name in ("rows", "seen"):
            with pytest.raises(duckdb.CatalogException):
                other.execute(f"SELECT * FROM {name}")
    with borrowed() as again, pytest.raises(duckdb.CatalogException):
        again.execute("SELECT * FROM seen")


def test_a_type_no_table_has_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="double"):
        duck_type(pa.float64())
    assert "DECIMAL(18,3)" in scan(Source((), pa.schema([("x", pa.decimal128(18, 3))]), 0))


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20))
def test_text_survives_quoting(text):
    with duckdb.connect() as duck:
        assert duck.execute(f"SELECT {literal(text)} AS {quoted(text or 'x')}").fetchone() == (text,)
