"""A document as read: its text, and where paragraphs, pages and table cells stand in it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its place in the text, and how many columns it spans."""

    start: int
    end: int
    row: int
    column: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells the file itself tells (docx, html, xlsx, pdf)."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place worth telling the reader: a page, a sheet."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """The extracted text and its structure; offsets are Unicode code points of `text`."""

    name: str
    text: str
    tables: tuple[Table, ...] = ()
    marks: tuple[Mark, ...] = ()
    wrapped: bool = True
    plain: bool = field(default=False)

    def place(self, offset: int) -> str:
        """Page or sheet of an offset, as its reader named it; empty when there are none."""
        label = ""
        for mark in self.marks:
            if mark.start > offset:
                break
            label = mark.label
        return label

    def line(self, offset: int) -> int:
        """The line of the text an offset stands in, counted from 1."""
        return self.text.count("\n", 0, offset) + 1


def of_text(text: str, name: str = "") -> Document:
    """A document of plain text, its tables still to be found in the text."""
    return Document(name, text, plain=True)
