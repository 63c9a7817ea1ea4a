"""The parts of WordprocessingML that python-docx leaves to its caller: fonts, grid, exact lines."""

from __future__ import annotations

from decimal import Decimal
from math import floor
from typing import cast

from docx.document import Document as WordDocument
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TWIPS = 20


def element(name: str, **attributes: str | int) -> BaseOxmlElement:
    """An element of the w namespace with its attributes, likewise of w."""
    made = cast(BaseOxmlElement, OxmlElement(f"w:{name}"))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def fonts(holder: Run | ParagraphStyle, east: str, latin: str, size: Decimal) -> None:
    """Name both fonts; the hint makes quotes and dashes East Asian."""
    holder.font.name = latin
    holder.font.size = Pt(float(size))
    names = holder.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(names.keys()):
        if key.lower().endswith("theme"):
            del names.attrib[key]
    for key, value in (
        ("ascii", latin),
        ("hAnsi", latin),
        ("cs", latin),
        ("eastAsia", east),
        ("hint", "eastAsia"),
    ):
        names.set(qn(f"w:{key}"), value)


def tighten(holder: Run | ParagraphStyle, points: Decimal) -> None:
    """Space added after each character, in points, cut down to the twentieths Word keeps.

    Rounded to the nearest, 28 characters were 0.2 pt too wide for the line and 27 fitted.
    """
    properties = holder.element.get_or_add_rPr()
    for old in properties.findall(qn("w:spacing")):
        properties.remove(old)
    made = element("spacing", val=floor(points * TWIPS))
    followers = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:lang")
    properties.insert_element_before(made, *followers)


def plain_style(style: ParagraphStyle) -> None:
    """Take colour, bold, italics and spacing off a built-in style."""
    style.font.bold = style.font.italic = style.font.cs_bold = style.font.cs_italic = False
    color = style.element.get_or_add_rPr().find(qn("w:color"))
    if color is not None:
        style.element.rPr.remove(color)
    kept = style.paragraph_format
    kept.space_before = kept.space_after = Pt(0)
    kept.keep_together = None


def exact_lines(holder: Paragraph | ParagraphStyle, pitch: Decimal) -> None:
    """Lines of exactly `pitch` points, nothing before or after."""
    kept = holder.paragraph_format
    kept.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    kept.line_spacing = Pt(float(pitch))
    kept.space_before = kept.space_after = Pt(0)


def ungapped(style: ParagraphStyle) -> None:
    """No automatic gap between Chinese and digits, and no widow control: the grid stays whole."""
    properties = style.element.get_or_add_pPr()
    style.paragraph_format.widow_control = False
    for name in ("autoSpaceDE", "autoSpaceDN"):
        properties.insert_element_before(element(name, val=0), "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def indent(paragraph: Paragraph, **characters: int) -> None:
    """Indents in hundredths of a character: firstLineChars=200, rightChars=400."""
    kept = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for key, value in characters.items():
        kept.set(qn(f"w:{key}"), str(value))


def off_grid(paragraph: Paragraph) -> None:
    """Not snapped to the line grid, where a larger character would take two lines of it."""
    properties = paragraph._p.get_or_add_pPr()
    followers = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
    properties.insert_element_before(element("snapToGrid", val=0), *followers)


def line_grid(document: WordDocument, pitch: Decimal) -> None:
    """A line grid only: LibreOffice misreads a character grid, so characters are set by run spacing."""
    section = document.sections[0]._sectPr
    for old in section.findall(qn("w:docGrid")):
        section.remove(old)
    section.append(element("docGrid", type="lines", linePitch=round(pitch * TWIPS)))


def page_field(paragraph: Paragraph) -> list[Run]:
    """— PAGE — as runs; the field is computed by the reader of the file."""
    runs = [paragraph.add_run("— ")]
    for part in ("begin", None, "end"):
        run = paragraph.add_run()
        if part:
            run._r.append(element("fldChar", fldCharType=part))
        else:
            code = element("instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = " PAGE "
            run._r.append(code)
        runs.append(run)
    return [*runs, paragraph.add_run(" —")]


def repeat(row: _Row) -> None:
    """Repeat a head row on every page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def unbroken(row: _Row) -> None:
    """Never split a row over two pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def fixed(table: Table, margin: int) -> None:
    """Widths as given, not as the words ask; `margin` twips left and right in every cell."""
    table.autofit = False
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=margin, type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def middle(cell: _Cell) -> None:
    """Words in the middle of the cell's height."""
    cell._tc.get_or_add_tcPr().append(element("vAlign", val="center"))
