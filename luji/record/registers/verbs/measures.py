"""Times taken, computed from the journal: the measures a register declares, and one fact for every step.

The journal is read for many records at once. Who did a step is not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from luji.base.facts.spec import SOURCE
from luji.base.kernel.problem import Refused
from luji.record.registers.declared.spec import Measure
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs.story import TAKE_OVER, acts_among
from luji.record.workflow import openings
from luji.record.workflow import stories as journal
from luji.record.workflow.calendar import Calendar
from luji.record.workflow.counting import at_home
from luji.record.workflow.cycle import ZERO, Leg, Opened, between, legs, minutes, stood, whole_minutes
from luji.record.workflow.spec import CREATE, EDIT, Workflow
from luji.record.workflow.step import Act

HANDLING = "handling"
BATCH = 500
T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """A record with its acts from the journal and the steps they make."""

    row: Row
    acts: tuple[Act, ...]
    legs: tuple[Leg, ...]

    def measure(self, measure: Measure) -> int | None:
        """The minutes; what an old ledger states where the journal is silent, None where both are."""
        steps = between(self.legs, measure.after, measure.until)
        if not steps:
            stated = getattr(self.row, measure.stated) if measure.stated else None
            return None if stated is None else int(stated)
        return whole_minutes(sum((getattr(leg, measure.part) for leg in steps), ZERO))


def told(kept: Kept, rows: Iterable[Row], calendar: Calendar) -> Iterator[Told]:
    """Records with their steps, in the given order: two queries for every five hundred."""
    for batch in batched(rows, BATCH):
        subjects = [kept.subject(row.row) for row in batch]
        entries, opened = journal.stories(subjects), openings.of(subjects)
        for row, subject in zip(batch, subjects, strict=True):
            acts = acts_among(entries.get(subject, ()))
            yield one_told(kept, row, acts, calendar, opened.get(subject, ()))


def one_told(
    kept: Kept, row: Row, acts: Iterable[Act], calendar: Calendar, opened: Iterable[Opened] = ()
) -> Told:
    """A record whose acts are known already, and who opened it when."""
    known, unit = tuple(acts), str(getattr(row, kept.spec.unit) or "")
    return Told(row, known, tuple(steps(kept.flow, unit, known, calendar, opened)))


def measured(kept: Kept, row: Row, acts: Iterable[Act], calendar: Calendar) -> Iterator[tuple[Measure, int]]:
    """The declared measures of a record that are known, with their minutes."""
    if not kept.spec.measures:
        return
    subject = kept.subject(row.row)
    apart = any(measure.part in ("waiting", "handling") for measure in kept.spec.measures.values())
    opened = openings.of([subject]).get(subject, ()) if apart else ()
    one = one_told(kept, row, acts, calendar, opened)
    for measure in kept.spec.measures.values():
        found = one.measure(measure)
        if found is not None:
            yield measure, found


def steps(
    flow: Workflow, unit: str, acts: Sequence[Act], calendar: Calendar, opened: Iterable[Opened] = ()
) -> list[Leg]:
    """The steps of a record; none after a taking over, for nobody knows when the step before was."""
    try:
        still = stood((c for c in flow.clocks.values() if c.suspends), acts, calendar)
    except Refused:  # a year without its holiday notice: how long a pause may last is not known
        return []
    return [leg for leg in legs(flow, unit, acts, opened, still) if leg.since != TAKE_OVER]


def handling(registry: Registry) -> Iterator[Mapping[str, object]]:
    """One fact for every step of every published record."""
    passive = (CREATE, EDIT, TAKE_OVER)
    moved = sorted(journal.subjects_but(passive))
    for name, kept in registry.kept.items():
        numbers = (int(s.partition("/")[2]) for s in moved if s.startswith(f"{name}/"))
        for one in told(kept, _rows(kept, numbers), registry.calendar):
            yield from _facts(kept, one)


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of `size`, the last one shorter."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def _rows(kept: Kept, numbers: Iterable[int]) -> Iterator[Row]:
    wanted = kept.rows.exclude(state__in=kept.spec.unpublished)
    for batch in batched(numbers, BATCH):
        yield from wanted.filter(pk__in=batch).order_by("pk")


def _facts(kept: Kept, one: Told) -> Iterator[Mapping[str, object]]:
    subject, number = kept.subject(one.row.row), getattr(one.row, kept.spec.key)
    for step, leg in enumerate(one.legs, 1):
        yield {
            "subject": subject, "step": step, "register": kept.name, "number": number,
            "unit": leg.unit or None, "action": leg.action, "act": kept.flow.act_label(leg.action).zh,
            "at": at_home(leg.at).replace(tzinfo=None), "waiting": minutes(leg.waiting),
            "handling": minutes(leg.handling), "processing": minutes(leg.processing),
            "statutory": minutes(leg.statutory), SOURCE: subject.replace("/", "#"),
        }  # fmt: skip
