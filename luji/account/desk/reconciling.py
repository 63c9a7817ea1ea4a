"""The page 核数: hand in a report, see it annotated, take the result away. Nothing stays on the server."""

from __future__ import annotations

import base64
import json
from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from luji.account.desk import house as houses
from luji.account.desk.upload import LARGEST, InMemory, given, oversized, too_much
from luji.account.reconcile.checking import check
from luji.account.reconcile.output import annotate
from luji.account.reconcile.relation import Level, Verdict
from luji.account.reconcile.result import Result
from luji.base.kernel.problem import Problem, Refused
from luji.base.ui.language import lang

# Larger results are not carried inside the page.
CARRIED = 8 * 1024 * 1024
UNUSABLE = 422


@dataclass(frozen=True)
class Own:
    """The report of this house that a text can be compared with."""

    unit: str
    name: str
    year: int


@dataclass(frozen=True)
class Shown:
    """A result as the page shows it; `page` and `data` are addresses that carry the downloads themselves."""

    name: str
    relations: int
    held: int
    undecided: int
    errors: int
    inconsistent: int
    notes: int
    fragment: Markup
    page: str
    data: str

    @classmethod
    def of(cls, result: Result) -> Shown:
        """Count, annotate, pack."""
        levels = Counter(finding.level for finding in result.findings)
        verdicts = Counter(relation.verdict for relation in result.relations)
        data = json.dumps(result.as_json(lang()), ensure_ascii=False, indent=1)
        return cls(
            result.document.name, len(result.relations), verdicts[Verdict.HOLDS], verdicts[Verdict.UNDECIDED],
            levels[Level.ERROR], levels[Level.INCONSISTENT], levels[Level.NOTE],
            Markup(annotate.fragment(result, lang())),  # noqa: S704 - escaped where it is made
            carried("text/html", annotate.page(result, lang())), carried("application/json", data),
        )  # fmt: skip

    @property
    def stem(self) -> str:
        """The name of the files to take away, without an ending."""
        return self.name or "reconciled"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def reconcile(request: HttpRequest) -> HttpResponse:
    """The page. `_answer` looks at the token: the upload handler must be chosen before the form is read."""
    if oversized(request):
        return _page(request, problems=(too_much(),))
    request.upload_handlers = [InMemory(request)]
    try:
        return _answer(request)
    except RequestDataTooBig:
        return _page(request, problems=(too_much(),))


@csrf_protect
def _answer(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    own = own_report() if request.POST.get("facts") else None
    try:
        result = check(given(request))
        if own:
            result = houses.current().against(result, own.unit, own.year)
    except Refused as refused:
        return _page(request, problems=refused.problems)
    return _page(request, Shown.of(result), own)


def _page(
    request: HttpRequest,
    shown: Shown | None = None,
    own: Own | None = None,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    context = {
        "shown": shown,
        "compared": own,
        "own": own or own_report(),
        "problems": problems,
        "largest": LARGEST,
    }
    return render(request, "desk/reconcile.html", context, status=UNUSABLE if problems else 200)


def own_report() -> Own | None:
    """The report that can be compared with; none while nothing is sealed."""
    try:
        house = houses.current()
        unit = house.units.find(house.default_unit)
    except Refused:
        return None
    return Own(unit.code, unit.short.say(lang()), house.default_year)


def carried(kind: str, text: str) -> str:
    """An address that holds the text itself; empty when it is too large for that."""
    data = text.encode("utf-8")
    if len(data) > CARRIED:
        return ""
    return f"data:{kind};charset=utf-8;base64,{base64.b64encode(data).decode('ascii')}"
