"""Tables in plain text: lines of labels and numbers found, columns aligned where the layout was kept."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from luji.account.reconcile.language.paragraphs import width
from luji.account.reconcile.tables.grid import CODE, Grid, Row, Value, value

_PROSE = re.compile(r"[。；！？]|[，,](?!\d)|(?:万元|亿元|元|万人|[人个家项辆起次])[，。；、\s]*$")
_TOKEN = re.compile(r"\S+")
_RIGHT = re.compile(r"支出|结余分配|年末|分配|上解|债务还本")
_LEFT = re.compile(r"收入|年初|使用非财政|上年|下级|补助收入|调入")
_UNIT = re.compile(r"单位\s*[：:]\s*(?:人民币)?(万元|元|亿元|千元)")
LONGEST_NAME, LONGEST_ROW = 36, 240


@dataclass(slots=True)
class Line:
    """One line of text cut at its blanks: words and numbers with their places and columns on the screen."""

    start: int
    end: int
    indent: int
    tokens: list[tuple[str, int, int, int]]  # text, start, end, right edge on the screen

    def numbers(self) -> list[tuple[Value, int]]:
        """The numbers of the line with their right edges."""
        found = []
        for text, start, end, edge in self.tokens:
            number = value(text, (start, end))
            if number is not None:
                found.append((number, edge))
        return found

    @property
    def words(self) -> list[str]:
        """The tokens that are no numbers."""
        return [t for t, s, e, _ in self.tokens if value(t, (s, e)) is None]


def lines_of(text: str) -> list[Line]:
    """Every line of a text; lines that are sentences are not cut."""
    found: list[Line] = []
    at = 0
    for raw in text.split("\n"):
        tokens = []
        if len(raw) <= LONGEST_ROW and not _PROSE.search(raw):
            for match in _TOKEN.finditer(raw):
                edge = width(raw[: match.end()])
                tokens.append((match.group(), at + match.start(), at + match.end(), edge))
        found.append(Line(at, at + len(raw), width(raw) - width(raw.lstrip()), tokens))
        at += len(raw) + 1
    return found


def tabular(line: Line, text: str) -> bool:
    """Whether a line is a row: words and numbers apart, no sentence."""
    raw = text[line.start : line.end]
    if not line.tokens or not any(c.isdigit() for c in raw):
        return False
    numbers = line.numbers()
    if not numbers:
        return False
    words = line.words
    if len(words) > 4 or (not words and len(numbers) < 2):
        return False
    first = line.tokens[0][0]
    if (
        len(numbers) == 1
        and re.fullmatch(r"\d{1,2}", numbers[0][0].text)
        and len(line.tokens) <= 3
        and first == numbers[0][0].text
    ):
        return False  # a numbered list: 1 某某单位
    return all(not re.search(r"\d", w) or len(w) <= LONGEST_NAME for w in words)


def regions(lines: list[Line], text: str) -> list[tuple[int, int]]:
    """Runs of rows, given as line numbers; short lines without numbers between rows (broken names) belong
    to them.
    """
    marks = [tabular(line, text) for line in lines]
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if not marks[index]:
            index += 1
            continue
        end = last = index
        while end + 1 < len(lines) and end - last < 3:
            end += 1
            if marks[end]:
                last = end
            elif not _may_break(lines[end], text):
                break
        if sum(marks[index : last + 1]) >= 3:
            found.append((_heading(lines, index, text), last))
        index = last + 1
    return found


def _may_break(line: Line, text: str) -> bool:
    raw = text[line.start : line.end].strip()
    return bool(raw) and len(raw) <= LONGEST_NAME and not re.search(r"[。；，：]", raw)


def _heading(lines: list[Line], first: int, text: str) -> int:
    """The line where the header words of a table begin: short lines right above its first row."""
    index = first
    while (
        index > 0
        and first - index < 12
        and (
            _may_break(lines[index - 1], text)
            or _UNIT.search(text[lines[index - 1].start : lines[index - 1].end])
        )
    ):
        index -= 1
    return index


def find(text: str) -> tuple[list[Grid], list[tuple[int, int]]]:
    """The grids of a plain text and the stretches of it that are prose."""
    lines = lines_of(text)
    grids: list[Grid] = []
    prose: list[tuple[int, int]] = []
    at = 0
    for first, last in regions(lines, text):
        block = lines[first : last + 1]
        made = _grids(block, text)
        if not made:
            continue
        if lines[first].start > at:
            prose.append((at, lines[first].start))
        at = lines[last].end
        for grid in made:
            grid.start, grid.end = lines[first].start, lines[last].end
            grid.title = _title(block, text)
        grids += made
    prose.append((at, len(text)))
    return grids, prose


def _title(block: list[Line], text: str) -> str:
    for line in block:
        raw = text[line.start : line.end].strip()
        if raw and not line.numbers() and not _UNIT.search(raw):
            return re.sub(r"\s", "", raw)
        if raw and line.numbers():
            break
    return ""


def _grids(block: list[Line], text: str) -> list[Grid]:
    rows = [line for line in block if tabular(line, text)]
    if _two_sided(rows):
        return _sides(rows)
    made = _one(rows)
    made.headers = _headers(block, made, text)
    return [made] if len(made.rows) > 2 else []


def _one(rows: list[Line]) -> Grid:
    """A one-sided table: each line is a row, columns aligned by right edges or, when all rows are full,
    by order.
    """
    counts = Counter(len(_amounts(line)) for line in rows)
    usual = max(counts, key=lambda n: (counts[n], n))
    even = counts[usual] * 4 >= len(rows) * 3
    edges = _edges(rows) if len(counts) > 1 else []
    found = []
    for line in rows:
        amounts = _amounts(line)
        row = Row(_label(line), {}, (line.tokens[0][1], line.tokens[-1][2]), _code(line), line.indent)
        if edges:
            row.values = {_column(edges, edge): number for number, edge in amounts}
            row.ragged = len(row.values) != len(amounts)
        else:
            row.values = {i: number for i, (number, _) in enumerate(amounts)}
            row.ragged = len(amounts) != usual or not even
        if row.values:
            found.append(row)
    return Grid(found)


def _amounts(line: Line) -> list[tuple[Value, int]]:
    """The numbers of a row without the codes or the item number before its name."""
    return line.numbers()[_codes(line) :]


def _codes(line: Line) -> int:
    """How many leading numbers are codes: 204, 2040201, 205 02 01 before a name; an item number before
    one.
    """
    leading = 0
    for text, start, end, _ in line.tokens:
        if value(text, (start, end)) is None:
            break
        leading += 1
    total = len(line.numbers())
    first = line.tokens[0][0]
    if 0 < leading < len(line.tokens) and leading < total:
        short = all(re.fullmatch(r"\d{1,3}", t[0]) for t in line.tokens[:leading])
        if short or (leading == 1 and CODE.fullmatch(first)):
            return leading
    if leading == len(line.tokens) and total > 1 and CODE.fullmatch(first):
        return 1
    return 0


def _code(line: Line) -> str:
    """The code of a row (204, 20402, 2040201), written in one or in pieces; empty for item numbers."""
    joined = "".join(t[0] for t in line.tokens[: _codes(line)])
    return joined if CODE.fullmatch(joined) else ""


def _label(line: Line) -> str:
    """The words before the first amount; all words where none stand before it."""
    before: list[str] = []
    for index, (text, start, end, _) in enumerate(line.tokens):
        if value(text, (start, end)) is None:
            before.append(text)
        elif index or before:
            break
    return "".join(before) or "".join(line.words)


def _edges(rows: list[Line]) -> list[int]:
    """Right edges that columns share when the layout was kept; none when edges are scattered."""
    edges = Counter(edge for line in rows for _, edge in _amounts(line))
    strong = sorted(e for e, n in edges.items() if n * 3 >= len(rows))
    covered = sum(n for e, n in edges.items() if any(abs(e - s) <= 1 for s in strong))
    if len(strong) < 2 or covered * 10 < sum(edges.values()) * 9:
        return []
    merged = [strong[0]]
    for edge in strong[1:]:
        if edge - merged[-1] > 2:
            merged.append(edge)
    return merged


def _column(edges: list[int], edge: int) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - edge))


def _headers(block: list[Line], grid: Grid, text: str) -> dict[int, str]:
    """Header words: only when one header line has as many words as there are columns (the label's word
    first).
    """
    columns = grid.columns
    for line in block:
        if line.numbers():
            break
        words = text[line.start : line.end].split()
        if len(words) == len(columns) + 1:
            return dict(zip(columns, words[1:], strict=True))
    return {}


def _two_sided(rows: list[Line]) -> bool:
    """Whether lines carry two names each: income to the left, outlay to the right."""
    both = sum(
        1
        for line in rows
        if len(line.words) == 2 and _LEFT.search(line.words[0]) and _RIGHT.search(line.words[1])
    )
    return both >= 2 and both * 4 >= len(rows)


def _sides(rows: list[Line]) -> list[Grid]:
    left, right = Grid([], side="left"), Grid([], side="right")
    for line in rows:
        for index, (words, numbers, place) in enumerate(_segments(line)):
            outlay = index == 1 if len(line.words) == 2 else _belongs_right(words)
            if numbers:
                (right if outlay else left).rows.append(Row(words, dict(enumerate(numbers)), place))
    return [grid for grid in (left, right) if len(grid.rows) > 1]


def _belongs_right(words: str) -> bool:
    return bool(_RIGHT.search(words)) or not _LEFT.search(words)


def _segments(line: Line) -> list[tuple[str, list[Value], tuple[int, int]]]:
    """The pieces of a two-sided line: a name with the numbers after it."""
    found: list[tuple[str, list[Value], tuple[int, int]]] = []
    for text, start, end, _ in line.tokens:
        number = value(text, (start, end))
        if number is None:
            found.append((text, [], (start, end)))
        elif found:
            words, numbers, place = found[-1]
            found[-1] = (words, [*numbers, number], (place[0], end))
    return found
