"""Changes are told inside their transaction; a listener that fails takes the change back."""

import pytest
from django.db import transaction

from luji.base.people import accounts, telling
from luji.base.people.by import installation
from luji.base.people.models import Account
from luji.base.people.telling import tell

pytestmark = pytest.mark.django_db


def test_what_is_told_says_who_what_and_of_whom(crew, heard):
    with transaction.atomic():
        tell(crew.by("080001"), "unlock", crew["080101"], {"a": 1}, {"a": 2}, "why")
    (happened,) = heard.all
    assert (happened.by.number, happened.verb, happened.subject) == ("080001", "unlock", "person/080101")
    assert (happened.before, happened.after, happened.reason) == ({"a": 1}, {"a": 2}, "why")


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_told():
    account = Account.objects.create(username="x", name="甲", unit="hh")
    with pytest.raises(RuntimeError, match="inside its transaction"):
        tell(installation(), "unlock", account)


def test_a_failing_listener_takes_the_change_back():
    def fail(sender, happened, **more):
        raise OSError("full")

    telling.told.connect(fail)
    try:
        with pytest.raises(OSError, match="full"):
            accounts.create("080123", "lu-ji-2020-x", "hh", "张警官")
    finally:
        telling.told.disconnect(fail)
    assert not Account.objects.exists()
