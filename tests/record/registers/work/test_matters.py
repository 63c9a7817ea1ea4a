"""A record as work: what is worth keeping, who holds it, the nearest of its clocks."""

from datetime import UTC, datetime, timedelta

import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.story import TAKE_OVER, case_of
from luji.record.registers.work.following import stood
from luji.record.registers.work.matters import done_states, nearest, timer_of
from luji.record.workflow.counting import at_home
from luji.record.workflow.hats import Hat, Post
from luji.record.workflow.models import NEVER, Timer
from luji.record.workflow.step import Act

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


def stand(crew, row):
    (found,) = stood(crew.registry, [f"errand/{row.row}"], crew.now)
    return found


def test_since_is_when_it_came_to_its_state_whatever_was_edited(crew):
    row = crew.open(ago=90)
    assert stand(crew, row).since == crew.now - timedelta(minutes=90)
    row = crew.act(row, "officer", "submit", 60)
    assert stand(crew, row).since == crew.now - timedelta(minutes=60)


def test_done_and_worth(crew):
    row = crew.walk((9, "officer", "submit"), (8, "legal", "review"), (7, "officer", "tell"),
                    (6, "officer", "forward"), (5, "chief", "decide"))  # fmt: skip
    done = stand(crew, row)
    assert done.final and done.done and done.worth and list(done.waits()) == []
    assert done_states(crew.kept) == ["decided"]


def test_an_old_ledger_that_is_done_is_no_work_and_an_open_one_is(crew):
    row = crew.open()
    took = (Act(TAKE_OVER, Hat("keeper", Post("admin", "hh")), crew.now, "", "decided", "r"),)
    found = stand(crew, row)
    row.state = "decided"
    old = type(found)(found.kept, row, took, found.units, found.calendar, found.now)
    assert not old.worth and old.hands() == {}
    row.state = "draft"
    still = type(found)(found.kept, row, took, found.units, found.calendar, found.now)
    assert still.worth
    assert [wait.owner for wait in still.waits()] == [""]  # whoever took it over is not who writes it


@pytest.mark.parametrize("state", ["withdrawn", "", "gone"])
def test_states_nobody_declares_are_no_work(crew, state):
    row = crew.open()
    found = stand(crew, row)
    row.state = state
    assert not type(found)(found.kept, row, found.acts, found.units, found.calendar, found.now).worth


def test_hands_are_everybody_who_did_something_in_whose_name_ever(crew):
    crew.lend("legal", "second", "legal", "hh")
    row = crew.walk((9, "officer", "submit"), (8, "second", "review"))
    assert stand(crew, row).hands() == {
        "officer": crew.now - timedelta(minutes=9), "second": crew.now - timedelta(minutes=8),
        "legal": crew.now - timedelta(minutes=8),
    }  # fmt: skip


def test_whoever_is_named_in_the_case_is_not_waited_for(crew):
    row = crew.walk((9, "officer", "submit"), handler="legal")
    (wait,) = stand(crew, row).waits()
    assert wait.action == "review" and wait.barred == ",legal,officer,"
    with pytest.raises(Refused, match="WFL-311"):
        crew.act(row, "legal", "review")
    case = case_of(crew.kept, row, crew.registry.units)
    values = permission.values_of(crew.kept, row)
    assert permission.buttons(crew.kept, crew.actor("legal").person, case, values) == ["back"]


def taken_over(crew, state, **fields):
    """An errand of an old ledger that was taken over ten days ago in some state."""
    row = crew.open(**fields)
    row.state = state
    at = crew.now - timedelta(days=10)
    took = (Act(TAKE_OVER, Hat("keeper", Post("admin", "hh")), at, "", state, "r"),)
    found = stand(crew, row)
    return type(found)(found.kept, row, took, found.units, found.calendar, found.now)


def test_a_clock_runs_on_for_a_record_taken_over(crew):
    """From the day its field says; the state must leave no doubt that it runs."""
    day = at_home(crew.now - timedelta(days=12)).date()
    ((name, reading, started),) = taken_over(crew, "submitted", sent_on=day).readings()
    assert (name, at_home(started).date()) == ("decision", day)
    assert reading.due_day == day + timedelta(days=5) and reading.overdue
    assert list(taken_over(crew, "submitted").readings()) == []  # nobody wrote the day down
    assert list(taken_over(crew, "draft", sent_on=day).readings()) == []  # sent back: it does not run
    assert (
        list(taken_over(crew, "expert", sent_on=day).readings()) == []
    )  # it stands still since nobody knows when


def test_the_nearest_end():
    def one(name, due):
        return Timer(clock=name, started=NOON, due=due, told_until=NOON)

    assert nearest([]) == (NEVER, "")
    assert nearest([one("a", None)]) == (NEVER, "")
    assert nearest([one("a", NOON + timedelta(5)), one("b", NOON), one("c", None)]) == (NOON, "b")


def test_a_clock_that_cannot_be_read_is_looked_at_the_next_day():
    timer = timer_of("x", None, NOON, NOON, NOON)
    assert timer.due is None
    assert at_home(timer.next_at) == at_home(NOON).replace(hour=0, minute=0) + timedelta(days=1)
