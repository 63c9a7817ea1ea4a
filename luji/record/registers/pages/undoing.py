"""Undoing an edit: a former content, read back from the journal, becomes the content again by a new edit."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.base.ui.given import whole_number
from luji.base.ui.jinja import address, say
from luji.record.registers.fields.values import Values
from luji.record.registers.model import Row
from luji.record.registers.pages.asking import Ask, page
from luji.record.registers.pages.shown import Shown
from luji.record.registers.problems import NOT_VISIBLE
from luji.record.registers.registry import Kept
from luji.record.registers.surface_problems import NO_SUCH_EDITION
from luji.record.registers.verbs import actions, privacy
from luji.record.registers.verbs.actions import changes, fetch, may_edit
from luji.record.workflow import actions as journal
from luji.record.workflow.models import Entry
from luji.record.workflow.spec import EDIT
from luji.record.workflow.spelling import restored

UNDONE = Text("恢复到第 {number} 条记录后的内容", "content as it was after entry {number}")


def content_after(kept: Kept, row: Row, entries: Sequence[Entry], number: int) -> Values:
    """The content a record had after an entry of its history. Raises `Refused` (REG-578)."""
    if all(entry.number != number for entry in entries):
        raise Refused([NO_SUCH_EDITION(number=number)])
    found: Values = {name: getattr(row, name) for name in kept.spec.content}
    for entry in reversed(entries):
        if entry.number <= number:
            break
        before = restored(entry.before).get("fields", {})
        found |= {name: value for name, value in before.items() if name in found}
    return found


def editions(kept: Kept, row: Row, entries: Sequence[Entry]) -> frozenset[int]:
    """The entries after which the content was another than now: those that can be gone back to."""
    later, found = False, set()
    for entry in reversed(entries):
        if later and (entry.verb == EDIT or entry is entries[0]):
            found.add(entry.number)
        later = later or entry.verb == EDIT
    return frozenset(n for n in found if changes(row, content_after(kept, row, entries, n))[1])


@require_http_methods(["GET", "POST"])
@page
def edition(ask: Ask, row_id: int, number: int) -> HttpResponse:
    """A former content beside the present one, and the button that brings it back."""
    kept = ask.kept
    row = fetch(ask.actor, kept, row_id)
    may_edit(ask.actor, kept, row, {})
    closed = privacy.closed(kept, ask.actor.person, row)
    former = content_after(kept, row, journal.story(kept.subject(row.row)), number)
    content = {name: value for name, value in former.items() if name not in closed}
    if ask.request.method == "GET":
        return _page(ask, row, number, content)
    version = whole_number(ask.request.POST.get("version", ""))
    try:
        actions.edit(ask.actor, kept, row_id, version, changes(row, content)[1], _reason(number))
    except Refused as refused:
        if any(problem.code == NOT_VISIBLE.code for problem in refused.problems):
            raise
        return _page(ask, row, number, content, refused.problems)
    return HttpResponseRedirect(address("record", kept.name, row_id))


def _reason(number: int) -> str:
    """The reason that stands in the journal."""
    return UNDONE.zh.format(number=number)


def _page(
    ask: Ask, row: Row, number: int, content: Values, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    shown = Shown(ask.kept, ask.registry.units)
    now, then = changes(row, content)
    context = {
        "kept": ask.kept,
        "row": row,
        "number": getattr(row, ask.kept.spec.key),
        "title": shown.title(row),
        "edition": number,
        "problems": problems,
        "differing": [
            (say(ask.kept.spec.label_of(name)), shown.value(name, now[name]), shown.value(name, then[name]))
            for name in then
        ],
    }
    return render(ask.request, "registers/edition.html", context, status=422 if problems else 200)
