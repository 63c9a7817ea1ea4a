"""What comes for every indicator without being declared."""

import pytest

from luji.account.indicators.derived import MODIFIERS, Asked
from luji.base.kernel.problem import Refused
from luji.base.kernel.quantity import Bound, Wording
from luji.base.kernel.text import Text


def test_read_and_written():
    assert Asked.parse("a.b") == Asked("a.b")
    assert Asked.parse("a.b:growth") == Asked("a.b", "growth")
    for text in ("a.b", *(f"a.b:{m}" for m in MODIFIERS)):
        assert str(Asked.parse(text)) == text


@pytest.mark.parametrize("text", ["a:", "a:growht", "a:growth:share"])
def test_unknown(text):
    with pytest.raises(Refused, match="growth、cumulative") as refused:
        Asked.parse(text)
    assert refused.value.problems[0].code == "IND-015"


def test_labels():
    assert Asked("a", "growth").label(Text("违法", "Violations")) == Text(
        "违法（同比增长）", "Violations (growth on last year)"
    )
    assert Asked("a").label(Text("违法", "Violations")).zh == "违法"


def test_wordings():
    wan = Wording("起", Bound.ABOUT, "万", 1)
    assert Asked("a", "share").wording(wan).unit == "%"
    assert Asked("a", "per_100km").wording(wan) == Wording("起/百公里", Bound.EXACT, "万", 2)
    assert Asked("a", "cumulative").wording(wan) == wan
    assert Asked("a", "per_100km").measure_en("cases") == "cases per 100 km"
    assert Asked("a", "growth").measure_en("cases") == "%"
    assert Asked("a", "previous").measure_en("cases") == "cases"
