"""The report as an office document: GB/T 9704 margins, fonts, exact lines, page numbers, attached tables."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section as WordSection
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from luji.account.reports import ooxml
from luji.account.reports.document import Cell, Document, Paragraph, Section, Style, Table, placed
from luji.account.reports.layout import Face, Layout
from luji.base.kernel.packing import dated_alike

ALIGN = {
    Style.BODY: WD_ALIGN_PARAGRAPH.JUSTIFY,
    Style.FLUSH: WD_ALIGN_PARAGRAPH.LEFT,
    Style.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Style.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
# Every file is dated alike, so that the same report is the same file.
STAMP = datetime(2000, 1, 1, tzinfo=UTC)
TABLE_PITCH = Decimal(17)
CELL_MARGIN = 40
PT_TO_MM = Decimal("25.4") / 72


def render(document: Document) -> bytes:
    """The .docx file; the same document gives the same bytes."""
    word = docx.Document()
    writer = _Writer(word, document.layout)
    writer.set_up()
    _properties(word, document)
    writer.title(document)
    for section in document.sections:
        writer.section(section)
    writer.ending(document)
    for number, table in enumerate(document.tables, 1):
        writer.attachment(table, number)
    made = io.BytesIO()
    word.save(made)
    return dated_alike(made.getvalue())


class _Writer:
    """Writes one report into one Word document."""

    def __init__(self, word: WordDocument, layout: Layout) -> None:
        self.word, self.layout, self.faces = word, layout, layout.faces

    def set_up(self) -> None:
        """Page, grid, styles and page numbers."""
        section = self.word.sections[0]
        page = self.layout.page
        section.page_width, section.page_height = Mm(float(page.width)), Mm(float(page.height))
        section.top_margin, section.bottom_margin = Mm(float(page.top)), Mm(float(page.bottom))
        section.left_margin, section.right_margin = Mm(float(page.left)), Mm(float(page.right))
        ooxml.line_grid(self.word, self.layout.grid.pitch)
        normal = self.style("Normal", self.faces.body)
        ooxml.ungapped(normal)
        for level, face in enumerate(
            (self.faces.heading1, self.faces.heading2, self.faces.body, self.faces.body), 1
        ):
            style = self.style(f"Heading {level}", face)
            ooxml.plain_style(style)
        self.page_numbers(section)

    def style(self, name: str, face: Face) -> ParagraphStyle:
        """A built-in style set in a face on the grid."""
        style = cast(ParagraphStyle, self.word.styles[name])
        ooxml.fonts(style, face.font, self.faces.latin.font, face.size)
        ooxml.tighten(style, self.layout.tracking())
        ooxml.exact_lines(style, self.layout.grid.pitch)
        return style

    def page_numbers(self, section: WordSection) -> None:
        """— 1 — outside: right on odd pages, left on even ones, one character from the edge."""
        self.word.settings.odd_and_even_pages_header_footer = True
        face = self.faces.number
        height = face.size * PT_TO_MM
        page = self.layout.page
        section.footer_distance = Mm(float(page.bottom - page.number_below - height))
        right, left = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
        for footer, align in ((section.footer, right), (section.even_page_footer, left)):
            paragraph = footer.paragraphs[0]
            paragraph.alignment = align
            ooxml.exact_lines(paragraph, face.size)
            ooxml.indent(paragraph, **{"rightChars" if align == right else "leftChars": 100})
            # Readers that know no character indents take this one.
            kept = paragraph.paragraph_format
            kept.right_indent, kept.left_indent = (
                (Pt(float(face.size)), None) if align == right else (None, Pt(float(face.size)))
            )
            for run in ooxml.page_field(paragraph):
                ooxml.fonts(run, face.font, face.font, face.size)

    def title(self, document: Document) -> None:
        """A blank line, the title by its lines, the notice, a blank line."""
        self.blank()
        for line in document.title:
            self.line(line, self.faces.title, WD_ALIGN_PARAGRAPH.CENTER)
        if document.notice:
            self.line(document.notice, self.faces.heading2, WD_ALIGN_PARAGRAPH.CENTER)
        self.blank()

    def section(self, section: Section) -> None:
        """Heading, paragraphs, sections below."""
        heading = self.word.add_paragraph(section.heading, style=f"Heading {section.level}")
        self.first_line(heading)
        for paragraph in section.paragraphs:
            self.paragraph(paragraph)
        for below in section.sections:
            self.section(below)

    def paragraph(self, paragraph: Paragraph) -> None:
        """One paragraph, its runs apart so that a number stays a run of its own."""
        made = self.word.add_paragraph()
        made.alignment = ALIGN[paragraph.style]
        if paragraph.style is Style.BODY:
            self.first_line(made)
        for run in paragraph.runs:
            made.add_run(run.text)

    def ending(self, document: Document) -> None:
        """The list of attachments, the signature and the date."""
        if document.tables:
            self.blank()
            for line in document.enclosures():
                self.first_line(self.word.add_paragraph(line))
        if document.signature:
            self.blank()
            self.right(document.signature, 200)
        if document.date:
            self.right(document.date, 400)

    def attachment(self, table: Table, number: int) -> None:
        """A page of its own: 附件n, the title, the table with its notes."""
        label = self.line(f"附件{number}", self.faces.heading1, WD_ALIGN_PARAGRAPH.LEFT)
        label.paragraph_format.page_break_before = True
        self.blank()
        self.line(table.title, self.faces.title, WD_ALIGN_PARAGRAPH.CENTER)
        self.small(self.word.add_paragraph(), table.subtitle)
        self.table(table)
        for note in table.notes:
            self.small(self.word.add_paragraph(), note)

    def table(self, table: Table) -> None:
        """The grid of cells; merged ones are merged, the head repeats."""
        rows = (*table.head, *table.rows)
        made = self.word.add_table(len(rows), len(table.widths), style="Table Grid")
        ooxml.fixed(made, CELL_MARGIN)
        widths = [Mm(float(share * self.layout.page.text_width)) for share in table.widths]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        cells = [list(row.cells) for row in made.rows]
        for r, row in enumerate(made.rows):
            ooxml.unbroken(row)
            if r < len(table.head):
                ooxml.repeat(row)
            for c, width in enumerate(widths):
                cells[r][c].width = width
        for r, c, cell in placed(rows):
            first = cells[r][c]
            if cell.across > 1 or cell.down > 1:
                first = first.merge(cells[r + cell.down - 1][c + cell.across - 1])
            ooxml.middle(first)
            self.cell(first.paragraphs[0], cell, head=r < len(table.head))

    def cell(self, paragraph: WordParagraph, cell: Cell, head: bool) -> None:
        """Words of a cell, numbers to the right, heads and classes centred."""
        face = self.faces.tablehead if cell.strong else self.faces.table
        self.small(paragraph, cell.text, face)
        if cell.numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif head or cell.centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def line(self, text: str, face: Face, align: WD_ALIGN_PARAGRAPH) -> WordParagraph:
        """A line in a face of its own."""
        paragraph = self.word.add_paragraph()
        paragraph.alignment = align
        ooxml.off_grid(paragraph)
        run = paragraph.add_run(text)
        ooxml.fonts(run, face.font, self.faces.latin.font, face.size)
        ooxml.tighten(run, Decimal(0))
        return paragraph

    def small(self, paragraph: WordParagraph, text: str, face: Face | None = None) -> None:
        """A paragraph in the size of tables."""
        face = face or self.faces.table
        ooxml.exact_lines(paragraph, TABLE_PITCH)
        ooxml.off_grid(paragraph)
        run = paragraph.add_run(text)
        ooxml.fonts(run, face.font, self.faces.latin.font, face.size)
        ooxml.tighten(run, Decimal(0))

    def first_line(self, paragraph: WordParagraph) -> None:
        """The first line set in by the declared characters."""
        ooxml.indent(paragraph, firstLineChars=self.layout.grid.indent * 100)
        # Readers that know no character indents take this one.
        points = self.layout.advance() * self.layout.grid.indent
        paragraph.paragraph_format.first_line_indent = Pt(float(points))

    def right(self, text: str, hundredths: int) -> None:
        """A line to the right, kept from the edge by hundredths of a character."""
        paragraph = self.word.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        ooxml.indent(paragraph, rightChars=hundredths)
        paragraph.paragraph_format.right_indent = Pt(float(self.layout.advance() * hundredths / 100))

    def blank(self) -> None:
        """An empty line of the grid."""
        self.word.add_paragraph()


def _properties(word: WordDocument, document: Document) -> None:
    kept = word.core_properties
    kept.title, kept.author, kept.last_modified_by = document.name, document.unit.zh, document.unit.zh
    kept.created = kept.modified = STAMP
    kept.comments, kept.revision = document.notice, 1
