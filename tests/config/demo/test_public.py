"""The constructed ledgers of publicity, satisfaction, projects and losses."""

from collections.abc import Callable
from typing import Any

import pytest

from luji.config.demo.ground import Ground
from luji.config.demo.public import CENTRAL, public_ledgers
from luji.config.demo.totals import CENTRAL_OUTLETS, COUNTS, SURVEY, VIEWS, YEARS
from luji.config.demo.workbook import Ledger

Rows = list[dict[str, Any]]
DAYS = {
    "campaign": "宣传日期", "coverage": "刊发日期", "exposure": "曝光日期", "article": "发布日期",
    "satisfaction": "调查日期", "project": "计划完成", "asset_loss": "发现日期",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows(ground: Ground, as_rows: Callable[[Ledger], Rows]) -> dict[str, Rows]:
    return {ledger.table: as_rows(ledger) for ledger in public_ledgers(ground)}


def of(rows: dict[str, Rows], table: str, year: int) -> Rows:
    return [row for row in rows[table] if row[DAYS[table]].year == year]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("table", "word"),
    [
        ("campaign", "campaign"),
        ("coverage", "reprint"),
        ("exposure", "exposure"),
        ("asset_loss", "asset_loss"),
    ],
)
def test_there_are_as_many_rows_as_said(rows: dict[str, Rows], table: str, word: str, year: int) -> None:
    assert len(of(rows, table, year)) == COUNTS[word][year]


@pytest.mark.parametrize("year", YEARS)
def test_national_outlets_are_as_many_different_ones_as_said(rows: dict[str, Rows], year: int) -> None:
    national = {row["媒体名称"] for row in of(rows, "coverage", year) if row["媒体级别"] == "央级"}
    assert len(national) == CENTRAL_OUTLETS[year]
    assert national <= set(CENTRAL)


@pytest.mark.parametrize("year", YEARS)
def test_an_outlet_keeps_its_level(rows: dict[str, Rows], year: int) -> None:
    pairs = {(row["媒体名称"], row["媒体级别"]) for row in of(rows, "coverage", year)}
    assert len(pairs) == len({outlet for outlet, _ in pairs})


@pytest.mark.parametrize("year", YEARS)
def test_articles_add_up_to_the_views_and_hold_the_stories(rows: dict[str, Rows], year: int) -> None:
    articles = of(rows, "article", year)
    assert sum(row["点阅量"] for row in articles) == VIEWS[year]
    stories = [row["标题"] for row in articles if row["稿件类别"] == "队伍宣传"]
    assert len(set(stories)) == len(stories) == COUNTS["story"][year]


@pytest.mark.parametrize("year", YEARS)
def test_satisfied_answers_are_counted_among_the_valid_ones(rows: dict[str, Rows], year: int) -> None:
    valid = [row for row in of(rows, "satisfaction", year) if row["有效问卷"] == "是"]
    satisfied = [row for row in valid if row["评价"] in ("满意", "非常满意")]
    assert (len(valid), len(satisfied)) == SURVEY[year]
    assert len(of(rows, "satisfaction", year)) > len(valid), "some answers do not count"


def test_most_large_projects_of_2020_are_on_time_and_one_is_not(rows: dict[str, Rows]) -> None:
    large = [row for row in of(rows, "project", 2020) if row["是否大型"] == "是"]
    late = [row for row in large if row["实际完成"] is None or row["实际完成"] > row["计划完成"]]
    assert [row["项目类别"] for row in late] == ["科技信息化"], "the report names technology projects as slow"
    assert len(late) * 4 <= len(large)
    assert all("滞后" in row["进展说明"] for row in late)


def test_some_equipment_is_lost_but_less_than_before(rows: dict[str, Rows]) -> None:
    assert 0 < len(of(rows, "asset_loss", 2020)) < len(of(rows, "asset_loss", 2019))
