"""Clocks speak by themselves: before the end and after it, once each, after a stop too; broken ones harm nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from luji.record.registers.work import ringing
from luji.record.registers.work.ringing import ring
from luji.record.workflow.models import NEVER, Matter, Notice, Timer

DAY = timedelta(days=1)


@pytest.fixture
def sent(crew):
    """An errand handed in just now: five days, a reminder two days before, escalations at once and after three."""
    return crew.walk((0, "officer", "submit"))


def told():
    clocks = Notice.objects.filter(event__startswith="clock:").order_by("id")
    return [(notice.account.username, notice.kind) for notice in clocks]


def rung(crew, days):
    now = crew.now + days * DAY
    while ring(crew.registry, now):
        pass
    return told()


def test_nothing_before_its_time(crew, sent):
    assert rung(crew, 0) == rung(crew, 1) == []


def test_reminder_then_escalations_to_their_roles_once_each(crew, sent):
    assert rung(crew, 4) == [("lead", "reminder")]
    assert rung(crew, 4) == [("lead", "reminder")]
    assert rung(crew, 6) == [("lead", "reminder"), ("lead", "escalation")]
    assert rung(crew, 9.5) == [("lead", "reminder"), ("lead", "escalation"), ("chief", "escalation")]
    assert rung(crew, 300) == told()
    last = Notice.objects.filter(account__username="chief").first()
    assert "：督办" in last.title["zh"] and last.title["en"].endswith("oversee")
    assert Timer.objects.get().next_at is None


def test_after_a_stop_everything_missed_is_told_in_order(crew, sent):
    assert rung(crew, 20) == [("lead", "reminder"), ("lead", "escalation"), ("chief", "escalation")]


def test_two_at_once_tell_it_once(crew, sent):
    now = crew.now + 6 * DAY
    timer = Timer.objects.get()
    ring(crew.registry, now)
    Timer.objects.filter(pk=timer.pk).update(told_until=timer.told_until, next_at=timer.next_at)
    ring(crew.registry, now)  # the other process had read the clock before the first one wrote
    assert told() == [("lead", "reminder"), ("lead", "escalation")]


def test_killed_in_between_it_is_done_again(crew, sent, monkeypatch):
    monkeypatch.setattr(ringing, "nearest", lambda timers: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ring(crew.registry, crew.now + 4 * DAY)
    monkeypatch.undo()
    assert rung(crew, 4) == [("lead", "reminder")]


def test_done_in_time_nobody_hears(crew, sent):
    crew.walk(
        (0, "legal", "review"),
        (0, "officer", "tell"),
        (0, "officer", "forward"),
        (0, "chief", "decide"),
        row=sent,
    )
    assert rung(crew, 30) == []


def test_a_return_stops_it_and_handing_in_again_starts_it_anew(crew):
    row = crew.walk((3 * 24 * 60, "officer", "submit"), (10, "legal", "back"), (0, "officer", "submit"))
    assert Timer.objects.get().due.date() == timezone.localdate(crew.now) + 5 * DAY
    assert rung(crew, 2.9 - 1) == []
    assert row.state == "submitted"


def test_with_the_expert_it_stands_still_until_the_suspension_runs_out(crew):
    crew.walk((9, "officer", "submit"), (8, "legal", "review"), (7, "officer", "tell"), (6, "officer", "forward"),
              (5, "officer", "commission"))  # fmt: skip
    assert rung(crew, 20) == []
    assert Matter.objects.get().rank == NEVER
    assert ("lead", "escalation") in rung(crew, 40)  # thirty days at most, then five
    assert Matter.objects.get().rank < NEVER


def test_somebody_standing_in_is_told_too(crew, sent):
    crew.lend("lead", "second", "brigade_lead", days=9)
    assert sorted(rung(crew, 4)) == [("lead", "reminder"), ("second", "reminder")]


def test_without_a_lead_the_unit_above_hears(crew, sent):
    crew.account("lead").__class__.objects.filter(username="lead").update(is_active=False)
    assert rung(crew, 4) == []  # no brigade lead anywhere above
    assert ("chief", "escalation") in rung(crew, 9.5)


def test_a_year_without_its_holidays_is_looked_at_again(crew, sent, monkeypatch):
    """A clock that cannot be read is no reason to stop, nor to guess."""
    from luji.base.kernel.problem import Refused
    from luji.record.registers.work import matters
    from luji.record.workflow.problems import NO_NOTICE

    def unknown(*_args):
        raise Refused([NO_NOTICE(year=2099, known="2026")])

    monkeypatch.setattr(matters, "reading", unknown)
    assert rung(crew, 4) == []
    timer = Timer.objects.get()
    assert timer.due is None and timer.next_at > crew.now + 4 * DAY


@pytest.mark.parametrize("how", ["withdrawn", "gone"])
def test_what_is_no_record_any_more_is_forgotten(crew, sent, how):
    if how == "gone":
        crew.kept.rows.filter(pk=sent.row).delete()
    else:
        crew.kept.rows.filter(pk=sent.row).update(state="withdrawn")
    assert rung(crew, 20) == []
    assert not Matter.objects.exists() and not Timer.objects.exists()


def test_old_overdue_matters_seen_for_the_first_time_are_history(crew):
    crew.walk((100 * 24 * 60, "officer", "submit"))
    assert rung(crew, 1) == []
    assert Matter.objects.get().rank < crew.now


def test_many_clocks_cost_as_much_as_one(crew, django_assert_max_num_queries):
    for _ in range(6):
        crew.walk((0, "officer", "submit"))
    with django_assert_max_num_queries(6 * 8 + 12):
        assert ring(crew.registry, crew.now + 4 * DAY) == 6
