"""Presence by code: who scans in time is listed once; pictures of the code, strangers and latecomers are not."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.utils import timezone

from luji.record.registers.pages import presence

BEGINS = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOON = BEGINS + timedelta(minutes=30)


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


def test_the_absent_do_not_project_the_code_for_themselves(people, training, lesson, at):
    at(NOON)
    address = f"/registers/training/{lesson.row}/presence/"
    absent = people.client("second", "officer")
    answer = absent.get(address)
    assert answer.status_code == 403
    assert codes(answer) == ["REG-626"]
    assert 'class="qr"' not in answer.content.decode()
    assert address not in absent.get(f"/registers/training/{lesson.row}/").content.decode()


def test_the_code_is_good_for_two_of_its_redraws(people, training, lesson, at):
    at(NOON)
    text, client = presence.token(training, lesson), people.client("second", "officer")
    at(NOON + 2 * presence.DRAWN_ANEW)
    assert client.get(scanned(text)).status_code == 200
    at(NOON + 3 * presence.DRAWN_ANEW)
    assert codes(client.get(scanned(text))) == ["REG-621"]
