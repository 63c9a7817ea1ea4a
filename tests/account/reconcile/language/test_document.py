"""Documents: lines counted from one, pages and sheets as their marks say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.document import Cell, Document, Mark, Table, of_text

TEXT = "第一行\n第二行\n\n第四行"


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (3, 1), (4, 2), (7, 2), (8, 3), (9, 4), (len(TEXT), 4)])
def test_lines_are_counted_from_one(offset: int, line: int) -> None:
    assert of_text(TEXT).line(offset) == line


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="甲乙1\n ", max_size=40), st.data())
def test_the_line_of_an_offset_is_the_line_it_stands_in(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    lines = text.split("\n")
    number = of_text(text).line(offset)
    before = sum(len(one) + 1 for one in lines[: number - 1])
    assert before <= offset <= before + len(lines[number - 1])


@pytest.mark.parametrize(
    ("offset", "label"), [(0, ""), (4, ""), (5, "第 1 页"), (8, "第 1 页"), (9, "第 2 页"), (99, "第 2 页")]
)
def test_a_place_is_the_last_mark_before_it(offset: int, label: str) -> None:
    document = Document("某某.pdf", "x" * 20, marks=(Mark(5, "第 1 页"), Mark(9, "第 2 页")))
    assert document.place(offset) == label


def test_a_text_has_no_places_and_its_tables_are_still_to_be_found() -> None:
    document = of_text("合计 3 1 2", "某某.txt")
    assert (document.place(0), document.tables, document.plain) == ("", (), True)
    assert document.name == "某某.txt"


def test_structures_are_values_and_cannot_be_changed() -> None:
    table = Table(0, 4, (Cell(0, 2, 0, 0), Cell(3, 4, 0, 1, 2)))
    assert table == Table(0, 4, (Cell(0, 2, 0, 0), Cell(3, 4, 0, 1, 2)))
    with pytest.raises(AttributeError):
        table.start = 1  # type: ignore[misc]
    with pytest.raises(AttributeError):
        of_text("x").text = "y"  # type: ignore[misc]
