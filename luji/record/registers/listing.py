"""A list of a register: filtered, searched, sorted, page by page on an index, and only what may be seen."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import InvalidOperation
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused
from luji.base.people.person import Person
from luji.base.people.units import UnitTree
from luji.base.people.visible import Visible, visible
from luji.record.registers import problems
from luji.record.registers.model import Row
from luji.record.registers.reading import HERE
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.spec import STATE
from luji.record.registers.values import Wrong, folded, read, spelled

PER_PAGE = 50
MOST_WORDS = 8
PK = "row"


@dataclass(frozen=True)
class Asked:
    """What a list is asked for: filters by field, words to search, order (- falls), place in the list."""

    filters: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    order: str = ""
    place: str = ""


@dataclass(frozen=True)
class Place:
    """Where a page begins: after (or before) the row with this value of the order."""

    forward: bool
    value: Any
    row: int

    def token(self) -> str:
        """As it stands in an address."""
        text = json.dumps([int(self.forward), spelled(self.value), self.value is None, self.row])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Page:
    """Rows of a list with how many there are in all, where the neighbours begin, and why these are seen."""

    rows: list[Row]
    total: int
    before: str
    after: str
    seen: Visible
    order: str


def listed(registry: Registry, kept: Kept, person: Person, asked: Asked) -> Page:
    """One page. Raises `Refused` (REG-401, 402, KRN-001 and REG-105 for a filter that cannot be read)."""
    seen = visible(person, kept.rule, registry.units, registry.roles)
    rows = chosen(registry.units, kept, asked).filter(seen.query)
    order = order_of(kept, asked.order)
    place = read_place(registry.units, kept, order, asked.place)
    total = 0 if seen.nothing else rows.count()
    taken = list(_ordered(rows, order, place)[: PER_PAGE + 1]) if total else []
    more, taken = len(taken) > PER_PAGE, taken[:PER_PAGE]
    if place and not place.forward:
        taken.reverse()
    before, after = _neighbours(taken, order, place, more)
    return Page(taken, total, before, after, seen, order)


def chosen(tree: UnitTree, kept: Kept, asked: Asked) -> QuerySet[Any]:
    """The rows that fit filters and words; who asks is not yet considered."""
    rows = kept.rows
    for name, given in asked.filters.items():
        if given and name in kept.spec.list_.filters:
            rows = rows.filter(_fits(tree, kept, name, given))
    for word in folded(asked.words).split()[:MOST_WORDS]:
        rows = rows.filter(sought__contains=word)
    return rows


def order_of(kept: Kept, asked: str) -> str:
    """The order asked for, else the declared one, else the latest first. Raises `Refused` (REG-401)."""
    order = asked or kept.spec.list_.order or f"-{PK}"
    name = order.removeprefix("-")
    known = {*kept.spec.list_.sort, kept.spec.list_.order.removeprefix("-"), PK}
    if name not in known:
        raise Refused([problems.NO_ORDER(name=name[:40])])
    return order


def read_place(tree: UnitTree, kept: Kept, order: str, token: str) -> Place | None:
    """The place a token names. Raises `Refused` (REG-402) for anything that is not one."""
    if not token:
        return None
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        forward, text, empty, row = json.loads(raw)
        return Place(bool(forward), None if empty else _typed(tree, kept, order, str(text)), int(row))
    except (ValueError, TypeError, binascii.Error, InvalidOperation, UnicodeDecodeError) as error:
        raise Refused([problems.BAD_PLACE()]) from error


def _typed(tree: UnitTree, kept: Kept, order: str, text: str) -> Any:
    """A value of the order as it was spelled; what cannot be read is a ValueError."""
    name = order.removeprefix("-")
    if name == PK:
        return int(text)
    try:
        return text if name == STATE else read(text, kept.spec.fields[name], tree)
    except Wrong as error:
        raise ValueError(text) from error


def _fits(tree: UnitTree, kept: Kept, name: str, given: str) -> Q:
    declared = kept.spec.fields.get(name)
    if declared is None:
        return Q(**{name: given})
    if declared.type == "unit":
        return Q(**{f"{name}__in": tree.subtree(given)})
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


def _ordered(rows: QuerySet[Any], order: str, place: Place | None) -> QuerySet[Any]:
    """Beyond the place, in order; empty values stand first when rising and last when falling."""
    name, falls = order.removeprefix("-"), order.startswith("-")
    backward = place is not None and not place.forward
    if place is not None:
        rows = rows.filter(_beyond(name, place, falls != backward))
    down = falls != backward
    return rows.order_by(*_keys(name, down))


def _keys(name: str, down: bool) -> Iterator[OrderBy]:
    for key in dict.fromkeys((name, PK)):
        yield F(key).desc(nulls_last=True) if down else F(key).asc(nulls_first=True)


def _beyond(name: str, place: Place, down: bool) -> Q:
    """Rows after the place in falling or rising order, where an empty value is less than every other."""
    tie = Q(**{f"{PK}__lt" if down else f"{PK}__gt": place.row})
    if name == PK:
        return tie
    empty = Q(**{f"{name}__isnull": True})
    if place.value is None:
        return (empty & tie) if down else ((empty & tie) | ~empty)
    same = Q(**{name: place.value}) & tie
    if down:
        return Q(**{f"{name}__lt": place.value}) | same | empty
    return Q(**{f"{name}__gt": place.value}) | same


def _neighbours(rows: Sequence[Row], order: str, place: Place | None, more: bool) -> tuple[str, str]:
    """Tokens of the page before and the page after; empty where there is none."""
    if not rows:
        return "", ""
    name = order.removeprefix("-")
    forward = place is None or place.forward
    first, last = rows[0], rows[-1]
    before = Place(False, getattr(first, name), first.row).token()
    after = Place(True, getattr(last, name), last.row).token()
    has_before = more if not forward else place is not None
    has_after = more if forward else True
    return before if has_before else "", after if has_after else ""
