"""Cells as people read them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from luji.account.desk.cells import Cells
from luji.account.indicators.listing import TABLE, RowColumn
from luji.base.kernel.text import Text

LABEL = Text("列", "Column")


def column(name, type_, personal=False):
    return RowColumn(name, LABEL, type_, personal)


@pytest.fixture
def cells(house):
    return {lang: Cells(house.book.catalogue.tables, house.units, lang) for lang in ("zh", "en")}


@pytest.mark.parametrize(
    ("name", "type_", "value", "zh", "en"),
    [
        ("kind", "code", "speeding", "超速", "speeding"),
        ("kind", "code", "unlisted", "unlisted", "unlisted"),
        ("unit", "unit", "hh-a", "鹤城大队", "Hecheng Brigade"),
        ("unit", "unit", "gone", "gone", "gone"),
        ("on_site", "flag", True, "是", "yes"),
        ("on_site", "flag", False, "否", "no"),
        ("fine", "money", Decimal("12345.60"), "12,345.60", "12,345.60"),
        ("points", "integer", 12000, "12,000", "12,000"),
        ("at", "timestamp", datetime(2020, 1, 2, 3, 4, 5), "2020-01-02 03:04", "2020-01-02 03:04"),  # noqa: DTZ001
        ("day", "date", date(2020, 1, 2), "2020-01-02", "2020-01-02"),
        ("note", "text", None, "", ""),
        ("note", "text", "speeding", "speeding", "speeding"),
    ],
)
def test_values_by_type(cells, name, type_, value, zh, en):
    assert cells["zh"].say(column(name, type_), value, "case") == zh
    assert cells["en"].say(column(name, type_), value, "case") == en


def test_the_personal_is_masked_in_both_languages(cells):
    for said in cells.values():
        assert said.say(column("plate", "text", personal=True), "湘N12345", "case") == "湘N*****"


def test_rows_of_several_tables_begin_with_the_name_of_theirs(cells):
    columns = (column(TABLE, "text"), column("kind", "code"), column("km", "decimal"))
    row = {TABLE: "case", "kind": "phone"}
    assert cells["zh"].row(columns, row, "") == ["案件台账", "打手机", ""]
