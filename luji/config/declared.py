"""Everything a department declares, read at once: units, tables, indicators, schemes, plans, the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from luji.account.indicators.catalogue import Catalogue
from luji.account.reports.statements import Statements, load_statements
from luji.account.reports.template import Template, load_template
from luji.account.scoring import plan as plans
from luji.account.scoring import scheme as schemes
from luji.account.scoring.lint import lint
from luji.account.scoring.plan import EvaluationPlan
from luji.account.scoring.scheme import Scheme
from luji.base.facts.spec import FactTable
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Problem, Refused, errors
from luji.base.people.units import UnitTree
from luji.record.registers.shape import every_table

SCORED_KEYS = ("evaluation.full_score", "evaluation.score", "evaluation.grade")
T = TypeVar("T")


@dataclass(frozen=True)
class Declared:
    """The declarations of an installation, each checked by its own room."""

    content: Content
    units: UnitTree
    tables: dict[str, FactTable]
    catalogue: Catalogue
    schemes: dict[str, Scheme]
    plans: dict[tuple[str, int], EvaluationPlan]
    template: Template
    statements: dict[tuple[str, int], Statements]


def content_of(home: Path) -> Content:
    """The shipped content with `home`/content laid over it."""
    return Content.shipped(home / "content")


def load(home: Path) -> Declared:
    """Read and check everything. Raises `Refused` with the mistakes of all rooms together."""
    content = content_of(home)
    gather = _Gather()
    units = gather(lambda: UnitTree.load(units_file(content)))
    tables = gather(lambda: every_table(content))
    gather.stop()
    catalogue = gather(lambda: Catalogue.load(content.folders, tables))
    scheme_of = gather(lambda: _schemes(content))
    gather.stop()
    known = [*catalogue.indicators, *SCORED_KEYS]
    plan_of = gather(lambda: plans.load_all(content.files("evaluations"), scheme_of))
    template = gather(lambda: load_template(content, known=known))
    said = gather(lambda: _statements(content, known))
    gather.stop()
    return Declared(content, units, tables, catalogue, scheme_of, plan_of, template, said)


class _Gather:
    """Runs loaders and keeps what they refuse, until `stop` raises it all."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def __call__(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except Refused as refused:
            self.problems.extend(refused.problems)
            return None  # type: ignore[return-value]  # never used: stop() raises first

    def stop(self) -> None:
        if self.problems:
            raise Refused(self.problems)


def units_file(content: Content) -> Path:
    """The one units file that counts: the department's own, else the shipped one."""
    for folder in reversed(content.folders):
        found = sorted((folder / "units").glob("*.yaml"))
        if found:
            return found[0]
    return content.file("units/units.yaml")


def _schemes(content: Content) -> dict[str, Scheme]:
    found = [schemes.read(path) for path in content.files("schemes")]
    problems = errors(problem for scheme in found for problem in lint(scheme))
    if problems:
        raise Refused(problems)
    return {scheme.key: scheme for scheme in found}


def _statements(content: Content, known: list[str]) -> dict[tuple[str, int], Statements]:
    """What departments state in words, by unit and year: files named UNIT-YEAR.yaml."""
    found = [load_statements(path, known) for path in content.files("reports", "*-[0-9][0-9][0-9][0-9].yaml")]
    return {(said.unit, said.year): said for said in found}
