"""Pages that change a record: new, edit, and one for each action; what was written is never lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from luji.base.kernel.problem import Problem, Refused
from luji.base.ui.given import whole_number
from luji.base.ui.jinja import address, say
from luji.record.evidence.doubts import reasons_needed
from luji.record.evidence.problems import REASON_NEEDED
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields.kinds import kind_of
from luji.record.registers.fields.values import read
from luji.record.registers.model import Row
from luji.record.registers.pages.asking import Ask, page
from luji.record.registers.pages.begetting import prefilled
from luji.record.registers.pages.forms import (
    Input,
    Written,
    defaults,
    inputs,
    more_asked,
    spelled_all,
    taken,
)
from luji.record.registers.pages.shown import Shown
from luji.record.registers.pages.suggestions import Suggestions
from luji.record.registers.problems import NOT_VISIBLE, STALE
from luji.record.registers.verbs import actions, attachments, doubting, permission, privacy
from luji.record.registers.verbs.actions import allowed, fetch, may_edit
from luji.record.workflow.problems import CONDITION_NOT_MET, FIELD_MISSING, REASON_MISSING, UNKNOWN_ACTION
from luji.record.workflow.spec import Action

UNREASONED = frozenset({REASON_MISSING.code, REASON_NEEDED.code})
ONCE_FILLED = UNREASONED | frozenset({FIELD_MISSING.code, CONDITION_NOT_MET.code, "REG-101"})


@require_http_methods(["GET", "POST"])
@page
def new(ask: Ask) -> HttpResponse:
    """A new record."""
    kept, person = ask.kept, ask.actor.person
    if not permission.own_unit(kept, person):
        raise Refused([permission.no_creating(ask.registry, kept, person, person.unit)])
    if ask.request.method == "GET":
        return _content_form(ask, None, defaults(kept, person, ask.actor.at) | prefilled(ask))
    written = taken(ask, kept.spec.on_form, frozenset())
    if written.wrong or more_asked(ask):
        return _content_form(ask, None, _posted(ask), written.wrong)
    try:
        row = actions.create(ask.actor, kept, written.values)
    except Refused as refused:
        return _content_form(ask, None, _posted(ask), {}, refused.problems)
    return _to(ask, row)


@require_http_methods(["GET", "POST"])
@page
def edit(ask: Ask, row_id: int) -> HttpResponse:
    """The content of a record."""
    kept = ask.kept
    row = fetch(ask.actor, kept, row_id)
    may_edit(ask.actor, kept, row, {})
    if ask.request.method == "GET":
        return _content_form(ask, row, spelled_all(kept, permission.values_of(kept, row)))
    written = taken(ask, _open(ask, row), frozenset(), permission.values_of(kept, row))
    if written.wrong or more_asked(ask):
        return _content_form(ask, row, _posted(ask), written.wrong)
    try:
        changed = actions.edit(ask.actor, kept, row_id, _version(ask), written.values)
    except Refused as refused:
        return _content_form(ask, row, _posted(ask), {}, refused.problems)
    return _to(ask, changed)


@require_http_methods(["GET", "POST"])
@page
def act(ask: Ask, row_id: int, action: str) -> HttpResponse:
    """The form of an action: what it asks for, the reason where it returns, and a button."""
    kept = ask.kept
    row = fetch(ask.actor, kept, row_id)
    declared = kept.flow.actions.get(action)
    if declared is None:
        known = "、".join(kept.flow.actions)
        raise Refused([UNKNOWN_ACTION(owner=kept.name, name=action, known=known, hint_zh="", hint_en="")])
    if ask.request.method == "GET":
        refuse_in_vain(ask, row, action)
        values = attachments.anew(kept, action, {}, permission.values_of(kept, row))
        closed = privacy.closed(kept, ask.actor.person, row)
        shown = {name: value for name, value in values.items() if name not in closed}
        return _act_form(ask, row, action, spelled_all(kept, shown))
    now = permission.values_of(kept, row)
    written = _unseen_stays(
        ask, row, taken(ask, kept.spec.asked_by(action), frozenset(declared.requires), now)
    )
    reason = ask.request.POST.get("reason", "")[:2000]
    if written.wrong or more_asked(ask):
        return _act_form(ask, row, action, _posted(ask), written.wrong)
    try:
        changed = actions.act(ask.actor, kept, row_id, _version(ask), action, written.values, reason)
    except Refused as refused:
        return _act_form(ask, row, action, _posted(ask), {}, refused.problems)
    return _to(ask, changed)


def refuse_in_vain(ask: Ask, row: Row, action: str) -> None:
    """Raise `Refused` when no filling of the form could make the action possible."""
    try:
        allowed(ask.actor, ask.kept, row, action, {}, "")
    except Refused as refused:
        rest = [problem for problem in refused.problems if problem.code not in ONCE_FILLED]
        if rest:
            raise Refused(rest) from refused


def _content_form(
    ask: Ask, row: Row | None, values: Mapping[str, str], wrong: Mapping[str, Problem] | None = None,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:  # fmt: skip
    spec, suggestions = ask.kept.spec, Suggestions(ask)
    wrong = {} if more_asked(ask) else wrong
    now = permission.values_of(ask.kept, row) if row else {}
    made = inputs(ask, _open(ask, row), values, frozenset(), wrong, suggestions, now)
    groups = [(say(g.label), [made[n] for n in g.fields if n in made]) for g in spec.form]
    context = _context(ask, row, problems, wrong) | {
        "groups": [(label, listed) for label, listed in groups if listed],
        "lists": suggestions.lists,
    }
    if row is not None and any(problem.code == STALE.code for problem in problems):
        context["differing"] = _differing(ask, row, values)
    return _answer(ask, "registers/edit.html", context, problems, wrong)


def _act_form(
    ask: Ask, row: Row, action: str, values: Mapping[str, str], wrong: Mapping[str, Problem] | None = None,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:  # fmt: skip
    declared: Action = ask.kept.flow.actions[action]
    wrong, suggestions = ({} if more_asked(ask) else wrong), Suggestions(ask)
    now = permission.values_of(ask.kept, row)
    made: dict[str, Input] = inputs(
        ask, ask.kept.spec.asked_by(action), values, frozenset(declared.requires), wrong, suggestions, now
    )
    doubts = reasons_needed(doubting.doubts(ask.actor, ask.kept, row)) if declared.decides else []
    context = _context(ask, row, problems, wrong) | {
        "action": action,
        "doubts": doubts if not problems else [],
        "reason_needed": declared.returns or bool(doubts),
        "declared": declared,
        "state": ask.kept.flow.state_label(row.state),
        "target": ask.kept.flow.state_label(declared.to),
        "inputs": list(made.values()),
        "lists": suggestions.lists,
        "reason": values.get("reason", "") if ask.request.method == "POST" else "",
        "reason_missing": any(problem.code in UNREASONED for problem in problems),
    }
    return _answer(ask, "registers/act.html", context, problems, wrong)


def _context(
    ask: Ask, row: Row | None, problems: tuple[Problem, ...], wrong: Mapping[str, Problem] | None
) -> dict[str, Any]:
    shown = Shown(ask.kept, ask.registry.units)
    return {
        "kept": ask.kept,
        "row": row,
        "title": shown.title(row) if row else "",
        "number": getattr(row, ask.kept.spec.key) if row else "",
        "problems": [*problems, *(wrong or {}).values()],
        "differing": [],
    }


def _answer(
    ask: Ask, template: str, context: dict[str, Any], problems: tuple[Problem, ...],
    wrong: Mapping[str, Problem] | None,
) -> HttpResponse:  # fmt: skip
    if any(problem.code == NOT_VISIBLE.code for problem in problems):
        raise Refused(problems)
    return render(ask.request, template, context, status=422 if problems or wrong else 200)


def _differing(ask: Ask, row: Row, values: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(label, what the record holds now, what was written) wherever they differ."""
    shown, found = Shown(ask.kept, ask.registry.units), []
    closed = privacy.closed(ask.kept, ask.actor.person, row)
    for name, field in ask.kept.spec.content.items():
        if name in closed:
            continue
        now = getattr(row, name)
        if kind_of(field).spell(now, field) != values.get(name, ""):
            mine = shown.value(name, read(values.get(name, ""), field, ask.registry.units))
            found.append((say(field.label), shown.value(name, now), mine))
    return found


def _open(ask: Ask, row: Row | None) -> dict[str, Field]:
    """The fields of the form that the person may read and write: what names people not for everybody."""
    closed = privacy.closed(ask.kept, ask.actor.person, row)
    return {name: field for name, field in ask.kept.spec.on_form.items() if name not in closed}


def _unseen_stays(ask: Ask, row: Row, written: Written) -> Written:
    """An act's form without what was left empty because its writer was not shown what stood there."""
    closed = privacy.closed(ask.kept, ask.actor.person, row)
    values = {name: v for name, v in written.values.items() if v is not None or name not in closed}
    return Written(values, written.wrong)


def _posted(ask: Ask) -> dict[str, str]:
    return {name: str(value) for name, value in ask.request.POST.items()}


def _version(ask: Ask) -> int:
    """The version the form was opened on; 0, which is always stale, when it cannot be read."""
    return whole_number(ask.request.POST.get("version", ""))


def _to(ask: Ask, row: Row) -> HttpResponse:
    return HttpResponseRedirect(address("record", ask.kept.name, row.row))
