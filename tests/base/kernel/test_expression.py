"""Expressions: exact values, absent values, types and their refusals."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.expression import DATE, FLAG, NUMBER, TEXT, Type, is_day, parse
from luji.base.kernel.problem import Refused, Where

KIND = Type("text", codes=("speeding", "overload", "phone"))
TYPES = {"amount": NUMBER, "note": TEXT, "on_site": FLAG, "day": DATE, "kind": KIND, "finance.basic": NUMBER}
KEY = Type("text", constants=("speeding",), many=True)
numbers = st.decimals(-10_000, 10_000, places=2)


def value(text, **names):
    return parse(text).evaluate(names.__getitem__, {"limit": Decimal(5), "kinds": ("a", "b")}.__getitem__)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", Decimal(7)),
        ("(1 + 2) * 3", Decimal(9)),
        ("0.1 + 0.2", Decimal("0.3")),
        ("-2 - -3", Decimal(1)),
        ("10 / 4", Decimal("2.5")),
        ("1 / 0", None),
        ("5 + 1 / 0", None),
        ("round(2.345, 2)", Decimal("2.35")),
        ("round(-2.5)", Decimal(-3)),
        ("min(3, 1, 2) + max(3, 4) + abs(-1)", Decimal(6)),
        ("if(1 < 2, 'a', 'b')", "a"),
        ("if(null == null, 1, 2)", Decimal(1)),
        ("'b' > 'a'", True),
        ("not true", False),
        ("3 in [1, 2]", False),
        ("3 not in [1, 2]", True),
    ],
)
def test_values(text, expected):
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x + 1", None),
        ("-x", None),
        ("not x", None),
        ("x == 1", None),
        ("x == null", True),
        ("x != null", False),
        ("x in [1]", None),
        ("1 in [x]", None),
        ("1 in [x, 1]", True),
        ("1 not in [x, 1]", False),
        ("x and false", False),
        ("false and x", False),
        ("x and true", None),
        ("x or true", True),
        ("x or false", None),
        ("if(x, 1, 2)", None),
        ("max(x, 1)", None),
        ("days(x, x)", None),
        ("join('a', x)", None),
    ],
)
def test_absent_values_spread_as_in_sql(text, expected):
    assert value(text, x=None) is expected


def test_parameters():
    assert value("@limit * 2") == Decimal(10)
    assert value("k in @kinds", k="a") is True
    assert value("k not in @kinds", k="c") is True
    assert value("k in @limit", k=5) is True
    with pytest.raises(KeyError, match="@missing"):
        parse("@missing").evaluate({}.__getitem__)


def test_a_key_is_joined_of_values_of_any_kind():
    names = {"unit": "hh", "day": date(2020, 2, 29), "on_site": True, "n": Decimal("1.50")}
    assert value("join(unit, day, on_site, n)", **names) == "hh-2020-02-29-1-1.50"
    assert value("join(unit, on_site)", unit="a", on_site=False) == "a-0"


def test_dates():
    names = {"d": date(2020, 2, 29), "t": datetime.fromisoformat("2020-03-01T08:00")}
    assert value("year(d) * 100 + month(t)", **names) == Decimal(202003)
    assert value("days(t, d)", **names) == Decimal(1)
    assert value("minutes(t, d)", **names) == Decimal(24 * 60 + 8 * 60)
    late = datetime.fromisoformat("2020-03-01T08:01:59")
    assert value("minutes(t, x)", t=names["t"], x=late) == Decimal(-1)
    assert value("minutes(t, x)", t=names["t"], x=None) is None
    assert value("d < t", **names) is True
    assert value("d == '2020-02-29'", **names) is True
    assert value("t <= '2020-03-01'", **names) is False


def test_floats_are_refused():
    with pytest.raises(TypeError, match="float"):
        value("x + 1", x=0.1)


def test_names_and_params():
    expression = parse("finance.basic / (a + a) * @rate")
    assert expression.names() == ["finance.basic", "a"]
    assert expression.params() == ["rate"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("finance.basic / amount", "number"),
        ("kind == 'speeding' and on_site", "flag"),
        ("kind in @key", "flag"),
        ("day >= '2020-01-01'", "flag"),
        ("if(on_site, amount, 0)", "number"),
        ("if(on_site, null, note)", "text"),
        ("days(day, day)", "number"),
        ("join(note, amount, day)", "text"),
        ("minutes(day, day)", "number"),
        ("note == null", "flag"),
    ],
)
def test_types(text, kind):
    assert parse(text).check(TYPES, {"key": KEY}).kind == kind


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("note > 1", "KRN-033", "文字与数"),
        ("note + 1", "KRN-033", "「+」不能用于文字"),
        ("amount and on_site", "KRN-033", "「and」"),
        ("not amount", "KRN-033", "「not」"),
        ("-note", "KRN-033", "文字"),
        ("on_site < true", "KRN-033", "是非"),
        ("day == 'soon'", "KRN-033", "日期与文字"),
        ("abs(note)", "KRN-033", "abs"),
        ("year(amount)", "KRN-033", "year"),
        ("if(amount, 1, 2)", "KRN-033", "if"),
        ("if(on_site, 1, note)", "KRN-033", "数与文字"),
        ("kind == @key", "KRN-033", "一列文字"),
        ("@key == kind", "KRN-033", "一列文字"),
        ("amount in [1, 'a']", "KRN-033", "数与文字"),
        ("kind == 'speding'", "KRN-034", "是否指「speeding」"),
        ("'drunk' != kind", "KRN-034", "可取值：speeding"),
        ("kind in ['phone', 'fone']", "KRN-034", "phone"),
        ("kinds == 'phone'", "KRN-032", "是否指「kind」"),
        ("amount > @limt", "KRN-032", "limt"),
        ("sum(amount)", "KRN-032", "sum"),
        ("round(amount, 1, 2)", "KRN-035", "1–2"),
        ("if(on_site, 1)", "KRN-035", "需要 3 个"),
    ],
)
def test_wrong_types_are_told(text, code, words):
    with pytest.raises(Refused) as refused:
        parse(text).check(TYPES, {"key": KEY, "limit": NUMBER}, Where(file="x.yaml", line=7))
    problem = refused.value.problems[0]
    assert problem.code == code
    assert words in problem.line()
    assert problem.where.line == 7


def test_all_mistakes_at_once():
    with pytest.raises(Refused) as refused:
        parse("nott == 1 and amont > 'x' and kind == 'fone'").check(TYPES)
    assert [p.code for p in refused.value.problems] == ["KRN-032", "KRN-032", "KRN-034"]


@given(numbers, numbers, numbers)
def test_arithmetic_is_that_of_decimal(a, b, c):
    assert value("a + b * c - a", a=a, b=b, c=c) == a + b * c - a
    assert value("a / b", a=a, b=b) == (None if b == 0 else pytest.approx(a / b))


@given(st.lists(st.sampled_from([True, False, None]), min_size=2, max_size=4))
def test_and_or_are_dual(flags):
    names = dict(zip("abcd", flags, strict=False))
    both = value(" and ".join(names), **names)
    either = value(f"not ({' or '.join(f'not {n}' for n in names)})", **names)
    assert both is either


def test_is_day():
    assert is_day("2020-02-29")
    assert not is_day("2020-02-30")
