"""A composed paper: conditions, empty fields refused, the same text again, nothing personal in the masked copy."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from luji.base.kernel.problem import Refused
from luji.record.papers.page import EMPTY, Page, Part, Run, compose, loaded
from luji.record.papers.spec import Paper
from luji.record.papers.writing import written
from luji.record.registers.declared.spec import Register

VALUES = {
    "driver": "周某己", "day": date(2020, 3, 6), "sum": Decimal(200), "kind": "a",
    "facts": "周某己驾驶小型客车", "officer": "43121501",
}  # fmt: skip


@pytest.fixture
def composed(register: Register, paper_of: Callable) -> Callable[..., Page]:
    def made(**changed: object) -> Page:
        values = VALUES | changed

        def words(name: str, form: str) -> str:
            if name.startswith("@"):
                return "怀化支队"
            return written(values.get(name), register.fields[name], form)

        return compose(paper_of()[0], register, "字〔2020〕001号", values.get, words)  # type: ignore[arg-type]

    return made


def test_a_page_says_what_the_record_says(composed: Callable[..., Page]) -> None:
    words = composed().words()
    for said in ("字〔2020〕001号", "周某己，2020年3月6日，甲：", "贰佰元整", "只对甲：200元", "怀化支队"):
        assert said in words


def test_a_block_stands_only_under_its_condition(composed: Callable[..., Page]) -> None:
    assert "只对甲" not in composed(kind="b").words()


def test_an_optional_field_may_be_empty_and_is_struck(composed: Callable[..., Page]) -> None:
    assert f"甲：{EMPTY}" in composed(facts=None).words()


def test_a_blank_leaves_room_for_a_hand_and_has_nothing_to_mask(
    paper_of: Callable[..., tuple[Paper, list[str]]], register: Register
) -> None:
    paper, wrong = paper_of('说明, "{facts?}"', '说明, "{officer?|blank}"')
    assert wrong == []
    page = compose(paper, register, "号", lambda _: None, lambda name, _: "" if name == "officer" else "甲")
    assert page.parts[0].lines[-1] == page.masked().parts[0].lines[-1] == (Run("", True),)


@pytest.mark.parametrize("name", ["driver", "day", "sum", "kind"])
def test_an_empty_field_the_paper_needs_is_refused_by_its_label(
    composed: Callable[..., Page], register: Register, name: str
) -> None:
    with pytest.raises(Refused) as refused:
        composed(**{name: None})
    (problem,) = refused.value.problems
    assert problem.code == "PAP-104"
    assert register.fields[name].label.zh in problem.zh


def test_every_empty_field_is_told_at_once(composed: Callable[..., Page]) -> None:
    with pytest.raises(Refused) as refused:
        composed(driver=None, day="", sum=None)
    assert len(refused.value.problems) == 3


def test_a_page_comes_back_from_its_text_unchanged(composed: Callable[..., Page]) -> None:
    page = composed()
    assert loaded(page.dumped()) == page
    assert loaded(page.dumped()).dumped() == page.dumped()


def test_the_masked_copy_names_nobody_not_even_within_a_sentence(composed: Callable[..., Page]) -> None:
    page = composed()
    masked = page.masked()
    assert "周某己" in page.words()
    assert "周某己" not in masked.words()
    assert "周**驾驶小型客车" in masked.words()
    assert masked.number == page.number
    assert "贰佰元整" in masked.words()


def test_the_masked_copy_shows_no_sign_of_a_plate_whoever_wrote_it_where() -> None:
    runs = (Run("湘N12345", True), Run("号牌湘N12345的车与湘ND56789相撞，电话13874512345"))
    (line,) = Page("题", "号", (Part("text", (runs,)),)).masked().parts[0].lines
    assert line[0].text == "湘N*****"
    assert not any(sign in line[1].text for sign in ("12345", "56789", "7451"))
    assert "湘N*****的车与湘N******相撞" in line[1].text
