"""Delimited files: encodings, separators, quotes, and rows numbered as a spreadsheet shows them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.facts.delimited import TextSheet, decoded, open_delimited

TEXT = "编号,大队\nH1,鹤城大队\n"


def sheet(tmp_path, text, name="x.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return open_delimited(path)[0]


def cells(grid):
    return [tuple(row) for row in zip(*(c.to_pylist() for c in grid.columns), strict=True)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings(tmp_path, encoding):
    assert sheet(tmp_path, TEXT, encoding=encoding).first == [["编号", "大队"], ["H1", "鹤城大队"]]


def test_signs_outside_gbk_survive_in_gb18030(tmp_path):
    assert sheet(tmp_path, "编号\n㐂𠮷\n", encoding="gb18030").first[1] == ["㐂𠮷"]


@pytest.mark.parametrize(
    ("sign", "name"), [(",", "x.csv"), ("\t", "x.tsv"), (";", "x.csv"), ("，", "x.csv"), ("|", "x.csv")]
)
def test_separators(tmp_path, sign, name):
    assert cells(sheet(tmp_path, TEXT.replace(",", sign), name).below(1)) == [("H1", "鹤城大队")]


@pytest.mark.parametrize("lines", ["甲|1|2|3|4", '"甲|1|2|3|4\n乙|1|2|3|4"', "甲；乙，丙，丁"])
def test_signs_inside_the_cells_are_not_what_separates_them(tmp_path, lines):
    """Sub-rows in a cell are written with bars: more of them than of commas."""
    assert cells(sheet(tmp_path, f"编号,参会\nH1,{lines}\n").below(1)) == [("H1", lines.strip('"'))]


def test_quoted_separators_quotes_and_line_breaks(tmp_path):
    text = '编号,"大队\n(全称)"\nH1,"a,b"\nH2,"说""好""\n下一行"\nH3,c\n'
    grid = sheet(tmp_path, text).below(1)
    assert cells(grid) == [("H1", "a,b"), ("H2", '说"好"\n下一行'), ("H3", "c")]
    assert grid.rows.to_pylist() == [2, 3, 4]


def test_blank_lines_keep_the_row_numbers_right(tmp_path):
    for quoted in ("H2,b", 'H2,"b"'):
        grid = sheet(tmp_path, f"编号,大队\n\nH1,a\n,\n\n{quoted}\n\n\n").below(1)
        numbered = [(c[0], n) for c, n in zip(cells(grid), grid.rows.to_pylist(), strict=True) if any(c)]
        assert numbered == [("H1", 3), ("H2", 6)]


def test_short_rows_are_filled_up(tmp_path):
    assert cells(sheet(tmp_path, "编号,大队,金额\nH1\nH2,b,3\n").below(1)) == [
        ("H1", None, None),
        ("H2", "b", "3"),
    ]


def test_a_title_without_separators_does_no_harm(tmp_path):
    grid = sheet(tmp_path, "2020年隐患台账\n" + TEXT).below(2)
    assert cells(grid) == [("H1", "鹤城大队")]
    assert grid.rows.to_pylist() == [3]


def test_long_rows_are_problems(tmp_path):
    grid = sheet(tmp_path, "编号,金额\nH1,1\nH2,1,234\nH3,5,\n").below(1)
    assert [(p.code, p.where.row) for p in grid.wrong] == [("FCT-118", 3)]
    assert "3 格" in grid.wrong[0].zh and "2 格" in grid.wrong[0].zh


def test_an_unclosed_quote_is_a_problem(tmp_path, refused):
    one = sheet(tmp_path, "编号,大队\n" + "H1,a\n" * 50 + 'H2,"b\n')
    problem = refused(one.below, 1)[0]
    assert (problem.code, problem.where.file, problem.where.row) == ("FCT-109", "x.csv", 52)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_windows_and_old_line_ends(tmp_path, end):
    grid = sheet(tmp_path, (TEXT + "H2,b\n").replace("\n", end)).below(1)
    assert cells(grid) == [("H1", "鹤城大队"), ("H2", "b")]
    assert grid.rows.to_pylist() == [2, 3]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "FCT-103"),
        (b" \r\n\r\n", "FCT-103"),
        (b"\xef\xbb\xbf", "FCT-103"),
        (b"a,b\n\x00\x01", "FCT-108"),
        (b"PK\x03\x04rest", "FCT-108"),
        (b"a,b\n\xff\xff,1", "FCT-108"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, refused, data, code):
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    problem = refused(open_delimited, path)[0]
    assert (problem.code, problem.where.file) == (code, "x.csv")


def test_a_missing_file_is_refused(tmp_path, refused):
    assert refused(open_delimited, tmp_path / "no.csv")[0].code == "FCT-101"


def test_the_row_of_a_bad_byte_is_told(refused):
    problem = refused(decoded, "编号\n一\n".encode() + b"\xff\xff\n", "x.csv")[0]
    assert problem.where.row == 3


@settings(deadline=None)
@given(st.text(st.characters(codec="gb18030", exclude_characters="\0\ufeff"), min_size=1))
def test_text_survives_in_utf_8(text):
    assert decoded(text.encode(), "x.csv") == text


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=5)


@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=20))
def test_the_quick_and_the_careful_way_agree(rows):
    import csv
    import io

    buffer = io.StringIO()
    csv.writer(buffer).writerows([("甲", "乙", "丙"), *rows])
    one = TextSheet("x.csv", buffer.getvalue(), ",", [["甲", "乙", "丙"]])
    careful = one._carefully(1)
    quick = one._quickly(1) or careful
    kept = [i for i, row in enumerate(cells(quick)) if any(row)]
    assert [cells(quick)[i] for i in kept] == cells(careful)
    assert [quick.rows.to_pylist()[i] for i in kept] == careful.rows.to_pylist()
