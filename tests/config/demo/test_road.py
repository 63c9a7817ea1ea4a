"""The constructed road ledgers: published totals, days in order, nothing closed before it was opened."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from luji.config.demo.ground import Ground
from luji.config.demo.road import PUSHED_AGO, SEASONS, road_ledgers
from luji.config.demo.totals import (
    ACCIDENTS,
    BULLETINS,
    COUNTS,
    HAZARD_BATCHES,
    HAZARDS_PUSHED,
    HAZARDS_RECTIFIED,
    YEARS,
)
from luji.config.demo.workbook import Ledger

Rows = list[dict[str, Any]]
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def rows(ground: Ground, as_rows: Callable[[Ledger], Rows]) -> dict[str, Rows]:
    return {ledger.table: as_rows(ledger) for ledger in road_ledgers(ground, TODAY)}


def of(rows: Rows, heading: str, year: int) -> Rows:
    return [row for row in rows if row[heading] and row[heading].year == year]


@pytest.mark.parametrize("year", YEARS)
def test_accidents_have_their_casualties_under_the_general_procedure_only(
    rows: dict[str, Rows], year: int
) -> None:
    of_year = of(rows["accident"], "事故时间", year)
    general = [r for r in of_year if r["适用程序"] == "一般程序"]
    assert len(general) == ACCIDENTS[year].cases
    assert sum(r["亡人"] for r in general) == sum(r["亡人"] for r in of_year) == ACCIDENTS[year].deaths
    assert sum(r["伤人"] for r in general) == sum(r["伤人"] for r in of_year) == ACCIDENTS[year].injuries
    assert len(of_year) - len(general) == ACCIDENTS[year].simple
    assert max(r["亡人"] for r in general) < 3, "three dead would be a graver class"


@pytest.mark.parametrize("year", YEARS)
def test_hazards_are_pushed_in_batches_and_closed_as_published(rows: dict[str, Rows], year: int) -> None:
    pushed = of(rows["hazard"], "推送日期", year)
    assert len(pushed) == HAZARDS_PUSHED[year]
    assert len({r["清单批次"] for r in pushed}) == HAZARD_BATCHES[year]
    assert len(of(rows["hazard"], "销号日期", year)) == HAZARDS_RECTIFIED[year]


def test_a_hazard_is_closed_after_it_was_pushed_and_by_somebody(rows: dict[str, Rows]) -> None:
    for row in rows["hazard"]:
        closed = row["销号日期"]
        assert (closed is not None) == (row["整改状态"] == "整治到位") == (row["复查警号"] is not None)
        assert closed is None or row["推送日期"] < closed <= date(2021, 3, 31)


def test_what_is_in_hand_was_pushed_in_the_weeks_before_the_day_of_the_demo(rows: dict[str, Rows]) -> None:
    """Nobody who opens the demo finds work years late, nor the future."""
    in_hand = [row for row in rows["hazard"] if row["整改状态"] != "整治到位"]
    assert {(TODAY - row["推送日期"]).days for row in in_hand} == set(PUSHED_AGO)
    assert 0 < sum(row["整改期限"] < TODAY for row in in_hand) < len(in_hand) / 2
    assert {row["整改状态"] for row in in_hand} == {"整改中", "待复查"}
    assert len({row["排查大队"] for row in in_hand}) > 5


def test_a_batch_is_pushed_on_one_day_and_may_hold_several_brigades(rows: dict[str, Rows]) -> None:
    days = {(r["清单批次"], r["推送日期"]) for r in rows["hazard"]}
    assert len(days) == len({batch for batch, _ in days})
    assert len({(r["清单批次"], r["排查大队"]) for r in rows["hazard"]}) > len(days)


@pytest.mark.parametrize("year", YEARS)
def test_notices_are_published_and_most_of_them_in_time(rows: dict[str, Rows], year: int) -> None:
    published = of(rows["bulletin"], "接收时间", year)
    minutes = [r["发布用时（分钟）"] for r in published]
    assert (len(minutes), sum(m <= 30 for m in minutes)) == BULLETINS[year]
    for row in published:
        assert row["接收时间"] <= row["审核时间"] <= row["发布时间"]
        assert row["发布时间"] - row["接收时间"] == timedelta(minutes=row["发布用时（分钟）"])


@pytest.mark.parametrize("year", YEARS)
def test_reinforcements_go_to_another_brigade(rows: dict[str, Rows], year: int) -> None:
    orders = of(rows["reinforcement"], "用警日期", year)
    assert len(orders) == COUNTS["reinforcement"][year]
    assert all(r["派出单位"] != r["用警单位"] for r in orders)


def test_one_deep_investigation_is_closed_in_2020_and_one_still_open(rows: dict[str, Rows]) -> None:
    closed, still_open = rows["investigation"]
    assert (closed["历时（月）"], closed["追责企业（家）"], closed["追责人员（名）"]) == (4, 5, 3)
    assert closed["结案日期"].year == 2020
    assert still_open["结案日期"] is None
    assert (closed["办理状态"], still_open["办理状态"]) == ("已结案", "调查中")


def test_the_facts_of_the_deep_investigation_contradict_each_other_and_end_in_findings(
    rows: dict[str, Rows],
) -> None:
    lines = [line.split("|") for line in rows["investigation"][0]["事实时间线"].splitlines()]
    assert {len(line) for line in lines} == {4}
    said: dict[str, set[str]] = {}
    for _, point, what, _ in lines:
        said.setdefault(point, set()).add(what)
    assert {point for point, values in said.items() if len(values) > 1} == {"驶入服务区时间", "车速"}
    assert all("构造" in source for *_, source in lines)
    links = [line.split("|")[0] for line in rows["investigation"][0]["人车企许可链"].splitlines()]
    assert set(links) == {"人员", "车辆", "企业", "许可"}
    assert rows["investigation"][0]["发现的道路问题"].count("\n") == 1


@pytest.mark.parametrize("table", ["accident", "hazard", "bulletin", "reinforcement"])
def test_all_brigades_take_part(rows: dict[str, Rows], ground: Ground, table: str) -> None:
    heading = next(h for h in rows[table][0] if h.endswith(("大队", "单位")) and h != "整改责任单位")
    assert {row[heading] for row in rows[table]} == set(ground.traffic)


def test_every_row_has_its_own_number(rows: dict[str, Rows]) -> None:
    for table, found in rows.items():
        numbers = Counter(next(iter(row.values())) for row in found)
        assert max(numbers.values()) == 1, table


def test_times_are_whole_minutes(rows: dict[str, Rows]) -> None:
    times = [v for found in rows.values() for r in found for v in r.values() if isinstance(v, datetime)]
    assert all(time.second == 0 and time.microsecond == 0 for time in times)


def test_weather_keeps_its_season(rows: dict[str, Rows]) -> None:
    for table, heading, moment in (("accident", "天气", "事故时间"), ("bulletin", "原因", "接收时间")):
        for row in rows[table]:
            assert row[moment].month in SEASONS.get(row[heading], range(1, 13)), row
    assert {"冰雪", "大雾", "暴雨"} <= {row["原因"] for row in rows["bulletin"]}
