"""Parameters put into conditions by the day of the row."""

from datetime import date

import pytest

from luji.account.indicators.binding import MONTHS, Window, bind, constant, months_in, params_in
from luji.account.indicators.spec import ParameterSpec
from luji.base.kernel.expression import parse
from luji.base.kernel.period import Period
from luji.base.kernel.syntax import canonical


def parameter(*values):
    return ParameterSpec.model_validate(
        {
            "label": {"zh": "参", "en": "P"},
            "values": [{"from": d, "value": v, "source": "x"} for d, v in values],
        }
    )


P = {
    "limit": parameter((date(2019, 1, 1), 5), (date(2020, 7, 1), 7)),
    "kinds": parameter((date(2020, 1, 1), ["a", "b"]),),
    "flag": parameter((date(2000, 1, 1), True),),
}  # fmt: skip


def bound(text, window=MONTHS, time="day"):
    return canonical(bind(parse(text).root, P, time, window))


def test_without_parameters_nothing_changes():
    node = parse("a > 1").root
    assert bind(node, P, "day", MONTHS) is node
    assert bind(None, P, "day", MONTHS) is None


def test_one_value_needs_no_dates():
    assert bound("k in @kinds and f == @flag") == '((f == true) and (k in ["a", "b"]))'


def test_every_month_splits_at_the_change():
    early, late = '((day < "2020-07-01") and (x > 5))', '((day >= "2020-07-01") and (x > 7))'
    assert bound("x > @limit") == f"({early} or {late})"


@pytest.mark.parametrize(
    ("first", "last", "value"),
    [("2019-01-01", "2020-06-30", 5), ("2020-07-01", "2020-07-01", 7), ("2018-01-01", "2018-12-31", 5)],
)
def test_a_window_on_one_side_needs_no_dates(first, last, value):
    window = Window(date.fromisoformat(first), date.fromisoformat(last))
    assert bound("x > @limit", window) == f"(x > {value})"


def test_a_window_across_the_change_splits():
    assert "2020-07-01" in bound("x > @limit", Window(date(2020, 6, 29), date(2020, 7, 5)))


@pytest.mark.parametrize(("last", "value"), [("2020-06-30", 5), ("2020-07-01", 7), ("2018-01-01", 5)])
def test_standing_facts_take_the_value_of_the_last_day(last, value):
    assert bound("x > @limit", Window(None, date.fromisoformat(last)), time=None) == f"(x > {value})"


def test_two_parameters_change_on_their_own_days():
    text = bound("x > @limit and k in @kinds and not (@flag == null)")
    assert text.count("limit") == 0
    assert text.count(" or ") == 1


def test_every_place_is_filled():
    assert bound("if(-x < @limit, abs(@limit), 0) > 1", Window(date(2019, 1, 1), date(2019, 2, 1))) == (
        "(if(((- x) < 5), abs(5), 0) > 1)"
    )


def test_windows():
    assert Window.of(Period.parse("2020Q1"), False) is MONTHS
    assert Window.of(Period.parse("2020-W07"), False) == Window(date(2020, 2, 10), date(2020, 2, 16))
    assert Window.of(Period.parse("2020"), True) == Window(None, date(2020, 12, 31))
    assert MONTHS.monthly
    assert months_in(Period.parse("2020Q1")) == range(24240, 24243)
    assert months_in(Period.parse("2020-01-02..2020-01-31")) is None


def test_constants():
    assert constant(date(2020, 1, 2)).value == "2020-01-02"
    assert constant(True).value is True
    assert canonical(constant(3)) == "3"
    assert params_in(parse("@a + @b + @a").root) == ["a", "b"]
