"""Pages about the interface: its description, made from the OpenAPI document, and a person's own tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.models import Account
from luji.base.ui.given import whole_number
from luji.base.ui.jinja import address
from luji.base.ui.language import lang
from luji.record.api import tokens
from luji.record.api.interface import document
from luji.record.api.keys import origin_of
from luji.record.api.models import Token

DAYS = (30, 90, 180, 366)


@dataclass(frozen=True)
class Call:
    """One operation of the interface as the page shows it."""

    method: str
    path: str
    summary: str
    body: Mapping[str, Any]


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The OpenAPI document."""
    del request
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """What the interface can do, for people."""
    found = document()
    schemas = found["components"]["schemas"]
    registers = {n: s for n, s in schemas.items() if f"{n}_content" in schemas}
    context = {"calls": list(calls(found)), "registers": registers, "site": _site(request)}
    return render(request, "api/description.html", context)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
def own_tokens(request: HttpRequest) -> HttpResponse:
    """A person's tokens; making one shows its secret this once."""
    account = cast(Account, request.user)
    if request.method == "GET":
        return _tokens(request, account)
    given = request.POST
    try:
        asked = whole_number(given.get("days", ""), 9999)
        writes = given.get("scope") == "write"
        made, secret = tokens.make(account, given.get("name", "")[:200], writes, asked, origin_of(request))
    except Refused as refused:
        return _tokens(request, account, refused.problems)
    return _tokens(request, account, made=made, secret=secret)


@require_POST
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Revoke a token."""
    tokens.revoke(cast(Account, request.user), key, origin_of(request))
    return HttpResponseRedirect(address("own-tokens"))


def calls(found: Mapping[str, Any]) -> Iterator[Call]:
    """Every operation of the document."""
    for path, operations in found["paths"].items():
        for method, told in operations.items():
            yield Call(method.upper(), path, _side(told["summary"]), _body(found, told))


def _body(found: Mapping[str, Any], told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The properties of the body an operation takes; none for one without."""
    content = told.get("requestBody", {}).get("content", {})
    name = content.get("application/json", {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
    return found["components"]["schemas"].get(name, {}).get("properties", {}) if name else {}


def _side(summary: str) -> str:
    """The half of a summary in the reader's language: English first, Chinese last."""
    english, _, chinese = summary.rpartition(" ")
    return english if lang() == "en" else chinese


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _tokens(
    request: HttpRequest, account: Account, problems: tuple[Problem, ...] = (), made: Token | None = None,
    secret: str = "",
) -> HttpResponse:  # fmt: skip
    now = timezone.now()
    context = {
        "tokens": tokens.valid_of(account, now),
        "days": DAYS,
        "problems": problems,
        "made": made,
        "secret": secret,
        "name": request.POST.get("name", "") if problems else "",
        "local": lambda at: f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
        "site": _site(request),
    }
    return render(request, "api/tokens.html", context, status=422 if problems else 200)
