"""Results: sums, losses and JSON of an evaluation."""

import json
from collections.abc import Callable

import pytest

from luji.account.scoring.result import Evaluation

Demo = Callable[..., Evaluation]


def test_losing_lines_come_greatest_first(demo: Demo) -> None:
    found = demo(asset__lost="6", satisfaction__rate="89")
    assert [(line.key, str(line.lost)) for line in found.losing()] == [
        ("lasting.assets", "2.00"), ("satisfaction.public", "0.11"), ("execution", "0.05"),
    ]  # fmt: skip


def test_an_unknown_line_is_a_programmer_s_mistake(demo: Demo) -> None:
    with pytest.raises(KeyError):
        demo().line("nothing")


def test_sub_classes_stand_under_their_class(demo: Demo) -> None:
    names = [" / ".join(label.zh for label in one.path) for one in demo().classes()]
    assert names[:4] == ["预算执行率", "产出指标", "产出指标 / 数量指标", "产出指标 / 质量指标"]


def test_json_round_trips_and_carries_problems(demo: Demo) -> None:
    found = json.loads(json.dumps(demo(hazard__rectified="300").as_json(), ensure_ascii=False))
    assert [p["code"] for p in found["problems"]] == ["SCO-201"]
    line = next(one for one in found["lines"] if one["key"] == "quantity.hazards")
    assert line["actual"] == "300" and line["actual_text"] == "300 处" and line["target_text"] == "≥ 380 处"
    assert line["path"] == ["产出指标", "数量指标"] and line["flags"] == ["missed"] and line["reason"] is None
    assert "财预〔2020〕10号" in line["clause"] and line["keys"] == ["hazard.rectified"]


def test_a_judged_and_a_ticked_line_print_words(demo: Demo) -> None:
    found = demo()
    assert found.line("lasting.mechanism").actual_text.zh == "达成年度指标"
    assert found.line("quality.case_handling").actual_text.en == "3 of 3 items met"
    assert found.line("lasting.mechanism").as_json()["actual"] is None
