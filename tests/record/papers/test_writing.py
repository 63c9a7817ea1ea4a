"""Values as papers say them: days and moments in Chinese time, sums in words, codes as labels."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from luji.base.kernel.text import Text
from luji.record.papers.writing import DIGITS, capital, written
from luji.record.registers.declared.spec import Field

LABEL = Text("字段", "Field")


def field(type_: str, **options: object) -> Field:
    return Field.model_validate({"type": type_, "label": LABEL, **options})


@pytest.mark.parametrize(
    ("value", "type_", "form", "said"),
    [
        (date(2020, 3, 6), "date", "", "2020年3月6日"),
        (datetime(2020, 3, 26, 16, 5, tzinfo=UTC), "moment", "", "2020年3月27日0时05分"),
        (datetime(2020, 3, 26, 16, 5, tzinfo=UTC), "moment", "day", "2020年3月27日"),
        (Decimal("200.00"), "money", "", "200元"),
        (Decimal("200.50"), "money", "", "200.5元"),
        (Decimal(200), "money", "capital", "贰佰元整"),
        (True, "flag", "", "是"),
        (False, "flag", "", "否"),
        ("一\n\n 二 ", "long_text", "", "一；二"),
        ("hh", "unit", "", "怀化支队"),
        (12, "integer", "", "12"),
        (None, "text", "", ""),
        ("", "text", "", ""),
    ],
)
def test_values(value: object, type_: str, form: str, said: str) -> None:
    assert written(value, field(type_), form, lambda code: {"hh": "怀化支队"}[code]) == said


def test_a_code_is_said_by_its_label_and_an_old_one_by_itself() -> None:
    ground = field("code", values={"drunk": Text("醉酒驾驶", "drunk driving")})
    assert written("drunk", ground) == "醉酒驾驶"
    assert written("gone", ground) == "gone"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "零元整"), ("1", "壹元整"), ("10", "壹拾元整"), ("105", "壹佰零伍元整"), ("1005", "壹仟零伍元整"),
        ("1050", "壹仟零伍拾元整"), ("10000", "壹万元整"), ("10005", "壹万零伍元整"), ("100000", "壹拾万元整"),
        ("100500", "壹拾万零伍佰元整"), ("1000000000", "壹拾亿元整"), ("1000000005", "壹拾亿零伍元整"),
        ("0.5", "伍角整"), ("0.05", "伍分"), ("1.05", "壹元零伍分"), ("1.55", "壹元伍角伍分"), ("200.10", "贰佰元壹角整"),
    ],
)  # fmt: skip
def test_sums_in_words(amount: str, said: str) -> None:
    assert capital(Decimal(amount)) == said


@given(some.integers(min_value=0, max_value=10**12 - 1))
def test_whole_sums_end_whole_and_never_say_nought_twice(yuan: int) -> None:
    said = capital(Decimal(yuan))
    assert said.endswith("元整")
    assert "零零" not in said
    assert not said.startswith("零") or yuan == 0
    assert "零万" not in said
    assert sum(said.count(digit) for digit in DIGITS[1:]) == sum(digit != "0" for digit in str(yuan))


def test_nobody_is_fined_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="negative"):
        capital(Decimal(-1))
