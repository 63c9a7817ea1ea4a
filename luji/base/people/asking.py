"""Who asks: the signed-in person with today's posts, as reader of a page and as actor of a verb."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Lang
from luji.base.people import department, posts
from luji.base.people.by import By
from luji.base.people.models import Account
from luji.base.people.person import Person
from luji.base.people.post_problems import NOT_ADMIN
from luji.base.people.signin.sessions import origin_of

P = ParamSpec("P")
PERSON = "luji.person"


def account_of(request: HttpRequest) -> Account:
    """The account of a signed-in reader."""
    return cast(Account, request.user)


def person_of(request: HttpRequest) -> Person:
    """The signed-in person with today's posts, looked up once for a request."""
    known: Person | None = request.META.get(PERSON)
    if known is None:
        tree = department.current().units
        known = request.META[PERSON] = posts.person_of(account_of(request), timezone.localdate(), tree)
    return known


def lang() -> Lang:
    """The reader's language as the kernel's texts name it."""
    return "en" if (translation.get_language() or "").startswith("en") else "zh"


def by(request: HttpRequest) -> By:
    """The reader as an actor."""
    return By.of(person_of(request), department.current().units, origin_of(request))


def administrators_only(
    view: Callable[Concatenate[HttpRequest, By, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Make a page of `view` for those who keep accounts; others read which post may (PPL-301)."""

    @wraps(view)
    def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        actor = by(request)
        if actor.admin:
            return view(request, actor, *args, **kwargs)
        return refused(request, Refused([NOT_ADMIN()]))

    return shown  # type: ignore[return-value]


def refused(request: HttpRequest, why: Refused, status: int = 403) -> HttpResponse:
    """The page that says what is not allowed, and who may."""
    context = {
        "status": status, "title": _("Not allowed"), "problems": why.problems,
        "advice": _("Your posts do not allow this. Here is who may."),
    }  # fmt: skip
    return render(request, "ui/error.html", context, status=status)
