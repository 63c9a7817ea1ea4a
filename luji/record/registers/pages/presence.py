"""Presence confirmed by the people themselves: a projected page with a code, and the page the code leads to.

The code holds a signed token that is good for a few minutes and drawn anew again and again, so that a picture
of it passed on is of little use. Who confirms is whoever is signed in on the device that scanned it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import segno
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.posts import PARTNER
from luji.base.ui.jinja import say
from luji.record.registers.declared.spec import Presence
from luji.record.registers.fields.depending import consequences
from luji.record.registers.fields.lines import kept as plain
from luji.record.registers.fields.reading import local
from luji.record.registers.model import Row
from luji.record.registers.pages.asking import Ask, actor_of, page
from luji.record.registers.pages.shown import Shown
from luji.record.registers.presence_problems import (
    CODE_STALE,
    NO_PRESENCE,
    NOT_OPEN,
    NOT_SERVING,
    NOT_THE_TIME,
)
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.actions import change, changes, fetch, told
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.story import ATTEND
from luji.record.workflow import actions as journal
from luji.record.workflow.hats import Hat

SALT = "luji.presence"
GOOD_FOR = timedelta(minutes=5)
DRAWN_ANEW = timedelta(seconds=30)


@dataclass(frozen=True)
class Attended:
    """What came of confirming: the record, and whether the person had been there already."""

    row: Row
    before: bool


def token(kept: Kept, row: Row) -> str:
    """A signed text that stands for the record, good for `GOOD_FOR`."""
    return signing.dumps([kept.name, row.row], salt=SALT)


def meant(registry: Registry, text: str) -> tuple[Kept, int]:
    """The register and record a token stands for. Raises `Refused` (REG-621, 623)."""
    try:
        name, row_id = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError) as error:
        raise Refused([CODE_STALE()]) from error
    kept = registry.find(str(name))
    declared(kept)
    return kept, int(row_id)


def declared(kept: Kept) -> Presence:
    """How presence is confirmed in a register. Raises `Refused` (REG-623)."""
    found: Presence | None = kept.spec.presence
    if found is None:
        raise Refused([NO_PRESENCE(register=kept.spec.label)])
    return found


def window(kept: Kept, row: Row) -> tuple[datetime | None, datetime | None]:
    """From when to when presence may be confirmed; None where the record does not say."""
    spec = declared(kept)
    opens, closes = getattr(row, spec.from_), getattr(row, spec.to)
    return opens and opens - timedelta(minutes=spec.early), closes


def hindrances(kept: Kept, row: Row, at: datetime) -> list[Problem]:
    """Why nobody can confirm presence now (REG-620, 622)."""
    spec, flow = declared(kept), kept.flow
    found: list[Problem] = []
    if row.state not in spec.states:
        title = getattr(row, kept.spec.key)
        state, states = flow.state_label(row.state), flow.state_labels(spec.states)
        found.append(NOT_OPEN(title=title, state=state, states=states))
    opens, closes = window(kept, row)
    if opens is None or closes is None or not opens <= at <= closes:
        said = [f"{local(one):%m-%d %H:%M}" if one else "—" for one in (opens, closes, at)]
        found.append(NOT_THE_TIME(opens=said[0], closes=said[1], now=said[2]))
    return found


@transaction.atomic
def attend(actor: Actor, kept: Kept, row_id: int) -> Attended:
    """Put the person on the list of a record, journalled; twice changes nothing.

    Somebody listed beforehand is marked, somebody else is added. Raises `Refused` (REG-620, 622, 624).
    """
    spec, hat = declared(kept), _hat(actor)
    journal.hold()
    row = kept.rows.select_for_update().get(pk=row_id)
    if wrong := hindrances(kept, row, actor.at):
        raise Refused(wrong)
    listed = [dict(line) for line in getattr(row, spec.rows) or []]
    mine = next((line for line in listed if line.get(spec.person) == actor.person.number), None)
    if mine is not None and _there(spec, mine):
        return Attended(row, True)
    if mine is None:
        listed.append(mine := {spec.person: actor.person.number})
    mine |= _marks(spec, actor)
    given = consequences(kept.spec, permission.values_of(kept, row), cast(Any, {spec.rows: listed}))
    before, after = changes(row, given)
    change(actor, kept, row, after, row.state)
    journal.write([told(actor, kept, row, ATTEND, hat, before, after, row.state)])
    return Attended(row, False)


@require_safe
@page
def projected(ask: Ask, row_id: int) -> HttpResponse:
    """The page for the screen in the room: the code, drawn anew every half minute, and how many have come."""
    kept = ask.kept
    spec = declared(kept)
    row = fetch(ask.actor, kept, row_id)
    address = ask.request.build_absolute_uri(reverse("presence", args=[token(kept, row)]))
    listed = getattr(row, spec.rows) or []
    context = _context(kept, row, ask.registry) | {
        "problems": hindrances(kept, row, ask.actor.at),
        "code": picture(address),
        "come": sum(_there(spec, line) for line in listed),
        "listed": len(listed),
        "seconds": int(DRAWN_ANEW.total_seconds()),
    }
    return render(ask.request, "registers/presence.html", context)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, text: str) -> HttpResponse:
    """What the code leads to: the record's title and one button."""
    actor = actor_of(request)
    kept, row_id = meant(actor.registry, text)
    if request.method == "POST":
        done = attend(actor, kept, row_id)
        context = _context(kept, done.row, actor.registry) | {"done": done, "problems": ()}
        return render(request, "registers/present.html", context)
    row = kept.rows.get(pk=row_id)
    context = _context(kept, row, actor.registry) | {
        "done": None,
        "problems": hindrances(kept, row, actor.at),
    }
    return render(request, "registers/present.html", context)


def picture(text: str) -> str:
    """A QR code as inline SVG that grows with its frame; plain attributes, as the page allows no style."""
    made = segno.make(text, error="m", micro=False)
    return str(
        made.svg_inline(border=2, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    )


def _context(kept: Kept, row: Row, registry: Registry) -> dict[str, Any]:
    opens, closes = window(kept, row)
    said = [f"{timezone.localtime(one):%Y-%m-%d %H:%M}" if one else "—" for one in (opens, closes)]
    return {
        "kept": kept,
        "row": row,
        "title": Shown(kept, registry.units).title(row),
        "label": say(kept.spec.label),
        "opens": said[0],
        "closes": said[1],
    }


def _hat(actor: Actor) -> Hat:
    """The capacity in which somebody attends: their first post. Raises `Refused` (REG-624)."""
    found = next((h for h in permission.hats_of(actor.person) if h.post.role != PARTNER), None)
    if found is None:
        raise Refused([NOT_SERVING(name=actor.person.name)])
    return found


def _there(spec: Presence, line: dict[str, Any]) -> bool:
    return bool(line.get(spec.flag)) if spec.flag else True


def _marks(spec: Presence, actor: Actor) -> dict[str, Any]:
    found: dict[str, Any] = {spec.at: plain(actor.at)} if spec.at else {}
    return found | ({spec.flag: True} if spec.flag else {})
