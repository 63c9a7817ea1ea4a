"""The gate before a report is issued: a callable reads it, and what it finds wrong stops the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from luji.account.reports.document import Document
from luji.account.reports.write import FORMATS, write
from luji.base.kernel.problem import Level
from luji.base.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing the gate found: the rule, the sentence (`before`, `quote`, `after`) and what was computed.

    An `ERROR` is impossible, at a `WARNING` two statements disagree, a `NOTE` is worth knowing.
    """

    rule: str
    level: Level
    before: str
    quote: str
    after: str
    message: Text
    computation: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What a gate says: how many relations it recognised and could decide, and its objections."""

    relations: int = 0
    checked: int = 0
    objections: tuple[Objection, ...] = ()

    @property
    def faults(self) -> tuple[Objection, ...]:
        """The objections that stop the report."""
        return tuple(one for one in self.objections if one.level is not Level.NOTE)

    @property
    def notes(self) -> tuple[Objection, ...]:
        """The objections that stop nothing."""
        return tuple(one for one in self.objections if one.level is Level.NOTE)

    @property
    def stops(self) -> bool:
        """Whether the report must not be issued as it is."""
        return bool(self.faults)


Gate = Callable[[Document], Review]


def unguarded(document: Document) -> Review:
    """The gate where nothing was hung: everything passes unread."""
    del document
    return Review()


@dataclass(frozen=True, slots=True)
class Issue:
    """What came of issuing a report: the review, and the files (none when it was stopped)."""

    review: Review
    files: tuple[Path, ...] = ()


def issue(
    document: Document,
    out: Path,
    formats: Sequence[str] = FORMATS[:4],
    fonts: Path | None = None,
    gate: Gate = unguarded,
    despite_findings: bool = False,
) -> Issue:
    """Let the gate read the report, then write it as `write` does, unless the gate stops it.

    Raises `Refused` as `write` does.
    """
    review = gate(document)
    if review.stops and not despite_findings:
        return Issue(review)
    return Issue(review, tuple(write(document, out, formats, fonts)))
