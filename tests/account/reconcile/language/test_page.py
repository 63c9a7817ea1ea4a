"""The page: numbers in order with their places; changes, rates and shares given to the amounts they speak of."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language import labels
from luji.account.reconcile.language.document import of_text
from luji.account.reconcile.language.mentions import BREAK, Mention
from luji.account.reconcile.language.page import build, modifier_label, whole_of

Read = Callable[[str], list[Mention]]


def hosts(found: list[Mention]) -> dict[str, str | None]:
    return {m.quantity.text: m.host.quantity.text if m.host else None for m in found if not m.level}


@settings(max_examples=120, deadline=None)
@given(
    st.text(alphabet="甲乙收入支出，。；：（）、 12359.万亿元%增长占比分别为比上年减少\n１，％", max_size=80)
)
def test_places_quote_the_numbers_in_the_original(text: str) -> None:
    page = build(of_text(text), [(0, len(text))])
    for order, mention in enumerate(page.mentions):
        start, end = page.original(mention)
        assert mention.order == order
        assert 0 <= start < end <= len(text)
        digits = [c for c in mention.quantity.text if c.isdigit()]
        if digits:
            assert digits == [c for c in text[start:end].translate(str.maketrans("１", "1")) if c.isdigit()]
    assert all(m.host is None or m in m.host.attached for m in page.mentions)


@pytest.mark.parametrize("cut", [0, 1, 2])
def test_soft_wraps_are_read_through(mentions_of: Read, cut: int) -> None:
    """The page breaks before the number, before its unit, or inside it."""
    before, after = (("", "123.45"), ("123.45", ""), ("12", "3.45"))[cut]
    line = "本部门全年按照规定完成了各项工作任务并取得成效收入总计为"
    text = f"{line}{before}\n{after}万元，{line[6:]}{before}\n{after}万元，{line[6:]}{before}\n{after}万元。"
    assert [m.quantity.printed() for m in mentions_of(text)] == ["123.45万元"] * 3


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("收入100万元，比上年增加8万元，增长8.7%。", {"8": "100", "8.7": "100"}),
        ("收入100万元。比上年增加8万元，增长8.7%。", {"8": "100", "8.7": "100"}),
        ("收入100万元，支出90万元，收入增长8.7%。", {"8.7": "100"}),
        ("收入100万元（其中税收60万元），增长8.7%。", {"8.7": "100"}),
        ("收入100万元，其中税收60万元，增长8.7%。", {"8.7": "60"}),
        (
            "收入总计50万元，支出总计51万元。与上年相比，收、支总计各增加5万元，增长11.11%。",
            {"5": "51", "11.11": "51"},
        ),
        ("年初预算为80万元，支出决算为78万元，完成年初预算的97.5%。", {"97.5": "78"}),
        ("甲大队、乙大队分别为40、60起，占40%、60%。", {"40": "40", "60": "60"}),
    ],
)
def test_modifiers_find_their_amounts(mentions_of: Read, text: str, wanted: dict[str, str]) -> None:
    assert hosts(mentions_of(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "同比下降5.2%、6.1%和1.8%。",
        "增长8%。",
        "满意率98%。",
        "收入100万元。\n\n四、其他情况\n\n满意率提高8%。",
    ],
)
def test_modifiers_without_an_amount_stay_alone(mentions_of: Read, text: str) -> None:
    assert all(m.host is None for m in mentions_of(text) if not m.level)


def test_a_named_amount_far_back_is_found_again(mentions_of: Read) -> None:
    text = "公共安全支出500万元。教育支出300万元。卫生支出200万元。公共安全支出增长5%。"
    assert hosts(mentions_of(text)) == {"5": "500"}


def test_figures_without_a_subject_take_that_of_their_item(mentions_of: Read) -> None:
    text = "公共安全支出（类）公安（款）行政运行（项）。年初预算为100万元，支出决算为98万元。"
    budget, outturn = mentions_of(text)
    assert budget.label.subject == outturn.label.subject == "公共安全支出公安行政运行"
    assert (budget.label.kind, outturn.label.kind) == ("budget", "outturn")


def test_an_item_ends_with_its_paragraph(mentions_of: Read) -> None:
    text = "公共安全支出（类）公安（款）行政运行（项）。年初预算为100万元。\n\n年初预算为60万元。"
    first, second = mentions_of(text)
    assert first.label.subject != second.label.subject


@pytest.mark.parametrize(
    ("text", "broken"),
    [("收入10万元。\n支出8万元", True), ("收入10万元，\n支出8万元", False), ("其中：\n甲8万元", False)],
)
def test_a_new_paragraph_parts_unless_the_one_before_goes_on(
    mentions_of: Read, text: str, broken: bool
) -> None:
    assert (mentions_of(text)[-1].separator == BREAK) is broken


def test_amounts_are_found_by_their_names() -> None:
    text = "教育支出10万元。卫生支出20万元。教育支出30万元。"
    page = build(of_text(text), [(0, len(text))])
    wanted = labels.parse("教育支出")
    assert [m.quantity.text for m in page.levels] == ["10", "20", "30"]
    found = page.before(wanted, 3)
    assert found is not None and found.quantity.text == "30"
    earlier = page.before(wanted, 2)
    assert earlier is not None and earlier.quantity.text == "10"
    assert page.before(wanted, 0) is None
    assert page.before(labels.parse("农林支出"), 3) is None
    assert [m.quantity.text for m in page.candidates(wanted.key, 99)] == ["30", "10"]


def test_the_words_between_two_numbers() -> None:
    text = "甲10万元，其中乙3万元。\n\n丙4万元"
    page = build(of_text(text), [(0, len(text))])
    ten, three, four = page.mentions
    assert page.text_between(ten, three) == "，其中乙"
    assert page.text_between(three, four) == "。\n丙"


def test_only_the_prose_is_read() -> None:
    text = "甲10万元。|||乙20万元。"
    page = build(of_text(text), [(0, 7), (10, len(text))])
    assert [m.quantity.text for m in page.mentions] == ["10", "20"]
    assert [m.sentence for m in page.mentions] == sorted(m.sentence for m in page.mentions)
    assert build(of_text(text), []).mentions == []


@pytest.mark.parametrize(
    ("phrase", "subject"),
    [
        ("比上年增加", ""),
        ("与2023年相比，增长", ""),
        ("税收收入增长", "税收收入"),
        ("基本支出占", "基本支出"),
        ("基本支出较上年减少", "基本支出"),
        ("占", ""),
        ("", ""),
        ("年均增长", ""),
        ("其中：公用经费同比下降", "公用经费"),
    ],
)
def test_whose_change_a_phrase_speaks_of(phrase: str, subject: str) -> None:
    assert modifier_label(phrase).subject == subject


@pytest.mark.parametrize(
    ("phrase", "whole"),
    [
        ("占一般预算支出的", "一般预算支出"),
        ("占总投资的比重为", "总投资"),
        ("基本支出占税收收入的", "税收收入"),
    ],
)
def test_the_whole_a_share_names(phrase: str, whole: str) -> None:
    named = whole_of(phrase)
    assert named is not None and named.subject == whole


@pytest.mark.parametrize("phrase", ["占", "占比", "占总数的", "占比重", "比重为", "", "增长"])
def test_shares_that_name_no_whole(phrase: str) -> None:
    assert whole_of(phrase) is None
