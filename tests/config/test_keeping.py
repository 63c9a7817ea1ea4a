"""Commands that keep: import, dry run, export and back, snapshots, check."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from luji.config.cli import app
from luji.config.keeping import open_lake, units_of

HEAD = "隐患编号,大队,推送批次,推送日期\n"


def luji(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def home(demo_home: Path, tmp_path: Path) -> Path:
    """The demo's lake, free to be changed."""
    copy = tmp_path / "home"
    shutil.copytree(demo_home, copy, ignore=shutil.ignore_patterns("report", "luji.db*", "violation*"))
    return copy


def ledger(home: Path, table: str) -> Path:
    return next((home / "ledgers").glob(f"*{table}*"))


def state(home: Path) -> list[tuple[str, int]]:
    return sorted(
        (str(p.relative_to(home)), p.stat().st_size) for p in (home / "lake").rglob("*") if p.is_file()
    )


def test_the_same_file_twice_changes_nothing(home: Path) -> None:
    before = state(home)
    result = luji("import", "hazard", ledger(home, "hazard"), "--home", home, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (told["inserted"], told["updated"]) == (0, 0)
    assert told["unchanged"] > 400
    assert state(home) == before


def test_a_dry_run_tells_and_writes_nothing(tmp_path: Path, demo_home: Path) -> None:
    result = luji("import", "hazard", ledger(demo_home, "hazard"), "--home", tmp_path, "--dry-run", "--json")
    assert json.loads(result.stdout)["inserted"] > 400
    assert not (tmp_path / "lake").exists() or state(tmp_path) == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("table", ["hazard", "payment", "accident", "bulletin", "revocation", "training"])
def test_an_export_read_back_changes_nothing(home: Path, tmp_path: Path, table: str, ending: str) -> None:
    out = tmp_path / f"out.{ending}"
    assert luji("export", table, "--out", out, "--home", home).exit_code == 0
    result = luji("import", table, out, "--home", home, "--json")
    told = json.loads(result.stdout)
    assert (told.get("inserted"), told.get("updated")) == (0, 0), result.stdout


def test_an_export_of_unknown_form_is_refused(home: Path, tmp_path: Path) -> None:
    result = luji("export", "hazard", "--out", tmp_path / "out.doc", "--home", home)
    assert result.exit_code == 2
    assert "FCT-119" in result.stderr
    assert list(tmp_path.glob("out*")) == []


def test_snapshots_are_made_verified_and_listed(home: Path) -> None:
    made = luji("snapshot", "create", "--name", "q1", "--home", home, "--json")
    assert json.loads(made.stdout)["name"] == "q1"
    assert luji("snapshot", "create", "--name", "q1", "--home", home).exit_code == 2
    sound = luji("snapshot", "verify", "--name", "q1", "--home", home, "--json")
    assert sound.exit_code == 0
    assert json.loads(sound.stdout)["sound"]
    assert "q1" in [
        one["name"] for one in json.loads(luji("snapshot", "list", "--home", home, "--json").stdout)
    ]


def test_a_damaged_file_is_found(home: Path) -> None:
    parquet = next((home / "lake" / "hazard").rglob("*.parquet"))
    data = bytearray(parquet.read_bytes())
    data[len(data) // 2] ^= 1
    parquet.write_bytes(bytes(data))
    result = luji("snapshot", "verify", "--home", home)
    assert result.exit_code == 1
    assert "FCT-406" in result.stderr


def test_check_counts_what_is_declared(tmp_path: Path) -> None:
    told = json.loads(luji("check", "--home", tmp_path, "--json").stdout)
    assert {problem["level"] for problem in told["problems"]} <= {"warning"}
    assert told["indicators"] > 50


def test_check_tells_a_mistake_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "content" / "facts").mkdir(parents=True)
    (tmp_path / "content" / "facts" / "own.yaml").write_text("table: own\ncolumms: {}\n", "utf-8")
    result = luji("check", "--home", tmp_path)
    assert result.exit_code == 2
    assert "own.yaml 第 2 行" in result.stderr


def test_units_and_lake_open_on_an_empty_home(tmp_path: Path) -> None:
    assert units_of(tmp_path).find("怀化支队").code == "hh"
    assert open_lake(tmp_path).count("hazard") == 0
