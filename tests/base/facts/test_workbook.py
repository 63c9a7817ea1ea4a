"""Workbooks: what Excel stores, what it hides, and files that are none."""

# ruff: noqa: DTZ001 - the clock of a ledger names no zone

from __future__ import annotations

import zipfile
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter

from luji.base.facts import workbook
from luji.base.facts.workbook import open_workbook


def column(sheet, row, at):
    return sheet.below(row).columns[at].to_pylist()


def test_values_of_every_kind_become_text(to_xlsx):
    row = ["H1", 3, 2.5, 0.1 + 0.2, True, datetime(2020, 3, 5, 14, 5), datetime(2020, 3, 5)]
    sheet = open_workbook(to_xlsx([list("abcdefg"), row]))[0]
    assert [column(sheet, 1, i)[0] for i in range(7)] == [
        "H1",
        "3",
        "2.5",
        "0.3",
        "TRUE",
        "2020-03-05 14:05:00",
        "2020-03-05",
    ]


def test_row_numbers_pass_over_empty_rows(to_xlsx):
    sheet = open_workbook(to_xlsx([["标题"], [], ["编号"], ["H1"], [None], [], ["H2"], [None], []]))[0]
    grid = sheet.below(3)
    assert grid.columns[0].to_pylist() == ["H1", "H2"]
    assert grid.rows.to_pylist() == [4, 7]


def test_merged_titles_and_a_shifted_start(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.merge_cells("B2:D2")
    sheet["B2"] = "道路隐患台账"
    for at, text in zip(("B4", "C4", "B5", "C5"), ("编号", "大队", "H1", "鹤城大队"), strict=True):
        sheet[at] = text
    path = tmp_path / "x.xlsx"
    book.save(path)
    one = open_workbook(path)[0]
    assert one.first[1] == [None, "道路隐患台账"]
    assert [c.to_pylist() for c in one.below(4).columns] == [[None], ["H1"], ["鹤城大队"]]


def test_formatted_but_empty_rows_at_the_end_are_dropped(tmp_path):
    path = tmp_path / "x.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    grey = book.add_format({"bg_color": "#eeeeee"})
    sheet.write_row(0, 0, ["编号"])
    sheet.write_row(1, 0, ["H1"])
    for row in range(2, 3_000):
        sheet.write_blank(row, 0, None, grey)
    book.close()
    assert len(open_workbook(path)[0].below(0).rows) == 2


def test_both_epochs_give_the_same_day(tmp_path):
    for epoch_1904 in (False, True):
        path = tmp_path / f"{epoch_1904}.xlsx"
        book = xlsxwriter.Workbook(str(path), {"date_1904": epoch_1904})
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "日期")
        sheet.write_datetime(1, 0, datetime(2020, 3, 5), book.add_format({"num_format": "yyyy/m/d"}))
        book.close()
        one = open_workbook(path)[0]
        assert one.epoch_1904 is epoch_1904
        assert column(one, 1, 0) == ["2020-03-05"]


def test_hidden_and_empty_sheets_are_left_out(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["编号"])
    hidden = book.create_sheet("旧")
    hidden.append(["编号"])
    hidden.sheet_state = "hidden"
    book.create_sheet("空")
    path = tmp_path / "x.xlsx"
    book.save(path)
    assert [s.name for s in open_workbook(path)] == ["Sheet"]


def test_a_wrong_dimension_does_not_cut_the_sheet(tmp_path, to_xlsx):
    path = to_xlsx([["编号"], *[[f"H{i}"] for i in range(10)]])
    changed = tmp_path / "changed.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part.endswith("sheet1.xml"):
                assert b'ref="A1:A11"' in data
                data = data.replace(b'ref="A1:A11"', b'ref="A1"')
            new.writestr(part, data)
    assert len(open_workbook(changed)[0].below(0).rows) == 11


def test_formulas_give_their_stored_result(tmp_path):
    path = tmp_path / "x.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["件数"])
    sheet.write_formula(1, 0, "=1+2", None, 3)
    book.close()
    one = open_workbook(path)[0]
    assert column(one, 1, 0) == ["3"]
    assert one.wrong == ()


