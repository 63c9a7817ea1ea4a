"""The list looked at as a board by state, as a month, and as a timeline; the same rows as in the table."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.base.people.visible import visible
from luji.base.ui.jinja import address
from luji.record.registers.declared.withdrawing import WITHDRAWN
from luji.record.registers.fields.reading import HERE
from luji.record.registers.model import Row
from luji.record.registers.pages import tabs
from luji.record.registers.pages.asking import Ask, page
from luji.record.registers.pages.records import pickers
from luji.record.registers.pages.shown import Shown
from luji.record.registers.search.listing import chosen
from luji.record.registers.surface_problems import NO_VIEW_KIND, NOT_A_MONTH
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.story import acts_among, case_of
from luji.record.workflow.spec import Action
from luji.record.workflow.stories import stories

CARDS, IN_A_DAY, IN_A_MONTH, LINES = 12, 4, 600, 150
MONTHS = 3
FIRST_YEAR, LAST_YEAR = 1990, 2100
BOARD, CALENDAR, TIMELINE = Text("看板", "board"), Text("日历", "calendar"), Text("时间线", "timeline")


@dataclass(frozen=True)
class Card:
    """A record on the board, with the steps its reader may take with it."""

    row: Row
    title: str
    number: str
    moves: list[tuple[str, Action]]


@dataclass(frozen=True)
class Column:
    """A state with its first cards and how many there are in all."""

    state: str
    total: int
    cards: list[Card]
    more: str


@dataclass(frozen=True)
class Day:
    """A day of the month with its records; `inside` tells it from the days around the month."""

    day: date
    inside: bool
    rows: list[tuple[Row, str]]
    rest: int


@dataclass(frozen=True)
class Bar:
    """A record on the timeline: from where to where, in days from the left."""

    row: Row
    title: str
    first: date
    last: date
    left: int
    width: int


@require_safe
@page
def board(ask: Ask) -> HttpResponse:
    """The records by state."""
    _refuse_undeclared(ask.kept.spec.views.board, BOARD)
    rows = _seen(ask)
    counted = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    order = [s for s in ask.kept.flow.board if s != WITHDRAWN or counted.get(s)]
    taken = {s: list(rows.filter(state=s).order_by("-row")[:CARDS]) for s in order if counted.get(s)}
    cards = _cards(ask, [row for listed in taken.values() for row in listed])
    columns = [
        Column(s, counted.get(s, 0), [cards[row.row] for row in taken.get(s, [])], _more(ask, s))
        for s in order
    ]
    context = _context(ask, tabs.BOARD) | {"columns": columns, "total": sum(counted.values())}
    return render(ask.request, "registers/board.html", context)


@require_safe
@page
def month(ask: Ask) -> HttpResponse:
    """The records of a month by day."""
    name = ask.kept.spec.views.calendar
    _refuse_undeclared(bool(name), CALENDAR)
    rows = _seen(ask)
    first = month_of(ask, rows, (name,))
    found = list(rows.filter(_between(ask, name, first, _next(first))).order_by(name, "row")[:IN_A_MONTH])
    context = _context(ask, tabs.CALENDAR) | _turning(ask, tabs.CALENDAR, first, 1) | {
        "weeks": list(weeks(ask, first, name, found)), "total": len(found), "cut": len(found) == IN_A_MONTH,
        "field": ask.kept.spec.label_of(name), "today": ask.actor.day,
    }  # fmt: skip
    return render(ask.request, "registers/calendar.html", context)


@require_safe
@page
def timeline(ask: Ask) -> HttpResponse:
    """The records of three months as bars."""
    declared = ask.kept.spec.views.timeline
    _refuse_undeclared(declared is not None, TIMELINE)
    begin, end = (declared.from_, declared.to or declared.from_) if declared else ("", "")
    rows = _seen(ask)
    first = month_of(ask, rows, (begin, end))
    last = _next(_next(_next(first)))
    going_on = _after(ask, end, first) | Q(**{f"{end}__isnull": True})
    within = (_before(ask, begin, last) & going_on) | _between(ask, begin, first, last)
    found = list(rows.filter(within).order_by(begin, "row")[:LINES])
    context = _context(ask, tabs.TIMELINE) | _turning(ask, tabs.TIMELINE, first, MONTHS) | {
        "bars": list(bars(ask, found, (begin, end), first, last)), "days": (last - first).days,
        "months": [(m, (m - first).days) for m in (first, _next(first), _next(_next(first)))],
        "lengths": [(_next(m) - m).days for m in (first, _next(first), _next(_next(first)))],
        "total": len(found), "cut": len(found) == LINES, "today": (ask.actor.day - first).days,
    }  # fmt: skip
    return render(ask.request, "registers/timeline.html", context)


def month_of(ask: Ask, rows: QuerySet[Any], names: Sequence[str]) -> date:
    """The first day of the month asked for; else of this one, or of the latest there is. Raises `Refused`."""
    given = ask.request.GET.get("month", "")
    if given:
        try:
            found = datetime.strptime(given, "%Y-%m").replace(tzinfo=HERE).date()
        except ValueError as error:
            raise Refused([NOT_A_MONTH(value=given[:20])]) from error
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise Refused([NOT_A_MONTH(value=given[:20])])
        return found
    found_last = rows.aggregate(**{f"m{n}": Max(name) for n, name in enumerate(names)}).values()
    latest = [_day(value) for value in found_last if value]
    return min([ask.actor.day, *([max(latest)] if latest else [])]).replace(day=1)


def weeks(ask: Ask, first: date, name: str, found: Sequence[Row]) -> Iterator[list[Day]]:
    """The weeks of a month, Monday first, the records on their days."""
    shown = Shown(ask.kept, ask.registry.units)
    by_day: dict[date, list[tuple[Row, str]]] = {}
    shown.learn(found)
    for row in found:
        by_day.setdefault(_day(getattr(row, name)), []).append((row, shown.title(row)))
    for week in calendar.Calendar().monthdatescalendar(first.year, first.month):
        yield [
            Day(
                day, day.month == first.month, by_day.get(day, [])[:IN_A_DAY],
                max(0, len(by_day.get(day, [])) - IN_A_DAY),
            )
            for day in week
        ]  # fmt: skip


def bars(ask: Ask, found: Sequence[Row], names: tuple[str, str], first: date, last: date) -> Iterator[Bar]:
    """The records as bars inside the time shown; one without an end lasts until today."""
    shown = Shown(ask.kept, ask.registry.units)
    shown.learn(found)
    for row in found:
        begun, ended = (getattr(row, name) for name in names)
        start = _day(begun)
        end = max(start, _day(ended) if ended else ask.actor.day)
        left = max(start, first)
        width = (min(end, last - timedelta(days=1)) - left).days + 1
        yield Bar(row, shown.title(row), start, end, (left - first).days, max(width, 1))


def _seen(ask: Ask) -> QuerySet[Any]:
    registry = ask.registry
    seen = visible(ask.actor.person, ask.kept.rule, registry.units, registry.roles)
    return chosen(registry.units, ask.kept, ask.asked()).filter(seen.query)


def _cards(ask: Ask, rows: Sequence[Row]) -> dict[int, Card]:
    """Cards with their steps; the stories of all are read at once."""
    kept, units = ask.kept, ask.registry.units
    shown, told = Shown(kept, units), stories(kept.subject(row.row) for row in rows)
    shown.learn(rows)
    found = {}
    for row in rows:
        acts = tuple(acts_among(told.get(kept.subject(row.row), [])))
        case = case_of(kept, row, units, acts)
        values = permission.values_of(kept, row)
        names = permission.buttons(kept, ask.actor.person, case, values) if acts else []
        moves = [(name, kept.flow.actions[name]) for name in names]
        found[row.row] = Card(row, shown.title(row), str(getattr(row, kept.spec.key) or row.row), moves)
    return found


def _more(ask: Ask, state: str) -> str:
    """Where the whole column is listed."""
    asked = ask.asked()
    filters = {**asked.filters, "state": state}
    told = tabs.query(type(asked)(filters, asked.words, asked.order))
    return f"{address(tabs.TABLE, ask.kept.name)}?{told}"


def _context(ask: Ask, here: str) -> dict[str, Any]:
    asked = ask.asked()
    return {
        "kept": ask.kept, "asked": asked, "pickers": list(pickers(ask, asked)), "extra": {},
        "looks": tabs.looks(ask, here), "saved": tabs.saved(ask),
        "may_create": bool(permission.own_unit(ask.kept, ask.actor.person)),
    }  # fmt: skip


def _turning(ask: Ask, here: str, first: date, months: int) -> dict[str, Any]:
    """The neighbours of the time shown."""
    before = after = first
    for _step in range(months):
        before, after = (before - timedelta(days=1)).replace(day=1), _next(after)
    asked = ask.asked()

    def at(day: date) -> str:
        return f"{address(here, ask.kept.name)}?{tabs.query(asked, month=f'{day:%Y-%m}')}"

    return {
        "first": first, "before": at(before), "after": at(after),
        "now": at(ask.actor.day), "extra": {"month": f"{first:%Y-%m}"},
    }  # fmt: skip


def _between(ask: Ask, name: str, first: date, end: date) -> Q:
    return _after(ask, name, first) & _before(ask, name, end)


def _after(ask: Ask, name: str, day: date) -> Q:
    return Q(**{f"{name}__gte": _bound(ask, name, day)})


def _before(ask: Ask, name: str, day: date) -> Q:
    return Q(**{f"{name}__lt": _bound(ask, name, day)})


def _bound(ask: Ask, name: str, day: date) -> date | datetime:
    moments = ask.kept.spec.fields[name].held == "moment"
    return datetime.combine(day, time(), HERE) if moments else day


def _day(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value


def _next(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _refuse_undeclared(declared: bool, what: Text) -> None:
    if not declared:
        raise Refused([NO_VIEW_KIND(view=what)])
