"""The rail of every page: the desk's entries with the registers among them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from luji.account.desk.frame import Entry
from luji.account.desk.frame import frame as desk_frame
from luji.base.ui.jinja import address, say
from luji.config.house import read_mark
from luji.record.registers import registry

AFTER = 1


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every template: the desk's, the registers put after its first entry.

    `constructed` says whether the home holds the demo's constructed data.
    """
    found = desk_frame(request) | {
        "constructed": bool(read_mark(Path(settings.LUJI_HOME)).get("constructed"))
    }
    entries = tuple(found["rail"])
    if not entries:
        return found
    return found | {"rail": (*entries[:AFTER], registers(request), *entries[AFTER:])}


def registers(request: HttpRequest) -> Entry:
    """The registers as an entry of the rail, each below it."""
    here = request.path
    all_of_them = address("registers")
    below = [
        Entry(say(kept.spec.label), "", address("rows-of", kept.name))
        for kept in registry.current().kept.values()
    ]
    marked = tuple(Entry(e.label, e.icon, e.address, here.startswith(e.address)) for e in below)
    return Entry(_("Registers"), "clipboard-list", all_of_them, here == all_of_them, marked)
