"""Pages that carry rows in and out: a file previewed before it is taken in, and the list as a file."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from luji.base.kernel.problem import Problem, Refused
from luji.base.ui.jinja import address
from luji.record.registers.carried import outgoing, takein
from luji.record.registers.pages.asking import Ask, page
from luji.record.registers.pages.records import may_import
from luji.record.registers.pages.shown import Shown
from luji.record.registers.problems import FILE_TOO_LARGE, NO_FILE, NO_REASON, PREVIEW_GONE
from luji.record.registers.verbs import disclosing, permission
from luji.record.registers.verbs.disclosing import NO_REASON_GIVEN, Reason
from luji.record.registers.verbs.permission import refusal
from luji.record.workflow.spec import CREATE

Upload: TypeAlias = "UploadedFile[bytes]"

SALT, TAKEN = "luji.registers.incoming", "luji.registers.taken"
KEPT_FOR = 3600
LONGEST_NAME, LONGEST_ENDING = 200, 20
"""Bytes: most disks hold 255 in a name, and a Chinese character takes three."""
MOST_BYTES = 20_000_000
MOST_WRITTEN = 2000
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Waiting:
    """A file that was uploaded and waits to be confirmed."""

    path: Path
    token: str


@require_http_methods(["GET", "POST"])
@page
def take_in(ask: Ask) -> HttpResponse:
    """Choose a file, see what it would do, confirm."""
    spec = ask.kept.spec
    if not may_import(ask):
        raise Refused(
            [refusal(ask.registry, ask.kept, ask.actor.person, CREATE, spec.workflow.create, "any", "")]
        )
    if ask.request.method == "GET":
        return _page(ask)
    try:
        if "token" in ask.request.POST:
            return _confirmed(ask)
        return _previewed(ask)
    except Refused as refused:
        return _page(ask, problems=refused.problems)


@require_safe
@page
def take_out(ask: Ask, format: str) -> HttpResponse:
    """The whole list, as filtered, as a file, without what names people."""
    return _file(ask, format, NO_REASON_GIVEN)


@require_http_methods(["GET", "POST"])
@page
def disclose(ask: Ask) -> HttpResponse:
    """The same with what names people: a form that asks why, and the file once that is journalled."""
    if not disclosing.may(ask.actor, ask.kept):
        raise Refused([permission.no_disclosing(ask.registry, ask.kept, ask.actor.person)])
    given = ask.request.POST
    if ask.request.method == "GET":
        return _disclosing(ask)
    reason = Reason(given.get("reason", "")[:MOST_WRITTEN], given.get("case", "")[:MOST_WRITTEN])
    format = given.get("format", "")
    try:
        if not reason:
            raise Refused([NO_REASON(least=disclosing.LEAST, most=disclosing.MOST)])
        return _file(ask, format if format in TYPES else "csv", reason)
    except Refused as refused:
        return _disclosing(ask, refused.problems)


def _disclosing(ask: Ask, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    spec = ask.kept.spec
    context = {
        "kept": ask.kept,
        "problems": problems,
        "private": [spec.label_of(name) for name in disclosing.private_fields(ask.kept)],
        "formats": [("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON")],
        "query": ask.request.GET.urlencode(),
        "given": {name: ask.request.POST.get(name, "") for name in ("format", "reason", "case")},
        "most": disclosing.MOST,
        "most_case": disclosing.MOST_CASE,
    }
    return render(ask.request, "registers/disclose.html", context, status=422 if problems else 200)


def _file(ask: Ask, format: str, reason: Reason) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"{ask.kept.name}.{format}"
        outgoing.write(ask.actor, ask.kept, ask.asked(), out, reason)
        handle = out.open("rb")
    answer = FileResponse(handle, content_type=TYPES[format])
    name = f"{ask.kept.name}-{ask.actor.day}.{format}"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer  # type: ignore[return-value]


def keep(ask: Ask, upload: Upload) -> Waiting:
    """Put an uploaded file aside until it is confirmed; older ones go."""
    tidy()
    name = shortened(Path(upload.name or "file").name)
    own = incoming() / secrets.token_hex(16)
    own.mkdir(parents=True)
    with (own / name).open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    said = {"folder": own.name, "name": name, "who": ask.actor.person.number, "to": ask.kept.name}
    return Waiting(own / name, signing.dumps(said, salt=SALT))


def kept_file(ask: Ask, token: str) -> Path:
    """The file a token stands for, if this person brought it here. Raises `Refused` (REG-304)."""
    try:
        said: dict[str, str] = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature as error:
        raise Refused([PREVIEW_GONE()]) from error
    path = incoming() / said["folder"] / said["name"]
    if (said["who"], said["to"]) != (ask.actor.person.number, ask.kept.name) or not path.is_file():
        raise Refused([PREVIEW_GONE()])
    return path


def incoming() -> Path:
    """Where files wait to be confirmed."""
    return Path(settings.LUJI_HOME) / "incoming"


def shortened(name: str) -> str:
    """A name that fits on a disk; the beginning and the ending stay."""
    ending = Path(name).suffix[:LONGEST_ENDING]
    room = LONGEST_NAME - len(ending.encode())
    stem = name[: -len(ending)] if ending else name
    return stem.encode(errors="ignore")[:room].decode(errors="ignore") + ending


def tidy() -> int:
    """Remove what nobody confirmed in time; how many files went."""
    over = [
        one for one in incoming().glob("*") if one.is_dir() and one.stat().st_mtime < time.time() - KEPT_FOR
    ]
    for one in over:
        shutil.rmtree(one, ignore_errors=True)
    return len(over)


def _previewed(ask: Ask) -> HttpResponse:
    upload = ask.request.FILES.get("file")
    limit = f"{MOST_BYTES // 1_000_000} MB"
    if not isinstance(upload, UploadedFile):
        raise Refused([NO_FILE(limit=limit)])
    if (upload.size or 0) > MOST_BYTES:
        raise Refused([FILE_TOO_LARGE(size=f"{(upload.size or 0) / 1_000_000:.1f} MB", limit=limit)])
    waiting = keep(ask, upload)
    try:
        plan = takein.plan(ask.actor, ask.kept, waiting.path)
    except Refused:
        shutil.rmtree(waiting.path.parent, ignore_errors=True)
        raise
    return _page(ask, plan=plan, waiting=waiting)


def _confirmed(ask: Ask) -> HttpResponse:
    path = kept_file(ask, ask.request.POST["token"])
    done = takein.take_in(ask.actor, ask.kept, path)
    shutil.rmtree(path.parent, ignore_errors=True)
    told = signing.dumps([path.name, done.new, done.edited, done.unchanged], salt=TAKEN)
    return HttpResponseRedirect(address("take-in", ask.kept.name, done=told))


def taken(ask: Ask) -> tuple[str, int, int, int] | None:
    """The file just taken in and how many rows were new, changed and unchanged, when the address says so."""
    try:
        name, new, edited, unchanged = signing.loads(
            ask.request.GET.get("done", ""), salt=TAKEN, max_age=KEPT_FOR
        )
    except signing.BadSignature:
        return None
    return name, new, edited, unchanged


def _page(
    ask: Ask,
    problems: tuple[Problem, ...] = (),
    plan: takein.Plan | None = None,
    waiting: Waiting | None = None,
) -> HttpResponse:
    shown = Shown(ask.kept, ask.registry.units)
    spec = ask.kept.spec
    columns = [n for n in spec.list_.columns if n in spec.fields]
    edited = [
        (getattr(one.row, spec.key), [(spec.label_of(n), shown.value(n, one.before[n]), shown.value(n, v))
                                     for n, v in one.after.items()])
        for one in (plan.first_edited if plan else [])
    ]  # fmt: skip
    context = {
        "kept": ask.kept,
        "problems": problems,
        "plan": plan,
        "taken": None if plan or problems else taken(ask),
        "token": waiting.token if waiting else "",
        "file": waiting.path.name if waiting else "",
        "columns": [spec.label_of(n) for n in columns],
        "new": [
            [shown.value(n, one.values.get(n)) for n in columns] for one in (plan.first_new if plan else [])
        ],
        "edited": edited,
        "headings": [column.label for column in ask.kept.table.columns.values()],
        "limit": f"{MOST_BYTES // 1_000_000} MB",
    }
    return render(ask.request, "registers/take_in.html", context, status=422 if problems else 200)
