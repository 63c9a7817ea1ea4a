"""Results: one finding for a rule and a place, slips as notes, and a word on the likelier wrong number."""

from collections.abc import Callable

import pytest

from luji.account.reconcile.language.document import of_text
from luji.account.reconcile.relation import Level, Place, Relation, Verdict
from luji.account.reconcile.result import Result, result
from luji.base.kernel.text import Text

TEXT = "甲10 乙20 丙30 丁40"
A, B, C, E = (1, 3), (5, 7), (9, 11), (13, 15)


def relation(
    verdict: Verdict,
    *numbers: Place,
    rule: str = "REC-101",
    span: Place = (0, 7),
    level: Level = Level.INCONSISTENT,
) -> Relation:
    return Relation(
        rule, "sum", verdict, span, "10 + 20 = 30", numbers, "30", "31", level, Text("不等", "differs")
    )


def made(*relations: Relation) -> Result:
    return result(of_text(TEXT, "甲.txt"), relations)


def test_a_finding_quotes_its_place() -> None:
    (found,) = made(relation(Verdict.FAILS, A)).findings
    assert (found.file, found.quote, found.start, found.end) == ("甲.txt", "甲10 乙20", 0, 7)
    assert (found.level, found.expected, found.stated) == ("inconsistent", "30", "31")


@pytest.mark.parametrize("verdict", [Verdict.HOLDS, Verdict.UNDECIDED])
def test_what_holds_or_stays_open_is_no_finding(verdict: Verdict) -> None:
    done = made(relation(verdict, A))
    assert done.findings == ()
    assert len(done.relations) == 1
    assert not done.faulty


def test_open_relations_are_recognised_but_not_checked() -> None:
    done = made(relation(Verdict.HOLDS, A), relation(Verdict.UNDECIDED, B), relation(Verdict.FAILS, C))
    assert (done.checked, len(done.relations)) == (2, 3)


@pytest.mark.parametrize("level", list(Level))
def test_a_slip_is_a_note_whatever_its_rule(level: Level) -> None:
    (found,) = made(relation(Verdict.SLIP, A, level=level)).findings
    assert found.level is Level.NOTE
    assert "舍入" in found.message.zh and "rounding" in found.message.en


@pytest.mark.parametrize(
    ("level", "faulty"), [(Level.ERROR, True), (Level.INCONSISTENT, True), (Level.NOTE, False)]
)
def test_notes_alone_are_no_fault(level: Level, faulty: bool) -> None:
    assert made(relation(Verdict.FAILS, A, level=level)).faulty is faulty


def test_one_finding_for_each_rule_and_place() -> None:
    same = relation(Verdict.FAILS, A)
    other_rule = relation(Verdict.FAILS, A, rule="REC-201")
    other_place = relation(Verdict.FAILS, A, span=(4, 7))
    assert len(made(same, same, other_rule, other_place).findings) == 3


def test_findings_come_in_order_of_place() -> None:
    done = made(*(relation(Verdict.FAILS, A, span=s) for s in ((8, 11), (0, 3), (4, 7))))
    assert [f.start for f in done.findings] == [0, 4, 8]


def test_the_number_that_others_do_not_bear_out_is_named() -> None:
    """甲 fails with 乙; 乙 holds elsewhere, twice: 甲 is the likelier wrong one."""
    done = made(
        relation(Verdict.FAILS, A, B),
        relation(Verdict.HOLDS, B, C, span=(4, 11)),
        relation(Verdict.HOLDS, B, E, span=(4, 15)),
    )
    (found,) = done.findings
    assert "更可能有误的是「10」" in found.message.zh
    assert "'10' is the likelier wrong one" in found.message.en


def test_a_number_that_fails_twice_is_named() -> None:
    done = made(relation(Verdict.FAILS, A, B), relation(Verdict.FAILS, A, C, span=(0, 11)))
    assert all("「10」" in f.message.zh for f in done.findings)


@pytest.mark.parametrize(
    "others",
    [(), (relation(Verdict.HOLDS, A, B, span=(4, 11)),), (relation(Verdict.UNDECIDED, B, C, span=(4, 11)),)],
)
def test_without_a_third_number_nobody_is_named(others: tuple[Relation, ...]) -> None:
    found = made(relation(Verdict.FAILS, A, B), *others).findings[0]
    assert "更可能" not in found.message.zh


def test_the_json_has_the_fields_that_are_promised() -> None:
    done = made(relation(Verdict.FAILS, A), relation(Verdict.HOLDS, B))
    said = done.as_json()
    assert set(said) == {"findings", "checked", "relations"}
    assert (said["checked"], said["relations"]) == (2, 2)
    (found,) = said["findings"]  # type: ignore[misc]
    assert set(found) == {"file", "level", "rule", "start", "end", "quote", "message", "expected", "stated"}
    assert found["message"] == "不等"
    assert done.as_json("en")["findings"][0]["message"] == "differs"  # type: ignore[index]


def test_a_third_number_decides_in_a_real_text(checked: Callable[[str], Result]) -> None:
    """The total fits the shares of both parts, but one part was misprinted."""
    text = (
        "支出合计860.00万元，其中：基本支出561.00万元；项目支出344.00万元。"
        "项目支出占支出合计的40.00%。支出合计860.00万元，比上年增加60.00万元，增长7.50%。"
    )
    found = [f for f in checked(text).findings if f.rule == "REC-101"]
    assert len(found) == 1
    assert "561.00" in found[0].message.zh
