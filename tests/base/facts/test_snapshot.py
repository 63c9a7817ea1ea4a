"""Snapshots: sealed, named once, found again, and every damage told."""

# ruff: noqa: DTZ001 - the clock of a ledger names no zone

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.facts import snapshot
from luji.base.facts.engine import DuckEngine
from luji.base.facts.lake import Lake
from luji.base.kernel.problem import Refused

MOMENT = datetime(2020, 5, 1, 8)
NOW = datetime(2026, 11, 22, 9, 30, 15, 123, UTC)


@pytest.fixture
def filled(lake, violations):
    lake.merge("violation", violations(("a", 1, MOMENT, 5), ("a", 2, MOMENT.replace(year=2019), 6)))
    return lake


def manifest(lake, name):
    return lake.home / "snapshots" / f"{name}.json"


def codes(problems):
    return [p.code for p in problems]


def test_a_snapshot_seals_the_version_of_every_table(filled):
    made = snapshot.create(filled, "年报-2020", NOW)
    assert made.versions == {"hazard": -1, "violation": 0}
    assert (made.number, made.rows, made.created) == (1, 2, NOW.replace(microsecond=0))
    assert [f.rows for f in made.files] == [1, 1]
    assert all(len(f.sha256) == 64 and f.path.startswith("violation/_year=") for f in made.files)
    assert len(made.seal) == 64
    assert snapshot.load(filled, "年报-2020") == made
    assert snapshot.verify(filled, "年报-2020") == []


def test_a_snapshot_of_nothing_is_a_snapshot(lake):
    made = snapshot.create(lake)
    assert made.rows == 0 and snapshot.verify(lake, made.name) == []


def test_a_snapshot_does_not_see_later_merges(filled, violations):
    made = snapshot.create(filled, "old")
    filled.merge("violation", violations(("a", 1, MOMENT, 50), ("b", 1, MOMENT, 1)))
    engine = DuckEngine()
    sql = "SELECT sum(fine) AS s, count(*) AS n FROM violation"
    assert engine.query(sql, made.sources(filled)).to_pylist() == [{"s": Decimal("11.00"), "n": 2}]
    assert engine.query(sql, filled.sources()).to_pylist() == [{"s": Decimal("57.00"), "n": 3}]
    assert snapshot.verify(filled, "old") == []


def test_names_are_given_by_day_and_number(filled):
    names = [snapshot.create(filled, now=NOW).name for _ in range(3)]
    assert names == ["2026-11-22-1", "2026-11-22-2", "2026-11-22-3"]
    assert snapshot.names(filled) == names
    assert [s.number for s in snapshot.every(filled)] == [1, 2, 3]


def test_the_latest_is_the_one_sealed_last_whatever_the_clock_says(filled):
    assert snapshot.latest(filled) is None
    snapshot.create(filled, "z", NOW)
    snapshot.create(filled, "a", NOW.replace(year=2025))
    assert snapshot.latest(filled).name == "a"


def test_the_seal_depends_on_name_and_content(filled, violations):
    seals = {snapshot.create(filled, name, NOW).seal for name in ("a", "b")}
    filled.merge("violation", violations(("a", 1, MOMENT, 50)))
    seals.add(snapshot.create(filled, "c", NOW).seal)
    assert len(seals) == 3


def test_a_name_is_given_once(filled, refused, footprint):
    snapshot.create(filled, "a")
    before = footprint(filled.home)
    assert codes(refused(snapshot.create, filled, "a")) == ["FCT-402"]
    assert footprint(filled.home) == before


@pytest.mark.parametrize("name", ["", ".hidden", "a/b", "../a", "a b", "x" * 65, "a\n", "a\0"])
def test_bad_names_are_refused(filled, refused, name):
    assert codes(refused(snapshot.create, filled, name)) == ["FCT-401"]
    assert snapshot.names(filled) == []


