# ruff: noqa: E402 — models can be imported only after Django is set up
"""What `luji person` does: accounts entered, passwords reset, people listed."""

import os

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.base.kernel.problem import Refused
from luji.base.people.models import Account
from luji.config import accounts

pytestmark = pytest.mark.django_db


def test_somebody_new_has_posts_from_today_and_a_password_told_once():
    made = accounts.add("080001", "王建设", "", ["系统管理员", "officer"], "")
    account = Account.objects.get(username="080001")
    assert (made.unit, made.posts) == ("hn", ["系统管理员", "民警"])
    assert account.check_password(made.password)
    assert account.one_time_until is not None
    assert {post.role for post in account.appointments.all()} == {"admin", "officer"}


def test_a_partner_stands_for_an_organisation():
    accounts.add("weihu", "养护公司", "怀化支队", ["partner"], "养护公司")
    assert Account.objects.get().appointments.get().party == "养护公司"


@pytest.mark.parametrize(
    "given",
    [
        ("080001", "王", "外星", []),
        ("080001", "王", "", ["king"]),
        ("080001", "王", "", ["admin", "admin"]),
        ("luji", "王", "", []),
    ],
)
def test_all_or_nothing(given):
    with pytest.raises(Refused):
        accounts.add(*given, "")
    assert not Account.objects.exists()


def test_another_password():
    first = accounts.add("080001", "王建设", "", [], "").password
    second = accounts.reset("080001")
    account = Account.objects.get()
    assert account.check_password(second)
    assert not account.check_password(first)
    with pytest.raises(Refused, match="PPL-106"):
        accounts.reset("nobody")


def test_people_of_a_unit_and_below():
    accounts.add("080001", "王建设", "", ["admin"], "")
    accounts.add("080101", "张三丰", "鹤城大队", ["officer"], "")
    assert [row["number"] for row in accounts.rows("怀化支队")] == ["080101"]
    (row,) = accounts.rows("鹤城大队")
    assert row == {
        "number": "080101",
        "name": "张三丰",
        "unit": "hh-hecheng",
        "open": True,
        "roles": ["officer"],
    }
    assert len(accounts.rows("")) == 2
