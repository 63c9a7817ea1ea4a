"""Parts of WordprocessingML in their right place."""

from decimal import Decimal

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from luji.account.reports import ooxml


@pytest.fixture
def word() -> Document:
    return docx.Document()


def test_fonts_name_both_scripts_and_drop_themes(word: Document) -> None:
    style = word.styles["Heading 1"]
    ooxml.fonts(style, "黑体", "Times New Roman", Decimal(16))  # type: ignore[arg-type]
    names = style.element.rPr.rFonts
    assert {key.split("}")[1]: value for key, value in names.items()} == {
        "ascii": "Times New Roman", "hAnsi": "Times New Roman", "cs": "Times New Roman",
        "eastAsia": "黑体", "hint": "eastAsia",
    }  # fmt: skip


@pytest.mark.parametrize(("points", "twentieths"), [("-0.207", "-5"), ("0", "0"), ("0.5", "10")])
def test_spacing_is_said_once(word: Document, points: str, twentieths: str) -> None:
    run = word.add_paragraph().add_run("字")
    run.font.size = Pt(16)
    ooxml.tighten(run, Decimal(1))
    ooxml.tighten(run, Decimal(points))
    found = run._r.rPr.findall(qn("w:spacing"))
    assert [one.get(qn("w:val")) for one in found] == [twentieths]


def test_exact_lines(word: Document) -> None:
    paragraph = word.add_paragraph()
    ooxml.exact_lines(paragraph, Decimal("28.95"))
    spacing = paragraph._p.pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")


def test_the_line_grid_replaces_another(word: Document) -> None:
    for _ in range(2):
        ooxml.line_grid(word, Decimal("28.95"))
    assert len(word.sections[0]._sectPr.findall(qn("w:docGrid"))) == 1


def test_a_plain_style_has_no_colour(word: Document) -> None:
    style = word.styles["Heading 1"]
    ooxml.plain_style(style)  # type: ignore[arg-type]
    assert style.element.rPr.find(qn("w:color")) is None
    assert style.font.bold is False
    assert style.font.cs_bold is False


def test_the_page_field_is_whole(word: Document) -> None:
    runs = ooxml.page_field(word.add_paragraph())
    kinds = [child.get(qn("w:fldCharType")) for run in runs for child in run._r.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "end"]
    assert (runs[0].text, runs[-1].text) == ("— ", " —")


def test_indents_in_characters(word: Document) -> None:
    paragraph = word.add_paragraph()
    ooxml.indent(paragraph, firstLineChars=200, rightChars=100)
    kept = paragraph._p.pPr.ind
    assert (kept.get(qn("w:firstLineChars")), kept.get(qn("w:rightChars"))) == ("200", "100")


def test_rows_and_cells(word: Document) -> None:
    table = word.add_table(2, 2)
    ooxml.fixed(table, 57)
    ooxml.unbroken(table.rows[0])
    ooxml.repeat(table.rows[0])
    ooxml.middle(table.cell(0, 0))
    assert [child.tag.split("}")[1] for child in table.rows[0]._tr.trPr] == ["cantSplit", "tblHeader"]
    assert not table.autofit
    assert table._tbl.tblPr.find(qn("w:tblCellMar")) is not None
    assert table.cell(0, 0)._tc.tcPr.find(qn("w:vAlign")).get(qn("w:val")) == "center"
