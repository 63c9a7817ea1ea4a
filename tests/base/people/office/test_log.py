"""The page of the sign-in log: who reads it, what it shows."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from luji.base.people import posts
from luji.base.people.models import SignIn
from luji.base.people.office.log import Sought

PATH = "/settings/sign-ins/"


@pytest.fixture
def log(crew):
    now = timezone.now()
    for number, good, days in (
        ("080101", True, 0),
        ("080101", False, 1),
        ("080103", True, 2),
        ("stranger", False, 3),
    ):
        SignIn.objects.create(
            at=now - timedelta(days=days), username=number, account=crew.get(number), good=good, how="password",
            problem="" if good else "PPL-101", origin=f"10.0.0.{days}",
        )  # fmt: skip
    return crew


def places(client, query=""):
    page = client.get(PATH + query).content.decode()
    return [n for n in range(4) if f"10.0.0.{n}" in page]


def test_strangers_sign_in_first_and_others_are_refused(crew):
    assert Client().get(PATH)["Location"].startswith("/sign-in/")
    for number in ("080101", "080102"):
        answer = crew.client(number).get(PATH)
        assert answer.status_code == 403
        assert "PPL-305" in answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_administrators_and_supervision_read_it(log, day, language):
    posts.appoint(log["080103"], "supervision", "hh-hecheng", day())
    assert places(log.client("080001", language)) == [0, 1, 2, 3]
    assert places(log.client("080103", language)) == [0, 1, 3]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=张", [0, 1]), ("?q=stranger", [3]), ("?result=failed", [1, 3]), ("?result=good", [0, 2]),
        ("?result=odd", [0, 1, 2, 3]), ("?start=x&end=0001-01-01", [0, 1, 2, 3]), ("?q=%25", []), ("?page=99", [0, 1, 2, 3]),
    ],
)  # fmt: skip
def test_filters(log, query, expected):
    assert places(log.client("080001"), query) == expected


def test_days_count_whole(log, day):
    client = log.client("080001")
    assert places(client, f"?start={day(-2)}&end={day(-1)}") == [1, 2]
    assert places(client, f"?start={day(1)}") == []


def test_the_address_comes_back():
    asked = "q=张&result=good&start=2026-01-01&end=2026-02-01"
    assert Sought.of(QueryDict(asked)).query() == {
        "q": "张", "result": "good", "start": "2026-01-01", "end": "2026-02-01",
    }  # fmt: skip
    assert Sought.of(QueryDict("q=%00&start=2026-02-30")).query() == {}


def test_names_that_were_typed_are_escaped(log):
    Client().post("/sign-in/", {"username": "<img src=x>", "password": "x"})
    assert "<img" not in log.client("080001").get(PATH).content.decode()
