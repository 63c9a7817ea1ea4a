"""Pages that show: the registers, the list of one, one record with its clocks and history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luji.base.kernel.period import Period
from luji.base.kernel.problem import Problem, Refused
from luji.base.people import officers
from luji.base.people.models import Account
from luji.base.people.visible import visible
from luji.base.ui.jinja import address, say
from luji.base.ui.language import lang
from luji.record.evidence.actions import uses_of
from luji.record.evidence.doubts import reasons_needed
from luji.record.registers.declared.spec import STATE
from luji.record.registers.fields.depending import applies
from luji.record.registers.fields.kinds import kind_of
from luji.record.registers.model import Row
from luji.record.registers.pages import begetting, beside, galleries, tabs, together
from luji.record.registers.pages.asking import Ask, actor_of, page
from luji.record.registers.pages.shown import Cell, Shown
from luji.record.registers.pages.undoing import editions
from luji.record.registers.registry import Kept
from luji.record.registers.search.listing import Asked, listed
from luji.record.registers.verbs import accounts, attachments, disclosing, doubting, permission
from luji.record.registers.verbs.actions import fetch
from luji.record.registers.verbs.attending import projects
from luji.record.registers.verbs.measures import measured
from luji.record.registers.verbs.story import acts_among, case_of, chapters, reading
from luji.record.workflow import actions as journal
from luji.record.workflow import openings
from luji.record.workflow.clock import Reading
from luji.record.workflow.spec import EDIT
from luji.record.workflow.step import Act
from luji.record.workflow.ticking import Tick

YEARS_BACK = 5


@dataclass(frozen=True)
class Picker:
    """One filter of a list: its field, heading, choices and what is chosen."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


@dataclass(frozen=True)
class Heading:
    """A column of the list: its label, where clicking leads, and how it is sorted now."""

    name: str
    label: str
    target: str
    sorted: str
    numeric: bool


@dataclass(frozen=True)
class Open:
    """A register its reader may look into; `reason` says what is seen where that is not the usual."""

    kept: Kept
    reason: str
    may_create: bool


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """The registers the reader may look into; the reason most of them share is said once."""
    actor = actor_of(request)
    registry = actor.registry
    seen = [
        (kept, say(found.reason))
        for kept in registry.kept.values()
        if not (found := visible(actor.person, kept.rule, registry.units, registry.roles)).nothing
    ]
    reasons = [reason for _kept, reason in seen]
    usual = max(reasons, key=reasons.count, default="")
    groups: dict[str, list[Open]] = {}
    for kept, reason in seen:
        one = Open(kept, "" if reason == usual else reason, bool(permission.own_unit(kept, actor.person)))
        groups.setdefault(say(kept.spec.group), []).append(one)
    return render(request, "registers/registers.html", {"listed": list(groups.items()), "usual": usual})


@require_safe
@page
def rows(ask: Ask) -> HttpResponse:
    """The list."""
    asked = ask.asked()
    found = listed(ask.registry, ask.kept, ask.actor.person, asked)
    shown = Shown(ask.kept, ask.registry.units)
    own = tabs.chosen_columns(ask)
    columns = tabs.lined_up(own or ask.kept.spec.list_.columns)
    shown.learn(found.rows)
    context = {
        "kept": ask.kept,
        "page": found,
        "lines": [(row, shown.cells(row, columns)) for row in found.rows],
        "headings": list(headings(ask.kept, asked, found.order, own)),
        "pickers": list(pickers(ask, asked)),
        "asked": asked,
        "query": query(asked, own),
        "target": lambda place: "?" + query(asked, own, place=place),
        "looks": tabs.looks(ask, tabs.TABLE),
        "saved": tabs.saved(ask),
        "columns": tabs.columns(ask.kept),
        "chosen": columns,
        "extra": {"c": ",".join(own)},
        "acts": together.offered(ask),
        "may_create": bool(permission.own_unit(ask.kept, ask.actor.person)),
        "may_import": may_import(ask),
        "may_disclose": disclosing.may(ask.actor, ask.kept),
        "partner_forms": permission.deals_with_partners(ask.kept, ask.actor.person),
    }
    return render(ask.request, "registers/rows.html", context)


@require_safe
@page
def record(ask: Ask, row_id: int) -> HttpResponse:
    """One record."""
    row = fetch(ask.actor, ask.kept, row_id)
    context = record_context(ask, row)
    if context["buttons"]:
        taken_up(ask, row, context["acts"])
    return render(ask.request, "registers/record.html", context)


def taken_up(ask: Ask, row: Row, acts: Sequence[Act]) -> None:
    """Whoever may take the next step has it in hand from now on; who took the last one had it before."""
    last, number = next(act for act in reversed(acts) if act.name != EDIT), ask.actor.person.number
    if last.hat.person != number:
        openings.note(ask.kept.subject(row.row), last.at, number, ask.actor.at)


