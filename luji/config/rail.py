"""The rail of every page: the desk's entries with the registers among them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from luji.account.desk.frame import Entry
from luji.account.desk.frame import frame as desk_frame
from luji.base.people.by import ADMIN
from luji.base.people.office.log import READERS
from luji.base.people.signin.middleware import MUST
from luji.base.ui.jinja import address, anchor, say
from luji.config.house import read_mark
from luji.record.bench.noticing import bell
from luji.record.registers import registry
from luji.record.registers.pages.asking import person_here

AFTER = 1


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every template: the desk's, the registers put after its first entry.

    `constructed` says whether the home holds the demo's constructed data.
    """
    found = desk_frame(request) | {
        "constructed": bool(read_mark(Path(settings.LUJI_HOME)).get("constructed")),
        "bell": None,
        "finder": "",
    }
    entries = tuple(found["rail"])
    if not entries:
        return found
    *middle, last = entries[AFTER:]
    first = (bench(request), *entries[:AFTER])
    rail = (*first, registers(request), *middle, preferences(request, last))
    if request.META.get(MUST):
        return found | {"rail": ()}
    return found | {"rail": rail, "bell": bell(), "finder": address("find")}


def bench(request: HttpRequest) -> Entry:
    """The bench as the first entry of the rail."""
    where = address("bench")
    return Entry(_("Bench"), "checkbox", where, request.path == where)


def preferences(request: HttpRequest, entry: Entry) -> Entry:
    """The settings with one's own account below, and the people for those who keep accounts."""
    here = request.path
    names = [(_("My account"), address("own-account"))]
    person = person_here(request, registry.current())
    if person.holds(ADMIN):
        names.append((_("People"), address("people")))
    if person.holds(*READERS):
        names.append((_("Sign-in log"), address("sign-ins")))
    below = tuple(Entry(label, "", where, here.startswith(where)) for label, where in names)
    return replace(entry, below=below)


def registers(request: HttpRequest) -> Entry:
    """The registers the reader may look into, group by group; only the group one is in lies open."""
    here = request.path
    all_of_them = address("registers")
    groups: dict[str, list[Entry]] = {}
    known = registry.current()
    person = person_here(request, known)
    for kept in known.kept.values():
        if person.acts_as(*kept.spec.see):
            where = address("rows-of", kept.name)
            entry = Entry(say(kept.spec.label), "", where, here.startswith(where))
            groups.setdefault(say(kept.spec.group), []).append(entry)
    below = tuple(_group(label, entries, all_of_them) for label, entries in groups.items())
    return Entry(_("Registers"), "clipboard-list", all_of_them, here == all_of_them, below)


def _group(label: str, entries: list[Entry], all_of_them: str) -> Entry:
    below = tuple(entries) if any(entry.here for entry in entries) else ()
    return Entry(label, "", f"{all_of_them}#{anchor(label)}", below=below)
