"""Clocks that never start, never stop, start twice, hang in suspension."""

from collections.abc import Callable
from typing import Any

import pytest

from luji.base.kernel.problem import Problem
from luji.record.workflow.clockproof import ClockWalk, clocks
from luji.record.workflow.references import nowhere
from luji.record.workflow.space import Space, Walk
from luji.record.workflow.spec import Workflow
from luji.record.workflow.ticking import Mode

Sample = Callable[[str], Any]


def problems(data: Any, **changes: Any) -> list[Problem]:
    data["clocks"] = {"decision": data["clocks"]["decision"] | changes}
    return list(clocks(Walk(Space(Workflow.model_validate(data)), suspects=False), nowhere))


@pytest.mark.parametrize("name", ["revocation", "hazard", "accident", "inspection"])
def test_the_samples_are_sound(name: str, sample: Sample) -> None:
    assert list(clocks(Walk(Space(Workflow.model_validate(sample(name))), suspects=False), nowhere)) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"starts": "lost"}, ["WFL-201"]),
        ({"starts": "approve", "stops": "submit", "suspends": []}, ["WFL-202"]),
        ({"stops": "approve"}, ["WFL-203"]),  # refused and submitted again while it runs
        ({"stops": "approve", "restarts": True}, []),
        ({"stops": "approve", "restarts": False}, []),  # written out: the second start changes nothing
        ({"starts": ["submit", "pass"]}, ["WFL-203"]),
        ({"starts": ["submit", "resubmit"]}, ["WFL-203"]),
        ({"suspends": [{"by": "make", "until": "serve"}]}, ["WFL-204"]),
        ({"suspends": [{"by": "lacking", "until": "archive"}]}, ["WFL-205"]),
        ({"suspends": [{"by": "evidence", "until": "submitted"}]}, []),  # states may be named as well
        ({"suspends": [{"by": "pass", "until": "make"}]}, ["WFL-205"]),
    ],
)
def test_broken_clocks(changes: dict[str, Any], codes: list[str], sample: Sample) -> None:
    data = sample("revocation")
    data["states"]["lost"] = {"label": {"zh": "失", "en": "lost"}, "final": True}
    assert [p.code for p in problems(data, **changes)] == codes


def test_the_way_on_which_it_still_runs_is_told(sample: Sample) -> None:
    (problem,) = problems(sample("revocation"), starts="approve", stops="refuse", suspends=[])
    assert problem.code == "WFL-202"
    assert problem.zh.startswith("草稿 → 提交 → 法制审核通过 → 批准 → 制作决定书 → 送达 → 执行 → 归档")
    assert "draft → submit → pass legal review" in problem.en


def test_a_clock_left_suspended_at_the_end_is_not_stopped(sample: Sample) -> None:
    data = sample("revocation")
    data["actions"]["drop"] = {
        "label": {"zh": "撤案", "en": "drop"},
        "from": "evidence",
        "to": "archived",
        "who": "chief",
    }
    (problem,) = problems(data)
    assert problem.code == "WFL-202" and "退回补证 → 撤案" in problem.zh
    data["clocks"]["decision"]["stops"] = ["approve", "refuse", "drop"]
    assert problems(data) == []


def test_every_mode_is_met(sample: Sample) -> None:
    flow = Workflow.model_validate(sample("revocation"))
    walk = ClockWalk(Walk(Space(flow), suspects=False), "decision", nowhere)
    assert {moment.mode for moment in walk.came} == set(Mode)
    assert walk.resumed == {0} and walk.twice is None
