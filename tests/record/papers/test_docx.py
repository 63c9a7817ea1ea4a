"""The file of a paper: readable, the same bytes each time, tables and signatures where they belong."""

import io
import zipfile

import docx
import pytest

from luji.record.papers.docx import render
from luji.record.papers.page import Page, Part, Run


def line(text: str, personal: bool = False) -> tuple[Run, ...]:
    return (Run(text, personal),)


PAGE = Page(
    "处罚决定书",
    "字〔2020〕0001号",
    (
        Part(
            "table",
            (line("当事人"), line("周某己", True), line("证号"), line("1"), line("地址"), line("湖南")),
            (4, 2),
        ),
        Part("heading", (line("一、事实"),)),
        Part("text", (line("经查。"),)),
        Part("right", (line("怀化支队"),)),
        Part("centre", (line("中"),)),
        Part("flush", (line("周某己："),)),
        Part("sign", (line("签名："), line("日期："))),
    ),
)


def test_the_file_says_what_the_page_says() -> None:
    word = docx.Document(io.BytesIO(render(PAGE)))
    texts = [paragraph.text for paragraph in word.paragraphs]
    for said in ("处罚决定书", "字〔2020〕0001号", "一、事实", "经查。", "怀化支队", "中", "周某己："):
        assert said in texts
    assert [text for text in texts if text.startswith("签名：＿")]
    (table,) = word.tables
    assert [cell.text for cell in table.rows[0].cells] == ["当事人", "周某己", "证号", "1"]
    assert [cell.text for cell in table.rows[1].cells] == ["地址", "湖南", "湖南", "湖南"]


def test_the_same_page_gives_the_same_bytes() -> None:
    assert render(PAGE) == render(PAGE)
    with zipfile.ZipFile(io.BytesIO(render(PAGE))) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_signatures_keep_the_words_before_them_on_their_page() -> None:
    page = Page("题", "号", (Part("text", (line("问。"),)), Part("sign", (line("签名："), line("日期：")))))
    kept = [
        (p.text[:2], p.paragraph_format.keep_with_next)
        for p in docx.Document(io.BytesIO(render(page))).paragraphs
    ]
    assert kept[-3:] == [("问。", True), ("签名", True), ("日期", False)]


def test_another_page_gives_another_file() -> None:
    assert render(PAGE) != render(PAGE.masked())


@pytest.mark.parametrize("text", ["=HYPERLINK()", "<w:p>", "&amp;", "𠮷", "a" * 5000])
def test_whatever_is_written_stands_there_as_text(text: str) -> None:
    page = Page("题", "号", (Part("text", (line(text),)),))
    assert text in [paragraph.text for paragraph in docx.Document(io.BytesIO(render(page))).paragraphs]