def test_a_formula_without_a_result_is_a_problem(to_xlsx):
    grid = open_workbook(to_xlsx([["编号", "件数"], ["H1", "=1+2"], ["H2", 5]]))[0].below(1)
    problem = grid.wrong[0]
    assert (problem.code, problem.where.row, problem.where.column) == ("FCT-211", 2, "件数")
    assert len(grid.wrong) == 1


def test_a_formula_above_the_heading_is_nobody_s_business(to_xlsx):
    assert open_workbook(to_xlsx([["=TODAY()"], ["编号"], ["H1"]]))[0].below(2).wrong == ()


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "#DIV/0!"])
def test_an_error_value_is_a_problem(to_xlsx, value):
    problem = open_workbook(to_xlsx([["编号", "件数"], ["H1", value]]))[0].below(1).wrong[0]
    assert (problem.code, problem.where.row, problem.where.column) == ("FCT-212", 2, "件数")
    assert value in problem.zh


def test_progress_is_told(to_xlsx, monkeypatch):
    monkeypatch.setattr(workbook, "STEP", 10)
    told = []
    open_workbook(
        to_xlsx([["编号"], *[[i] for i in range(35)]]), lambda done, total: told.append((done, total))
    )
    assert told == [(10, 36), (20, 36), (30, 36)]


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95, 0.999])
def test_a_truncated_workbook_is_refused(to_xlsx, refused, share):
    path = to_xlsx([["编号", "大队"], *[[f"H{i}", "鹤城大队"] for i in range(500)]])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    problem = refused(open_workbook, path)[0]
    assert (problem.code, problem.where.file) == ("FCT-104", "hazard.xlsx")


def test_every_damaged_byte_is_refused_or_read_but_never_a_crash(to_xlsx):
    """Bytes are spoiled all over the file: either it opens or it is refused, nothing else is raised."""
    from luji.base.kernel.problem import Refused

    path = to_xlsx([["编号", "大队"], *[[f"H{i}", "鹤城大队"] for i in range(20)]])
    data = path.read_bytes()
    for at in range(0, len(data), max(1, len(data) // 120)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            open_workbook(path)
        except Refused as error:
            assert error.problems[0].code in ("FCT-104", "FCT-107"), at


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "FCT-103"),
        (b"no workbook at all", "FCT-104"),
        (b"PK\x03\x04", "FCT-104"),
        (workbook._OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "FCT-105"),
        (workbook._OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "FCT-106"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, refused, data, code):
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    problem = refused(open_workbook, path)[0]
    assert (problem.code, problem.where.file) == (code, "x.xlsx")


def test_another_kind_of_zip_is_refused(tmp_path, refused):
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    assert refused(open_workbook, path)[0].code == "FCT-104"


def test_a_swollen_workbook_is_refused_before_it_is_unpacked(to_xlsx, tmp_path, refused, monkeypatch):
    monkeypatch.setattr(workbook, "SWOLLEN", (1024**2, 400))
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 4 * 1024**2)
    assert refused(open_workbook, path)[0].code == "FCT-107"
    monkeypatch.setattr(workbook, "LIMIT", 100)
    assert refused(open_workbook, to_xlsx([["编号"]]))[0].code == "FCT-107"


def test_a_missing_workbook_is_refused(tmp_path, refused):
    assert refused(open_workbook, tmp_path / "no.xlsx")[0].code == "FCT-101"


def test_rows_beyond_a_block_are_the_same_rows(to_xlsx, monkeypatch):
    rows = [
        ["编号", "大队"],
        *([f"H{n}" if n % 3 else None, None if n % 2 else "#N/A" if n == 8 else n] for n in range(20)),
        [1, 2, 3],
    ]
    whole = open_workbook(to_xlsx(rows))[0]
    monkeypatch.setattr(workbook, "STEP", 3)
    told = []
    parts = open_workbook(to_xlsx(rows), lambda *done: told.append(done))[0]
    assert len(parts.blocks) > 5
    assert (parts.first, parts.wrong) == (whole.first, whole.wrong)
    assert [(p.where.row, p.where.column) for p in parts.wrong] == [(10, "大队")]
    for row in (0, 1, 7, 21, 22):
        one, other = parts.below(row), whole.below(row)
        assert one.rows.to_pylist() == other.rows.to_pylist()
        assert [c.to_pylist() for c in one.columns] == [c.to_pylist() for c in other.columns]
    assert told == [(3 * n, 22) for n in range(1, 8)]
