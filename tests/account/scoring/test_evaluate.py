"""Evaluation: the demonstration's 99.95, reasons demanded, what does not apply, and what cannot be known."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from luji.account.scoring.evaluate import evaluate, keys_needed
from luji.account.scoring.plan import EvaluationPlan
from luji.account.scoring.result import Evaluation
from luji.account.scoring.scheme import Scheme
from luji.base.kernel.problem import Level, ProblemKind, Refused, errors

Demo = Callable[..., Evaluation]
UNKNOWN = ProblemKind("TST-001", "不认识", "unknown", "", "")


def positive(key: str, weight: Any = 10, **more: Any) -> dict[str, Any]:
    return {"key": key, "weight": weight, "actual": key, "score": {"function": "positive"}, **more}


# the demonstration
def test_the_demonstration_scores_99_95(demo: Demo) -> None:
    evaluation = demo()
    assert (str(evaluation.score), evaluation.grade.zh, evaluation.word.zh) == ("99.95", "优", "优秀")
    assert [line.key for line in evaluation.losing()] == ["execution"]
    assert evaluation.problems == () and evaluation.notes == ()


def test_the_execution_line_explains_itself(demo: Demo) -> None:
    line = demo().line("execution")
    assert line.explanation.zh.endswith("10 × min(2664.08 ÷ 2677.47, 1) = 9.95。")
    assert line.explanation.en.endswith("10 × min(2664.08 ÷ 2677.47, 1) = 9.95.")
    assert (line.target_text.zh, line.actual_text.zh) == ("2677.47 万元", "2664.08 万元")
    assert line.flags == ("missed",) and line.reason is not None


def test_every_line_has_a_sentence_in_both_languages(demo: Demo) -> None:
    for line in demo().lines:
        assert line.explanation.zh.startswith(line.label.zh) and line.explanation.zh.endswith("。")
        assert line.explanation.en.startswith(line.label.en) and line.explanation.en.endswith(".")
        assert f"{line.score:f}" in line.explanation.zh and f"{line.score:f}" in line.explanation.en


@pytest.mark.parametrize(
    ("budget", "score"),
    [
        ("26761226", "9.95"),
        ("26788134", "9.95"),
        ("26761225", "9.96"),
        ("26788135", "9.94"),
        ("26640800", "10.00"),
    ],
)
def test_the_budgets_that_give_9_95(demo: Demo, budget: str, score: str) -> None:
    assert str(demo(finance__budget=budget).line("execution").score) == score


@pytest.mark.parametrize(
    ("key", "value", "lost"),
    [
        ("patrol.reinforcements", "159", "0.04"), ("patrol.reinforcements", "80", "3.50"), ("hazard.rectified", "379", "0.02"),
        ("hazard.closed_rate", "89.01", "0.00"), ("hazard.closed_rate", "89", "0.10"),
        ("inspection.violations_of_discipline", "1", "1.50"), ("case.revocation_minutes", "46", "0.09"),
        ("project.on_time_rate", "74.99", "1.00"), ("finance.adjustment_rate", "10.01", "1.00"),
        ("accident.deaths", "13", "0.46"), ("asset.lost", "3", "0.50"), ("satisfaction.rate", "89", "0.11"),
    ],
)  # fmt: skip
def test_a_missed_target_costs_points_and_asks_a_reason(demo: Demo, key: str, value: str, lost: str) -> None:
    evaluation = demo(**{key.replace(".", "__"): value})
    line = next(one for one in evaluation.lines if key in one.keys)
    assert str(line.lost) == lost and "missed" in line.flags
    asked = [p.code for p in errors(evaluation.problems)]
    assert asked == ([] if line.reason else ["SCO-201"])


def test_classes_add_up(demo: Demo) -> None:
    evaluation = demo()
    tops = [one for one in evaluation.classes() if len(one.path) == 1]
    assert [(one.points, str(one.score)) for one in tops] == [
        (10, "9.95"),
        (50, "50.00"),
        (30, "30.00"),
        (10, "10.00"),
    ]
    assert sum(one.score for one in tops) == evaluation.score


def test_json_is_text_and_complete(demo: Demo) -> None:
    found = demo().as_json()
    assert (found["score"], found["grade"], found["unit"], found["year"]) == ("99.95", "优", "hh", 2020)
    assert found["scheme"] == "overall-2020" and found["constructed"] is True
    lines = found["lines"]
    assert isinstance(lines, list) and len(lines) == 20
    assert lines[0]["score"] == "9.95" and lines[0]["points"] == "10" and lines[0]["target"] == "26774700"
    assert all(not isinstance(value, float | Decimal) for line in lines for value in line.values())


def test_keys_needed_are_the_declared_ones(
    schemes: dict[str, Scheme], huaihua: EvaluationPlan, tools: Any
) -> None:
    keys = keys_needed(schemes["overall-2020"], huaihua)
    assert len(keys) == len(set(keys)) == 19 and set(keys) <= set(tools.demo)
    without = tools.plan({"execution": {"not_applicable": "x"}}, scheme="overall-2020")
    assert "finance.executed" not in keys_needed(schemes["overall-2020"], without)


# reasons
def test_a_reason_is_demanded_and_silences(tools: Any) -> None:
    found = tools.run([positive("a")], {"a": {"target": 10}}, {"a": 9})
    assert tools.codes(found.problems) == ["SCO-201"] and found.problems[0].level is Level.ERROR
    assert tools.run([positive("a")], {"a": {"target": 10, "reason": "雨季长"}}, {"a": 9}).problems == ()


def test_a_reason_is_demanded_even_where_rounding_hides_the_loss(tools: Any) -> None:
    found = tools.run([positive("a")], {"a": {"target": 100000}}, {"a": 99999})
    assert str(found.score) == "10.00" and tools.codes(found.problems) == ["SCO-201"]


@pytest.mark.parametrize(("actual", "flags", "codes"), [(13, (), []), (14, ("over",), ["SCO-202"])])
def test_over_fulfilment_asks_and_does_not_stop(
    tools: Any, actual: int, flags: Any, codes: list[str]
) -> None:
    found = tools.run([positive("a")], {"a": {"target": 10}}, {"a": actual}, over={"flag_above": 130})
    assert found.lines[0].flags == flags and tools.codes(found.problems) == codes
    assert errors(found.problems) == [] and str(found.score) == "10.00"


def test_a_cut_is_explained_not_reasoned(tools: Any) -> None:
    over = {"flag_above": 130, "cuts": [{"above": 150, "take": 10}]}
    found = tools.run([positive("a")], {"a": {"target": 10}}, {"a": 16}, over=over)
    assert str(found.score) == "9.00" and tools.codes(found.problems) == ["SCO-202"]
    assert "10 × (1 − 10 %)" in found.lines[0].explanation.zh


# what does not apply
def test_a_line_left_out_is_made_up_for_by_rescaling(tools: Any) -> None:
    lines = [positive("a", 40), positive("b", 40), positive("c", 20)]
    entries = {"a": {"target": 10, "reason": "x"}, "b": {"target": 10}, "c": {"not_applicable": "没有"}}
    found = tools.run(lines, entries, {"a": 9, "b": 10})
    assert str(found.score) == "95.00" and found.problems == ()
    assert found.notes[0].zh == "1 项不适用，按适用部分折算为满分制：76.00 ÷ 80 × 100 = 95.00"
    assert found.lines[2].lost == 0 and "没有" in found.lines[2].explanation.zh


def test_rescaling_rounds_once_half_up(tools: Any) -> None:
    lines = [positive("a", 3), positive("b", 4), positive("c", 3)]
    entries = {"a": {"target": 3, "reason": "x"}, "b": {"target": 1}, "c": {"not_applicable": "没有"}}
    found = tools.run(lines, entries, {"a": 2, "b": 1})
    assert str(found.score) == "8.57"


@pytest.mark.parametrize(("rule", "score"), [("rescale", "10.00"), ("full", "10.00"), ("none", "5.00")])
def test_the_rule_for_what_does_not_apply_is_the_scheme_s(tools: Any, rule: str, score: str) -> None:
    lines = [positive("a", 5), positive("b", 5)]
    entries = {"a": {"target": 1}, "b": {"not_applicable": "没有"}}
    found = tools.run(lines, entries, {"a": 1}, not_applicable=rule)
    assert str(found.score) == score and "not_applicable" in found.lines[1].flags
    assert sum(line.lost for line in found.lines) == found.full - found.score


@pytest.mark.parametrize(
    ("rule", "score", "flag"),
    [("not_applicable", "10.00", True), ("full", "10.00", False), ("none", "5.00", False)],
)
def test_a_zero_denominator_follows_the_scheme(tools: Any, rule: str, score: str, flag: bool) -> None:
    lines = [positive("a", 5), {"key": "b", "weight": 5, "actual": "b", "score": {"function": "execution"}}]
    found = tools.run(
        lines, {"a": {"target": 1}, "b": {"target": 0}}, {"a": 1, "b": 3}, zero_denominator=rule
    )
    assert str(found.score) == score and tools.codes(found.problems) == ["SCO-204"]
    assert ("not_applicable" in found.lines[1].flags) == flag


def test_a_missing_value_is_left_out_loudly(tools: Any) -> None:
    lines = [positive("a", 5), positive("b", 5)]
    entries = {"a": {"target": 1}, "b": {"target": "previous(b)"}}
    actual = tools.run(lines, entries, {"a": 1}, {"b": 1})
    target = tools.run(lines, entries, {"a": 1, "b": 1})
    for found, part in ((actual, "实际值"), (target, "目标值")):
        assert tools.codes(found.problems) == ["SCO-203"] and part in found.problems[0].zh
        assert str(found.score) == "10.00" and "no_value" in found.lines[1].flags


def test_nothing_applies(tools: Any) -> None:
    found = tools.run([positive("a")], {"a": {"not_applicable": "没有"}})
    assert str(found.score) == "0.00" and tools.codes(found.problems) == ["SCO-205"]


# what cannot be known
def test_a_refused_look_up_is_kept_and_scores_nothing(
    schemes: dict[str, Scheme], huaihua: EvaluationPlan
) -> None:
    def refuse(key: str) -> Decimal | None:
        raise Refused([UNKNOWN()])

    found = evaluate(schemes["overall-2020"], huaihua, refuse)
    assert {p.code for p in found.problems} == {"TST-001"} and len(found.problems) == 18
    assert found.score == Decimal("8.00")


def test_a_plan_with_holes_scores_nothing_there_and_says_so(tools: Any) -> None:
    lines = [positive("a"), {"key": "j", "weight": 5, "score": {"function": "judged"}}]
    found = tools.run(lines, {}, {"a": 9})
    assert str(found.score) == "0.00"
    assert tools.codes(found.problems) == ["SCO-102", "SCO-104", "SCO-201"]
    assert found.grade_key == "poor" and found.lines[1].actual_text.zh == "—"


def test_a_broken_formula_of_the_plan_is_told_once(tools: Any) -> None:
    found = tools.run([positive("a")], {"a": {"target": "1 +"}}, {"a": 9})
    assert tools.codes(found.problems) == ["KRN-031"] and found.lines[0].keys == ()


def test_outside_every_band(tools: Any) -> None:
    bands = {"function": "bands", "domain": "[0, ∞)", "bands": [{"in": "[0, ∞)", "points": 4}]}
    found = tools.run(
        [{"key": "a", "weight": 4, "actual": "a", "score": bands}], {"a": {"reason": "x"}}, {"a": -1}
    )
    assert tools.codes(found.problems) == ["SCO-206"] and found.lines[0].flags == ("missed", "outside")


def test_the_plan_s_actual_comes_before_the_scheme_s(tools: Any) -> None:
    found = tools.run(
        [positive("a", target=5)], {"a": {"actual": "b / 2", "target": "previous(b)"}}, {"b": 8}, {"b": 4}
    )
    assert (found.lines[0].actual, found.lines[0].target, str(found.score)) == (4, 4, "10.00")
    assert found.lines[0].keys == ("b",)


def test_the_printed_score_is_graded(tools: Any) -> None:
    found = tools.run([positive("a", 100)], {"a": {"target": 100000, "reason": "x"}}, {"a": 89995})
    assert str(found.score) == "90.00" and found.grade.zh == "优"
    below = tools.run([positive("a", 100)], {"a": {"target": 100000, "reason": "x"}}, {"a": 89994})
    assert str(below.score) == "89.99" and below.grade.zh == "良"
