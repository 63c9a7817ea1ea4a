"""The terminal: each finding with its sentence and computation, marks under the right words, a line of counts."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.checking import check
from luji.account.reconcile.language.document import Document, Mark, of_text
from luji.account.reconcile.language.paragraphs import width
from luji.account.reconcile.output.terminal import LONGEST, context, lines, place, summary
from luji.account.reconcile.result import Result

Checked = Callable[[str], Result]
FAILS = "本年支出合计356.20万元，其中：人员经费210.51万元，公用经费96.05万元，其他支出50.00万元。"


def test_a_finding_is_told_with_its_sum(checked: Checked) -> None:
    shown = list(lines(checked(FAILS)))
    assert shown[0].startswith("不一致  REC-101") and "第 1 行" in shown[0]
    assert "本年支出合计" in shown[1]
    assert set(shown[2].strip()) == {"~"}
    assert any("210.51 + 96.05 + 50.00 = 356.56万元" in line for line in shown)
    assert shown[-1].startswith("文本：识别") and "不一致 1" in shown[-1]


def test_marks_stand_under_the_marked_words(checked: Checked) -> None:
    """Chinese characters take two columns."""
    text = f"前言若干。{'截至2023年2月29日'}，共查处违法若干起。"
    shown = list(lines(checked(text)))
    at = next(i for i, line in enumerate(shown) if "~" in line)
    above = shown[at - 1]
    before = above[: above.index("2023年2月29日")]
    assert len(shown[at]) - len(shown[at].lstrip()) == width(before)
    assert shown[at].count("~") == width("2023年2月29日")


def test_colours_only_on_request(checked: Checked) -> None:
    assert not any("\x1b" in line for line in lines(checked(FAILS)))
    shown = list(lines(checked(FAILS), colour=True))
    assert any("\x1b[31m" in line for line in shown)
    assert not any("~" in line for line in shown)  # underlined instead


def test_english(checked: Checked) -> None:
    shown = list(lines(checked(FAILS), "en"))
    assert shown[0].startswith("inconsistent  REC-101")
    assert "line 1" in shown[0]
    assert "relations" in shown[-1] and "inconsistent 1" in shown[-1]


def test_nothing_found_is_one_line(checked: Checked) -> None:
    (only,) = lines(checked("没有数字。"))
    assert "识别 0 处关系" in only
    (only,) = lines(checked(""), "en")
    assert only.startswith("text: 0 relations")


def test_the_summary_counts_what_holds_fails_and_stays_open(checked: Checked) -> None:
    text = FAILS + "\n" + FAILS.replace("210.51", "210.15") + "\n查处违法66577起，同比增长79.17%。"
    result = checked(text)
    said = summary(result)
    assert f"识别 {len(result.relations)} 处关系" in said
    assert "错误 0，不一致 1，提示 1" in said


def test_places_name_file_page_and_line() -> None:
    document = Document(
        "甲.pdf", "首页\n" + FAILS, marks=(Mark(0, "第 1 页"), Mark(3, "第 2 页")), plain=True
    )
    result = check(document)
    assert place(result, result.findings[0]) == "甲.pdf 第 2 页 第 2 行"
    assert place(result, result.findings[0], "en") == "甲.pdf 第 2 页 line 2"
    bare = check(of_text(FAILS))
    assert place(bare, bare.findings[0]) == "第 1 行"


@pytest.mark.parametrize(
    ("start", "end", "marked"), [(0, 2, "甲乙"), (2, 5, "丙 丁"), (0, 0, ""), (5, 6, "戊")]
)
def test_contexts_stay_on_one_line(start: int, end: int, marked: str) -> None:
    text = "甲乙丙\n丁戊"
    before, shown, after = context(text, start, end)
    assert shown == marked
    assert "\n" not in before + shown + after


def test_a_long_stretch_is_shortened_in_the_middle() -> None:
    text = "头" + "中" * 500 + "尾"
    _, shown, _ = context(text, 0, len(text))
    assert len(shown) <= LONGEST + 3
    assert shown.startswith("头") and shown.endswith("尾") and "…" in shown


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="甲乙 \n1", max_size=200), st.data())
def test_any_context_fits_a_line(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, shown, after = context(text, start, end)
    assert "\n" not in before + shown + after
    assert len(before) + len(shown) + len(after) <= LONGEST + 4
    if len(text[start:end]) <= LONGEST:
        assert shown == " ".join(text[start:end].split())
