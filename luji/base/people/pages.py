"""Pages of people: sign in and sign out."""

from __future__ import annotations

import math
from datetime import datetime

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from luji.base.kernel.problem import Problem
from luji.base.people.signin import lockout
from luji.base.people.signin.problems import LOCKED, NOT_KNOWN


@sensitive_post_parameters("password")
@never_cache
@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and its answer; a signed-in reader is sent on."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_target(request))
    if request.method != "POST":
        return _form(request)
    username = request.POST.get("username", "").strip()[:64]
    problem = _try(request, username, request.POST.get("password", ""))
    return HttpResponseRedirect(_target(request)) if problem is None else _form(request, username, problem)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


def _try(request: HttpRequest, username: str, password: str) -> Problem | None:
    now = timezone.now()
    closed = lockout.locked_until(username, now)
    if closed is not None:
        return _locked(closed, now)
    account = authenticate(request, username=username, password=password)
    if account is None:
        closed = lockout.note_failure(username, now)
        return _locked(closed, now) if closed else NOT_KNOWN()
    lockout.forget(username)
    login(request, account)
    return None


def _locked(until: datetime, now: datetime) -> Problem:
    return LOCKED(minutes=max(1, math.ceil((until - now).total_seconds() / 60)))


def _form(request: HttpRequest, username: str = "", problem: Problem | None = None) -> HttpResponse:
    context = {"username": username, "problem": problem, "next": _asked(request)}
    return render(request, "people/sign_in.html", context, status=200 if problem is None else 422)


def _asked(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next") or ""


def _target(request: HttpRequest) -> str:
    """Where the reader wanted to go, when that lies on this site."""
    asked = _asked(request)
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if safe else resolve_url("dashboard")
