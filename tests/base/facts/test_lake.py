"""The lake: the same file twice changes nothing, a merge is whole or not at all, old versions stay."""

# ruff: noqa: DTZ001 - the clock of a ledger names no zone

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luji.base.facts import lake as lake_module
from luji.base.facts.engine import DuckEngine
from luji.base.facts.lake import Lake
from luji.base.facts.merge import Change
from luji.base.kernel.problem import Refused

M2019, M2020 = datetime(2019, 5, 1, 8), datetime(2020, 5, 1, 8)
ENGINE = DuckEngine(threads=1)


def content(lake, table="violation", version=None):
    """{(unit, number): (moment, fine)} as an engine sees it."""
    rows = ENGINE.query("SELECT * FROM t", {"t": lake.source(table, version)}).to_pylist()
    found = {(r["unit"], r["number"]): (r["happened_at"], r["fine"]) for r in rows}
    assert len(found) == len(rows) == lake.source(table, version).rows
    return found


def test_an_empty_lake_writes_nothing_and_answers(lake):
    assert lake.versions() == {"hazard": -1, "violation": -1}
    assert lake.files("hazard") == [] and lake.count("hazard") == 0
    assert content(lake) == {}
    assert not lake.folder.exists()


def test_the_first_merge(lake, violations):
    rows = violations(("a", 1, M2019, 5), ("a", 2, M2020, None))
    assert lake.merge("violation", rows) == Change(2, 0, 0)
    assert lake.versions()["violation"] == 0
    assert lake.count("violation") == 2
    assert content(lake) == {("a", 1): (M2019, 5), ("a", 2): (M2020, None)}
    assert all(Path(f).is_file() for f in lake.files("violation"))


def sourced(rows, name):
    return rows.append_column("_source", pa.array([f"{name}#{n}" for n in range(rows.num_rows)]))


def test_rows_of_a_source_that_are_not_among_the_whole_go(lake, violations):
    ours = sourced(violations(("a", 1, M2019, 5), ("a", 2, M2020, None), ("a", 3, M2020, 7)), "register")
    lake.merge("violation", ours, "register#")
    lake.merge("violation", sourced(violations(("b", 1, M2019, 9)), "ledger.xlsx"))
    left = sourced(violations(("a", 1, M2019, 5), ("a", 3, M2020, 8), ("a", 4, M2019, 1)), "register")
    assert lake.merge("violation", left, "register#") == Change(1, 1, 1, 1)
    other = {("b", 1): (M2019, 9)}
    assert content(lake) == {("a", 1): (M2019, 5), ("a", 3): (M2020, 8), ("a", 4): (M2019, 1)} | other
    assert len(content(lake, version=0)) == 3, "the version before is still there"
    version = lake.versions()["violation"]
    assert lake.merge("violation", left, "register#") == Change(0, 0, 3)
    nothing = sourced(violations(), "register")
    assert lake.merge("violation", nothing, "register#") == Change(0, 0, 0, 3)
    assert content(lake) == other and lake.versions()["violation"] == version + 1
    assert lake.merge("violation", nothing, "register#").nothing
    assert lake.merge("violation", nothing, "ledger.xlsx#").removed == 1
    assert content(lake) == {}


def test_the_same_rows_again_are_no_version_and_no_file(lake, violations, footprint):
    rows = violations(("a", 1, M2019, 5), ("a", 2, None, None))
    lake.merge("violation", rows)
    before = footprint(lake.home)
    assert lake.merge("violation", rows) == Change(0, 0, 2)
    assert footprint(lake.home) == before


def test_updates_leave_one_row_per_key_and_the_old_version(lake, violations):
    lake.merge("violation", violations(("a", 1, M2019, 5), ("a", 2, M2020, 6), ("b", 1, M2020, 7)))
    assert lake.merge("violation", violations(("a", 2, M2020, 60), ("c", 1, M2020, 1))) == Change(1, 1, 0)
    assert content(lake) == {
        ("a", 1): (M2019, 5),
        ("a", 2): (M2020, 60),
        ("b", 1): (M2020, 7),
        ("c", 1): (M2020, 1),
    }
    assert content(lake, version=0) == {("a", 1): (M2019, 5), ("a", 2): (M2020, 6), ("b", 1): (M2020, 7)}


