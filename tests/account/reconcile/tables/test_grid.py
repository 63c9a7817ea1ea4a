"""Grids: what a cell holds, which rows are totals or numbered, headers, sides, and columns that are no amounts."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.document import Document
from luji.account.reconcile.readers.builder import Builder
from luji.account.reconcile.tables.grid import Grid, Row, everything, of_table, value

D = Decimal


def read(rows: list[str], title: str = "", before: str = "") -> tuple[Document, list[Grid]]:
    builder = Builder("甲.docx")
    if before:
        builder.paragraph(before)
    builder.table([[(cell, 1) for cell in row.split("|")] for row in rows], title)
    document = builder.document()
    return document, of_table(document, document.tables[0])


@pytest.mark.parametrize(
    ("text", "amount", "decimals"),
    [
        ("30.00", "30.00", 2),
        ("1,234.5", "1234.5", 1),
        ("１２３", "123", 0),
        ("-5", "-5", 0),
        ("（5.20）", "-5.20", 2),  # brackets say minus
        (" 12 ", "12", 0),
        ("98.5%", "98.5", 1),
        ("0", "0", 0),
    ],
)
def test_numbers_in_cells(text: str, amount: str, decimals: int) -> None:
    made = value(text, (3, 9))
    assert made is not None
    assert (made.amount, made.decimals, made.place) == (D(amount), decimals, (3, 9))
    assert made.percent == text.endswith("%")
    assert made.interval().low <= made.amount <= made.interval().high
    assert made.interval().width() == made.step == made.half * 2


@pytest.mark.parametrize(
    "text",
    ["", "-", "—", "--", "/", "合计", "12万元", "1.2.3", "A12", "1,23", "（）", "（甲）", "12 月", "%"],
)
def test_what_is_no_number(text: str) -> None:
    assert value(text, (0, 1)) is None


@settings(deadline=None)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False), st.booleans())
def test_any_printed_number_is_read_back(number: Decimal, grouped: bool) -> None:
    made = value(f"{number:,.2f}" if grouped else f"{number:.2f}", (0, 1))
    assert made is not None and made.amount == number


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,-（）()%‰ 甲", max_size=12))
def test_any_cell_is_a_number_or_none(text: str) -> None:
    made = value(text, (0, len(text)))
    assert made is None or made.amount.is_finite()


@pytest.mark.parametrize("label", ["合计", "总 计", "小计", "本年收入合计", "支出总计", "总计", "收入合计"])
def test_totals(label: str) -> None:
    assert Row(label, {}, (0, 1)).total


@pytest.mark.parametrize("label", ["合计行政单位", "教育支出", "", "小计划", "本年收入", "其中：合计数额"])
def test_no_totals(label: str) -> None:
    assert not Row(label, {}, (0, 1)).total


@pytest.mark.parametrize(
    ("label", "numbering", "name"),
    [
        ("一、财政拨款", 1, "财政拨款"),
        ("（二）事业收入", 2, "事业收入"),
        ("3.其他", 3, "其他"),
        ("(4)某项", 4, "某项"),
        ("教育 支出", 0, "教育支出"),
        ("其中：小学", 0, "小学"),
        ("", 0, ""),
    ],
)
def test_numbering_and_names(label: str, numbering: int, name: str) -> None:
    row = Row(label, {}, (0, 1))
    assert (row.numbering, row.name) == (numbering, name)
    assert row.among == label.startswith("其中")


def test_a_table_of_cells() -> None:
    document, (grid,) = read(
        ["科目|合计|基本支出|项目支出", "教育支出|30.00|10.00|20.00", "卫生支出|50.00|20.00|30.00"],
        "支出决算表",
    )
    assert grid.headers == {0: "科目", 1: "合计", 2: "基本支出", 3: "项目支出"}
    assert [r.label for r in grid.rows] == ["教育支出", "卫生支出"]
    assert grid.columns == [1, 2, 3]
    assert grid.title == "支出决算表"
    for row in grid.rows:
        for cell in row.values.values():
            assert document.text[slice(*cell.place)] == cell.text
        assert document.text[slice(*row.place)].startswith(row.label)


def test_the_title_is_the_line_before_the_table_that_is_no_unit() -> None:
    _, (grid,) = read(["科目|金额", "甲|1", "乙|2"], before="支出决算表\n单位：万元")
    assert grid.title == "支出决算表"


def test_codes_are_told_apart_from_labels() -> None:
    _, (grid,) = read(["编码|科目|金额", "201|一般公共服务|30.00", "20101|人大事务|10.00", "205|教育|5.00"])
    assert [(r.code, r.label) for r in grid.rows] == [
        ("201", "一般公共服务"),
        ("20101", "人大事务"),
        ("205", "教育"),
    ]
    assert grid.columns == [2]


def test_two_sides_of_two_columns_each() -> None:
    _, grids = read(
        [
            "收入|金额|支出|金额",
            "财政拨款|300.00|公共安全|280.00",
            "事业收入|20.00|住房保障|40.00",
            "合计|320.00|合计|320.00",
        ]
    )
    assert [g.side for g in grids] == ["left", "right"]
    assert [r.name for r in grids[1].rows] == ["公共安全", "住房保障", "合计"]


def test_two_sides_with_line_numbers_are_two_grids() -> None:
    _, grids = read(
        [
            "收入|行次|金额|支出|行次|金额",
            "财政拨款|1|300.00|公共安全|11|280.00",
            "事业收入|2|20.00|住房保障|12|40.00",
            "合计|3|320.00|合计|13|320.00",
        ]
    )
    assert [g.side for g in grids] == ["left", "right"]
    assert [r.name for r in grids[1].rows] == ["公共安全", "住房保障", "合计"]
    assert [g.columns for g in grids] == [[2], [5]]


@pytest.mark.parametrize(
    "rows",
    [
        ["科目|行次|金额", "甲|1|30", "乙|2|50", "丙|3|20", "丁|4|10"],
        ["科目|行次|金额", "栏次|1|2", "甲|1|30", "乙|2|50", "丙|3|20", "丁|4|10"],
    ],
)
def test_line_numbers_are_no_amounts(rows: list[str]) -> None:
    _, (grid,) = read(rows)
    assert grid.columns == [2]
    assert [r.label for r in grid.rows] == ["甲", "乙", "丙", "丁"]


def test_a_row_that_numbers_the_columns_is_no_row() -> None:
    _, (grid,) = read(["科目|合计|基本|项目", "栏目|1|2|3", "甲|30|10|20", "乙|50|20|30"])
    assert [r.label for r in grid.rows] == ["甲", "乙"]


@pytest.mark.parametrize("rows", [["科目|金额"], ["甲|1"], ["甲|乙", "丙|丁"], ["||"]])
def test_too_little_is_no_grid(rows: list[str]) -> None:
    assert read(rows)[1] == []


def test_percentages_are_known_by_header_or_by_cells() -> None:
    _, (grid,) = read(["科目|金额|占比|完成率", "甲|30|30|98.5%", "乙|70|70|99.1%"])
    assert [grid.percent(c) for c in grid.columns] == [False, True, True]


def test_a_document_gives_the_grids_of_its_tables_after_those_found() -> None:
    document, _ = read(["科目|金额", "甲|1", "乙|2"])
    other = Grid([])
    assert next(everything(document, [other])) is other
    assert len(list(everything(document, [other]))) == 2


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["甲", "合计", "1", "2.50", "", "201", "一、乙", "-", "50%"]), max_size=5),
        max_size=6,
    )
)
def test_any_table_is_read_with_cells_at_their_places(rows: list[list[str]]) -> None:
    builder = Builder("")
    builder.table([[(c, 1) for c in row] for row in rows])
    document = builder.document()
    for grid in of_table(document, document.tables[0]):
        assert len(grid.rows) > 1
        for row in grid.rows:
            for cell in row.values.values():
                assert document.text[slice(*cell.place)].rstrip("%") == cell.text


def test_values_are_looked_up_by_column(make_grid: Callable[..., Grid]) -> None:
    grid = make_grid("甲 1 - 3", "乙 4 5 6")
    assert grid.columns == [0, 1, 2]
    assert 1 not in grid.rows[0].values
