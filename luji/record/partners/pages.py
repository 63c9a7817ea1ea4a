"""Pages for whoever deals with organisations: give forms out, take answers in after having looked at them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, F, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from luji.base.kernel.problem import Problem, Refused
from luji.base.ui.given import whole_number
from luji.base.ui.jinja import address, say
from luji.record.evidence.models import FileUse
from luji.record.partners import actions, sheet
from luji.record.partners.actions import Brought
from luji.record.partners.answers import MOST_MEGABYTES, Answer, parse
from luji.record.partners.models import IssuedForm
from luji.record.partners.problems import GONE, NO_FILE, TOO_LARGE
from luji.record.registers.pages import carrying
from luji.record.registers.pages.asking import Ask, page
from luji.record.registers.pages.galleries import Attached, attached
from luji.record.registers.pages.records import names
from luji.record.registers.pages.shown import Shown
from luji.record.registers.verbs.actions import fetch

GROUPS, FORMS = 60, 30
POLICY = "default-src 'none'; sandbox"


@dataclass(frozen=True)
class Group:
    """Records of one organisation, and one batch, that wait for its answer."""

    party: str
    batch: str
    count: int


@dataclass(frozen=True)
class Line:
    """What an answer would do to one record."""

    row: int
    number: str
    title: str
    said: Sequence[tuple[str, str]]
    files: Sequence[tuple[str, tuple[Attached, ...]]]


@require_http_methods(["GET", "POST"])
@page
def forms(ask: Ask) -> HttpResponse:
    """Forms given out and still to be given, and the place where answers are handed in."""
    actions.refuse_others(ask.actor, ask.kept)
    if ask.request.method == "GET":
        return _page(ask)
    try:
        return _confirmed(ask) if "token" in ask.request.POST else _looked_at(ask)
    except Refused as refused:
        return _page(ask, refused.problems)


@require_POST
@page
def give(ask: Ask) -> HttpResponse:
    """A form as one HTML file: of one record (`row`), or of an organisation's batch (`party`, `batch`)."""
    posted = ask.request.POST
    row = posted.get("row", "")
    try:
        if row:
            number = whole_number(row)
            party = str(getattr(fetch(ask.actor, ask.kept, number), ask.kept.spec.party or "row"))
            rows = actions.waiting(ask.actor, ask.kept, party, row=number)
        else:
            rows = actions.waiting(ask.actor, ask.kept, posted.get("party", ""), posted.get("batch", ""))
        form = actions.give_out(ask.actor, ask.kept, rows)
    except Refused as refused:
        if ask.kept.spec.answers is None or any(one.code == "REG-201" for one in refused.problems):
            raise
        return _page(ask, refused.problems)
    answer = HttpResponse(sheet.render(ask.actor, ask.kept, form), content_type="text/html; charset=utf-8")
    name = f"{say(ask.kept.spec.label)}-{form.ticket.party}-{form.ticket.number}.html"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _looked_at(ask: Ask) -> HttpResponse:
    upload = ask.request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        raise Refused([NO_FILE()])
    if (upload.size or 0) > MOST_MEGABYTES * 1_000_000:
        raise Refused([TOO_LARGE(limit=MOST_MEGABYTES)])
    kept_file = carrying.keep(ask, upload)
    try:
        return _preview(ask, kept_file.path, kept_file.token)
    except Refused:
        shutil.rmtree(kept_file.path.parent, ignore_errors=True)
        raise


def _preview(ask: Ask, path: Path, token: str, remark: str = "") -> HttpResponse:
    answer = parse(path.read_bytes(), actions.key(), ask.actor.at)
    brought = actions.bring(ask.actor, ask.kept, answer)
    wrong = actions.rehearse(ask.actor, ask.kept, answer, brought, remark)
    doubted = any(one.code == "EVI-310" for one in wrong)
    if wrong and not doubted:
        raise Refused(wrong)
    context = {
        "kept": ask.kept,
        "answer": answer,
        "token": token,
        "doubts": wrong,
        "lines": list(_lines(ask, answer, brought)),
        "action": ask.kept.flow.act_label(answer.ticket.action),
    }
    return render(ask.request, "partners/answer.html", context, status=200)


