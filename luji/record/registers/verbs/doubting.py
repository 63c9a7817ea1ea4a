"""What speaks against going on with a record: doubtful photographs, other records that contradict it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from luji.base.kernel.problem import Problem
from luji.record.evidence.actions import uses_of
from luji.record.evidence.doubts import reasons_needed
from luji.record.registers import problems
from luji.record.registers.declared import stake
from luji.record.registers.declared.spec import Watch
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.attachments import fields_of_files, refuse_without_reason, standing

MOST = 5
WAYS = ("K", "ZK", "YK")


def doubts(actor: Actor, kept: Kept, row: Row) -> list[Problem]:
    """Everything that stands against a record now, what needs a reason first."""
    uses = uses_of(kept.name, row.row) if fields_of_files(kept) else []
    return [*watched(actor, kept, row), *standing(kept, row, uses)]


def refuse_unexplained(actor: Actor, kept: Kept, row: Row, action: str, reason: str) -> None:
    """Raise `Refused` (EVI-310) when a decision is taken without a reason although doubts stand."""
    if kept.flow.actions[action].decides and not reason.strip():
        refuse_without_reason(reasons_needed(doubts(actor, kept, row)), reason)


def watched(actor: Actor, kept: Kept, row: Row) -> Iterator[Problem]:
    """Records of others near the same stake, after the day this one says it was put right (REG-560).

    Number and stake are told to whoever may see them.
    """
    for watch in kept.spec.watch:
        other = actor.registry.kept.get(watch.register_)
        if other is not None and other.spec.time and getattr(row, watch.since) and getattr(row, watch.near):
            yield from _contradictions(actor, other, row, watch)


def _contradictions(actor: Actor, other: Kept, row: Row, watch: Watch) -> Iterator[Problem]:
    here = stake.metres(getattr(row, watch.near))
    time = str(other.spec.time)
    moment = other.spec.fields[time].held == "moment"
    same = {name: getattr(row, name) for name in watch.same}
    later = {f"{time}__date__gt" if moment else f"{time}__gt": getattr(row, watch.since)}
    found = other.rows.filter(_near(watch.near, here, watch.within), **same, **later).order_by(time)
    near = [(one, abs(stake.metres(getattr(one, watch.near)) - here)) for one in found[:100]]
    for one, metres in [(one, away) for one, away in near if away <= watch.within][:MOST]:
        called = permission.called(actor.registry, actor.person, other, one)
        yield problems.HAPPENED_AGAIN(
            label=watch.label,
            register=other.spec.label,
            number=called,
            stake="—" if called is permission.UNSEEN else getattr(one, watch.near),
            metres=metres,
            since=getattr(row, watch.since),
        )


def _near(name: str, metres: int, within: int) -> Q:
    """Stakes whose whole kilometre may lie within reach."""
    found = Q(pk__in=[])
    for kilometre in range(max(0, metres - within) // 1000, (metres + within) // 1000 + 1):
        for way in WAYS:
            found |= Q(**{f"{name}__startswith": f"{way}{kilometre}+"})
    return found
