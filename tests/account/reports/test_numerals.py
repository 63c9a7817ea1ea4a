"""Numbers in characters and heading marks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reports.numerals import DIGITS, hanzi, mark


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"), (3, "三"), (10, "十"), (12, "十二"), (20, "二十"), (100, "一百"), (105, "一百零五"),
        (110, "一百一十"), (1001, "一千零一"), (10_000, "一万"), (10_010, "一万零一十"), (23_000, "二万三千"),
        (100_000, "十万"), (1_000_000, "一百万"), (100_000_005, "一亿零五"), (-4, "负四"),
    ],
)  # fmt: skip
def test_says_numbers_as_people_do(number: int, said: str) -> None:
    assert hanzi(number) == said


def test_refuses_what_has_no_word() -> None:
    with pytest.raises(ValueError, match="too large"):
        hanzi(10**16)


@pytest.mark.parametrize(("level", "first"), [(1, "十一、"), (2, "（十一）"), (3, "11."), (4, "（11）")])
def test_marks_of_the_four_levels(level: int, first: str) -> None:
    assert mark(level, 11) == first


@pytest.mark.parametrize("level", [0, 5])
def test_no_other_levels(level: int) -> None:
    with pytest.raises(ValueError, match="level"):
        mark(level, 1)


def read(said: str) -> int:
    """A dull reader of what `hanzi` writes."""
    total, section, digit = 0, 0, 0
    for char in said:
        if char in DIGITS:
            digit = DIGITS.index(char)
        elif char in "十百千":
            section += (digit or 1) * 10 ** ("十百千".index(char) + 1)
            digit = 0
        elif char == "万":
            total += (section + digit) * 10_000
            section = digit = 0
        else:
            total = (total + section + digit) * 100_000_000
            section = digit = 0
    return total + section + digit


@settings(max_examples=300)
@given(st.integers(0, 10**12 - 1))
def test_reads_back(number: int) -> None:
    assert read(hanzi(number)) == number
