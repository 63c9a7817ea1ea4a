"""Constructed findings, meetings and tasks: as many as the inspections and the rules of branches ask for."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from luji.config.demo.conduct import EVERY, conduct_ledgers
from luji.config.demo.ground import Ground
from luji.config.demo.team import team_ledgers
from luji.config.demo.totals import YEARS
from luji.config.demo.workbook import Ledger

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def inspections(ground: Ground) -> Ledger:
    return next(one for one in team_ledgers(ground) if one.table == "supervision")


@pytest.fixture(scope="module")
def rows(ground: Ground, inspections: Ledger, as_rows: Callable[[Ledger], Rows]) -> dict[str, Rows]:
    return {one.table: as_rows(one) for one in conduct_ledgers(ground, inspections.rows)}


def test_every_inspection_has_the_findings_it_says(
    rows: dict[str, Rows], inspections: Ledger, as_rows: Callable[[Ledger], Rows]
) -> None:
    filed = Counter(row["督查编号"] for row in rows["supervision_finding"])
    said = {row["督查编号"]: row["发现问题数"] for row in as_rows(inspections) if row["发现问题数"]}
    assert filed == said


def test_a_finding_is_closed_after_it_was_mended_or_not_at_all(rows: dict[str, Rows]) -> None:
    for row in rows["supervision_finding"]:
        settled = [row[name] for name in ("整改完成日期", "复查情况", "销号日期", "复查人警号")]
        assert all(settled) == (row["状态"] == "已销号")
        assert all(settled) or not any(settled)
        assert not all(settled) or row["发现日期"] < row["整改完成日期"] < row["销号日期"]
    assert {row["状态"] for row in rows["supervision_finding"]} == {"已销号", "整改中"}


@pytest.mark.parametrize("year", YEARS)
def test_branches_meet_as_often_as_they_have_to(rows: dict[str, Rows], ground: Ground, year: int) -> None:
    held = Counter((row["支部"], row["会议类别"]) for row in rows["meeting"] if row["召开日期"].year == year)
    assert held == {
        (branch, kind): 12 // months for branch in ground.offices for kind, months in EVERY.items()
    }


def test_every_assembly_has_its_quorum(rows: dict[str, Rows]) -> None:
    for row in rows["meeting"]:
        listed = [line.split("|") for line in row["到会名单"].splitlines()]
        present = [line for line in listed if line[1] == "是"]
        assert 0 < len(present) <= len(listed)
        assert row["会议类别"] != "支部党员大会" or len(present) * 2 > len(listed)
        assert all(len(line) == (2 if line[1] == "是" else 3) for line in listed), "who is absent says why"


def test_tasks_begin_on_mondays_and_some_are_late(rows: dict[str, Rows], ground: Ground) -> None:
    tasks = rows["task"]
    assert {row["周一日期"].weekday() for row in tasks} == {0}
    weeks = Counter(row["单位"] for row in tasks)
    assert set(weeks) == set(ground.offices)
    assert len(set(weeks.values())) == 1
    late = [row for row in tasks if row["完成日期"] > row["完成期限"]]
    assert 0 < len(late) < len(tasks) / 5
    assert all(row["完成期限"] == row["周一日期"] + timedelta(days=4) for row in tasks)


@pytest.mark.parametrize("table", ["supervision_finding", "meeting", "task"])
def test_numbers_are_given_once(rows: dict[str, Rows], table: str) -> None:
    numbers = [next(iter(row.values())) for row in rows[table]]
    assert len(set(numbers)) == len(numbers)


def test_people_serve_where_they_are_asked_to(rows: dict[str, Rows], ground: Ground) -> None:
    for row in rows["task"]:
        assert row["责任人警号"] in ground.crew(row["单位"])
    for row in rows["meeting"]:
        assert row["主持人警号"] in ground.crew(row["支部"])
