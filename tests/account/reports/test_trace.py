"""What is said of a figure's origin."""

from collections.abc import Callable
from decimal import Decimal

from luji.account.indicators.figure import Figure
from luji.account.reports.trace import exact, previous, trace
from luji.base.kernel.quantity import Wording

Make = Callable[..., Figure]


def test_empty_parts_are_left_out(figure: Make) -> None:
    bare = trace(figure("a.b", Decimal(5), previous=None, growth=None, snapshot="", definition="", rows=0))
    assert dict(bare.rows) == {"指标": "a.b", "期间": "2020年", "准确值": "5", "数据行数": "0"}


def test_everything_that_is_known_is_said(figure: Make) -> None:
    made = figure("a.b", Decimal(5), parts=("a.c", "a.d"), parameters=(("kinds", "甲", "某文〔2019〕1号"),))
    rows = dict(trace(made).rows)
    assert rows["由以下指标计算"] == "a.c、a.d"
    assert rows["参数 kinds"] == "甲（某文〔2019〕1号）"
    assert rows["同比"] == "-50.00%"
    assert rows["上年同期"] == "10次"
    assert rows["定义校验值"] == "d" * 64


def test_exact_values_are_not_rounded() -> None:
    assert exact(Decimal("4870055.10")) == "4870055.1"
    assert exact(None) == "不适用"
    assert exact("优秀") == "优秀"


def test_last_year_is_worded(figure: Make) -> None:
    assert previous(figure("a.b", Decimal(1), previous=Decimal(20), wording=Wording("处"))) == "20处"
    assert previous(figure("a.b", Decimal(1), previous=None)) == ""
