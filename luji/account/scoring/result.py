"""What an evaluation gives: lines, sums of classes, score and grade, as values and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from luji.account.scoring.plan import EvaluationPlan
from luji.account.scoring.points import plain
from luji.account.scoring.scheme import Clause, Scheme
from luji.base.kernel.problem import Problem
from luji.base.kernel.text import Text


@dataclass(frozen=True)
class LineResult:
    """One scored line. `points` is its weight, `score` what it got (two decimals); values are exact.

    `flags`: missed, over, cut, judged, outside, not_applicable, left_out (the rest is rescaled), no_value,
    zero_denominator.
    """

    key: str
    label: Text
    path: tuple[Text, ...]
    class_keys: tuple[str, ...]
    points: Decimal
    score: Decimal
    target: Decimal | None
    actual: Decimal | None
    target_text: Text
    actual_text: Text
    function: str
    function_name: Text
    clause: Clause | None
    reason: Text | None
    judge: Text | None
    flags: tuple[str, ...]
    explanation: Text
    keys: tuple[str, ...]

    @property
    def lost(self) -> Decimal:
        """Points lost; nothing when the line is left out and the rest rescaled."""
        return Decimal("0.00") if "left_out" in self.flags else self.points - self.score

    def as_json(self) -> dict[str, object]:
        """The line as a JSON object; numbers as strings, exact."""
        return {
            "key": self.key,
            "label": self.label.zh,
            "label_en": self.label.en,
            "path": [label.zh for label in self.path],
            "points": plain(self.points),
            "score": f"{self.score:f}",
            "target": None if self.target is None else plain(self.target),
            "actual": None if self.actual is None else plain(self.actual),
            "target_text": self.target_text.zh,
            "actual_text": self.actual_text.zh,
            "function": self.function,
            "clause": self.clause.say().zh if self.clause else None,
            "reason": self.reason.zh if self.reason else None,
            "judge": self.judge.zh if self.judge else None,
            "flags": list(self.flags),
            "explanation": self.explanation.zh,
            "explanation_en": self.explanation.en,
            "keys": list(self.keys),
        }


@dataclass(frozen=True)
class ClassResult:
    """The sum of a class of lines: its labels from the top, points possible and got."""

    path: tuple[Text, ...]
    points: Decimal
    score: Decimal


@dataclass(frozen=True)
class Evaluation:
    """The whole result. `grade` is the scheme's (优), `word` what reports say (优秀)."""

    scheme: Scheme
    plan: EvaluationPlan
    score: Decimal
    full: Decimal
    grade_key: str
    grade: Text
    word: Text
    lines: tuple[LineResult, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def unit(self) -> str:
        """Code of the unit."""
        return self.plan.unit

    @property
    def year(self) -> int:
        """Year evaluated."""
        return self.plan.year

    def line(self, key: str) -> LineResult:
        """One line by its key. Raises KeyError."""
        return {line.key: line for line in self.lines}[key]

    def losing(self) -> list[LineResult]:
        """The lines that lost points, the greatest loss first."""
        return sorted((one for one in self.lines if one.lost > 0), key=lambda one: -one.lost)

    def classes(self) -> list[ClassResult]:
        """Sums of every class and sub-class, in order."""
        sums: dict[tuple[Text, ...], list[Decimal]] = {}
        for line in self.lines:
            for depth in range(1, len(line.path) + 1):
                total = sums.setdefault(line.path[:depth], [Decimal(0), Decimal("0.00")])
                total[0] += line.points
                total[1] += line.score
        return [ClassResult(path, points, score) for path, (points, score) in sums.items()]

    def as_json(self) -> dict[str, object]:
        """The evaluation as one JSON object; numbers as strings."""
        return {
            "score": f"{self.score:f}",
            "full": plain(self.full),
            "grade": self.grade.zh,
            "grade_word": self.word.zh,
            "unit": self.unit,
            "year": self.year,
            "scheme": self.scheme.key,
            "constructed": self.plan.constructed,
            "source": self.plan.source.zh,
            "lines": [line.as_json() for line in self.lines],
            "notes": [note.zh for note in self.notes],
            "problems": [problem.as_json() for problem in self.problems],
        }
