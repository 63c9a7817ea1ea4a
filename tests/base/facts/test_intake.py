"""Ledgers as people keep them come in exactly; every bad row is told with file, row, column and cure."""

# ruff: noqa: DTZ001 - the clock of a ledger names no zone

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from luji.base.facts import intake

HEAD = ["编号", "大队", "销号日期", "发现时间", "金额(万元)", "类别", "现场整治", "件数", "长度(公里)"]
ROW = ["H1", "鹤城大队", "2020-03-05", "2020-03-01 14:05", "1.5", "护栏", "是", "3", "2.125"]
READ = {
    "id": "H1", "unit": "hh-hecheng", "closed_on": date(2020, 3, 5), "seen_at": datetime(2020, 3, 1, 14, 5),
    "amount": Decimal("15000.00"), "kind": "rail", "on_site": True, "pieces": 3, "length": Decimal("2.125"),
}  # fmt: skip


def changed(**cells):
    """ROW with other cells, by heading."""
    return [cells.get(h.split("(")[0], value) for h, value in zip(HEAD, ROW, strict=True)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv(hazard, units, to_csv, encoding):
    rows = intake.read(to_csv([HEAD, ROW], encoding), hazard, units)
    assert rows.schema == hazard.arrow
    assert rows.to_pylist() == [{**READ, "_source": "hazard.csv#2"}]


def test_a_workbook_with_typed_cells(hazard, units, to_xlsx):
    typed = ["H1", "鹤城大队", datetime(2020, 3, 5), datetime(2020, 3, 1, 14, 5), 1.5, "护栏", True, 3, 2.125]
    rows = intake.read(
        to_xlsx([["道路隐患台账"], ["构造数据"], [], HEAD, typed, [], [None, " "]]), hazard, units
    )
    assert rows.to_pylist() == [{**READ, "_source": "hazard.xlsx#5"}]


def test_a_workbook_with_everything_as_text(hazard, units, to_xlsx):
    texts = ["H1", " 鹤城大队 ", "2020年3月5日", "2020/3/1 14:05", "１.5", "broken rail", "√", "3", "2.125"]
    rows = intake.read(to_xlsx([HEAD, texts]), hazard, units)
    assert rows.to_pylist() == [{**READ, "_source": "hazard.xlsx#2"}]


def test_serial_days_and_whole_numbers_in_a_workbook(hazard, units, to_xlsx):
    rows = intake.read(to_xlsx([["编号", "大队", "销号日期"], [2020001, "鹤城大队", 43895]]), hazard, units)
    assert rows.column("id").to_pylist() == ["2020001"]
    assert rows.column("closed_on").to_pylist() == [date(2020, 3, 5)]


def test_columns_left_out_are_null(hazard, units, to_csv):
    rows = intake.read(to_csv([["大队", "备注", "编号"], ["鹤城大队", "x", "H1"]]), hazard, units)
    assert rows.to_pylist()[0] == {
        **dict.fromkeys(READ),
        "id": "H1",
        "unit": "hh-hecheng",
        "_source": "hazard.csv#2",
    }


def test_rows_of_totals_are_no_rows(hazard, units, to_csv):
    lines = [HEAD, ROW, ["合计", *[""] * 3, "1.5", *[""] * 4], ["", "小计", "", "", "1.5", "", "", "", ""]]
    assert intake.read(to_csv(lines), hazard, units).num_rows == 1


def test_a_whole_row_that_says_total_is_a_row(hazard, units, to_csv):
    assert intake.read(to_csv([HEAD, changed(编号="合计")]), hazard, units).column("id").to_pylist() == [
        "合计"
    ]


def test_all_sheets_with_the_heading_are_read_and_told_apart(hazard, units, to_xlsx):
    notes = [["填表说明"], ["编号", "由大队自编"]]
    path = to_xlsx([HEAD, ROW], 二月=[["标题"], HEAD, changed(编号="H2")], 说明=notes)
    assert intake.read(path, hazard, units).column("_source").to_pylist() == [
        "hazard.xlsx#台账!2",
        "hazard.xlsx#二月!3",
    ]


def test_a_key_repeated_on_another_sheet_names_both(hazard, units, to_xlsx, refused):
    problem = refused(intake.read, to_xlsx([HEAD, ROW], 二月=[HEAD, ROW]), hazard, units)[0]
    assert problem.code == "FCT-210"
    assert (problem.where.sheet, problem.where.row) == ("二月", 2)
    assert "台账!2" in problem.zh


def test_progress_ends_at_the_number_of_rows(hazard, units, to_csv):
    told = []
    intake.read(
        to_csv([HEAD, *(changed(编号=f"H{i}") for i in range(50))]), hazard, units, lambda *p: told.append(p)
    )
    assert told[-1] == (50, 50)
    assert told == sorted(told)


def test_plan_says_what_would_change_and_writes_nothing(lake, hazard, units, to_csv, footprint):
    path = to_csv([HEAD, ROW])
    change = intake.plan(lake, "hazard", path, units)
    assert (change.inserted, change.updated, change.unchanged) == (1, 0, 0)
    assert not lake.folder.exists()
    lake.merge("hazard", intake.read(path, hazard, units))
    before = footprint(lake.home)
    change = intake.plan(lake, "hazard", to_csv([HEAD, changed(件数="4"), changed(编号="H2")]), units)
    assert (change.inserted, change.updated, change.unchanged) == (1, 1, 0)
    assert footprint(lake.home) == before


# -- what is refused ----------------------------------------------------------------------------------

BAD = {
    "a wrong date": (changed(销号日期="2020-02-30"), "FCT-202", "销号日期"),
    "a wrong moment": (changed(发现时间="昨天"), "FCT-203", "发现时间"),
    "a negative amount": (changed(金额="-1.5"), "FCT-205", "金额(万元)"),
    "an amount in parentheses": (changed(金额="(1.5)"), "FCT-205", "金额(万元)"),
    "words for an amount": (changed(金额="一万五"), "FCT-204", "金额(万元)"),
    "a fraction of a fen": (changed(金额="0.0000015"), "FCT-204", "金额(万元)"),
    "an unknown unit": (changed(大队="鹤成大队"), "FCT-209", "大队"),
    "an unknown code": (changed(类别="护杆"), "FCT-207", "类别"),
    "no flag": (changed(现场整治="大概"), "FCT-208", "现场整治"),
    "too many": (changed(件数="1001"), "FCT-206", "件数"),
    "half a piece": (changed(件数="1.5"), "FCT-204", "件数"),
    "no unit": (changed(大队=""), "FCT-201", "大队"),
    "no key": (changed(编号=""), "FCT-201", "编号"),
    "lost digits": (changed(编号="4.30121E+17"), "FCT-213", "编号"),
    "too early": (changed(销号日期="2013-12-31"), "FCT-205", "销号日期"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_bad_row_is_told_where_it_is(hazard, units, to_csv, to_xlsx, refused, name, kind):
    row, code, column = BAD[name]
    path = (to_csv if kind == "csv" else to_xlsx)([["标题"], HEAD, changed(编号="H0"), row])
    problems = refused(intake.read, path, hazard, units, unit_names=["鹤城大队", "芷江大队"])
    assert [(p.code, p.where.file, p.where.row, p.where.column) for p in problems] == [
        (code, path.name, 4, column)
    ]
    assert problems[0].cure_zh and problems[0].cure_en


def test_the_nearest_unit_is_offered(hazard, units, to_csv, refused):
    problem = refused(
        intake.read, to_csv([HEAD, BAD["an unknown unit"][0]]), hazard, units, unit_names=["鹤城大队"]
    )[0]
    assert "是否指「鹤城大队」" in problem.zh and "did you mean '鹤城大队'" in problem.en


def test_two_rows_with_one_key(hazard, units, to_csv, refused):
    rows = [ROW, changed(编号="H2"), ROW, changed(编号=" H1 ")]
    problems = refused(intake.read, to_csv([HEAD, *rows]), hazard, units)
    assert [(p.code, p.where.row) for p in problems] == [("FCT-210", 4), ("FCT-210", 5)]
    assert "H1" in problems[0].zh and "第 2 行" in problems[0].zh


def test_a_key_of_two_columns_is_the_same_only_in_both(violation, units, to_csv, refused):
    head = ["大队", "序号"]
    good = [["鹤城大队", 1], ["芷江大队", 1], ["鹤城大队", 2]]
    assert intake.read(to_csv([head, *good]), violation, units).num_rows == 3
    problem = refused(intake.read, to_csv([head, *good, ["hh-hecheng", "１"]]), violation, units)[0]
    assert (problem.code, problem.where.row) == ("FCT-210", 5)


def test_every_problem_is_counted_and_the_first_are_told(hazard, units, to_csv, refused):
    rows = [changed(编号=f"H{i}", 销号日期="x", 件数="y") for i in range(700)]
    *listed, rest = refused(intake.read, to_csv([HEAD, *rows]), hazard, units)
    assert len(listed) == intake.MOST
    assert [(p.where.row, p.where.column) for p in listed[:3]] == [
        (2, "销号日期"),
        (2, "件数"),
        (3, "销号日期"),
    ]
    assert rest.code == "FCT-115" and "1400" in rest.zh and "1200" in rest.zh


def test_a_bad_date_on_row_40_000_of_a_long_file(hazard, units, tmp_path, refused):
    path = tmp_path / "hazard.csv"
    with path.open("w", encoding="gb18030", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["编号", "大队", "销号日期"])
        for row in range(2, 60_001):
            writer.writerow([f"H{row}", "鹤城大队", "2020-02-30" if row == 40_000 else "2020-3-5"])
    problems = refused(intake.read, path, hazard, units)
    assert [(p.code, p.where.row, p.where.column) for p in problems] == [("FCT-202", 40_000, "销号日期")]
    assert "2020-02-30" in problems[0].zh


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("h.xls", b"anything", "FCT-102"),
        ("h.pdf", b"%PDF", "FCT-102"),
        ("hazard", b"a,b", "FCT-102"),
        ("h.csv", b"", "FCT-103"),
        ("h.xlsx", b"", "FCT-103"),
        ("h.xlsx", b"PK\x03\x04 cut off", "FCT-104"),
        ("h.csv", "甲,乙\n1,2\n".encode(), "FCT-110"),
        ("h.csv", "编号,大队\n".encode(), "FCT-103"),
        ("h.csv", "编号,大队\n , \n".encode(), "FCT-103"),
        ("h.csv", "编号,大队,金顿\nH1,鹤城大队,1\n".encode(), "FCT-111"),
        ("h.csv", "编号,金额\nH1,1\n".encode(), "FCT-112"),
        ("h.csv", "编号,大队\nH1,鹤城大队,多\n".encode(), "FCT-118"),
        ("h.csv", '编号,大队\nH1,"鹤城大队\n'.encode(), "FCT-109"),
        ("h.csv", "编号,大队,\nH1,鹤城大队,多\n".encode(), "FCT-116"),
    ],
)
def test_a_bad_file_is_refused_whole(hazard, units, tmp_path, refused, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    problems = refused(intake.read, path, hazard, units)
    assert [p.code for p in problems] == [code]
    assert problems[0].where.file == name


def test_a_file_that_is_not_there(hazard, units, tmp_path, refused):
    assert refused(intake.read, tmp_path / "no.csv", hazard, units)[0].code == "FCT-101"


def test_a_formula_without_a_result_is_refused(hazard, units, to_xlsx, refused):
    problem = refused(
        intake.read, to_xlsx([["编号", "大队", "件数"], ["H1", "鹤城大队", "=1+2"]]), hazard, units
    )[0]
    assert (problem.code, problem.where.row, problem.where.column) == ("FCT-211", 2, "件数")


def test_an_empty_workbook_is_refused(hazard, units, to_xlsx, refused):
    assert refused(intake.read, to_xlsx([]), hazard, units)[0].code == "FCT-103"


@pytest.mark.parametrize("name", BAD)
def test_after_a_bad_file_the_lake_is_exactly_as_before(
    lake, hazard, units, to_csv, refused, footprint, name
):
    lake.merge("hazard", intake.read(to_csv([HEAD, ROW]), hazard, units))
    before, version = footprint(lake.home), lake.versions()
    good = [changed(编号=f"N{i}") for i in range(20)]
    refused(
        lambda path: lake.merge("hazard", intake.read(path, hazard, units)),
        to_csv([HEAD, *good, BAD[name][0]]),
    )
    assert footprint(lake.home) == before
    assert lake.versions() == version


def test_a_hundred_thousand_rows_take_seconds(hazard, units, tmp_path):
    """A guard against quadratic slips, not a benchmark: half a million rows take about as many seconds."""
    import time

    path = tmp_path / "hazard.csv"
    path.write_text("编号,大队,发现时间,金额\n" + "".join(
        f"H{i},鹤城大队,2020/{i % 12 + 1}/{i % 28 + 1} {i % 24}:{i % 60:02d},{i % 9999}.5\n" for i in range(100_000)
    ), "utf-8")  # fmt: skip
    start = time.perf_counter()
    rows = intake.read(path, hazard, units)
    assert rows.num_rows == 100_000 and isinstance(rows, pa.Table)
    assert time.perf_counter() - start < 10
