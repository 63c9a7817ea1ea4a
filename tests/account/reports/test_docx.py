"""The office document: GB/T 9704 in its XML, and measured as LibreOffice prints it."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from luji.account.indicators.figure import Figure
from luji.account.reports import docx
from luji.account.reports.document import Document

Made = Callable[..., Document]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def word(shipped: Document) -> python_docx.document.Document:
    return python_docx.Document(io.BytesIO(docx.render(shipped)))


def test_page_and_margins(word: python_docx.document.Document) -> None:
    (section,) = word.sections
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin,
             section.left_margin, section.right_margin)  # fmt: skip
    for side, mm in zip(sides, (210, 297, 37, 35, 28, 26), strict=True):
        assert side is not None
        assert abs(side - Mm(mm)) < Mm(0.05)


def test_a_line_grid_of_22_lines(word: python_docx.document.Document) -> None:
    (grid,) = word.sections[0]._sectPr.findall(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines", "a character grid is misread by LibreOffice"
    assert grid.get(qn("w:linePitch")) == "579"
    normal = word.styles["Normal"].paragraph_format
    assert normal.line_spacing == Pt(28.95)
    assert normal.widow_control is False
    height = word.sections[0].page_height - word.sections[0].top_margin - word.sections[0].bottom_margin
    assert int(height / Pt(28.95)) == 22


def test_28_characters_fill_the_line(word: python_docx.document.Document) -> None:
    (spacing,) = word.styles["Normal"].element.rPr.findall(qn("w:spacing"))
    each = 16 + int(spacing.get(qn("w:val"))) / 20
    width = (210 - 28 - 26) / 25.4 * 72
    assert 28 <= width / each < 29


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16), ("Heading 1", "黑体", 16), ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16), ("Heading 4", "仿宋_GB2312", 16),
    ],
)  # fmt: skip
def test_fonts_are_named_as_offices_have_them(
    word: python_docx.document.Document, style: str, font: str, size: int
) -> None:
    found = word.styles[style]
    names = found.element.rPr.rFonts
    assert names.get(qn("w:eastAsia")) == font
    assert names.get(qn("w:ascii")) == names.get(qn("w:hAnsi")) == "Times New Roman"
    assert names.get(qn("w:hint")) == "eastAsia"
    assert not any("heme" in key for key in list(names.attrib))
    assert found.font.size == Pt(size)
    assert not found.font.bold


def test_the_title_is_size_2_centred(word: python_docx.document.Document, shipped: Document) -> None:
    lines = word.paragraphs[1 : 1 + len(shipped.title)]
    assert [p.text for p in lines] == list(shipped.title)
    for line in lines:
        assert line.alignment is not None
        assert line.alignment.name == "CENTER"
        assert line.runs[0].font.size == Pt(22)
        assert line.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"


def test_headings_carry_their_level_and_number(
    word: python_docx.document.Document, shipped: Document
) -> None:
    found = [
        (p.style.name, p.text) for p in word.paragraphs if p.style and p.style.name.startswith("Heading")
    ]
    assert found == [(f"Heading {section.level}", section.heading) for section in shipped.walk()]


def test_body_is_set_in_by_two_characters(word: python_docx.document.Document, shipped: Document) -> None:
    text = shipped.sections[0].paragraphs[0].text
    (body,) = [p for p in word.paragraphs if p.text == text]
    assert body._p.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert [run.text for run in body.runs] == [run.text for run in shipped.sections[0].paragraphs[0].runs]


def test_page_numbers_odd_right_even_left(word: python_docx.document.Document) -> None:
    assert word.settings.odd_and_even_pages_header_footer
    section = word.sections[0]
    for footer, align, indent in (
        (section.footer, "RIGHT", "rightChars"),
        (section.even_page_footer, "LEFT", "leftChars"),
    ):
        (paragraph,) = footer.paragraphs
        assert paragraph.alignment.name == align
        assert paragraph.text == "—  —"
        assert [code.text for code in paragraph._p.iter(qn("w:instrText"))] == [" PAGE "]
        assert paragraph._p.pPr.ind.get(qn(f"w:{indent}")) == "100"
        assert {r._r.rPr.rFonts.get(qn("w:eastAsia")) for r in paragraph.runs} == {"宋体"}
        assert {r.font.size for r in paragraph.runs} == {Pt(14)}


def test_tables_repeat_their_head_and_merge_classes(
    word: python_docx.document.Document, shipped: Document
) -> None:
    assert len(word.tables) == 2
    for table, source in zip(word.tables, shipped.tables, strict=True):
        heads = [
            row
            for row in table.rows
            if row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
        ]
        assert [cell.text for cell in heads[0].cells] == [cell.text for cell in source.head[0]]
        assert len(heads) == 1
    scores = word.tables[0]
    assert scores.cell(2, 0)._tc is scores.cell(3, 0)._tc, "one class, one cell"
    assert scores.cell(5, 0).text == scores.cell(5, 4).text == "总分"


def test_attachments_begin_on_a_page_of_their_own(word: python_docx.document.Document) -> None:
    labels = [p for p in word.paragraphs if p.text in ("附件1", "附件2")]
    assert [p.paragraph_format.page_break_before for p in labels] == [True, True]


def test_the_file_bears_no_time(shipped: Document) -> None:
    data = docx.render(shipped)
    assert data == docx.render(shipped)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = opened.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert "python-docx" not in core


# The order the schema asks for; Word refuses files that break it.
PPR = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
       "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
       "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
       "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
       "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"]  # fmt: skip
RPR = ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
       "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position",
       "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"]  # fmt: skip
TCPR = ["cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
        "tcFitText", "vAlign", "hideMark"]  # fmt: skip
TRPR = ["cnfStyle", "cantSplit", "tblHeader"]


def ordered(root: etree._Element, name: str, order: list[str]) -> Iterator[str]:
    for holder in root.iter(f"{W}{name}"):
        found = [str(child.tag).removeprefix(W) for child in holder]
        if found != sorted(found, key=order.index):
            yield f"{name}: {found}"


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/footer1.xml", "word/footer2.xml"]
)
def test_children_stand_in_the_order_of_the_schema(shipped: Document, part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(docx.render(shipped))) as opened:
        root = etree.fromstring(opened.read(part))
    for name, order in (("pPr", PPR), ("rPr", RPR), ("tcPr", TCPR)):
        assert list(ordered(root, name, order)) == []


def test_xml_in_words_stays_words(made: Made, figure: Callable[..., Figure]) -> None:
    bad = figure("a.b", "<w:p/>&amp;")
    word = python_docx.Document(io.BytesIO(docx.render(made("# 甲\n{a.b}", {"a.b": bad}))))
    assert "<w:p/>&amp;" in [p.text for p in word.paragraphs]


@pytest.mark.office
def test_libreoffice_prints_22_lines_of_28(
    made: Made, office: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    import pdfplumber

    path = tmp_path / "filled.docx"
    path.write_bytes(docx.render(made("# 甲\n" + "路" * (28 * 66))))
    with pdfplumber.open(office(path, "pdf")) as opened:
        chars = [char for char in opened.pages[1].chars if char["text"] == "路"]
    lines: dict[float, int] = {}
    for char in chars:
        lines[round(char["top"])] = lines.get(round(char["top"]), 0) + 1
    assert len(lines) == 22
    assert set(lines.values()) == {28}
