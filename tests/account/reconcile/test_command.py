"""The command: what it prints, what it writes, and its exit status."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from luji.account.reconcile.checking import check
from luji.account.reconcile.command import FINDINGS, NOTHING, UNUSABLE, merged, parser, run

HOLDS = "本年支出合计356.20万元，其中：人员经费210.15万元，公用经费96.05万元，其他支出50.00万元。\n"
FAILS = HOLDS.replace("210.15", "210.51")
NOTE = "查处违法66577起，同比增长79.17%。\n"
Write = Callable[..., str]
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(text: str, name: str = "甲.txt") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return str(path)

    return made


@pytest.mark.parametrize(
    ("text", "status"), [(HOLDS, NOTHING), (FAILS, FINDINGS), (NOTE, NOTHING), ("没有数字。", NOTHING)]
)
def test_the_status_tells_whether_something_is_wrong(
    text: str, status: int, write: Write, capsys: Captured
) -> None:
    assert run([write(text)]) == status
    assert "识别" in capsys.readouterr().out


def test_several_files(write: Write, capsys: Captured) -> None:
    assert run([write(HOLDS, "甲.txt"), write(FAILS, "乙.txt")]) == FINDINGS
    out = capsys.readouterr().out
    assert out.index("甲.txt：") < out.index("REC-101") < out.index("乙.txt：")


def test_json(write: Write, capsys: Captured) -> None:
    assert run(["--json", write(FAILS)]) == FINDINGS
    made = json.loads(capsys.readouterr().out)
    assert set(made) == {"findings", "checked", "relations"}
    (found,) = made["findings"]
    assert FAILS[found["start"] : found["end"]] == found["quote"]
    assert (found["file"], found["rule"], found["level"]) == ("甲.txt", "REC-101", "inconsistent")
    assert made["checked"] == made["relations"] == 1


def test_json_of_nothing_wrong_is_still_json(write: Write, capsys: Captured) -> None:
    assert run(["--json", write(HOLDS), write("没有数字。", "乙.txt")]) == NOTHING
    assert json.loads(capsys.readouterr().out) == {"findings": [], "checked": 1, "relations": 1}


def test_sarif(write: Write, capsys: Captured) -> None:
    assert run(["--sarif", write(FAILS)]) == FINDINGS
    assert json.loads(capsys.readouterr().out)["version"] == "2.1.0"


def test_text_prints_what_offsets_count_in(write: Write, capsys: Captured) -> None:
    page = write("<p>本年收入<b>120</b>万元</p>", "甲.html")
    assert run(["--text", page]) == NOTHING
    assert capsys.readouterr().out == "本年收入120万元\n"


def test_html_pages_into_a_folder_that_is_made(write: Write, tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "新" / "批注"
    files = [write(FAILS, "甲.txt"), write(HOLDS, "别处/甲.txt")]
    assert run(["--html", str(folder), *files]) == FINDINGS
    names = sorted(p.name for p in folder.iterdir())
    assert len(names) == 2 and "甲.txt.html" in names  # two files of one name keep apart
    assert all(p.read_text("utf-8").startswith("<!doctype html>") for p in folder.iterdir())
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_folder_that_cannot_be_made(write: Write, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "占用").write_text("x")
    assert run(["--html", str(tmp_path / "占用"), write(FAILS)]) == UNUSABLE
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "number"),
    [
        ("没有.txt", None, "REC-901"),
        ("甲.doc", b"x", "REC-903"),
        ("甲.docx", b"x", "REC-908"),
        ("空.txt", b"", "REC-905"),
        ("甲.txt", b"\x00\x01", "REC-909"),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"], ["--text"]])
def test_unusable_files_are_numbered_problems(
    name: str, data: bytes | None, number: str, form: list[str], tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    assert run([*form, str(path)]) == UNUSABLE
    assert number in capsys.readouterr().err


def test_the_others_are_still_checked_beside_an_unusable_one(
    write: Write, tmp_path: Path, capsys: Captured
) -> None:
    assert run(["--json", str(tmp_path / "没有.txt"), write(FAILS)]) == UNUSABLE
    captured = capsys.readouterr()
    assert len(json.loads(captured.out)["findings"]) == 1
    assert captured.err.count("REC-901") == 1


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--json"],
        ["--json", "--sarif", "甲.txt"],
        ["--unknown", "甲.txt"],
        ["--lang", "fr", "甲.txt"],
        ["--html"],
    ],
)
def test_bad_arguments(argv: list[str], capsys: Captured) -> None:
    assert run(argv) == UNUSABLE
    assert "usage" in capsys.readouterr().err


def test_help(capsys: Captured) -> None:
    assert run(["--help"]) == NOTHING
    out = capsys.readouterr().out
    assert all(option in out for option in ("--json", "--html", "--sarif", "--text", "--lang"))


def test_english(write: Write, tmp_path: Path, capsys: Captured) -> None:
    assert run(["--lang", "en", write(FAILS), str(tmp_path / "没有.txt")]) == UNUSABLE
    captured = capsys.readouterr()
    assert "the parts add to" in captured.out and "relations" in captured.out
    assert "no such file" in captured.err


def test_results_are_merged(write: Write) -> None:
    one, two = check(Path(write(FAILS))), check(Path(write(FAILS + HOLDS, "乙.txt")))
    made = merged([one, two])
    assert (made["checked"], made["relations"]) == (3, 3)
    assert [f["file"] for f in made["findings"]] == ["甲.txt", "乙.txt"]  # type: ignore[union-attr, index]
    assert merged([]) == {"findings": [], "checked": 0, "relations": 0}


def test_files_are_paths() -> None:
    given = parser().parse_args(["甲.txt", "乙.docx"])
    assert given.files == [Path("甲.txt"), Path("乙.docx")]
    assert (given.json, given.html, given.lang) == (False, None, "zh")


def test_it_runs_by_itself_without_the_web(write: Write) -> None:
    code = (
        "import sys; from luji.account.reconcile.command import run; status = run(sys.argv[1:]);"
        "assert not {'django', 'duckdb', 'openpyxl', 'docx', 'pydantic'} & set(sys.modules); sys.exit(status)"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, write(FAILS)], capture_output=True, text=True, check=False
    )
    assert made.returncode == FINDINGS, made.stderr
    module = subprocess.run(
        [sys.executable, "-m", "luji.account.reconcile", "--json", write(HOLDS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert module.returncode == NOTHING
    assert json.loads(module.stdout)["findings"] == []
