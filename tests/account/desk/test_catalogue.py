"""The catalogue: search, grouping, fragments."""

import pytest

from luji.account.desk.catalogue import DERIVED, UNGROUPED, heading, matches


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    "words", ["超速", "SPEEDING", "case.speed", "案件台账 超速", "enforcement speeding", ""]
)
def test_words_are_found_in_labels_keys_topic_and_ledger(small_book, words):
    assert matches(small_book.catalogue.find("case.speeding"), words)


@pytest.mark.parametrize("words", ["超速 里程", "case.total", "zz", "超 速度"])
def test_every_word_must_be_there(small_book, words):
    assert not matches(small_book.catalogue.find("case.speeding"), words)


def test_headings_by_topic_and_by_ledger(small_book):
    speeding, share = (small_book.catalogue.find(key) for key in ("case.speeding", "case.share"))
    assert heading(speeding, "topic").zh == "执法"
    assert heading(speeding, "ledger").zh == "案件台账"
    assert heading(share, "ledger") == DERIVED
    assert UNGROUPED.en == "Other"


def test_the_list_has_every_indicator_with_its_value(reader, small_book):
    page = text(reader.get("/indicators/"))
    assert page.count("<code>") == len(small_book.catalogue)
    assert "9 个指标" in page
    assert 'href="/indicators/case.fines/?unit=hh&amp;period=2020"' in page


def test_english_counts_in_the_plural_and_the_singular(english):
    assert "9 indicators" in text(english.get("/indicators/"))
    assert "1 indicator<" in text(english.get("/indicators/", {"q": "fines"}))


def test_search_narrows_and_says_when_nothing_is_left(reader):
    page = text(reader.get("/indicators/", {"q": "超速"}))
    assert "case.speeding" in page
    assert "case.total" not in page
    assert "没有符合的指标" in text(reader.get("/indicators/", {"q": "没有这个"}))


def test_htmx_gets_the_list_only(reader):
    fragment = text(reader.get("/indicators/", {"q": "超速"}, headers={"HX-Request": "true"}))
    assert "<html" not in fragment
    assert "case.speeding" in fragment


def test_what_was_searched_is_escaped(reader):
    page = text(reader.get("/indicators/", {"q": '"><script>alert(1)</script>'}))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_grouping_by_ledger(reader):
    page = text(reader.get("/indicators/", {"by": "ledger"}))
    assert "由其他指标计算" in page
    assert '<option value="ledger" selected>' in page


def test_years_are_neither_separated_nor_compared(reader):
    page = text(reader.get("/indicators/", {"q": "unit.founded"}))
    assert "2014 年" in page
    assert "2,014" not in page
    assert "+0.00" not in page
