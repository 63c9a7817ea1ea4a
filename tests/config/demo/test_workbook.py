"""Ledgers as workbooks: banner first, the same bytes each time, cells of the right kind."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl

from luji.config.demo.workbook import BANNER, Cell, Ledger, ledger, write_workbook

ROW: tuple[Cell, ...] = (
    "0012",
    3,
    Decimal("12.30"),
    date(2020, 3, 5),
    datetime.fromisoformat("2020-03-05T08:07"),
    None,
)
LEDGER = Ledger("thing", "things", "东西台账", ("编号", "数量", "金额（元）", "日期", "时间", "备注"), [ROW])


def test_the_first_line_says_that_the_data_is_constructed(tmp_path: Path) -> None:
    written = write_workbook(LEDGER, tmp_path)
    sheet = openpyxl.load_workbook(written.path).worksheets[0]
    assert sheet["A1"].value == BANNER
    assert "构造数据" in BANNER
    assert [cell.value for cell in sheet[2]] == list(LEDGER.headings)
    assert (written.table, written.path.name, written.rows, sheet.title) == (
        "thing",
        "things.xlsx",
        1,
        "东西台账",
    )


def test_cells_keep_their_kind(
    tmp_path: Path, read_workbook: Callable[[Path], list[dict[str, object]]]
) -> None:
    (row,) = read_workbook(write_workbook(LEDGER, tmp_path).path)
    assert row == {
        "编号": "0012", "数量": 3, "金额（元）": 12.3, "日期": datetime.fromisoformat("2020-03-05"), "时间": datetime.fromisoformat("2020-03-05T08:07"),
        "备注": None,
    }  # fmt: skip


def test_the_same_ledger_gives_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        digests.add(hashlib.sha256(write_workbook(LEDGER, tmp_path / name).path.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_an_empty_ledger_has_its_headings(
    tmp_path: Path, read_workbook: Callable[[Path], list[object]]
) -> None:
    empty = Ledger("thing", "empty", "空", ("编号",), [])
    assert read_workbook(write_workbook(empty, tmp_path).path) == []


def test_headings_may_be_written_in_one_string() -> None:
    assert ledger("thing", "东西台账", "编号 数量（件）", []).headings == ("编号", "数量（件）")
