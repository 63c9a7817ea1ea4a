"""Situations and ways through a small workflow."""

from typing import Any

import pytest

from luji.record.workflow import space as module
from luji.record.workflow.space import Space, Step, TooLarge, Walk, say
from luji.record.workflow.spec import Workflow


def flow(**actions: dict[str, Any]) -> Workflow:
    states: Any = {s: {"label": {"zh": s, "en": s}} for s in "abz"}
    states["a"]["edit"] = "x"
    states["z"]["final"] = True
    base: Any = {
        "go": {"from": "a", "to": "b"},
        "see": {"from": "b", "to": "b", "review": True, "not_by": ["go"]},
        "end": {"from": "b", "to": "z", "after": ["see"]},
        "back": {"from": "b", "to": "a", "returns": True},
    }
    for name, more in (base | actions).items():
        base[name] = {"label": {"zh": name, "en": name.upper()}, "who": "x"} | base.get(name, {}) | more
    return Workflow.model_validate({"create": "x", "states": states, "actions": base})


def walk(declared: Workflow, suspects: bool = False) -> Walk:
    return Walk(Space(declared), suspects)


def test_everything_reached_by_the_shortest_way() -> None:
    found = walk(flow())
    assert found.states() == {"a", "b", "z"} and found.acts() == {"go", "see", "end", "back", "edit"}
    (end,) = (s for s in found.came if s.state == "z")
    assert [s.act for s in found.steps(end)] == ["create", "go", "see", "end"]
    assert found.way(end)[-1][1] == end


def test_after_closes_the_way() -> None:
    found = walk(flow(see={"from": "z", "to": "z"}))
    assert "z" not in found.states() and "end" not in found.acts()


def test_a_return_and_a_change_end_reviews_but_a_kept_one_stays() -> None:
    for keeps in (False, True):
        found = walk(flow(back={"keeps_review": keeps}))
        passed = {s.passed for s in found.came if s.state == "a"}
        assert (frozenset({"see"}) in passed) is keeps
        assert all(s.sound == frozenset() for s in found.came if s.state == "a")


def test_the_suspect_is_held_back_by_not_by() -> None:
    see = Step("see", True)
    found = walk(flow(), suspects=True)
    after_going = [edges for spot, edges in found.edges.items() if "go" in spot.did]
    assert after_going and not any(step == see for edges in after_going for step, _ in edges)
    free = walk(flow(see={"not_by": []}), suspects=True)
    assert any(step == see for spot, edges in free.edges.items() if "go" in spot.did for step, _ in edges)


def test_conditions_hold_until_the_content_changes() -> None:
    declared = flow(go={"condition": "ready"}, end={"condition": "not ready", "after": []})
    found = walk(declared)
    assert "go" in found.acts() and "end" not in found.acts()
    asked = flow(
        go={"condition": "ready"}, end={"condition": "not ready", "after": []}, see={"requires": ["ready"]}
    )
    assert "end" in walk(asked).acts()


def test_the_way_in_words() -> None:
    steps = [Step("create"), Step("go", True), Step("see")]
    assert say(flow(), steps).zh == "a → go（甲） → see" and say(flow(), steps).en == "a → GO (A) → SEE"
    assert say(flow(), [Step("create", True)]).zh == "a → 新建（甲）"


def test_too_many_situations_are_not_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SPOTS", 2)
    with pytest.raises(TooLarge):
        walk(flow(), suspects=True)
