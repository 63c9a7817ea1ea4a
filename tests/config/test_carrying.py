"""Commands that carry: files in and out, registers only by somebody and under their posts."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from luji.config.carrying import registers_of
from luji.config.cli import app

FACTS = ("payment", "bulletin")


def luji(*words: object) -> Result:
    """A command in this process: only for what needs no database."""
    return CliRunner().invoke(app, [str(word) for word in words])


def alone(home: Path, *words: object, **env: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, whose Django is set up on the home."""
    command = [sys.executable, "-m", "luji", *(str(word) for word in words), "--home", str(home)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **env})


@pytest.fixture
def home(demo_home: Path, tmp_path: Path) -> Path:
    """The demo's lake and database, free to be changed."""
    copy = tmp_path / "home"
    shutil.copytree(demo_home, copy, ignore=shutil.ignore_patterns("report", "violation*"))
    return copy


def state(home: Path) -> list[tuple[str, int]]:
    return sorted(
        (str(p.relative_to(home)), p.stat().st_size) for p in (home / "lake").rglob("*") if p.is_file()
    )


def ledger(home: Path, table: str) -> Path:
    return next((home / "ledgers").glob(f"*{table}*"))


def test_the_same_file_twice_changes_nothing(home: Path) -> None:
    before = state(home)
    result = luji("import", "payment", ledger(home, "payment"), "--home", home, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (told["inserted"], told["updated"]) == (0, 0)
    assert told["unchanged"] > 100
    assert state(home) == before


def test_a_dry_run_tells_and_writes_nothing(tmp_path: Path, demo_home: Path) -> None:
    result = luji(
        "import", "payment", ledger(demo_home, "payment"), "--home", tmp_path, "--dry-run", "--json"
    )
    assert json.loads(result.stdout)["inserted"] > 100
    assert not (tmp_path / "lake").exists() or state(tmp_path) == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_read_back_changes_nothing(home: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out.{ending}"
    assert luji("export", "payment", "--out", out, "--home", home).exit_code == 0
    told = json.loads(luji("import", "payment", out, "--home", home, "--json").stdout)
    assert (told.get("inserted"), told.get("updated")) == (0, 0)


def test_an_export_of_unknown_form_is_refused(home: Path, tmp_path: Path) -> None:
    result = luji("export", "payment", "--out", tmp_path / "out.doc", "--home", home)
    assert result.exit_code == 2
    assert "FCT-119" in result.stderr
    assert list(tmp_path.glob("out*")) == []


@pytest.mark.parametrize(
    "command", [["import", "hazard", "x.xlsx"], ["export", "道路隐患", "--out", "x.csv"]]
)
def test_a_register_is_not_written_around(tmp_path: Path, command: list[str]) -> None:
    result = luji(*command, "--home", tmp_path / "home")
    assert result.exit_code == 2
    assert "CLI-201" in result.stderr
    assert "luji import hazard" in result.stderr
    assert not (tmp_path / "home" / "lake").exists()


def test_nobody_is_needed_for_other_tables(tmp_path: Path) -> None:
    result = luji("import", "payment", "x.xlsx", "--as", "officer1", "--home", tmp_path)
    assert (result.exit_code, "CLI-203" in result.stderr) == (2, True)


def test_a_home_without_tables_is_told(tmp_path: Path) -> None:
    result = luji("import", "hazard", "x.xlsx", "--as", "officer1", "--home", tmp_path)
    assert (result.exit_code, "CLI-204" in result.stderr) == (2, True)


def test_registers_are_known_by_their_declaration(tmp_path: Path) -> None:
    assert "hazard" in registers_of(tmp_path)
    assert not registers_of(tmp_path) & set(FACTS)


def test_in_and_out_of_a_register_under_ones_own_posts(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.csv"
    written = alone(home, "export", "hazard", "--out", out, "--as", "lead")
    assert written.returncode == 0, written.stderr
    lines = out.read_text("utf-8-sig").splitlines()
    assert f"{len(lines) - 1:,} 行" in written.stdout
    assert {"hh-hecheng"} == {line.split(",")[1] for line in lines[1:]}
    before = state(home)
    told = alone(home, "import", "hazard", out, "--as", "lead", "--json")
    assert json.loads(told.stdout) == {
        "table": "hazard", "file": "mine.csv", "dry_run": False, "inserted": 0, "updated": 0, "unchanged": len(lines) - 1,
    }  # fmt: skip
    assert state(home) == before
    said = alone(home, "import", "hazard", out, "--as", "lead", "--dry-run", LUJI_LANG="en")
    assert "0 rows would be new" in said.stdout


def test_a_register_refuses_strangers_and_what_their_post_does_not_allow(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text(
        "大队,路线,桩号,隐患类型,隐患描述,责任单位\n芷江大队,G60,K1300+100,护栏,缺失,某公司\n", "utf-8"
    )
    unknown = alone(home, "import", "hazard", path, "--as", "nobody")
    assert (unknown.returncode, "CLI-202" in unknown.stderr) == (2, True)
    other = alone(home, "import", "hazard", path, "--as", "officer1", LUJI_LANG="en")
    assert (other.returncode, "REG-201" in other.stderr) == (2, True)
    assert "row 2" in other.stderr
    path.write_text(path.read_text("utf-8").replace("芷江", "鹤城"), "utf-8")
    done = alone(home, "import", "hazard", path, "--as", "officer1")
    assert "新增 1 行" in done.stdout, done.stderr
