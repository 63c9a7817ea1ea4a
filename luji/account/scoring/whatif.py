"""What if: what the next half point would cost or win on each line, and what one unit of the actual moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from luji.account.scoring.evaluate import total
from luji.account.scoring.judgement import Checklist, Judged
from luji.account.scoring.points import cents, of_cents, plain
from luji.account.scoring.result import Evaluation, LineResult
from luji.account.scoring.rule import Answer, Case
from luji.account.scoring.scheme import Line
from luji.base.kernel.text import Text

HALF_POINT = Decimal("0.5")
FARTHEST = 2**60


@dataclass(frozen=True)
class Move:
    """A change of one line and what it does: the new actual (or the words for it), points, total, grade."""

    actual: Decimal | None
    words: Text
    score: Decimal
    change: Decimal
    total: Decimal
    grade: Text


@dataclass(frozen=True)
class WhatIf:
    """One line: the nearest change that wins or costs the next half point, and one unit more or less.

    None where there is nothing to win or lose, or no actual to move.
    """

    key: str
    label: Text
    score: Decimal
    points: Decimal
    win: Move | None
    cost: Move | None
    one_more: Move | None
    one_less: Move | None

    def as_json(self) -> dict[str, object]:
        """The line as a JSON object."""
        moves = {"win": self.win, "cost": self.cost, "one_more": self.one_more, "one_less": self.one_less}
        return {
            "key": self.key,
            "label": self.label.zh,
            "score": f"{self.score:f}",
            "points": plain(self.points),
            **{name: _json(move) for name, move in moves.items()},
        }


def whatif(evaluation: Evaluation, step: Decimal = HALF_POINT) -> list[WhatIf]:
    """Every line that applies, in the order of the scheme. `step` is the gain or loss asked about.

    A win is capped at the weight and a cost at zero; moves of an actual are in steps of its printed decimals.
    """
    lines = {line.key: line for line in evaluation.scheme.lines()}
    return [
        _Question(evaluation, lines[result.key], result).ask(step)
        for result in evaluation.lines
        if "not_applicable" not in result.flags
    ]


class _Question:
    """One line, asked what moving it does."""

    def __init__(self, evaluation: Evaluation, line: Line, result: LineResult) -> None:
        self.evaluation, self.line, self.result = evaluation, line, result
        self.entry = evaluation.plan.entry(line.key)
        self.rule = line.rule
        actual, target = result.actual or Decimal(0), result.target or Decimal(0)
        self.below_zero = actual < 0 or target < 0

    def ask(self, step: Decimal) -> WhatIf:
        """All four moves."""
        result = self.result
        up, down = min(result.score + step, result.points), max(result.score - step, Decimal(0))
        win = cost = one_more = one_less = None
        if isinstance(self.rule, Checklist):
            win, cost = self.flipped(self.rule, "unmet", "met"), self.flipped(self.rule, "met", "unmet")
        elif isinstance(self.rule, Judged):
            win, cost = self.judged(up), self.judged(down)
        elif result.actual is not None:
            unit = self.line.shown.one
            win = self.moved(self.nearest(lambda score: score >= up)) if up > result.score else None
            cost = self.moved(self.nearest(lambda score: score <= down)) if down < result.score else None
            one_more = self.moved(result.actual + unit)
            one_less = self.moved(result.actual - unit) if self.thinkable(result.actual - unit) else None
        return WhatIf(result.key, result.label, result.score, result.points, win, cost, one_more, one_less)

    def thinkable(self, actual: Decimal) -> bool:
        """Whether the value can occur: below zero only where actual or target already are."""
        return self.below_zero or actual >= 0

    def score(self, actual: Decimal | None, answers: dict[str, Answer] | None = None) -> Decimal | None:
        """The line's score with another actual or other answers; None where it would divide by zero."""
        case = Case(
            self.line.weight, actual, self.result.target, self.line.shown, answers=answers or {}
        )  # fmt: skip
        points = self.rule.score(case, self.evaluation.scheme.conventions).points
        return None if points is None else of_cents(cents(points))

    def move(self, actual: Decimal | None, words: Text, score: Decimal) -> Move:
        """The change carried through to total and grade."""
        lines = tuple(
            replace(line, score=score) if line.key == self.result.key else line
            for line in self.evaluation.lines
        )
        after, _ = total(self.evaluation.scheme, lines)
        grade = self.evaluation.scheme.grade(after)
        label = grade.label if grade else self.evaluation.grade
        return Move(actual, words, score, score - self.result.score, after, label)

    def moved(self, actual: Decimal | None) -> Move | None:
        """The actual set to another value."""
        score = None if actual is None else self.score(actual)
        if actual is None or score is None:
            return None
        return self.move(actual, self.line.shown.text(actual), score)

    def nearest(self, wanted: Callable[[Decimal], bool]) -> Decimal | None:
        """The actual nearest to the present one whose score is wanted."""
        here = self.result.actual or Decimal(0)
        found = list(self.edges(wanted) if self.rule.tabular else self.ways(wanted))
        return min(found, key=lambda actual: abs(actual - here), default=None)

    def edges(self, wanted: Callable[[Decimal], bool]) -> Iterator[Decimal]:
        """Where points come from a table: the edges and the values just beside them."""
        grain = self.line.shown.grain
        for edge in self.rule.ideals(self.result.target):
            for actual in (edge, edge - grain, edge + grain):
                score = self.score(actual)
                if score is not None and wanted(score) and self.thinkable(actual):
                    yield actual

    def ways(self, wanted: Callable[[Decimal], bool]) -> Iterator[Decimal]:
        """Upwards and downwards: the first value wanted, stopping at the target and at zero on the way."""
        here, grain = self.result.actual or Decimal(0), self.line.shown.grain
        ideals = self.rule.ideals(self.result.target)
        for sign in (1, -1):
            stops = [one for one in (*ideals, Decimal(0)) if (one - here) * sign > 0]
            actual = self.first(here, sign * grain, wanted, stops)
            if actual is not None:
                yield actual

    def first(
        self, here: Decimal, grain: Decimal, wanted: Callable[[Decimal], bool], stops: list[Decimal]
    ) -> Decimal | None:
        """The first wanted value of here + n·grain; between two stops points only rise or only fall."""
        past = 0
        for stop in sorted(stops, key=lambda one: abs(one - here)):
            steps = int(((stop - here) / grain).to_integral_value(ROUND_CEILING))
            if self.is_wanted(stop, wanted):
                near = _least(past, steps, lambda n: self.is_wanted(here + n * grain, wanted))
                return stop if near is None or abs(near * grain) > abs(stop - here) else here + near * grain
            past = steps
        if grain < 0 and not self.below_zero:
            return None
        far = max(past, 1)
        while far < FARTHEST and not self.is_wanted(here + far * grain, wanted):
            far *= 2
        least = _least(past, far, lambda n: self.is_wanted(here + n * grain, wanted))
        return None if least is None else here + least * grain

    def is_wanted(self, actual: Decimal, wanted: Callable[[Decimal], bool]) -> bool:
        """Whether the score at this actual is wanted."""
        score = self.score(actual)
        return score is not None and wanted(score)

    def judged(self, points: Decimal) -> Move | None:
        """Other points from the judge."""
        if points == self.result.score:
            return None
        words = Text(f"评定 {points:f} 分", f"judged {points:f} points")
        return self.move(None, words, of_cents(cents(points)))

    def flipped(self, rule: Checklist, before: Answer, after: Answer) -> Move | None:
        """The item whose other answer changes the score least, among those that change it at all."""
        moves: list[Move] = []
        for item in rule.items:
            given = dict(self.entry.answers)
            if given.get(item.key, "unmet") != before:
                continue
            score = self.score(None, {**given, item.key: after})
            if score is not None and score != self.result.score:
                zh, en = ("符合", "met") if after == "met" else ("不符合", "not met")
                moves.append(
                    self.move(None, Text(f"“{item.label.zh}”{zh}", f"'{item.label.en}' {en}"), score)
                )
        return min(moves, key=lambda move: abs(move.change), default=None)


def _least(past: int, far: int, test: Callable[[int], bool]) -> int | None:
    """The least n in (past, far] that passes a test which, once passed, stays passed; None if `far` fails."""
    if far <= past or not test(far):
        return None
    while far - past > 1:
        middle = (past + far) // 2
        past, far = (past, middle) if test(middle) else (middle, far)
    return far


def _json(move: Move | None) -> dict[str, object] | None:
    if move is None:
        return None
    return {
        "actual": None if move.actual is None else plain(move.actual),
        "words": move.words.zh,
        "score": f"{move.score:f}",
        "change": f"{move.change:+f}",
        "total": f"{move.total:f}",
        "grade": move.grade.zh,
    }
