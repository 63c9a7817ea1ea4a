"""Lines of text: bindings found, and everything wrong told with its character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.reports.inline import Binding, Line, Name, Rules, Words, hints, keys, split_form
from luji.base.kernel.problem import Where

KNOWN = ("hazard.rectified", "violation.total", "case.minutes.before")
RULES = Rules(KNOWN, ("三会一课",))


def read(text: str, rules: Rules = RULES) -> Line:
    return Line(text, rules, Where(file="t.md", line=7))


def test_words_names_and_figures() -> None:
    line = read("{@year}年整治{hazard.rectified}，{violation.total|change}。")
    assert line.problems == []
    assert line.pieces == [
        Name("year"), Words("年整治"), Binding("hazard.rectified"), Words("，"),
        Binding("violation.total", "change"), Words("。"),
    ]  # fmt: skip
    assert list(keys(line.pieces)) == ["hazard.rectified", "violation.total"]


@pytest.mark.parametrize(
    ("key", "form", "split"),
    [
        ("violation.total.growth", None, ("violation.total", "growth")),
        ("violation.total.previous", None, ("violation.total", "previous")),
        ("case.minutes.before", None, ("case.minutes.before", "display")),
        ("a.growth", "number", ("a.growth", "number")),
        ("growth", None, ("growth", "display")),
    ],
)
def test_dotted_forms(key: str, form: str | None, split: tuple[str, str]) -> None:
    assert split_form(key, form) == split


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("整治57处", "REP-001", "第 3 个字起写入了未绑定的数字「57」"),
        ("共十个大队", "REP-001", "「十」"),
        ("增长８２％", "REP-001", "「８２」"),
        ("三会一课三次", "REP-001", "第 5 个字"),
        ("查{hazard.rectifed}处", "REP-002", "是否指「hazard.rectified」"),
        ("查{nothing.like.it}处", "REP-002", "nothing.like.it"),
        ("{violation.total|chang}", "REP-003", "是否指「change」"),
        ("{violation.total|}", "REP-004", "{violation.total|}"),
        ("{Violation.Total}", "REP-004", "{Violation.Total}"),
        ("{}", "REP-004", "{}"),
        ("{violation.total", "REP-004", "第 1 个字"),
        ("violation}", "REP-004", "第 10 个字"),
        ("{{violation.total}}", "REP-004", "第 1 个字"),
        ("{@yeer}", "REP-005", "是否指「year」"),
        ("{@unit.long}", "REP-005", "unit.long"),
        ("{hazard.rectified + 1}", "REP-004", "hazard.rectified + 1"),
    ],
)
def test_what_is_wrong_is_told(text: str, code: str, told: str) -> None:
    problems = read(text).problems
    assert code in [problem.code for problem in problems]
    assert any(told in problem.line() for problem in problems)
    assert all(problem.where.line == 7 for problem in problems)


def test_ten_mistakes_show_at_once() -> None:
    problems = read("共5处，{x.y}、{@z}，另{violation.total|w}七起").problems
    assert [problem.code for problem in problems] == ["REP-002", "REP-005", "REP-003", "REP-001", "REP-001"]


def test_the_offset_is_added() -> None:
    line = Line("共5处", RULES, Where(), offset=3)
    assert "第 5 个字" in line.problems[0].zh


def test_any_key_passes_without_a_catalogue() -> None:
    assert read("{any.key}", Rules()).problems == []


def test_digits_in_a_key_are_no_number() -> None:
    assert read("{accident.deaths_per_100km}", Rules()).problems == []


@pytest.mark.parametrize("word", ["qqqq", ""])
def test_no_hint_for_the_far_off(word: str) -> None:
    assert hints(word, KNOWN) == {"hint_zh": "", "hint_en": ""}


@given(st.text(st.characters(blacklist_characters="{}\x00"), max_size=30))
def test_words_survive(text: str) -> None:
    line = read(text)
    assert "".join(piece.text for piece in line.pieces if isinstance(piece, Words)) == text
