"""A scheme: classes, lines, weights, score functions, grades and the clause each of them comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, PrivateAttr

from luji.account.scoring.functions import FUNCTIONS
from luji.account.scoring.interval import IntervalText
from luji.account.scoring.rule import Conventions, Rule
from luji.account.scoring.shown import Shown
from luji.base.kernel.declaration import Declared, Key, Tree, bind, parse_file
from luji.base.kernel.problem import Where
from luji.base.kernel.text import Text

Sure = Literal["seen", "recalled"]
Written = Decimal | str


class Clause(Declared):
    """Where a rule comes from, and how sure that is.

    `seen`: read in a source, or in a filled form; `recalled`: general knowledge, with `confidence`.
    """

    document: str
    article: Text
    sure: Sure
    confidence: Literal["high", "medium", "low"] = "high"

    def say(self) -> Text:
        """One line: 财预〔2020〕10号，附件（转述，可信度高）."""
        zh = "亲见" if self.sure == "seen" else f"转述，可信度{_CONFIDENCE[self.confidence]}"
        en = "seen" if self.sure == "seen" else f"recalled, {self.confidence} confidence"
        return Text(
            f"{self.document}，{self.article.zh}（{zh}）", f"{self.document}, {self.article.en} ({en})"
        )


_CONFIDENCE = {"high": "高", "medium": "中", "low": "低"}


class Grade(Declared):
    """A grade over percent of the full score; `word` is what reports say (优 ⇔ 优秀)."""

    key: str
    label: Text
    word: Text
    range: IntervalText


class Line(Declared):
    """One scored line. `score` holds the function's name and parameters; targets come from the plan."""

    key: str
    label: Text
    weight: Decimal
    score: dict[str, Any]
    actual: Written | None = None
    target: Written | None = None
    shown: Shown = Shown()
    clause: Clause | None = None
    note: Text | None = None

    @cached_property
    def rule(self) -> Rule:
        """The score function with its parameters. Raises `Refused` or KeyError when lint would have told."""
        return bind(Tree(self.score, {}, ""), FUNCTIONS[self.score["function"]])


class Branch(Declared):
    """A class of lines; its weight, when given, must be what its contents add up to."""

    key: str
    label: Text
    weight: Decimal | None = None
    clause: Clause | None = None
    note: Text | None = None
    classes: tuple[Branch, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A line with the labels above it, the clause it inherits, and its place in the file."""

    line: Line
    path: tuple[Text, ...]
    keys: tuple[str, ...]
    clause: Clause | None
    at: Key


class Scheme(Declared):
    """A whole scheme. `weights` says whether the points are official or this department's declaration."""

    scheme: str
    label: Text
    full: Decimal = Field(gt=0)
    weights: Literal["official", "declared", "recalled"]
    source: Clause
    note: Text | None = None
    conventions: Conventions = Conventions()
    grades: tuple[Grade, ...] = Field(min_length=1)
    classes: tuple[Branch, ...] = Field(min_length=1)

    _tree: Tree | None = PrivateAttr(default=None)

    @property
    def key(self) -> str:
        """The name plans call it by."""
        return self.scheme

    def placed(self) -> list[Placed]:
        """Every line in order, with its place."""
        return list(_placed(self.classes, (), (), None, ()))

    def lines(self) -> list[Line]:
        """Every line in order."""
        return [placed.line for placed in self.placed()]

    def grade(self, score: Decimal) -> Grade | None:
        """The grade of a score as printed; boundaries exactly as declared."""
        percent = score / self.full * 100
        return next((grade for grade in self.grades if grade.range.contains(percent)), None)

    def where(self, *path: int | str) -> Where:
        """The line of the file a part was declared on; empty for a scheme made in code."""
        return self._tree.where(*path) if self._tree else Where()

    def tree(self) -> Tree:
        """The file it was read from, or an empty one."""
        return self._tree or Tree({}, {}, "")


def read(path: Path) -> Scheme:
    """The scheme of a file, not yet linted. Raises `Refused` for what is no scheme at all."""
    tree = parse_file(path)
    scheme = bind(tree, Scheme)
    scheme._tree = tree
    return scheme


def _placed(
    branches: Iterable[Branch], path: tuple[Text, ...], keys: tuple[str, ...], clause: Clause | None, at: Key
) -> Iterator[Placed]:
    for index, branch in enumerate(branches):
        here: Key = (*at, "classes", index)
        labels, names, inherited = (*path, branch.label), (*keys, branch.key), branch.clause or clause
        for number, line in enumerate(branch.lines):
            yield Placed(line, labels, names, line.clause or inherited, (*here, "lines", number))
        yield from _placed(branch.classes, labels, names, inherited, here)
