"""A composed paper as an office document: A4, official fonts; the same page gives the same bytes; pure."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import islice
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from luji.base.kernel.packing import dated_alike
from luji.record.papers.page import Line, Page, Part

BODY, BLACK, TITLE, LATIN = "仿宋_GB2312", "黑体", "方正小标宋简体", "Times New Roman"
SIZE, TITLE_SIZE, TABLE_SIZE = 16, 22, 14
PITCH, TITLE_PITCH, TABLE_PITCH, GAP = 26, 34, 22, 8
MARGINS = {"top_margin": 25, "bottom_margin": 22, "left_margin": 27, "right_margin": 25}
LABEL_WIDTH, WIDTH = 32, 158
# Every file is dated alike, so that the same paper is the same file.
STAMP = datetime(2000, 1, 1, tzinfo=UTC)
AUTHOR = "路绩"
BLANK = "＿＿＿＿＿＿＿＿"


def render(page: Page) -> bytes:
    """The .docx file."""
    word = docx.Document()
    _set_up(word)
    _title(word, page.title)
    _line(word, page.number, WD_ALIGN_PARAGRAPH.RIGHT).paragraph_format.space_after = Pt(GAP)
    for part in page.parts:
        _part(word, part)
    kept = word.core_properties
    kept.title, kept.author, kept.last_modified_by = page.title, AUTHOR, AUTHOR
    kept.created = kept.modified = STAMP
    kept.comments, kept.revision = page.number, 1
    made = io.BytesIO()
    word.save(made)
    return dated_alike(made.getvalue())


def _set_up(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, millimetres in MARGINS.items():
        setattr(section, name, Mm(millimetres))
    normal = cast(ParagraphStyle, word.styles["Normal"])
    _fonts(normal, BODY, SIZE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    kept = normal.paragraph_format
    kept.line_spacing_rule, kept.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PITCH)
    kept.space_before = kept.space_after = Pt(0)
    kept.widow_control = False


def _fonts(holder: WordRun | ParagraphStyle, east: str, size: int) -> None:
    holder.font.name, holder.font.size = LATIN, Pt(size)
    names = holder.element.get_or_add_rPr().get_or_add_rFonts()
    for key, value in (
        ("ascii", LATIN),
        ("hAnsi", LATIN),
        ("cs", LATIN),
        ("eastAsia", east),
        ("hint", "eastAsia"),
    ):
        names.set(qn(f"w:{key}"), value)


def _title(word: WordDocument, text: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(TITLE_PITCH)
    paragraph.paragraph_format.space_after = Pt(10)
    _fonts(paragraph.add_run(text), TITLE, TITLE_SIZE)


def _line(word: WordDocument, text: str, align: WD_ALIGN_PARAGRAPH, font: str = BODY) -> Paragraph:
    paragraph = word.add_paragraph()
    paragraph.alignment = align
    _fonts(paragraph.add_run(text), font, SIZE)
    return paragraph


def _part(word: WordDocument, part: Part) -> None:
    match part.kind:
        case "table":
            _table(word, part)
        case "sign":
            # Signatures never stand on a page without anything they sign.
            word.paragraphs[-1].paragraph_format.keep_with_next = True
            for line in part.lines:
                signed = _line(word, _said(line) + BLANK, WD_ALIGN_PARAGRAPH.LEFT)
                signed.paragraph_format.space_before = Pt(8)
                signed.paragraph_format.keep_with_next = line is not part.lines[-1]
        case "heading":
            _line(
                word, _said(part.lines[0]), WD_ALIGN_PARAGRAPH.LEFT, BLACK
            ).paragraph_format.keep_with_next = True
        case "centre":
            _line(word, _said(part.lines[0]), WD_ALIGN_PARAGRAPH.CENTER)
        case "right":
            # Whose paper it is, its day and the signatures stay on one page.
            right = _line(word, _said(part.lines[0]), WD_ALIGN_PARAGRAPH.RIGHT)
            right.paragraph_format.keep_with_next = True
        case "flush":
            _line(word, _said(part.lines[0]), WD_ALIGN_PARAGRAPH.LEFT)
        case _:
            text = _line(word, _said(part.lines[0]), WD_ALIGN_PARAGRAPH.JUSTIFY)
            text.paragraph_format.first_line_indent = Pt(2 * SIZE)
            text.paragraph_format.widow_control = True


def _table(word: WordDocument, part: Part) -> None:
    """Rows of label and value; the last cell of a short row takes the rest of the width."""
    across = max(part.rows)
    table = word.add_table(len(part.rows), across, style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    labels = (across + 1) // 2
    values = across - labels
    wide = Mm((WIDTH - labels * LABEL_WIDTH) / values) if values else Mm(WIDTH / across)
    widths = [Mm(LABEL_WIDTH) if n % 2 == 0 and values else wide for n in range(across)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    lines = iter(part.lines)
    for row, count in zip(table.rows, part.rows, strict=True):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        cells = list(row.cells)
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        if count < across:
            cells[count - 1].merge(cells[-1])
        for index, line in enumerate(islice(lines, count)):
            paragraph = cells[index].paragraphs[0]
            paragraph.paragraph_format.line_spacing = Pt(TABLE_PITCH)
            if index % 2 == 0 and count > 1:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _fonts(paragraph.add_run(_said(line)), BODY, TABLE_SIZE)
    word.add_paragraph().paragraph_format.line_spacing = Pt(GAP)


def _said(line: Line) -> str:
    return "".join(run.text for run in line)
