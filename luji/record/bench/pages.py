"""The bench (工作台): one page with what waits, what was sent on, the unit's month; and where to start."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from luji.base.people import delegations, officers, posts
from luji.base.people.models import Account, Delegation
from luji.base.people.person import Person
from luji.base.ui.jinja import say
from luji.record.bench import scope, work
from luji.record.registers.pages.asking import actor_of
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs import permission
from luji.record.workflow import notices

HOUR, DAY = 60, 24 * 60


@require_safe
def start(request: HttpRequest) -> HttpResponseRedirect:
    """Where somebody begins: the bench for those who work with registers, else the dashboard."""
    actor = actor_of(request)
    return redirect("bench" if scope.works(actor.registry, actor.person) else "dashboard")


@require_safe
def bench(request: HttpRequest) -> HttpResponse:
    """The bench of whoever is signed in."""
    actor = actor_of(request)
    registry, person = actor.registry, actor.person
    account = cast(Account, request.user)
    unit = work.own_unit(person)
    context = {
        "waiting": work.waiting(registry, person, request.GET.get("at", "")[:120]),
        "further": bool(request.GET.get("at")),
        "sent": work.sent(registry, person),
        "month": work.month(registry, person, unit, actor.at) if unit else [],
        "unit": registry.units.find(unit).short if unit in registry.units else None,
        "standing": standing(account, actor.day, registry),
        "creatable": creatable(registry, person),
        "unread": notices.unread(account).count(),
        "units": registry.units,
        "name": account.name,
        "until": lambda due: until(due, actor.at),
        "ago": lambda since: ago(since, actor.at),
        "length": length,
        "end": end,
        "late": lambda due: due < actor.at,
    }
    return render(request, "bench/bench.html", context)


def creatable(registry: Registry, person: Person) -> list[Kept]:
    """The registers in which somebody may open a record, in declared order."""
    return [kept for kept in registry.kept.values() if permission.own_unit(kept, person)]


def standing(account: Account, day: date, registry: Registry) -> list[tuple[str, Delegation]]:
    """The delegations in force to somebody and from them, each in a sentence. Three queries at most."""
    to_me = delegations.in_force(account.username, day)
    from_me = list(posts.lent_on(day).filter(giver=account).select_related("taker"))
    names = officers.name_of({one.giver.username for one in to_me} | {one.taker.username for one in from_me})
    said = [(_("You stand in for %(name)s") % {"name": names.get(o.giver.username, "")}, o) for o in to_me]
    said += [
        (_("%(name)s stands in for you") % {"name": names.get(o.taker.username, "")}, o) for o in from_me
    ]
    return [(f"{words} · {post(one, registry)}", one) for words, one in said]


def post(one: Delegation, registry: Registry) -> str:
    """The post that was lent."""
    return say(permission.allowed(registry, (one.role,), "own", one.unit))


def until(due: datetime, now: datetime) -> str:
    """How long there is, or how long it is late."""
    late, left = work.remaining(due, now)
    said = length(int(left.total_seconds() // 60))
    return _("%(time)s late") % {"time": said} if late else _("%(time)s left") % {"time": said}


def ago(since: datetime, now: datetime) -> str:
    """How long it has been there."""
    return length(max(int((now - since).total_seconds() // 60), 0))


def end(due: datetime) -> str:
    """When it ends: the day, and the time unless that is the end of the day."""
    return f"{timezone.localtime(due):%Y-%m-%d %H:%M}".removesuffix(" 23:59")


def length(minutes: int) -> str:
    """A length of time in its largest unit, cut down: 2 days, 5 hours, 12 minutes."""
    if minutes >= 2 * DAY:
        return ngettext("%(num)s day", "%(num)s days", minutes // DAY) % {"num": minutes // DAY}
    if minutes >= HOUR:
        return ngettext("%(num)s hour", "%(num)s hours", minutes // HOUR) % {"num": minutes // HOUR}
    if not minutes:
        return _("less than a minute")
    return ngettext("%(num)s minute", "%(num)s minutes", minutes) % {"num": minutes}
