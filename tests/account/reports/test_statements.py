"""Problems and measures: each answers the other, numbers are bound, lines are told."""

from pathlib import Path

import pytest

from luji.account.reports.inline import Binding, Words
from luji.account.reports.statements import Statements, load_statements
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused

GOOD = """unit: hh
year: 2020
dated: 2021-06-08
problems:
  - key: budget
    title: 预算不准
    text: >-
      年中调整较多，
      执行偏慢。
measures:
  - answers: [budget]
    title: 编细编实
    text: 逐项测算，共{finance.project}。
    owner: 财务科
    due: 2021-09-30
stated:
  other: [无。, 另有说明。]
"""


def read(tmp_path: Path, text: str, known: tuple[str, ...] | None = None) -> Statements:
    path = tmp_path / "hh-2020.yaml"
    path.write_text(text, "utf-8")
    return load_statements(path, known)


def test_a_sound_file(tmp_path: Path) -> None:
    said = read(tmp_path, GOOD, ("finance.project",))
    assert (said.unit, said.year, str(said.dated)) == ("hh", 2020, "2021-06-08")
    assert said.problems[0].text == (Words("年中调整较多，执行偏慢。"),), "a folded line leaves no blank"
    assert said.measures[0].text[1] == Binding("finance.project")
    assert said.measures[0].tail == "（责任部门：财务科；完成时限：2021年9月30日）"
    assert said.stated["other"] == ((Words("无。"),), (Words("另有说明。"),))


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("answers: [budget]", "answers: [bugdet]", "REP-026", 11),
        ("answers: [budget]", "answers: []", "REP-026", 11),
        ("answers: [budget]", "answers: [other]", "REP-025", 5),
        ("{finance.project}", "12万元", "REP-001", 13),
        ("{finance.project}", "{finance.projcet}", "REP-002", 13),
        ("预算不准", "三项预算不准", "REP-001", 6),
        ("[无。, 另有说明。]", "['共5项。']", "REP-001", 17),
        ("due: 2021-09-30", "due: 九月", "KRN-015", 15),
        ("    owner: 财务科\n", "", "KRN-014", 11),
        ("unit: hh", "units: hh", "KRN-013", 1),
    ],
)
def test_mistakes_are_told_at_the_line(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    assert old in GOOD
    with pytest.raises(Refused) as refused:
        read(tmp_path, GOOD.replace(old, new), ("finance.project",))
    assert (code, line) in [(problem.code, problem.where.line) for problem in refused.value.problems]


def test_a_problem_without_a_measure_is_a_defect(tmp_path: Path) -> None:
    more = GOOD.replace("measures:", "  - {key: assets, title: 装备遗失, text: 管理不严。}\nmeasures:")
    with pytest.raises(Refused, match="REP-025") as refused:
        read(tmp_path, more)
    assert "装备遗失" in refused.value.problems[0].zh


def test_the_shipped_statements_pair_up_and_say_they_are_constructed(content: Content) -> None:
    said = load_statements(content.file("reports/huaihua-2020.yaml"))
    assert len(said.problems) == len(said.measures) == 3
    assert "构造" in said.notice
