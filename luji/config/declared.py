"""Everything a department declares, read at once: units, tables, indicators, schemes, plans, the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from luji.account.indicators.catalogue import Catalogue
from luji.account.reports.statements import Statements, load_statements
from luji.account.reports.template import Template, load_template
from luji.account.scoring import lint as schemes
from luji.account.scoring import plan as plans
from luji.account.scoring.evaluate import keys_needed
from luji.account.scoring.plan import EvaluationPlan
from luji.account.scoring.scheme import Scheme
from luji.base.facts.spec import FactTable
from luji.base.kernel.content import Content
from luji.base.kernel.declaration import nearest
from luji.base.kernel.problem import Problem, ProblemKind, Refused
from luji.base.people.units import UnitTree
from luji.record.registers.checking.shape import every_table

SCORED_KEYS = ("evaluation.full_score", "evaluation.score", "evaluation.grade")
T = TypeVar("T")
NO_SNAPSHOT = ProblemKind(
    "CLI-001",
    "数据目录 {home} 里还没有快照",
    "the home {home} holds no snapshot yet",
    "请先导入台账（luji import），再封存快照（luji snapshot create）；想先看看，用 luji demo。",
    "Import ledgers (luji import), then seal them (luji snapshot create); or try luji demo first.",
)
UNKNOWN_INDICATOR = ProblemKind(
    "CLI-006",
    "评分计划按方案「{scheme}」要读指标「{key}」，但没有声明这个指标{hint_zh}",
    "under the scheme '{scheme}' the plan reads the indicator '{key}', which is not declared{hint_en}",
    "请改正方案或计划里的指标代码，或在 indicators/ 下声明它。",
    "Correct the key in scheme or plan, or declare it under indicators/.",
)
UNKNOWN_UNIT = ProblemKind(
    "CLI-007",
    "评分计划的单位「{unit}」不在单位树中",
    "the unit '{unit}' of the plan is not in the tree of units",
    "请写单位树中的单位代码。",
    "Write the code of a unit of the tree.",
)


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


def load(home: Path, prove: bool = False) -> Declared:
    """Read and check everything, `prove` the workflows too.

    Raises `Refused` with the mistakes of all rooms together.

    What stands on something broken is not read: its mistakes would only be those of what it stands on.
    """
    content = content_of(home)
    gather = _Gather()
    units = gather(lambda: UnitTree.load(units_file(content)))
    tables = gather(lambda: every_table(content, prove))
    scheme_of = gather(lambda: schemes.load_all(content.files("schemes")))
    catalogue = None if tables is None else gather(lambda: Catalogue.load(content.folders, tables))
    plan_of = (
        None if scheme_of is None else gather(lambda: plans.load_all(content.files("evaluations"), scheme_of))
    )
    known = None if catalogue is None else [*catalogue.indicators, *SCORED_KEYS]
    template = gather(lambda: load_template(content, known=known))
    said = gather(lambda: _statements(content, known))
    if units is None or tables is None or catalogue is None or scheme_of is None or plan_of is None:
        raise Refused(gather.problems)
    gather.problems.extend(_unread(units, catalogue, scheme_of, plan_of))
    if gather.problems or template is None or said is None:
        raise Refused(gather.problems)
    return Declared(content, units, tables, catalogue, scheme_of, plan_of, template, said)


class _Gather:
    """Runs loaders and keeps what they refuse; a refused loader gives None."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def __call__(self, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except Refused as refused:
            self.problems.extend(refused.problems)
            return None


def units_file(content: Content) -> Path:
    """The one units file that counts: the department's own, else the shipped one."""
    for folder in reversed(content.folders):
        found = sorted((folder / "units").glob("*.yaml"))
        if found:
            return found[0]
    return content.file("units/units.yaml")


def _unread(
    units: UnitTree,
    catalogue: Catalogue,
    scheme_of: dict[str, Scheme],
    plan_of: dict[tuple[str, int], EvaluationPlan],
) -> Iterator[Problem]:
    """Units and indicators that plans name but nobody declares."""
    for plan in plan_of.values():
        if plan.unit not in units:
            yield UNKNOWN_UNIT(plan.where("unit"), unit=plan.unit)
        for key in keys_needed(scheme_of[plan.scheme], plan):
            if key not in catalogue:
                near = nearest(key, catalogue.indicators)
                yield UNKNOWN_INDICATOR(
                    plan.where("scheme"), scheme=plan.scheme, key=key,
                    hint_zh=f"，是否指「{near}」？" if near else "",
                    hint_en=f", did you mean '{near}'?" if near else "",
                )  # fmt: skip


def _statements(content: Content, known: list[str] | None) -> dict[tuple[str, int], Statements]:
    """What departments state in words, by unit and year: files named UNIT-YEAR.yaml."""
    found = [load_statements(path, known) for path in content.files("reports", "*-[0-9][0-9][0-9][0-9].yaml")]
    return {(said.unit, said.year): said for said in found}
