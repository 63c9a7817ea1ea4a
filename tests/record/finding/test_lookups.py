"""Looking up a plate or a person: never without a reason, always in the journal, only what may be seen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from luji.base.kernel.problem import Refused
from luji.record.finding import lookups
from luji.record.finding.lookups import Asked, Filters
from luji.record.workflow import actions as journal
from luji.record.workflow.models import Entry
from luji.record.workflow.spelling import restored

PLATE = Asked("plate", "湘N12345", "road", "夜查发现可疑车辆")
PERSON = Asked("person", "张三丰", "case", "核对当事人前科", "A4312002026030001")


def found(groups):
    return [hit.row.number for group in groups for hit in group.hits]


def refused(call):
    with pytest.raises(Refused) as told:
        call()
    return [problem.code for problem in told.value.problems]


@pytest.mark.parametrize(
    "spelled", ["湘N12345", "湘n·12345", "湘 N-12345", "湘Ｎ１２３４５", "N12345", "湘N123"]
)
@pytest.mark.parametrize("where", [{"plate": "湘N·12345"}, {"story": "见湘N12345停在路肩"}])
def test_a_plate_is_found_however_it_is_spelled(actor, stop, spelled, where):
    row = stop(**where)
    assert found(lookups.look_up(actor("080001"), replace(PLATE, value=spelled))) == [row.number]


@pytest.mark.parametrize(("value", "hit"), [
    ("张三丰", True), ("三丰", True), ("zsf", True), ("431202199001011234", True), ("080002", True), ("李长路", True), ("138-7450-1234", True),
    ("张三", True), ("李四", False), ("080003", False), ("08000", True), ("夜间", False), ("431202199001011235", False), ("湘N99999", False),
])  # fmt: skip
def test_a_person_is_found_by_name_initials_and_numbers(actor, stop, value, hit):
    stop(driver="张三丰", officer="080002", story="证号431202199001011234，电话13874501234")
    assert bool(found(lookups.look_up(actor("080001"), replace(PERSON, value=value)))) == hit


def test_only_what_may_be_seen_is_found_and_nothing_tells_of_the_rest(actor, stop):
    stop("080003", plate="湘N12345")
    assert lookups.look_up(actor("080001"), PLATE) == []
    told = restored(Entry.objects.get(verb="look_up").after)
    assert told["found"] == {}
    assert found(lookups.look_up(actor("080005"), PLATE)) == ["LJ2026-0001"]


def test_the_journal_tells_who_when_what_and_why(actor, stop):
    stop(driver="张三丰")
    lookups.look_up(actor("080001"), PERSON)
    entry = Entry.objects.get(verb="look_up")
    assert (entry.person, entry.subject, entry.reason, entry.origin) == (
        "080001",
        "look_up/person",
        "核对当事人前科",
        "10.0.0.7",
    )
    told = restored(entry.after)
    assert (told["value"], told["purpose"], told["case"], told["found"], told["unit"]) == (
        "张三丰", "case", "A4312002026030001", {"stop": 1}, "hh-hecheng",
    )  # fmt: skip
    assert journal.verify() == []


@pytest.mark.parametrize(("changed", "codes"), [
    ({"reason": ""}, ["FND-105"]), ({"reason": "  "}, ["FND-105"]), ({"reason": "查"}, ["FND-105"]), ({"reason": "。。。。。。"}, ["FND-105"]),
    ({"purpose": ""}, ["FND-104"]), ({"purpose": "curiosity"}, ["FND-104"]), ({"purpose": "case"}, ["FND-106"]), ({"purpose": "accident", "case": " "}, ["FND-106"]),
    ({"value": ""}, ["FND-102"]), ({"value": "湘N"}, ["FND-102"]), ({"value": " - · "}, ["FND-102"]), ({"value": "湘N" + "1" * 40}, ["FND-103"]),
    ({"value": "", "reason": "", "purpose": ""}, ["FND-102", "FND-104", "FND-105"]),
])  # fmt: skip
def test_without_a_reason_nothing_is_searched_and_nothing_told(actor, stop, monkeypatch, changed, codes):
    stop(plate="湘N12345")
    monkeypatch.setattr(lookups, "_search", lambda *_: pytest.fail("searched"))
    before = Entry.objects.count()
    assert refused(lambda: lookups.look_up(actor("080001"), replace(PLATE, **changed))) == codes
    assert Entry.objects.count() == before


@pytest.mark.parametrize("number", ["080006", "080007", "080008", "road-co"])
def test_who_may_not_look_up_is_told_who_may(actor, stop, number):
    stop(plate="湘N12345")
    with pytest.raises(Refused) as told:
        lookups.look_up(actor(number), PLATE)
    (problem,) = told.value.problems
    assert problem.code == "FND-101"
    assert "民警" in problem.cure_zh


def test_there_is_an_end_to_it_within_an_hour(actor, monkeypatch):
    few = lookups.rules().model_copy(update={"most_per_hour": 3})
    monkeypatch.setattr(lookups, "rules", lambda: few)
    first = actor("080001")
    for _ in range(3):
        lookups.look_up(first, PLATE)
    assert refused(lambda: lookups.look_up(first, PLATE)) == ["FND-107"]
    assert lookups.look_up(actor("080002"), PLATE) == []
    later = actor("080001", at=first.at + timedelta(hours=1, seconds=1))
    assert lookups.look_up(later, PLATE) == []


def test_what_cannot_be_told_is_not_found(actor, stop, monkeypatch):
    stop(plate="湘N12345")
    monkeypatch.setattr(lookups.journal, "write", lambda _: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        lookups.look_up(actor("080001"), PLATE)


@pytest.fixture
def looked(actor):
    """Look-ups of three people of two brigades."""
    for number, asked in (
        ("080001", PLATE),
        ("080002", PERSON),
        ("080003", replace(PLATE, value="湘N99999", reason="协查交办的车辆")),
    ):
        lookups.look_up(actor(number), asked)


def values(actor, number="080004", **filters):
    return [one.value for one in lookups.read(actor(number), Filters(**filters))]


def test_who_watches_reads_them_the_latest_first(actor, looked):
    assert values(actor) == ["湘N99999", "张三丰", "湘N12345"]
    assert values(actor, "080008") == ["湘N99999", "张三丰", "湘N12345"]


@pytest.mark.parametrize(("filters", "expected"), [
    ({"who": "080001"}, ["湘N12345"]), ({"who": "张远山"}, ["湘N12345"]), ({"names": "person"}, ["张三丰"]), ({"words": "协查"}, ["湘N99999"]),
    ({"words": "A4312002026030001"}, ["张三丰"]), ({"value": "湘n999"}, ["湘N99999"]), ({"who": "080009"}, []), ({"words": "无"}, []),
    ({"names": "nothing", "who": "080002"}, ["张三丰"]),
])  # fmt: skip
def test_they_are_narrowed(actor, looked, filters, expected):
    assert values(actor, **filters) == expected


def test_days_narrow_them(actor, looked):
    day = actor("080001").day
    assert len(values(actor, start=day, end=day)) == 3
    assert values(actor, start=day + timedelta(days=1)) == []
    assert values(actor, end=day - timedelta(days=1)) == []


def test_reading_is_told_too(actor, looked):
    values(actor, who="080001")
    entry = Entry.objects.get(verb="read_look_ups")
    assert (entry.person, entry.subject) == ("080004", "look_up/list")
    assert restored(entry.after)["who"] == "080001"
    assert restored(entry.after)["shown"] == 1
    assert journal.verify() == []


@pytest.mark.parametrize("number", ["080001", "080006", "080007", "road-co"])
def test_others_do_not_read_them(actor, looked, number):
    before = Entry.objects.count()
    assert refused(lambda: values(actor, number)) == ["FND-108"]
    assert Entry.objects.count() == before


def test_a_page_ends_and_the_next_begins_there(actor, monkeypatch):
    monkeypatch.setattr(lookups, "PAGE", 2)
    for n in range(5):
        lookups.look_up(actor("080001"), replace(PLATE, value=f"湘N1000{n}"))
    told = lookups.read(actor("080004"), Filters())
    assert [one.value[-1] for one in told] == ["4", "3", "2"]
    told = lookups.read(actor("080004"), Filters(before=told[1].number))
    assert [one.value[-1] for one in told] == ["2", "1", "0"]
