"""Masking by kind of what is named: never the signs of a plate, never a whole number or name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.people.masking import STAR, masked


@pytest.mark.parametrize(
    ("text", "names", "said"),
    [
        ("湘N12345", "plate", "湘N*****"), ("湘N12345", "", "湘N*****"), ("湘n·12345", "person", "湘N*****"),
        ("湘ND12345", "plate", "湘N******"), ("湘N构0001", "", "湘N*****"), ("湘N1234学", "", "湘N*****"),
        ("ＷＪ湘12345", "plate", "********"), ("无号牌", "plate", "***"), ("使123456", "plate", "*******"),
        ("431202199001011234", "person", "43**************34"), ("13874512345", "", "13*******45"),
        ("080123", "", "08****"), ("43120012", "", "43****12"), ("12", "", "**"), ("123", "", "***"),
        ("张三", "person", "张*"), ("李", "person", "*"), ("欧阳春花", "", "欧***"), ("Li", "", "L*"),
        ("演示溆浦甲（43121501）", "", "演****（43****01）"), ("", "", ""), (" 张三 ", "", "张*"),
        ("家中老人住院，需要照料，请求调整岗位并予以慰问。", "person", "******"),
    ],
)  # fmt: skip
def test_each_kind_has_its_rule(text, names, said):
    assert masked(text, names) == said


@given(st.text(max_size=40), st.sampled_from(["", "plate", "person"]))
@settings(max_examples=200, deadline=None)
def test_little_of_anything_is_left(text, names):
    said = masked(text, names)
    assert not text.strip() or STAR in said
    assert sum(1 for sign in said if sign not in "*（）()") <= 8


@given(st.from_regex(r"[湘粤京][A-Z][A-Z0-9]{5,6}", fullmatch=True))
def test_of_a_plate_only_province_and_office_are_left(plate):
    assert set(masked(plate)[2:]) == {STAR}
