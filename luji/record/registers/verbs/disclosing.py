"""Taking out what names people, as a file or over the interface: with a reason, and journalled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from luji.base.kernel.problem import Problem, Refused
from luji.record.registers.problems import CASE_TOO_LONG, NO_REASON
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import privacy
from luji.record.registers.verbs.actor import Actor
from luji.record.workflow import actions as journal
from luji.record.workflow.journal import Record

DISCLOSE = "disclose"
LEAST, MOST, MOST_CASE = 4, 500, 64


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody takes out what names people, and for which case; nothing is the usual, masked answer."""

    text: str = ""
    case: str = ""

    def __bool__(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Given:
    """What was given out: which way, for which filters, how many rows (and which, if few), which fields."""

    way: str
    rows: int
    fields: Sequence[str]
    filters: Mapping[str, str] = field(default_factory=dict)
    which: Sequence[int] = ()


NO_REASON_GIVEN = Reason()


def subject(kept: Kept) -> str:
    """How the journal names what was taken out of a register."""
    return f"disclosure/{kept.name}"


def private_fields(kept: Kept) -> list[str]:
    """The fields of a register that name people, in sub-rows too."""
    return [name for name, one in kept.spec.fields.items() if one.private]


def may(actor: Actor, kept: Kept) -> bool:
    """Whether a reason would show the person more than they get without."""
    return bool(private_fields(kept)) and privacy.reads(kept, actor.person)


def opened(actor: Actor, kept: Kept, reason: Reason) -> bool:
    """Whether what names people is given out. Raises `Refused` (REG-640, 641) for a reason that is none."""
    if not reason or not may(actor, kept):
        return False
    wrong: list[Problem] = []
    text = reason.text.strip()
    if len(text) < LEAST or len(set(text)) == 1 or len(text) > MOST:
        wrong.append(NO_REASON(least=LEAST, most=MOST))
    if len(reason.case.strip()) > MOST_CASE:
        wrong.append(CASE_TOO_LONG(most=MOST_CASE))
    if wrong:
        raise Refused(wrong)
    return True


@transaction.atomic
def tell(actor: Actor, kept: Kept, reason: Reason, given: Given) -> None:
    """Write into the journal what is given out; whoever gives it out does so before."""
    posts = (*actor.person.posts, *(one.held for one in actor.person.lent))
    held = next(one for one in posts if one.role in kept.spec.personal)
    told: dict[str, object] = {
        "way": given.way, "rows": given.rows, "fields": list(given.fields), "filters": dict(given.filters),
        "which": list(given.which), "case": reason.case.strip(), "role": held.role, "unit": held.unit,
    }  # fmt: skip
    journal.write([
        Record(actor.at, actor.person.number, DISCLOSE, subject(kept), {}, told, actor.origin, None,
               reason.text.strip())
    ])  # fmt: skip
