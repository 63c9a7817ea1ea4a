"""Columns of texts become typed columns, the same whether at once or text by text."""

# ruff: noqa: DTZ001 - the clock of a ledger names no zone

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.facts import columns
from luji.base.facts.columns import Known, outside, parse_column, trimmed
from luji.base.facts.problems import UNKNOWN_UNIT
from luji.base.kernel.problem import Refused, Where

NAMES = ("鹤城大队", "芷江大队")


def find(text):
    return {"鹤城大队": "hh-hecheng"}.get(text)


def parse(hazard, name, *texts, units=find, **more):
    known = Known(hazard.columns[name], units, NAMES, **more)
    return parse_column(trimmed(pa.array(texts, pa.string())), known)


def codes(parsed):
    return [(at, parsed.why(at).problem(Where()).code) for at in parsed.bad]


def test_blanks_and_invisible_signs_are_trimmed():
    assert trimmed(pa.array([" a ", "\u3000甲\u00a0", "\ufeffx\u200b", " \t", "", None])).to_pylist() == [
        "a",
        "甲",
        "x",
        None,
        None,
        None,
    ]


def test_the_apostrophe_of_an_export_is_taken_off():
    assert trimmed(pa.array(["'=1+1", "'-x", "'t Hof", "it's", "'"])).to_pylist() == [
        "=1+1",
        "-x",
        "'t Hof",
        "it's",
        "'",
    ]


@pytest.mark.parametrize(
    ("name", "texts", "values"),
    [
        ("id", ["H1", None, "含 空格"], ["H1", None, "含 空格"]),
        ("unit", ["鹤城大队", None], ["hh-hecheng", None]),
        ("closed_on", ["2020-03-05", None], [date(2020, 3, 5), None]),
        ("closed_on", ["2020-03-05", "2020/3/5", "43895"], [date(2020, 3, 5)] * 3),
        ("seen_at", ["2020-03-05 14:05", "2020-03-05 14:05:06"], [datetime(2020, 3, 5, 14, 5), datetime(2020, 3, 5, 14, 5, 6)]),
        ("seen_at", ["2020年3月5日14时05分", None], [datetime(2020, 3, 5, 14, 5), None]),
        ("amount", ["12.5", "-3", None], [Decimal("12.50"), Decimal("-3.00"), None]),
        ("amount", ["1,234.5", "（3）", "5元"], [Decimal("1234.50"), Decimal("-3.00"), Decimal("5.00")]),
        ("kind", ["sign", "标志缺失", "护栏", "Broken Rail", "-", None], ["sign", "sign", "rail", "rail", None, None]),
        ("on_site", ["是", "0", "—", None], [True, False, None, None]),
        ("pieces", ["3", "１２", "5处", "7.0"], [3, 12, 5, 7]),
        ("length", ["3.125", "2公里"], [Decimal("3.125"), Decimal("2.000")]),
        ("amount", [], []),
    ],
)  # fmt: skip
def test_good_columns(hazard, name, texts, values):
    parsed = parse(hazard, name, *texts)
    assert parsed.bad == []
    assert parsed.values.to_pylist() == values
    assert parsed.values.type == hazard.columns[name].arrow


@pytest.mark.parametrize(
    ("name", "text", "code", "says"),
    [
        ("closed_on", "2020-02-30", "FCT-202", "日历"),
        ("closed_on", "1020-02-03", "FCT-202", "年份"),
        ("seen_at", "2020-02-03 25:00", "FCT-203", "时刻"),
        ("amount", "约5万", "FCT-204", "金额"),
        ("amount", "1.005", "FCT-204", "小数"),
        ("pieces", "2.5", "FCT-204", "整数"),
        ("length", "1.2345", "FCT-204", "小数"),
        ("length", "5米", "FCT-204", "米"),
        ("kind", "标志缺矢", "FCT-207", "标志缺失"),
        ("kind", "路面", "FCT-207", "路面"),
        ("on_site", "也许", "FCT-208", "也许"),
        ("unit", "鹤成大队", "FCT-209", "鹤城大队"),
        ("unit", "某某中队", "FCT-209", "某某中队"),
        ("id", "4.30121199001011E+17", "FCT-213", "科学记数法"),
        ("id", "H\x0712", "FCT-213", "控制符"),
        ("id", "H\ufffd12", "FCT-213", "乱码"),
    ],
)  # fmt: skip
def test_bad_cells_are_told_where_they_are(hazard, name, text, code, says):
    good = {
        "closed_on": "2020-01-01",
        "seen_at": "2020-01-01 00:00",
        "unit": "鹤城大队",
        "kind": "sign",
        "on_site": "是",
    }.get(name, "1")
    parsed = parse(hazard, name, good, text, good, text)
    assert codes(parsed) == [(1, code), (3, code)]
    assert says in parsed.why(3).problem(Where()).zh
    assert parsed.values.to_pylist()[1] is None and parsed.values.to_pylist()[2] is not None


