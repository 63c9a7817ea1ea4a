"""Files of records over the web: brought one by one, and given only to whoever may see the record."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from luji.base.kernel.problem import Refused
from luji.base.ui.jinja import say
from luji.base.ui.language import lang
from luji.record.evidence import actions as evidence
from luji.record.evidence.models import FileUse
from luji.record.evidence.problems import NO_SUCH_FILE, NO_UPLOAD
from luji.record.registers.pages.asking import Ask, page
from luji.record.registers.pages.galleries import attached
from luji.record.registers.problems import UNKNOWN_VALUE
from luji.record.registers.verbs import attachments, privacy
from luji.record.registers.verbs.actions import fetch

POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"


@require_POST
@page
def bring(ask: Ask, field: str) -> HttpResponse:
    """Take in one file of a field, before the form is sent; answers JSON for the script of the form."""
    declared = attachments.fields_of_files(ask.kept).get(field)
    upload = ask.request.FILES.get("file")
    try:
        if declared is None:
            raise Refused([UNKNOWN_VALUE(name=field[:40])])
        if not isinstance(upload, UploadedFile):
            raise Refused([NO_UPLOAD()])
        use = attachments.bring(ask.actor, declared, upload)
    except Refused as refused:
        said = [
            {"code": one.code, "message": one.message(lang()), "cure": one.cure(lang())}
            for one in refused.problems
        ]
        return JsonResponse({"problems": said}, status=422)
    one = attached(ask.kept.name, use)
    told = {"sha256": one.sha256, "name": one.name, "address": one.address, "thumbnail": one.thumbnail}
    return JsonResponse(told | {"kind": say(one.label)})


@require_safe
@page
def file(ask: Ask, row_id: int, sha256: str, small: bool = False) -> HttpResponse:
    """A file of a record, of its present content or of its history, for whoever may see the record."""
    row = fetch(ask.actor, ask.kept, row_id)
    uses = FileUse.objects.filter(register=ask.kept.name, row=row.row, file_id=sha256)
    bare = privacy.reads(ask.kept, ask.actor.person)
    may = [use for use in uses if bare or not privacy.hides(ask.kept, use.field)]
    if not may:
        raise Refused([NO_SUCH_FILE(short=sha256[:12])])
    return given(may[-1], small)


@require_safe
@page
def waiting(ask: Ask, sha256: str, small: bool = False) -> HttpResponse:
    """A file somebody brought themselves and that no record uses yet."""
    use = evidence.waiting_of(ask.actor.person.number).filter(file_id=sha256).last()
    if use is None:
        raise Refused([NO_SUCH_FILE(short=sha256[:12])])
    return given(use, small)


def given(use: FileUse, small: bool) -> HttpResponse:
    """The file, or the small picture of a photograph, such that no browser runs anything in it."""
    photo = use.file.media.startswith("image/")
    if small and not photo:
        raise Refused([NO_SUCH_FILE(short=use.file_id[:12])])
    path = evidence.thumbnail_of(use.file_id) if small else evidence.archive().path(use.file_id)
    if not path.is_file():
        raise Refused([NO_SUCH_FILE(short=use.file_id[:12])])
    media = "image/jpeg" if small else use.file.media
    inline = photo or media.startswith(("video/", "audio/"))
    answer = FileResponse(path.open("rb"), content_type=media)
    answer.headers["Content-Disposition"] = content_disposition_header(not inline, _named(use, small)) or ""
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer  # type: ignore[return-value]


def _named(use: FileUse, small: bool) -> str:
    return f"{Path(use.name).stem}.jpg" if small else use.name
