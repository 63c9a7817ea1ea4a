"""Figures said in every form, and refused where they cannot be."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from luji.account.indicators.figure import Figure
from luji.account.reports.forms import FORMS, say
from luji.base.kernel.problem import Refused
from luji.base.kernel.quantity import Bound, Wording
from luji.base.kernel.text import Text

Make = Callable[..., Figure]
OVER = Wording("次", Bound.AT_LEAST)
WAN = Wording("起", Bound.ABOUT, "万", 2)


@pytest.mark.parametrize(
    ("value", "wording", "form", "said"),
    [
        (33, OVER, "display", "30余次"), (33, OVER, "number", "30"), (33, OVER, "exact", "33"),
        (123_456, WAN, "display", "12.35万起"), (123_456, WAN, "exact", "123456"),
        (3, Wording("处"), "hanzi", "三"), (2, Wording("处"), "hanzi", "二"), (2, Wording("处"), "counted", "两"),
        (12, Wording("处"), "counted", "十二"), (0, Wording("起"), "hanzi", "零"),
        (150, Wording("分钟"), "hours", "2.5小时"), (120, Wording("分钟"), "hours", "2小时"),
    ],
)  # fmt: skip
def test_values(figure: Make, value: int, wording: Wording, form: str, said: str) -> None:
    assert say(figure("a.b", Decimal(value), wording=wording), form) == said


@pytest.mark.parametrize(
    ("growth", "change", "size"),
    [
        ("12.345", "同比增长12.35%", "12.35%"), ("-3.1", "同比下降3.10%", "3.10%"),
        ("0.004", "同比持平", "0.00%"), ("-0.005", "同比下降0.01%", "0.01%"), (None, "同比不可比", "不适用"),
    ],
)  # fmt: skip
def test_change(figure: Make, growth: str | None, change: str, size: str) -> None:
    made = figure("a.b", Decimal(1), growth=None if growth is None else Decimal(growth))
    assert say(made, "change") == change
    assert say(made, "growth") == size


def test_names_and_labels(figure: Make) -> None:
    made = figure("a.b", Decimal(2), items=(Text("东", "East"), Text("西", "West")))
    assert say(made, "items") == "东、西"
    assert say(made, "label") == "a.b数"


def test_previous_is_worded_alike(figure: Make) -> None:
    assert say(figure("a.b", Decimal(9), previous=Decimal(47), wording=OVER), "previous") == "40余次"
    assert say(figure("a.b", Decimal(9), previous=None), "previous") == "不适用"


@pytest.mark.parametrize("form", ["number", "exact", "hanzi", "counted", "hours"])
@pytest.mark.parametrize("word", ["优秀"])
def test_a_word_is_no_number(figure: Make, form: str, word: str) -> None:
    with pytest.raises(Refused) as refused:
        say(figure("a.b", word), form)
    assert refused.value.problems[0].code == "REP-014"


def test_a_fraction_has_no_word(figure: Make) -> None:
    with pytest.raises(Refused, match="REP-014"):
        say(figure("a.b", Decimal("2.5"), wording=Wording("km", decimals=1)), "hanzi")


def test_no_names_are_refused(figure: Make) -> None:
    with pytest.raises(Refused, match="REP-023"):
        say(figure("a.b", Decimal(3), items=()), "items")


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_says_something(figure: Make, form: str) -> None:
    made = figure("a.b", Decimal(4), items=(Text("东", "East"),))
    assert say(made, form).strip()
