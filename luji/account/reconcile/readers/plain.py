"""Plain text and Markdown: decoded, otherwise unchanged, so that offsets are those of the file."""

from __future__ import annotations

import re

from luji.account.reconcile.language.document import Cell, Document, Table
from luji.account.reconcile.problems import NOT_TEXT
from luji.base.kernel.problem import Refused, Where

_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB18030. Raises `Refused` REC-909."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16", name)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused([NOT_TEXT(Where(file=name))])


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused([NOT_TEXT(Where(file=name))]) from error


def read(data: bytes, name: str) -> Document:
    """A text file; its tables are found later from its lines."""
    return Document(name, decode(data, name), plain=True)


def read_markdown(data: bytes, name: str) -> Document:
    """A Markdown file; tables drawn with bars are taken as tables, everything else as text."""
    text = decode(data, name)
    tables = tuple(_tables(text))
    return Document(name, text, tables, wrapped=True, plain=not tables)


def _tables(text: str) -> list[Table]:
    found: list[Table] = []
    rows: list[tuple[int, str]] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        if line.count("|") >= 2:
            rows.append((at, line))
        else:
            if len(rows) > 2 and any(_RULE.match(r) for _, r in rows[:2]):
                found.append(_table(rows))
            rows = []
        at += len(line) + 1
    return found


def _table(rows: list[tuple[int, str]]) -> Table:
    cells: list[Cell] = []
    number = 0
    for at, line in rows:
        if _RULE.match(line):
            continue
        column, start = 0, line.index("|") + 1 if line.lstrip().startswith("|") else 0
        while start <= len(line):
            stop = line.find("|", start)
            stop = len(line) if stop < 0 else stop
            if line[start:stop].strip() or stop < len(line):
                words = line[start:stop]
                left, right = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
                right = 0 if left == len(words) else right
                cells.append(Cell(at + start + left, at + stop - right, number, column))
            column, start = column + 1, stop + 1
        number += 1
    return Table(rows[0][0], rows[-1][0] + len(rows[-1][1]), tuple(cells))
