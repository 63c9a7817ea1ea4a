"""Pages of signing in elsewhere: to the issuer of identities, and back from it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from luji.base.kernel.problem import Refused
from luji.base.people.models import Account
from luji.base.people.signin import attempt, lockout, log, oidc, pages
from luji.base.people.signin.known import Known, account_of
from luji.base.people.signin.passwords import options
from luji.base.people.signin.problems import NOT_KNOWN, OIDC_OFF, OIDC_STRANGE

BEGUN = "luji.oidc"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_safe
@never_cache
@login_not_required
def leave(request: HttpRequest) -> HttpResponse:
    """Send the reader to the issuer."""
    wanted = options().oidc
    if not wanted.issuer:
        return pages.form(request, problem=OIDC_OFF())
    try:
        with oidc.client(wanted) as web:
            issuer = oidc.discover(wanted, web)
    except Refused as why:
        return pages.form(request, problem=why.problems[0])
    begun = oidc.begin()
    request.session[BEGUN] = begun.as_json()
    request.session[pages.NEXT] = pages.asked(request)
    return HttpResponseRedirect(oidc.address(wanted, issuer, begun, _back(request)))


@require_safe
@never_cache
@login_not_required
def back(request: HttpRequest) -> HttpResponse:
    """The reader comes back: who are they?"""
    wanted = options().oidc
    kept = request.session.pop(BEGUN, None)
    try:
        if not wanted.issuer:
            raise Refused([OIDC_OFF()])
        with oidc.client(wanted) as web:
            claims = oidc.finish(wanted, web, kept, request.GET.dict(), _back(request))
        account = _account(claims)
    except Refused as why:
        log.note(request, "", "oidc", None, why.problems[0].code)
        return pages.form(request, problem=why.problems[0])
    outcome = attempt.known(request, account, "oidc")
    return pages.proceed(request, outcome, account.username, request.session.pop(pages.NEXT, ""))


def _account(claims: dict[str, object]) -> Account:
    """The account the claims name. Raises `Refused`: PPL-383 no name, PPL-373 no account, PPL-101 closed."""
    wanted = options().oidc
    username = claims.get(wanted.claim)
    if not isinstance(username, str) or not username:
        raise Refused([OIDC_STRANGE(why=wanted.claim)])
    name = claims.get(wanted.name)
    known = Known(username, name if isinstance(name, str) else "", "")
    account = account_of(known, wanted.create, "oidc")
    if account is None:
        raise Refused([NOT_KNOWN()])
    lockout.forget(account.username)
    account.backend = BACKEND
    return account


def _back(request: HttpRequest) -> str:
    """The address the issuer sends readers back to; it is registered there."""
    return request.build_absolute_uri(reverse("sign-in-elsewhere-back"))
