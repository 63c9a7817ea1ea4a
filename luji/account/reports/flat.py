"""A report as one string in the order it is printed, every piece with the run it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from luji.account.reports.document import Cell, Document, Run, Runs, Table
from luji.account.reports.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of part 0 (the body) or of a table (1 …), with the line it stands in."""

    text: str
    part: int
    line: int
    run: Run | None = None

    @property
    def bound(self) -> bool:
        """Whether it is a value that can be followed: a figure (not its mere name) or a score."""
        run = self.run
        if run is None or (run.figure is not None and run.text == run.figure.label.zh):
            return False
        return run.figure is not None or bool(run.line)


class Flat:
    """A document laid out: its text, its pieces, its tokens, and whose each token is."""

    def __init__(self, document: Document) -> None:
        self.pieces = list(_pieces(document))
        self.text = "".join(piece.text for piece in self.pieces)
        self.tokens = tokens(self.text)
        self.members: list[list[int]] = [[] for _ in self.pieces]
        self.starts: list[int] = []
        at = 0
        for piece in self.pieces:
            self.starts.append(at)
            at += len(piece.text)
        for index, token in enumerate(self.tokens):
            self.members[self._owner(token)].append(index)

    def after(self, index: int) -> str:
        """What follows a token within its piece: 处 after 389, nothing after 五."""
        token = self.tokens[index]
        owner = self._owner(token)
        return self.text[token.end : self.starts[owner] + len(self.pieces[owner].text)]

    def _owner(self, token: Token) -> int:
        """The piece a token is of; one that reaches from words into a value belongs to the value."""
        first, last = (bisect_right(self.starts, at) - 1 for at in (token.start, token.end - 1))
        bound = [n for n in range(first, last + 1) if self.pieces[n].bound]
        return bound[0] if bound else first


def _pieces(document: Document) -> Iterator[Piece]:
    for line, runs in enumerate(_lines(document)):
        yield from _line(runs, 0, line)
    line += 1  # the body is never without its title
    for part, table in enumerate(document.tables, 1):
        heading = (f"附件{part}", table.title, table.subtitle)
        rows: list[Runs] = [(Run(words),) for words in heading]
        rows += [_row(row) for row in (*table.head, *table.rows)]
        rows += [(Run(note),) for note in table.notes]
        for runs in rows:
            yield from _line(runs, part, line)
            line += 1


def _lines(document: Document) -> Iterator[Runs]:
    """The lines of the body as they are printed."""
    yield (Run(document.name),)
    yield (Run(document.notice),)
    for section in document.walk():
        yield (Run(section.mark), *section.title)
        yield from (paragraph.runs for paragraph in section.paragraphs)
    for words in (*document.enclosures(), document.signature, document.date):
        yield (Run(words),)


def _row(cells: Iterable[Cell]) -> Runs:
    found: list[Run] = []
    for cell in cells:
        found += [*cell.runs, Run("\t")]
    return tuple(found)


def _line(runs: Runs, part: int, line: int) -> Iterator[Piece]:
    yield from (Piece(run.text, part, line, run) for run in runs if run.text)
    yield Piece("\n", part, line)


def grid(table: Table) -> list[list[tuple[str, int]]]:
    """The rows of a table as (text, columns spanned); a cell covered from above is empty."""
    rows: list[list[tuple[str, int]]] = []
    below: dict[int, tuple[int, int]] = {}  # column → (rows still covered, columns spanned)
    for row in (*table.head, *table.rows):
        made: list[tuple[str, int]] = []
        column = 0
        waiting = list(row)
        while waiting or column in below:
            if column in below:
                left, across = below.pop(column)
                if left > 1:
                    below[column] = (left - 1, across)
                made.append(("", across))
            else:
                cell = waiting.pop(0)
                across = cell.across
                if cell.down > 1:
                    below[column] = (cell.down - 1, across)
                made.append((cell.text, across))
            column += across
        rows.append(made)
    return rows