def test_an_update_rewrites_only_the_years_it_touches(lake, violations):
    lake.merge("violation", violations(("a", 1, M2019, 5), ("a", 2, M2020, 6)))
    before = {f for f in lake.files("violation") if "_year=2019" in f}
    lake.merge("violation", violations(("a", 2, M2020, 7)))
    assert before and before < set(lake.files("violation"))


def test_a_row_may_move_to_another_year_and_out_of_time(lake, violations):
    lake.merge("violation", violations(("a", 1, M2019, 5), ("a", 2, M2019, 5)))
    lake.merge("violation", violations(("a", 1, M2020, 5)))
    lake.merge("violation", violations(("a", 2, None, 5)))
    assert content(lake) == {("a", 1): (M2020, 5), ("a", 2): (None, 5)}


def test_one_commit_a_merge(lake, violations):
    for number in range(3):
        lake.merge("violation", violations(("a", 1, M2019, number), ("a", number + 5, M2020, 1)))
        assert lake.version("violation") == number


def test_what_is_written_never_expires(lake, violations):
    lake.merge("violation", violations(("a", 1, M2019, 5)))
    log = (lake.path("violation") / "_delta_log" / f"{0:020}.json").read_text("utf-8").splitlines()
    settings_ = next(json.loads(line)["metaData"] for line in log if "metaData" in line)["configuration"]
    assert settings_["delta.enableExpiredLogCleanup"] == "false"
    assert settings_["delta.logRetentionDuration"] == "interval 36500 days"


def test_many_small_imports_do_not_pile_up_files(lake, violations, monkeypatch):
    monkeypatch.setattr(lake_module, "MANY_FILES", 4)
    for number in range(9):
        assert lake.merge("violation", violations(("a", number, M2020, number))).inserted == 1
    assert lake.count("violation") == 9
    assert len(lake.files("violation")) <= 4


def test_two_importers_at_once_both_arrive(lake, violations, tables):
    wrong = []

    def work(unit):
        try:
            own = Lake(lake.home, tables)
            for number in range(5):
                own.merge("violation", violations((unit, number, M2020, 1), ("shared", number, M2020, 2)))
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(unit,)) for unit in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert lake.count("violation") == 20


def test_a_busy_lake_is_waited_for_and_then_refused(tmp_path, tables, violations, refused):
    first, second = (Lake(tmp_path, tables, patience=0.1) for _ in range(2))
    with first.locked():
        assert refused(second.merge, "violation", violations(("a", 1, M2020, 1)))[0].code == "FCT-301"
    assert second.merge("violation", violations(("a", 1, M2020, 1))).inserted == 1


# -- a kill at any moment -----------------------------------------------------------------------------


def test_an_error_while_writing_leaves_the_last_version(lake, violations, monkeypatch, footprint):
    lake.merge("violation", violations(("a", 1, M2019, 5)))
    before, version = footprint(lake.home), lake.version("violation")

    def fail(*_args, **_more):
        (lake.path("violation") / "_year=2020").mkdir()
        (lake.path("violation") / "_year=2020" / "part-unfinished.parquet").write_bytes(b"PAR1 and no end")
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(lake_module, "write_deltalake", fail)
        with pytest.raises(Refused, match=r"FCT-307.*disk full"):
            lake.merge("violation", violations(("a", 1, M2019, 6), ("b", 1, M2020, 1)))
    assert lake.version("violation") == version
    assert content(lake) == {("a", 1): (M2019, 5)}
    assert {k: v for k, v in footprint(lake.home).items() if k in before} == before
    assert lake.merge("violation", violations(("b", 1, M2020, 1))).inserted == 1
    assert content(lake) == {("a", 1): (M2019, 5), ("b", 1): (M2020, 1)}


