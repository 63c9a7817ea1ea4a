"""Presence by code: who scans in time is listed once; pictures of the code, strangers and latecomers are not."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.utils import timezone

from luji.base.kernel.problem import Refused
from luji.record.registers.fields.values import read_all
from luji.record.registers.pages import presence
from luji.record.registers.verbs import actions
from luji.record.workflow import actions as journal

BEGINS = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOON = BEGINS + timedelta(minutes=30)
WRITTEN = {
    "unit": "hh-hecheng", "held_on": "2026-03-02", "subject": "隧道应急处置", "trainer": "officer",
    "begins_at": "2026-03-02 17:00", "ends_at": "2026-03-02 18:00",
}  # fmt: skip


@pytest.fixture
def training(registry):
    return registry.find("training")


@pytest.fixture
def meeting(registry):
    return registry.find("meeting")


@pytest.fixture
def lesson(people, registry, training):
    """A lesson from 17:00 to 18:00 by the clock here."""
    people.account("officer", "officer")
    values = read_all(WRITTEN, training.spec.content, registry.units)
    return actions.create(people.actor("officer", at=BEGINS - timedelta(hours=1)), training, values)


@pytest.fixture
def at(monkeypatch):
    """Make it a moment for the pages; signatures too are of that time."""

    def now(moment):
        monkeypatch.setattr(presence.timezone, "now", lambda: moment)
        monkeypatch.setattr(signing.time, "time", moment.timestamp)

    return now


def codes(answer):
    return re.findall(r'class="problem-code">([A-Z]{3}-\d{3})<', answer.content.decode())


def scanned(text):
    return f"/presence/{text}/"


def test_who_attends_is_listed_with_the_moment_and_counted(people, training, lesson):
    actor = people.actor("second", "officer", at=NOON)
    done = presence.attend(actor, training, lesson.row)
    assert not done.before
    assert done.row.attendees == [{"officer": "second", "came_at": done.row.attendees[0]["came_at"]}]
    assert done.row.attendees[0]["came_at"].startswith("2026-03-02")
    assert done.row.attended == 1
    entry = journal.story(training.subject(lesson.row))[-1]
    assert (entry.verb, entry.person) == ("attend", "second")


def test_twice_changes_nothing(people, training, lesson):
    actor = people.actor("second", "officer", at=NOON)
    version = presence.attend(actor, training, lesson.row).row.version
    again = presence.attend(actor, training, lesson.row)
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
    row = presence.attend(people.actor("second", at=NOON), meeting, row.row).row
    assert (row.expected, row.present, row.quorum) == (2, 1, False)
    row = presence.attend(people.actor("officer", at=NOON), meeting, row.row).row
    assert (row.present, row.quorum) == (2, True)


@pytest.mark.parametrize(
    ("moment", "code"),
    [(BEGINS - timedelta(minutes=16), "REG-620"), (BEGINS + timedelta(minutes=61), "REG-620"), (NOON, None)],
)
def test_only_in_time(people, training, lesson, moment, code):
    actor = people.actor("second", "officer", at=moment)
    if code is None:
        assert presence.attend(actor, training, lesson.row).row.attended == 1
        return
    with pytest.raises(Refused, match=code):
        presence.attend(actor, training, lesson.row)
    lesson.refresh_from_db()
    assert not lesson.attendees


def test_without_begin_and_end_there_is_no_presence_by_code(people, registry, training):
    people.account("officer", "officer")
    values = read_all(
        {n: v for n, v in WRITTEN.items() if not n.endswith("_at")}, training.spec.content, registry.units
    )
    row = actions.create(people.actor("officer"), training, values)
    with pytest.raises(Refused, match="REG-620"):
        presence.attend(people.actor("second", "officer", at=NOON), training, row.row)


def test_once_reported_the_list_is_closed(people, training, lesson):
    presence.attend(people.actor("second", "officer", at=NOON), training, lesson.row)
    lesson.refresh_from_db()
    actions.act(people.actor("officer", at=NOON), training, lesson.row, lesson.version, "report", {})
    with pytest.raises(Refused, match="REG-622"):
        presence.attend(people.actor("third", "officer", at=NOON), training, lesson.row)


def test_partners_and_people_without_a_post_cannot_attend(people, training, lesson):
    for name, post in (("partner", ("partner", "hh", "高速公路经营单位")), ("nobody", ())):
        with pytest.raises(Refused, match="REG-624"):
            presence.attend(people.actor(name, *post, at=NOON), training, lesson.row)


def test_a_register_without_presence_says_so(people, registry, tiny):
    with pytest.raises(Refused, match="REG-623"):
        presence.declared(tiny)


def test_the_projected_page_shows_a_code_while_it_is_open(people, lesson, at):
    client = people.client("officer")
    address = f"/registers/training/{lesson.row}/presence/"
    at(NOON)
    page = client.get(address).content.decode()
    assert re.search(r"<svg[^>]+viewBox=", page), "it grows with the screen"
    assert not re.search(r"\s(on\w+|style)=", page)
    at(BEGINS + timedelta(hours=2))
    answer = client.get(address)
    assert codes(answer) == ["REG-620"]
    assert 'class="qr"' not in answer.content.decode()


def test_the_code_leads_to_one_button_that_lists_whoever_is_signed_in(people, training, lesson, at):
    at(NOON)
    text, client = presence.token(training, lesson), people.client("second", "officer", "hh-zhijiang")
    page = client.get(scanned(text)).content.decode()
    assert "隧道应急处置" in page
    assert "<button" in page
    assert "已签到" in client.post(scanned(text)).content.decode()
    assert "已经签到过" in client.post(scanned(text)).content.decode()
    lesson.refresh_from_db()
    assert [line["officer"] for line in lesson.attendees] == ["second"]


def test_a_picture_of_the_code_passed_on_is_of_no_use_later(people, training, lesson, at):
    at(NOON)
    text, client = presence.token(training, lesson), people.client("second", "officer")
    at(NOON + timedelta(minutes=6))
    assert codes(client.post(scanned(text))) == ["REG-621"]
    for broken in (text[:-2] + "xx", "x", "1:2:3"):
        assert codes(client.get(scanned(broken))) == ["REG-621"]
    lesson.refresh_from_db()
    assert not lesson.attendees


def test_after_the_end_the_button_is_gone_and_posting_is_refused(people, training, lesson, at):
    late = BEGINS + timedelta(minutes=62)
    at(late)
    text, client = presence.token(training, lesson), people.client("second", "officer")
    answer = client.get(scanned(text))
    assert codes(answer) == ["REG-620"]
    assert '<button class="btn btn-primary"' not in answer.content.decode()
    assert codes(client.post(scanned(text))) == ["REG-620"]


def test_strangers_are_sent_to_sign_in_and_come_back(client, training, lesson):
    text = presence.token(training, lesson)
    answer = client.get(scanned(text))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=")


def test_the_record_leads_to_the_projected_page_while_it_is_planned(people, training, lesson):
    assert (
        f"/registers/training/{lesson.row}/presence/"
        in people.client("officer").get(f"/registers/training/{lesson.row}/").content.decode()
    )
    assert timezone.is_aware(lesson.begins_at)
