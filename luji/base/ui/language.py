"""The language of a reader: Chinese unless they chose English; kept in a cookie, changed by a button."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from luji.base.kernel.text import Lang

YEAR = 365 * 24 * 3600


def lang() -> Lang:
    """The reader's language as the kernel's texts name it."""
    return "en" if (translation.get_language() or "").startswith("en") else "zh"


def chosen(request: HttpRequest) -> str:
    """The language code the reader chose, else the default; what browsers announce does not count.

    Office browsers often announce English although their owners read Chinese.
    """
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageOfReader:
    """Middleware: answers in the chosen language."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the language active."""
        code = chosen(request)
        with translation.override(code):
            answer = self.respond(request)
        answer.headers.setdefault("Content-Language", "en" if code == "en" else "zh-Hans")
        return answer


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """POST `code` and `next`: keep the language and go back to the page."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    answer = HttpResponseRedirect(target)
    code = request.POST.get("code", "")
    if code in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, code, max_age=YEAR, httponly=True, samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )  # fmt: skip
    return answer
