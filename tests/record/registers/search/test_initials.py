"""Initials in pinyin."""

import pytest

from luji.record.registers.search.initials import abbreviated, initials


@pytest.mark.parametrize(("text", "expected"), [
    ("隐患整改", "yhzg"), ("长沙", "cs"), ("重点", "zd"), ("行政", "xz"), ("怀化支队", "hhzd"), ("曾国藩", "zgf"), ("溆浦", "xp"),
    ("G60沪昆高速", "G60hkgs"), ("", ""), ("abc", "abc"), ("，。", "，。"), ("𠮷", "𠮷"),
])  # fmt: skip
def test_each_character_gives_its_first_letter(text, expected):
    assert initials(text) == expected


def test_only_words_with_chinese_are_abbreviated_and_each_once():
    assert abbreviated("yh2026-1 g60 隐患 整改 隐患") == "yh zg"
    assert abbreviated("k1290+300") == ""
