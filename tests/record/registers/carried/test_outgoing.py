"""Exports hold what the list shows; what names people only for the posts declared, with a reason, journalled."""

import csv

import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers.carried import outgoing, takein
from luji.record.registers.search.listing import Asked
from luji.record.registers.verbs import disclosing
from luji.record.registers.verbs.disclosing import Reason
from luji.record.workflow import actions as journal

WHY = Reason("年度核对复查人员", "怀高警〔2026〕3号")


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def out(tmp_path):
    return tmp_path / "x.csv"


@pytest.mark.parametrize(
    ("who", "reason", "there"),
    [
        ("lead", WHY, True),
        ("lead", Reason(), False),
        ("lead", Reason("", "3号"), False),
        ("officer", WHY, False),
    ],
)
def test_what_names_people_leaves_with_those_declared_and_a_reason(
    hazard, people, filed, walk, out, who, reason, there
):
    walk(hazard, filed(hazard), "closed")
    assert outgoing.write(people.actor(who), hazard, Asked(), out, reason) == 1
    (row,) = read(out)
    assert row.get("复查警号") == ("second" if there else None)
    assert bool(journal.story(disclosing.subject(hazard))) is there


def test_it_is_journalled_with_filters_rows_and_columns(hazard, people, filed, out):
    filed(hazard), filed(hazard)
    people.cast()
    outgoing.write(people.actor("lead"), hazard, Asked({"state": "draft"}, "样例"), out, WHY)
    (entry,) = journal.story("disclosure/hazard")
    assert (entry.person, entry.verb, entry.reason) == ("lead", "disclose", "年度核对复查人员")
    for said in (
        '"rows":2',
        '"way":"csv"',
        '"checker"',
        '"state":"draft"',
        '"q":"样例"',
        "怀高警〔2026〕3号",
    ):
        assert said in entry.after
    assert journal.verify() == []


@pytest.mark.parametrize(
    ("reason", "code"),
    [(Reason("看"), "REG-640"), (Reason("1111111"), "REG-640"), (Reason("长" * 501), "REG-640"),
     (Reason("年度核对", "3" * 65), "REG-641")],
)  # fmt: skip
def test_what_is_no_reason_takes_out_nothing(hazard, people, filed, out, reason, code):
    filed(hazard)
    people.cast()
    with pytest.raises(Refused, match=code):
        outgoing.write(people.actor("lead"), hazard, Asked(), out, reason)
    assert not out.exists()
    assert not journal.story("disclosure/hazard")


@pytest.mark.parametrize("reason", [WHY, Reason()])
@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_taken_in_again_it_changes_nothing_with_a_reason_and_without(
    hazard, people, filed, walk, tmp_path, reason, ending
):
    row = walk(hazard, filed(hazard), "closed").row
    path = tmp_path / f"x.{ending}"
    outgoing.write(people.actor("lead"), hazard, Asked(), path, reason)
    assert takein.take_in(people.actor("officer"), hazard, path).unchanged == 1
    version = row.version
    row.refresh_from_db()
    assert (row.version, row.checker) == (version, "second")


def test_filters_hold_for_the_file_too(tiny, people, filed, out):
    filed(tiny, what="甲事"), filed(tiny, what="乙事")
    outgoing.write(people.actor("officer"), tiny, Asked(words="乙事"), out)
    assert [row["事项"] for row in read(out)] == ["乙事"]


def test_an_unknown_ending_is_refused(tiny, people, tmp_path):
    with pytest.raises(Refused, match="FCT-1"):
        outgoing.write(people.actor("officer", "officer"), tiny, Asked(), tmp_path / "x.doc")


def test_a_mask_in_a_file_is_not_taken_for_a_value(every, people, filed, out):
    row = filed(every, witness="080001")
    outgoing.write(people.actor("lead"), every, Asked(), out, WHY)
    (line,) = read(out)
    assert line["当事人"] == "080001"
    for who, given, code in (("officer", "08****", "REG-504"), ("second", "080002", "REG-207")):
        path = out.with_name(f"{who}.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([list(line), list((line | {"当事人": given}).values())])
        with pytest.raises(Refused, match=code):
            takein.take_in(people.actor(who), every, path)
    row.refresh_from_db()
    assert row.witness == "080001"
