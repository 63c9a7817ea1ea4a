"""Levels: which rows are parts of which, by code, numbering, indentation and 合计."""

from collections.abc import Callable

import pytest

from luji.account.reconcile.tables.grid import Grid
from luji.account.reconcile.tables.levels import depth_of, families

Make = Callable[..., Grid]


def shown(grid: Grid) -> list[tuple[str, list[str], bool]]:
    return [
        (f.parent.name or f.parent.code, [c.name or c.code for c in f.children], f.whole)
        for f in families(grid)
    ]


def test_codes_nest_by_their_length(make_grid: Make) -> None:
    grid = make_grid("201 30", "20101 10", "20102 20", "205 50", "20501 20", "2050101 20", "20502 30")
    assert list(depth_of(grid).values()) == [1, 2, 2, 1, 2, 3, 2]
    assert ("201", ["20101", "20102"], True) in shown(grid)
    assert ("205", ["20501", "20502"], True) in shown(grid)


def test_numbering_nests(make_grid: Make) -> None:
    grid = make_grid(
        "一、收入 30", "（一）税收 20", "（二）非税 10", "二、支出 40", "（一）教育 15", "（二）卫生 25"
    )
    assert shown(grid) == [("收入", ["税收", "非税"], True), ("支出", ["教育", "卫生"], True)]


def test_rows_without_numbers_lie_below_the_numbered_one(make_grid: Make) -> None:
    grid = make_grid("一、收入 30", "税收 20", "非税 10", "二、支出 40", "教育 40")
    assert ("收入", ["税收", "非税"], True) in shown(grid)


def test_indentation_nests(make_grid: Make) -> None:
    grid = make_grid("收入 30", "　税收 20", "　非税 10", "支出 5")
    assert shown(grid)[0] == ("收入", ["税收", "非税"], True)


def test_the_total_at_the_top_heads_the_rows_of_the_least_depth(make_grid: Make) -> None:
    grid = make_grid("合计 30", "201 10", "20101 10", "205 20")
    assert ("合计", ["201", "205"], True) in shown(grid)


def test_a_total_at_the_end_closes_the_rows_since_the_one_before(make_grid: Make) -> None:
    grid = make_grid("甲 1", "乙 2", "小计 3", "丙 4", "丁 5", "小计 9")
    assert shown(grid) == [("小计", ["甲", "乙"], True), ("小计", ["丙", "丁"], True)]


def test_named_parts_are_not_all_parts(make_grid: Make) -> None:
    grid = make_grid("一、收入 30", "其中：税收 20", "其中：罚没 3", "二、支出 40")
    assert all(not whole for parent, _, whole in shown(grid) if parent == "收入")


def test_what_was_brought_forward_is_added_to_the_years_total(make_grid: Make) -> None:
    grid = make_grid("财政拨款 300", "事业收入 20", "本年收入合计 320", "年初结转 30", "总计 350")
    assert ("总计", ["本年收入合计", "年初结转"], True) in shown(grid)
    assert ("本年收入合计", ["财政拨款", "事业收入"], True) in shown(grid)


@pytest.mark.parametrize("rows", [[], ["合计 3"], ["甲 1"], ["甲 1", "乙 2"], ["甲 1", "合计 1"]])
def test_nothing_to_add(rows: list[str], make_grid: Make) -> None:
    assert list(families(make_grid(*rows))) == []


def test_no_row_is_its_own_part(make_grid: Make) -> None:
    grid = make_grid("合计 9", "一、甲 3", "（一）乙 1", "（二）丙 2", "小计 3", "二、丁 6", "总计 9")
    for family in families(grid):
        assert family.parent not in family.children
        assert len({id(c) for c in family.children}) == len(family.children)
