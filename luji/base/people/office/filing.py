"""Pages that take a list of people in, with a preview first, and give it out."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from luji.base.kernel.problem import Refused
from luji.base.people import department
from luji.base.people.asking import administrators_only
from luji.base.people.by import By
from luji.base.people.office import listing, problems, roster, sheets
from luji.base.people.office.listing import Wanted

SALT = "luji.people.import"
PREVIEW_SECONDS = 3600
SHOWN = 200
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
@administrators_only
def take_in(request: HttpRequest, by: By) -> HttpResponse:
    """Choose a file, see what it would do, take it in."""
    context: dict[str, Any] = {"columns": roster.COLUMNS, "here": department.current(), "shown": SHOWN}
    if request.method != "POST":
        return render(request, "people/import.html", context)
    try:
        if "token" in request.POST:
            made = _confirmed(by, request.POST["token"])
            return render(request, "people/imported.html", {"made": made})
        name, rows = _file(request)
        found = roster.plan(by, rows, name)
    except Refused as why:
        return render(request, "people/import.html", context | {"problems": why.problems[:SHOWN]}, status=422)
    token = signing.dumps([by.number, name, rows], salt=SALT, compress=True)
    return render(request, "people/import.html", context | {"plan": found, "token": token, "file": name})


@require_safe
@administrators_only
def give_out(request: HttpRequest, by: By, format: str) -> HttpResponse:
    """The people of the list as a file."""
    if format not in TYPES:
        raise Http404
    people = list(listing.found(by, Wanted.of(request.GET)))
    rows = roster.table(people, listing.posts_of(people, by.day))
    body = sheets.csv_of(rows) if format == "csv" else sheets.xlsx_of(rows, "人员")
    name = f"luji-people-{timezone.localdate():%Y%m%d}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=TYPES[format], headers=headers)


def _file(request: HttpRequest) -> tuple[str, list[sheets.Row]]:
    """The uploaded file. Raises `Refused` (PPL-341, 342, 350)."""
    file = request.FILES.get("file")
    if file is None or file.size is None:
        raise Refused([problems.NO_FILE()])
    name = (file.name or "")[:80]
    return name, sheets.read(name, file.read(sheets.LARGEST + 1))


def _confirmed(by: By, token: str) -> list[Any]:
    """Take a previewed list in; what is on file now counts, not what was then. Raises `Refused` (PPL-349)."""
    try:
        number, name, rows = signing.loads(token, salt=SALT, max_age=PREVIEW_SECONDS)
    except signing.BadSignature as error:
        raise Refused([problems.PREVIEW_OLD()]) from error
    if number != by.number:
        raise Refused([problems.PREVIEW_OLD()])
    return roster.take_in(by, roster.plan(by, rows, name))
