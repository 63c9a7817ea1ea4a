"""What steps do to a clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from luji.record.workflow.hats import Hat, Post
from luji.record.workflow.spec import Clock, Workflow
from luji.record.workflow.step import Act
from luji.record.workflow.ticking import Mode, Tick, advance, events, surely_running

NOON = datetime(2020, 6, 1, 4, tzinfo=UTC)
HAT = Hat("张", Post("officer", "b"))


def clock(**more: object) -> Clock:
    version = {
        "from": "2018-01-01",
        "length": 3,
        "unit": "working_days",
        "number": "x",
        "article": {"zh": "条", "en": "art."},
    }
    base = {"label": {"zh": "钟", "en": "clock"}, "starts": "submit", "stops": "done", "versions": [version]}
    return Clock.model_validate(
        base | {"suspends": [{"by": "hold", "until": "go"}, {"by": "away", "until": "back"}]} | more
    )


def story(*steps: tuple[str, str]) -> list[Act]:
    acts, before = [], ""
    for number, (name, after) in enumerate(steps):
        acts.append(Act(name, HAT, NOON + timedelta(hours=number), before, after, "r"))
        before = after
    return acts


def kinds(declared: Clock, *steps: tuple[str, str]) -> list[tuple[str, int]]:
    return [(str(e.kind), e.pair) for e in events(declared, story(*steps))]


def test_started_suspended_resumed_stopped() -> None:
    found = kinds(
        clock(),
        ("create", "a"),
        ("submit", "b"),
        ("hold", "h"),
        ("go", "b"),
        ("away", "w"),
        ("back", "b"),
        ("end", "done"),
    )
    assert [kind for kind, _ in found] == [
        "started",
        "suspended",
        "resumed",
        "suspended",
        "resumed",
        "stopped",
    ]
    assert [pair for _, pair in found] == [0, 0, 0, 1, 1, 0]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([("submit", "a"), ("submit", "b")], ["started"]),  # a second start is ignored
        ([("hold", "a"), ("go", "b")], []),  # nothing runs yet
        ([("submit", "a"), ("hold", "b"), ("back", "c")], ["started", "suspended"]),  # the other pair's act
        ([("submit", "a"), ("hold", "b"), ("away", "c")], ["started", "suspended"]),
        ([("submit", "a"), ("hold", "b"), ("end", "done")], ["started", "suspended", "stopped"]),
        ([("end", "done"), ("submit", "a")], ["started"]),  # stopping what does not run is nothing
        ([("submit", "done"), ("x", "done")], ["started"]),  # staying in a state is not entering it
        ([("submit", "a"), ("end", "done"), ("submit", "a")], ["started", "stopped", "started"]),
    ],
)
def test_what_does_not_count(steps: list[tuple[str, str]], expected: list[str]) -> None:
    assert [kind for kind, _ in kinds(clock(), *steps)] == expected


def test_restarting_and_stopping_in_one_step() -> None:
    assert [k for k, _ in kinds(clock(restarts=True), ("submit", "a"), ("submit", "b"))] == [
        "started",
        "started",
    ]
    assert [k for k, _ in kinds(clock(restarts=False), ("submit", "a"), ("submit", "b"))] == ["started"]
    both = clock(stops="submit")
    assert [k for k, _ in kinds(both, ("submit", "a"), ("submit", "b"))] == ["started", "stopped", "started"]


def test_opening_the_record_can_start_a_clock() -> None:
    assert kinds(clock(starts="create"), ("create", "a")) == [("started", 0)]
    assert kinds(clock(starts="a"), ("create", "a")) == [("started", 0)]


def test_a_clock_that_ran_when_its_record_was_taken_over() -> None:
    """It began on the day its field says, and goes on as any other; a day after the taking over is none."""
    acts = story(("take_over", "b"), ("hold", "h"), ("go", "b"), ("end", "done"))
    began = NOON - timedelta(days=9)
    found = events(clock(), acts, {"take_over": began})
    assert [str(e.kind) for e in found] == ["started", "suspended", "resumed", "stopped"]
    assert found[0].at == began
    assert events(clock(), acts) == []


def test_a_run_counts_from_its_legal_day() -> None:
    """However late the act was typed; the last run only, and never before what came first."""
    acts = story(
        ("submit", "a"), ("hold", "h"), ("go", "b"), ("end", "done"), ("submit", "a"), ("end", "done")
    )
    early, late = NOON - timedelta(days=9), NOON + timedelta(days=9)
    assert events(clock(), acts[:4], {"submit": early})[0].at == early
    found = events(clock(), acts, {"submit": early})
    assert [str(e.kind) for e in found][-3:] == ["stopped", "started", "stopped"]
    assert (found[0].at, found[-2].at) == (acts[0].at, found[-3].at)
    later = events(clock(), acts[:4], {"submit": late})
    assert {e.at for e in later} == {late}


def test_states_in_which_a_clock_surely_runs(sample: Callable[[str], Any]) -> None:
    flow = Workflow.model_validate(sample("revocation"))
    assert surely_running(flow, flow.clocks["decision"]) == {"submitted", "reviewed"}
    assert surely_running(flow, flow.clocks["service"]) == {"approved", "made"}
    data = sample("revocation")
    data["actions"]["skip"] = {
        "label": {"zh": "跳", "en": "skip"}, "from": "draft", "to": "reviewed", "who": "officer",
    }  # fmt: skip
    doubtful = Workflow.model_validate(data)
    assert surely_running(doubtful, doubtful.clocks["decision"]) == {"submitted"}


def test_the_mode_after_a_step() -> None:
    assert advance(clock(), Mode.IDLE, 0, frozenset({"submit"})) == (Mode.RUNNING, 0)
    assert advance(clock(), Mode.RUNNING, 0, frozenset({"away"})) == (Mode.SUSPENDED, 1)
    assert advance(clock(), Mode.SUSPENDED, 1, frozenset({"go"})) == (Mode.SUSPENDED, 1)
    assert advance(clock(), Mode.SUSPENDED, 1, frozenset({"back", "hold"})) == (Mode.SUSPENDED, 0)
    assert {Tick.STARTED, Tick.STOPPED} == {Tick("started"), Tick("stopped")}
