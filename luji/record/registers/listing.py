"""A list of a register: filtered, searched, sorted, page by page on an index, and only what may be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused
from luji.base.people.person import Person
from luji.base.people.units import UnitTree
from luji.base.people.visible import Visible, visible
from luji.record.registers import gramindex, identities, ordering, problems
from luji.record.registers.model import Row
from luji.record.registers.ordering import order_of, read_place
from luji.record.registers.reading import HERE
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.sought import words_of
from luji.record.registers.spec import STATE
from luji.record.registers.withdrawing import WITHDRAWN

PER_PAGE = 50
# Up to here rows are counted; a list of more says so and counts exactly when it is asked to.
COUNTED = 1000
# Words that fit at most so many rows are answered from the index; more frequent ones soon fill a page.
RARE = 5000


@dataclass(frozen=True)
class Asked:
    """What a list is asked for: filters by field, words to search, order (- falls), place in the list.

    `exact` asks for the exact number of rows, however many they are.
    """

    filters: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    order: str = ""
    place: str = ""
    exact: bool = False


@dataclass(frozen=True)
class Page:
    """Rows of a list with how many there are in all, where the neighbours begin, and why these are seen.

    `over` says that there are more than `total`: they were not counted further.
    """

    rows: list[Row]
    total: int
    before: str
    after: str
    seen: Visible
    order: str
    over: bool = False


def listed(registry: Registry, kept: Kept, person: Person, asked: Asked) -> Page:
    """One page. Raises `Refused` (REG-401, 402, 600, KRN-001 and REG-105 for an unreadable filter)."""
    seen = visible(person, kept.rule, registry.units, registry.roles)
    order = order_of(kept, asked.order)
    place = read_place(registry.units, kept, order, asked.place)
    if seen.nothing:
        return Page([], 0, "", "", seen, order)
    rows = chosen(registry.units, kept, asked).filter(seen.query)
    taken = ordering.page(kept, rows, order, place, PER_PAGE + 1)
    more, taken = len(taken) > PER_PAGE, taken[:PER_PAGE]
    if place and not place.forward:
        taken.reverse()
    before, after = ordering.neighbours(taken, order, place, more)
    total, over = (len(taken), False) if not (more or place) else count(rows, asked)
    return Page(taken, total, before, after, seen, order, over)


def chosen(tree: UnitTree, kept: Kept, asked: Asked) -> QuerySet[Any]:
    """The rows that fit filters and words; who asks is not yet considered. Raises `Refused` (REG-600)."""
    rows = kept.rows
    if WITHDRAWN in kept.flow.states and asked.filters.get(STATE) != WITHDRAWN:
        rows = rows.exclude(state=WITHDRAWN)
    for name, given in asked.filters.items():
        if given and name in kept.spec.list_.filters:
            rows = rows.filter(_fits(tree, kept, name, given))
    return holding(kept, rows, words_of(_common(asked.words)))


def holding(kept: Kept, rows: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
    """Those of the rows whose searched text holds every word."""
    if not words:
        return rows
    rare = gramindex.rows_with(kept.model, words, RARE)
    if rare is not None:
        rows = rows.filter(pk__in=rare)
    for word in words:
        rows = rows.filter(sought__contains=word)
    return rows


def count(rows: QuerySet[Any], asked: Asked) -> tuple[int, bool]:
    """How many rows there are, and whether there are more than were counted."""
    if asked.exact:
        return rows.count(), False
    found = rows.order_by().values("pk")[: COUNTED + 1].count()
    return min(found, COUNTED), found > COUNTED


def _common(words: str) -> str:
    """The words, none of which names a vehicle or a person: those take a look-up. Raises `Refused`."""
    if identities.found_in(words):
        raise Refused([problems.LOOK_UP_FIRST()])
    return words


def _fits(tree: UnitTree, kept: Kept, name: str, given: str) -> Q:
    declared = kept.spec.fields.get(name)
    if declared is None:
        return Q(**{name: given})
    if declared.type == "unit":
        codes = tree.subtree(given)
        return Q(**{f"{name}__in": codes}) if len(codes) > 1 else Q(**{name: codes[0]})
    if declared.held == "date":
        period = Period.parse(given)
        return Q(**{f"{name}__range": (period.start, period.end)})
    if declared.held == "moment":
        period = Period.parse(given)
        first, last = (datetime.combine(day, time(), HERE) for day in (period.start, period.end))
        return Q(**{f"{name}__gte": first, f"{name}__lt": last + timedelta(days=1)})
    if declared.type == "flag":
        return Q(**{name: given == "true"})
    return Q(**{name: given})
