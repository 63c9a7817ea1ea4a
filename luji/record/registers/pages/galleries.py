"""Files of records on pages: the input that takes them, those of a posted form, and those a record shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.base.ui.jinja import address
from luji.record.evidence.kinds import BY_MEDIA, FAMILIES, KINDS, LIMITS
from luji.record.evidence.models import FileUse
from luji.record.evidence.pictures import HERE
from luji.record.registers.declared.spec import Field
from luji.record.registers.model import Row
from luji.record.registers.pages.asking import Ask
from luji.record.registers.registry import Kept
from luji.record.registers.verbs.attachments import bring, families, fields_of_files

NEW = ".new"


@dataclass(frozen=True)
class Attached:
    """A file as a page shows it; `thumbnail` is empty for what is no photograph."""

    sha256: str
    name: str
    size: int
    label: Text
    address: str
    thumbnail: str = ""
    taken_at: datetime | None = None
    placed: bool = False
    by: str = ""
    at: datetime | None = None

    @property
    def taken(self) -> str:
        """When it was taken, by the clock here."""
        return f"{self.taken_at.astimezone(HERE):%Y-%m-%d %H:%M}" if self.taken_at else ""


@dataclass(frozen=True)
class Widget:
    """What the input of a field of files needs beside its value."""

    files: tuple[Attached, ...]
    accept: str
    most: int
    largest: int
    camera: bool
    upload: str


def arrive(ask: Ask, fields: Mapping[str, Field]) -> dict[str, Problem]:
    """Take in the files of a posted form, and put the hashes of all its files where texts are read.

    What was ticked stays, what was just chosen comes after it. Gives the first problem of each field; what
    else came well in the same form is kept, so that nothing has to be sent twice.
    """
    posted = ask.request.POST.copy()
    wrong: dict[str, Problem] = {}
    for name, field in fields.items():
        if field.held != "files":
            continue
        found = [one for text in posted.getlist(name) for one in text.split()]
        for upload in ask.request.FILES.getlist(name + NEW):
            try:
                found.append(bring(ask.actor, field, upload).file_id)
            except Refused as refused:
                wrong.setdefault(name, refused.problems[0])
        posted[name] = " ".join(dict.fromkeys(found))
    ask.request.POST = posted  # type: ignore[assignment]
    return wrong


def widget(ask: Ask, name: str, field: Field, value: str) -> Widget:
    """The input of a field of files, showing those it holds."""
    accept = families(field)
    mine = Q(register="", by=ask.actor.person.number) | Q(register=ask.kept.name)
    uses = FileUse.objects.filter(mine, file_id__in=value.split()).select_related("file")
    by_hash = {use.file_id: use for use in uses}
    listed = tuple(attached(ask.kept.name, by_hash[one]) for one in value.split() if one in by_hash)
    taken = [kind for kind in KINDS if kind.family in accept]
    endings = [*(kind.media for kind in taken), *(end for kind in taken for end in kind.endings)]
    return Widget(
        files=listed,
        accept=",".join(endings),
        most=field.most or 0,
        largest=max(LIMITS[one] for one in accept),
        camera=accept == {"photo"},
        upload=address("files-bring", ask.kept.name, name),
    )


def attached(register: str, use: FileUse) -> Attached:
    """A file as pages of a register show it, under the address where it may be had."""
    file = use.file
    where = ("file-of", use.register, use.row) if use.register else ("file-waiting", register)
    small = (f"{where[0]}-small", *where[1:]) if file.media.startswith("image/") else ()
    kind = BY_MEDIA.get(file.media)
    return Attached(
        sha256=file.sha256,
        name=use.name,
        size=file.size,
        label=kind.label if kind else FAMILIES["document"],
        address=address(*where, file.sha256),
        thumbnail=address(*small, file.sha256) if small else "",
        taken_at=file.taken_at,
        placed=file.latitude is not None,
        by=use.by,
        at=use.used_at or use.at,
    )


def galleries(kept: Kept, row: Row, uses: Iterable[FileUse], bare: bool) -> dict[str, tuple[Attached, ...]]:
    """Field → the files a record shows there now, in its order; personal ones only for those who may."""
    newest = {(use.field, use.file_id): use for use in uses}
    return {
        name: tuple(
            attached(kept.name, newest[name, one])
            for one in getattr(row, name) or ()
            if (name, one) in newest
        )
        for name, field in fields_of_files(kept).items()
        if bare or not field.personal
    }
