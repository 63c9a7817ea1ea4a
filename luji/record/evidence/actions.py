"""Verbs on the archive: bring a file, put what was brought into a record, clear what nobody used."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.record.evidence import problems
from luji.record.evidence.admission import ANY, Admitted, admit, cleaned, limit
from luji.record.evidence.archive import Archive, Incoming
from luji.record.evidence.kinds import Family, Kind
from luji.record.evidence.models import FileUse, StoredFile
from luji.record.evidence.pictures import thumbnail

MOST_WAITING = 200
WAITS = timedelta(hours=24)


def archive() -> Archive:
    """The archive of this installation."""
    return Archive(Path(settings.LUJI_HOME) / "archive")


def bring(
    chunks: Iterable[bytes], name: str, by: str, at: datetime, accept: Collection[Family] = ANY
) -> FileUse:
    """Take in a file somebody brings; it waits until a record uses it.

    Raises `Refused` (EVI-101 … 119), then nothing is kept.
    """
    waiting = FileUse.objects.filter(by=by, register="").count()
    if waiting >= MOST_WAITING:
        raise Refused([problems.TOO_MANY_WAITING(count=waiting)])
    place = archive()
    with place.receive(chunks, cleaned(name), limit(accept)) as incoming:
        admitted = admit(incoming, name, accept)
        place.keep(incoming)
        listed = _listed(incoming, admitted, by, at)
        if not place.has(incoming.sha256):  # cleared in this very moment, as an old one nobody used
            place.keep(incoming)
        return listed


def use(
    hashes: Iterable[str], register: str, row: int, field: str, act: str, by: str, at: datetime, label: Text
) -> list[FileUse]:
    """Put files somebody brought into a record. Raises `Refused` (EVI-115) for one they did not bring.

    Must run inside the transaction that changes the record.
    """
    found: list[FileUse] = []
    wrong: list[Problem] = []
    for sha256 in hashes:
        one = waiting_of(by).filter(file_id=sha256).order_by("-id").first()
        if one is None:
            wrong.append(problems.NOT_BROUGHT(label=label, short=sha256[:12]))
        else:
            found.append(one)
    if wrong:
        raise Refused(wrong)
    for one in found:
        one.register, one.row, one.field, one.act, one.used_at = register, row, field, act, at
        one.save(update_fields=["register", "row", "field", "act", "used_at"])
    return found


def put_away(
    data: bytes, name: str, kind: Kind, register: str, row: int, act: str, by: str, at: datetime
) -> FileUse:
    """Keep a file that was made here, as it is handed out; it never waits.

    Must run inside the transaction of what it was made for.
    """
    place = archive()
    with place.receive([data], name, len(data)) as incoming:
        place.keep(incoming)
        found = _listed(incoming, Admitted(name, kind), by, at)
    found.register, found.row, found.act, found.used_at = register, row, act, at
    found.save(update_fields=["register", "row", "act", "used_at"])
    return found


def content_of(sha256: str) -> bytes | None:
    """The content of an archived file; None for one that was never listed.

    Raises `Refused`: EVI-202 when it was changed, EVI-203 when it is gone.
    """
    listed = StoredFile.objects.filter(pk=sha256).first()
    if listed is None:
        return None
    path = archive().path(sha256)
    if not path.is_file():
        raise Refused([problems.MISSING_FILE(short=sha256[:12], name=listed.media)])
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refused([problems.CHANGED_FILE(short=sha256[:12])])
    return data


def waiting_of(by: str) -> QuerySet[FileUse]:
    """What somebody brought that no record uses yet."""
    return FileUse.objects.filter(by=by, register="")


def uses_of(register: str, row: int) -> list[FileUse]:
    """Every file a record uses or ever used, with what is known of it, the oldest first."""
    return list(FileUse.objects.filter(register=register, row=row).select_related("file"))


def thumbnail_of(sha256: str) -> Path:
    """The small picture of an archived photograph, made when first asked for and kept beside the archive."""
    source = archive().path(sha256)
    target = Path(settings.LUJI_HOME) / "thumbnails" / sha256[:2] / f"{sha256}.jpg"
    if not target.is_file() and source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{secrets.token_hex(8)}.jpg")
        try:
            thumbnail(source, draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    return target


def clear(now: datetime) -> int:
    """Forget what was brought more than a day ago and never used; how many files left the archive."""
    place, gone = archive(), 0
    place.tidy(now.timestamp())
    with transaction.atomic():
        FileUse.objects.filter(register="", at__lt=now - WAITS).delete()
        unused = StoredFile.objects.filter(uses=None, at__lt=now - WAITS)
        idle = list(unused.values_list("sha256", flat=True))
        unused.delete()
    for sha256 in idle:
        # Asked again: the same content may have been brought anew while the others went.
        if not StoredFile.objects.filter(pk=sha256).exists():
            place.remove(sha256)
            gone += 1
    return gone


def verify() -> list[Problem]:
    """Whether every listed file is in the archive with its own content, and nothing else (EVI-202 … 204)."""
    listed = dict(StoredFile.objects.values_list("sha256", "media"))
    return list(archive().verify(listed))


@transaction.atomic
def _listed(incoming: Incoming, admitted: Admitted, by: str, at: datetime) -> FileUse:
    seen = admitted.seen
    told = {
        "size": incoming.size, "media": admitted.kind.media, "at": at,
        "width": seen and seen.width, "height": seen and seen.height, "taken_at": seen and seen.taken_at,
        "latitude": seen and seen.latitude, "longitude": seen and seen.longitude,
        "looks": seen and seen.looks,
    }  # fmt: skip
    file, _ = StoredFile.objects.get_or_create(sha256=incoming.sha256, defaults=told)
    return FileUse.objects.create(file=file, name=admitted.name, by=by, at=at)
