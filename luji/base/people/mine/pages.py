"""Everybody's own account: posts, what is lent, the password, the second factor, the sessions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.base.people import delegations, department
from luji.base.people.asking import account_of, by, lang, refused
from luji.base.people.forms import Ask, Filled, Input, blank, fill
from luji.base.people.models import Appointment, Delegation
from luji.base.people.office import acts, asked
from luji.base.people.office.pages import local, signing, standing
from luji.base.people.signin import codes, factor, own
from luji.base.people.signin.attempt import MUST_FACTOR
from luji.base.people.signin.passwords import aged, options
from luji.base.people.signin.problems import FACTOR_NEEDED, MUST_CHANGE, PASSWORD_AGED

OLD = Ask(
    "old", Text("原密码", "Present password"), "password", True, most=400, autocomplete="current-password"
)
NEW = Ask("new", Text("新密码", "New password"), "password", True, most=400, autocomplete="new-password")
AGAIN = Ask("again", Text("再输一次", "Once more"), "password", True, most=400, autocomplete="new-password")
CODE = Ask("code", Text("动态验证码", "Code"), "code", True, most=40, autocomplete="one-time-code")


@require_safe
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """The page of one's own account."""
    one, actor = account_of(request), by(request)
    context = {
        "one": one, "here": department.current(), "post_label": _post_label, "local": local,
        "today": actor.day, "key": request.session.session_key, "recovery": factor.recovery_left(one),
        **standing(one, actor), **signing(one, timezone.now(), None, factor.is_on(one)),
    }  # fmt: skip
    return render(request, "people/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other session ends."""
    asks = (OLD, NEW, AGAIN)
    if request.method != "POST":
        return _form(request, _("Change the password"), blank(asks), _rules(), notes=_why(request))
    form = fill(asks, request.POST.dict())
    try:
        form.refuse_wrong()
        own.refuse_locked(by(request))
        own.change_password(by(request), request, form.text("old"), form.text("new"), form.text("again"))
    except Refused as why:
        own.count_wrong(by(request), why)
        return _again(request, _("Change the password"), form, why, _rules())
    return redirect("own-account")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """Turn the second factor on, with a QR code and a first code; or off, with a last code."""
    one = account_of(request)
    on = factor.is_on(one)
    form = fill((CODE,), request.POST.dict()) if request.method == "POST" else None
    problems: tuple[Problem, ...] = ()
    if form is not None:
        try:
            form.refuse_wrong()
            own.refuse_locked(by(request))
            if on:
                factor.turn_off(by(request), one, form.text("code"))
                return redirect("own-account")
            fresh = factor.turn_on(by(request), one, form.text("code"))
            request.session[MUST_FACTOR] = False
            return render(request, "people/recovery.html", {"codes": fresh})
        except Refused as why:
            own.count_wrong(by(request), why)
            problems = why.problems
    elif request.session.get(MUST_FACTOR):
        problems = (FACTOR_NEEDED(),)
    context: dict[str, Any] = {"on": on, "problems": problems, "inputs": blank((CODE,))}
    if not on:
        context |= _device(request)
    return render(request, "people/factor.html", context, status=422 if form is not None else 200)


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End one's other sessions."""
    own.end_others(by(request), request)
    return redirect("own-account")


@require_http_methods(["GET", "HEAD", "POST"])
def lend(request: HttpRequest) -> HttpResponse:
    """Lend one of one's own posts for a period."""
    one, actor = account_of(request), by(request)
    asks = acts.LEND.asks(actor, one, lang())
    title, note = (
        acts.LEND.label.say(lang()),
        _("Your own posts only; what was lent to you stays with its holder."),
    )
    if not asks[0].options:
        return _form(request, title, (), _("You hold no post that can be lent."), can=False)
    if request.method != "POST":
        return _form(request, title, blank(asks, start=actor.day), note)
    form = fill(asks, request.POST.dict())
    try:
        form.refuse_wrong()
        acts.lend(actor, one, form)
    except Refused as why:
        return _again(request, title, form, why, note)
    return redirect("own-account")


@require_POST
def take_back(request: HttpRequest, loan: int) -> HttpResponse:
    """Take back what one has lent."""
    made = get_object_or_404(Delegation, pk=loan, giver=account_of(request))
    try:
        delegations.take_back(by(request), made)
    except Refused as why:
        return refused(request, why, 409)
    return redirect("own-account")


def _device(request: HttpRequest) -> dict[str, str]:
    """What a device needs: the QR code, and the secret for those who type."""
    one = account_of(request)
    secret = factor.prepare(one)
    address = codes.address(secret, one.username, _("Luji"))
    return {"picture": codes.picture(address), "secret": codes.spelled(secret)}


def _why(request: HttpRequest) -> tuple[Problem, ...]:
    """Why the password must be changed now, if it must."""
    one = account_of(request)
    if one.one_time_until is not None:
        return (MUST_CHANGE(),)
    return (PASSWORD_AGED(days=options().password_days),) if aged(one, timezone.now()) else ()


def _rules() -> str:
    """What a password must be, in a sentence."""
    wanted = options()
    said = _(
        "%(length)s characters or more of %(kinds)s kinds; no account, no name, none of the last %(past)s."
    )
    given = (wanted.password_length, wanted.password_kinds, wanted.password_past)
    return said % dict(zip(("length", "kinds", "past"), given, strict=True))


def _post_label(held: Appointment) -> str:
    return asked.post_label(held, lang())


def _form(
    request: HttpRequest, title: str, inputs: tuple[Input, ...], note: str = "",
    notes: tuple[Problem, ...] = (), status: int = 200, can: bool = True,
) -> HttpResponse:  # fmt: skip
    context = {"heading": title, "inputs": inputs, "note": note, "problems": notes, "can": can}
    return render(request, "people/own_form.html", context, status=status)


def _again(request: HttpRequest, title: str, form: Filled, why: Refused, note: str) -> HttpResponse:
    other = tuple(problem for problem in why.problems if problem not in form.problems)
    return _form(request, title, form.inputs, note, other, 422)
