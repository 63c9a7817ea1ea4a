"""Headings as people write them: titles above, aliases, measures in parentheses, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from luji.base.facts.heading import find_heading, no_heading

FULL = ["编号", "大队", "金额"]


def columns(heading):
    return {c.name: (c.position, c.factor) for c in heading.columns}


def codes(heading):
    return [p.code for p in heading.wrong]


def test_the_heading_in_the_first_row(hazard):
    heading = find_heading(hazard, [FULL, ["H1", "鹤城大队", "3"]], "h.csv")
    assert heading.row == 1
    assert columns(heading) == {"id": (0, None), "unit": (1, None), "amount": (2, None)}
    assert not heading.wrong


def test_titles_and_banners_above_are_passed_over(hazard):
    rows = [["2020年道路隐患台账", None, None], ["构造数据", None], [], [None, "填报单位：鹤城大队"], FULL]
    assert find_heading(hazard, rows, "h.csv").row == 5


def test_a_title_that_names_a_column_is_not_the_heading(hazard):
    assert find_heading(hazard, [["大队"], FULL], "h.csv").row == 2


@pytest.mark.parametrize(
    "word", ["隐患编号", "编 号", "编号：", "Hazard no.", "HAZARD NO.", "id", "ＩＤ", "*编号", "编\n号"]
)
def test_ways_to_head_one_column(hazard, word):
    assert columns(find_heading(hazard, [[word, "大队"]], "h.csv"))["id"] == (0, None)


@pytest.mark.parametrize(
    ("word", "factor"),
    [
        ("金额", None), ("金额(元)", 1), ("金额（元）", 1), ("金额（万元）", 10_000), ("金额(单位：万元)", 10_000),
        ("金额 (千元)", 1000), ("金额[亿元]", 100_000_000), ("金额\n（万元）", 10_000), ("金额/万元", 10_000),
        ("金额【万元】", 10_000), ("Amount (yuan)", 1),
    ],
)  # fmt: skip
def test_the_measure_of_money_stands_in_the_heading(hazard, word, factor):
    heading = find_heading(hazard, [["编号", "大队", word]], "h.csv")
    assert not heading.wrong
    assert columns(heading)["amount"] == (2, None if factor is None else Decimal(factor))


@pytest.mark.parametrize(
    ("line", "factor"),
    [
        ("单位：万元", 10_000),
        ("金额单位: 元", 1),
        ("单位：人民币万元", 10_000),
        ("单位：元谋县", None),
        ("单位：鹤城大队", None),
    ],
)
def test_the_measure_of_money_stands_above_the_heading(hazard, line, factor):
    heading = find_heading(hazard, [["隐患台账", None, line], FULL], "h.csv")
    assert columns(heading)["amount"] == (2, None if factor is None else Decimal(factor))


def test_the_heading_s_own_measure_wins_over_the_line_above(hazard):
    heading = find_heading(hazard, [["单位：万元"], ["编号", "大队", "金额(元)", "件数"]], "h.csv")
    assert columns(heading)["amount"] == (2, Decimal(1))
    assert columns(heading)["pieces"] == (3, None)


def test_an_alias_that_names_the_measure_keeps_it(hazard):
    changed = hazard.columns["amount"].model_copy(update={"aliases": ("预算金额(万元)",)})
    table = hazard.model_copy(update={"columns": {**hazard.columns, "amount": changed}})
    heading = find_heading(table, [["编号", "大队", "预算金额(万元)"]], "h.csv")
    assert columns(heading)["amount"] == (2, Decimal(10_000))


@pytest.mark.parametrize(
    ("word", "factor"), [("长度(公里)", 1), ("长度（KM）", 1), ("件数(万件)", 10_000), ("长度", None)]
)
def test_measures_of_other_numbers(hazard, word, factor):
    heading = find_heading(hazard, [["编号", "大队", word]], "h.csv")
    assert not heading.wrong
    assert heading.columns[2].factor == (None if factor is None else Decimal(factor))


@pytest.mark.parametrize("word", ["金额(美元)", "长度(米)", "件数(人)"])
def test_another_measure_is_refused(hazard, word):
    heading = find_heading(hazard, [["编号", "大队", word]], "h.csv")
    assert codes(heading) == ["FCT-114"]
    assert heading.wrong[0].where.column == word


def test_a_parenthesis_that_is_no_measure_is_passed_over_for_text(hazard):
    heading = find_heading(hazard, [["编号(必填)", "大队(全称)", "类别（代码）"]], "h.csv")
    assert set(columns(heading)) == {"id", "unit", "kind"} and not heading.wrong


def test_an_unknown_heading_is_refused_with_the_nearest(hazard):
    heading = find_heading(hazard, [["编号", "大队", "销号曰期"]], "h.csv")
    problem = heading.wrong[0]
    assert problem.code == "FCT-111"
    assert "销号日期" in problem.zh
    assert (problem.where.file, problem.where.row, problem.where.column) == ("h.csv", 1, "销号曰期")


def test_a_missing_required_column_is_refused(hazard):
    heading = find_heading(hazard, [["大队", "金额"]], "h.csv")
    assert codes(heading) == ["FCT-112"]
    assert "隐患编号" in heading.wrong[0].zh and "编号" in heading.wrong[0].cure_zh


def test_two_headings_for_one_column_are_refused(hazard):
    heading = find_heading(hazard, [["编号", "大队", "金额(元)", "金额(万元)"]], "h.csv")
    assert codes(heading) == ["FCT-113"]


def test_all_mistakes_of_a_heading_come_together(hazard):
    heading = find_heading(hazard, [["金额(磅)", "什么", "件数", "件数"]], "h.csv")
    assert sorted(codes(heading)) == ["FCT-111", "FCT-112", "FCT-112", "FCT-113", "FCT-114"]


def test_declared_and_usual_columns_to_leave_out(hazard):
    heading = find_heading(hazard, [["序号", "编号", "大队", "备注"]], "h.csv")
    assert not heading.wrong
    assert columns(heading) == {"id": (1, None), "unit": (2, None)}


def test_a_number_column_is_read_where_it_is_declared(violation):
    heading = find_heading(violation, [["序号", "大队"]], "v.csv")
    assert columns(heading)["number"] == (0, None)


def test_empty_headings_are_remembered(hazard):
    heading = find_heading(hazard, [["编号", None, "大队", " "]], "h.csv")
    assert heading.empty == (1, 3) and heading.width == 4


def test_no_heading_at_all(hazard):
    assert find_heading(hazard, [["甲", "乙"], ["1", "2"]], "h.csv") is None
    problem = no_heading(hazard, 2, "h.csv")
    assert problem.code == "FCT-110" and "隐患编号、大队" in problem.cure_zh
