"""Numbers by a pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.record.registers.declared import serial

PATTERN = "YH{year}-{serial:4}"


@pytest.mark.parametrize(
    "pattern",
    [
        "YH",
        "{year}",
        "{serial}{serial}",
        "{serial:4}{year}{year}",
        "{number}",
        "{serial:x}",
        "{",
        "{serial:44}",
    ],
)
def test_bad_patterns_are_known(pattern):
    assert not serial.is_pattern(pattern)


@pytest.mark.parametrize("pattern", [PATTERN, "{serial}", "A.{serial:2}/{year}"])
def test_good_patterns_are_known(pattern):
    assert serial.is_pattern(pattern)


@given(st.integers(1000, 9999), st.integers(0, 10**9), st.sampled_from([PATTERN, "A.{serial:2}/{year}"]))
def test_what_was_made_is_read_back(year, count, pattern):
    assert serial.counter(pattern, serial.made(pattern, year, count)) == (year, count)


@pytest.mark.parametrize(
    "number", ["", "YH2020-1", "YH20-0001", "XH2020-0001", "YH2020-0001 ", "YH2020-00a1"]
)
def test_other_numbers_are_none(number):
    assert serial.counter(PATTERN, number) is None


def test_the_prefix_begins_every_number_of_the_year():
    assert serial.prefix(PATTERN, 2026) == "YH2026-"
    assert serial.prefix("{serial:3}", 2026) == ""