def record_context(ask: Ask, row: Row) -> dict[str, Any]:
    """What the page of a record, and the forms on it, need."""
    kept, units = ask.kept, ask.registry.units
    entries = journal.story(kept.subject(row.row))
    acts = tuple(acts_among(entries))
    case = case_of(kept, row, units, acts)
    values = permission.values_of(kept, row)
    story = chapters(kept, entries)
    person = ask.actor.person
    bare = person.acts_as(*kept.spec.personal)
    shown = Shown(kept, units, bare)
    shown.learn([row])
    uses = uses_of(kept.name, row.row) if attachments.fields_of_files(kept) else []
    files = galleries.galleries(kept, row, uses, bare)

    begets = begetting.links(ask, row)

    def one(name: str) -> Cell:
        cell = shown.full(row, name, lambda to, key: target_of(ask, to, key))
        lines = cell.lines and replace(cell.lines, links=begets.get(name, ()))
        return replace(cell, files=files.get(name, ()), lines=lines)

    return {
        "kept": kept,
        "row": row,
        "presence": kept.spec.presence is not None
        and row.state in kept.spec.presence.states
        and projects(kept, row, person),
        "doubts": reasons_needed(
            [*doubting.watched(ask.actor, kept, row), *attachments.standing(kept, row, uses)]
        )
        + list(accounts.contradictions(kept, row)),
        "beside": list(beside.links(ask, row)),
        "title": shown.title(row),
        "number": getattr(row, kept.spec.key),
        "state": kept.flow.state_label(row.state),
        "groups": [filled(say(g.label), [(say(kept.spec.label_of(n)), one(n)) for n in g.fields
                                         if applies(kept.spec, n, values)])
                   for g in kept.spec.form],
        "buttons": [(n, kept.flow.actions[n]) for n in permission.buttons(kept, person, case, values)],
        "may_edit": not isinstance(permission.editing(ask.registry, kept, person, case), list),
        "editions": editions(kept, row, entries),
        "broods": list(begetting.broods(ask, row)),
        "acts": acts,
        "clocks": list(readings(ask, row, acts)),
        "running": Tick.STOPPED,
        "partner_form": permission.deals_with_partners(kept, person, row.state),
        "measures": list(measured(kept, row, acts, ask.registry.calendar)),
        "story": story,
        "people": names(number for one in story for number in (one.person, one.behalf)),
        "said": shown.told,
        "roles": ask.registry.roles,
        "units": units,
        "local": lambda at: f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
    }  # fmt: skip


def filled(label: str, cells: list[tuple[str, Cell]]) -> tuple[str, list[tuple[str, Cell]], list[str]]:
    """A group of a record: its label, the fields that hold something, the names of those that do not yet."""
    there = [(name, cell) for name, cell in cells if cell.text or cell.files or cell.lines]
    return label, there, [name for name, cell in cells if (name, cell) not in there]


def target_of(ask: Ask, to: str, key: str) -> str:
    """The address of the record of a register with that number; empty when the reader may not see it."""
    registry = ask.registry
    kept = registry.find(to)
    seen = visible(ask.actor.person, kept.rule, registry.units, registry.roles)
    row = kept.rows.filter(seen.query, **{kept.spec.key: key}).values_list("pk", flat=True).first()
    return address("record", to, row) if row is not None else ""


def readings(ask: Ask, row: Row, acts: Sequence[Act]) -> Iterator[Reading | Problem]:
    """The clocks of a record that have started; a clock that cannot be read is told as a problem."""
    for clock in ask.kept.flow.clocks.values():
        try:
            found = reading(ask.kept, row, acts, clock, ask.actor.at, ask.registry.calendar)
        except Refused as refused:
            yield from refused.problems
            continue
        if found is not None:
            yield found


def names(numbers: Iterable[str]) -> dict[str, str]:
    """Police number → name, of those who have an account."""
    found = Account.objects.filter(username__in=set(numbers)).values_list("username", "name")
    return dict(found)


def headings(kept: Kept, asked: Asked, order: str, own: tuple[str, ...] = ()) -> Iterator[Heading]:
    """The headings of a list; those that sort lead to the list sorted by them, falling on a second click."""
    sortable = {*kept.spec.list_.sort}
    for name in tabs.lined_up(own or kept.spec.list_.columns):
        rising, falling = order == name, order == f"-{name}"
        target = "?" + query(asked, own, order=f"-{name}" if rising else name) if name in sortable else ""
        sort = "ascending" if rising else "descending" if falling else ""
        field = kept.spec.fields.get(name)
        numeric = field is not None and kind_of(field).numeric
        yield Heading(name, say(kept.spec.label_of(name)), target, sort, numeric)


def pickers(ask: Ask, asked: Asked) -> Iterator[Picker]:
    """The filters with their choices; the first choice is everything."""
    for name in ask.kept.spec.list_.filters:
        label = say(ask.kept.spec.label_of(name))
        chosen = asked.filters.get(name, "")
        yield Picker(f"f.{name}", label, [("", _("all")), *options(ask, name, chosen)], chosen)


def options(ask: Ask, name: str, chosen: str) -> list[tuple[str, str]]:
    """What a filter may be set to."""
    flow, field = ask.kept.flow, ask.kept.spec.fields.get(name)
    if name == STATE:
        return [(state, say(flow.state_label(state))) for state in flow.board]
    if field is None:
        return []
    if field.held == "code":
        return [(code, say(label)) for code, label in field.values.items()]
    if field.held == "unit":
        return [(unit.code, say(unit.short)) for unit in ask.registry.units if unit.kind != "section"]
    if field.held == "flag":
        return [("true", _("yes")), ("false", _("no"))]
    if field.held in ("date", "moment"):
        year = ask.actor.day.year
        periods = [str(y) for y in range(year, year - YEARS_BACK, -1)]
        periods += [chosen] if chosen and chosen not in periods else []
        return [(text, Period.parse(text).label(lang())) for text in periods]
    if field.held == "person":
        units = ask.registry.units
        return officers.choices(
            units.subtree(ask.actor.person.unit) if ask.actor.person.unit in units else []
        )
    return []


def query(asked: Asked, own: tuple[str, ...] = (), order: str | None = None, place: str | None = None) -> str:
    """The list as the query of an address."""
    wanted = asked if order is None else replace(asked, order=order)
    return tabs.query(wanted, own, at=place or "")


def may_import(ask: Ask) -> bool:
    """Whether an import could do anything for this person."""
    spec = ask.kept.spec
    editors = {role for state in spec.workflow.states.values() for role in state.edit}
    return ask.actor.person.acts_as(*spec.workflow.create, *spec.takeover, *editors)
