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
from luji.record.registers import problems
from luji.record.registers.declared.spec import STATE
from luji.record.registers.declared.withdrawing import WITHDRAWN
from luji.record.registers.fields.reading import HERE
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.search import gramindex, identities, ordering, walking
from luji.record.registers.search.among import among
from luji.record.registers.search.ordering import order_of, read_place
from luji.record.registers.search.sought import words_of

PER_PAGE = 50
# A list of more says "more than" this, and counts exactly when it is asked to.
COUNTED = 1000
# Words that fit at most so many rows are answered from the index; more frequent ones soon fill a page.
RARE = 20_000


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
class Found:
    """Rows that fit, ready to be sorted; `least` when they are many: there are more than so many."""

    rows: QuerySet[Any]
    least: int | None


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
    found = reach(kept, filtered(registry.units, kept, asked) & seen.query, words_of(_common(asked.words)))
    taken = ordering.page(kept, found.rows, order, place, PER_PAGE + 1)
    more, taken = len(taken) > PER_PAGE, taken[:PER_PAGE]
    if place and not place.forward:
        taken.reverse()
    before, after = ordering.neighbours(taken, order, place, more)
    total, over = (len(taken), False) if not (more or place) else count(found, asked)
    return Page(taken, total, before, after, seen, order, over)


def chosen(tree: UnitTree, kept: Kept, asked: Asked) -> QuerySet[Any]:
    """The rows that fit filters and words; who asks is not yet considered. Raises `Refused` (REG-600)."""
    return holding(kept, kept.rows.filter(filtered(tree, kept, asked)), words_of(_common(asked.words)))


def filtered(tree: UnitTree, kept: Kept, asked: Asked) -> Q:
    """The filters as one query; what was withdrawn is left out unless its state is asked for."""
    gone = WITHDRAWN in kept.flow.states and asked.filters.get(STATE) != WITHDRAWN
    query = ~Q(**{STATE: WITHDRAWN}) if gone else Q()
    for name, given in asked.filters.items():
        if given and name in kept.spec.list_.filters:
            query &= _fits(tree, kept, name, given)
    return query


def reach(kept: Kept, query: Q, words: Sequence[str]) -> Found:
    """The rows that fit a query and hold every word, by the shortest way."""
    rare = gramindex.rows_with(kept.model, words, RARE) if words else None
    if rare is not None:
        return Found(_with(kept.rows.filter(query, among(rare)), words), None)
    few = walking.probed(kept.rows, query)
    if few is None:
        least = PER_PAGE if words else COUNTED
        return Found(_with(walking.walked(kept.rows, query, kept.spec.unit), words), least)
    return Found(_with(kept.rows.filter(among(few)), words), None)


def holding(kept: Kept, rows: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
    """Those of the rows whose searched text holds every word."""
    rare = gramindex.rows_with(kept.model, words, RARE) if words else None
    return _with(rows if rare is None else rows.filter(among(rare)), words)


def count(found: Found, asked: Asked) -> tuple[int, bool]:
    """How many rows there are, and whether there are more than that: many are counted only when asked."""
    if asked.exact or found.least is None:
        return found.rows.count(), False
    return found.least, True


def _with(rows: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
    """The text itself compared: the index only says where to look."""
    for word in words:
        rows = rows.filter(sought__contains=word)
    return rows


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
