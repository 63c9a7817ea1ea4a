"""The room's messages: numbered once, in both languages, each with a cure."""

from __future__ import annotations

import string

import pytest

from luji.base.facts import problems
from luji.base.kernel.problem import ProblemKind

KINDS = {name: kind for name, kind in vars(problems).items() if isinstance(kind, ProblemKind)}


def gaps(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_numbers_are_of_the_room_and_given_once():
    codes = [kind.code for kind in KINDS.values()]
    assert all(code.startswith("FCT-") and len(code) == 7 for code in codes)
    assert len(set(codes)) == len(codes) > 40


@pytest.mark.parametrize("name", KINDS)
def test_both_languages_say_the_same_and_have_a_cure(name):
    kind = KINDS[name]
    assert all(part.strip() for part in (kind.zh, kind.en, kind.cure_zh, kind.cure_en))

    def plain(text):
        return {gap.removesuffix("_zh").removesuffix("_en") for gap in gaps(text)}

    assert plain(kind.zh) == plain(kind.en)
    assert plain(kind.cure_zh) == plain(kind.cure_en)
    assert not any("一" <= sign <= "鿿" for sign in kind.en)
