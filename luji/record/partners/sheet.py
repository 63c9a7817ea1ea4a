"""The form itself: one HTML file with everything in it, which needs no network and no account."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from luji.base.kernel.text import Text
from luji.record.evidence import actions as evidence
from luji.record.evidence.models import FileUse
from luji.record.evidence.pictures import HERE
from luji.record.partners.actions import Form
from luji.record.partners.answers import FORMAT
from luji.record.registers.declared.spec import Field
from luji.record.registers.model import Row
from luji.record.registers.pages.shown import Shown
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import attachments
from luji.record.registers.verbs.actor import Actor

PICTURES = 4
LARGEST = 12_000_000
ALTOGETHER = 55_000_000
KINDS = {
    "date": "date", "long_text": "area", "integer": "number", "decimal": "number", "money": "number",
    "code": "select", "flag": "select", "files": "files", "moment": "datetime-local", "time": "time",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One thing the form asks for each record."""

    name: str
    label: Text
    help: Text | None
    kind: str
    required: bool
    most: int
    options: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Shape:
    """One record as the form shows it: its number, what is known of it, its photographs as small pictures."""

    row: int
    number: str
    facts: tuple[tuple[Text, Text], ...]
    pictures: tuple[str, ...]


def render(actor: Actor, kept: Kept, form: Form) -> str:
    """The whole file as text."""
    asked = [
        _asked(name, field, kept, form) for name, field in kept.spec.asked_by(form.ticket.action).items()
    ]
    data = {
        "format": FORMAT, "version": 1, "ticket": form.text, "secret": form.secret,
        "number": form.ticket.number, "until": form.ticket.until.isoformat(),
        "fields": [{"name": a.name, "kind": a.kind, "required": a.required} for a in asked],
        "largest": LARGEST, "altogether": ALTOGETHER,
    }  # fmt: skip
    context = {
        "data": data,
        "asked": asked,
        "records": [_shape(actor, kept, row) for row in form.rows],
        "ticket": form.ticket,
        "until": f"{form.ticket.until.astimezone(HERE):%Y-%m-%d}",
        "issued": f"{form.ticket.issued.astimezone(HERE):%Y-%m-%d}",
        "action": kept.flow.act_label(form.ticket.action),
        "register": kept.spec.label,
        "largest": LARGEST // 1_000_000,
    }
    return render_to_string("partners/form.html", context)


def _asked(name: str, field: Field, kept: Kept, form: Form) -> Asked:
    required = field.required or name in kept.flow.actions[form.ticket.action].requires
    options: tuple[tuple[str, Text], ...] = tuple(field.values.items())
    if field.held == "flag":
        options = (("true", Text("是", "yes")), ("false", Text("否", "no")))
    return Asked(
        name, field.label, field.help, KINDS.get(field.held, "text"), required, field.most or 0, options
    )


def _shape(actor: Actor, kept: Kept, row: Row) -> Shape:
    facts = tuple(_facts(actor, kept, row))
    return Shape(row.row, str(getattr(row, kept.spec.key)), facts, tuple(_pictures(kept, row)))


def _facts(actor: Actor, kept: Kept, row: Row) -> Iterator[tuple[Text, Text]]:
    """What the form tells of a record: what stands in it, but for persons, files and what is still asked."""
    shown = Shown(kept, actor.registry.units)
    asked = kept.spec.asked_by(kept.spec.answers.action) if kept.spec.answers else {}
    for group in kept.spec.form:
        for name in group.fields:
            field = kept.spec.fields[name]
            if field.personal or field.names or field.held in ("files", "rows") or name in asked:
                continue
            said = {}
            for code in ("zh-hans", "en"):
                with translation.override(code):
                    said[code] = shown.value(name, getattr(row, name))
            if said["zh-hans"]:
                yield field.label, Text(said["zh-hans"], said["en"])


def _pictures(kept: Kept, row: Row) -> Iterator[str]:
    """The first photographs of the content, small, as data addresses."""
    names = [
        n for n, f in attachments.fields_of_files(kept).items() if n in kept.spec.content and not f.personal
    ]
    shown: list[str] = [one for name in names for one in getattr(row, name) or ()]
    media: Mapping[str, Any] = dict(
        FileUse.objects.filter(file_id__in=shown).values_list("file_id", "file__media")
    )
    photos = [one for one in shown if str(media.get(one, "")).startswith("image/")]
    for one in photos[:PICTURES]:
        path = evidence.thumbnail_of(one)
        if path.is_file():
            yield "data:image/jpeg;base64," + base64.b64encode(path.read_bytes()).decode()