def _confirmed(ask: Ask) -> HttpResponse:
    token, remark = ask.request.POST["token"], ask.request.POST.get("remark", "")[:2000]
    try:
        path = carrying.kept_file(ask, token)
    except Refused as refused:
        raise Refused([GONE()]) from refused
    answer = parse(path.read_bytes(), actions.key(), ask.actor.at)
    brought = actions.bring(ask.actor, ask.kept, answer)
    try:
        done = actions.take_in(ask.actor, ask.kept, answer, brought, remark)
    except Refused as refused:
        if any(one.code == "EVI-310" for one in refused.problems):
            return _preview(ask, path, token, remark)
        raise
    shutil.rmtree(path.parent, ignore_errors=True)
    only = done[0].row if len(done) == 1 else None
    target = address("record", ask.kept.name, only) if only else address("partner-forms", ask.kept.name)
    return HttpResponseRedirect(target)


def _lines(ask: Ask, answer: Answer, brought: Brought) -> Iterator[Line]:
    kept, shown = ask.kept, Shown(ask.kept, ask.registry.units)
    fields = kept.spec.asked_by(answer.ticket.action)
    for reply in answer.replies:
        row = fetch(ask.actor, kept, reply.row)
        values = actions.replies(kept, answer.ticket.action, reply, ask.actor)
        said = [(say(fields[name].label), shown.value(name, value)) for name, value in values.items()]
        files = [
            (say(fields[name].label), tuple(_waiting(ask, hashes)))
            for name, hashes in brought.get(reply.row, {}).items()
        ]
        yield Line(row.row, str(getattr(row, kept.spec.key)), shown.title(row), said, files)


def _waiting(ask: Ask, hashes: Sequence[str]) -> Iterator[Attached]:
    mine = FileUse.objects.filter(by=ask.actor.person.number, register="", file_id__in=hashes)
    uses = {use.file_id: use for use in mine.select_related("file")}
    return (attached(ask.kept.name, uses[one]) for one in hashes if one in uses)


def groups(ask: Ask) -> list[Group]:
    """What waits for answers, the largest first."""
    spec = ask.kept.spec
    batch = actions.declared(ask.kept).batch
    named = {"party_": F(spec.party)} | ({"batch_": F(batch)} if batch else {})
    rows: QuerySet[Any] = actions.open_to(ask.actor, ask.kept).exclude(**{spec.party: ""})
    counted = rows.values(**named).annotate(count_=Count("pk")).order_by("-count_", "party_")
    return [Group(one["party_"] or "", one.get("batch_") or "", one["count_"]) for one in counted[:GROUPS]]


def _page(ask: Ask, problems: Sequence[Problem] = ()) -> HttpResponse:
    given = list(_given(ask))
    context = {
        "kept": ask.kept,
        "problems": problems,
        "groups": groups(ask),
        "given": given,
        "people": names(form.by for form, _ in given),
        "action": ask.kept.flow.act_label(actions.declared(ask.kept).action),
        "limit": MOST_MEGABYTES,
        "most": actions.MOST_RECORDS,
        "now": ask.actor.at,
        "local": lambda at: f"{timezone.localtime(at):%Y-%m-%d}",
    }
    return render(ask.request, "partners/forms.html", context, status=422 if problems else 200)


def _given(ask: Ask) -> Iterator[tuple[IssuedForm, tuple[int, int]]]:
    """The latest forms holding a record the person sees, with how many were answered of how many."""
    mine = actions.seen(ask.actor, ask.kept).values("pk")
    listed = IssuedForm.objects.filter(register=ask.kept.name, records__row__in=mine).distinct()
    for form in listed.prefetch_related("records")[:FORMS]:
        records = list(form.records.all())
        yield form, (sum(one.answered_at is not None for one in records), len(records))
