"""The tree of units with the road sections each brigade looks after; pure, read from content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Literal

from luji.base.kernel.declaration import Declared, bind, nearest, parse_file
from luji.base.kernel.problem import Problem, Refused, Where
from luji.base.kernel.text import Text
from luji.base.people.problems import (
    BACKWARD_SECTION,
    DUPLICATE_UNIT,
    NOT_ONE_ROOT,
    OVERLAPPING_SECTIONS,
    UNKNOWN_PARENT,
    UNKNOWN_ROUTE,
    UNKNOWN_UNIT,
)

UnitKind = Literal["bureau", "detachment", "brigade", "section"]


class Route(Declared):
    """An expressway: its number (G60) and the name people use (沪昆高速)."""

    code: str
    name: Text


class RoadSection(Declared):
    """A stretch of a route, stakes in km from the route's origin; `opened` when it is published."""

    route: str
    start: Decimal
    end: Decimal
    opened: date | None = None
    constructed: bool = False

    @property
    def length(self) -> Decimal:
        """Kilometres from stake to stake."""
        return self.end - self.start

    def __str__(self) -> str:
        return f"{self.route} K{self.start}–K{self.end}"


class Unit(Declared):
    """One unit: code, names, its place in the tree, and the roads it looks after.

    `place` is the bare place name reports list (鹤城); `aliases` are further names people write;
    `constructed` marks a unit that no published source names.
    """

    code: str
    name: Text
    short: Text
    kind: UnitKind
    parent: str | None = None
    place: Text | None = None
    founded_year: int | None = None
    aliases: tuple[str, ...] = ()
    roads: tuple[RoadSection, ...] = ()
    constructed: bool = False

    def names(self) -> list[str]:
        """Everything `UnitTree.find` knows the unit by, without repetition."""
        said = [t for t in (self.name, self.short, self.place) if t]
        return list(dict.fromkeys([self.code, *(n for t in said for n in (t.zh, t.en)), *self.aliases]))


class UnitFile(Declared):
    """The shape of a units file: the routes, then the units, parents anywhere."""

    note: Text | None = None
    routes: tuple[Route, ...] = ()
    units: tuple[Unit, ...]


class UnitTree:
    """All units of one installation as a tree. Raises `Refused` when they do not form one."""

    def __init__(self, declared: UnitFile, where: Where | None = None) -> None:
        self._units = {unit.code: unit for unit in declared.units}
        self.routes = {route.code: route for route in declared.routes}
        self._names: dict[str, str] = {}
        problems = [*self._index(declared.units), *_tree_problems(self._units), *self._road_problems()]
        if problems:
            place = where or Where()
            raise Refused(Problem(p.code, p.zh, p.en, p.cure_zh, p.cure_en, place, p.level) for p in problems)
        self._children: dict[str, list[Unit]] = {code: [] for code in self._units}
        for unit in declared.units:
            if unit.parent:
                self._children[unit.parent].append(unit)
        self.root = next(u for u in declared.units if u.parent is None)

    @classmethod
    def load(cls, path: Path) -> UnitTree:
        """From one YAML file. Raises `Refused` with every mistake."""
        return cls(bind(parse_file(path), UnitFile), Where(file=path.name))

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    def __contains__(self, code: object) -> bool:
        return code in self._units

    def find(self, code_or_name: str) -> Unit:
        """By code, full, short or further name. Raises `Refused` (PPL-001) with the nearest name."""
        code = self.code_of(code_or_name)
        if code is not None:
            return self._units[code]
        near = nearest(code_or_name.strip(), self._names)
        raise Refused([
            UNKNOWN_UNIT(
                name=code_or_name,
                hint_zh=f"，是否指「{near}」？" if near else "",
                hint_en=f", did you mean '{near}'?" if near else "",
            )
        ])  # fmt: skip

    def code_of(self, code_or_name: str) -> str | None:
        """The code a name stands for, or None; what an importer maps cells with."""
        return self._names.get(code_or_name.strip())

    def children(self, code: str) -> list[Unit]:
        """The units directly below, in declared order."""
        return list(self._children[self.find(code).code])

    def parent(self, code: str) -> Unit | None:
        """The unit above, None for the root."""
        above = self.find(code).parent
        return self._units[above] if above else None

    def subtree(self, code: str) -> list[str]:
        """The codes of a unit and of everything below it, itself first."""
        first = self.find(code).code
        return [first, *(below for child in self._children[first] for below in self.subtree(child.code))]

    def _index(self, units: tuple[Unit, ...]) -> Iterator[Problem]:
        for unit in units:
            for name in unit.names():
                first = self._names.setdefault(name, unit.code)
                if first != unit.code or self._units[unit.code] is not unit:
                    yield DUPLICATE_UNIT(name=name, first=first, second=unit.code)

    def _road_problems(self) -> Iterator[Problem]:
        by_route: dict[str, list[RoadSection]] = {}
        for unit in self._units.values():
            for section in unit.roads:
                by_route.setdefault(section.route, []).append(section)
                if section.route not in self.routes:
                    yield UNKNOWN_ROUTE(code=unit.code, route=section.route)
                if section.length <= 0:
                    yield BACKWARD_SECTION(code=unit.code, section=section)
        for sections in by_route.values():
            for first, second in pairwise(sorted(sections, key=lambda s: s.start)):
                if second.start < first.end:
                    yield OVERLAPPING_SECTIONS(first=first, second=second)


def _tree_problems(units: dict[str, Unit]) -> Iterator[Problem]:
    for unit in units.values():
        if unit.parent is not None and unit.parent not in units:
            yield UNKNOWN_PARENT(code=unit.code, parent=unit.parent)
    roots = [u.code for u in units.values() if u.parent is None]
    circling = [code for code in units if not _reaches_root(code, units)]
    if len(roots) != 1 or circling:
        yield NOT_ONE_ROOT(roots="、".join([*roots, *circling]) or "—")


def _reaches_root(code: str, units: dict[str, Unit]) -> bool:
    seen: set[str] = set()
    above: str | None = code
    while above is not None and above in units and above not in seen:
        seen.add(above)
        above = units[above].parent
    return above is None or above not in units


def unit_rows(tree: UnitTree) -> list[dict[str, object]]:
    """The rows of the standing fact table `unit`, in declared order."""
    return [
        {
            "code": unit.code,
            "name": unit.name.zh,
            "short": unit.short.zh,
            "place": unit.place.zh if unit.place else None,
            "kind": unit.kind,
            "parent": unit.parent,
            "founded_year": unit.founded_year,
            "ordinal": ordinal,
        }
        for ordinal, unit in enumerate(tree, start=1)
    ]


def road_rows(tree: UnitTree) -> list[dict[str, object]]:
    """The rows of the standing fact table `road_section`; lengths in km."""
    return [
        {
            "id": f"{section.route}-{section.start}",
            "unit": unit.code,
            "route": section.route,
            "start_km": section.start,
            "end_km": section.end,
            "length_km": section.length,
            "valid_from": section.opened,
            "constructed": section.constructed,
        }
        for unit in tree
        for section in unit.roads
    ]
