"""Web pages: blocks are paragraphs, tables keep their cells, scripts are nothing, nothing is fetched."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.document import Document
from luji.account.reconcile.readers.html import DEEPEST, read
from luji.base.kernel.problem import Refused

Refuse = Callable[..., str]


def page(body: str, name: str = "甲.html") -> Document:
    return read(f"<html><head><title>题</title></head><body>{body}</body></html>".encode(), name)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n乙\n"),
        ("甲<br>乙", "甲\n乙\n"),
        ("<p>收入<b>12</b>0万<i>元</i></p>", "收入120万元\n"),
        ("<p>甲\n   乙</p>", "甲 乙\n"),
        ("<div>甲<p>乙</p>丙</div>", "甲\n乙\n丙\n"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙\n"),
        ("<p>甲</p><script>alert(1)</script><style>p{}</style><noscript>x</noscript>", "甲\n"),
        ("<p>甲<!-- 乙 -->丙</p>", "甲丙\n"),
        ("<iframe src='http://example.org'>x</iframe><p>甲</p>", "甲\n"),
        ("<p>１２０&nbsp;万元&lt;5</p>", "１２０\u00a0万元<5\n"),
        ("<p></p><p> </p>", ""),
        ("", ""),
    ],
)
def test_blocks_become_paragraphs(body: str, text: str) -> None:
    assert page(body).text == text


def test_tables_keep_their_cells() -> None:
    made = page(
        "<p>表一</p><table><tr><th>科目</th><th colspan=2>合计</th></tr>"
        "<tr><td>教育<br>支出</td><td>30.00</td><td> 10.00 </td></tr></table><p>后记</p>"
    )
    (table,) = made.tables
    cells = [(made.text[c.start : c.end], c.row, c.column, c.span) for c in table.cells]
    assert cells == [
        ("科目", 0, 0, 1),
        ("合计", 0, 1, 2),
        ("教育支出", 1, 0, 1),
        ("30.00", 1, 1, 1),
        ("10.00", 1, 2, 1),
    ]
    assert made.text.startswith("表一\n科目") and made.text.endswith("10.00\n后记\n")


@pytest.mark.parametrize(
    ("given", "span"), [("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("9999999", 50), ("", 1), ("２", 2)]
)
def test_odd_spans(given: str, span: int) -> None:
    made = page(f"<table><tr><td colspan='{given}'>甲</td><td>1</td></tr><tr><td>乙</td></tr></table>")
    assert made.tables[0].cells[0].span == span


def test_a_caption_names_its_table() -> None:
    made = page("<table><caption>支出决算表</caption><tr><td>甲</td><td>1</td></tr></table>")
    assert "支出决算表" in made.text
    assert made.tables[0].name == "支出决算表"


def test_a_table_inside_a_table_is_the_table() -> None:
    made = page("<table><tr><td>版式<table><tr><td>甲</td><td>1</td></tr></table></td></tr></table>")
    (table,) = made.tables
    assert [made.text[c.start : c.end] for c in table.cells] == ["甲", "1"]
    assert "版式" in made.text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert read("<p>全年收入120万元</p>".encode(encoding), "甲.html").text == "全年收入120万元\n"


def test_an_encoding_declared_in_the_prolog_is_no_trouble() -> None:
    data = '<?xml version="1.0" encoding="gbk"?><html><body><p>甲</p></body></html>'.encode()
    assert read(data, "甲.html").text == "甲\n"


@pytest.mark.parametrize("data", [b"\x00\x01", b"\xff\xfe\x00"])
def test_what_is_no_text(data: bytes, refused: Refuse) -> None:
    assert refused(read, data, "甲.html") == "REC-909"


@pytest.mark.parametrize(
    "data",
    [
        b"<",
        b"<p",
        b"<table><tr><td>1",
        b"</p></div>",
        b"<p>\x01</p>",
        b"<a<b<c",
        b"",
        b"   ",
        b"<!doctype html>",
    ],
)
def test_broken_pages_are_read_as_far_as_they_go_or_refused(data: bytes) -> None:
    try:
        assert "<p" not in read(data, "甲.html").text
    except Refused as refused:
        assert [p.code for p in refused.problems] == ["REC-908"]


def test_the_deepest_nesting_ends() -> None:
    made = page("<div>" * 3000 + "深" + "</div>" * 3000 + "<p>甲</p>")
    assert "甲" in made.text or made.text == ""
    assert DEEPEST < 3000


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "</table>",
                "甲",
                "1",
                "<br>",
                "<b>",
                "&lt;",
                "<td colspan=2>",
                "\n",
            ]
        ),
        max_size=40,
    )
)
def test_any_tags_give_cells_inside_their_tables(pieces: list[str]) -> None:
    made = page("".join(pieces))
    kept = "".join(c for c in made.text if c in "甲1")
    words = "".join(p for p in pieces if p in ("甲", "1"))
    assert sorted(kept) == sorted(words) or "<table>" in pieces
    assert len(kept) <= len(words)
    for table in made.tables:
        assert all(table.start <= c.start <= c.end <= table.end for c in table.cells)
