"""Readings: where lists begin and end, which amounts may be their totals, what a 合计 adds up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.document import of_text
from luji.account.reconcile.language.mentions import BREAK, COMMA, SENTENCE
from luji.account.reconcile.language.page import Page, build
from luji.account.reconcile.relations.readings import Link, Reading, above, below, chain, opens


def page_of(text: str) -> Page:
    return build(of_text(text), [(0, len(text))])


def links_of(text: str) -> list[Link]:
    return chain(page_of(text))


def readings(text: str, number: str, read: str = "below") -> list[Reading]:
    page = page_of(text)
    links = chain(page)
    index = next(i for i, link in enumerate(links) if link.mention.quantity.text == number)
    return list(below(page, links, index) if read == "below" else above(links, index))


def shown(found: list[Reading]) -> list[tuple[str, list[str]]]:
    return [(r.total.quantity.text, [p.quantity.text for p in r.parts]) for r in found]


def test_a_chain_holds_amounts_with_what_parts_them() -> None:
    links = links_of("支出100万元，增长5%，其中：甲60万元。乙40万元。\n丙3万元")
    assert [link.mention.quantity.text for link in links] == ["100", "60", "40", "3"]
    assert [link.cut for link in links] == [0, COMMA, SENTENCE, BREAK]
    assert "#" in links[1].words  # a rate stood between


def test_no_amounts_no_chain() -> None:
    assert links_of("增长5%，下降3%。") == []
    assert links_of("") == []


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("支出100万元，其中：甲60万元", "其中"),
        ("支出100万元，包括甲60万元", "其中"),
        ("支出100万元，主要用于甲60万元", "其中"),
        ("支出100万元（甲60万元", "（"),
        ("支出100万元。按来源分，甲60万元", "其中"),
        ("支出100万元，甲60万元", ""),
        ("支出100万元，增长5%，主要是甲60万元", ""),  # a reason
        ("支出100万元，主要原因是甲60万元", ""),
        ("支出100万元，分别为甲60万元", "其中"),
        ("支出100万元。乙项目主要用于建设。甲60万元", ""),  # the cue stood in another sentence
    ],
)
def test_how_a_list_begins(text: str, how: str) -> None:
    links = links_of(text)
    assert opens(links[1], links[0]) == how


def test_the_first_number_of_a_text_opens_nothing_before_it() -> None:
    links = links_of("甲60万元")
    assert opens(links[0], None) == ""
    assert readings("甲60万元，乙40万元", "60") == []


def test_a_list_is_read_to_the_end_of_its_sentence_first() -> None:
    found = readings("支出100万元，其中：甲60万元，乙40万元。丙5万元。", "60")
    assert shown(found)[0] == ("100", ["60", "40"])
    assert found[0].sure


def test_a_nested_list_is_left_out_of_the_outer_one() -> None:
    found = readings("支出100万元，其中：甲60万元，其中：丙50万元、丁10万元；乙40万元。", "60")
    assert ("100", ["60", "40"]) in shown(found)


def test_a_bracket_is_read_to_its_end() -> None:
    found = readings("支出100万元（甲60万元、乙40万元），收入5万元。", "60")
    assert ("100", ["60", "40"]) in shown(found)
    assert all("5" not in parts for _, parts in shown(found))
    assert {r.kind for r in found} == {"（"}


def test_several_amounts_before_may_be_the_total_the_nearest_first() -> None:
    found = readings("收入200万元，支出100万元，其中：甲60万元，乙40万元。", "60")
    assert list(dict.fromkeys(total for total, _ in shown(found))) == ["100", "200"]


@pytest.mark.parametrize(
    "text",
    [
        "支出100人，其中：甲60万元，乙40万元。",
        "人均支出100元，其中：甲60元，乙40元。",
        "其中：甲60万元，乙40万元。",
    ],
)
def test_totals_of_another_kind_are_no_totals(text: str) -> None:
    assert readings(text, "60") == []


def test_a_named_total_is_taken_by_its_name() -> None:
    found = readings("教育支出300万元，卫生支出100万元。教育支出中，小学60万元，中学240万元。", "60")
    assert {total for total, _ in shown(found)} == {"300"}


def test_a_total_after_its_parts() -> None:
    found = readings("一般收入60万元，转移收入40万元，收入总计100万元。", "100", "above")
    assert shown(found)[0] == ("100", ["60", "40"])
    assert found[0].sure


def test_members_of_lists_are_not_added_twice() -> None:
    text = "一般收入60万元，其中：税收50万元、非税10万元。加上转移收入40万元，收入总计100万元。"
    assert ("100", ["60", "40"]) in shown(readings(text, "100", "above"))


def test_a_new_total_begins_after_the_one_before() -> None:
    text = "一般收入60万元，转移收入40万元，收入总计100万元。一般支出70万元，上解支出20万元，支出总计90万元。"
    assert shown(readings(text, "90", "above"))[0] == ("90", ["70", "20"])


@pytest.mark.parametrize("text", ["收入总计100万元。", "收入60万元，支出100万元。"])
def test_nothing_to_add(text: str) -> None:
    assert readings(text, "100", "above") == []


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="甲乙收支入出合总计其中，。；：（）、1359万元人%增长加上\n", max_size=60))
def test_readings_use_amounts_of_one_kind_and_never_their_total(text: str) -> None:
    page = page_of(text)
    links = chain(page)
    for index in range(len(links)):
        for found in (*below(page, links, index), *above(links, index)):
            assert found.parts
            assert found.total not in found.parts
            dims = {found.total.quantity.unit.dim, *(p.quantity.unit.dim for p in found.parts)}
            assert len(dims) == 1
