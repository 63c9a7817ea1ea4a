"""Pages of finding: what words find everywhere, looking a plate or a person up, and who looked up what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from luji.base.kernel.problem import Problem, Refused
from luji.base.people import officers
from luji.base.ui import errors
from luji.base.ui.given import whole_number
from luji.base.ui.jinja import address, say
from luji.record.finding import hits, lookups
from luji.record.finding.hits import Group
from luji.record.finding.lookups import Asked, Filters, Told
from luji.record.registers.pages.asking import actor_of
from luji.record.registers.pages.looking import LOOK_UP
from luji.record.registers.search import identities
from luji.record.registers.verbs.actor import Actor

LONGEST = 200
# Where the session keeps the words searched last.
FOUND = "find"


@never_cache
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """What words find. They are posted and kept in the session: whatever is typed, no address holds it."""
    posted = request.method == "POST"
    given = (request.POST if posted else request.GET).get("q")
    text = _clean(str(request.session.get(FOUND, "")) if given is None else given)
    if identities.found_in(text):
        request.session[LOOK_UP] = text
        return HttpResponseRedirect(address("look-up"))
    if posted:
        request.session[FOUND] = text
        return HttpResponseRedirect(address("find"))
    actor = actor_of(request)
    groups = hits.find(actor, text)
    context = {
        "text": text,
        "groups": groups,
        "people": hits.colleagues(actor, text),
        "total": sum(len(group.hits) for group in groups),
        "may_look_up": lookups.may_look_up(actor),
        "may_read": lookups.may_read(actor),
    }
    return render(request, "finding/find.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """The form that asks for a reason, and what was found: shown in answer to a post only."""
    actor = actor_of(request)
    if not lookups.may_look_up(actor):
        return _refused(request, actor, Asked("plate", "", "", "", ""))
    if request.method == "POST" and "purpose" in request.POST:
        asked = _asked(request)
        try:
            return _form(request, actor, asked, groups=lookups.look_up(actor, asked))
        except Refused as refused:
            return _form(request, actor, asked, refused.problems)
    if request.method == "POST":
        request.session[LOOK_UP] = _clean(request.POST.get("value", ""))
        return HttpResponseRedirect(address("look-up"))
    value = str(request.session.pop(LOOK_UP, ""))
    found = identities.found_in(value)
    names = found[0].names if found else "person" if value else "plate"
    return _form(request, actor, Asked(names, value))


@never_cache
@require_http_methods(["GET", "POST"])
def look_ups(request: HttpRequest) -> HttpResponse:
    """Who looked up what, when and why, for those who watch over it; reading it is journalled too."""
    actor = actor_of(request)
    filters = _filters(request)
    try:
        told = lookups.read(actor, filters)
    except Refused as refused:
        return errors.page(request, 403, _("Not allowed"), _NOT_YOURS(), refused.problems)
    units = actor.registry.units
    context = {
        "told": told[: lookups.PAGE],
        "more": told[lookups.PAGE - 1].number if len(told) > lookups.PAGE else 0,
        "filters": filters,
        "people": officers.name_of([one.person for one in told]),
        "unit": lambda code: say(units.find(code).short) if code in units else code,
        "purpose": _purpose,
        "local": lambda at: f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
        "where": _where,
    }
    return render(request, "finding/look_ups.html", context)


def _form(
    request: HttpRequest,
    actor: Actor,
    asked: Asked,
    wrong: Iterable[Problem] = (),
    groups: list[Group] | None = None,
) -> HttpResponse:
    context = {
        "asked": asked,
        "problems": list(wrong),
        "groups": groups,
        "purposes": [(name, say(one.label), one.number) for name, one in lookups.rules().purposes.items()],
        "may_read": lookups.may_read(actor),
        "most": lookups.MOST,
        "most_reason": lookups.MOST_REASON,
    }
    return render(request, "finding/look_up.html", context, status=422 if context["problems"] else 200)


def _refused(request: HttpRequest, actor: Actor, asked: Asked) -> HttpResponse:
    """The page that says which posts may."""
    request.session.pop(LOOK_UP, None)
    try:
        lookups.look_up(actor, asked)
    except Refused as refused:
        return errors.page(request, 403, _("Not allowed"), _NOT_YOURS(), refused.problems)
    raise AssertionError("a look-up by somebody who may not was not refused")


def _NOT_YOURS() -> str:  # noqa: N802 — a sentence, in the reader's language
    return _("Your posts do not allow this. Here is who may.")


def _asked(request: HttpRequest) -> Asked:
    given = {name: _clean(request.POST.get(name, "")) for name in ("value", "purpose", "case")}
    reason = _clean(request.POST.get("reason", ""), lookups.MOST_REASON)
    names = request.POST.get("names", "")
    return Asked(
        "person" if names == "person" else "plate", given["value"], given["purpose"], reason, given["case"]
    )


def _filters(request: HttpRequest) -> Filters:
    given = {
        name: _clean(request.POST.get(name, ""))
        for name in ("who", "names", "start", "end", "words", "value")
    }
    before = whole_number(request.POST.get("before", ""))
    return Filters(
        given["who"], given["names"], _day(given["start"]), _day(given["end"]), given["words"],
        given["value"], before,
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _clean(text: str, most: int = LONGEST) -> str:
    return "".join(one for one in text.replace("\x00", " ").strip() if not "\ud800" <= one <= "\udfff")[:most]


def _purpose(name: str) -> str:
    purpose = lookups.rules().purposes.get(name)
    return say(purpose.label) if purpose else name


def _where(told: Told) -> str:
    return _("plate") if told.names == "plate" else _("person")
