"""Pages of those who keep accounts: the list of people, one person, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from luji.base.kernel.problem import Problem, Refused
from luji.base.people import delegations, department, posts
from luji.base.people.asking import administrators_only, lang, refused
from luji.base.people.by import By
from luji.base.people.forms import Filled, Input, blank, fill
from luji.base.people.models import Account, Appointment, Delegation, Service
from luji.base.people.office import acts, asked, listing
from luji.base.people.office.listing import STATES, Wanted
from luji.base.people.post_problems import LAST_ADMIN, NOT_ONESELF, OTHER_UNIT
from luji.base.people.signin import factor, lockout, log, sessions

FORBIDDEN = {NOT_ONESELF.code, OTHER_UNIT.code, LAST_ADMIN.code}


@require_safe
@administrators_only
def people(request: HttpRequest, by: By) -> HttpResponse:
    """The list."""
    wanted = Wanted.of(request.GET)
    page = listing.page_of(listing.found(by, wanted), request.GET.get("page", ""))
    context = {
        "page": page, "wanted": wanted, "posts": listing.posts_of(list(page.object_list), by.day),
        "here": department.current(), "units": asked.units(by, lang()), "states": STATES,
        "post_label": _post_label, "state_label": state_label, "size": listing.SIZE,
    }  # fmt: skip
    return render(request, "people/people.html", context)


@require_safe
@never_cache
@administrators_only
def person(request: HttpRequest, by: By, number: str) -> HttpResponse:
    """One person: posts, service, what is lent, how they sign in."""
    account = find(by, number)
    now = timezone.now()
    locked = lockout.locked_until(account.username, now)
    factor_on = factor.is_on(account)
    context = {
        "one": account, "here": department.current(), "acts": acts.ACTS, "today": by.day,
        "offered": [] if by.number == number else acts.offered(account, bool(locked), factor_on),
        "oneself": by.number == number, "post_label": _post_label, "local": local,
        **standing(account, by), **signing(account, now, locked, factor_on),
    }  # fmt: skip
    return render(request, "people/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
@administrators_only
def new(request: HttpRequest, by: By) -> HttpResponse:
    """Enter a new officer."""
    asks = acts.enter_asks(by, lang())
    if request.method != "POST":
        given = {"number": request.GET.get("number", "")[:64], "entered": by.day}
        return _form(request, _("New person"), blank(asks, **given))
    form = fill(asks, request.POST.dict())
    try:
        form.refuse_wrong()
        with transaction.atomic():
            account, password = acts.enter(by, form)
    except Refused as why:
        return _again(request, _("New person"), form, why)
    return one_time(request, account, password)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
@administrators_only
def act(request: HttpRequest, by: By, number: str, name: str) -> HttpResponse:
    """One act: its form, and the deed."""
    account = find(by, number)
    one = acts.ACTS.get(name)
    if one is None:
        raise Http404
    asks = one.asks(by, account, lang())
    title = one.label.say(lang())
    if request.method != "POST":
        inputs = blank(asks, **one.given(by, account))
        return _form(request, title, inputs, account, one.note.say(lang()), one.grave)
    form = fill(asks, request.POST.dict())
    try:
        form.refuse_wrong()
        password = one.do(by, account, form)
    except Refused as why:
        return _again(request, title, form, why, account, one.note.say(lang()), one.grave)
    return one_time(request, account, password) if password else redirect("person", account.username)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def end_post(request: HttpRequest, by: By, number: str, post: int) -> HttpResponse:
    """End a post after a day."""
    account = find(by, number)
    held = get_object_or_404(Appointment, pk=post, account=account)
    asks = (asked.LAST, asked.REASON)
    title = _("End a post")
    said = asked.post_label(held, lang())
    if request.method != "POST":
        return _form(request, title, blank(asks, last=max(by.day, held.start)), account, said, True)
    form = fill(asks, request.POST.dict())
    try:
        form.refuse_wrong()
        posts.end(held, form.needed_day("last"), by, form.text("reason"))
    except Refused as why:
        return _again(request, title, form, why, account, said, True)
    return redirect("person", account.username)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def take_back(request: HttpRequest, by: By, number: str, loan: int) -> HttpResponse:
    """End a delegation at once."""
    account = find(by, number)
    made = get_object_or_404(Delegation, pk=loan, giver=account)
    title = _("Take back what was lent")
    said = f"{asked.post_label(Appointment(role=made.role, unit=made.unit), lang())} → {made.taker.name}"
    if request.method != "POST":
        return _form(request, title, (), account, said, True)
    try:
        delegations.take_back(by, made)
    except Refused as why:
        return _again(request, title, Filled({}, ()), why, account, said, True)
    return redirect("person", account.username)


def find(by: By, number: str) -> Account:
    """An account the actor keeps; 404 for others, so that nobody learns who is elsewhere."""
    return get_object_or_404(listing.kept(by), username=number)


def standing(account: Account, by: By) -> dict[str, object]:
    """Posts now and before, service, what was lent and received."""
    held = list(Appointment.objects.filter(account=account).order_by("-start", "-id"))
    return {
        "posts_now": [one for one in held if one.end is None or one.end >= by.day],
        "posts_before": [one for one in held if one.end is not None and one.end < by.day],
        "services": Service.objects.filter(account=account).order_by("-start", "-id"),
        "lent": Delegation.objects.filter(giver=account).select_related("taker"),
        "received": Delegation.objects.filter(taker=account).select_related("giver"),
    }


def signing(account: Account, now: datetime, locked: datetime | None, factor_on: bool) -> dict[str, object]:
    """How somebody signs in: locked until, second factor, sessions, last attempts."""
    return {
        "locked": locked, "factor_on": factor_on, "factor_needed": factor.is_needed(account),
        "sittings": sessions.open_of(account, now), "device": sessions.device_of,
        "sign_ins": log.latest(account),
    }  # fmt: skip


def one_time(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    """The page that shows a one-time password, this once."""
    return render(request, "people/one_time.html", {"one": account, "password": password, "local": local})


def state_label(state: str) -> str:
    """What a state of accounts is called."""
    return {
        listing.OPEN: _("may sign in"), listing.CLOSED: _("closed"), listing.LOCKED: _("locked"),
        listing.NO_POST: _("without a post"),
    }[state]  # fmt: skip


def local(at: datetime | None) -> str:
    """A moment as people here read it."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _post_label(held: Appointment) -> str:
    return asked.post_label(held, lang())


def _form(
    request: HttpRequest, title: str, inputs: Sequence[Input], account: Account | None = None, note: str = "",
    grave: bool = False, problems: Sequence[Problem] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "heading": title,
        "inputs": inputs,
        "one": account,
        "note": note,
        "grave": grave,
        "problems": problems,
    }
    return render(request, "people/form.html", context, status=status)


def _again(
    request: HttpRequest, title: str, form: Filled, why: Refused, account: Account | None = None,
    note: str = "", grave: bool = False,
) -> HttpResponse:  # fmt: skip
    """The form with everything that is wrong; what may not be at all is a page of its own."""
    if any(problem.code in FORBIDDEN for problem in why.problems):
        return refused(request, why)
    other = [problem for problem in why.problems if problem not in form.problems]
    return _form(request, title, form.inputs, account, note, grave, other, 422)
