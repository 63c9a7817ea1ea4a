"""Every rule of the sample workflows is weakened in turn; each mutant must be caught, and rightly so."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luji.base.kernel.declaration import parse, parse_file
from luji.base.kernel.expression import FLAG, NUMBER
from luji.base.kernel.problem import Problem, Refused
from luji.record.workflow import space as space_module
from luji.record.workflow.explore import bind_workflow, explore
from luji.record.workflow.proof import counter_examples
from luji.record.workflow.references import Surroundings
from luji.record.workflow.space import Space, Walk
from luji.record.workflow.spec import Workflow

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.yaml"))
READ = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in SAMPLES}
Data = dict[str, Any]
Mutant = tuple[str, str, Data, set[str]]
LABEL = {"zh": "捷径", "en": "shortcut"}


def names(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def marks_dropped(name: str, data: Data) -> list[Mutant]:
    """Reviews, decisions, returns and finals that are no longer called so."""
    found = []
    for act, action in data["actions"].items():
        for mark, codes in (
            ("review", {"WFL-111", "WFL-012", "WFL-009"}),
            ("decides", {"WFL-010", "WFL-009"}),
            ("returns", {"WFL-119"}),
        ):
            if action.get(mark):
                changed = deepcopy(data)
                del changed["actions"][act][mark]
                found.append((name, f"{act} without {mark}", changed, codes))
    for state, declared in data["states"].items():
        if declared.get("decision"):
            changed = deepcopy(data)
            del changed["states"][state]["decision"]
            found.append((name, f"{state} without decision", changed, {"WFL-011"}))
        if declared.get("final"):
            changed = deepcopy(data)
            del changed["states"][state]["final"]
            found.append((name, f"{state} without final", changed, {"WFL-003", "WFL-102"}))
    return found


def four_eyes_dropped(name: str, data: Data) -> list[Mutant]:
    codes = {"WFL-112", "WFL-113", "WFL-114", "WFL-120"}
    found = []
    for act, action in data["actions"].items():
        for other in names(action.get("not_by")):
            changed = deepcopy(data)
            changed["actions"][act]["not_by"] = [n for n in names(action["not_by"]) if n != other]
            found.append((name, f"{act} may be by {other}", changed, codes))
    return found


def concerned_forgotten(name: str, data: Data) -> list[Mutant]:
    """Those a case concerns are no longer said to be; the actions that bar them then name nobody."""
    changed = {key: value for key, value in data.items() if key != "concerned"}
    return [(name, "nobody is concerned", changed, {"WFL-002"})] if "concerned" in data else []


def shortcuts(name: str, data: Data) -> list[Mutant]:
    """From every state not yet decided straight to the decision, marked as one or not."""
    found = []
    decided = [s for s, d in data["states"].items() if d.get("decision")]
    for state, declared in data["states"].items():
        if declared.get("decision") or declared.get("final") or after_decision(data, state):
            continue
        for mark, codes in ((True, {"WFL-111", "WFL-113", "WFL-114"}), (False, {"WFL-010"})):
            changed = deepcopy(data)
            action = {"label": LABEL, "from": state, "to": decided[0], "who": "chief", "decides": mark}
            changed["actions"]["shortcut"] = action
            found.append((name, f"shortcut from {state} ({mark})", changed, codes))
    return found


def after_decision(data: Data, state: str) -> bool:
    reached = {s for s, d in data["states"].items() if d.get("decision")}
    for _ in data["states"]:
        reached |= {a["to"] for a in data["actions"].values() if reached & set(names(a["from"]))}
    return state in reached


def opened_up(name: str, data: Data) -> list[Mutant]:
    """Content that can be changed while judged or after the end; returns that keep the review."""
    found = []
    for state, declared in data["states"].items():
        leaving = [a for a in data["actions"].values() if state in names(a["from"])]
        judged = any(a.get("review") or (a.get("decides") and not a.get("without_review")) for a in leaving)
        if (judged or declared.get("decision") or declared.get("final")) and not declared.get("edit"):
            changed = deepcopy(data)
            changed["states"][state]["edit"] = "officer"
            found.append((name, f"{state} editable", changed, {"WFL-116", "WFL-118"}))
    for act, action in data["actions"].items():
        if action.get("returns"):
            changed = deepcopy(data)
            changed["actions"][act]["keeps_review"] = True
            found.append((name, f"{act} keeps the review", changed, {"WFL-115", "WFL-009"}))
    return found


def emptied(name: str, data: Data) -> list[Mutant]:
    """Nobody may, clocks never stopped or never started, too few people."""
    found = []
    for act in data["actions"]:
        changed = deepcopy(data)
        changed["actions"][act]["who"] = []
        found.append((name, f"nobody may {act}", changed, {"WFL-005"}))
    for clock, declared in data["clocks"].items():
        for stop in names(declared["stops"]):
            changed = deepcopy(data)
            others = [s for s in names(declared["stops"]) if s != stop]
            changed["clocks"][clock]["stops"] = others or ["create"]
            found.append((name, f"{clock} not stopped by {stop}", changed, {"WFL-202", "WFL-203"}))
    changed = deepcopy(data) | {"people": 2}
    found.append((name, "two people", changed, {"WFL-121"}))
    return found


MUTANTS = [
    mutant
    for name, data in READ.items()
    for weaken in (marks_dropped, four_eyes_dropped, concerned_forgotten, shortcuts, opened_up, emptied)
    for mutant in weaken(name, data)
]


def build(data: Data) -> Workflow:
    return bind_workflow(parse(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "w.yaml"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_the_samples_themselves_are_sound(path: Path) -> None:
    assert explore(bind_workflow(parse_file(path))) == []


@pytest.mark.parametrize(("name", "what", "data", "codes"), MUTANTS, ids=[f"{m[0]}: {m[1]}" for m in MUTANTS])
def test_every_weakened_rule_is_caught(name: str, what: str, data: Data, codes: set[str]) -> None:
    with pytest.raises(Refused) as refused:
        build(data)
    found = {p.code for p in refused.value.problems}
    assert found & codes, f"{what}: {found}"
    assert all(p.where.file == "w.yaml" and p.where.line for p in refused.value.problems)


def test_there_are_enough_mutants_of_every_sample() -> None:
    assert all(sum(m[0] == name for m in MUTANTS) >= 30 for name in READ)


def refused_problems(data: Data) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refused:
        build(data)
    return refused.value.problems


def told(data: Data, code: str) -> list[str]:
    return [p.zh + "\n" + p.en for p in refused_problems(data) if p.code == code]


def test_the_counter_example_is_the_shortest_way_in_words(sample: Callable[[str], Data]) -> None:
    data = sample("revocation")
    data["actions"]["quick"] = {
        "label": {"zh": "直接批准", "en": "approve at once"},
        "from": "submitted", "to": "approved", "who": "chief", "decides": True, "not_by": ["submit", "resubmit", "pass", "handler1", "handler2"],
    }  # fmt: skip
    (text,) = told(data, "WFL-111")
    assert "草稿 → 提交 → 直接批准：没有经过法制审核通过就作出决定" in text
    assert "draft → submit → approve at once: a decision without pass legal review" in text


def test_the_same_person_is_marked_in_the_way(sample: Callable[[str], Data]) -> None:
    data = sample("revocation")
    data["actions"]["pass"]["not_by"] = ["resubmit", "handler1", "handler2"]
    (text,) = told(data, "WFL-112")
    assert "草稿 → 提交（甲） → 法制审核通过（甲）" in text


def test_a_handler_who_only_stands_in_the_record_is_found(sample: Callable[[str], Data]) -> None:
    data = sample("revocation")
    data["actions"]["pass"]["not_by"] = ["submit", "resubmit", "handler1"]
    (text,) = told(data, "WFL-112")
    assert "草稿 → handler2（甲） → 提交 → 法制审核通过（甲）" in text


def test_a_decision_without_review_that_bars_anybody_bars_the_handlers(sample: Callable[[str], Data]) -> None:
    data = sample("accident") | {"concerned": "handler"}
    assert {p.code for p in refused_problems(data)} == {"WFL-112", "WFL-114"}
    for action in data["actions"].values():
        if action.get("review") or (action.get("decides") and not action.get("without_review")):
            action["not_by"] = [*names(action.get("not_by")), "handler"]
    assert explore(build(data)) == []
    data["actions"]["on_spot"]["not_by"] = ["create"]
    assert [p.code for p in refused_problems(data)] == ["WFL-114"]


def test_resubmitting_past_the_review_is_found(sample: Callable[[str], Data]) -> None:
    """退回补证之后直接报批: the old review is of other content."""
    data = sample("revocation")
    data["actions"]["supplement"] = {
        "label": {"zh": "退回补正", "en": "return to amend"},
        "from": "reviewed", "to": "evidence", "who": "chief", "returns": True,
    }  # fmt: skip
    data["actions"]["resubmit"]["to"] = "reviewed"
    del data["actions"]["approve"]["after"]
    (text,) = told(data, "WFL-111")
    assert "退回补证 → 补证后提交 → 批准" in text


def test_with_after_the_same_shortcut_cannot_lead_to_a_decision(sample: Callable[[str], Data]) -> None:
    """The guard that stays closes the way; nothing is unreviewed then."""
    data = sample("revocation")
    data["actions"]["skip"] = {
        "label": LABEL, "from": "draft", "to": "reviewed", "who": "officer",
    }  # fmt: skip
    assert explore(build(data)) == []


def test_a_kept_review_is_told_with_its_way(sample: Callable[[str], Data]) -> None:
    data = sample("inspection")
    data["actions"]["reject"]["keeps_review"] = True
    (text,) = told(data, "WFL-115")
    assert "复核通过 → 复核不通过：退回之后，先前的「复核通过」仍被当作有效" in text


def test_unknown_surroundings_are_told() -> None:
    flow = bind_workflow(parse_file(SAMPLES[0]))
    around = Surroundings(roles=["officer", "legal"], fields={"deaths": NUMBER, "injured": FLAG})
    codes = {p.code for p in explore(flow, around)}
    assert codes == {"WFL-006", "WFL-008"}


def test_a_workflow_nested_in_a_register_points_at_its_line() -> None:
    text = (
        "register: x\nworkflow:\n  create: a\n  states:\n    s: {label: {zh: 一, en: one}}\n  actions: {}\n"
    )
    with pytest.raises(Refused) as refused:
        bind_workflow(parse(text, "x.yaml"), ("workflow",))
    assert {(p.code, p.where.line) for p in refused.value.problems} == {("WFL-003", 4)}


def test_broken_yaml_and_unknown_keys_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text("create: a\nstats: {}\nactions: {}\n", "utf-8")
    with pytest.raises(Refused) as refused:
        bind_workflow(parse_file(path))
    assert {p.code for p in refused.value.problems} == {"KRN-013", "KRN-014"}


def test_too_large_is_said_not_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    flow = bind_workflow(parse_file(SAMPLES[0]))
    monkeypatch.setattr(space_module, "MOST_SPOTS", 5)
    assert [p.code for p in explore(flow)] == ["WFL-105"]


# -- against the dull explorer --------------------------------------------------------------------

FIELDS = {"accident": {"deaths": 1, "injured": 0}, "inspection": {"overdue": True}}


@pytest.mark.parametrize("name", READ)
def test_three_named_people_find_nothing_in_the_samples(name: str, reference: Any) -> None:
    flow = build(READ[name])
    assert reference("workflow_explorer").explore(flow, ["甲", "乙", "丙"], 5, FIELDS.get(name, {})) == set()


def replayed(flow: Workflow, dull: Any) -> None:
    """Every counter-example really happens on the step function, with a fresh person for every other act."""
    space = Space(flow)
    for breach, way in counter_examples(Walk(space, suspects=True)).items():
        if breach.kind.code == "WFL-115":
            continue
        case, before = None, way[0][1]
        for number, (step, after) in enumerate(way):
            person = "甲" if step.suspect else f"其他{number}"
            values = dict(space.worlds[before.world].values)
            if case is None:
                named = {step.act: person} if step.act in flow.named else {}
                case = dull.begin(flow, "某人" if named else person, named)
            else:
                case = dull.act(flow, case, step.act, person, values)
            before = after
        assert case is not None
        assert (breach.kind.code, breach.act, breach.other) in set(dull.judge(flow, case.acts, case.named))


def unproven(data: Data) -> Workflow | None:
    """The workflow although it is weak; None when its names are not even sound."""
    flow = Workflow.model_validate(data)
    return None if any(p.code < "WFL-100" for p in explore(flow)) else flow


@pytest.mark.parametrize("mutant", MUTANTS, ids=[f"{m[0]}: {m[1]}" for m in MUTANTS])
def test_every_counter_example_of_a_mutant_happens(mutant: Mutant, reference: Any) -> None:
    flow = unproven(mutant[2])
    if flow is not None:
        replayed(flow, reference("workflow_explorer"))


STATES = ["a", "b", "c", "z"]
ACTS = ["p", "q", "r", "s", "t"]


@st.composite
def small_workflows(draw: st.DrawFn) -> Data:
    states: Data = {s: {"label": {"zh": s, "en": s}} for s in STATES}
    for state in STATES[:3]:
        if draw(st.booleans()):
            states[state]["edit"] = "x"
    states["z"] |= {"final": True, "decision": True}
    actions: Data = {}
    for act in ACTS[: draw(st.integers(2, 5))]:
        kind = draw(st.sampled_from(["plain", "plain", "review", "returns", "decides"]))
        target = "z" if kind == "decides" else draw(st.sampled_from(STATES[:3]))
        action: Data = {"label": {"zh": act, "en": act}, "to": target, "who": "x"}
        action["from"] = draw(st.lists(st.sampled_from(STATES[:3]), min_size=1, max_size=2, unique=True))
        if kind != "plain":
            action[kind] = True
        if draw(st.booleans()):
            action["not_by"] = draw(st.lists(st.sampled_from(ACTS), max_size=2, unique=True))
        actions[act] = action
    concerned = draw(st.booleans())
    for action in actions.values():
        action["not_by"] = [n for n in action.get("not_by", []) if n in actions]
        if concerned and draw(st.booleans()):
            action["not_by"].append("handler")
        if draw(st.integers(0, 3)) == 0:
            action["after"] = [n for n in actions if actions[n].get("review")][:1]
    return {"create": "x", "concerned": ["handler"] * concerned, "states": states, "actions": actions}


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=small_workflows())
def test_clever_and_dull_agree_on_small_workflows(data: Data, reference: Any) -> None:
    dull = reference("workflow_explorer")
    flow = unproven(data)
    if flow is None:
        return
    replayed(flow, dull)
    clever = {(b.kind.code, b.act, b.other) for b in counter_examples(Walk(Space(flow), suspects=True))}
    assert dull.explore(flow, ["甲", "乙", "丙"], 4, {}) <= clever
