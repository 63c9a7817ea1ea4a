"""What-if, verified by evaluating again: the move does what it says, and one grain less does not."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.scoring.points import cents, of_cents
from luji.account.scoring.result import Evaluation
from luji.account.scoring.rule import Case
from luji.account.scoring.whatif import WhatIf, whatif

Demo = Callable[..., Evaluation]
HALF = Decimal("0.5")


def ask(
    tools: Any, score: dict[str, Any], actual: Any, target: Any = None, weight: Any = 10, decimals: int = 0
) -> WhatIf:
    line = {"key": "a", "weight": weight, "actual": "a", "score": score, "shown": {"decimals": decimals}}
    entry = {"reason": "x"} if target is None else {"target": target, "reason": "x"}
    return whatif(tools.run([line], {"a": entry}, {"a": actual}))[0]


# the demonstration
def test_what_the_execution_line_needs(demo: Demo) -> None:
    found = next(one for one in whatif(demo()) if one.key == "execution")
    assert found.win and found.cost
    assert (str(found.win.change), str(found.win.total), found.win.words.zh) == (
        "0.05",
        "100.00",
        "2676.14 万元",
    )
    assert str(found.cost.change) == "-0.50" and str(found.cost.total) == "99.45"
    assert found.one_more and found.one_more.actual == Decimal(26650800)


def test_every_move_of_the_demonstration_is_true_when_evaluated_again(demo: Demo) -> None:
    evaluation = demo()
    keys = {line.key: line.keys[0] for line in evaluation.lines if line.keys}
    checked = 0
    for found in whatif(evaluation):
        for move in (found.win, found.cost, found.one_more, found.one_less):
            if move is not None and move.actual is not None:
                again = demo(**{keys[found.key].replace(".", "__"): str(move.actual)})
                assert again.line(found.key).score == move.score, found.key
                assert (again.score, again.grade) == (move.total, move.grade)
                checked += 1
    assert checked >= 50


def test_full_lines_have_nothing_to_win(demo: Demo) -> None:
    found = whatif(demo())
    assert [one.key for one in found if one.win is not None] == ["execution"]
    assert all(one.cost is not None and one.cost.change <= -HALF for one in found)


def test_judged_and_ticked_lines_move_in_words(demo: Demo) -> None:
    found = {one.key: one for one in whatif(demo())}
    mechanism, handling = found["lasting.mechanism"].cost, found["quality.case_handling"].cost
    assert mechanism and mechanism.words.zh == "评定 4.50 分" and mechanism.actual is None
    assert handling and handling.words.zh.endswith("不符合") and str(handling.change) == "-1.00"
    assert found["lasting.mechanism"].one_more is None


def test_counts_do_not_fall_below_nothing(demo: Demo) -> None:
    found = {one.key: one for one in whatif(demo())}
    assert found["quality.discipline"].one_less is None
    assert found["lasting.assets"].one_less is not None


def test_lines_left_out_are_not_asked(tools: Any) -> None:
    lines = [{"key": k, "weight": 5, "actual": k, "score": {"function": "positive"}} for k in ("a", "b")]
    found = whatif(
        tools.run(lines, {"a": {"target": 4, "reason": "x"}, "b": {"not_applicable": "没有"}}, {"a": 3})
    )
    assert [one.key for one in found] == ["a"]
    assert found[0].win and str(found[0].win.total) == "10.00"  # rescaled to the whole


def test_json(demo: Demo) -> None:
    found = json.loads(json.dumps(whatif(demo())[0].as_json()))
    assert found["win"] == {
        "actual": "26761400", "words": "2676.14 万元", "score": "10.00", "change": "+0.05", "total": "100.00", "grade": "优",
    }  # fmt: skip


def test_a_rate_below_zero_may_fall_further(tools: Any) -> None:
    falling = ask(tools, {"function": "per_point", "side": "under", "each": "0.5"}, -3, -2)
    assert falling.one_less and falling.one_less.actual == -4 and falling.cost and falling.cost.actual == -4
    at_zero = ask(tools, {"function": "equal"}, 0, 0)
    assert (
        at_zero.cost is None and at_zero.one_less is None
    )  # above zero there is no ratio to a target of zero


# function by function
@pytest.mark.parametrize(
    ("score", "actual", "target", "win", "cost"),
    [
        ({"function": "positive"}, 80, 100, 85, 75),
        ({"function": "positive"}, 100, 100, None, 95),
        ({"function": "positive"}, 0, 100, 5, None),
        ({"function": "negative"}, 125, 100, 117, 134),
        ({"function": "negative"}, 0, 0, None, 1),
        ({"function": "equal"}, 90, 100, 95, 85),
        ({"function": "equal"}, 110, 100, 105, 115),
        ({"function": "equal"}, 100, 100, None, 105),
        ({"function": "per_occurrence", "each": "0.5"}, 3, 1, 2, 4),
        ({"function": "per_point", "side": "over", "each": "0.5"}, 103, 100, 102, 104),
        ({"function": "per_point", "side": "under", "each": 2, "per": 5}, 93, 100, 96, 90),
        ({"function": "per_point", "side": "either", "each": 2, "per": 5}, 106, 100, 104, 110),
        ({"function": "steps", "steps": [{"at_least": 95, "points": 10}, {"at_least": 85, "points": 4}]}, 88, None, 95, 84),
        ({"function": "steps", "steps": [{"at_most": 5, "points": 10}, {"at_most": 9, "points": 4}]}, 7, None, 5, 10),
        ({"function": "bands", "bands": [{"in": "(-∞, 5)", "points": 0}, {"in": "[5, 9]", "points": 10}, {"in": "(9, ∞)", "points": 3}]}, 12, None, 9, 4),
        ({"function": "execution"}, 98, 100, 100, 94),
    ],
)  # fmt: skip
def test_the_nearest_moves(tools: Any, score: Any, actual: Any, target: Any, win: Any, cost: Any) -> None:
    found = ask(tools, score, actual, target)
    assert (found.win and found.win.actual) == win
    if score["function"] == "execution":
        assert found.cost and found.cost.actual == 93
    else:
        assert (found.cost and found.cost.actual) == cost


def test_a_cut_for_over_fulfilment_is_won_back_by_coming_down(tools: Any) -> None:
    score = {"function": "positive", "over": {"flag_above": 130, "cuts": [{"above": 150, "take": 10}]}}
    found = ask(tools, score, 160, 100)
    assert found.win and found.win.actual == 150 and str(found.win.change) == "1.00"
    near = ask(tools, score, 140, 100)
    assert near.cost and near.cost.actual == 151


def test_a_judge_asked_for_more_and_a_critical_item(tools: Any) -> None:
    items = [{"key": k, "label": {"zh": k, "en": k}, "critical": k == "b"} for k in ("a", "b", "c")]
    lines = [
        {"key": "j", "weight": 5, "score": {"function": "judged"}},
        {"key": "c", "weight": 3, "score": {"function": "checklist", "items": items}},
    ]
    entries = {
        "j": {"tier": "middle", "points": "3.8", "judge": "组", "reason": "x"},
        "c": {"answers": {"a": "unmet", "b": "unmet", "c": "met"}, "reason": "x"},
    }
    judged, listed = whatif(tools.run(lines, entries))
    assert judged.win and str(judged.win.score) == "4.30" and judged.cost and str(judged.cost.score) == "3.30"
    assert listed.win and listed.win.words.zh == "“b”符合" and str(listed.win.change) == "2.00"
    assert listed.cost is None  # already nothing to lose


ratio = st.sampled_from(["positive", "negative", "equal", "execution"])
points = st.builds(
    lambda side, part, each: {"function": "per_point", "side": side, "part": part, "each": each},
    st.sampled_from(["over", "under", "either"]), st.sampled_from(["whole", "started", "exact"]), st.sampled_from(["0.5", "1.25"]),
)  # fmt: skip


@given(st.one_of(ratio.map(lambda name: {"function": name}), points), st.integers(0, 60), st.integers(1, 40))
@settings(max_examples=120, deadline=None)
def test_moves_are_true_and_the_nearest(tools: Any, score: dict[str, Any], actual: int, target: int) -> None:
    found = ask(tools, score, actual, target)
    rule = tools.rule(score)

    def points_at(value: int) -> Decimal:
        points = rule.score(Case(Decimal(10), Decimal(value), Decimal(target)), tools.conventions()).points
        return of_cents(cents(points))

    here = points_at(actual)
    goals = [(found.win, min(here + HALF, Decimal(10)), 1), (found.cost, max(here - HALF, Decimal(0)), -1)]
    for move, goal, sign in goals:
        fits = [n for n in range(0, 200) if (points_at(n) - goal) * sign >= 0]
        if move is None:
            assert here in (0, 10) or not fits
        else:
            assert points_at(int(move.actual)) == move.score and (move.score - goal) * sign >= 0
            assert abs(move.actual - actual) == min(
                (abs(n - actual) for n in fits), default=abs(move.actual - actual)
            )
