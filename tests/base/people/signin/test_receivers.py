"""At a sign-in the day's chores are done, once a day."""

from datetime import date, timedelta

from django.utils import timezone

from luji.base.people import personnel
from luji.base.people.models import SignIn
from luji.base.people.signin import receivers


def test_transfers_take_effect_and_old_notes_go(crew, day, monkeypatch):
    monkeypatch.setitem(receivers._done, "day", date(2000, 1, 1))
    account = crew["080101"]
    personnel.move(crew.by("080001"), account, personnel.Move("hh-zhijiang", "", "", day(1)))
    account.services.filter(end=None).update(start=day())
    old = SignIn.objects.create(
        at=timezone.now() - timedelta(days=366), username="x", good=True, how="password"
    )
    kept = SignIn.objects.create(
        at=timezone.now() - timedelta(days=364), username="x", good=True, how="password"
    )
    crew.client("080102")
    account.refresh_from_db()
    assert account.unit == "hh-zhijiang"
    assert list(SignIn.objects.values_list("pk", flat=True)) == [kept.pk]
    assert old.pk != kept.pk


def test_once_a_day_is_enough(crew, monkeypatch):
    calls = []
    monkeypatch.setitem(receivers._done, "day", date(2000, 1, 1))
    monkeypatch.setattr(receivers.history, "settle", calls.append)
    crew.client("080101")
    crew.client("080102")
    assert calls == [timezone.localdate()]
