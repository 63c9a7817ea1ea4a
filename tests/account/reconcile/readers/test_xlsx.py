"""Workbooks: numbers as their format prints them, sheets marked, rows of one cell as text."""

import datetime
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.readers import xlsx
from luji.account.reconcile.readers.xlsx import printed, read

Make = Callable[..., bytes]
Refuse = Callable[..., str]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1234.5, "General", "1234.5"),
        (1234.5, "0.00", "1234.50"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.567, "#,##0.00_);[Red]\\(#,##0.00\\)", "1,234.57"),
        (0.1234, "0.00%", "12.34%"),
        (0.125, "0%", "13%"),  # half up, as a clerk rounds
        (2.5, "0", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1e15, "General", "1000000000000000"),
        (-3.5, "0.0", "-3.5"),
        (7, "General", "7"),
        (12, "0.0", "12.0"),
        (5, '0"万元"', "5"),
        (5, "@", "5"),
        (None, "General", ""),
        ("合计", "0.00", "合计"),
        ("", "General", ""),
        (True, "General", "True"),
        (datetime.datetime(2024, 5, 6, tzinfo=datetime.UTC), "yyyy-mm-dd", "2024-05-06"),
        (float("nan"), "0.00", ""),
        (float("inf"), "General", ""),
    ],
)
def test_values_as_their_format_prints_them(value: object, form: str, text: str) -> None:
    assert printed(value, form) == text


@settings(max_examples=150, deadline=None)
@given(st.floats(-1e9, 1e9), st.integers(1, 6), st.booleans())
def test_decimals_are_rounded_as_printed(value: float, places: int, grouped: bool) -> None:
    form = ("#,##0." if grouped else "0.") + "0" * places
    shown = printed(value, form)
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert Decimal(shown.replace(",", "")) == exact
    assert len(shown.partition(".")[2]) == places


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.floats(), st.integers(), st.text(max_size=5), st.none()), st.text(max_size=12))
def test_any_format_prints_something(value: object, form: str) -> None:
    assert isinstance(printed(value, form), str)


def test_sheets_tables_and_titles(make_xlsx: Make) -> None:
    made = read(
        make_xlsx(
            收入表=[
                ["收入决算表"],
                ["单位：万元"],
                ["科目", "金额"],
                ["税收", (80.5, "0.00")],
                ["合计", (120, "#,##0.00")],
            ],
            支出表=[["科目", "金额"], ["教育", 30]],
        ),
        "甲.xlsx",
    )
    assert (
        made.text == "收入决算表\n单位：万元\n科目\t金额\n税收\t80.50\n合计\t120.00\n科目\t金额\n教育\t30\n"
    )
    assert [t.name for t in made.tables] == ["收入决算表", "支出表"]
    assert made.place(0) == "收入表"
    assert made.place(len(made.text) - 1) == "支出表"
    assert [made.text[c.start : c.end] for c in made.tables[0].cells[-2:]] == ["合计", "120.00"]


def test_a_blank_row_parts_two_tables(make_xlsx: Make) -> None:
    made = read(make_xlsx(表=[["甲", 1], ["乙", 2], [], ["丙", 3], ["丁", 4]]), "甲.xlsx")
    assert len(made.tables) == 2


def test_empty_cells_at_the_end_are_dropped_and_those_between_kept(make_xlsx: Make) -> None:
    made = read(make_xlsx(表=[["甲", None, 1, None, None], ["乙", 2, 3, None]]), "甲.xlsx")
    assert made.text == "甲\t\t1\n乙\t2\t3\n"
    assert [c.column for c in made.tables[0].cells] == [0, 1, 2, 0, 1, 2]


def test_an_empty_book_has_no_text(make_xlsx: Make) -> None:
    assert read(make_xlsx(空=[]), "甲.xlsx").text == ""


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (b"", "REC-908"),
        (b"a,b\n1,2", "REC-908"),
        (b"PK\x03\x04", "REC-908"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "REC-904"),
    ],
)
def test_what_is_no_workbook(data: bytes, number: str, refused: Refuse) -> None:
    assert refused(read, data, "甲.xlsx") == number


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"xl/workbook.xml": b"<broken"},
        {"xl/workbook.xml": b"<workbook/>"},
        {"[Content_Types].xml": b"<Types/>"},
    ],
)
def test_archives_that_hold_no_workbook(members: dict[str, bytes], make_zip: Make, refused: Refuse) -> None:
    assert refused(read, make_zip(members), "甲.xlsx") == "REC-908"


@pytest.mark.parametrize("cut", [60, 800, -40])
def test_books_cut_short(cut: int, make_xlsx: Make, refused: Refuse) -> None:
    assert refused(read, make_xlsx(表=[["甲", 1]])[:cut], "甲.xlsx") == "REC-908"


def test_too_many_cells_are_refused(
    make_xlsx: Make, refused: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_CELLS", 10)
    assert refused(read, make_xlsx(表=[["甲", 1, 2]] * 5), "甲.xlsx") == "REC-906"
