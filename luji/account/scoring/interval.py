"""Intervals written as in a textbook, `[80, 90)` or `(30, ∞)`, and whether a row of them covers a range."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator

INFINITY = Decimal("Infinity")
_FORM = re.compile(r"([\[(])\s*(-?[\d.]+|-?∞|-?inf)\s*[,，]\s*(-?[\d.]+|-?∞|-?inf)\s*([\])])")


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of numbers; each end belongs to it (`closed`) or not."""

    low: Decimal
    high: Decimal
    low_closed: bool = True
    high_closed: bool = False

    @classmethod
    def parse(cls, text: object) -> Interval:
        """Read `[a, b]`, `[a, b)`, `(a, b]`, `(a, b)`; ∞ or inf for no end. Raises ValueError."""
        if isinstance(text, Interval):
            return text
        found = _FORM.fullmatch(str(text).strip())
        if not found:
            raise ValueError("an interval is written like [80, 90) or (30, ∞)")
        opening, low, high, closing = found.groups()
        return cls(_number(low), _number(high), opening == "[", closing == "]")

    def contains(self, number: Decimal) -> bool:
        """Whether the number lies inside, ends as declared."""
        above = number > self.low or (self.low_closed and number == self.low)
        return above and (number < self.high or (self.high_closed and number == self.high))

    def empty(self) -> bool:
        """Whether no number lies inside."""
        both = self.low_closed and self.high_closed
        return self.low > self.high or (self.low == self.high and not both)

    def __str__(self) -> str:
        left, right = "[" if self.low_closed else "(", "]" if self.high_closed else ")"
        return f"{left}{_text(self.low)}, {_text(self.high)}{right}"


IntervalText = Annotated[Interval, BeforeValidator(Interval.parse)]


@dataclass(frozen=True, slots=True)
class Flaw:
    """A place where neighbouring intervals overlap or leave a gap, or one that is empty."""

    kind: Literal["gap", "overlap", "empty"]
    first: str
    second: str
    index: int


def flaws(intervals: Iterable[Interval], within: Interval) -> Iterator[Flaw]:
    """Every overlap, gap and empty interval of a row that should cover `within` exactly once."""
    numbered = list(enumerate(intervals))
    for index, one in numbered:
        if one.empty():
            yield Flaw("empty", str(one), "", index)
    ordered = sorted(
        ((index, one) for index, one in numbered if not one.empty()),
        key=lambda pair: (pair[1].low, not pair[1].low_closed),
    )
    reach, closed, last = within.low, not within.low_closed, str(within)
    for index, one in ordered:
        if one.low > reach or (one.low == reach and not one.low_closed and not closed):
            yield Flaw("gap", last, str(one), index)
        elif one.low < reach or (one.low == reach and one.low_closed and closed):
            yield Flaw("overlap", last, str(one), index)
        if (one.high, one.high_closed) > (reach, closed):
            reach, closed, last = one.high, one.high_closed, str(one)
    if reach < within.high or (reach == within.high and within.high_closed and not closed):
        yield Flaw("gap", last, str(within), ordered[-1][0] if ordered else 0)


def _number(text: str) -> Decimal:
    if text.lstrip("-") in ("∞", "inf"):
        return -INFINITY if text.startswith("-") else INFINITY
    try:
        return Decimal(text)
    except ArithmeticError as error:
        raise ValueError(f"not a number: {text}") from error


def _text(number: Decimal) -> str:
    return str(number).replace("Infinity", "∞")
