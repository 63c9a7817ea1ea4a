"""Presence as a verb: in time, once, by people of the department; and who may show the code."""

from datetime import UTC, datetime, timedelta

import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers.fields.values import read_all
from luji.record.registers.verbs import actions, attending
from luji.record.workflow import actions as journal

BEGINS = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOON = BEGINS + timedelta(minutes=30)


@pytest.fixture
def meeting(registry):
    return registry.find("meeting")


def test_who_attends_is_listed_with_the_moment_and_counted(people, training, lesson):
    actor = people.actor("second", "officer", at=NOON)
    done = attending.attend(actor, training, lesson.row)
    assert not done.before
    assert done.row.attendees == [{"officer": "second", "came_at": done.row.attendees[0]["came_at"]}]
    assert done.row.attendees[0]["came_at"].startswith("2026-03-02")
    assert done.row.attended == 1
    entry = journal.story(training.subject(lesson.row))[-1]
    assert (entry.verb, entry.person) == ("attend", "second")


def test_twice_changes_nothing(people, training, lesson):
    actor = people.actor("second", "officer", at=NOON)
    version = attending.attend(actor, training, lesson.row).row.version
    again = attending.attend(actor, training, lesson.row)
    assert (again.before, again.row.version, again.row.attended) == (True, version, 1)


def test_somebody_listed_beforehand_is_marked(people, registry, meeting):
    people.account("officer", "officer")
    people.account("second", "officer")
    written = {
        "unit": "hh-hecheng", "kind": "assembly", "held_on": "2026-03-02", "topic": "学习", "attendees": "second|否\nofficer|否",
        "begins_at": "2026-03-02 17:00", "ends_at": "2026-03-02 18:00",
    }  # fmt: skip
    row = actions.create(
        people.actor("officer"), meeting, read_all(written, meeting.spec.content, registry.units)
    )
    assert (row.expected, row.present, row.quorum) == (2, 0, False)
    row = attending.attend(people.actor("second", at=NOON), meeting, row.row).row
    assert (row.expected, row.present, row.quorum) == (2, 1, False)
    row = attending.attend(people.actor("officer", at=NOON), meeting, row.row).row
    assert (row.present, row.quorum) == (2, True)


@pytest.mark.parametrize(
    ("moment", "code"),
    [(BEGINS - timedelta(minutes=16), "REG-620"), (BEGINS + timedelta(minutes=61), "REG-620"), (NOON, None)],
)
def test_only_in_time(people, training, lesson, moment, code):
    actor = people.actor("second", "officer", at=moment)
    if code is None:
        assert attending.attend(actor, training, lesson.row).row.attended == 1
        return
    with pytest.raises(Refused, match=code):
        attending.attend(actor, training, lesson.row)
    lesson.refresh_from_db()
    assert not lesson.attendees


def test_without_begin_and_end_there_is_no_presence_by_code(taught, people, registry, training):
    people.account("officer", "officer")
    values = read_all(
        {n: v for n, v in taught.items() if not n.endswith("_at")}, training.spec.content, registry.units
    )
    row = actions.create(people.actor("officer"), training, values)
    with pytest.raises(Refused, match="REG-620"):
        attending.attend(people.actor("second", "officer", at=NOON), training, row.row)


def test_once_reported_the_list_is_closed(people, training, lesson):
    attending.attend(people.actor("second", "officer", at=NOON), training, lesson.row)
    lesson.refresh_from_db()
    actions.act(people.actor("officer", at=NOON), training, lesson.row, lesson.version, "report", {})
    with pytest.raises(Refused, match="REG-622"):
        attending.attend(people.actor("third", "officer", at=NOON), training, lesson.row)


def test_partners_and_people_without_a_post_cannot_attend(people, training, lesson):
    for name, post in (("partner", ("partner", "hh", "高速公路经营单位")), ("nobody", ())):
        with pytest.raises(Refused, match="REG-624"):
            attending.attend(people.actor(name, *post, at=NOON), training, lesson.row)


def test_a_register_without_presence_says_so(people, registry, tiny):
    with pytest.raises(Refused, match="REG-623"):
        attending.declared(tiny)


def test_who_holds_the_lesson_or_filed_it_shows_the_code(taught, people, registry, training):
    for name in ("officer", "second", "third"):
        people.account(name, "officer")
    values = read_all(taught | {"trainer": "second"}, training.spec.content, registry.units)
    row = actions.create(people.actor("officer"), training, values)
    shows = [name for name in ("officer", "second", "third")
             if attending.projects(training, row, people.actor(name).person)]  # fmt: skip
    assert shows == ["officer", "second"]
    with pytest.raises(Refused, match="REG-626"):
        attending.refuse_projecting(training, row, people.actor("third").person)
