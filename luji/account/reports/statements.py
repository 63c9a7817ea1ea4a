"""What a unit itself states in its report: its problems, and for each the measures that answer it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import Field

from luji.account.reports.document import say_date
from luji.account.reports.inline import Line, Piece, Rules, hints
from luji.account.reports.problems import ANSWERS_NOTHING, UNANSWERED
from luji.account.reports.template import Literal
from luji.base.kernel.declaration import Declared, Tree, bind, parse_file
from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text

# YAML folds lines with a blank; between Chinese characters there is none.
FOLD = re.compile(r"(?<=[^\x00-\xff])\s+(?=[^\x00-\xff])")


class ProblemSpec(Declared):
    """A problem the unit owns up to."""

    key: str
    title: str
    text: str


class MeasureSpec(Declared):
    """What is done about one or more problems, who answers for it (Chinese name) and by when."""

    answers: tuple[str, ...]
    title: str
    text: str
    owner: str
    due: date


class StatementFile(Declared):
    """One file: content/reports/UNIT-YEAR.yaml."""

    unit: str
    year: int
    dated: date | None = None
    constructed: bool = False
    notice: Text | None = None
    literals: tuple[Literal, ...] = ()
    problems: tuple[ProblemSpec, ...] = ()
    measures: tuple[MeasureSpec, ...] = ()
    stated: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


@dataclass(frozen=True)
class Stated:
    """A problem or a measure with its words parsed; `tail` is said after a measure (owner, date)."""

    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    tail: str = ""


@dataclass(frozen=True)
class Statements:
    """The statements of one unit and year."""

    unit: str
    year: int
    dated: date | None = None
    notice: str = ""
    problems: tuple[Stated, ...] = ()
    measures: tuple[Stated, ...] = ()
    stated: dict[str, tuple[tuple[Piece, ...], ...]] = field(default_factory=dict)


def load_statements(path: Path, known: Collection[str] | None = None) -> Statements:
    """Read a statements file. Raises `Refused`: typed numbers, unknown figures, unpaired problems …"""
    tree = parse_file(path)
    spec = bind(tree, StatementFile)
    rules = Rules(known, tuple(literal.text for literal in spec.literals))
    reader = _Reader(tree, rules)
    problems = tuple(reader.stated("problems", n, one.title, one.text) for n, one in enumerate(spec.problems))
    measures = tuple(
        reader.stated(
            "measures", n, one.title, one.text, f"（责任部门：{one.owner}；完成时限：{say_date(one.due)}）"
        )
        for n, one in enumerate(spec.measures)
    )
    stated = {
        name: tuple(reader.pieces(text, "stated", name, n) for n, text in enumerate(texts))
        for name, texts in spec.stated.items()
    }
    faults = [*reader.problems, *_unpaired(spec, tree)]
    if faults:
        raise Refused(faults)
    notice = spec.notice.zh if spec.notice else ""
    return Statements(spec.unit, spec.year, spec.dated, notice, problems, measures, stated)


class _Reader:
    def __init__(self, tree: Tree, rules: Rules) -> None:
        self._tree, self._rules = tree, rules
        self.problems: list[Problem] = []

    def stated(self, kind: str, n: int, title: str, text: str, tail: str = "") -> Stated:
        return Stated(self.pieces(title, kind, n, "title"), self.pieces(text, kind, n, "text"), tail)

    def pieces(self, text: str, *path: int | str) -> tuple[Piece, ...]:
        line = Line(FOLD.sub("", text).strip(), self._rules, self._tree.where(*path))
        self.problems += line.problems
        return tuple(line.pieces)


def _unpaired(spec: StatementFile, tree: Tree) -> Iterator[Problem]:
    keys = [problem.key for problem in spec.problems]
    answered = {key for measure in spec.measures for key in measure.answers}
    for n, problem in enumerate(spec.problems):
        if problem.key not in answered:
            yield UNANSWERED(tree.where("problems", n), title=problem.title)
    for n, measure in enumerate(spec.measures):
        for key in measure.answers or ("",):
            if key not in keys:
                yield ANSWERS_NOTHING(
                    tree.where("measures", n), title=measure.title, key=key, **hints(key, keys)
                )
