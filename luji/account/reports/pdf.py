"""The report as PDF/A-2b by Typst: the document goes in as JSON, never as markup."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import typst

from luji.account.reports.document import Cell, Document, Paragraph, Section, Table
from luji.account.reports.fonts import Fonts, find
from luji.account.reports.layout import Layout
from luji.account.reports.problems import TYPESET
from luji.base.kernel.problem import Refused

LAYOUT_FILE = Path(__file__).with_name("report.typ")
# A hair narrower than the exact cell, so that a full line does not break for a rounding error.
HAIR = 0.01
EPOCH = 0


def render(document: Document, fonts_folder: Path | None = None) -> bytes:
    """The PDF. The same document and fonts give the same bytes. Raises `Refused` (REP-020, REP-022)."""
    made = _guarded(
        lambda: _compiler(document, fonts_folder).compile(format="pdf", pdf_standards="a-2b", timestamp=EPOCH)
    )
    return made[0]


def images(document: Document, fonts_folder: Path | None = None, ppi: float = 72) -> list[bytes]:
    """Every page as a PNG picture."""
    return _guarded(lambda: _compiler(document, fonts_folder).compile(format="png", ppi=ppi))


def _compiler(document: Document, folder: Path | None) -> typst.Compiler:
    fonts = find(document.layout, folder)
    inputs = {"report": json.dumps(as_data(document, fonts), ensure_ascii=False, sort_keys=True)}
    return typst.Compiler(LAYOUT_FILE, root=LAYOUT_FILE.parent, font_paths=fonts.book, sys_inputs=inputs)


def _guarded(make: Callable[[], bytes | list[bytes] | None]) -> list[bytes]:
    """Typst's refusal as a numbered problem."""
    try:
        made = make()
    except typst.TypstError as error:
        raise Refused([TYPESET(why=str(error).splitlines()[0])]) from error
    return made if isinstance(made, list) else [made or b""]


def as_data(document: Document, fonts: Fonts) -> dict[str, object]:
    """The document as plain data for the layout file."""
    # PDF/A wants a date; a report without one is dated by the end of the year it is about.
    day = document.dated or date(document.year, 12, 31)
    return {
        "name": document.name,
        "unit": document.unit.zh,
        "title": list(document.title),
        "notice": document.notice,
        "signature": document.signature,
        "date": document.date,
        "dated": {"year": day.year, "month": day.month, "day": day.day},
        "sections": [_section(section) for section in document.sections],
        "enclosures": list(document.enclosures()),
        "tables": [_table(table, n) for n, table in enumerate(document.tables, 1)],
        "layout": _layout(document.layout, fonts),
    }


def _layout(layout: Layout, fonts: Fonts) -> dict[str, object]:
    page = {name: float(value) for name, value in layout.page.model_dump().items()}
    faces = {
        name: {"size": float(face.size), "stack": fonts.stack(name)}
        for name, face in layout.faces.named().items()
    }
    grid = {
        "pitch": float(layout.grid.pitch),
        "indent": layout.grid.indent,
        "advance": float(layout.advance()),
        "tracking": float(layout.tracking()) - HAIR,
    }
    return {**page, **grid, "faces": faces}


def _section(section: Section) -> dict[str, object]:
    return {
        "level": section.level,
        "heading": section.heading,
        "paragraphs": [_paragraph(paragraph) for paragraph in section.paragraphs],
        "sections": [_section(below) for below in section.sections],
    }


def _paragraph(paragraph: Paragraph) -> dict[str, object]:
    return {"runs": [run.text for run in paragraph.runs], "style": str(paragraph.style)}


def _table(table: Table, number: int) -> dict[str, object]:
    return {
        "label": f"附件{number}",
        "title": table.title,
        "subtitle": table.subtitle,
        "widths": [float(width) for width in table.widths],
        "head": [[_cell(cell, True) for cell in row] for row in table.head],
        "rows": [[_cell(cell, cell.centred) for cell in row] for row in table.rows],
        "notes": list(table.notes),
    }


def _cell(cell: Cell, centred: bool) -> dict[str, object]:
    return {
        "runs": [run.text for run in cell.runs],
        "across": cell.across,
        "down": cell.down,
        "numeric": cell.numeric,
        "strong": cell.strong,
        "centred": centred,
    }
