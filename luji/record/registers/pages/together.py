"""One action for many records: chosen in the list, one form for all, each checked on its own.

Every record is its own transaction: what one refuses does not hold up the others, and the page of the result
says for each what was done or why not. Records changed since they were chosen are refused like any stale one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.visible import visible
from luji.base.ui.given import whole_number
from luji.record.registers.fields.values import Values
from luji.record.registers.model import Row
from luji.record.registers.pages.asking import Ask, page
from luji.record.registers.pages.forms import Input, inputs, more_asked, taken
from luji.record.registers.pages.shown import Shown
from luji.record.registers.pages.suggestions import Suggestions
from luji.record.registers.search.listing import chosen
from luji.record.registers.surface_problems import NONE_CHOSEN, TOO_MANY_CHOSEN
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.permission import hats_of
from luji.record.workflow.problems import UNKNOWN_ACTION
from luji.record.workflow.spec import Action

MOST = 500
SHOWN = 20


@dataclass(frozen=True)
class Outcome:
    """What became of one record."""

    number: str
    title: str
    row: int
    state: str
    problems: tuple[Problem, ...] = ()


def offered(ask: Ask) -> list[tuple[str, Action]]:
    """The actions somebody's posts may ever take, for the menu under the list."""
    held = {hat.post.role for hat in hats_of(ask.actor.person)}
    return [(name, action) for name, action in ask.kept.flow.actions.items() if held & set(action.who)]


@require_POST
@page
def together(ask: Ask) -> HttpResponse:
    """The form for all chosen records; sent again with `do`, the result."""
    name = ask.request.POST.get("action", "")
    action = ask.kept.flow.actions.get(name)
    if action is None:
        known = "、".join(ask.kept.flow.actions)
        unknown = UNKNOWN_ACTION(owner=ask.kept.name, name=name[:40], known=known, hint_zh="", hint_en="")
        raise Refused([unknown])
    rows = versions(ask)
    if not rows:
        raise Refused([NONE_CHOSEN()])
    if len(rows) > MOST:
        raise Refused([TOO_MANY_CHOSEN(count=len(rows), most=MOST)])
    if "do" not in ask.request.POST:
        return _form(ask, name, action, rows, {}, {})
    written = taken(ask, ask.kept.spec.asked_by(name), frozenset(action.requires))
    if written.wrong or more_asked(ask):
        posted = {key: str(value) for key, value in ask.request.POST.items()}
        return _form(ask, name, action, rows, posted, {} if more_asked(ask) else written.wrong)
    reason = ask.request.POST.get("reason", "")[:2000]
    done = [_one(ask, row, version, name, written.values, reason) for row, version in rows.items()]
    return _result(ask, action, done)


def versions(ask: Ask) -> dict[int, int]:
    """Record → the version it was chosen at; of everything the list finds when `all` is ticked."""
    if ask.request.POST.get("all"):
        return dict(_everything(ask))
    found: dict[int, int] = {}
    for text in ask.request.POST.getlist("row"):
        row, _sep, version = text.partition(":")
        if whole_number(row) and whole_number(version):
            found[whole_number(row)] = whole_number(version)
    return found


def _everything(ask: Ask) -> list[tuple[int, int]]:
    """All rows the list shows on all its pages, one more than may be done at once."""
    registry = ask.registry
    seen = visible(ask.actor.person, ask.kept.rule, registry.units, registry.roles)
    rows = chosen(registry.units, ask.kept, ask.asked()).filter(seen.query).order_by("row")
    return list(rows.values_list("row", "version")[: MOST + 1])


def _one(ask: Ask, row_id: int, version: int, action: str, values: Values, reason: str) -> Outcome:
    """One record, done or refused."""
    try:
        row = actions.act(ask.actor, ask.kept, row_id, version, action, dict(values), reason)
    except Refused as refused:
        return _outcome(ask, ask.kept.rows.filter(pk=row_id).first(), row_id, refused.problems)
    return _outcome(ask, row, row_id, ())


def _outcome(ask: Ask, row: Row | None, row_id: int, problems: tuple[Problem, ...]) -> Outcome:
    """How a record stands on the page of the result; one that may not be seen shows nothing of itself."""
    hidden = row is None or any(problem.code == "REG-203" for problem in problems)
    if hidden or row is None:
        return Outcome("", "", row_id, "", problems)
    shown = Shown(ask.kept, ask.registry.units)
    return Outcome(str(getattr(row, ask.kept.spec.key)), shown.title(row), row_id, row.state, problems)


def _form(
    ask: Ask, name: str, action: Action, rows: Mapping[int, int], values: Mapping[str, str],
    wrong: Mapping[str, Problem],
) -> HttpResponse:  # fmt: skip
    suggestions, registry = Suggestions(ask), ask.registry
    fields = ask.kept.spec.asked_by(name)
    made: dict[str, Input] = inputs(ask, fields, values, frozenset(action.requires), wrong, suggestions)
    seen = visible(ask.actor.person, ask.kept.rule, registry.units, registry.roles)
    first = list(ask.kept.rows.filter(seen.query, pk__in=list(rows)[:SHOWN]))
    shown = Shown(ask.kept, registry.units)
    context: dict[str, Any] = {
        "kept": ask.kept, "action": name, "declared": action, "rows": rows, "problems": list(wrong.values()),
        "named": [(getattr(row, ask.kept.spec.key), shown.title(row)) for row in first],
        "inputs": list(made.values()), "lists": suggestions.lists, "reason": values.get("reason", ""),
    }  # fmt: skip
    return render(ask.request, "registers/together.html", context, status=422 if wrong else 200)


def _result(ask: Ask, action: Action, outcomes: Sequence[Outcome]) -> HttpResponse:
    context = {
        "kept": ask.kept, "declared": action,
        "done": [one for one in outcomes if not one.problems],
        "refused": [one for one in outcomes if one.problems],
    }  # fmt: skip
    return render(ask.request, "registers/outcome.html", context, status=200)
