"""Score functions as spreadsheet formulas: their text, and what their cells hold."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from luji.account.reports.formulas import WRITERS, Cells, grade, inputs, inside, score, total
from luji.account.scoring.evaluate import Evaluation
from luji.account.scoring.functions import FUNCTIONS
from luji.account.scoring.interval import Interval
from luji.account.scoring.rule import Conventions

Scored = Callable[..., Evaluation]
CELLS = Cells("H5", "E5", "F5")


@pytest.fixture
def formula(scored: Scored, scheme_class: Any, scheme_line: Any) -> Callable[..., str | None]:
    """The formula of one line of a function with its parameters."""

    def make(
        function: str, cells: Cells = CELLS, conventions: dict[str, Any] | None = None, **score_: Any
    ) -> Any:
        line = scheme_line("a", 10, function, actual="a.b", target=5, score=score_)
        made = scored(
            [scheme_class("x", "类", line)],
            conventions,
            a={"tier": "met", "points": 9, "judge": "组", "reason": "x"},
        )
        rule = made.scheme.lines()[0].rule
        return score(made.lines[0], rule, made.scheme.conventions, cells)

    return make


def test_every_score_function_has_a_formula() -> None:
    assert set(WRITERS) == set(FUNCTIONS.values())


@pytest.mark.parametrize(
    ("function", "parameters", "text"),
    [
        ("execution", {}, "H5*MAX(MIN(F5/E5,1),0)"),
        ("positive", {}, "IF(F5>=E5,H5,IF(E5>0,H5*MAX(MIN(F5/E5,1),0),0))"),
        ("negative", {}, "IF(F5<=E5,H5,IF(E5<0,0,H5*E5/F5))"),
        ("equal", {"tolerance": "0.5"}, "IF(ROUND(ABS(F5-E5),9)<=0.5,H5,H5*MAX(MIN(1-ABS(F5-E5)/ABS(E5),1),0))"),
        ("per_occurrence", {"each": "1.5"}, "MAX(H5-1.5*ROUNDUP(ROUND(MAX(F5-E5,0)*1,9),0),0)"),
        ("per_point", {"each": 2, "per": 5, "side": "under"},
         "MAX(H5-2*ROUNDDOWN(ROUND(MAX(E5-F5,0)*1/5,9),0),0)"),
        ("per_point", {"each": 2, "part": "started", "side": "either"},
         "MAX(H5-2*ROUNDUP(ROUND(MAX(ABS(F5-E5),0)*1/1,9),0),0)"),
        ("per_point", {"each": 2, "part": "exact"}, "MAX(H5-2*MAX(F5-E5,0)*1/1,0)"),
        ("steps", {"steps": [{"at_least": 95, "points": 10}, {"at_least": 85, "points": 4}], "otherwise": 1},
         "IF(ROUND(F5,9)>=95,10,IF(ROUND(F5,9)>=85,4,1))"),
        ("bands", {"bands": [{"in": "[0, 10]", "points": 10}, {"in": "(10, ∞)", "points": 3}]},
         "IF(AND(ROUND(F5,9)>=0,ROUND(F5,9)<=10),10,IF(AND(ROUND(F5,9)>10),3,0))"),
        ("judged", {}, "MAX(MIN(F5,H5),0)"),
        ("checklist", {"items": [{"key": "a", "label": {"zh": "一", "en": "a"}}]}, "H5*F5/E5"),
    ],
)  # fmt: skip
def test_formulas(
    formula: Callable[..., str | None], function: str, parameters: dict[str, Any], text: str
) -> None:
    assert formula(function, **parameters) == f"ROUND(ROUND({text},9),2)"


def test_thresholds_are_in_printed_units(formula: Callable[..., str | None]) -> None:
    wan = Cells("H5", "E5", "F5", Decimal(10_000))
    steps = formula("steps", wan, steps=[{"at_most": 50_000, "points": 10}])
    assert steps == "ROUND(ROUND(IF(ROUND(F5,9)<=5,10,0),9),2)"
    assert "*10000" in str(formula("per_occurrence", wan, each=1))


def test_cuts_for_over_fulfilment(formula: Callable[..., str | None]) -> None:
    over = {"flag_above": 130, "cuts": [{"above": 120, "take": 10}, {"above": 200, "take": 30}]}
    text = str(formula("positive", conventions={"over": over}))
    assert "IF(ROUND(F5/E5*100,9)>130,10,0),IF(ROUND(F5/E5*100,9)>200,30,0)" in text
    assert (
        "MAX(" not in str(formula("positive", conventions={"over": {"flag_above": 130}})).split("IF(E5>0")[0]
    )


def test_nothing_is_computed_for_a_line_left_out(scored: Scored, scheme_class: Any, scheme_line: Any) -> None:
    made = scored([scheme_class("x", "类", scheme_line("a", 10, "positive"))], a={"not_applicable": "无"})
    assert score(made.lines[0], made.scheme.lines()[0].rule, made.scheme.conventions, CELLS) is None


def test_nothing_is_computed_for_a_zero_denominator(
    scored: Scored, scheme_class: Any, scheme_line: Any
) -> None:
    line = scheme_line("a", 10, "execution", actual="a.b", target=0)
    made = scored([scheme_class("x", "类", line)], {"zero_denominator": "full"})
    assert score(made.lines[0], made.scheme.lines()[0].rule, Conventions(), CELLS) is None


def test_cells_of_a_checklist(scored: Scored, scheme_class: Any, scheme_line: Any) -> None:
    items = [{"key": key, "label": {"zh": key, "en": key}, "critical": key == "c"} for key in "abc"]
    line = scheme_line("a", 9, "checklist", score={"items": items})

    def given(**answers: str) -> tuple[Any, Any]:
        made = scored([scheme_class("x", "类", line)], a={"answers": answers, "reason": "x"})
        found = inputs(made.lines[0], made.scheme.lines()[0].rule, made.plan.entry("a"), Decimal(1))
        return found.target, found.actual

    assert given(a="met", b="unmet", c="met") == (3, 2)
    assert given(a="met", b="not_applicable", c="met") == (2, 2)
    assert given(a="met", b="met", c="unmet") == (3, 0), "a critical item unmet leaves nothing"


def test_cells_are_in_printed_units(evaluation: Evaluation) -> None:
    rule = evaluation.scheme.lines()[0].rule
    found = inputs(evaluation.lines[0], rule, evaluation.plan.entry("pay"), Decimal(10_000))
    assert (found.target, found.actual) == (Decimal(1000), Decimal("487.0055"))


@pytest.mark.parametrize(
    ("interval", "test"),
    [
        (Interval(Decimal(80), Decimal(90)), "AND(ROUND(A1,9)>=80,ROUND(A1,9)<90)"),
        (Interval(Decimal(30), Decimal("Infinity"), False), "AND(ROUND(A1,9)>30)"),
        (Interval(Decimal("-Infinity"), Decimal("Infinity"), False), "TRUE"),
    ],
)
def test_intervals(interval: Interval, test: str) -> None:
    assert inside(interval, "A1") == test


def test_grades_by_their_ranges(evaluation: Evaluation) -> None:
    text = grade(evaluation.scheme.grades, "P1")
    assert text == (
        'IF(AND(ROUND(P1,9)>=90,ROUND(P1,9)<=100),"优秀",IF(AND(ROUND(P1,9)>=0,ROUND(P1,9)<90),"良好","—"))'
    )


def test_the_total_is_rescaled_when_lines_are_left_out(
    evaluation: Evaluation, scored: Scored, scheme_class: Any, scheme_line: Any
) -> None:
    assert total(evaluation, "I5:I8", "H5:H8") == "SUM(I5:I8)"
    lines = [scheme_line("a", 50, "positive", actual="a.b", target=1), scheme_line("b", 50, "positive")]
    made = scored([scheme_class("x", "类", *lines)], b={"not_applicable": "无"})
    assert total(made, "I5:I6", "H5:H6") == (
        "ROUND(ROUND(SUM(I5:I6)/SUMPRODUCT(ISNUMBER(I5:I6)*H5:H6)*100,9),2)"
    )
