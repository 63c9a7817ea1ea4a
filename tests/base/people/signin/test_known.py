"""Somebody proved elsewhere: no odd names, no second account for capitals, no unit nobody declared."""

import pytest

from luji.base.people import accounts
from luji.base.people.models import Account
from luji.base.people.signin.known import Known, account_of


@pytest.mark.parametrize("username", ["luji", "a b", "<x>", "x" * 65, "张三"])
def test_odd_names_make_no_account(db, codes, username):
    assert codes(account_of, Known(username, "x", ""), True, "ldap") == ["PPL-373"]
    assert not Account.objects.exists()


def test_a_unit_nobody_declared_is_the_root(db):
    made = account_of(Known("080188", "", "外星分部"), True, "ldap")
    assert (made.unit, made.name) == ("hn", "080188")


def test_capitals_make_no_second_account(crew):
    accounts.create("Wang", "lu-ji-2020-x", "hh", "王")
    assert account_of(Known("WANG", "x", ""), True, "ldap").username == "Wang"
