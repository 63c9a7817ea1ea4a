"""Reachability, dead ends and the promises, one broken example each."""

from collections.abc import Callable
from typing import Any

import pytest

from luji.base.kernel.problem import Problem
from luji.record.workflow.proof import alive, counter_examples, frozen, kept_promises, reachable
from luji.record.workflow.references import nowhere
from luji.record.workflow.space import Space, Walk
from luji.record.workflow.spec import Workflow

Sample = Callable[[str], Any]
LABEL = {"zh": "某", "en": "some"}


def plain(data: Any) -> Walk:
    return Walk(Space(Workflow.model_validate(data)), suspects=False)


def followed(data: Any) -> Walk:
    return Walk(Space(Workflow.model_validate(data)), suspects=True)


def codes(problems: Any) -> list[str]:
    return [p.code for p in problems]


def act(source: Any, target: str, **more: Any) -> Any:
    return {"label": LABEL, "from": source, "to": target, "who": "officer"} | more


def test_a_state_nobody_leads_to(sample: Sample) -> None:
    data = sample("revocation")
    data["states"]["lost"] = {"label": LABEL, "final": True}
    assert codes(reachable(plain(data), nowhere)) == ["WFL-101"]
    data["actions"]["find"] = act("draft", "lost", condition="x > 3 and x < 2")
    assert codes(reachable(plain(data), nowhere)) == ["WFL-101", "WFL-103"]


def test_an_action_whose_review_never_stands(sample: Sample) -> None:
    data = sample("revocation")
    data["actions"]["early"] = act("draft", "submitted", after="pass")
    assert codes(reachable(plain(data), nowhere)) == ["WFL-103"]


def test_a_dead_end_is_told_with_its_way(sample: Sample) -> None:
    data = sample("revocation")
    data["states"]["pit"] = {"label": {"zh": "坑", "en": "pit"}}
    data["actions"]["fall"] = act("submitted", "pit")
    (problem,) = alive(plain(data), nowhere)
    assert problem.code == "WFL-102"
    assert "草稿 → 提交 → 某，此后再也到不了终止状态" in problem.zh and "坑" in problem.cure_zh
    assert "draft → submit → some" in problem.en and "pit" in problem.cure_en


def test_two_states_going_round_for_ever_are_a_dead_end(sample: Sample) -> None:
    data = sample("revocation")
    data["states"] |= {"x": {"label": LABEL}, "y": {"label": LABEL}}
    data["actions"] |= {"in": act("draft", "x"), "to_y": act("x", "y"), "to_x": act("y", "x")}
    assert codes(alive(plain(data), nowhere)) == ["WFL-102"]


def test_conditions_that_leave_a_hole(sample: Sample) -> None:
    data = sample("accident")
    data["actions"]["issue_fatal"]["condition"] = "deaths > 1"
    del data["actions"]["back"]
    problems = list(alive(plain(data), nowhere))
    assert set(codes(problems)) == {"WFL-104"}
    assert any("deaths=1" in p.zh and "deaths=1" in p.en for p in problems)
    data["actions"]["issue_fatal"]["condition"] = "deaths > 0"
    assert codes(alive(plain(data), nowhere)) == []


def test_a_guard_that_can_never_open_is_a_way_closed(sample: Sample) -> None:
    """issue needs both reviews, but the brigade's is only taken for deaths, and returns are gone."""
    data = sample("accident")
    data["actions"]["issue"]["after"] = ["legal", "lead"]
    del data["actions"]["back"]
    assert codes(alive(plain(data), nowhere)) == ["WFL-104"]


@pytest.mark.parametrize(
    ("state", "edit", "expected"),
    [
        ("submitted", "officer", "WFL-116"),
        ("reviewed", "legal", "WFL-116"),
        ("approved", "chief", "WFL-118"),
        ("archived", "chief", "WFL-118"),
    ],
)
def test_content_open_at_the_wrong_time(state: str, edit: str, expected: str, sample: Sample) -> None:
    data = sample("revocation")
    data["states"][state]["edit"] = edit
    problems = list(frozen(Workflow.model_validate(data), nowhere))
    assert codes(problems) == [expected]


def test_going_back_without_saying_so(sample: Sample) -> None:
    data = sample("revocation")
    data["actions"]["refuse"]["returns"] = False
    assert codes(frozen(Workflow.model_validate(data), nowhere)) == ["WFL-119"]


def test_a_summary_decision_needs_no_review_but_only_with_its_reason(sample: Sample) -> None:
    data = sample("accident")
    assert list(kept_promises(followed(data), nowhere)) == []
    del data["actions"]["on_spot"]["without_review"]
    assert codes(kept_promises(followed(data), nowhere)) == ["WFL-111"]


def test_a_review_nobody_handed_in_to(sample: Sample) -> None:
    data = sample("accident")
    data["actions"]["legal"]["of"] = "opinion"
    found = list(kept_promises(followed(data), nowhere))
    assert "WFL-117" in codes(found)
    assert any("现场勘查 → 勘查完毕 → 提交会审 → 法制审核" in p.zh for p in found)


def test_one_person_as_both_reviewers(sample: Sample) -> None:
    data = sample("accident")
    data["actions"]["lead"]["not_by"] = ["submit"]
    problems = [p for p in kept_promises(followed(data), nowhere) if p.code == "WFL-120"]
    assert len(problems) == 1 and "两次审核成了一次" in problems[0].zh


def test_every_text_is_complete_in_both_languages(sample: Sample) -> None:
    data = sample("revocation")
    for action in data["actions"].values():
        action["not_by"] = []
    data["actions"]["quick"] = act("draft", "approved", decides=True)
    data["actions"]["refuse"]["keeps_review"] = True
    problems: list[Problem] = list(kept_promises(followed(data), nowhere))
    assert {p.code for p in problems} == {"WFL-111", "WFL-112", "WFL-113", "WFL-114", "WFL-115"}
    for problem in problems:
        assert not any(
            "{" in t or "Text(" in t for t in (problem.zh, problem.en, problem.cure_zh, problem.cure_en)
        )
        assert not any("\u4e00" <= char <= "\u9fff" for char in problem.en + problem.cure_en)


def test_each_breach_is_told_once_by_its_shortest_way(sample: Sample) -> None:
    data = sample("revocation")
    data["actions"]["pass"]["not_by"] = []
    found = counter_examples(followed(data))
    ways = {(b.kind.code, b.other): [step.act for step, _ in way] for b, way in found.items()}
    assert ways[("WFL-112", "submit")] == ["create", "submit", "pass"]
    assert ways[("WFL-112", "resubmit")] == ["create", "submit", "lacking", "resubmit", "pass"]
