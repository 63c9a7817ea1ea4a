"""The questions of the forms: only what may be chosen is offered."""

from luji.base.people import posts
from luji.base.people.models import Appointment
from luji.base.people.office import asked
from luji.base.people.person import Held


def test_units_one_keeps_stand_as_a_tree(crew):
    listed = dict(asked.units(crew.by("080001"), "zh"))
    assert "hn" not in listed
    assert listed["hh-hecheng"].startswith(
        listed["hh"][: len(listed["hh"]) - len(listed["hh"].lstrip("　"))] + "　"
    )
    assert asked.units(crew.by("080101"), "zh") == ()


def test_colleagues_are_offered_not_oneself(crew):
    offered = [value for value, _ in asked.taker(crew["080102"]).options]
    assert "张三丰（080101）" in offered
    assert "赵六安（080103）" in offered
    assert not any("080102" in one for one in offered)


def test_posts_that_are_never_lent_are_not_offered(crew, day):
    held = posts.holding(day())
    assert asked.lendable(held.filter(account=crew["080001"]), "zh").options == ()
    assert asked.lendable(held.filter(account=crew["080102"]), "zh").options == (
        ("brigade_lead/hh-hecheng", "鹤城大队·大队领导"),
    )


def test_posts_in_words():
    assert asked.post_label(Appointment(role="officer", unit="hh-hecheng"), "en").startswith("Officer, ")
    assert asked.post_label(Held("partner", "hh", "养护公司"), "zh") == "养护公司·外部协同单位"
    assert asked.post_label(Held("gone", "nowhere"), "zh") == "nowhere·gone"


def test_choices_have_both_languages():
    for lang in ("zh", "en"):
        assert all(text for _, text in asked.role(lang).options)
        assert all(text for _, text in asked.rank(lang).options)
    assert asked.role("zh", needed=False).options[0] == ("", "—")
