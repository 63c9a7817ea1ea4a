"""Pages of notices: the list, marking as read, what comes by e-mail, and the short stream behind the bell.

The stream answers at once with what there is and says when to ask again: a server with one thread for each
worker must not hold a connection open (docs/clocks.md says what it costs).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import cast

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luji.base.kernel.text import Text
from luji.base.people.models import Account
from luji.base.ui.jinja import address, say
from luji.record.bench.problems import BAD_ADDRESS
from luji.record.registers import registry
from luji.record.workflow import notices
from luji.record.workflow.mailing import on
from luji.record.workflow.models import MailChoice, Notice
from luji.record.workflow.notices import KINDS

AGAIN = 30_000
"""Milliseconds after which a page asks again."""
PAGE = 50
NEWS = 3


@dataclass(frozen=True)
class Line:
    """A notice as a page shows it."""

    notice: Notice
    kind: Text
    title: Text
    target: str


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Somebody's notices, the latest first; `before` is the id where the last page ended."""
    account = cast(Account, request.user)
    before = request.GET.get("before", "")
    found = notices.of(account)
    if before.isdecimal() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: PAGE + 1])
    context = {
        "lines": [line(notice) for notice in rows[:PAGE]],
        "before": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        "unread": notices.unread(account).count(),
        "moment": lambda at: f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
    }
    return render(request, "bench/notices.html", context)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice (`id`) as read, or all."""
    account, chosen = cast(Account, request.user), request.POST.get("id", "")
    ids = [int(chosen)] if chosen.isdecimal() and len(chosen) < 19 else None
    if ids is not None or not chosen:
        notices.mark_read(account, timezone.now(), ids)
    return redirect("notices")


@require_safe
def opened(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Go to what a notice is about; it is read then. Somebody else's leads to the list."""
    account = cast(Account, request.user)
    notice = notices.of(account).filter(pk=notice_id).first()
    if notice is None:
        return redirect("notices")
    notices.read_about(account, notice.subject, timezone.now())
    return redirect(place_of(notice.subject) or address("notices"))


@require_safe
def stream(request: HttpRequest) -> HttpResponse:
    """One event with the number of unread notices and what is new since `Last-Event-ID`; then the end."""
    account = cast(Account, request.user)
    unread = notices.unread(account)
    last = request.headers.get("Last-Event-ID", "")
    known = int(last) if last.isdecimal() and len(last) < 19 else None
    newest = list(unread[:NEWS])
    fresh = [notice for notice in newest if known is not None and notice.pk > known]
    data = {
        "unread": unread.count() if newest else 0,
        "news": [{"title": say(notices.title_of(n)), "target": address("notice", n.pk)} for n in fresh],
    }
    mark = max([known or 0, *(notice.pk for notice in newest)])
    body = f"retry: {AGAIN}\nid: {mark}\nevent: notices\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
    answer = HttpResponse(body, content_type="text/event-stream; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def choices(request: HttpRequest) -> HttpResponse:
    """What somebody wants by e-mail, and where to."""
    account = cast(Account, request.user)
    held = MailChoice.objects.filter(account=account).first()
    written = request.POST.get("address", "").strip()[:254]
    wrong = []
    if request.method == "POST":
        chosen = request.POST.getlist("kinds")
        if is_address(written) or not written:
            notices.choose(account, written, chosen)
            return redirect(f"{address('notice-settings')}?saved=1")
        wrong = [BAD_ADDRESS(address=written)]
    kinds = request.POST.getlist("kinds") if wrong else (held.kinds.split(",") if held else [])
    context = {
        "kinds": [(name, label, name in kinds) for name, label in KINDS.items()],
        "written": written if wrong else (held.address if held else ""),
        "on": on(), "problems": wrong, "saved": "saved" in request.GET and not wrong,
    }  # fmt: skip
    return render(request, "bench/choices.html", context, status=422 if wrong else 200)


def line(notice: Notice) -> Line:
    """A notice as a page shows it."""
    kind = next((label for name, label in KINDS.items() if name == notice.kind), Text("", ""))
    return Line(notice, kind, notices.title_of(notice), address("notice", notice.pk))


def place_of(subject: str) -> str:
    """The page of the record a notice is about; empty when its register is declared no longer."""
    name, _sep, row = subject.partition("/")
    return address("record", name, int(row)) if name in registry.current().kept and row.isdecimal() else ""


def is_address(text: str) -> bool:
    """Whether it can be an e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def bell() -> dict[str, str]:
    """What the frame of every page needs: where the notices are, and where to ask for them."""
    return {"address": address("notices"), "stream": address("notice-stream"), "label": _("Notices")}
