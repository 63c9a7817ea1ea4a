"""Both kinds of file give sheets and grids of one shape."""

from __future__ import annotations

import pytest

from luji.base.facts.delimited import open_delimited
from luji.base.facts.workbook import open_workbook

ROWS = [["标题", None], ["编号", "大队"], ["H1", "鹤城大队"], ["H2", None]]


@pytest.fixture(params=["csv", "xlsx"])
def sheet(request, to_csv, to_xlsx):
    if request.param == "csv":
        return open_delimited(to_csv(ROWS))[0]
    return open_workbook(to_xlsx(ROWS))[0]


def test_a_sheet_gives_its_first_rows(sheet):
    assert [[cell for cell in row if cell] for row in sheet.first] == [[c for c in row if c] for row in ROWS]
    assert not sheet.epoch_1904


def test_a_grid_holds_text_columns_and_row_numbers(sheet):
    grid = sheet.below(2)
    assert [column.to_pylist() for column in grid.columns] == [["H1", "H2"], ["鹤城大队", None]]
    assert grid.rows.to_pylist() == [3, 4]
    assert grid.wrong == ()


def test_below_the_last_row_is_nothing(sheet):
    assert len(sheet.below(4).rows) == 0
