"""The registers of this installation with everything their verbs need: models, roles, units, calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.db.models import Manager, QuerySet

from luji.base.facts.spec import FactTable
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.base.people.roles import Role
from luji.base.people.units import UnitTree
from luji.base.people.visible import Rule
from luji.record.registers import problems
from luji.record.registers.checking.shape import fact_table, published
from luji.record.registers.declared.spec import Register
from luji.record.registers.model import Row
from luji.record.workflow.calendar import Calendar
from luji.record.workflow.spec import Workflow


@dataclass(frozen=True)
class Kept:
    """One register: its declaration and its table."""

    spec: Register
    model: type[Row]

    @property
    def name(self) -> str:
        """Its name."""
        return self.spec.name

    @property
    def flow(self) -> Workflow:
        """Its workflow."""
        return self.spec.workflow

    @property
    def rows(self) -> QuerySet[Any]:
        """All rows; only for those who have asked what may be seen."""
        manager: Manager[Any] = self.model._default_manager
        return manager.all()

    @property
    def rule(self) -> Rule:
        """Who sees what."""
        return Rule(self.spec.see, self.spec.unit, self.spec.party)

    @cached_property
    def table(self) -> FactTable:
        """The shape of what it takes in and gives out."""
        return fact_table(self.spec)

    @cached_property
    def published(self) -> FactTable:
        """The fact table it publishes."""
        return published(self.spec)

    def subject(self, row: int) -> str:
        """How the journal names one of its records."""
        return f"{self.name}/{row}"


@dataclass(frozen=True)
class Registry:
    """Every register, with the roles, units and calendar around them."""

    kept: Mapping[str, Kept]
    roles: Mapping[str, Role]
    units: UnitTree
    calendar: Calendar

    def __post_init__(self) -> None:
        """Formulas reckon with the calendar."""
        for kept in self.kept.values():
            kept.spec.learn(self.calendar)

    def find(self, name: str) -> Kept:
        """One register. Raises `Refused` (REG-204)."""
        if name not in self.kept:
            known = "、".join(self.kept)
            raise Refused([problems.NO_REGISTER(name=name[:40], known=known)])
        return self.kept[name]


def units_of(content: Content) -> UnitTree:
    """The one units file that counts: the department's own, else the shipped one. Raises `Refused`."""
    for folder in reversed(content.folders):
        for path in sorted((folder / "units").glob("*.yaml")):
            return UnitTree.load(path)
    return UnitTree.load(content.file("units/units.yaml"))


@cache
def installed() -> Registry:
    """The registry of this process, read once."""
    # The models exist only once Django has loaded its apps; this module is read before.
    from luji.record.registers.models import CONTENT, MODELS, REGISTERS, ROLES  # noqa: PLC0415

    kept = {name: Kept(REGISTERS[name], MODELS[name]) for name in REGISTERS}
    return Registry(kept, ROLES, units_of(CONTENT), Calendar.load(CONTENT.files("calendar")))


def current() -> Registry:
    """The registry pages and verbs use."""
    return installed()
