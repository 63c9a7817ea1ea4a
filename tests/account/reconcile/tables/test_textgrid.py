"""Tables in plain text: rows found among sentences, columns by edges or order, two sides, prose left as prose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.tables.grid import Grid
from luji.account.reconcile.tables.textgrid import find, lines_of, tabular

TABLE = (
    "支出决算表\n单位：万元\n科目 合计 基本支出 项目支出\n教育支出 30.00 10.00 20.00\n"
    "卫生支出 50.00 20.00 30.00\n农林支出 70.00 30.00 40.00\n合计 150.00 60.00 90.00"
)
PROSE = "本年支出合计150.00万元，其中基本支出60.00万元。"


def only(text: str) -> Grid:
    (grid,) = find(text)[0]
    return grid


def test_rows_columns_headers_and_title() -> None:
    grid = only(TABLE)
    assert grid.title == "支出决算表"
    assert grid.headers == {0: "合计", 1: "基本支出", 2: "项目支出"}
    assert [r.label for r in grid.rows] == ["教育支出", "卫生支出", "农林支出", "合计"]
    assert grid.columns == [0, 1, 2]


def test_cells_quote_the_text() -> None:
    text = PROSE + "\n" + TABLE
    for row in only(text).rows:
        assert text[slice(*row.place)].split()[0] == row.label
        assert [text[slice(*v.place)] for v in row.values.values()] == text[slice(*row.place)].split()[1:]


def test_prose_around_a_table_stays_prose() -> None:
    text = f"{PROSE}\n{TABLE}\n{PROSE}"
    grids, prose = find(text)
    assert len(grids) == 1
    pieces = [text[a:b].strip() for a, b in prose]
    assert pieces == [PROSE, PROSE]


@pytest.mark.parametrize(
    "text",
    [
        "",
        PROSE,
        f"{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}",
        "教育支出 30.00\n卫生支出 50.00",  # two rows are no table
        "1 某某大队\n2 某某大队\n3 某某大队\n4 某某大队",  # a numbered list
        "一、总则\n二、职责\n三、附则",
        "甲\n乙\n丙",
        "收入30.00万元\n支出50.00万元\n结余20.00万元",  # sentences without their stops
    ],
)
def test_what_is_no_table(text: str) -> None:
    grids, prose = find(text)
    assert grids == []
    assert prose == [(0, len(text))]


def test_columns_by_their_right_edges_where_the_layout_was_kept() -> None:
    text = "\n".join(
        [
            "科目           合计     基本     项目",
            "教育          30.00    10.00    20.00",
            "卫生          50.00             50.00",
            "农林          70.00    30.00    40.00",
            "住房          40.00    40.00         ",
        ]
    )
    grid = only(text)
    assert [sorted(r.values) for r in grid.rows] == [[0, 1, 2], [0, 2], [0, 1, 2], [0, 1]]
    assert not any(r.ragged for r in grid.rows)


def test_rows_that_lost_empty_cells_are_ragged() -> None:
    grid = only(
        "教育 1030.00 10.00 1020.00\n卫生 5.00 5.00\n社会保障 70.00 3.00 67.00\n住房 90.00 40.00 50.00"
    )
    assert [r.ragged for r in grid.rows] == [False, True, False, False]


def test_codes_and_item_numbers_are_no_amounts() -> None:
    grid = only("201 一般公共服务 30.00\n20101 人大事务 10.00\n205 教育 50.00")
    assert [r.code for r in grid.rows] == ["201", "20101", "205"]
    assert grid.columns == [0]


def test_two_sided_accounts_are_two_grids() -> None:
    text = (
        "收入支出决算总表\n一、财政拨款收入 300.00 一、公共安全支出 280.00\n二、事业收入 20.00 二、住房保障支出 50.00\n"
        "本年收入合计 320.00 本年支出合计 330.00\n年初结转和结余 30.00 年末结转和结余 20.00\n总计 350.00 总计 350.00"
    )
    left, right = find(text)[0]
    assert (left.side, right.side) == ("left", "right")
    assert [r.name for r in left.rows][:2] == ["财政拨款收入", "事业收入"]
    assert right.rows[2].label == "本年支出合计"


def test_names_broken_over_two_lines_do_not_break_the_table() -> None:
    text = "教育 30.00 10.00\n卫生 50.00 20.00\n社会保障和\n就业支出 70.00 30.00\n住房 90.00 40.00"
    assert len(only(text).rows) == 4


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("教育支出 30.00 10.00", True),
        ("教育支出 30.00", True),
        ("30.00 10.00", True),
        ("30.00", False),
        ("教育支出", False),
        ("收入30.00万元。", False),
        ("教育 支出 一 二 三 30.00", False),
        ("甲，乙 30.00", False),
        ("1,234.50 2,345.60", True),
        ("甲 " + "1 " * 200, False),
    ],
)
def test_which_lines_are_rows(line: str, row: bool) -> None:
    (made,) = lines_of(line)
    assert tabular(made, line) is row


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "教育 30.00 10.00",
                "合计 1 2 3",
                PROSE,
                "",
                "单位：万元",
                "一、甲 5",
                "201 乙 7.5",
                "　小计 -3",
                "甲",
            ]
        ),
        max_size=14,
    )
)
def test_grids_and_prose_share_the_text_without_overlap(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    grids, prose = find(text)
    assert prose and all(0 <= a <= b <= len(text) for a, b in prose)
    assert prose == sorted(prose)
    for grid in grids:
        assert 0 <= grid.start < grid.end <= len(text)
        assert all(b <= grid.start or a >= grid.end for a, b in prose)
        assert all(grid.start <= v.place[0] < grid.end for r in grid.rows for v in r.values.values())
    covered = "".join(text[a:b] for a, b in prose)
    assert covered.count(PROSE) == text.count(PROSE)
