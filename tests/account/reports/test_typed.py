"""Typed numbers are found wherever they hide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.reports.typed import mask, typed_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("整治57处", "57"), ("共2,417.08万元", "2,417.08"), ("增长8.25％", "8.25"), ("全角３２次", "３２"),
        ("第①项", "①"), ("附件Ⅳ", "Ⅳ"), ("占½以上", "½"), ("十个大队", "十"), ("三十二次", "三十二"),
        ("二〇二〇年", "二〇二〇"), ("四降", "四"), ("百日", "百"), ("两名家属", "两"), ("一个大队", "一"),
        ("一一列出", "一一"), ("几十人", "十"), ("一千零一夜", "一千零一"), ("处罚贰拾元", "贰拾"),
        ("零发生", "零"), ("事故3·26", "3·26"), ("4G对讲机", "4"), ("H1", "1"), ("万无一失", "万"),
    ],
)  # fmt: skip
def test_a_number_is_found(text: str, found: str) -> None:
    assert [one.text for one in typed_numbers(text)][:1] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "一般公共预算",
        "进一步统一思想",
        "队伍建设",
        "登陆收拾",
        "参与什么",
        "京广",
        "一体化",
        "陆续",
        "一线民警",
    ],
)
def test_words_are_not_numbers(text: str) -> None:
    assert typed_numbers(text) == []


def test_the_place_is_told() -> None:
    assert [(one.text, one.at) for one in typed_numbers("共5处，另7处")] == [("5", 1), ("7", 5)]


def test_a_literal_covers_only_itself() -> None:
    assert typed_numbers("落实三会一课", ["三会一课"]) == []
    assert [one.text for one in typed_numbers("三会一课共三次", ["三会一课"])] == ["三"]


def test_longer_literals_first() -> None:
    assert mask("三会一课", ["三会", "三会一课"]) == "    "


@given(st.integers(0, 10**9), st.text("的在了和与是", min_size=1))
def test_no_digit_escapes(number: int, around: str) -> None:
    assert [one.text for one in typed_numbers(f"{around}{number}{around}")] == [str(number)]
