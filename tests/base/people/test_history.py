"""The history of service, and accounts that follow it."""

from datetime import date

import pytest

from luji.base.people import history
from luji.base.people.models import Account, Service


@pytest.fixture
def account(db):
    return Account.objects.create(
        username="080101", name="甲", unit="hh-hecheng", rank="constable_1", title="民警"
    )


def served(account, unit, start, end=None, rank=""):
    return Service.objects.create(account=account, unit=unit, start=start, end=end, rank=rank)


def test_service_begins_as_the_account_says(account):
    made = history.serve_from(account, date(2020, 1, 1), "1号")
    assert history.file_of_service(made) == {
        "unit": "hh-hecheng", "rank": "constable_1", "title": "民警", "start": date(2020, 1, 1), "document": "1号",
    }  # fmt: skip
    assert "080101" in str(made)


@pytest.mark.parametrize(
    ("day", "unit"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), "a"),
        (date(2020, 6, 30), "a"),
        (date(2020, 7, 1), "b"),
        (date(2030, 1, 1), "b"),
    ],
)
def test_every_day_has_its_service(account, day, unit):
    served(account, "a", date(2020, 1, 1), date(2020, 6, 30))
    served(account, "b", date(2020, 7, 1))
    found = history.serving_on(account, day)
    assert (found.unit if found else None) == unit


def test_an_account_follows_the_service_in_force(account):
    served(account, "hh-hecheng", date(2020, 1, 1), date(2020, 6, 30), "constable_1")
    served(account, "hh-zhijiang", date(2020, 7, 1), rank="superintendent_3")
    assert history.settle(date(2020, 6, 30)) == 1  # the title of the service is empty
    assert history.settle(date(2020, 6, 30)) == 0
    assert history.settle(date(2020, 7, 1)) == 1
    account.refresh_from_db()
    assert (account.unit, account.rank) == ("hh-zhijiang", "superintendent_3")


def test_accounts_without_service_stay(account):
    assert history.settle(date(2020, 1, 1)) == 0
    account.refresh_from_db()
    assert account.unit == "hh-hecheng"


def test_a_correction_reaches_the_service_of_the_day_only(account):
    old = served(account, "a", date(2020, 1, 1), date(2020, 6, 30))
    now = served(account, "b", date(2020, 7, 1))
    history.correct(account, date(2020, 8, 1))
    old.refresh_from_db()
    now.refresh_from_db()
    assert (old.unit, now.unit, now.title) == ("a", "hh-hecheng", "民警")
    history.correct(account, date(2019, 8, 1))
