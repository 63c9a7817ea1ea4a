"""Presence confirmed by the people themselves: a projected page with a code, and the page the code leads to.

Only who holds the lesson, or filed it, may project it. The code holds a signed token that is good for little
more than two of its redraws, so that a picture of it passed on is of little use. Who confirms is whoever is
signed in on the device that scanned it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import segno
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from luji.base.kernel.problem import Refused
from luji.base.ui.jinja import say
from luji.record.registers.model import Row
from luji.record.registers.pages.asking import Ask, actor_of, page
from luji.record.registers.pages.shown import Shown
from luji.record.registers.presence_problems import CODE_STALE
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs.actions import fetch
from luji.record.registers.verbs.attending import (
    attend,
    declared,
    hindrances,
    refuse_projecting,
    there,
    window,
)

SALT = "luji.presence"
DRAWN_ANEW = timedelta(seconds=30)
# Long enough for a code scanned just before it is drawn anew, and for one press of a button.
GOOD_FOR = 2 * DRAWN_ANEW + timedelta(seconds=15)


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


@require_safe
@page
def projected(ask: Ask, row_id: int) -> HttpResponse:
    """The page for the screen in the room: the code, drawn anew every half minute, and how many have come."""
    kept = ask.kept
    spec = declared(kept)
    row = fetch(ask.actor, kept, row_id)
    refuse_projecting(kept, row, ask.actor.person)
    address = ask.request.build_absolute_uri(reverse("presence", args=[token(kept, row)]))
    listed = getattr(row, spec.rows) or []
    context = _context(kept, row, ask.registry) | {
        "problems": hindrances(kept, row, ask.actor.at),
        "code": picture(address),
        "come": sum(there(spec, line) for line in listed),
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
