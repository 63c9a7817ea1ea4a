"""Commands that keep: import, dry run, export and back, snapshots, check."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from luji.config.cli import app
from luji.config.keeping import open_lake, units_of


def luji(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def home(demo_home: Path, tmp_path: Path) -> Path:
    """The demo's lake, free to be changed."""
    copy = tmp_path / "home"
    shutil.copytree(demo_home, copy, ignore=shutil.ignore_patterns("report", "luji.db*", "violation*"))
    return copy


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
