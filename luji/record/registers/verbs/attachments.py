"""Files of records: brought one by one, put to use with their change, photographs judged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from django.core.files.uploadedfile import UploadedFile

from luji.base.kernel.problem import Level, Problem, Refused
from luji.base.kernel.text import Text
from luji.record.evidence import actions as evidence
from luji.record.evidence.admission import ANY
from luji.record.evidence.doubts import Earlier, Expected, Photo, Spot, judge, reasons_needed
from luji.record.evidence.kinds import Family
from luji.record.evidence.models import FileUse
from luji.record.evidence.problems import REASON_NEEDED, USED_BEFORE
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields.values import Values
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.actor import Actor
from luji.record.workflow import actions as journal
from luji.record.workflow.spec import CREATE, EDIT


@dataclass(frozen=True)
class Change:
    """What an act gives a record's files, and why it goes on despite doubts."""

    act: str
    before: Mapping[str, object]
    given: Mapping[str, object]
    reason: str = ""


def families(field: Field) -> frozenset[Family]:
    """The kinds of files a field takes."""
    return ANY if "any" in field.accept else frozenset(one for one in field.accept if one != "any")


def fields_of_files(kept: Kept) -> dict[str, Field]:
    """The fields that hold files."""
    return {name: field for name, field in kept.spec.fields.items() if field.held == "files"}


def bring(actor: Actor, field: Field, upload: UploadedFile[bytes]) -> FileUse:
    """Take in one file for a field; it waits until a record uses it. Raises `Refused` (EVI-1xx)."""
    return evidence.bring(
        upload.chunks(), upload.name or "file", actor.person.number, actor.at, families(field)
    )


def standing(kept: Kept, row: Row, uses: Iterable[FileUse]) -> list[Problem]:
    """The doubts about the photographs a record shows now; what needs a reason comes first."""
    shown = {(name, one) for name in fields_of_files(kept) for one in getattr(row, name) or ()}
    found = [_problem(told) for use in uses if (use.field, use.file_id) in shown for told in use.doubts]
    return sorted(found, key=lambda problem: problem.level != Level.WARNING)


# -- the change a record's files belong to --------------------------------------------------------------


def anew(kept: Kept, action: str, given: Values, held: Mapping[str, object] | None = None) -> Values:
    """What an action is given over what is `held`, fresh photographs that are not given named as none.

    Those of an earlier act never stand for those of this one.
    """
    asked = {name for name, field in kept.spec.asked_by(action).items() if field.fresh is not None}
    return cast(Values, dict(held or {}) | dict.fromkeys(asked) | given)


def settle(actor: Actor, kept: Kept, row: Row, change: Change) -> list[Problem]:
    """Put the files a change adds to use, and judge photographs; the doubts that stand are given back.

    Must run inside the transaction of the change. Raises `Refused`: EVI-115 not brought by this person,
    EVI-302 used before, EVI-310 doubts without a reason.
    """
    wrong: list[Problem] = []
    doubts: list[Problem] = []
    for name, field in fields_of_files(kept).items():
        had, has = change.before.get(name) or [], change.given.get(name) or []
        added = [one for one in has if one not in had]  # type: ignore[attr-defined, operator]
        if field.fresh is not None and change.act not in (CREATE, EDIT):
            wrong.extend(_again(kept, row, [one for one in has if one in had]))  # type: ignore[attr-defined, operator]
        if added:
            found = _put(actor, kept, row, change, name, added)
            wrong.extend(one for one in found if one.level == Level.ERROR)
            doubts.extend(reasons_needed(found))
    if wrong:
        raise Refused(wrong)
    if doubts and change.act not in (CREATE, EDIT):
        refuse_without_reason(doubts, change.reason)
    return doubts


def refuse_without_reason(doubts: Collection[Problem], reason: str) -> None:
    """Raise `Refused` (EVI-310 and the doubts) when there are any and no reason is given."""
    if doubts and not reason.strip():
        raise Refused([REASON_NEEDED(count=len(doubts)), *doubts])


