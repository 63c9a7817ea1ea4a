"""People, records and codes are looked up when written: found, refused with a number, each asked for once."""

from datetime import date, datetime

import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers.fields.reading import HERE
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.world import World

DAY = date(2026, 3, 2)


@pytest.fixture
def world(people):
    return World(people.registry, people.actor("officer", "officer").person, DAY)


def codes(problems):
    return [problem.code for problem in problems]


def test_names_become_numbers(world, every):
    given = {
        "chair": "张三",
        "witness": "李四（080002）",
        "attendees": [{"officer": "张三"}, {"officer": "080002"}],
    }
    assert world.settle(every.spec, {}, given) == []
    assert (given["chair"], given["witness"]) == ("080001", "080002")
    assert given["attendees"] == [{"officer": "080001"}, {"officer": "080002"}]


@pytest.mark.parametrize(("given", "code"), [
    ({"chair": "无名氏"}, "REG-504"), ({"chair": "李四（080001）"}, "REG-504"), ({"about": "T2026-999"}, "REG-505"),
    ({"shade": "gone"}, "REG-510"), ({"attendees": [{"officer": "080001"}, {"officer": "无名氏"}]}, "REG-504"),
])  # fmt: skip
def test_what_is_not_there_is_told(world, every, given, code):
    assert codes(world.settle(every.spec, {}, dict(given))) == [code]


def test_two_of_one_name_must_be_told_apart(world, every, people):
    people.account("080009").name = "张三"
    people.made["080009"].save()
    assert codes(world.settle(every.spec, {}, {"chair": "张三"})) == ["REG-504"]


def test_a_record_one_may_not_see_is_not_there(people, every, filed, tiny):
    number = filed(tiny).number
    for name, unit, expected in (("officer", "hh-hecheng", []), ("stranger", "hh-zhijiang", ["REG-505"])):
        person = people.actor(name, "officer", unit).person
        assert (
            codes(World(people.registry, person, DAY).settle(every.spec, {}, {"about": number})) == expected
        )


def test_codes_are_those_of_the_records_day(world, every):
    old = datetime(2020, 5, 1, 9, 0, tzinfo=HERE)
    assert world.settle(every.spec, {}, {"shade": "gone", "at": old}) == []
    moved = world.settle(
        every.spec, {"shade": "gone", "at": old}, {"shade": "gone", "at": datetime(2026, 1, 1, tzinfo=HERE)}
    )
    assert codes(moved) == ["REG-510"], "the code must fit the new day"


def test_what_did_not_change_is_not_asked_again(world, every, django_assert_num_queries):
    now = {"chair": "有人走了", "about": "T1999-001", "attendees": [{"officer": "也走了"}]}
    with django_assert_num_queries(0):
        assert world.settle(every.spec, now, dict(now)) == []


def test_an_old_ledger_may_name_who_has_left(people, every):
    world = World(people.registry, people.actor("keeper", "admin").person, DAY, lenient=True)
    given = {"chair": "老同志", "about": "T1999-001", "witness": "张三"}
    assert world.settle(every.spec, {}, given) == []
    assert given == {"chair": "老同志", "about": "T1999-001", "witness": "080001"}


def test_many_are_looked_up_at_once(people, every, django_assert_max_num_queries):
    world = World(people.registry, people.actor("officer", "officer").person, DAY)
    many = [
        {"chair": "080001", "about": f"T2026-{n:03}", "attendees": [{"officer": "080002"}]}
        for n in range(300)
    ]
    with django_assert_max_num_queries(3):
        world.learn(every.spec, many, {name: name for name in every.spec.fields})
        for given in many:
            assert codes(world.settle(every.spec, {}, given)) == ["REG-505"]


def test_the_verbs_ask_the_world(people, every, filed):
    row = filed(every, chair="张三")
    assert row.chair == "080001" and row.there == 1
    with pytest.raises(Refused) as refused:
        actions.edit(
            people.actor("officer"), every, row.row, row.version, {"about": "没有", "chair": "无名氏"}
        )
    assert sorted(codes(refused.value.problems)) == ["REG-504", "REG-505"]
