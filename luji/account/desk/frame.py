"""The frame around every page: the rail with what exists, and who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from luji.base.ui.jinja import address


@dataclass(frozen=True)
class Entry:
    """One line of the rail; without an address it is the heading of those below."""

    label: str
    icon: str
    address: str = ""
    here: bool = False
    below: tuple[Entry, ...] = ()


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every template: `rail` and `account` (the name; empty for strangers)."""
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    return {"rail": rail(request) if known else (), "account": str(user.name) if user and known else ""}


def rail(request: HttpRequest) -> tuple[Entry, ...]:
    """What exists so far; links keep the unit and the period that are being looked at."""
    match = request.resolver_match
    here = match.url_name if match else ""
    kept = {name: request.GET.get(name, "") for name in ("unit", "period")}

    def entry(label: str, name: str, *also: str, icon: str = "") -> Entry:
        return Entry(label, icon, address(name, **kept), here in (name, *also))

    return (
        entry(_("Dashboard"), "dashboard", icon="layout-dashboard"),
        Entry(_("Performance"), "chart-bar", below=(
            entry(_("Indicators"), "indicators", "indicator", "trace", "rows"),
            entry(_("Evaluation"), "evaluation"),
            entry(_("Report"), "report"),
            entry(_("Reconcile"), "reconcile"),
        )),
        entry(_("Settings"), "settings", icon="settings"),
    )  # fmt: skip