def _put(actor: Actor, kept: Kept, row: Row, change: Change, name: str, added: list[str]) -> list[Problem]:
    """The files added are put to use; those the field showed before are the record's own and come back."""
    field = kept.spec.fields[name]
    if change.act == EDIT:
        own = FileUse.objects.filter(register=kept.name, row=row.row, field=name, file_id__in=added)
        known = set(own.values_list("file_id", flat=True))
        added = [one for one in added if one not in known]
    if not added:
        return []
    earlier = _earlier(actor, kept, row, name, change.act, added) if field.fresh else None
    uses = evidence.use(
        added, kept.name, row.row, name, change.act, actor.person.number, actor.at, field.label
    )
    if field.fresh is None or earlier is None:
        return []
    expected = _expected(actor, kept, row, field, [use.pk for use in uses])
    found: list[Problem] = []
    for use in uses:
        doubts = judge(_photo(use), expected, earlier)
        use.doubts = [doubt.as_json() for doubt in doubts]
        use.save(update_fields=["doubts"])
        found += doubts
    return found


def _photo(use: FileUse) -> Photo:
    file = use.file
    return Photo(use.name, file.sha256, file.taken_at, file.latitude, file.longitude, file.looks)


def _again(kept: Kept, row: Row, hashes: list[str]) -> Iterator[Problem]:
    """Photographs of an earlier act of the same record, handed in for this one."""
    uses = {use.file_id: use for use in evidence.uses_of(kept.name, row.row)}
    number = str(getattr(row, kept.spec.key))
    for one in hashes:
        name = uses[one].name if one in uses else one[:12]
        yield USED_BEFORE(name=name, used=_said(kept, number, uses[one].field if one in uses else ""))


def _expected(actor: Actor, kept: Kept, row: Row, field: Field, new: list[int]) -> Expected:
    act, after = None, None
    if field.fresh is not None and field.fresh.after:
        acts = [e for e in journal.story(kept.subject(row.row)) if e.verb == field.fresh.after]
        act, after = kept.flow.act_label(field.fresh.after), acts[-1].at if acts else None
    placed = field.fresh is not None and bool(field.fresh.near)
    return Expected(actor.at, act, after, _spot(kept, row, field, new), placed)


def _spot(kept: Kept, row: Row, field: Field, new: list[int]) -> Spot | None:
    """Where the record's first photograph with a position was taken: stakes have no coordinates yet."""
    if field.fresh is None or not field.fresh.near:
        return None
    placed = FileUse.objects.filter(register=kept.name, row=row.row, file__latitude__isnull=False)
    first = placed.exclude(pk__in=new).select_related("file").order_by("used_at", "id").first()
    if first is None or first.file.latitude is None or first.file.longitude is None:
        return None
    return Spot(first.name, first.file.latitude, first.file.longitude)


def _earlier(actor: Actor, kept: Kept, row: Row, name: str, act: str, hashes: Collection[str]) -> Earlier:
    """What the photographs brought may repeat; while a record is filed, not what its field showed before.

    Of all photographs ever used only their looks are read: how far two differ is not for the database.
    """
    uses = FileUse.objects.exclude(register="")
    if act in (CREATE, EDIT):
        uses = uses.exclude(register=kept.name, row=row.row, field=name)
    same = uses.filter(file_id__in=hashes).order_by("-id").values_list("file_id", "pk")
    looks = uses.filter(file__looks__isnull=False).order_by("id").values_list("pk", "file__looks")
    known = [(pk, look) for pk, look in looks.iterator(5000) if look is not None]
    return Earlier(_Where(actor), dict(same), known)


class _Where:
    """Says where an earlier photograph was used, looked up only for those that are told.

    Whoever may not see that record is told only that there is one.
    """

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def __getitem__(self, place: int) -> Text:
        use, registry = FileUse.objects.get(pk=place), self.actor.registry
        kept = registry.kept.get(use.register)
        found = kept.rows.filter(pk=use.row).first() if kept is not None else None
        if kept is None or found is None:
            return permission.UNSEEN
        called = permission.called(registry, self.actor.person, kept, found)
        return called if called is permission.UNSEEN else _said(kept, called.zh, use.field)


def _said(kept: Kept, number: str, field: str) -> Text:
    label = kept.spec.label
    what = kept.spec.fields[field].label if field in kept.spec.fields else Text("照片", "photograph")
    return Text(f"{label.zh} {number}「{what.zh}」", f"{label.en} {number}, {what.en}")


def _problem(told: Mapping[str, str]) -> Problem:
    """A doubt as it was written down when the photograph was put to use."""
    return Problem(
        told["code"], told["message"], told["message_en"], told["cure"], told["cure_en"],
        level=Level(told["level"]),
    )  # fmt: skip
