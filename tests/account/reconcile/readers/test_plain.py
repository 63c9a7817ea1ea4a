"""Text and Markdown: offsets are those of the file, and what is no text is refused."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.readers.plain import decode, read, read_markdown
from luji.base.kernel.problem import Refused

SAMPLE = "本年支出合计１２０万元，其中：甲80万元，乙40万元。\r\n第二行"
TABLE = "前言\n\n| 科目 | 金额 |\n|---|---:|\n| 甲 | 80 |\n| 合计 | 120 |\n\n后记"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_usual_encodings(encoding: str) -> None:
    assert decode(SAMPLE.encode(encoding), "甲.txt") == SAMPLE


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02", b"\xff\xfe\x00", b"\xfe\xff\xd8", b"MZ\x00\x00", b"\x89PNG\r\n\x1a\n\x00"]
)
def test_what_is_no_text_is_refused(data: bytes, refused: Callable[..., str]) -> None:
    assert refused(decode, data, "甲.txt") == "REC-909"


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except Refused as refused:
        assert [p.code for p in refused.problems] == ["REC-909"]
    else:
        assert isinstance(text, str)


def test_a_text_is_left_as_it_is_and_its_tables_are_found_later() -> None:
    made = read(SAMPLE.encode(), "甲.txt")
    assert (made.text, made.name, made.tables, made.plain) == (SAMPLE, "甲.txt", (), True)


def test_tables_drawn_with_bars() -> None:
    made = read_markdown(TABLE.encode(), "甲.md")
    assert made.text == TABLE
    (table,) = made.tables
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(made.text[cell.start : cell.end].strip())
    assert [r[:2] for r in rows.values()] == [["科目", "金额"], ["甲", "80"], ["合计", "120"]]
    assert made.text[table.start :].startswith("| 科目") and made.text[: table.end].endswith("120 |")
    assert not made.plain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没有表格",
        "| 甲 | 80 |\n| 乙 | 40 |",  # no rule below a header
        "甲 | 80",
        "|---|---|",
        "| 甲 |\n|---|",
        "前 | 后 | 中\n一行",
    ],
)
def test_bars_alone_are_no_table(text: str) -> None:
    made = read_markdown(text.encode(), "甲.md")
    assert made.tables == ()
    assert made.plain


def test_two_tables_are_two() -> None:
    made = read_markdown((TABLE + "\n\n" + TABLE).encode(), "甲.md")
    assert len(made.tables) == 2
    assert made.tables[0].end <= made.tables[1].start


def test_tables_without_outer_bars() -> None:
    made = read_markdown("科目 | 金额 | 占比\n---|---|---\n甲 | 80 | 66.7%\n".encode(), "甲.md")
    (table,) = made.tables
    assert [made.text[c.start : c.end].strip() for c in table.cells if c.row == 1] == ["甲", "80", "66.7%"]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="|-: \n甲1", max_size=60))
def test_cells_of_any_markdown_lie_in_their_table(text: str) -> None:
    made = read_markdown(text.encode(), "x.md")
    assert made.text == text
    for table in made.tables:
        assert all(table.start <= c.start <= c.end <= table.end for c in table.cells)
        assert all("\n" not in text[c.start : c.end] for c in table.cells)
