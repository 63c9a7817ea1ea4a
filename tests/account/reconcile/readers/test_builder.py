"""The builder: places of cells and pages always quote what was added."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.readers.builder import Builder

cells = st.tuples(st.text(alphabet="甲乙1.2 \n\t", max_size=8), st.integers(0, 3))
tables = st.lists(st.lists(cells, max_size=4), max_size=4)


def test_text_and_tables_come_in_order() -> None:
    builder = Builder("某某.docx")
    builder.paragraph("前言")
    builder.table([[("科目", 1), ("金额", 1)], [("合计", 1), ("3", 1)]], "支出表")
    builder.paragraph("后记")
    made = builder.document()
    assert made.text == "前言\n科目\t金额\n合计\t3\n后记\n"
    (table,) = made.tables
    assert made.text[table.start : table.end] == "科目\t金额\n合计\t3\n"
    assert [made.text[c.start : c.end] for c in table.cells] == ["科目", "金额", "合计", "3"]
    assert [(c.row, c.column) for c in table.cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert (made.name, table.name, made.plain, made.wrapped) == ("某某.docx", "支出表", False, False)


def test_spanned_columns_are_counted() -> None:
    builder = Builder("")
    builder.table([[("合计", 3), ("1", 1)], [("甲", 0), ("2", 1)]])
    columns = [(c.row, c.column, c.span) for c in builder.document().tables[0].cells]
    assert columns == [(0, 0, 3), (0, 3, 1), (1, 0, 0), (1, 1, 1)]


@pytest.mark.parametrize(
    ("cell", "kept"), [("合\n计", "合 计"), ("a\tb", "a b"), ("  一、甲", "  一、甲"), ("", "")]
)
def test_cells_stay_on_their_line(cell: str, kept: str) -> None:
    builder = Builder("")
    builder.table([[(cell, 1), ("1", 1)]])
    assert builder.text() == f"{kept}\t1\n"


def test_pages_are_marked_where_they_begin() -> None:
    builder = Builder("")
    builder.mark("第 1 页")
    builder.add("甲乙")
    builder.mark("第 2 页")
    builder.add("丙")
    made = builder.document(wrapped=True, plain=True)
    assert [(m.start, m.label) for m in made.marks] == [(0, "第 1 页"), (2, "第 2 页")]
    assert (made.place(1), made.place(2)) == ("第 1 页", "第 2 页")
    assert made.wrapped and made.plain


def test_a_table_goes_on_over_the_page() -> None:
    builder = Builder("")
    builder.table([[("科目", 1), ("金额", 1)], [("甲", 1), ("1", 1)]], "支出表")
    builder.table([[("乙", 1), ("2", 1)]], "别名")
    builder.join_last_tables()
    (table,) = builder.document().tables
    assert [c.row for c in table.cells] == [0, 0, 1, 1, 2, 2]
    assert table.name == "支出表"
    assert table.end == len(builder.text())


def test_line_feeds_of_old_systems_are_line_feeds() -> None:
    builder = Builder("")
    builder.paragraph("甲\r乙")
    assert builder.text() == "甲\n乙\n"


def test_nothing_added_is_an_empty_document() -> None:
    made = Builder("x").document()
    assert (made.text, made.tables, made.marks) == ("", (), ())


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.text(alphabet="甲1\n", max_size=6), tables), max_size=5))
def test_every_cell_is_quoted_by_its_place(blocks: list[str | list[list[tuple[str, int]]]]) -> None:
    builder = Builder("")
    for block in blocks:
        if isinstance(block, str):
            builder.paragraph(block)
        else:
            builder.table(block)
    made = builder.document()
    given_tables = [b for b in blocks if not isinstance(b, str)]
    assert len(made.tables) == len(given_tables)
    for table, rows in zip(made.tables, given_tables, strict=True):
        assert made.text[table.start : table.end].count("\n") == len(rows)
        quoted = [made.text[c.start : c.end].split() for c in table.cells]
        assert quoted == [text.split() for row in rows for text, _ in row]
        assert all(table.start <= c.start <= c.end < table.end for c in table.cells)
