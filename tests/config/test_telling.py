"""Commands that tell: the JSON others read, and files written whole."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from luji.config.cli import app

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


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["figures", "--unit", "怀化支队", "--period", "lately"], "KRN-001"),
        (["figures", "--unit", "怀化支对", "--period", "2020"], "PPL-001"),
        (["trace", "hazard.rectifed", *WHO, "--period", "2020"], "IND-006"),
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
