"""A builder of documents: text is appended, tables and pages are noted where they come to stand."""

from __future__ import annotations

from collections.abc import Sequence

from luji.account.reconcile.language.document import Cell, Document, Mark, Table

Grid = Sequence[Sequence[tuple[str, int]]]


class Builder:
    """Collects the extracted text of a file with the places of its tables and pages."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._pieces: list[str] = []
        self._length = 0
        self._tables: list[Table] = []
        self._marks: list[Mark] = []

    def add(self, text: str) -> None:
        """Append text as it is."""
        self._pieces.append(text)
        self._length += len(text)

    def paragraph(self, text: str) -> None:
        """Append a paragraph and a line feed."""
        self.add(text.replace("\r", "\n"))
        self.add("\n")

    def mark(self, label: str) -> None:
        """Note a page or sheet beginning here."""
        self._marks.append(Mark(self._length, label))

    def table(self, rows: Grid, name: str = "") -> None:
        """Append a table: cells (text, columns spanned) separated by tabs, rows by line feeds."""
        start = self._length
        cells: list[Cell] = []
        for number, row in enumerate(rows):
            column = 0
            for index, (text, span) in enumerate(row):
                if index:
                    self.add("\t")
                plain = " ".join(text.split()) if "\n" in text or "\t" in text else text
                at = self._length
                self.add(plain)
                cells.append(Cell(at, self._length, number, column, span))
                column += max(1, span)
            self.add("\n")
        self._tables.append(Table(start, self._length, tuple(cells), name))

    def join_last_tables(self) -> None:
        """Make the last two tables one when the second only goes on (a page break between them)."""
        first, second = self._tables[-2:]
        rows = first.cells[-1].row + 1 if first.cells else 0
        moved = tuple(Cell(c.start, c.end, c.row + rows, c.column, c.span) for c in second.cells)
        self._tables[-2:] = [Table(first.start, second.end, first.cells + moved, first.name)]

    def text(self) -> str:
        """What was appended so far."""
        return "".join(self._pieces)

    def document(self, *, wrapped: bool = False, plain: bool = False) -> Document:
        """The finished document."""
        return Document(self.name, self.text(), tuple(self._tables), tuple(self._marks), wrapped, plain)
