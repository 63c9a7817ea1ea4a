"""The rows behind a figure: pages, masks, files."""

import csv
import io

import openpyxl
import pytest

from luji.account.desk import rows as module
from luji.account.desk.rows import Paged, harmless


def text(answer):
    return answer.content.decode()


def csv_lines(answer):
    content = b"".join(answer.streaming_content).decode("utf-8")
    assert content.startswith("\ufeff")
    return list(csv.reader(io.StringIO(content[1:])))


def test_every_row_stands_there_masked_and_with_its_source(reader):
    page = text(reader.get("/indicators/case.total/rows/"))
    assert page.count("cases.xlsx#") == 4
    assert "AJ0003" in page
    assert "AJ0001" not in page  # 2019
    assert "湘A99999" not in page
    assert "湘A*****" in page
    assert "涉及个人的内容已遮盖" in page


def test_what_stands_in_a_ledger_is_escaped(reader):
    page = text(reader.get("/indicators/case.total/rows/"))
    assert "<b>粗体</b>" not in page
    assert "&lt;b&gt;粗体&lt;/b&gt;" in page


def test_unit_and_period_narrow_the_rows(reader):
    page = text(reader.get("/indicators/case.total/rows/", {"unit": "hh-b", "period": "2020H1"}))
    assert "没有明细" in page


def test_pages_are_turned_by_fragment(reader, monkeypatch):
    monkeypatch.setattr(module, "PER_PAGE", 3)
    first = text(reader.get("/indicators/case.total/rows/"))
    assert "第 1 页，共 2 页" in first
    assert "第 1 至 3 行，共 4 行" in first
    second = reader.get("/indicators/case.total/rows/", {"page": 2}, headers={"HX-Request": "true"})
    assert "<html" not in text(second)
    assert "AJ0006" in text(second)
    assert "AJ0005" not in text(second)


@pytest.mark.parametrize("page", ["0", "-1", "x", "2", "99999999999999999999", "１٣x", ""])
def test_pages_that_are_not_there_are_refused(reader, page):
    answer = reader.get("/indicators/case.total/rows/", {"page": page})
    assert answer.status_code == 404
    assert "DSK-003" in text(answer)


@pytest.mark.parametrize(
    ("number", "total", "first", "last"), [(1, 0, 0, 0), (1, 50, 1, 50), (2, 51, 51, 51), (3, 120, 101, 120)]
)
def test_where_a_page_stands(number, total, first, last):
    paged = Paged(number, 3, total)
    assert (paged.first, paged.last) == (first, last)


def test_rows_of_a_formula_name_their_table_once_there_are_two(reader):
    page = text(reader.get("/indicators/case.share/rows/"))
    assert page.count("cases.xlsx#") == 4


def test_csv_holds_every_row_under_labels(reader):
    lines = csv_lines(reader.get("/indicators/case.total/rows.csv"))
    assert lines[0][:3] == ["编号", "大队", "时间"]
    assert len(lines) == 5
    assert lines[1][1] == "鹤城大队"
    assert "湘A99999" not in str(lines)


def test_csv_is_named_and_comes_in_chunks(reader, monkeypatch):
    monkeypatch.setattr(module, "CHUNK", 3)
    answer = reader.get("/indicators/case.total/rows.csv?unit=hh&period=2020")
    assert answer["Content-Disposition"] == 'attachment; filename="case.total-hh-2020.csv"'
    assert len(csv_lines(answer)) == 5


def test_csv_of_nothing_has_its_headings(reader):
    assert len(csv_lines(reader.get("/indicators/case.total/rows.csv?period=2017"))) == 1


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd", "'+cmd"), ("-2+3", "'-2+3"), ("\tx", "'\tx"),
        ("-12.50", "-12.50"), ("-1,200", "-1,200"), ("文字", "文字"), ("", ""),
    ],
)  # fmt: skip
def test_formulas_do_not_come_alive_in_a_spreadsheet(cell, kept):
    assert harmless(cell) == kept


def test_excel_holds_text_only(reader):
    answer = reader.get("/indicators/case.total/rows.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    lines = list(book.active.values)
    assert lines[0][0] == "编号"
    assert len(lines) == 5
    formula = next(cell for row in book.active.iter_rows() for cell in row if cell.value == "=1+1")
    assert formula.data_type == "s"


def test_excel_says_what_it_left_out(english, monkeypatch):
    monkeypatch.setattr(module, "SHEET_LIMIT", 2)
    answer = english.get("/indicators/case.total/rows.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert list(book.active.values)[-1][0] == "2 more rows: take the CSV file."


@pytest.mark.parametrize(("path", "code"), [("case.total/rows.exe", "DSK-002"), ("nope/rows.csv", "IND-006")])
def test_other_formats_and_keys_are_refused(reader, path, code):
    answer = reader.get(f"/indicators/{path}")
    assert answer.status_code == 404
    assert code in text(answer)
