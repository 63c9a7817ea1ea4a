"""Cycle times: waiting, handling, legal waiting; exact, and rounded once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.record.workflow.counting import Pause
from luji.record.workflow.cycle import (
    Leg,
    Opened,
    legs,
    processing,
    whole_minutes,
)
from luji.record.workflow.cycle import minutes as in_minutes
from luji.record.workflow.hats import Hat, Post
from luji.record.workflow.spec import Workflow
from luji.record.workflow.step import Act

NOON = datetime(2020, 6, 1, 4, tzinfo=UTC)
ZERO = timedelta()


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def at(count: float) -> datetime:
    return NOON + minutes(count)


def act(name: str, person: str, when: float, before: str, after: str) -> Act:
    return Act(name, Hat(person, Post("x", "b")), at(when), before, after, "r")


STORY = [
    act("create", "张", 0, "", "draft"),
    act("submit", "张", 30, "draft", "submitted"),
    act("lacking", "李", 50, "submitted", "evidence"),
    act("edit", "张", 70, "evidence", "evidence"),
    act("resubmit", "张", 80, "evidence", "submitted"),
    act("pass", "李", 100, "submitted", "reviewed"),
    act("approve", "王", 105, "reviewed", "approved"),
    act("make", "张", 115, "approved", "made"),
    act("serve", "张", 125, "made", "served"),
    act("execute", "张", 90000, "served", "executed"),
]


@pytest.fixture(scope="module")
def flow(sample: Callable[[str], Any], built: Callable[[Any], Workflow]) -> Workflow:
    return built(sample("revocation"))


def parts(found: list[Leg]) -> dict[str, tuple[float, float, float]]:
    return {
        leg.action: (leg.waiting / minutes(1), leg.handling / minutes(1), leg.statutory / minutes(1))
        for leg in found
    }


def test_waiting_handling_and_legal_waiting(flow: Workflow) -> None:
    opened = [Opened(at(45), "李"), Opened(at(46), "李"), Opened(at(85), "别人"), Opened(at(103), "王")]
    assert parts(legs(flow, "b", STORY, opened)) == {
        "submit": (0, 30, 0),  # the opener had it in hand from the beginning
        "lacking": (15, 5, 0),
        "resubmit": (20, 10, 0),  # changed it at 70
        "pass": (20, 0, 0),  # somebody else looked at it; 李 acted at once
        "approve": (3, 2, 0),
        "make": (10, 0, 0),
        "serve": (0, 10, 0),
        "execute": (0, 0, 89875),  # a state of legal waiting
    }


def test_pauses_of_clocks_are_legal_waiting(flow: Workflow) -> None:
    pauses = [Pause(at(50), at(80)), Pause(at(60), at(90)), Pause(at(104), None)]
    found = parts(legs(flow, "b", STORY, [Opened(at(103), "王")], pauses))
    assert found["resubmit"] == (0, 0, 30)
    assert found["pass"] == (10, 0, 10)  # overlapping pauses count once
    assert found["approve"] == (3, 1, 1)
    assert found["make"] == (0, 0, 10)


@pytest.mark.parametrize(("when", "submitted"), [(-5, (0, 0, 0)), (0, (0, 0, 0)), (1, (0, 1, 0))])
def test_a_clock_set_back_makes_no_time_less_than_none(
    flow: Workflow, when: float, submitted: tuple[float, float, float]
) -> None:
    story = [
        STORY[0],
        act("submit", "张", when, "draft", "submitted"),
        act("pass", "李", -9, "submitted", "reviewed"),
    ]
    found = parts(legs(flow, "b", story))
    assert found["submit"] == submitted
    assert found["pass"] == (0, 0, 0)


def test_processing_from_submission_to_decision(flow: Workflow) -> None:
    found = legs(flow, "b", STORY, still=[Pause(at(50), at(80))])
    assert processing(found, "submit", "approve") == (minutes(45), minutes(30))
    assert processing(found, "submit", "execute") == (minutes(65), minutes(30 + 89875))
    assert processing(found, "submit", "archive") is None
    assert processing(found, "approve", "submit") is None
    assert processing([], "submit", "approve") is None


@settings(max_examples=60, deadline=None)
@given(gaps=st.lists(st.integers(0, 500), min_size=9, max_size=9), data=st.data())
def test_the_parts_always_make_the_whole(flow: Workflow, gaps: list[int], data: st.DataObject) -> None:
    when, story = 0, [STORY[0]]
    for gap, step in zip(gaps, STORY[1:], strict=True):
        when += gap
        story.append(Act(step.name, step.hat, at(when), step.before, step.after, "r"))
    ends = st.tuples(st.integers(0, 3000), st.integers(0, 900))
    pauses = [Pause(at(a), at(a + b)) for a, b in data.draw(st.lists(ends, max_size=4))]
    opened = [
        Opened(at(n), p)
        for n, p in data.draw(
            st.lists(st.tuples(st.integers(0, 3000), st.sampled_from("张李王")), max_size=5)
        )
    ]
    found = legs(flow, "b", story, opened, pauses)
    assert sum((leg.processing + leg.statutory for leg in found), ZERO) == story[-1].at - story[0].at
    assert all(min(leg.waiting, leg.handling, leg.statutory) >= ZERO for leg in found)


def test_rounded_once_half_up() -> None:
    assert in_minutes(timedelta(milliseconds=300)) == Decimal("0.01")  # 0.005 minutes
    assert in_minutes(timedelta(microseconds=299_999)) == Decimal("0.00")
    assert [whole_minutes(timedelta(seconds=n)) for n in (29, 30, 89, 90)] == [0, 1, 1, 2]
