"""A report as a tree: document, sections, paragraphs and tables of runs, a number always a run of its own.

Every renderer reads this and nothing else, so that docx, pdf, html and xlsx say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from luji.account.indicators.figure import Figure
from luji.account.reports.layout import Layout
from luji.account.scoring.result import Evaluation
from luji.base.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; with a `figure` it is a number that can be followed.

    `line` is the key of the evaluation line a score or weight belongs to.
    """

    text: str
    figure: Figure | None = None
    line: str = ""


Runs = tuple[Run, ...]


class Style(StrEnum):
    """How a paragraph stands: indented by two characters, flush left, centred, or pushed right."""

    BODY = "body"
    FLUSH = "flush"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of runs."""

    runs: Runs
    style: Style = Style.BODY

    @property
    def text(self) -> str:
        """Its words without any mark-up."""
        return said(self.runs)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (level 1 to 4, with its mark) and what stands below it."""

    level: int
    mark: str
    title: Runs
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def heading(self) -> str:
        """Mark and title: 一、部门（单位）基本情况."""
        return self.mark + said(self.title)

    def walk(self) -> Iterator[Section]:
        """Itself and everything below, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its runs, how many columns and rows it spans, how it is set."""

    runs: Runs = ()
    across: int = 1
    down: int = 1
    numeric: bool = False
    strong: bool = False
    centred: bool = False

    @property
    def text(self) -> str:
        """Its words without any mark-up."""
        return said(self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an attachment: widths as shares of the line, repeating head rows, body rows.

    A cell that spans rows stands only in its first row.
    """

    name: str
    title: str
    subtitle: str
    widths: tuple[Decimal, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row of the 基础数据表: a figure, or a total of the rows of its group above it."""

    group: str
    figure: Figure
    sum_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A composed report: text, attachments, and everything the numbers came from."""

    title: tuple[str, ...]
    unit: Text
    unit_code: str
    year: int
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    layout: Layout
    evaluation: Evaluation
    data: tuple[DataRow, ...] = ()
    signature: str = ""
    dated: date | None = None
    notice: str = ""
    figures: dict[str, Figure] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The title on one line."""
        return "".join(self.title)

    def walk(self) -> Iterator[Section]:
        """Every section, in reading order."""
        for section in self.sections:
            yield from section.walk()

    def runs(self) -> Iterator[Run]:
        """Every run of the text and of the tables, in reading order."""
        for section in self.walk():
            yield from section.title
            for paragraph in section.paragraphs:
                yield from paragraph.runs
        for table in self.tables:
            for row in (*table.head, *table.rows):
                for cell in row:
                    yield from cell.runs

    @property
    def date(self) -> str:
        """The date of the document as it is printed; empty without one."""
        return say_date(self.dated) if self.dated else ""

    def enclosures(self) -> Iterator[str]:
        """The lines that announce the attachments: 附件：1. …, the later ones aligned below."""
        for n, table in enumerate(self.tables, 1):
            yield f"{'附件：' if n == 1 else '　　　'}{n}. {table.title}"

    @property
    def snapshot(self) -> str:
        """The snapshot its figures were read from; several are joined by a comma."""
        return "，".join(sorted({f.snapshot for f in self.figures.values() if f.snapshot}))

    def text(self) -> str:
        """The whole body as plain text, one paragraph a line (what 核数 reads)."""
        lines = [self.name]
        for section in self.walk():
            lines += [section.heading, *(paragraph.text for paragraph in section.paragraphs)]
        return "\n".join(lines) + "\n"


def placed(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int, Cell]]:
    """Each cell with its row and column, columns still covered from above passed over."""
    taken: set[tuple[int, int]] = set()
    found: list[tuple[int, int, Cell]] = []
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            found.append((r, c, cell))
            taken |= {(r + down, c + across) for down in range(cell.down) for across in range(cell.across)}
    return found


def said(runs: Iterable[Run]) -> str:
    """The words of the runs."""
    return "".join(run.text for run in runs)


def say_date(day: date) -> str:
    """2021年6月8日: arabic, the year in full, no leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"
