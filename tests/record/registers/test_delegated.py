"""Posts lent for a period: what the taker may do and see, in whose name it stands, and that four eyes hold."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from luji.base.kernel.problem import Refused
from luji.base.people.models import Delegation
from luji.base.people.person import Held, Lent, Person
from luji.base.people.posts import person_of
from luji.record.registers.carried import outgoing
from luji.record.registers.verbs import actions, permission
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.story import case_of, chapters
from luji.record.workflow import actions as journal

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
LATER = date(2099, 12, 31)


@pytest.fixture
def lend(people, registry):
    """Somebody lends a post to another for a time; the taker as an actor on a day."""

    def lent(giver, taker, role, unit="hh-hecheng", start=TODAY, end=TODAY, revoked=None):
        people.cast()
        Delegation.objects.create(
            giver=people.account(giver), taker=people.account(taker), role=role, unit=unit, start=start, end=end,
            made_by=giver, made=NOW, revoked=revoked,
        )  # fmt: skip
        person = person_of(people.account(taker), TODAY, registry.units)
        return Actor(registry, person, NOW)

    return lent


def reviewed(tiny, people, filed, typed):
    row = filed(tiny)
    row = actions.act(people.actor("officer"), tiny, row.row, row.version, "send", {})
    given = typed(tiny, tiny.spec.asked_by("review"))
    return actions.act(people.actor("second"), tiny, row.row, row.version, "review", given)


def test_the_taker_acts_and_the_history_says_for_whom(tiny, people, filed, typed, lend):
    row = reviewed(tiny, people, filed, typed)
    third = lend("lead", "chief", "brigade_lead")
    row = actions.act(third, tiny, row.row, row.version, "finish", {})
    (last, *_) = chapters(tiny, journal.story(tiny.subject(row.row)))
    assert (last.person, last.behalf, last.role) == ("chief", "lead", "brigade_lead")
    page = people.client("officer").get(f"/registers/tiny/{row.row}/").content.decode()
    assert "chief同志" in page and "代 lead同志" in page


def test_no_taker_decides_on_what_they_did_themselves(tiny, people, filed, typed, lend):
    row = reviewed(tiny, people, filed, typed)
    second = lend("lead", "second", "brigade_lead")
    with pytest.raises(Refused) as found:
        actions.act(second, tiny, row.row, row.version, "finish", {})
    assert {p.code for p in found.value.problems} == {"WFL-304"}
    assert "授权办理也算" in found.value.problems[0].zh


def test_nor_may_the_giver_have_it_done_in_their_name(tiny, people, filed, typed, lend):
    """The lead reviewed as an officer; whoever decides on behalf of the lead decides for the lead."""
    row = actions.act(people.actor("officer", "officer"), tiny, filed(tiny).row, 1, "send", {})
    both = replace(
        people.actor("lead"),
        person=Person(
            "lead", "x", "hh-hecheng", (Held("officer", "hh-hecheng"), Held("brigade_lead", "hh-hecheng"))
        ),
    )
    row = actions.act(both, tiny, row.row, row.version, "review", typed(tiny, tiny.spec.asked_by("review")))
    taker = lend("lead", "chief", "brigade_lead")
    with pytest.raises(Refused) as found:
        actions.act(taker, tiny, row.row, row.version, "finish", {})
    assert {p.code for p in found.value.problems} == {"WFL-304"}


@pytest.mark.parametrize(
    "when",
    [
        {"start": date(2026, 3, 3), "end": date(2026, 3, 9)},
        {"start": date(2026, 2, 1), "end": date(2026, 3, 1)},
        {"revoked": NOW},
        {"unit": "hh-zhijiang"},
        {"role": "detachment_lead"},
    ],
)
def test_nothing_before_after_or_beside_what_was_lent(tiny, people, filed, typed, lend, when):
    row = reviewed(tiny, people, filed, typed)
    chief = lend("lead", "chief", **({"role": "brigade_lead"} | when))
    with pytest.raises(Refused) as found:
        actions.act(chief, tiny, row.row, row.version, "finish", {})
    assert {p.code for p in found.value.problems} <= {"REG-201", "REG-203"}


def test_the_giver_sees_what_the_post_shows_only_while_it_lasts(tiny, people, filed, lend):
    row = filed(tiny)
    with pytest.raises(Refused):
        actions.fetch(people.actor("chief"), tiny, row.row)
    assert actions.fetch(lend("lead", "chief", "brigade_lead"), tiny, row.row).row == row.row


def test_own_posts_come_first_and_lent_ones_are_named(registry, tiny, people, filed):
    held = Held("officer", "hh-hecheng")
    person = Person(
        "x", "x", "hh-hecheng", (held,), (Lent(Held("brigade_lead", "hh-hecheng"), "y"), Lent(held, "z"))
    )
    assert [hat.behalf for hat in permission.hats_of(person)] == [None, "y", "z"]
    assert permission.held_by(registry, person).zh == "鹤城大队的民警、代鹤城大队的大队领导、代鹤城大队的民警"
    case = case_of(tiny, filed(tiny), registry.units)
    assert permission.editing(registry, tiny, person, case).behalf is None
    borrowed = replace(person, posts=())
    assert permission.creating(tiny, borrowed, "hh-hecheng").behalf == "z"
    assert permission.own_unit(tiny, borrowed) == "hh-hecheng"


def test_a_lent_post_opens_what_names_people_on_page_and_export(every, people, filed, lend):
    row = filed(every, witness="officer")
    place = f"/registers/every/{row.row}/"

    def taken_out(actor):
        return "witness" in outgoing.shape_for(every, actor.person).columns

    assert not taken_out(people.actor("second"))
    masked = people.client("second").get(place).content.decode()
    taker = lend("lead", "second", "brigade_lead", end=LATER)
    assert taken_out(taker)
    assert "**" in masked and "**" not in people.client("second").get(place).content.decode()


def test_a_lent_post_offers_the_import_it_may_do(tiny, people, filed, lend):
    filed(tiny)
    assert "/registers/tiny/import/" not in people.client("lead").get("/registers/tiny/").content.decode()
    lend("officer", "chief", "officer", end=LATER)
    assert "/registers/tiny/import/" in people.client("chief").get("/registers/tiny/").content.decode()
    assert people.client("chief").get("/registers/tiny/import/").status_code == 200
