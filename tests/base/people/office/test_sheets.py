"""Tables as files: read, refused, and written so that nothing computes."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.people.office import sheets

ROWS = [["警号", "姓名"], ["080123", "张三"], ["007", "李四"]]
CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\r\n", exclude_categories=("Cs", "Cc")), max_size=12
)


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        sheets.csv_of(ROWS),
        sheets.xlsx_of(ROWS, "人员"),
        "警号,姓名\n080123,张三\n\n007,李四\n".encode("gb18030"),
    ],
)
def test_what_is_written_is_read(data):
    assert sheets.read("x", data) == ROWS


def test_cells_of_other_kinds_become_text():
    half_past_eight = datetime(2024, 7, 1, 8, 30)  # noqa: DTZ001 - as workbooks hold it
    data = workbook([["a", "b", "c", "d", "e"], [80123, 1.5, date(2024, 7, 1), half_past_eight, True]])
    assert sheets.read("x.xlsx", data)[1] == ["80123", "1.5", "2024-07-01", "2024-07-01", "True"]


@pytest.mark.parametrize("cell", ["=1+1", "=cmd|'/c calc'!A1", "+86", "-1", "@SUM(A1)", "\t=1", "'=1", "''"])
def test_nothing_computes_and_everything_comes_back(cell):
    rows = [["a"], [cell.strip() or "x"]]
    data = sheets.csv_of(rows).decode("utf-8-sig")
    assert not data.splitlines()[1].lstrip('"').startswith(("=", "+", "-", "@", "\t"))
    book = openpyxl.load_workbook(io.BytesIO(sheets.xlsx_of(rows, "x")))
    assert book.active["A2"].data_type != "f"


@given(st.lists(st.lists(CELLS.map(str.strip), min_size=2, max_size=2), min_size=1, max_size=5))
@settings(max_examples=40)
def test_any_text_survives_the_round_trip(rows):
    rows = [row for row in rows if any(row)]
    assert sheets.read("x.csv", sheets.csv_of(rows)) == rows


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00x",
        b"MZ\x90\x00\x03",
        b"%PDF-1.7\n\x00",
        b"PK\x03\x04broken",
        b'a,b\n"x',
        b"a\x00b",
    ],
)
def test_what_is_no_table(codes, data):
    assert codes(sheets.read, "x.xlsx", data) == ["PPL-341"]


def test_a_zip_that_is_no_workbook(codes):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("readme.txt", "hello")
    assert codes(sheets.read, "x.xlsx", out.getvalue()) == ["PPL-341"]


def test_a_bomb_is_not_unpacked(codes):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (sheets.UNPACKED + 1))
    assert len(out.getvalue()) < 100_000
    assert codes(sheets.read, "x.xlsx", out.getvalue()) == ["PPL-342"]


def test_too_large_and_too_long(codes):
    assert codes(sheets.read, "x.csv", b"a" * (sheets.LARGEST + 1)) == ["PPL-342"]
    assert codes(sheets.read, "x.csv", b"a\n" * (sheets.ROWS + 2)) == ["PPL-342"]
    assert len(sheets.read("x.csv", b"a\n" * (sheets.ROWS + 1))) == sheets.ROWS + 1
