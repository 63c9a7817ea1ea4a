"""The declared form: shorthand, defaults, refused values, what is derived from it."""

from typing import Any

import pytest
import yaml

from luji.base.kernel.declaration import bind, parse
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.record.workflow.spec import Workflow, triggers

TEXT = """
create: officer
states:
  a: {label: {zh: 甲, en: A}, edit: officer}
  b: {label: {zh: 乙, en: B}, order: 9}
  c: {label: {zh: 丙, en: C}, final: true, order: 0}
actions:
  go: {label: {zh: 走, en: go}, from: a, to: b, who: officer}
  pass: {label: {zh: 审, en: review}, from: [a, b], to: c, who: [x, y], review: true, not_by: go}
clocks:
  time:
    label: {zh: 时, en: time}
    starts: go
    stops: [pass]
    versions:
      - {from: 2020-01-01, length: 3, unit: hours, number: 令1号, article: {zh: 条, en: art.}}
"""


def bound(data: Any) -> Workflow:
    return bind(parse(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "w.yaml"), Workflow)


def test_shorthand_and_defaults() -> None:
    flow = bind(parse(TEXT), Workflow)
    assert flow.initial == "a" and flow.create == ("officer",) and flow.people == 4
    assert flow.actions["go"].from_ == ("a",) and flow.actions["go"].unit_scope == "own"
    assert flow.clocks["time"].stops == ("pass",) and flow.clocks["time"].roll == "next_working_day"
    assert flow.board == ["c", "a", "b"] and flow.reviews == {"pass"}
    assert [name for name, _ in flow.leaving("a")] == ["go", "pass"]


def test_it_is_usable_inside_another_declaration() -> None:
    nested = parse("register: x\nworkflow:\n" + "".join(f"  {line}\n" for line in TEXT.strip().splitlines()))
    assert bind(nested, Workflow, ("workflow",)) == bind(parse(TEXT), Workflow)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("states",), {}, "KRN-015"),
        (("states", "a", "finale"), True, "KRN-013"),
        (("states", "a", "label"), "甲", "KRN-015"),
        (("states", "a", "edit_scope"), "everywhere", "KRN-015"),
        (("actions", "go", "from"), [], "KRN-015"),
        (("actions", "go", "unit_scope"), "below", "KRN-015"),
        (("actions", "go", "reviews"), True, "KRN-013"),
        (("actions", "go", "from_"), "a", "KRN-013"),
        (("people",), 0, "KRN-015"),
        (("people",), "many", "KRN-015"),
        (("clocks", "time", "starts"), [], "KRN-015"),
        (("clocks", "time", "versions"), [], "KRN-015"),
        (("clocks", "time", "roll"), "previous", "KRN-015"),
        (("clocks", "time", "versions", 0, "length"), 0, "KRN-015"),
        (("clocks", "time", "versions", 0, "unit"), "weeks", "KRN-015"),
        (("clocks", "time", "remind"), [{"before": 0, "to": "x"}], "KRN-015"),
        (("clocks", "time", "remind"), [{"before": 1, "to": []}], "KRN-015"),
        (("clocks", "time", "escalate"), [{"after": -1, "to": "x"}], "KRN-015"),
        (("clocks", "time", "suspends"), [{"by": [], "until": "go"}], "KRN-015"),
        (("clocks", "time", "suspends"), [{"by": "go"}], "KRN-014"),
    ],
)
def test_values_that_do_not_fit(path: tuple[Any, ...], value: Any, code: str) -> None:
    data: Any = yaml.safe_load(TEXT)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(Refused) as refused:
        bound(data)
    assert code in {p.code for p in refused.value.problems}


@pytest.mark.parametrize("key", ["number", "article", "from", "length", "unit"])
def test_no_length_without_its_source(key: str) -> None:
    data = yaml.safe_load(TEXT)
    del data["clocks"]["time"]["versions"][0][key]
    with pytest.raises(Refused, match="KRN-014"):
        bound(data)


def test_what_hands_in_to_a_review() -> None:
    flow = bind(parse(TEXT), Workflow)
    assert flow.hand_ins == {"pass": {"go", "create"}}
    data = yaml.safe_load(TEXT)
    data["actions"]["pass"] |= {"from": "b", "to": "d", "of": []}
    data["states"]["d"] = {"label": {"zh": "丁", "en": "D"}}
    data["actions"]["second"] = {
        "label": {"zh": "再审", "en": "again"},
        "from": "d",
        "to": "c",
        "who": "z",
        "review": True,
    }
    data["actions"]["back"] = {
        "label": {"zh": "退", "en": "back"},
        "from": "d",
        "to": "b",
        "who": "z",
        "returns": True,
    }
    assert bound(data).hand_ins == {"pass": {"go"}, "second": {"pass", "go"}}
    data["actions"]["second"]["of"] = "go"
    assert bound(data).hand_ins["second"] == {"go"}


def test_labels() -> None:
    flow = bind(parse(TEXT), Workflow)
    assert flow.act_label("go").zh == "走" and flow.act_label("create").zh == "新建"
    assert flow.act_label("edit").en == "edit" and flow.act_label("?").zh == "?"
    assert flow.state_label("a").en == "A" and flow.state_label("?").en == "?"
    assert flow.act_labels(["go", "pass"]) == Text(zh="走、审", en="go, review")
    assert flow.state_labels([]) == Text(zh="", en="")


def test_a_self_loop_does_not_enter_its_state() -> None:
    assert triggers("go", "a", "b") == {"go", "b"}
    assert triggers("look", "a", "a") == {"look"}
