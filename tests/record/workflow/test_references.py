"""Names that are not declared, marks that contradict each other, editions that overlap: each with its line."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from luji.base.kernel.declaration import bind, parse
from luji.base.kernel.expression import DATE, FLAG, NUMBER, TEXT
from luji.base.kernel.problem import Problem
from luji.record.workflow.references import Surroundings, nowhere, references
from luji.record.workflow.spec import Workflow

ROLES = ["officer", "legal", "chief"]
FIELDS = {"facts": FLAG, "ground": FLAG, "served_on": FLAG, "fine": NUMBER}
AROUND = Surroundings(ROLES, FIELDS, persons=["handler1", "handler2"])
Sample = Callable[[str], Any]


def found_in(data: Any, around: Surroundings = AROUND) -> list[Problem]:
    tree = parse(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "w.yaml")
    return references(bind(tree, Workflow), around, tree.where)


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return data


def test_a_sound_workflow_has_no_problem(sample: Sample) -> None:
    assert found_in(sample("revocation")) == []
    assert references(Workflow.model_validate(sample("hazard"))) == []
    assert nowhere("states", 1).say() == ""


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("start",), "drafts", "WFL-001"),
        (("actions", "submit", "from"), ["draft", "drafft"], "WFL-001"),
        (("actions", "submit", "to"), "submited", "WFL-001"),
        (("actions", "approve", "not_by"), ["submitt"], "WFL-002"),
        (("actions", "approve", "after"), "passed", "WFL-002"),
        (("actions", "pass", "of"), ["sumbit"], "WFL-002"),
        (("actions", "approve", "after"), "submit", "WFL-012"),
        (
            ("actions", "draft"),
            {"label": {"zh": "一", "en": "a"}, "from": "draft", "to": "draft", "who": "officer"},
            "WFL-004",
        ),
        (
            ("actions", "edit"),
            {"label": {"zh": "一", "en": "a"}, "from": "draft", "to": "draft", "who": "officer"},
            "WFL-004",
        ),
        (("states", "create"), {"label": {"zh": "一", "en": "a"}}, "WFL-004"),
        (("create",), [], "WFL-005"),
        (("actions", "make", "who"), [], "WFL-005"),
        (("create",), "oficer", "WFL-006"),
        (("actions", "make", "who"), ["officer", "oficer"], "WFL-006"),
        (("actions", "submit", "notify"), "leagl", "WFL-006"),
        (("states", "draft", "edit"), "nobody", "WFL-006"),
        (("states", "submitted", "holder"), "nobody", "WFL-006"),
        (("states", "submitted", "holder"), "chief", "WFL-014"),
        (("states", "archived", "holder"), "officer", "WFL-014"),
        (("clocks", "decision", "remind"), [{"before": 1, "to": "leagl"}], "WFL-006"),
        (("clocks", "decision", "escalate"), [{"after": 1, "to": "leagl"}], "WFL-006"),
        (("actions", "submit", "requires"), ["fact"], "WFL-007"),
        (("actions", "make", "condition"), "fine >", "WFL-008"),
        (("actions", "make", "condition"), "fines > 3", "WFL-008"),
        (("actions", "make", "condition"), "fine == 'x'", "WFL-008"),
        (("actions", "refuse", "review"), True, "WFL-009"),
        (
            ("actions", "return_made"),
            {
                "label": {"zh": "一", "en": "a"},
                "from": "made",
                "to": "approved",
                "who": "officer",
                "returns": True,
                "decides": True,
            },
            "WFL-009",
        ),
        (("actions", "approve", "review"), True, "WFL-009"),
        (("actions", "submit", "keeps_review"), True, "WFL-009"),
        (("actions", "submit", "of"), "submit", "WFL-009"),
        (("actions", "submit", "without_review"), {"zh": "由", "en": "why"}, "WFL-009"),
        (("actions", "approve", "without_review"), {"zh": "由", "en": "why"}, "WFL-009"),
        (("actions", "make", "to"), "approved", None),  # from the decision to itself is no entering
        (("actions", "pass", "to"), "approved", "WFL-010"),
        (("actions", "approve", "to"), "made", "WFL-011"),
        (("states", "served", "final"), True, "WFL-013"),
        (("clocks", "decision", "starts"), "submitt", "WFL-002"),
        (("clocks", "decision", "stops"), ["approved", "nowhere"], "WFL-002"),
        (("clocks", "decision", "suspends"), [{"by": "lacking", "until": "resumbit"}], "WFL-002"),
    ],
)
def test_each_mistake_has_its_number_and_line(
    path: tuple[Any, ...], value: Any, code: str | None, sample: Sample
) -> None:
    problems = found_in(changed(sample("revocation"), path, value))
    if code is None:
        assert problems == []
        return
    assert {p.code for p in problems} == {code}
    assert all(p.where.line and p.where.line > 1 for p in problems)
    assert all("{" not in text for p in problems for text in (p.zh, p.en, p.cure_zh, p.cure_en))


def test_the_nearest_word_is_offered(sample: Sample) -> None:
    (problem,) = found_in(changed(sample("revocation"), ("actions", "submit", "to"), "submited"))
    assert "是否指「submitted」" in problem.zh and "did you mean 'submitted'?" in problem.en


def test_no_final_state(sample: Sample) -> None:
    data = sample("revocation")
    del data["states"]["archived"]["final"]
    assert [p.code for p in found_in(data)] == ["WFL-003"]


def edition(start: str, until: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "from": start,
        "length": 3,
        "unit": "hours",
        "number": f"令{start}",
        "article": {"zh": "条", "en": "art."},
    }
    return found | ({"until": until} if until else {})


@pytest.mark.parametrize(
    ("editions", "codes"),
    [
        ([edition("2018-01-01")], []),
        ([edition("2018-01-01", "2020-05-01"), edition("2020-05-01")], []),
        ([edition("2020-05-01"), edition("2018-01-01", "2020-05-01")], []),
        ([edition("2018-01-01"), edition("2020-05-01")], ["WFL-206"]),
        ([edition("2018-01-01", "2020-05-02"), edition("2020-05-01")], ["WFL-206"]),
        ([edition("2018-01-01", "2020-04-30"), edition("2020-05-01")], ["WFL-207"]),
        ([edition("2018-01-01", "2017-01-01")], ["WFL-207"]),
        ([edition("2018-01-01"), edition("2018-01-01")], ["WFL-206"]),
    ],
)
def test_editions_follow_each_other(editions: list[Any], codes: list[str], sample: Sample) -> None:
    problems = found_in(changed(sample("revocation"), ("clocks", "service", "versions"), editions))
    assert [p.code for p in problems] == codes


def test_many_mistakes_show_at_once(sample: Sample) -> None:
    data = changed(sample("revocation"), ("actions", "submit", "to"), "?")
    data = changed(data, ("actions", "make", "who"), [])
    data = changed(data, ("actions", "serve", "requires"), "?")
    assert sorted(p.code for p in found_in(data)) == ["WFL-001", "WFL-005", "WFL-007"]


def test_those_concerned_stand_in_fields_of_persons(sample: Sample) -> None:
    around = Surroundings(fields={"handler1": TEXT, "facts": TEXT}, persons=["handler1", "witness"])
    data = sample("revocation") | {"concerned": ["handler1", "facts"]}
    data["actions"]["approve"]["not_by"] = ["submit", "witness", "facts", "handlr1"]
    data["actions"]["pass"]["not_by"] = []
    data["actions"]["submit"]["requires"] = data["actions"]["serve"]["requires"] = []
    found = found_in(data, around)
    assert sorted((p.code, p.where.line is not None) for p in found) == [("WFL-002", True), ("WFL-015", True)]
    assert "facts" in found[0].zh and "handler1、witness" in found[0].cure_zh
    clash = sample("revocation") | {"concerned": ["submit", "handler1", "handler2"]}
    assert [p.code for p in found_in(clash, Surroundings())] == ["WFL-004"]


@pytest.mark.parametrize(
    ("name", "codes"), [("served_on", []), ("facts", ["WFL-208"]), ("served", ["WFL-208"])]
)
def test_a_clock_counts_since_a_field_of_a_day(name: str, codes: list[str], sample: Sample) -> None:
    data = changed(sample("revocation"), ("clocks", "service", "since"), name)
    fields = {"facts": TEXT, "ground": TEXT, "served_on": DATE}
    found = found_in(data, Surroundings(fields=fields, persons=["handler1", "handler2"]))
    assert [p.code for p in found] == codes and (not codes or "served_on" in found[0].cure_en)


def test_what_is_not_known_is_not_judged(sample: Sample) -> None:
    data = changed(sample("revocation"), ("actions", "make", "who"), ["anybody"])
    assert found_in(data, Surroundings()) == []


@pytest.mark.parametrize(
    ("action", "over", "codes"),
    [
        ("pass", {"decision": "fine > 200"}, []),
        ("pass", {"decison": "fine > 200"}, ["WFL-209"]),
        ("pass", {"service": "fine > 200"}, ["WFL-209"]),  # it does not run before the decision
        ("pass", {"decision": "finne > 200"}, ["WFL-008"]),
    ],
)
def test_what_waits_for_the_end_of_a_clock(
    action: str, over: dict[str, str], codes: list[str], sample: Sample
) -> None:
    data = changed(sample("revocation"), ("actions", action, "over"), over)
    assert [p.code for p in found_in(data)] == codes


@pytest.mark.parametrize(
    ("key", "value", "codes"),
    [
        ("condition", "fine > 200", []),
        ("condition", "finne > 200", ["WFL-210"]),
        ("until", "due", []),
        ("until", "fine", ["WFL-208"]),
        ("since", ["due", "fine"], ["WFL-208"]),
    ],
)
def test_what_a_clock_reads_of_its_record(key: str, value: Any, codes: list[str], sample: Sample) -> None:
    data = changed(sample("revocation"), ("clocks", "decision", key), value)
    around = Surroundings(ROLES, FIELDS | {"due": DATE}, persons=["handler1", "handler2"])
    assert [p.code for p in found_in(data, around)] == codes
