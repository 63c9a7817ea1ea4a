"""Clocks speak for themselves: reminders before the end and escalations after it, once each.

Called every minute by the server, or by `luji tick`. Each batch is one transaction; killed in between, it is
done again. After a stop, what fell due meanwhile is told then, the oldest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luji.base.kernel.text import Text
from luji.record.registers.registry import Registry
from luji.record.registers.work.addressees import Staff, all_of
from luji.record.registers.work.following import said, stood
from luji.record.registers.work.matters import Stand, nearest, timer_of
from luji.record.workflow import actions as journal
from luji.record.workflow.clock import Notice as Fallen
from luji.record.workflow.clock import Reading
from luji.record.workflow.models import Matter, Timer
from luji.record.workflow.notices import Told, tell

BATCH = 100


def ring(registry: Registry, now: datetime) -> int:
    """Look at the clocks whose time has come: one transaction; how many there were."""
    due = Timer.objects.filter(next_at__lte=now)
    if not due.exists():
        return 0
    with transaction.atomic():
        # As every verb does before anything else: a verb that writes now makes these very clocks anew.
        journal.hold()
        timers = list(due.select_related("matter").order_by("next_at", "id")[:BATCH])
        matters = {timer.matter.subject: timer.matter for timer in timers}
        staff = Staff(registry.units, timezone.localdate(now))
        stands = {s.kept.subject(s.row.row): s for s in stood(registry, matters, now)}
        for subject, matter in matters.items():
            own = [timer for timer in timers if timer.matter.subject == subject]
            if subject in stands and stands[subject].worth:
                _rung(stands[subject], matter, own, staff)
            else:  # its register is declared no longer, or it was withdrawn
                matter.delete()
    return len(timers)


def _rung(stand: Stand, matter: Matter, own: Sequence[Timer], staff: Staff) -> None:
    readings = {name: (reading, started) for name, reading, started in stand.readings()}
    for timer in own:
        reading, started = readings.get(timer.clock, (None, timer.started))
        for told, roles in _fallen(stand, matter, timer, reading):
            tell(all_of(staff.nearest(role, matter, stand.kept) for role in roles), told)
        if timer.clock not in readings:
            timer.delete()
            continue
        fresh = timer_of(timer.clock, reading, started, stand.now, stand.now)
        Timer.objects.filter(pk=timer.pk).update(
            due=fresh.due, told_until=fresh.told_until, next_at=fresh.next_at
        )
    matter.rank, matter.clock = nearest(list(matter.timers.all()))
    matter.save(update_fields=["rank", "clock"])


def _fallen(
    stand: Stand, matter: Matter, timer: Timer, reading: Reading | None
) -> Iterator[tuple[Told, tuple[str, ...]]]:
    """The notices of a clock that fell due since it was looked at, and their roles."""
    if reading is None or reading.due is None:
        return
    for place, one in enumerate(reading.notices):
        if timer.told_until < one.at <= stand.now:
            event = f"clock:{matter.subject}:{timer.clock}:{place}:{reading.due:%Y%m%dT%H%M}"
            title = said(stand.kept, matter, _what(reading, one))
            yield (
                Told(
                    "reminder" if one.kind == "reminder" else "escalation",
                    matter.subject,
                    event,
                    title,
                    one.at,
                ),
                one.to,
            )


def _what(reading: Reading, one: Fallen) -> Text:
    """整改，2020-07-30 到期 (with the minute where hours count), and after the end what is to be done."""
    label, day = reading.clock.label, reading.until
    if one.kind == "reminder":
        return Text(f"{label.zh}，{day} 到期", f"{label.en}, due {day}")
    if one.label is None:
        return Text(f"{label.zh}已超期（{day}）", f"{label.en} overdue since {day}")
    return Text(
        f"{label.zh}已超期（{day}）：{one.label.zh}", f"{label.en} overdue since {day}: {one.label.en}"
    )
