"""Single cells in every way people write them, and what must not be guessed at."""

# ruff: noqa: DTZ001 - the clock of a ledger names no zone

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.facts.cells import (
    MONEY,
    Unreadable,
    read_date,
    read_flag,
    read_number,
    read_timestamp,
    written,
)

DAY = date(2020, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2020-3-5", "2020-03-05", "2020/3/5", "2020.3.5", "20200305", "2020年3月5日", "2020年03月05日",
        "2020年3月5号", "2020年3月5", "２０２０－３－５", " 2020-3-5 ", "2020 年 3 月 5 日", "2020年3月5日星期四",
        "5-Mar-20", "5-Mar-2020", "05-mar-2020", "5 March 2020", "43895", "43895.0", "2020-03-05 00:00:00",
        "2020-03-05 14:05", "2020/3/5 (周四)",
    ],
)  # fmt: skip
def test_days(text):
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2020-03-05 14:05", time(14, 5)), ("2020-03-05T14:05:09", time(14, 5, 9)), ("2020/3/5 9:05", time(9, 5)),
        ("2020年3月5日14时05分", time(14, 5)), ("2020年3月5日 14时5分9秒", time(14, 5, 9)),
        ("2020年3月5日14时", time(14)), ("2020年3月5日14点05分", time(14, 5)), ("2020-03-05", time()),
        ("2020年3月5日 14:05", time(14, 5)), ("2020/3/5 下午2:05", time(14, 5)), ("2020/3/5 上午12:05", time(0, 5)),
        ("2020-3-5 2:05 PM", time(14, 5)), ("2020-03-05 14:05:09.250", time(14, 5, 9, 250_000)),
        ("20200305140509", time(14, 5, 9)), ("202003051405", time(14, 5)), ("20200305 14:05", time(14, 5)),
        ("2020-03-05T14:05:09+08:00", time(14, 5, 9)), ("43895.5", time(12)),
        ("43895.586805555555", time(14, 5)), ("2020年3月5日星期四 14:05", time(14, 5)),
    ],
)  # fmt: skip
def test_moments(text, clock):
    assert read_timestamp(text) == datetime.combine(DAY, clock)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2020-02-30", "日历"), ("2020-13-01", "日历"), ("20-3-5", "四位"), ("3/5/2020", "四位"), ("5.3.20", "四位"),
        ("0202-03-05", "年份"), ("2200-03-05", "年份"), ("昨天", "不认识"), ("2020-03", "不认识"), ("2020-3.5", "不认识"),
        ("99", "不认识"), ("10000", "序号"), ("99999", "序号"), ("5-Foo-2020", "日历"), ("2020-03-05x", "不认识"),
    ],
)  # fmt: skip
def test_what_is_no_day(text, why):
    with pytest.raises(Unreadable) as caught:
        read_date(text)
    assert why in caught.value.zh
    assert caught.value.en


@pytest.mark.parametrize(
    "text",
    [
        "2020-03-05 25:00",
        "2020-03-05 14:60",
        "2020-03-05 24:00",
        "2020-03-05T14:05Z",
        "2020-03-05T14:05+09:00",
    ],
)
def test_what_is_no_moment(text):
    with pytest.raises(Unreadable):
        read_timestamp(text)


@pytest.mark.parametrize("text", ["-", "/", "—", "无", "N/A"])
def test_signs_for_no_day(text):
    assert read_date(text) is None


def test_serial_days_count_from_the_epoch_of_the_workbook():
    assert read_date("42433", epoch_1904=True) == DAY
    assert read_date("43895", epoch_1904=False) == DAY


@settings(deadline=None)
@given(st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31)).map(lambda d: d.replace(microsecond=0)))
def test_every_way_of_writing_a_moment_reads_back(moment):
    forms = [
        "%Y-%m-%d %H:%M:%S",
        "%Y/%m/%d %H:%M:%S",
        "%Y年%m月%d日%H时%M分%S秒",
        "%Y%m%d%H%M%S",
        "%d-%b-%Y %H:%M:%S",
    ]
    for form in forms:
        assert read_timestamp(moment.strftime(form)) == moment, form


@settings(deadline=None)
@given(st.datetimes(datetime(1970, 1, 2), datetime(2099, 12, 31)).map(lambda d: d.replace(microsecond=0)))
def test_a_serial_moment_is_exact_to_the_second(moment):
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    assert read_timestamp(written(serial)) == moment


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.5", "1234.50"), ("1,234.50", "1234.50"), ("１２３４．５", "1234.50"), ("¥1,234.5", "1234.50"),
        ("￥12", "12.00"), ("-5", "-5.00"), ("负5", "-5.00"), ("(5.25)", "-5.25"), ("（5.25）", "-5.25"),
        ("−5", "-5.00"), ("+5", "5.00"), (".5", "0.50"), ("5.", "5.00"), ("0", "0.00"), ("12元", "12.00"),
        ("1.5万元", "15000.00"), ("1 234", "1234.00"), ("007", "7.00"), ("1.500", "1.50"),
    ],
)  # fmt: skip
def test_amounts(text, value):
    assert str(read_number(text, 2, units=MONEY)) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1,23",
        "12,34.5",
        "1.2.3",
        "1.234",
        "--5",
        "1e5",
        "1.2E+05",
        "12美元",
        "-",
        ".",
        "1/2",
        "五",
        "NaN",
        "Infinity",
        "10000000000000000",
        "50%",
    ],
)
def test_what_is_no_amount(text):
    with pytest.raises(Unreadable):
        read_number(text, 2, units=MONEY)


def test_the_heading_s_factor_applies_exactly():
    assert read_number("1383.43", 2, Decimal(10_000)) == Decimal("13834300.00")
    assert read_number("0.000001", 2, Decimal(10_000)) == Decimal("0.01")
    with pytest.raises(Unreadable):
        read_number("0.0000001", 2, Decimal(10_000))


def test_a_whole_number_has_no_fraction():
    assert read_number("12.0", 0) == 12
    with pytest.raises(Unreadable) as caught:
        read_number("12.5", 0)
    assert caught.value.zh == "应为整数"


@settings(deadline=None)
@given(st.decimals("-1e12", "1e12", places=2))
def test_an_amount_reads_back_however_it_is_grouped(amount):
    assert read_number(f"{amount:,}", 2) == read_number(f"{amount}", 2) == amount


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("是", True),
        ("√", True),
        ("1", True),
        ("TRUE", True),
        ("１", True),
        ("否", False),
        ("×", False),
        ("0", False),
        ("False", False),
        ("不", None),
        ("2", None),
    ],
)
def test_flags(text, flag):
    assert read_flag(text) is flag


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None), ("", None), ("是", "是"), (True, "TRUE"), (12, "12"), (12.0, "12"), (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"), (4.30121199001011e17, "4.30121199001011E+17"), (datetime(2020, 3, 5), "2020-03-05"),
        (datetime(2020, 3, 5, 14, 5), "2020-03-05 14:05:00"), (date(2020, 3, 5), "2020-03-05"), (time(14, 5), "14:05:00"),
        (timedelta(hours=30), "1 day, 6:00:00"), (datetime(2020, 3, 5, 1, 2, 3, 250_000), "2020-03-05 01:02:03.250"),
    ],
)  # fmt: skip
def test_what_a_workbook_s_cell_says(value, text):
    assert written(value) == text
