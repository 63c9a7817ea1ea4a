"""Steps and bands: what their tables may not contain, and the sentences they give."""

from decimal import Decimal
from typing import Any

import pytest

from luji.account.scoring.shown import Shown
from luji.base.kernel.problem import Refused, Where
from luji.base.kernel.text import Text


def lint(tools: Any, score: dict[str, Any], weight: str = "6") -> list[str]:
    return tools.codes(tools.rule(score).lint(Decimal(weight), tools.conventions(), Where()))


def steps(*pairs: tuple[str, int, int], **more: Any) -> dict[str, Any]:
    return {"function": "steps", "steps": [{k: v, "points": p} for k, v, p in pairs], **more}


def bands(*pairs: tuple[str, int], **more: Any) -> dict[str, Any]:
    return {"function": "bands", "bands": [{"in": i, "points": p} for i, p in pairs], **more}


GOOD = steps(("at_least", 95, 6), ("at_least", 85, 4))
GOOD_BANDS = bands(("(-∞, 0]", 6), ("(0, 10]", 4), ("(10, ∞)", 0))


def test_clean_tables_have_no_problem(tools: Any) -> None:
    assert lint(tools, GOOD) == [] and lint(tools, GOOD_BANDS) == []


@pytest.mark.parametrize(
    ("score", "codes"),
    [
        (steps(("at_least", 85, 6), ("at_least", 95, 4)), ["SCO-008"]),
        (steps(("at_least", 95, 6), ("at_least", 95, 4)), ["SCO-008"]),
        (steps(("at_least", 95, 6), ("at_least", 85, 6)), ["SCO-008"]),
        (steps(("at_most", 10, 6), ("at_most", 5, 4)), ["SCO-008"]),
        (steps(("at_least", 95, 6), ("at_most", 85, 4)), ["SCO-008"]),
        (steps(("at_least", 95, 5), ("at_least", 85, 4)), ["SCO-009"]),
        (steps(("at_least", 95, 7), ("at_least", 85, 4)), ["SCO-009"]),
        (steps(("at_least", 95, 6), ("at_least", 85, 4), otherwise=4), ["SCO-008"]),
        (steps(("at_least", 95, 6), otherwise=8), ["SCO-009", "SCO-008"]),
        (bands(("[0, 10]", 6), ("(20, ∞)", 0), domain="[0, ∞)"), ["SCO-005"]),
        (bands(("[0, 10]", 6), ("[10, ∞)", 0), domain="[0, ∞)"), ["SCO-006"]),
        (bands(("[0, 10]", 6), ("(10, ∞)", 0)), ["SCO-005"]),
        (bands(("(-∞, 0]", 6), ("(5, 2]", 3), ("(0, ∞)", 0)), ["SCO-007"]),
        (bands(("(-∞, 0]", 5), ("(0, ∞)", 0)), ["SCO-009"]),
    ],
)
def test_each_mistake_is_found(tools: Any, score: dict[str, Any], codes: list[str]) -> None:
    assert lint(tools, score) == codes


@pytest.mark.parametrize(
    "score",
    [
        {"function": "steps", "steps": []},
        {"function": "steps", "steps": [{"points": 3}]},
        {"function": "steps", "steps": [{"at_least": 1, "at_most": 2, "points": 3}]},
        {"function": "steps", "steps": [{"at_least": 1, "points": -3}]},
        {"function": "bands", "bands": [{"in": "0-10", "points": 3}]},
        {"function": "bands", "bands": []},
        {"function": "steps", "steps": [{"at_least": 1, "points": 3}], "target": 5},
    ],
)
def test_what_is_no_table_is_refused(tools: Any, score: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        tools.rule(score)


def test_sentences_name_the_row_of_the_table(tools: Any) -> None:
    assert tools.one(GOOD, weight="6", actual="90").words == Text(
        "实际 90，达到“≥ 85”一档", "actual 90, the step '≥ 85' is reached"
    )
    assert "未达到任何一档" in tools.one(GOOD, weight="6", actual="1").words.zh
    assert "(0, 10]" in tools.one(GOOD_BANDS, weight="6", actual="3").words.en


def test_what_stands_in_the_target_column(tools: Any) -> None:
    percent = Shown(measure=Text("%", "%"))
    assert tools.rule(GOOD).aim(percent).zh == "≥ 95 %"
    assert tools.rule(steps(("at_most", 5, 6))).aim(percent).zh == "≤ 5 %"
    assert tools.rule(GOOD_BANDS).aim(percent).en == "(-∞, 0] %"


def test_losses_and_edges(tools: Any) -> None:
    assert tools.rule(GOOD).losses(Decimal(6), tools.conventions()).amounts == {0, 200, 600}
    assert tools.rule(GOOD).ideals(None) == (95, 85)
    assert tools.rule(GOOD_BANDS).losses(Decimal(6), tools.conventions()).amounts == {0, 200, 600}
    assert tools.rule(GOOD_BANDS).ideals(None) == (0, 10)
