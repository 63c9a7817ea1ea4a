"""Five failures close a name for five minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from luji.base.people.models import FailedSignIns
from luji.base.people.signin import lockout

NOW = datetime(2020, 7, 1, 8, 0, tzinfo=UTC)


def fail(times, name="080123", start=NOW):
    return [lockout.note_failure(name, start + timedelta(seconds=n)) for n in range(times)]


def test_the_fifth_failure_closes_the_name(db):
    assert fail(5) == [None, None, None, None, NOW + timedelta(minutes=5, seconds=4)]
    assert lockout.locked_until("080123", NOW + timedelta(minutes=5)) is not None


def test_it_opens_again_and_counts_anew(db):
    fail(5)
    later = NOW + timedelta(minutes=6)
    assert lockout.locked_until("080123", later) is None
    assert fail(4, start=later) == [None] * 4
    assert fail(1, start=later)[0] is not None


@pytest.mark.parametrize("seconds", [299, 303])
def test_just_before_the_end_it_is_closed(db, seconds):
    fail(5)
    assert lockout.locked_until("080123", NOW + timedelta(seconds=seconds)) is not None


def test_other_names_stay_open(db):
    fail(5)
    assert lockout.locked_until("080124", NOW) is None
    assert fail(4, "080124") == [None] * 4


def test_a_good_sign_in_forgets(db):
    fail(4)
    lockout.forget("080123")
    assert fail(4) == [None] * 4


def test_old_failures_of_anybody_are_swept(db):
    fail(3, "old")
    fail(1, "new", NOW + timedelta(hours=1, seconds=3))
    assert list(FailedSignIns.objects.values_list("username", flat=True)) == ["new"]


@pytest.mark.parametrize("spelled", ["WANG.wu", "ｗａｎｇ.wu", " wang.wu", "wang.wu "])
def test_another_spelling_is_the_same_name(db, spelled):
    fail(2, "wang.wu")
    assert fail(2, spelled) == [None, None]
    assert fail(1, "Wang.Wu")[0] is not None
    assert lockout.locked_until(spelled, NOW) is not None
    lockout.forget("wang.WU")
    assert lockout.locked_until("wang.wu", NOW) is None


def test_a_name_of_any_length_is_counted(db):
    assert fail(5, "ß" * 64)[-1] is not None