@pytest.mark.parametrize("name", ["no", "../lake/.lock", ""])
def test_unknown_names_are_refused(filled, refused, name):
    snapshot.create(filled, "known")
    for function in (snapshot.load, snapshot.verify):
        problem = refused(function, filled, name)[0]
        assert problem.code == "FCT-403" and "known" in problem.cure_zh


def test_a_file_that_is_gone_is_told(filled):
    made = snapshot.create(filled, "a")
    (filled.folder / made.files[0].path).unlink()
    problems = snapshot.verify(filled, "a")
    assert codes(problems) == ["FCT-405"]
    assert problems[0].where.file == made.files[0].path


def test_every_damaged_file_is_told(filled):
    made = snapshot.create(filled, "a")
    for file in made.files:
        path = filled.folder / file.path
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    problems = snapshot.verify(filled, "a")
    assert codes(problems) == ["FCT-406", "FCT-406"]
    assert made.files[0].sha256[:12] in problems[0].zh


@pytest.mark.parametrize("damage", ["rows", "seal", "name", "cut", "empty", "list", "binary"])
def test_a_damaged_manifest_is_told(filled, refused, damage):
    snapshot.create(filled, "a")
    path = manifest(filled, "a")
    data = json.loads(path.read_text("utf-8"))
    if damage == "rows":
        data["manifest"]["tables"]["violation"]["rows"] = 3
    elif damage == "seal":
        data["seal"] = "0" * 64
    elif damage == "name":
        path = manifest(filled, "a").rename(manifest(filled, "b"))
    text = {"cut": json.dumps(data)[:-9], "empty": "", "list": "[]"}.get(damage, json.dumps(data))
    path.write_bytes(b"\xff\xfe\x00" if damage == "binary" else text.encode())
    assert codes(snapshot.verify(filled, path.stem)) == ["FCT-404"]
    assert codes(refused(snapshot.load, filled, path.stem)) == ["FCT-404"]
    assert codes(refused(snapshot.latest, filled)) == ["FCT-404"]


def test_an_unfinished_manifest_is_no_snapshot(filled):
    folder = filled.home / "snapshots"
    folder.mkdir()
    (folder / ".a.json.tmp").write_text('{"seal": ')
    assert snapshot.names(filled) == []
    assert snapshot.create(filled, "a").number == 1


def test_an_error_while_sealing_leaves_no_snapshot(filled, monkeypatch):
    def fail(*_args):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(snapshot.os, "fsync", fail)
        with pytest.raises(Refused, match=r"FCT-307.*disk full"):
            snapshot.create(filled, "a")
    assert snapshot.names(filled) == []


def test_sealing_waits_for_importers(filled, tables, refused):
    other = Lake(filled.home, tables, patience=0.1)
    with filled.locked():
        assert codes(refused(snapshot.create, other, "a")) == ["FCT-301"]


def test_a_table_and_a_column_declared_later_are_empty(filled, tables):
    made = snapshot.create(filled, "a")
    table = tables["violation"]
    wider = table.model_copy(update={"columns": {**table.columns, "place": tables["hazard"].columns["id"]}})
    later = Lake(filled.home, {"violation": wider, "new": tables["hazard"]})
    sources = made.sources(later)
    assert sources["new"].files == ()
    assert DuckEngine().query("SELECT place FROM violation", sources).column("place").to_pylist() == [
        None,
        None,
    ]


def test_the_files_stay_for_as_long_as_the_lake(filled, violations):
    made = snapshot.create(filled, "a")
    for number in range(5):
        filled.merge("violation", violations(("a", 1, MOMENT, number + 10), ("a", 2, MOMENT, number)))
    assert all(Path(file).is_file() for file in made.sources(filled)["violation"].files)
    assert snapshot.verify(filled, "a") == []


@settings(deadline=None)
@given(st.text(max_size=8))
def test_a_name_is_a_file_name_or_refused(name):
    assert not (snapshot._NAME.fullmatch(name) and (set(name) & set("/\\\0\n ") or name.startswith(".")))
