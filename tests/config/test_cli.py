"""The command line: fixed commands, exit status, one JSON document on stdout and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from luji.base.kernel.problem import ProblemKind
from luji.config.cli import app, tell

COMMANDS = (
    "demo",
    "serve",
    "upgrade",
    "check",
    "import",
    "export",
    "figures",
    "trace",
    "evaluate",
    "report",
    "reconcile",
)


def luji(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.parametrize("command", COMMANDS)
def test_the_fixed_commands_exist(command: str) -> None:
    assert f"\n│ {command} " in luji("--help").output


@pytest.mark.parametrize("command", ["create", "verify", "list"])
def test_snapshot_commands_exist(command: str) -> None:
    assert f"│ {command} " in luji("snapshot", "--help").output


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["figures", "--unit", "怀化支队", "--period", "2020"], "CLI-001"),
        (["evaluate", "--unit", "怀化支队", "--year", "2020"], "CLI-001"),
        (["import", "payment", "none.xlsx"], "FCT-"),
        (["import", "hazzard", "none.xlsx"], "FCT-"),
        (["snapshot", "verify"], "CLI-001"),
    ],
)
def test_unusable_input_is_a_numbered_problem_and_exit_2(tmp_path: Path, words: list[str], code: str) -> None:
    result = luji(*words, "--home", tmp_path)
    assert result.exit_code == 2
    assert code in result.stderr
    assert result.stdout == ""


def test_problems_come_as_one_json_document(tmp_path: Path) -> None:
    result = luji("figures", "--unit", "x", "--period", "2020", "--json", "--home", tmp_path)
    assert result.exit_code == 2
    assert json.loads(result.stdout)["problems"][0]["code"] == "CLI-001"


def test_a_missing_option_is_told(tmp_path: Path) -> None:
    result = luji("figures", "--unit", "x", "--home", tmp_path)
    assert result.exit_code == 2
    assert "--period" in result.output


def test_problems_in_the_readers_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = ProblemKind("TST-009", "坏了", "broken", "修。", "Mend it.")()
    tell((problem,))
    monkeypatch.setenv("LUJI_LANG", "en")
    tell((problem,))
    assert capsys.readouterr().err == "TST-009 坏了。修。\nTST-009 broken. Mend it.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["import", "thing", "{file}"], "FCT-013"),
        (["export", "payment", "--out", "/proc/none/x.csv"], "CLI-005"),
        (["snapshot", "create"], "FCT-307"),
        (["upgrade"], "CLI-005"),
        (["demo", "--no-serve"], "CLI-005"),
        (["serve", "--port", "18979"], "CLI-005"),
    ],
)
def test_a_place_that_cannot_be_written_is_a_problem_not_a_crash(
    tmp_path: Path, words: list[str], code: str
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    result = luji(*words, "--home", tmp_path / "file" / "home")
    assert result.exit_code == 2
    assert code in result.stderr
    assert result.stdout == ""


def test_an_unwritable_place_comes_as_json_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    result = luji("snapshot", "create", "--json", "--home", tmp_path / "file" / "home")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["problems"][0]["code"] == "FCT-307"


def test_names_in_chinese_work_where_the_locale_is_not_in_utf_8(tmp_path: Path) -> None:
    home = tmp_path / "数据 目录"
    home.mkdir()
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "luji", "snapshot", "create", "--name", "年报", "--home", str(home)]
    made = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (made.returncode, made.stderr.decode()) == (0, "")
    assert (home / "snapshots" / "年报.json").is_file()


def test_a_small_command_does_not_load_the_large_rooms() -> None:
    code = (
        "import sys; from luji.config import cli; "
        "print([m for m in ('django', 'duckdb', 'pyarrow', 'pydantic', 'deltalake') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
