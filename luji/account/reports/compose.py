"""Composes a document: conditions decided, bindings filled, empty sections dropped, headings numbered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from luji.account.indicators.figure import Figure, plain
from luji.account.reports.blocks import Block, Directive, Heading, If
from luji.account.reports.document import Document, Paragraph, Run, Runs, Section, say_date
from luji.account.reports.forms import say
from luji.account.reports.inline import Binding, Name, Piece, Words
from luji.account.reports.numerals import hanzi, mark
from luji.account.reports.problems import MISPLACED, NO_ROWS
from luji.account.reports.statements import Statements
from luji.account.reports.tables import data_rows, data_table, score_table
from luji.account.reports.template import Template
from luji.account.scoring.result import Evaluation
from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text

CONSTRUCTED = "（本报告以构造数据生成，仅供演示）"
FigureOf = Callable[[str], Figure]


class Unit(Protocol):
    """What a report needs of a unit."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def name(self) -> Text:
        """Its full name."""

    @property
    def short(self) -> Text:
        """Its short name."""


@dataclass
class _Draft:
    """A section being filled."""

    level: int
    title: Runs
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[_Draft] = field(default_factory=list)

    def empty(self) -> bool:
        return not self.paragraphs and not self.sections


def compose(
    template: Template,
    figures: FigureOf,
    evaluation: Evaluation,
    unit: Unit,
    year: int,
    statements: Statements | None = None,
) -> Document:
    """The report of `unit` for `year`.

    Raises `Refused`: statements of another unit or year, a figure without the form asked for, no content.
    """
    said = statements or Statements(unit.code, year)
    if (said.unit, said.year) != (unit.code, year):
        raise Refused([MISPLACED(unit=said.unit, year=said.year, for_unit=unit.code, for_year=year)])
    composer = _Composer(figures, evaluation, unit, year, said)
    sections = number(composer.drafts(template.blocks))
    title = tuple("".join(run.text for run in composer.runs(line)) for line in template.title)
    signature = "".join(run.text for run in composer.runs(template.signature))
    rows = data_rows(template.sheets, composer.figure)
    if not sections and not composer.problems:
        composer.problems.append(NO_ROWS())
    if composer.problems:
        raise Refused(composer.problems)
    tables = (
        score_table(template.sheets, evaluation, unit.name.zh, year, composer.figure),
        data_table(template.sheets, rows, unit.name.zh, year),
    )
    notice = said.notice or (CONSTRUCTED if evaluation.plan.constructed else "")
    return Document(
        title, unit.name, unit.code, year, sections, tables, template.layout, evaluation, rows,
        signature, said.dated, notice, dict(sorted(composer.used.items())),
    )  # fmt: skip


def number(drafts: Sequence[_Draft]) -> tuple[Section, ...]:
    """Sections numbered anew under each parent."""
    return tuple(
        Section(d.level, mark(d.level, n), d.title, tuple(d.paragraphs), number(d.sections))
        for n, d in enumerate(drafts, 1)
    )


class _Composer:
    def __init__(
        self, figures: FigureOf, evaluation: Evaluation, unit: Unit, year: int, statements: Statements
    ) -> None:
        self._figures, self._evaluation, self._statements = figures, evaluation, statements
        dated = say_date(statements.dated) if statements.dated else ""
        self._names = {
            "year": str(year), "unit": unit.name.zh, "unit.short": unit.short.zh, "date": dated,
        }  # fmt: skip
        self.used: dict[str, Figure] = {}
        self.problems: list[Problem] = []

    def figure(self, key: str) -> Figure:
        """The figure, remembered for the trace."""
        if key not in self.used:
            self.used[key] = self._figures(key)
        return self.used[key]

    def drafts(self, blocks: Iterable[Block]) -> list[_Draft]:
        """The tree of sections, empty ones removed from the deepest level up."""
        root = _Draft(0, ())
        path = [root]
        for item in self._flat(blocks):
            if isinstance(item, Paragraph):
                path[-1].paragraphs.append(item)
                continue
            while path[-1].level >= item.level:
                path.pop()
            path[-1].sections.append(item)
            path.append(item)
        prune(root)
        return root.sections

    def _flat(self, blocks: Iterable[Block]) -> Iterator[Paragraph | _Draft]:
        for block in blocks:
            match block:
                case If():
                    kept = block.condition.evaluate(lambda key: self.figure(key).value)
                    yield from self._flat(block.then if kept is True else block.otherwise)
                case Heading():
                    yield _Draft(block.level, self.runs(block.pieces))
                case Directive():
                    yield from self._directive(block)
                case _:
                    yield Paragraph(self.runs(block.pieces))

    def _directive(self, block: Directive) -> Iterator[Paragraph | _Draft]:
        match block.name:
            case "problems":
                for stated in self._statements.problems:
                    yield _Draft(2, self.runs(stated.title))
                    yield Paragraph(self.runs(stated.text))
            case "measures":
                for n, stated in enumerate(self._statements.measures, 1):
                    first = Run(f"{hanzi(n)}是")
                    yield Paragraph(
                        (
                            first,
                            *self.runs(stated.title),
                            Run("。"),
                            *self.runs(stated.text),
                            Run(stated.tail),
                        )
                    )
            case "stated":
                for pieces in self._statements.stated.get(block.argument, ()):
                    yield Paragraph(self.runs(pieces))
            case _:
                yield from self._losses()

    def _losses(self) -> Iterator[Paragraph]:
        for line in self._evaluation.lines:
            if line.lost <= 0:
                continue
            reason = line.reason.zh.rstrip("。") if line.reason else ""
            runs = [
                Run(f"“{line.label.zh}”分值"), Run(plain(line.points), line=line.key), Run("分，得"),
                Run(f"{line.score}", line=line.key), Run("分"), Run(f"：{reason}。" if reason else "。"),
            ]  # fmt: skip
            yield Paragraph(tuple(runs))

    def runs(self, pieces: Iterable[Piece]) -> Runs:
        """The pieces with every binding filled; what cannot be said is added to `problems`."""
        return tuple(run for piece in pieces if (run := self._run(piece)).text)

    def _run(self, piece: Piece) -> Run:
        match piece:
            case Words(text):
                return Run(text)
            case Name(name):
                return Run(self._names[name])
            case Binding(key, form):
                try:
                    figure = self.figure(key)
                    return Run(say(figure, form), figure)
                except Refused as refused:
                    self.problems += refused.problems
                    return Run("")


def prune(draft: _Draft) -> None:
    """Drop sections without content, the deepest first."""
    for section in draft.sections:
        prune(section)
    draft.sections = [section for section in draft.sections if not section.empty()]
