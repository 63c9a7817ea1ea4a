"""Exports: the headings an import reads, values unchanged, formulas harmless, whole or not at all."""

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from luji.base.facts import intake, outlet
from luji.base.facts.engine import DuckEngine
from luji.base.facts.lake import Lake
from luji.base.facts.spec import FactTable, from_tree
from luji.base.kernel.declaration import parse
from luji.base.kernel.problem import Refused

TABLE = """\
table: thing
label: {zh: 事物, en: Things}
unit: unit
time: day
key: [id]
columns:
  id: {type: text, label: {zh: 编号, en: No.}, required: true}
  unit: {type: unit, label: {zh: 单位, en: Unit}}
  day: {type: date, label: {zh: 日期, en: Day}}
  at: {type: timestamp, label: {zh: 时间, en: At}}
  paid: {type: money, label: {zh: 金额, en: Paid}}
  good: {type: flag, label: {zh: 是否合格, en: Good}}
  kind: {type: code, label: {zh: 类别, en: Kind}, values: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}}
  n: {type: integer, label: {zh: 数量, en: N}}
"""


@pytest.fixture
def table() -> FactTable:
    return from_tree(parse(TABLE, "thing.yaml"))


@pytest.fixture
def lake(table: FactTable, tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "home", {"thing": table})
    rows = [
        {"id": "2", "unit": "u", "day": date(2020, 2, 29), "at": datetime.fromisoformat("2020-01-01T23:59:58"), "paid": Decimal("-0.05"),
         "good": False, "kind": "b", "n": 0},
        {"id": "1", "unit": "u", "day": None, "at": None, "paid": Decimal("9007199254740993.07"), "good": True, "kind": "a", "n": None},
        {"id": "=HYPERLINK(\"x\")", "unit": None, "day": None, "at": None, "paid": None, "good": None, "kind": None, "n": -3},
        {"id": "a,\"b\"\n c", "unit": None, "day": None, "at": None, "paid": None, "good": None, "kind": None, "n": 7},
    ]  # fmt: skip
    schema = pa.schema([field for field in table.arrow if field.name in rows[0]])
    lake.merge("thing", pa.Table.from_pylist(rows, schema=schema))
    return lake


def export(lake: Lake, out: Path) -> int:
    return outlet.write(lake.tables["thing"], lake.source("thing"), DuckEngine(), out)


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "OUT.XLSX"])
def test_what_goes_out_comes_back_unchanged(lake: Lake, tmp_path: Path, name: str) -> None:
    assert export(lake, tmp_path / name) == 4
    back = intake.read(tmp_path / name, lake.tables["thing"], {"u": "u"}.get)
    assert lake.plan("thing", back).nothing


def test_csv_has_chinese_headings_and_a_byte_order_mark(lake: Lake, tmp_path: Path) -> None:
    export(lake, tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines(keepends=True)))
    assert rows[0] == ["编号", "单位", "日期", "时间", "金额（元）", "是否合格", "类别", "数量"]
    assert ["1", "u", "", "", "9007199254740993.07", "是", "a", ""] in rows


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_no_cell_is_a_formula(lake: Lake, tmp_path: Path, name: str) -> None:
    export(lake, tmp_path / name)
    if name.endswith("csv"):
        assert "\n'=HYPERLINK" in (tmp_path / name).read_text("utf-8-sig") or "\"'=HYPERLINK" in (
            tmp_path / name
        ).read_text("utf-8-sig")
    else:
        sheet = openpyxl.load_workbook(tmp_path / name).active
        assert sheet is not None
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_an_unknown_ending_is_refused_and_leaves_nothing(lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="FCT-"):
        export(lake, tmp_path / "out.pdf")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home"]


def test_an_existing_file_stays_when_writing_fails(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.csv").write_text("old", "utf-8")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(outlet, "_write_csv", fail)
    with pytest.raises(OSError, match="disk full"):
        export(lake, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "out.csv"]


def test_an_empty_table_exports_its_headings(table: FactTable, tmp_path: Path) -> None:
    lake = Lake(tmp_path / "home", {"thing": table})
    assert export(lake, tmp_path / "out.csv") == 0
    assert (tmp_path / "out.csv").read_text("utf-8-sig").startswith("编号,单位")
    assert outlet.headings(table)[4] == "金额（元）"


@pytest.mark.parametrize(
    ("text", "safe"), [("=1", "'=1"), ("+1", "'+1"), ("-x", "'-x"), ("@a", "'@a"), ("a=1", "a=1"), ("", "")]
)
def test_guarded(text: str, safe: str) -> None:
    assert outlet.guarded(text) == safe


TEXTS = [
    "=1+1", "'=1+1", "''=1+1", "+1", "-1", "@SUM(A1)", "'", "''", "'quoted'", "1E+15", "'1E+15", "-1.5E+20", "'-1E+02", "1e5",
    "x\ty", "x\ry", "x\r\ny", "x\n\ny", '"', '""', 'a"b', "a,b;c|d", "\\", "_x0041_", "_x000D_", "a_x005F_b", "合计", "NULL", "无", "是", "0012",
    "½", "𠮷野家🚔", "\u202eabc", "a\u200bb", "a\u00a0b", "<b>&amp;</b>", "{{ 7*7 }}", "%s", "--", "==", "#REF!", "#N/A", "1/2", "12:30", "2020-1-1",
]  # fmt: skip
SIGNED = ["\t=1+1", "\r-x", "'\tq"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_every_text_comes_back_as_it_went(table: FactTable, tmp_path: Path, ending: str) -> None:
    lake = Lake(tmp_path / "home", {"thing": table})
    lake.merge("thing", pa.table({"id": TEXTS}))
    out = tmp_path / f"out{ending}"
    assert export(lake, out) == len(TEXTS)
    back = intake.read(out, table, lambda name: name)
    assert sorted(back.column("id").to_pylist()) == sorted(TEXTS)


@pytest.mark.parametrize("text", [*SIGNED, "=1+1", "'=1+1", "1E+15"])
def test_what_a_spreadsheet_would_compute_begins_with_an_apostrophe(text: str) -> None:
    assert outlet.guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a=1", "'a", "", "1E5", "1E+1", "O'Brien"])
def test_other_texts_go_out_as_they_are(text: str) -> None:
    assert outlet.guarded(text) == outlet.spelled(text) == text


def test_a_cell_stays_text_when_it_is_edited_in_a_spreadsheet(table: FactTable, tmp_path: Path) -> None:
    lake = Lake(tmp_path / "home", {"thing": table})
    lake.merge("thing", pa.table({"id": ["=1+1", "plain"]}))
    export(lake, tmp_path / "out.xlsx")
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows(min_row=2)]
    assert [(c.value, c.data_type, c.quotePrefix) for c in cells] == [
        ("=1+1", "s", True),
        ("plain", "s", False),
    ]
