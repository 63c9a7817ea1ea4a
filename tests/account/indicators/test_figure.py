"""Figures as printed and as JSON."""

import json
from decimal import Decimal

import pytest

from luji.account.indicators.figure import Figure, plain
from luji.base.kernel.period import Period
from luji.base.kernel.quantity import Bound, Wording
from luji.base.kernel.text import Text

PLAIN = Wording()


def figure(value, wording=PLAIN, **more):
    value = value if value is None or (isinstance(value, str) and not value[:1].isdigit()) else Decimal(value)
    return Figure("k", Text("甲", "A"), value, wording, "hh", Period.year(2020), **more)


WAN = Wording("起", Bound.ABOUT, "万", 2)
YUAN = Wording("元", Bound.EXACT, "万", 2)
OVER = Wording("次", Bound.AT_LEAST, step=10)
VIEWS = Wording("次", Bound.AT_LEAST, "万", step=100, over="超")


@pytest.mark.parametrize(
    ("value", "wording", "display", "en", "json_value", "measure"),
    [
        ("389", Wording("处"), "389处", "389 hazards", "389", "处"),
        ("1234567", WAN, "123.46万起", "1,234,600 hazards", "123.46", "万起"),
        ("12345678.90", YUAN, "1234.57万元", "12,345,700 hazards", "1234.57", "万元"),
        ("47", OVER, "40余次", "over 40 hazards", "47", "次"),
        ("40", OVER, "40次", "40 hazards", "40", "次"),
        ("1234567", VIEWS, "超100万次", "over 1,000,000 hazards", "1234567", "次"),
        ("12.345", Wording("km", decimals=2), "12.35km", "12.35 hazards", "12.35", "km"),
        (
            "12345",
            Wording("元", Bound.EXACT, "万", 6),
            "1.234500万元",
            "12,345.00 hazards",
            "1.234500",
            "万元",
        ),
        ("2014", Wording("年"), "2014年", "2014 hazards", "2014", "年"),
        ("66577", Wording("起"), "66577起", "66,577 hazards", "66577", "起"),
        ("优", Wording(), "优", "优", "优", ""),
        (None, Wording("处"), "不适用", "n/a", None, "处"),
        ("0", Wording("起"), "0起", "0 hazards", "0", "起"),
    ],
)
def test_printed(value, wording, display, en, json_value, measure):
    made = figure(value, wording, measure_en="hazards")
    assert (made.display("zh"), made.display("en")) == (display, en)
    found = made.as_json()
    assert (found["value"], found["measure"]) == (json_value, measure)


def test_json_has_strings_for_numbers_and_an_integer_for_rows():
    made = figure(
        "505212", WAN, previous=Decimal(311_055), growth=Decimal("62.41883"), rows=505212,
        items=(Text("鹤城", "Hecheng"),), parameters=(("kinds", "a、b", "文"),), parts=("x",),
    )  # fmt: skip
    found = json.loads(json.dumps(made.as_json()))
    assert found["growth"] == "62.42"
    assert found["previous"] == "31.11"
    assert (found["exact"], found["exact_previous"]) == ("505212", "311055")
    assert found["rows"] == 505212
    assert found["items"] == ["鹤城"]
    assert found["parameters"] == [{"name": "kinds", "value": "a、b", "source": "文"}]
    assert found["period"] == "2020"
    assert {"key", "label", "bound", "display", "definition", "snapshot", "query", "parts"} <= found.keys()


def test_without_a_base_growth_is_absent():
    found = figure("5", previous=Decimal(0)).as_json()
    assert (found["previous"], found["growth"]) == ("0", None)


def test_growth_is_rounded_half_up():
    assert figure("1", growth=Decimal("0.125")).growth_stated() == Decimal("0.13")
    assert figure("1", growth=Decimal("-0.125")).growth_stated() == Decimal("-0.13")


def test_stated():
    assert figure("505212", WAN).stated() == Decimal("50.52")
    assert figure(None).stated() is None
    assert figure("优").stated() is None


@pytest.mark.parametrize(
    ("number", "text"), [("1E+6", "1000000"), ("720.860", "720.86"), ("0.00", "0"), ("100", "100")]
)
def test_plain(number, text):
    assert plain(Decimal(number)) == text
