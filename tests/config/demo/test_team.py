"""The constructed team ledgers: the counts published for 2020, a report of nought from every unit and month."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from luji.config.demo.ground import Ground
from luji.config.demo.team import team_ledgers
from luji.config.demo.totals import COUNTS, TRAINING, YEARS
from luji.config.demo.workbook import Ledger

Rows = list[dict[str, Any]]
DAYS = {
    "activity": "活动日期", "vanguard": "组建日期", "party_admission": "入党日期", "honour": "表彰日期",
    "liaison": "汇报日期", "supervision": "督查日期", "accountability": "处理日期", "discipline_report": "报告日期",
    "care_survey": "摸排日期", "relocation": "调整日期", "visit": "慰问日期", "training": "授课日期",
    "rotation": "开班日期", "difficulty": "反映日期",
}  # fmt: skip
KINDS = {
    "vanguard.party": ("vanguard", "队伍类别", "党员先锋队"),
    "vanguard.youth": ("vanguard", "队伍类别", "青年先锋队"),
    "joined.frontline": ("party_admission", "入党方式", "火线入党"),
    "joined.ordinary": ("party_admission", "入党方式", "正常发展"),
    "honour.collective": ("honour", "荣誉类别", "全省公安疫情防控突出集体"),
    "honour.party_branch": ("honour", "荣誉类别", "全省交警先进党组织"),
    "honour.top_ten": ("honour", "荣誉类别", "省十佳高速警察"),
    "honour.spouse": ("honour", "荣誉类别", "省厅最美警嫂"),
    "honour.party_member": ("honour", "荣誉类别", "总队优秀党员"),
    "supervision.double": ("supervision", "督查类别", "双督查"),
    "supervision.special": ("supervision", "督查类别", "专项督查"),
    "difficulty.solved": ("difficulty", "办理状态", "已解决"),
    "difficulty.open": ("difficulty", "办理状态", "办理中"),
    "visit.officer": ("visit", "慰问对象", "住院民警"),
    "visit.relative": ("visit", "慰问对象", "民警家属"),
}


@pytest.fixture(scope="module")
def rows(ground: Ground, as_rows: Callable[[Ledger], Rows]) -> dict[str, Rows]:
    return {ledger.table: as_rows(ledger) for ledger in team_ledgers(ground)}


def of(rows: dict[str, Rows], table: str, year: int) -> Rows:
    return [row for row in rows[table] if row[DAYS[table]].year == year]


def test_every_ledger_is_looked_at(rows: dict[str, Rows]) -> None:
    assert set(rows) == set(DAYS)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("word", KINDS)
def test_there_are_as_many_of_each_kind_as_said(rows: dict[str, Rows], word: str, year: int) -> None:
    table, heading, kind = KINDS[word]
    assert sum(row[heading] == kind for row in of(rows, table, year)) == COUNTS[word][year]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("table", ["activity", "care_survey", "relocation"])
def test_there_are_as_many_rows_as_said(rows: dict[str, Rows], table: str, year: int) -> None:
    assert len(of(rows, table, year)) == COUNTS[table][year]


@pytest.mark.parametrize("year", YEARS)
def test_every_person_held_to_account_has_an_entry(rows: dict[str, Rows], year: int) -> None:
    entries = of(rows, "accountability", year)
    assert len(entries) == COUNTS["accountability.first"][year]
    assert {row["执纪形态"] for row in entries} == {"第一形态"}


@pytest.mark.parametrize("year", YEARS)
def test_every_unit_reports_nought_every_month(rows: dict[str, Rows], ground: Ground, year: int) -> None:
    reports = of(rows, "discipline_report", year)
    assert len(reports) == 12 * (len(ground.traffic) + 1)
    assert {row["违纪违法起数"] for row in reports} == {0}
    assert len({(row["报告单位"], row["报告日期"]) for row in reports}) == len(reports)


@pytest.mark.parametrize("year", YEARS)
def test_lessons_and_those_taught(rows: dict[str, Rows], year: int) -> None:
    lessons = of(rows, "training", year)
    came = [row["到课民警"].splitlines() for row in lessons]
    assert (len(lessons), sum(map(len, came))) == TRAINING[year]
    assert all(len(set(numbers)) == len(numbers) for numbers in came), "nobody comes twice to one lesson"


def test_rotation_courses_run_monthly_in_two_bases(rows: dict[str, Rows]) -> None:
    courses = Counter(row["基地大队"] for row in rows["rotation"])
    assert set(courses) == {"安江大队", "沅陵大队"}
    assert set(courses.values()) == {8}


def test_difficulties_are_solved_in_their_year_after_they_were_raised(rows: dict[str, Rows]) -> None:
    for row in rows["difficulty"]:
        solved = row["解决日期"]
        assert (solved is None) == (row["办理状态"] == "办理中")
        assert solved is None or row["反映日期"] < solved
        assert solved is None or solved.year == row["反映日期"].year


def test_nobody_is_moved_to_where_he_was_nor_twice(rows: dict[str, Rows]) -> None:
    assert all(row["调入单位"] != row["调出单位"] for row in rows["relocation"])
    assert len({row["警号"] for row in rows["relocation"]}) == len(rows["relocation"])
    assert len({row["警号"] for row in rows["party_admission"]}) == len(rows["party_admission"])


@pytest.mark.parametrize("year", YEARS)
def test_reports_are_counted_without_the_joint_meeting(rows: dict[str, Rows], year: int) -> None:
    kinds = Counter(row["形式"] for row in of(rows, "liaison", year))
    assert kinds["专题汇报"] == COUNTS["liaison"][year]
    assert kinds["联络会议"] == (1 if year == YEARS[-1] else 0)


def test_the_joint_meeting_says_who_agreed_to_what_and_what_came_of_it(rows: dict[str, Rows]) -> None:
    meeting = next(row for row in rows["liaison"] if row["形式"] == "联络会议")
    agreed, done = (
        [line.split("|") for line in meeting[heading].splitlines()] for heading in ("共识纪要", "落实情况")
    )
    assert [one[0] for one in agreed] == [one[0] for one in done]
    assert all(promised[2] >= kept[2] for promised, kept in zip(agreed, done, strict=True))
    assert len(meeting["参会单位"].splitlines()) == 8


def test_trainees_of_a_base_come_from_other_brigades(rows: dict[str, Rows], ground: Ground) -> None:
    for row in rows["rotation"]:
        trainees = [line.split("|") for line in row["学员名单"].splitlines()]
        assert 8 <= len(trainees) <= 12
        assert row["基地大队"] not in {unit for _, unit in trainees}
        assert all(number in ground.crew(unit) for number, unit in trainees)
