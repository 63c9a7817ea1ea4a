"""The log of sign-ins: kept half a year at least, the latest first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from luji.base.people.models import SignIn
from luji.base.people.signin import log


def entry(days, name="080101", good=True):
    return SignIn.objects.create(
        at=timezone.now() - timedelta(days=days), username=name, good=good, how="password"
    )


def test_the_latest_of_one_name_come_first(crew):
    for n in range(12):
        entry(n)
    entry(0, "080102")
    found = log.latest(crew["080101"])
    assert len(found) == 10
    assert found[0].at > found[-1].at
    assert {one.username for one in found} == {"080101"}


@pytest.mark.parametrize(
    ("kept", "days", "left"), [(365, 364, 1), (365, 366, 0), (183, 182, 1), (183, 184, 0)]
)
def test_what_is_older_goes(db, options, kept, days, left):
    options(log_days=kept)
    entry(days)
    assert log.sweep(timezone.now()) == 1 - left
    assert SignIn.objects.count() == left


def test_a_note_stays_when_the_name_is_long_or_nobodys(rf, db):
    log.note(rf.get("/"), "x" * 500, "password", None, "PPL-101")
    made = SignIn.objects.get()
    assert (len(made.username), made.account, made.good) == (64, None, False)
    assert "x" in str(made)
