"""The numbered messages: each once, both languages, with a cure."""

import re

from luji.account.indicators import problems
from luji.base.kernel.problem import ProblemKind

KINDS = [v for v in vars(problems).values() if isinstance(v, ProblemKind)]


def test_numbers_are_unique_and_of_the_room():
    codes = [k.code for k in KINDS]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"IND-\d{3}", code) for code in codes)


def test_both_languages_and_a_cure():
    for kind in KINDS:
        gaps = [set(re.findall(r"\{(\w+)\}", text)) for text in (kind.zh, kind.en)]
        assert {g.replace("_zh", "") for g in gaps[0]} == {g.replace("_en", "") for g in gaps[1]}, kind.code
        assert kind.cure_zh.endswith("。")
        assert re.search("[a-z]{3}", kind.cure_en)
