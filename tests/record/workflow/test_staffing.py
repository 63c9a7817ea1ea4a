"""How many people four eyes need."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.record.workflow.spec import Workflow
from luji.record.workflow.staffing import assign, enough_people, exclusions, people_needed

Sample = Callable[[str], Any]


def flow(data: Any) -> Workflow:
    return Workflow.model_validate(data)


@pytest.mark.parametrize(
    ("name", "need"), [("revocation", 3), ("hazard", 3), ("inspection", 3), ("accident", 4)]
)
def test_what_the_samples_need(name: str, need: int, sample: Sample) -> None:
    declared = flow(sample(name))
    assert people_needed(declared) == need and list(enough_people(declared)) == []
    short = flow(sample(name) | {"people": need - 1})
    (problem,) = enough_people(short)
    assert problem.code == "WFL-121" and f"需要至少 {need} 个人，只有 {need - 1} 个" in problem.zh


def test_without_exclusions_one_is_enough(sample: Sample) -> None:
    data = sample("revocation")
    for action in data["actions"].values():
        action.pop("not_by", None)
    assert people_needed(flow(data)) == 1 and list(enough_people(flow(data | {"people": 1}))) == []


def test_what_cannot_come_before_does_not_exclude(sample: Sample) -> None:
    data = sample("revocation")
    data["actions"]["submit"]["not_by"] = ["archive"]
    assert "archive" not in exclusions(flow(data))
    data["actions"]["archive"]["not_by"] = ["create", "edit", "archive"]
    assert exclusions(flow(data))["archive"] == {"create", "edit"}


def test_whoever_is_named_must_be_another(sample: Sample) -> None:
    """A field can name anybody, but then the review and the decision need others."""
    assert exclusions(flow(sample("revocation")))["handler1"] == {"pass", "approve"}


ACTS = "abcd"


@settings(max_examples=80, deadline=None)
@given(
    pairs=st.sets(st.tuples(st.sampled_from(ACTS), st.sampled_from(ACTS)).filter(lambda p: p[0] < p[1])),
    able=st.fixed_dictionaries({act: st.lists(st.integers(0, 2), max_size=3, unique=True) for act in ACTS}),
)
def test_sharing_out_agrees_with_trying_everything(
    pairs: set[tuple[str, str]], able: dict[str, list[int]]
) -> None:
    excluded = {act: {b if a == act else a for a, b in pairs if act in (a, b)} for act in ACTS}
    possible = any(
        all(dict(zip(ACTS, who, strict=True))[a] != dict(zip(ACTS, who, strict=True))[b] for a, b in pairs)
        for who in product(*(able[act] for act in ACTS))
    )
    found = assign(excluded, able)
    assert (found is not None) is possible
    if found is not None:
        assert all(found[a] != found[b] for a, b in pairs) and all(found[act] in able[act] for act in ACTS)
