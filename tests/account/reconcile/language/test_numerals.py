"""Chinese numerals: what a writer of them means is read back; what is no numeral is refused."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.numerals import CHARS, decimal, fraction, integer

D = Decimal
ONES = "零一二三四五六七八九"
BANK = "零壹贰叁肆伍陆柒捌玖"


def below_ten_thousand(value: int) -> str:
    """The way it is taught: 一千零五十, 三百二十, 十二."""
    said, gap = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            said += ("零" if gap and said else "") + ONES[digit] + word
            gap = False
        elif said:
            gap = True
    return said


def say(value: int) -> str:
    if value == 0:
        return "零"
    hundred_million, rest = divmod(value, 10**8)
    ten_thousand, rest = divmod(rest, 10**4)
    said = below_ten_thousand(hundred_million) + "亿" if hundred_million else ""
    if ten_thousand:
        said += ("零" if said and ten_thousand < 1000 else "") + below_ten_thousand(ten_thousand) + "万"
    if rest:
        said += ("零" if said and rest < 1000 else "") + below_ten_thousand(rest)
    return said.replace("一十", "十", 1) if said.startswith("一十") else said


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**12 - 1))
def test_what_is_said_is_read_back(value: int) -> None:
    assert integer(say(value)) == value


@settings(deadline=None)
@given(st.integers(1, 9999))
def test_the_numerals_of_banks_mean_the_same(value: int) -> None:
    said = below_ten_thousand(value)
    for plain, formal in zip(ONES + "十百千", BANK + "拾佰仟", strict=True):
        said = said.replace(plain, formal)
    assert integer(said) == value


@settings(deadline=None)
@given(st.integers(10, 10**8))
def test_digit_strings_are_read_digit_by_digit(value: int) -> None:
    assert integer("".join(ONES[int(c)] for c in str(value))) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("两", 2),
        ("两百", 200),
        ("廿三", 23),
        ("卅", 30),
        ("二〇二六", 2026),
        ("一百二", 120),  # said short
        ("三千五", 3500),
        ("两千三百", 2300),
        ("一万二", 12000),
        ("一百零二", 102),
        ("十万", 100_000),
        ("三千万", 30_000_000),
        ("一亿零五万", 100_050_000),
        ("零", 0),
    ],
)
def test_other_ways_to_say_it(text: str, value: int) -> None:
    assert integer(text) == value


@pytest.mark.parametrize(
    "text", ["", "百", "千", "万", "亿", "半", "甲", "三a", "12", "三十 二", "三点五", "十个"]
)
def test_no_numerals(text: str) -> None:
    assert integer(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三点五", "3.5"),
        ("三点一四", "3.14"),
        ("十二点零八", "12.08"),
        ("零点五", "0.5"),
        ("七", "7"),
        ("两百", "200"),
    ],
)
def test_decimals(text: str, value: str) -> None:
    assert decimal(text) == D(value)


@pytest.mark.parametrize("text", ["", "点五", "三点", "三点十", "三点五点六", "三.五", "甲点五"])
def test_no_decimals(text: str) -> None:
    assert decimal(text) is None


@pytest.mark.parametrize(
    ("text", "per_cent"),
    [
        ("百分之五", "5"),
        ("百分之十二点五", "12.5"),
        ("百分之百", "100"),
        ("千分之三", "0.3"),
        ("四分之一", "25"),
        ("五分之三", "60"),
        ("两成", "20"),
        ("三成五", "35"),
        ("九成", "90"),
        ("十成", "100"),
        ("一半", "50"),
        ("过半", "50"),
        ("半数", "50"),
    ],
)
def test_fractions(text: str, per_cent: str) -> None:
    assert fraction(text) == D(per_cent)


@pytest.mark.parametrize(
    "text",
    ["", "成", "分之", "三分之", "分之一", "零分之一", "五", "成果", "两成果", "组成", "半", "一半以上"],
)
def test_no_fractions(text: str) -> None:
    assert fraction(text) is None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=CHARS + "点成分之个", max_size=12))
def test_any_jumble_is_read_or_refused_without_a_crash(text: str) -> None:
    for reader in (integer, decimal, fraction):
        value = reader(text)
        assert value is None or value >= 0
