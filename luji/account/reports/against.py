"""A report that somebody edited against the composed one: every value that was changed, dropped or moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luji.account.reports import rearranged
from luji.account.reports.alignment import align
from luji.account.reports.document import Document
from luji.account.reports.flat import Flat, Piece
from luji.account.reports.problems import (
    LOST_FIGURE,
    MOVED_FIGURE,
    NEW_NUMBER,
    NO_PART,
    OTHER_FIGURE,
    OTHER_MEASURE,
    OTHER_NUMBER,
)
from luji.account.reports.tokens import Token, folded, tokens
from luji.base.kernel.problem import Problem, ProblemKind

PRESENT = 0.2
LARGEST_ADDITION = 400
CONTEXT = 12
DIRECTIONS = {
    "增": "up", "升": "up", "提高": "up", "涨": "up",
    "降": "down", "减": "down", "跌": "down", "持平": "flat",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Met:
    """One value of the composed report as it was met in a text; without a problem it is there unchanged.

    `start` and `end` are places in the text; `expected` is what the composed report prints.
    """

    start: int
    end: int
    stated: str | None
    expected: str | None
    source: str = ""
    problem: Problem | None = None


def compare(document: Document, text: str) -> list[Met]:
    """Every value of the report met or missed in `text`, in order of place.

    Lines may be broken anew, words around the values changed, passages put in another order, digits
    full-width or grouped. A value inside words that only name it does not count.
    """
    return sorted(_Comparison(document, text).all(), key=lambda met: (met.start, met.end))


class _Comparison:
    def __init__(self, document: Document, text: str) -> None:
        self.document, self.text, self.narrow = document, text, folded(text)
        self.flat = Flat(document)
        self.given = tokens(text)
        self.pairs = align(self.flat.tokens, self.given)
        rearranged.pair(self.flat, self.given, self.pairs)
        self.taken = set(self.pairs.values())

    def all(self) -> Iterator[Met]:
        """Values, other numbers that changed, numbers that were added, parts that are not there."""
        absent = {part for part in range(len(self.document.tables) + 1) if not self.present(part)}
        yield from (self.part_missing(part) for part in sorted(absent))
        for piece, members in zip(self.flat.pieces, self.flat.members, strict=True):
            if piece.part in absent or not members:
                continue
            if piece.bound:
                yield self.value(piece, members)
            else:
                yield from self.typed(members)
        if 0 not in absent:
            yield from self.added()

    def same_key(self, index: int) -> bool:
        """Whether a token was met unchanged."""
        other = self.pairs.get(index)
        return other is not None and self.given[other].key == self.flat.tokens[index].key

    def present(self, part: int) -> bool:
        """Whether enough of the body or of a table was met."""
        both = zip(self.flat.pieces, self.flat.members, strict=True)
        members = [n for piece, own in both if piece.part == part for n in own]
        return sum(map(self.same_key, members)) >= PRESENT * len(members)

    def part_missing(self, part: int) -> Met:
        """The finding that a part is not in the text."""
        name = self.document.tables[part - 1].title if part else self.document.name
        first = self.text.find("\n")
        return Met(0, first if first >= 0 else len(self.text), None, None, problem=NO_PART(part=name))

    def value(self, piece: Piece, members: Sequence[int]) -> Met:
        """What became of one value."""
        numbers = [n for n in members if self.flat.tokens[n].number]
        if not numbers or (len(numbers) < len(members) and not any(map(str.isdigit, piece.text))):
            return self.words(piece, members)
        window = self.window(members)
        met = [self.pairs[n] for n in numbers if n in self.pairs]
        if len(met) < len(numbers):
            met = self.inside(window, [self.flat.tokens[n] for n in numbers])
        if not met:
            return self.lost(piece, members, window)
        start, end = self.given[met[0]].start, self.given[met[-1]].end
        same = len(met) == len(numbers) and all(
            _same(self.flat.tokens[mine], self.given[theirs], piece.part > 0)
            for mine, theirs in zip(numbers, met, strict=True)
        )
        before = self.given[window.start - 1].end if window.start else 0
        if not same or not self.same_direction(piece.text, self.narrow[before:end]):
            first = min(start, *(self.given[self.pairs[n]].start for n in members if n in self.pairs), start)
            return self.met(piece, first, self.with_measure(numbers[-1], end), OTHER_FIGURE)
        return self.measured(piece, self.flat.after(numbers[-1]), start, end)

    def inside(self, window: range, wanted: Sequence[Token]) -> list[int]:
        """The unpaired numbers of a window, in full only when they are those wanted."""
        free = [n for n in window if self.given[n].number and n not in self.taken]
        exact = [n for n in free if self.given[n].key in {token.key for token in wanted}]
        return exact if len(exact) == len(wanted) else []

    def same_direction(self, mine: str, theirs: str) -> bool:
        """Whether a change goes the way the value says (同比增长12.34%); values without a way agree."""
        return (way := _direction(mine)) is None or way == _direction(theirs)

    def measured(self, piece: Piece, measure: str, start: int, end: int) -> Met:
        """A value met unchanged, its measure word looked at where it is printed beside it."""
        following = "".join(self.narrow[end : end + len(measure) + 2].split())
        if piece.part == 0 and not following.startswith(folded(measure)):
            return self.met(piece, start, min(end + len(measure), len(self.text)), OTHER_MEASURE)
        return Met(start, end, self.text[start:end], piece.text, _source(piece)[0])

    def with_measure(self, number: int, end: int) -> int:
        """The end of a number together with the measure words the value has after it, if they stand there."""
        measure = folded(self.flat.after(number))
        return end + len(measure) if self.narrow.startswith(measure, end) else end

    def words(self, piece: Piece, members: Sequence[int]) -> Met:
        """A value said in words, such as a grade or a list of names: it must stand there as it is."""
        window = self.window(members)
        wanted = [self.flat.tokens[n].key for n in members]
        keys = [self.given[n].key for n in window]
        for at in range(len(keys) - len(wanted) + 1):
            if keys[at : at + len(wanted)] == wanted:
                start, end = self.given[window[at]].start, self.given[window[at + len(wanted) - 1]].end
                return Met(start, end, self.text[start:end], piece.text, _source(piece)[0])
        if not window:
            return self.lost(piece, members, window)
        return self.met(piece, self.given[window[0]].start, self.given[window[-1]].end, OTHER_FIGURE)

    def window(self, members: Sequence[int]) -> range:
        """The tokens of the text between what was met before a value and what was met after it."""
        low = next((self.pairs[n] for n in range(members[0] - 1, -1, -1) if self.same_key(n)), -1)
        after = range(members[-1] + 1, len(self.flat.tokens))
        high = next((self.pairs[n] for n in after if self.same_key(n)), len(self.given))
        return range(low + 1, high if high > low else min(len(self.given), low + 1 + 2 * len(members)))

    def lost(self, piece: Piece, members: Sequence[int], window: range) -> Met:
        """A value that is not where it was: met elsewhere, or nowhere."""
        start = self.given[window.start - 1].end if window.start else 0
        context = self.text[max(0, start - CONTEXT) : start].split("\n")[-1].strip()
        source, source_en = _source(piece)

        def told(kind: ProblemKind) -> Problem:
            return kind(
                expected=piece.text, context=context, hint_zh=f"（{source}）", hint_en=f" ({source_en})"
            )

        elsewhere = self.elsewhere([self.flat.tokens[n] for n in members if self.flat.tokens[n].number])
        if elsewhere is not None:
            token = self.given[elsewhere]
            self.taken.add(elsewhere)
            stated = self.text[token.start : token.end]
            return Met(token.start, token.end, stated, piece.text, source, told(MOVED_FIGURE))
        low = self.given[max(0, window.start - 4)].start if window.start else start
        return Met(low, start, None, piece.text, source, told(LOST_FIGURE))

    def elsewhere(self, wanted: Sequence[Token]) -> int | None:
        """A number of the text that nothing is paired with and that is the one wanted."""
        if len(wanted) != 1:
            return None
        free = (n for n in self.amid() if self.given[n].number)
        return next((n for n in free if _same(wanted[0], self.given[n], False)), None)

    def typed(self, members: Sequence[int]) -> Iterator[Met]:
        """Numbers of the template and the plan that became others."""
        for index in members:
            mine, other = self.flat.tokens[index], self.pairs.get(index)
            if other is None or not mine.number or mine.bare == self.given[other].bare:
                continue
            start, end = self.given[other].start, self.given[other].end
            stated, expected = self.text[start:end], self.flat.text[mine.start : mine.end]
            if any(map(_digit, stated + expected)):
                yield Met(start, end, stated, expected, "", OTHER_NUMBER(stated=stated, expected=expected))

    def added(self) -> Iterator[Met]:
        """Numbers in digits that stand amid the report and are not its own."""
        for token in map(self.given.__getitem__, self.amid()):
            stated = self.text[token.start : token.end]
            if not token.number or not any(map(_digit, stated)) or self.page_number(token):
                continue
            yield Met(token.start, token.end, stated, None, "", NEW_NUMBER(stated=stated))

    def amid(self) -> Iterator[int]:
        """Tokens of the text that were added to the report: not what stands before, after or beside it."""
        solid = sorted(n for n in self.taken if self.taken.issuperset(range(n - 3, n + 4)))
        for low, high in pairwise(solid):
            if high - low <= LARGEST_ADDITION:
                yield from (n for n in range(low + 1, high) if n not in self.taken)

    def page_number(self, token: Token) -> bool:
        """Whether a line holds nothing but this number and dashes."""
        start = self.text.rfind("\n", 0, token.start) + 1
        stop = self.text.find("\n", token.end)
        line = self.text[start : stop if stop >= 0 else len(self.text)]
        return not line.replace(self.text[token.start : token.end], "", 1).strip(" \t\f-–—·第页")

    def met(self, piece: Piece, start: int, end: int, kind: ProblemKind) -> Met:
        """A finding about a value that is there in another way."""
        source, source_en = _source(piece)
        stated = self.text[start:end]
        said = " ".join(stated.split())
        problem = kind(stated=said, expected=piece.text, hint_zh=f"（{source}）", hint_en=f" ({source_en})")
        return Met(start, end, stated, piece.text, source, problem)


def _same(mine: Token, theirs: Token, bare: bool) -> bool:
    """Whether two numbers say the same; in a table the measure may stand in a column of its own."""
    if bare and mine.bare == theirs.bare:
        return True
    return mine.key == theirs.key and mine.bound == theirs.bound


def _direction(text: str) -> str | None:
    found = [(text.rfind(word), way) for word, way in DIRECTIONS.items() if word in text]
    return max(found)[1] if found else None


def _digit(char: str) -> bool:
    return char.isdecimal()


def _source(piece: Piece) -> tuple[str, str]:
    """Where a value comes from, in both languages: hazard.rectified，389 行."""
    run = piece.run
    if run is None or run.figure is None:
        line = run.line if run else ""
        return f"评分表 {line}", f"score table, {line}"
    key, rows = run.figure.key, run.figure.rows
    return (f"{key}，{rows} 行", f"{key}, {rows} rows") if rows else (key, key)
