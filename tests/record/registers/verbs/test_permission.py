"""Who may do what, and how a refusal names the posts that may."""

import pytest

from luji.base.people.person import Held, Person
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import permission


def test_creating_needs_the_post_in_the_unit(tiny, people):
    person = people.actor("officer", "officer").person
    assert permission.creating(tiny, person, "hh-hecheng").post.role == "officer"
    assert permission.creating(tiny, person, "hh-zhijiang") is None
    assert permission.own_unit(tiny, person) == "hh-hecheng"
    assert permission.own_unit(tiny, Person("x", "x", "hh")) == ""


def test_some_may_file_for_units_below_theirs_and_never_for_those_beside_or_above(tiny):
    flow = tiny.flow.model_copy(update={"create_scope": "below"})
    wide = Kept(tiny.spec.model_copy(update={"workflow": flow}), tiny.model)
    above = Person("x", "x", "hh", (Held("officer", "hh"),))
    beside = Person("y", "y", "hh-zhijiang", (Held("officer", "hh-zhijiang"),))
    assert permission.creating(wide, above, "hh-hecheng", ("hh", "hn")).post.unit == "hh"
    assert permission.creating(wide, above, "hn") is None
    assert permission.creating(wide, beside, "hh-hecheng", ("hh", "hn")) is None
    assert permission.creating(tiny, above, "hh-hecheng", ("hh", "hn")) is None


@pytest.mark.parametrize(("scope", "said"), [
    ("own", "鹤城大队的大队领导"), ("parent", "鹤城大队的上级单位的大队领导"), ("any", "大队领导"),
])  # fmt: skip
def test_the_posts_that_may_are_named(registry, scope, said):
    assert permission.allowed(registry, ("brigade_lead",), scope, "hh-hecheng").zh == said


def test_nobody_is_said_too(registry):
    assert "无人" in permission.allowed(registry, (), "own", "hh").zh
    assert permission.held_by(registry, Person("x", "x", "hh")).zh == "没有岗位"


def test_own_posts_are_named(registry):
    person = Person("x", "x", "hh", (Held("officer", "hh-hecheng"), Held("legal", "hh")))
    assert permission.held_by(registry, person).zh == "鹤城大队的民警、怀化支队的法制员"


def test_buttons_are_only_what_may_be_done(tiny, people, filed, registry):
    from luji.record.registers.verbs.story import case_of

    row = filed(tiny)
    case = case_of(tiny, row, registry.units)
    values = permission.values_of(tiny, row)
    assert permission.buttons(tiny, people.actor("officer").person, case, values) == ["send", "withdraw"]
    assert permission.buttons(tiny, people.actor("lead").person, case, values) == []
    assert permission.lookup({"what": "x"}, "open")("state") == "open"
