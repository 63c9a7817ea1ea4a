"""The tabs over a list: the table and its other looks, and the views saved by the reader or the unit."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from luji.base.ui.jinja import address, say
from luji.record.registers.declared.spec import STATE
from luji.record.registers.fields.kinds import kind_of
from luji.record.registers.pages.asking import Ask
from luji.record.registers.registry import Kept
from luji.record.registers.saved import views
from luji.record.registers.saved.models import View
from luji.record.registers.search.listing import Asked

TABLE, BOARD, CALENDAR, TIMELINE = "rows-of", "board-of", "calendar-of", "timeline-of"
ICONS = {TABLE: "table", BOARD: "layout-kanban", CALENDAR: "calendar-month", TIMELINE: "timeline"}


@dataclass(frozen=True)
class Tab:
    """One tab: where it leads, whether it is shown; `view` is a saved one the reader may delete."""

    label: str
    target: str
    here: bool
    icon: str = ""
    view: int = 0
    shared: bool = False


def query(asked: Asked, columns: tuple[str, ...] = (), **more: str) -> str:
    """A list as the query of an address, without the place of a page."""
    given = {f"f.{name}": value for name, value in asked.filters.items()}
    given |= {"q": asked.words, "sort": asked.order, "c": ",".join(columns)} | more
    return urlencode({name: value for name, value in given.items() if value})


def looks(ask: Ask, here: str) -> list[Tab]:
    """The table and the looks the register declares, each with the present filters."""
    declared = ask.kept.spec.views
    offered = {
        TABLE: _("Table"),
        BOARD: _("Board") if declared.board else "",
        CALENDAR: _("Calendar") if declared.calendar else "",
        TIMELINE: _("Timeline") if declared.timeline else "",
    }
    told = query(ask.asked(), chosen_columns(ask))
    return [
        Tab(label, address(name, ask.kept.name) + (f"?{told}" if told else ""), name == here, ICONS[name])
        for name, label in offered.items()
        if label
    ]


def saved(ask: Ask) -> list[Tab]:
    """The saved views the reader has for this register."""
    now = query(ask.asked(), chosen_columns(ask))
    return [_tab(ask, view, now) for view in views.of(ask.actor.person, ask.kept)]


def chosen_columns(ask: Ask) -> tuple[str, ...]:
    """The columns the address asks for; none when it asks for those declared, or for nothing it may have."""
    known = {name for name, _label in columns(ask.kept)}
    asked = ask.request.GET.getlist("c")
    names = tuple(dict.fromkeys(n for part in asked for n in part[:2000].split(",") if n in known))
    return () if {*names} == {*ask.kept.spec.list_.columns} else names


def lined_up(names: tuple[str, ...]) -> tuple[str, ...]:
    """Columns as they stand in the table: the state right after the first, never out of sight."""
    rest = tuple(name for name in names if name != STATE)
    return names if rest == names else (*rest[:1], STATE, *rest[1:])


def columns(kept: Kept) -> list[tuple[str, str]]:
    """Every column a list may have: (name, label)."""
    fields = kept.spec.fields.items()
    plain = [(n, say(f.label)) for n, f in fields if kind_of(f).input not in ("lines", "files")]
    return [*plain, (STATE, say(kept.spec.label_of(STATE)))]


def _tab(ask: Ask, view: View, now: str) -> Tab:
    target = address(TABLE, ask.kept.name) + (f"?{view.query}" if view.query else "")
    own = view.pk if view.account_id == ask.request.user.pk else 0
    here = bool(view.query) and view.query == now
    return Tab(view.name, target, here, "bookmark", own, bool(view.unit))
