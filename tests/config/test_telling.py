"""Commands that tell: the JSON others read, and files written whole."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from luji.account.reports.gate import Objection, Review
from luji.base.kernel.problem import Level
from luji.base.kernel.text import Text
from luji.config.cli import app
from luji.config.house import House

WHO = ("--unit", "怀化支队")


def luji(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_figures_as_json(demo_home: Path) -> None:
    found = json.loads(luji("figures", *WHO, "--period", "2020", "--json", "--home", demo_home).stdout)
    keys = {"key", "label", "value", "measure", "bound", "display", "previous", "growth", "rows"}
    assert all(keys <= set(figure) for figure in found)
    assert all(isinstance(figure["rows"], int) for figure in found)
    assert len({figure["key"] for figure in found}) == len(found)


def test_figures_as_a_table(demo_home: Path) -> None:
    result = luji("figures", "--unit", "鹤城大队", "--period", "2020Q3", "--home", demo_home)
    assert result.exit_code == 0
    assert "hazard.rectified" in result.stdout


def test_an_english_reader_gets_english_tables(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUJI_LANG", "en")
    figures = luji("figures", *WHO, "--period", "2020", "--home", demo_home).stdout
    assert "Hazards rectified" in figures
    assert "整治到位" not in figures
    scored = luji("evaluate", "--unit", "怀化支队", "--year", "2020", "--home", demo_home).stdout
    assert "grade" in scored.splitlines()[-1]


def test_a_table_read_by_a_program_is_not_cut(demo_home: Path) -> None:
    table = luji("figures", *WHO, "--period", "2020", "--home", demo_home).stdout
    assert "accident.deaths_per_100km" in table
    assert "…" not in table


def test_the_rows_behind_the_score_are_those_of_all_it_read(demo_home: Path) -> None:
    options = (*WHO, "--period", "2020", "--home", demo_home, "--rows", "--json")
    page = json.loads(luji("trace", "evaluation.score", *options).stdout)
    assert {"hazard", "payment", "budget"} <= {row["_table"] for row in page["rows"]}
    assert page["total"] == len(page["rows"])


def test_a_trace_ends_in_row_keys(demo_home: Path) -> None:
    options = (*WHO, "--period", "2020", "--home", demo_home)
    tree = json.loads(luji("trace", "hazard.rectified", *options, "--json").stdout)
    assert len(tree["row_keys"]) == tree["rows"] == int(tree["value"])
    listed = json.loads(luji("trace", "hazard.rectified", *options, "--rows", "--json").stdout)
    assert sorted(row["id"] for row in listed["rows"]) == sorted(tree["row_keys"])
    lines = luji("trace", "hazard.rectified", *options, "--rows").stdout.splitlines()
    assert len(lines) == len(tree["row_keys"])


def test_the_trace_of_the_score_names_what_it_read(demo_home: Path) -> None:
    tree = json.loads(
        luji("trace", "evaluation.score", *WHO, "--period", "2020", "--home", demo_home, "--json").stdout
    )
    assert "finance.budget" in {child["key"] for child in tree["children"]}


def test_evaluate_as_json_and_as_a_table(demo_home: Path) -> None:
    found = json.loads(luji("evaluate", *WHO, "--year", "2020", "--home", demo_home, "--json").stdout)
    assert found["grade"] == "优"
    lost = [line["key"] for line in found["lines"] if line["score"] != f"{float(line['points']):.2f}"]
    assert lost == ["execution"]
    assert found["score"] in luji("evaluate", *WHO, "--year", "2020", "--home", demo_home).stdout


def test_the_report_is_written_in_the_formats_asked_for(demo_home: Path, tmp_path: Path) -> None:
    result = luji(
        "report",
        *WHO,
        "--year",
        "2020",
        "--out",
        tmp_path / "out",
        "--format",
        "html,pdf",
        "--home",
        demo_home,
    )
    assert result.exit_code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "self-evaluation-hh-2020.html",
        "self-evaluation-hh-2020.pdf",
    ]


OBJECTION = Objection(
    "REC-101", Level.WARNING, "前", "八处", "后", Text("不相加", "do not add up"), "3 + 4 = 8"
)


@pytest.mark.parametrize(("option", "status"), [([], 1), (["--despite-findings"], 0)])
def test_a_report_whose_numbers_disagree_is_not_issued(
    demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: list[str], status: int
) -> None:
    monkeypatch.setattr(House, "review", lambda *_: Review(5, 4, (OBJECTION,)))
    out = tmp_path / "out"
    options = ("--year", "2020", "--out", out, "--format", "html", "--home", demo_home, *option)
    result = luji("report", *WHO, *options)
    assert result.exit_code == status
    assert out.exists() == (status == 0)
    assert "不一致  REC-101  不相加" in result.stderr
    assert "前【八处】后" in result.stderr
    assert "3 + 4 = 8" in result.stderr
    assert ("--despite-findings" in result.stderr) == (status == 1)
    assert len(result.stdout.splitlines()) == (1 if status == 0 else 0)


def test_notes_are_told_and_stop_nothing(demo_home: Path, tmp_path: Path) -> None:
    options = ("--year", "2020", "--out", tmp_path / "out", "--format", "html", "--home", demo_home)
    result = luji("report", *WHO, *options)
    assert result.exit_code == 0, result.stderr
    assert "提示  REC-501" in result.stderr
    assert "不符 0 处" in result.stderr.splitlines()[-1]


def test_the_gate_speaks_english(demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUJI_LANG", "en")
    monkeypatch.setattr(House, "review", lambda *_: Review(5, 4, (OBJECTION,)))
    result = luji("report", *WHO, "--year", "2020", "--out", tmp_path / "out", "--home", demo_home)
    assert "inconsistent  REC-101  do not add up" in result.stderr
    assert "1 do not hold" in result.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["figures", "--unit", "怀化支队", "--period", "lately"], "KRN-001"),
        (["figures", "--unit", "怀化支对", "--period", "2020"], "PPL-001"),
        (["trace", "hazard.rectifed", *WHO, "--period", "2020"], "IND-006"),
        (["trace", "evaluation.score", *WHO, "--period", "2020-03"], "CLI-008"),
        (["evaluate", *WHO, "--year", "2019"], "CLI-002"),
        (["report", *WHO, "--year", "2020", "--out", "x", "--format", "docx,doc"], "REP-015"),
        (["report", *WHO, "--year", "2020", "--out", "/proc/none", "--format", "html"], "CLI-003"),
        (["figures", *WHO, "--period", "2020", "--snapshot", "never"], "FCT-403"),
    ],
)
def test_what_cannot_be_told_is_refused_with_exit_2(demo_home: Path, words: list[str], code: str) -> None:
    result = luji(*words, "--home", demo_home)
    assert result.exit_code == 2
    assert code in result.stderr
