"""Pages of signing in: name and password, then a code where one is due; signing out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from luji.base.kernel.problem import Problem
from luji.base.people.signin import attempt
from luji.base.people.signin.passwords import options
from luji.base.people.signin.problems import HALF_OVER, SESSION_IDLE, SESSION_OLD

NEXT = "luji.next"
LONGEST = 400
"""Longer passwords are cut: hashing them would only cost time."""


@sensitive_post_parameters("password")
@never_cache
@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and its answer; a signed-in reader is sent on."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(target(request, asked(request)))
    if request.method != "POST":
        return form(request, problem=_over(request))
    username = request.POST.get("username", "").strip().replace("\x00", "")[:64]
    outcome = attempt.by_password(request, username, request.POST.get("password", "")[:LONGEST])
    return proceed(request, outcome, username, asked(request))


@never_cache
@login_not_required
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the device or a recovery code."""
    if attempt.HALF not in request.session:
        return redirect("sign-in")
    if request.method != "POST":
        return render(request, "people/sign_in_code.html", {"problem": None})
    outcome = attempt.by_code(request, request.POST.get("code", "")[:40])
    if outcome.problem is None:
        return HttpResponseRedirect(target(request, request.session.pop(NEXT, "")))
    if outcome.problem.code == HALF_OVER.code:
        return form(request, problem=outcome.problem)
    return render(request, "people/sign_in_code.html", {"problem": outcome.problem}, status=422)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


def proceed(request: HttpRequest, outcome: attempt.Outcome, username: str, wanted: str) -> HttpResponse:
    """Where an attempt leads: on, to the code, or back to the form."""
    if outcome.problem is not None:
        return form(request, username, outcome.problem)
    if outcome.waits:
        request.session[NEXT] = wanted
        return redirect("sign-in-code")
    return HttpResponseRedirect(target(request, wanted))


def form(request: HttpRequest, username: str = "", problem: Problem | None = None) -> HttpResponse:
    """The form, with what was wrong."""
    context = {
        "username": username, "problem": problem, "next": asked(request), "elsewhere": options().oidc,
        "directory": bool(options().ldap.url),
    }  # fmt: skip
    wrong = problem is not None and request.method == "POST"
    return render(request, "people/sign_in.html", context, status=422 if wrong else 200)


def asked(request: HttpRequest) -> str:
    """The page the reader wanted."""
    return request.POST.get("next") or request.GET.get("next") or ""


def target(request: HttpRequest, wanted: str) -> str:
    """Where the reader wanted to go, when that lies on this site."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else resolve_url(settings.LOGIN_REDIRECT_URL)


def _over(request: HttpRequest) -> Problem | None:
    """Why the session before ended, as the address says."""
    over = request.GET.get("over", "")
    if over == SESSION_IDLE.code:
        return SESSION_IDLE(minutes=options().session_idle_minutes)
    return SESSION_OLD(hours=options().session_hours) if over == SESSION_OLD.code else None