def test_what_a_killed_first_import_left_is_no_table(lake, violations):
    folder = lake.path("violation") / "_year=2020"
    folder.mkdir(parents=True)
    (folder / "part-unfinished.parquet").write_bytes(b"PAR1")
    (lake.path("violation") / "_delta_log").mkdir()
    assert lake.versions()["violation"] == -1
    lake.merge("violation", violations(("a", 1, M2020, 5)))
    assert content(lake) == {("a", 1): (M2020, 5)}


def test_an_unfinished_commit_is_no_version(lake, violations):
    lake.merge("violation", violations(("a", 1, M2020, 5)))
    log = lake.path("violation") / "_delta_log"
    (log / "_commit_0f0f.json.tmp").write_text('{"add": ')
    (log / f"{1:020}.json.tmp").write_text('{"add": ')
    assert lake.version("violation") == 0
    assert content(lake) == {("a", 1): (M2020, 5)}


KILLED = """
import sys, pyarrow as pa
from pathlib import Path
from luji.base.facts.lake import Lake
from luji.base.facts.spec import load_tables
lake = Lake(Path(sys.argv[1]), load_tables([Path(sys.argv[2])]))
units, numbers = pa.array(["a"] * 20_000), pa.array(range(20_000), pa.int64())
for fine in range(1, 1000):
    lake.merge("violation", pa.table({"unit": units, "number": numbers, "fine": pa.array([fine] * 20_000)}))
    print(fine, flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.013, 0.031])
def test_a_killed_importer_leaves_one_whole_version(tmp_path, declared, tables, delay):
    """Every version gives all 20,000 rows one fine; whatever a kill leaves must be one of them, whole."""
    arguments = [sys.executable, "-c", KILLED, str(tmp_path), str(declared)]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]
    ) as importer:
        done = [int(importer.stdout.readline()) for _ in range(3)]
        time.sleep(delay)
        os.kill(importer.pid, signal.SIGKILL)
        done += [int(line) for line in importer.stdout]
    lake = Lake(tmp_path, tables, patience=1)
    found = ENGINE.query(
        "SELECT fine, count(*) AS rows FROM t GROUP BY fine", {"t": lake.source("violation")}
    ).to_pylist()
    assert len(found) == 1 and found[0]["rows"] == 20_000
    assert found[0]["fine"] - done[-1] in (0, 1)
    again = pa.table({"unit": ["b"], "number": [1], "fine": pa.array([1])})
    assert lake.merge("violation", again).inserted == 1
    assert lake.count("violation") == 20_001


# -- declarations that change --------------------------------------------------------------------------


def with_columns(tables, **columns):
    table = tables["violation"]
    kept = {n: c for n, c in {**table.columns, **columns}.items() if c is not None}
    return {**tables, "violation": table.model_copy(update={"columns": kept})}


def test_a_column_declared_later_is_null_in_old_rows(lake, tables, violations):
    lake.merge("violation", violations(("a", 1, M2020, 5)))
    later = Lake(lake.home, with_columns(tables, place=tables["hazard"].columns["id"]))
    assert ENGINE.query("SELECT place FROM t", {"t": later.source("violation")}).to_pylist() == [
        {"place": None}
    ]
    rows = violations(("a", 2, M2020, 5)).append_column("place", pa.array(["K12"]))
    later.merge("violation", rows)
    places = ENGINE.query(
        "SELECT number, place FROM t ORDER BY 1", {"t": later.source("violation")}
    ).to_pylist()
    assert places == [{"number": 1, "place": None}, {"number": 2, "place": "K12"}]


def test_a_column_no_longer_declared_is_not_seen(lake, tables, violations):
    lake.merge("violation", violations(("a", 1, M2020, 5)))
    later = Lake(lake.home, with_columns(tables, fine=None))
    assert "fine" not in later.source("violation").schema.names
    rows = violations(("a", 2, M2020, 5)).drop_columns(["fine"])
    assert later.merge("violation", rows) == Change(1, 0, 0)


def test_a_type_declared_otherwise_is_refused(lake, tables, violations, refused):
    lake.merge("violation", violations(("a", 1, M2020, 5)))
    later = Lake(lake.home, with_columns(tables, fine=tables["hazard"].columns["length"]))
    problem = refused(later.merge, "violation", violations(("a", 2, M2020, 5)))[0]
    assert problem.code == "FCT-303" and "fine" in problem.zh


def test_a_lake_that_cannot_be_written_is_told(tmp_path, tables, violations, refused):
    (tmp_path / "file").write_text("in the way", "utf-8")
    lake = Lake(tmp_path / "file", tables)
    assert refused(lake.merge, "violation", violations(("a", 1, M2020, 5)))[0].code == "FCT-307"


def test_a_commit_that_fails_is_told_and_leaves_the_old_version(lake, violations, refused):
    lake.merge("violation", violations(("a", 1, M2019, 5)))
    (lake.path("violation") / "_year=2020").write_text("in the way", "utf-8")
    assert refused(lake.merge, "violation", violations(("a", 2, M2020, 5)))[0].code == "FCT-307"
    assert content(lake) == {("a", 1): (M2019, 5)}


# -- places ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["怀化 数据", "it's", "a#b", "x=1", "fine=7", "ü&;$(x)", '"q"'])
def test_odd_folders(tmp_path, tables, violations, name):
    lake = Lake(tmp_path / name, tables)
    lake.merge("violation", violations(("a", 1, M2019, 5), ("a", 2, M2020, 6)))
    lake.merge("violation", violations(("a", 2, M2020, 7)))
    assert content(lake) == {("a", 1): (M2019, 5), ("a", 2): (M2020, 7)}


@pytest.mark.parametrize("name", ["a[b]", "a*b", "100%", "what?"])
def test_folders_the_stores_cannot_address_are_refused_at_once(tmp_path, tables, refused, name):
    assert refused(Lake, tmp_path / name, tables)[0].code == "FCT-302"


def test_a_damaged_log_is_refused(lake, violations, tables, refused):
    lake.merge("violation", violations(("a", 1, M2020, 5)))
    (lake.path("violation") / "_delta_log" / f"{0:020}.json").write_text("{broken")
    assert refused(Lake(lake.home, tables).versions)[0].code == "FCT-304"


def test_a_version_that_never_was_is_refused(lake, violations, refused):
    lake.merge("violation", violations(("a", 1, M2020, 5)))
    assert refused(lake.files, "violation", 7)[0].code == "FCT-304"


# -- the dull reference --------------------------------------------------------------------------------------

KEYS = st.tuples(st.sampled_from("ab"), st.integers(0, 4))
VALUES = st.tuples(st.none() | st.sampled_from([M2019, M2020]), st.none() | st.integers(0, 2).map(Decimal))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.dictionaries(KEYS, VALUES, min_size=1, max_size=6), min_size=1, max_size=4))
def test_merging_is_updating_a_dictionary(tmp_path_factory, tables, violations, imports):
    lake = Lake(tmp_path_factory.mktemp("lake"), tables)
    reference = {}
    for rows in imports:
        arrow = violations(*((*key, *value) for key, value in rows.items()))
        changed = sum(reference.get(k) != v for k, v in rows.items() if k in reference)
        expected = Change(
            len(rows.keys() - reference.keys()), changed, len(rows.keys() & reference.keys()) - changed
        )
        assert lake.plan("violation", arrow) == expected
        assert lake.merge("violation", arrow) == expected
        version = lake.version("violation")
        assert lake.merge("violation", arrow) == Change(0, 0, len(rows))
        assert lake.version("violation") == version
        reference |= rows
        assert content(lake) == reference
