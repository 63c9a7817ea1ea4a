"""The annotated page: the text is unaltered, every finding can be reached, and nothing of it is live."""

import itertools
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.checking import check
from luji.account.reconcile.language.document import of_text
from luji.account.reconcile.output.annotate import fragment, page, spots, style
from luji.account.reconcile.result import Result

Checked = Callable[[str], Result]
HOLDS = "本年支出合计356.20万元，其中：人员经费210.15万元，公用经费96.05万元，其他支出50.00万元。"
FAILS = HOLDS.replace("210.15", "210.51")
NOTE = "查处违法66577起，同比增长79.17%。"
MANY = "\n".join([HOLDS, FAILS, NOTE, "截至2023年2月29日。", "决算数大小于预算数的原因：节约。"])


class Words(HTMLParser):
    """The words of the document part, tips left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tip = 0
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        if tag == "div" and classes == "doc":
            self.inside = 1
        if self.tip or (tag == "span" and classes == "tip"):
            self.tip += 1

    def handle_endtag(self, tag: str) -> None:
        if self.tip:
            self.tip -= 1
        elif tag == "div":
            self.inside = 0

    def handle_data(self, data: str) -> None:
        if self.inside and not self.tip:
            self.words.append(data)


def words(html: str) -> str:
    reader = Words()
    reader.feed(html)
    return "".join(reader.words)


@pytest.mark.parametrize("text", [HOLDS, FAILS, NOTE, MANY, "", "没有数字", "a<b>&amp;c\n1 & 2 < 3"])
def test_the_text_is_never_altered(text: str, checked: Checked) -> None:
    assert words(page(checked(text))) == text
    assert words(fragment(checked(text), "en")) == text


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="甲支出合计其中：，。；（）0123万元%增长<>&\"'\n 同比", max_size=80))
def test_no_text_is_ever_altered(text: str) -> None:
    assert words(page(check(text))) == text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([HOLDS, FAILS, NOTE, "<b>", "&", "截至2023年2月29日。"]), max_size=6))
def test_marked_stretches_do_not_overlap(pieces: list[str]) -> None:
    result = check("".join(pieces))
    found = spots(result)
    assert all(a.place[1] <= b.place[0] for a, b in itertools.pairwise(found))
    assert all(0 <= s.place[0] <= s.place[1] <= len(result.document.text) for s in found)


@pytest.mark.parametrize(
    ("text", "state"), [(HOLDS, "good"), (FAILS, "bad"), (NOTE, "note"), ("截至2023年2月29日。", "bad")]
)
def test_numbers_bear_how_they_came_out(text: str, state: str, checked: Checked) -> None:
    assert state in {s.state for s in spots(checked(text))}
    assert f'class="n {state}"' in fragment(checked(text))


def test_what_holds_shows_its_computation(checked: Checked) -> None:
    html = unescape(fragment(checked(HOLDS)))
    assert "210.15 + 96.05 + 50.00 = 356.20万元" in html
    assert "REC-101" in html


def test_the_worst_of_several_relations_counts(checked: Checked) -> None:
    """The total is right in one relation and wrong in another: it is shown as wrong."""
    text = HOLDS.replace("356.20万元，", "356.20万元，比上年增加56.20万元，增长81.73%，")
    total = text.index("81.73")
    states = {s.place[0]: s.state for s in spots(checked(text))}
    assert states[total] == "bad"


@pytest.mark.parametrize("text", [FAILS, MANY, NOTE])
def test_every_finding_has_a_place_to_jump_to(text: str, checked: Checked) -> None:
    html = page(checked(text))
    wanted = re.findall(r'href="#(f\d+)"', html)
    there = re.findall(r'<a id="(f\d+)"', html)
    assert sorted(wanted) == sorted(there)
    assert len(wanted) == len(checked(text).findings)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_stands_alone(lang: str, checked: Checked) -> None:
    html = page(checked(MANY), "en" if lang == "en" else "zh")
    assert html.startswith("<!doctype html>")
    assert f'<html lang="{"en" if lang == "en" else "zh-Hans"}">' in html
    for live in ("<script", "http:", "https:", "src=", "url(", "@import", "javascript:", "<iframe"):
        assert live not in html
    assert style() in html


def test_names_of_files_are_only_words() -> None:
    document = of_text(FAILS, '<img src=x onerror=alert(1)>"&.txt')
    html = page(check(document))
    assert "<img" not in html
    assert "&lt;img" in html


def test_words_of_the_document_cannot_leave_their_place(checked: Checked) -> None:
    text = '</div><script>alert("1")</script>本年支出合计3万元，其中：<b>1万元、其他1万元。'
    html = page(checked(text))
    assert "<script" not in html and "<b>" not in html
    assert words(html) == text


def test_a_text_without_findings_has_no_list(checked: Checked) -> None:
    assert '<ol class="list">' not in fragment(checked(HOLDS))
    assert '<ol class="list">' in fragment(checked(FAILS))
