"""The declared rows of the data table."""

from pathlib import Path

import pytest

from luji.account.reports.sheets import Sheets, load_sheets
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused

HEAD = "scores_title: 甲\ndata_title: 乙\ngroups:\n"
GROUP = "  - label: {zh: 组, en: Group}\n    rows:\n"


def read(tmp_path: Path, rows: str, known: tuple[str, ...] | None = None) -> Sheets:
    path = tmp_path / "tables.yaml"
    path.write_text(HEAD + GROUP + rows, "utf-8")
    return load_sheets(path, known)


def test_rows_in_order(tmp_path: Path) -> None:
    sheets = read(tmp_path, "      - {key: a}\n      - {key: b}\n      - {key: c, adds: [a, b]}\n")
    assert sheets.keys() == ["a", "b", "c"]
    assert sheets.groups[0].rows[2].adds == ("a", "b")


@pytest.mark.parametrize(
    ("rows", "code", "told"),
    [
        ("      - {key: hazard.rectifed}\n", "REP-028", "是否指「hazard.rectified」"),
        ("      - {key: hazard.rectified, adds: [other]}\n", "REP-029", "other"),
        ("      - {key: hazard.rectified, adds: [hazard.rectified]}\n", "REP-029", "hazard.rectified"),
        ("      - {key: hazard.rectified, sum: 3}\n", "KRN-013", "sum"),
        ("      - {adds: []}\n", "KRN-014", "key"),
    ],
)
def test_mistakes_are_told_at_the_row(tmp_path: Path, rows: str, code: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, rows, ("hazard.rectified",))
    problem = refused.value.problems[0]
    assert problem.code == code
    assert told in problem.line()
    assert problem.where.line == 6


def test_the_total_of_basic_outlay_adds_its_parts(content: Content) -> None:
    sheets = load_sheets(content.file("reports/self-evaluation-tables.yaml"))
    adds = {row.key: row.adds for group in sheets.groups for row in group.rows if row.adds}
    assert adds["finance.basic"] == ("finance.basic.personnel", "finance.basic.office")
