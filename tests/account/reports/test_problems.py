"""Every message is numbered once and says its cure in both languages."""

import re
import string

import pytest

from luji.account.reports import problems
from luji.base.kernel.problem import ProblemKind

KINDS = [kind for kind in vars(problems).values() if isinstance(kind, ProblemKind)]


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_codes_are_the_rooms_and_unique() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes) > 20
    assert all(re.fullmatch(r"REP-\d{3}", code) for code in codes)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_both_languages_say_the_same(kind: ProblemKind) -> None:
    zh, en = (gaps(text) - {"hint_zh", "hint_en"} for text in (kind.zh, kind.en))
    assert zh == en
    assert kind.cure_zh.endswith("。")
    assert kind.cure_en.endswith(".")
    assert not kind.zh.endswith("。"), "the line puts the full stop"
