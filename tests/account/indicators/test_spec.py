"""The declared format: defaults, wording, dated parameters."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from luji.account.indicators.spec import IndicatorFile, IndicatorSpec, ParameterSpec, WordingSpec
from luji.base.kernel.quantity import Bound

NAME = {"zh": "甲", "en": "A"}


def test_defaults():
    spec = IndicatorSpec.model_validate({"label": NAME, "count": "rows"})
    assert spec.measures() == ["count"]
    assert (spec.stock, spec.scope, spec.better) == (False, "subtree", "none")
    assert spec.wording.wording().measure == ""


def test_every_measure_is_seen():
    spec = IndicatorSpec.model_validate({"label": NAME, "sum": "a", "trend": {"falls": ["b"]}})
    assert spec.measures() == ["sum", "trend"]


def test_wording_in_both_languages():
    both = WordingSpec.model_validate(
        {"measure": {"zh": "处", "en": "hazards"}, "bound": "over", "step": 100}
    )
    assert both.wording().measure == "处"
    assert both.wording().bound is Bound.AT_LEAST
    assert both.measure_en() == "hazards"
    assert WordingSpec(measure="km").measure_en() == ""


@pytest.mark.parametrize(
    "wording",
    [{"scale": "千"}, {"decimals": -1}, {"step": 0}, {"over": "多"}, {"bound": "about"}, {"colour": 1}],
)
def test_wrong_wordings(wording):
    with pytest.raises(ValidationError):
        WordingSpec.model_validate(wording)


def parameter(*days):
    values = [{"from": d, "value": n, "source": 2019} for n, d in enumerate(days)]
    return ParameterSpec.model_validate({"label": NAME, "values": values})


def test_the_value_in_force():
    held = parameter("2020-07-01", "2019-01-01")
    assert held.at(date(2018, 12, 31)) is None
    assert held.at(date(2019, 1, 1)).value == 1
    assert held.at(date(2020, 6, 30)).value == 1
    assert held.at(date(2020, 7, 1)).value == 0
    assert held.values[0].source == "2019"


@pytest.mark.parametrize(
    ("start", "end", "values"),
    [
        ("2018-01-01", "2018-12-31", []),
        ("2018-01-01", "2019-12-31", [1]),
        ("2019-02-01", "2020-06-30", [1]),
        ("2020-01-01", "2020-12-31", [1, 0]),
        ("2020-07-01", "2020-12-31", [0]),
    ],
)
def test_values_within(start, end, values):
    held = parameter("2020-07-01", "2019-01-01")
    found = held.within(date.fromisoformat(start), date.fromisoformat(end))
    assert [v.value for v in found] == values


def test_values_keep_their_type():
    values = [True, 1, Decimal("1.50"), "text", date(2020, 1, 1), ("a", 1)]
    for value in values:
        (held,) = ParameterSpec.model_validate(
            {"label": NAME, "values": [{"from": "2020-01-01", "value": value, "source": "x"}]}
        ).values
        assert held.value == value
        assert type(held.value) is type(value)


def test_a_file_needs_indicators():
    with pytest.raises(ValidationError):
        IndicatorFile.model_validate({"table": "x"})
