"""Formulas: found where they hold in most rows, asked of every row, never where they hold by chance."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.tables.formulas import found, holds, near, slip
from luji.account.reconcile.tables.grid import Grid

Make = Callable[..., Grid]


def kinds(grid: Grid) -> list[str]:
    return [formula.kind for formula, _ in found(grid)]


def verdicts(grid: Grid) -> dict[str, list[bool]]:
    return {f.kind: [holds(c) for _, c in asked] for f, asked in found(grid)}


def test_a_sum_of_the_columns_after_it(make_grid: Make) -> None:
    grid = make_grid("甲 30 10 20", "乙 50 20 30", "丙 70 30 40", "丁 95 40 50")
    assert verdicts(grid) == {"sum": [True, True, True, False]}


def test_a_sum_of_the_columns_before_it(make_grid: Make) -> None:
    grid = make_grid("甲 10 20 30", "乙 20 30 50", "丙 30 40 70")
    assert verdicts(grid) == {"sum": [True, True, True]}


def test_a_rate_of_two_columns(make_grid: Make) -> None:
    grid = make_grid(
        "甲 100 90 90.00", "乙 200 150 75.00", "丙 50 40 88.00", "丁 80 60 75.00", headers="预算 决算 完成率%"
    )
    assert verdicts(grid) == {"ratio": [True, True, False, True]}


def test_a_growth_of_two_columns(make_grid: Make) -> None:
    grid = make_grid(
        "甲 110 100 10.00",
        "乙 180 200 -10.00",
        "丙 60 50 20.00",
        "丁 88 80 1.00",
        headers="本年 上年 增减率%",
    )
    assert verdicts(grid)["growth"] == [True, True, True, False]


def test_a_share_of_the_total_row(make_grid: Make) -> None:
    grid = make_grid("合计 200 100.00", "甲 90 45.00", "乙 60 30.00", "丙 50 25.00", headers="金额 占比%")
    assert set(verdicts(grid)["share"]) == {True}


def test_a_difference_is_only_taken_where_the_header_says_so(make_grid: Make) -> None:
    rows = ("甲 110 100 10", "乙 180 200 -20", "丙 60 50 10", "丁 88 80 8")
    assert "difference" in kinds(make_grid(*rows, headers="本年 上年 增减额"))
    assert "difference" not in kinds(make_grid(*rows, headers="本年 上年 其他"))


@pytest.mark.parametrize(
    "rows",
    [
        ["甲 30 10 20"],  # one row proves nothing
        ["甲 30 10 20", "乙 51 20 30"],
        ["甲 30 10 21", "乙 50 20 35", "丙 70 30 49", "丁 95 40 50"],
        ["甲 1 2 3", "乙 9 8 7", "丙 4 4 1"],
        ["甲 0 0 0", "乙 0 0 0", "丙 0 0 0"],
        ["甲 5 5 0", "乙 5 5 0", "丙 5 5 0"],
        [],
    ],
)
def test_no_formula_where_too_few_rows_keep_it(rows: list[str], make_grid: Make) -> None:
    assert kinds(make_grid(*rows)) == []


def test_two_rows_are_enough_where_the_header_names_the_total(make_grid: Make) -> None:
    rows = ("甲 30 10 20", "乙 50 20 30")
    assert kinds(make_grid(*rows, headers="合计 基本 项目")) == ["sum"]
    assert kinds(make_grid(*rows)) == []


def test_a_formula_that_holds_in_three_of_five_rows_needs_its_name_in_the_header(make_grid: Make) -> None:
    rows = ("甲 30 10 20", "乙 50 20 30", "丙 70 30 40", "丁 95 40 50", "戊 17 8 4")
    assert kinds(make_grid(*rows)) == []
    assert kinds(make_grid(*rows, headers="合计 基本 项目")) == ["sum"]


def test_rows_with_missing_cells_are_asked_only_of_what_they_have(make_grid: Make) -> None:
    grid = make_grid("甲 30 10 20", "乙 50 20 30", "丙 70 30 40", "丁 - 40 50", "戊 60 60 -")
    ((_, asked),) = [f for f in found(grid) if f[0].kind == "sum"]
    assert [row.label for row, _ in asked] == ["甲", "乙", "丙", "戊"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9999), st.integers(1, 9999)), min_size=4, max_size=8, unique=True))
def test_tables_that_add_up_hold_in_every_row(make_grid: Make, parts: list[tuple[int, int]]) -> None:
    grid = make_grid(*(f"甲{i} {a + b} {a} {b}" for i, (a, b) in enumerate(parts)), headers="合计 基本 项目")
    assert all(verdicts(grid).get("sum", [False]))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(100, 9999), st.integers(100, 9999)), min_size=5, max_size=8, unique=True),
    st.integers(0, 7),
    st.integers(5, 90),
)
def test_one_wrong_row_is_the_only_one(
    make_grid: Make, parts: list[tuple[int, int]], which: int, off: int
) -> None:
    wrong = which % len(parts)
    rows = [f"甲{i} {a + b + (off if i == wrong else 0)} {a} {b}" for i, (a, b) in enumerate(parts)]
    grid = make_grid(*rows, headers="合计 基本 项目")
    assert verdicts(grid)["sum"].index(False) == wrong
    assert verdicts(grid)["sum"].count(False) == 1


def test_near_allows_less_than_one_unit_of_the_last_digit(make_grid: Make) -> None:
    grid = make_grid(
        "甲 300.00 100.00 33.33", "乙 600.00 200.00 33.34", "丙 200.00 50.00 25.00", "丁 80.00 60.00 75.90",
        headers="预算 决算 完成率%",
    )  # fmt: skip
    ((_, asked),) = list(found(grid))
    assert [holds(c) for _, c in asked] == [True, False, True, False]
    assert [near(c) for _, c in asked] == [True, True, True, False]


def test_a_slip_is_told_by_its_cell(make_grid: Make) -> None:
    grid = make_grid("甲 30 10 20", "乙 50 20 30", "丙 70 30 40", "丁 81 40 50")
    ((_, asked),) = list(found(grid))
    row, computed = asked[-1]
    assert not holds(computed) and not near(computed)
    explained = slip(computed)
    assert set(explained.values()) <= {"transposed", "digit", "shifted", "lost", "doubled"}
    assert all(any(place == cell.place for cell in row.values.values()) for place in explained)
