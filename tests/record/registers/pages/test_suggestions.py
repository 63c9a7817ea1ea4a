"""What inputs offer: colleagues near, records that may be seen; numbers told with their names."""

from luji.record.registers.pages.asking import Ask
from luji.record.registers.pages.suggestions import PEOPLE, Suggestions, number_of


def suggestions(rf, people, kept, who="officer", *post):
    return Suggestions(Ask(rf.get("/"), people.actor(who, *post), kept))


def test_colleagues_of_the_detachment_are_offered(rf, people, every):
    people.cast()
    found = suggestions(rf, people, every)
    assert found.list_of(every.spec.fields["chair"]) == PEOPLE
    offered = [value for value, _ in found.lists[PEOPLE]]
    assert "张三（080001）" in offered and "chief同志（chief）" in offered
    assert "partner同志（partner）" not in offered, "partners are no officers"


def test_only_records_that_may_be_seen_are_offered(rf, people, every, tiny, filed):
    number = filed(tiny, what="隧道照明").number
    field = every.spec.fields["about"]
    for who, unit, expected in (
        ("officer", "hh-hecheng", [(number, "隧道照明")]),
        ("other", "hh-zhijiang", []),
    ):
        found = suggestions(rf, people, every, who, "officer", unit)
        assert found.lists.get(found.list_of(field), []) == expected


def test_other_fields_offer_nothing_and_ask_nothing(rf, people, every, django_assert_num_queries):
    found = suggestions(rf, people, every, "officer", "officer")
    with django_assert_num_queries(0):
        assert [found.list_of(every.spec.fields[n]) for n in ("what", "at", "shade")] == ["", "", ""]
    assert found.lists == {}


def test_numbers_stand_with_their_names(rf, people, every):
    found = suggestions(rf, people, every, "officer", "officer")
    chair = every.spec.fields["chair"]
    assert found.told(chair, "080001") == "张三（080001）"
    assert found.told(chair, "无此人") == "无此人"
    assert found.told(every.spec.fields["what"], "080001") == "080001"


def test_what_an_input_holds_is_a_number_again(people):
    assert number_of("张三（080001）") == "080001"
    assert number_of("李四（080001）") == "李四（080001）", "name and number must agree"
    assert number_of("无名氏") == "无名氏"
    assert number_of("  ") == "  "