def test_many_different_bad_cells_stay_cheap(hazard):
    parsed = parse(hazard, "closed_on", *(f"x{i}" for i in range(20_000)))
    assert len(parsed.bad) == 20_000
    assert parsed.why(19_999).values["value"] == "x19999"


def test_the_factor_of_the_heading_applies(hazard):
    parsed = parse(hazard, "amount", "1383.43", "1,280.65", factor=Decimal(10_000))
    assert parsed.values.to_pylist() == [Decimal("13834300.00"), Decimal("12806500.00")]


def test_a_cell_may_name_its_unit_only_where_the_heading_does_not_contradict(hazard):
    assert parse(hazard, "amount", "1.5万元").values.to_pylist() == [Decimal("15000.00")]
    assert parse(hazard, "amount", "1.5万元", factor=Decimal(10_000)).values.to_pylist() == [
        Decimal("15000.00")
    ]
    assert codes(parse(hazard, "amount", "1.5元", factor=Decimal(10_000))) == [(0, "FCT-204")]


def test_a_unit_finder_may_refuse_instead_of_none(hazard):
    def strict(text):
        if text == "鹤城大队":
            return "hh-hecheng"
        raise Refused([UNKNOWN_UNIT(value=text, hint_zh="", hint_en="")])

    parsed = parse(hazard, "unit", "鹤城大队", "鹤城中队", units=strict)
    assert codes(parsed) == [(1, "FCT-209")]
    assert "鹤城大队" in parsed.why(1).problem(Where()).zh


def test_a_unit_name_is_tried_as_written_and_in_half_width(hazard):
    seen = []

    def note(text):
        seen.append(text)

    parse(hazard, "unit", "怀化（一）", units=note)
    assert seen == ["怀化（一）", "怀化(一)"]


def test_limits(hazard):
    amount, pieces, closed = (hazard.columns[n] for n in ("amount", "pieces", "closed_on"))
    below = outside(pa.array([Decimal("0.00"), Decimal("-0.01"), None], amount.arrow), amount)
    assert [(found, kind.code) for found, kind, _ in below] == [([1], "FCT-205")]
    above = outside(pa.array([1000, 1001], pa.int64()), pieces)
    assert [(found, kind.code, str(limit)) for found, kind, limit in above] == [([1], "FCT-206", "1000")]
    early = outside(pa.array([date(2013, 12, 31), date(2014, 1, 1)]), closed)
    assert [found for found, _, _ in early] == [[0]]


@settings(deadline=None)
@given(st.lists(st.one_of(
    st.none(), st.dates(date(1990, 1, 1), date(2050, 1, 1)).map(str), st.sampled_from(["2020-02-30", "1850-01-01"])
)))  # fmt: skip
def test_days_at_once_and_one_by_one_agree(hazard, texts):
    _agree(hazard, "closed_on", texts)


@settings(deadline=None)
@given(st.lists(st.one_of(
    st.none(), st.decimals("-1e9", "1e9", places=2).map(lambda d: f"{d:f}"), st.sampled_from(["1.005", "007", "-0", "5."])
)))  # fmt: skip
def test_amounts_at_once_and_one_by_one_agree(hazard, texts):
    _agree(hazard, "amount", texts)


CLOCK = st.sampled_from(
    ["", " 14:05", " 9:5:07", "14时05分", " 14时5分9秒", " 25:00", " 14:60", "T14:05", " 14:05分"]
)
DAY = st.sampled_from(
    ["2020-03-05", "2020-3-5", "2020/3/5", "2020年3月5日", "2020/02/30", "1850/1/1", "2020-3/5", "2101-1-1"]
)


@settings(deadline=None)
@given(st.lists(st.builds("{}{}".format, DAY, CLOCK) | st.none(), max_size=4))
def test_moments_at_once_and_one_by_one_agree(hazard, texts):
    _agree(hazard, "seen_at", texts)
    _agree(hazard, "closed_on", texts)


@settings(deadline=None)
@given(DAY, CLOCK, st.integers(1, 3))
def test_moments_of_one_form_agree(hazard, day, clock, count):
    _agree(hazard, "seen_at", [day + clock] * count)


@settings(deadline=None)
@given(
    st.lists(
        st.none()
        | st.decimals("-1e8", "1e8", places=6).map(lambda d: f"{d:f}")
        | st.integers(-9, 9**9).map(str),
        max_size=4,
    ),
    st.sampled_from(
        [Decimal(1), Decimal(1000), Decimal(10_000), Decimal(100_000_000), Decimal("0.1"), Decimal(7)]
    ),
)
def test_amounts_under_a_factor_agree(hazard, texts, factor):
    _agree(hazard, "amount", texts, factor=factor)
    _agree(hazard, "pieces", texts, factor=factor)


def _agree(hazard, name, texts, **more):
    known = Known(hazard.columns[name], find, **more)
    array = pa.array(texts, pa.string())
    quick, slow = parse_column(array, known), columns._each_once(array, known)
    assert quick.values.equals(slow.values)
    assert quick.bad == slow.bad
