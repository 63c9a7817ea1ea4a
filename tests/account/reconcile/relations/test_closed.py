"""Sets known to be complete, lists that end in the rest, and lists that say they are open."""

from collections.abc import Callable

import pytest

from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.relations.closed import ends_in_rest, known, likely, says_open, shares_fill

Read = Callable[[str], list[Mention]]


@pytest.mark.parametrize(
    "text",
    [
        "税收收入80万元，非税收入20万元",
        "非税收入20万元，税收收入80万元",  # in any order
        "基本支出80万元，项目支出20万元",
        "男性80人，女性20人",
        "城镇人口80万人，乡村人口20万人",
        "货物支出8万元，工程支出7万元，服务支出2万元",
        "第一产业增加值8亿元，第二产业增加值7亿元，第三产业增加值2亿元",
        "一般债券80亿元，专项债券20亿元",
        "现场查处80起，非现场查处20起",
        "离休人员3人，退休人员20人",
    ],
)
def test_sets_that_leave_nothing_out(text: str, mentions_of: Read) -> None:
    assert known(mentions_of(text))
    assert likely(mentions_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "税收收入80万元，转移收入20万元",
        "税收收入80万元",
        "税收收入80万元，税收返还20万元",
        "男性80人，女性20人，儿童5人",
        "男性80人，男性20人",
        "货物支出8万元，服务支出2万元，会议支出1万元",
        "甲8万元，乙2万元",
        "第一产业增加值8亿元，第三产业增加值2亿元",
    ],
)
def test_lists_that_may_leave_something_out(text: str, mentions_of: Read) -> None:
    assert not known(mentions_of(text))


def test_nothing_is_no_set() -> None:
    assert not known([])
    assert not ends_in_rest([])
    assert not shares_fill([])


@pytest.mark.parametrize("text", ["货物支出8万元，工程支出2万元", "重点项目8万元，一般项目2万元"])
def test_sets_complete_as_a_rule(text: str, mentions_of: Read) -> None:
    assert likely(mentions_of(text))
    assert not known(mentions_of(text))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("人员8万元，其他支出2万元", True),
        ("人员8万元，其余2万元", True),
        ("人员8万元，其它收入2万元", True),
        ("其他支出2万元，人员8万元", False),  # not last
        ("其他支出2万元", False),  # alone
        ("人员8万元，公用2万元", False),
        ("人员8万元，其他人2万元", True),
    ],
)
def test_a_rest_at_the_end(text: str, rest: bool, mentions_of: Read) -> None:
    assert ends_in_rest(mentions_of(text)) is rest


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("支出100万元，其中：甲60万元，占60%；乙40万元，占40%。", True),
        ("支出100万元，其中：甲60万元，占60.5%；乙40万元，占39.6%。", True),  # rounded
        ("支出100万元，其中：甲60万元，占60%；乙20万元，占20%。", False),
        ("支出100万元，其中：甲60万元，占60%；乙40万元。", False),
        ("支出100万元，其中：甲60万元，占100%。", False),
    ],
)
def test_shares_that_fill_a_hundred(text: str, filled: bool, mentions_of: Read) -> None:
    parts = [m for m in mentions_of(text) if m.level][1:]
    assert shares_fill(parts) is filled


@pytest.mark.parametrize("words", ["主要是", "主要有", "主要包括", "，等方面，", "其中重点", "部分", "例如"])
def test_words_that_leave_a_list_open(words: str) -> None:
    assert says_open(words)


@pytest.mark.parametrize("words", ["其中：", "分别为", "包括", "", "主要用于以下"])
def test_words_that_do_not(words: str) -> None:
    assert not says_open(words)
