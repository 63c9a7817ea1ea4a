"""Fact tables: what a declaration gives, and every way to get one wrong, with its line."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest

from luji.base.facts import spec
from luji.base.facts.spec import fold, load_table, load_tables
from luji.base.kernel.declaration import parse
from luji.base.kernel.problem import Refused

GOOD = """table: t
label: {zh: 表, en: T}
unit: u
time: d
key: [id]
columns:
  id: {type: text, label: {zh: 编号, en: No.}}
  u:  {type: unit, label: {zh: 大队, en: Brigade}}
  d:  {type: date, label: {zh: 日期, en: Date}}
  k:  {type: code, label: {zh: 类, en: Kind}, values: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}}
  n:  {type: decimal, scale: 3, label: {zh: 数, en: N}}
"""


def wrong(text):
    with pytest.raises(Refused) as caught:
        spec.from_tree(parse(text, "t.yaml"))
    return [(p.code, p.where.line) for p in caught.value.problems]


def test_a_good_declaration_loads_with_its_types():
    table = spec.from_tree(parse(GOOD))
    assert table.arrow == pa.schema(
        [("id", pa.string()), ("u", pa.string()), ("d", pa.date32()), ("k", pa.string()),
         ("n", pa.decimal128(18, 3)), ("_source", pa.string())]
    )  # fmt: skip
    assert table.duck == {
        "id": "VARCHAR", "u": "VARCHAR", "d": "DATE", "k": "VARCHAR", "n": "DECIMAL(18,3)", "_source": "VARCHAR",
    }  # fmt: skip


def test_arrow_and_duckdb_types_are_the_same_types(hazard):
    empty = pa.table([pa.array([], f.type) for f in hazard.arrow], schema=hazard.arrow)
    with duckdb.connect() as duck:
        duck.register("empty", empty)
        types = {r[0]: r[1] for r in duck.execute("DESCRIBE empty").fetchall()}
    assert types == hazard.duck


def test_key_columns_are_needed_without_being_required():
    table = spec.from_tree(parse(GOOD))
    assert [n for n in table.columns if table.needed(n)] == ["id"]
    assert not table.columns["id"].required


def test_a_table_may_have_neither_unit_nor_time():
    text = GOOD.replace("unit: u\n", "").replace("time: d\n", "time: null\n")
    table = spec.from_tree(parse(text))
    assert (table.unit, table.time) == (None, None)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("key: [id]", "key: [no]", "FCT-001", 5),
        ("key: [id]", "key: []", "FCT-010", 5),
        ("key: [id]", "key: [id, id]", "FCT-011", 5),
        ("unit: u", "unit: x", "FCT-001", 3),
        ("unit: u", "unit: id", "FCT-002", 3),
        ("time: d", "time: k", "FCT-002", 4),
        ("time: d", "partition: year", "FCT-012", 4),
        ("table: t", "table: T-1", "FCT-007", 1),
        ("  n:  {", "  _n: {", "FCT-007", 11),
        (", values: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}", "", "FCT-003", 10),
        ("{zh: 乙, en: B}", "{zh: 甲, en: B}", "FCT-006", 10),
        ("{zh: 乙, en: B}", "{zh: a, en: B}", "FCT-006", 10),
        ("{zh: 日期, en: Date}", "{zh: 编号, en: Date}", "FCT-005", 9),
        ("{zh: 日期, en: Date}", "{zh: 日期, en: Date}, aliases: [' 大 队 ']", "FCT-005", 9),
        ("{zh: 日期, en: Date}", "{zh: 日期, en: Date}, scale: 2", "FCT-004", 9),
        ("{zh: 编号, en: No.}", "{zh: 编号, en: No.}, min: 0", "FCT-004", 7),
        ("{zh: 日期, en: Date}", "{zh: 日期, en: Date}, min: 3", "FCT-004", 9),
        ("scale: 3", "scale: 30", "FCT-004", 11),
        ("scale: 3", "scale: 3, min: 5, max: 4", "FCT-008", 11),
        ("values: {a:", "also: {c: [丙]}, values: {a:", "FCT-001", 10),
        ("type: text", "type: string", "KRN-015", 7),
        ("type: text", "type: text, requird: true", "KRN-013", 7),
        ("key: [id]", "ignore: [编号]\nkey: [id]", "FCT-005", 5),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(old, new, code, line):
    assert old in GOOD
    assert (code, line) in wrong(GOOD.replace(old, new, 1))


def test_all_mistakes_of_a_file_come_together():
    text = GOOD.replace("unit: u", "unit: x").replace("key: [id]", "key: [no]").replace("time: d", "time: y")
    assert [code for code, _ in wrong(text)] == ["FCT-001"] * 3


def test_mistakes_of_all_files_come_together(tmp_path):
    (tmp_path / "a.yaml").write_text(GOOD.replace("unit: u", "unit: x"), "utf-8")
    (tmp_path / "b.yaml").write_text(GOOD.replace("time: d", "time: y"), "utf-8")
    with pytest.raises(Refused) as caught:
        load_tables([tmp_path])
    assert [p.where.file for p in caught.value.problems] == ["a.yaml", "b.yaml"]


def test_the_nearest_column_is_offered():
    with pytest.raises(Refused) as caught:
        spec.from_tree(parse(GOOD.replace("d:  {", "done_on:  {").replace("time: d", "time: done_no")))
    assert "done_on" in caught.value.problems[0].zh


def test_one_table_in_two_files_of_a_folder_is_refused(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    with pytest.raises(Refused) as caught:
        load_tables([tmp_path])
    assert [p.code for p in caught.value.problems] == ["FCT-009"]
    assert "a.yaml" in caught.value.problems[0].zh


def test_a_later_folder_is_laid_over_the_earlier(tmp_path):
    for folder, label in (("shipped", "表"), ("own", "本单位的表")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "t.yaml").write_text(GOOD.replace("zh: 表", f"zh: {label}"), "utf-8")
    found = load_tables([tmp_path / "shipped", tmp_path / "own", tmp_path / "missing"])
    assert found["t"].label.zh == "本单位的表"


def test_a_table_is_found_by_name_or_label(tables, refused):
    assert spec.find(tables, "hazard") is spec.find(tables, "道路隐患")
    problem = refused(spec.find, tables, "hazzard")[0]
    assert problem.code == "FCT-013" and "hazard" in problem.zh


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("金额（元）", "金额(元)"),
        (" 编 号 ", "编号"),
        ("ＩＤ", "id"),
        ("编号：", "编号"),
        ("*编号", "编号"),
        ("No.", "no"),
    ],
)
def test_headings_are_compared_folded(one, other):
    assert fold(one) == fold(other)


def test_different_headings_stay_different():
    assert fold("编号") != fold("编号2")


def test_load_table_reads_one_file(tmp_path):
    path = tmp_path / "t.yaml"
    path.write_text(GOOD, "utf-8")
    assert load_table(path).table == "t"


def test_min_and_max_may_be_dates(hazard):
    assert str(hazard.columns["closed_on"].min) == "2014-01-01"


def test_codes_are_meant_by_code_label_and_other_labels(hazard):
    assert dict(hazard.columns["kind"].labels())["护栏"] == "rail"
    assert dict(hazard.columns["kind"].labels())["missing sign"] == "sign"
