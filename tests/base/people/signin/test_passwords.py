"""Passwords: what they must be, said in both languages; the last five do not come back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.base.people.models import Account, PastPassword
from luji.base.people.signin import passwords

ACCOUNT = Account(username="080123", name="zhangsan", unit="hh")


def why(password, account=ACCOUNT):
    found = passwords.problems(password, account)
    assert [problem.code for problem in found] in ([], ["PPL-104"])
    return found[0].zh if found else ""


@pytest.mark.parametrize(
    "password",
    [
        "lu-ji-2020-x",
        "correct horse battery",
        "一二三四五六七八九十A",
        "Ab1!Ab1!Cd",
        "x9长长长长长长十二三四",
    ],
)
def test_good_ones(password):
    assert why(password) == ""


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "不足 10 位"),
        ("a1-bcdefg", "不足 10 位"),
        ("qwertyuiop", "常见"),
        ("QWERTYUIOP", "常见"),
        ("my-080123-pass", "含有账号或姓名"),
        ("my-321080-pass", "含有账号或姓名"),
        ("ZhangSan-2020", "含有账号或姓名"),
        ("nasgnahz-2020", "含有账号或姓名"),
        ("aaaa1111aaaa", "不同的字符少于 5 个"),
        ("ababababab1", "不同的字符少于 5 个"),
        ("abcdefghijkl", "至少要有 2 类"),
        ("1357924680135", "至少要有 2 类"),
        ("lu-ji-" + "x1" * 200, "超过 256 位"),
    ],
)
def test_bad_ones_say_why(password, reason):
    assert reason in why(password)


def test_reasons_come_together_and_in_both_languages():
    (problem,) = passwords.problems("080123", ACCOUNT)
    for part in ("不足 10 位", "含有账号或姓名", "至少要有 2 类"):
        assert part in problem.zh
    for part in ("shorter than 10", "contains the account", "it needs 2 of"):
        assert part in problem.en
    assert "080123" not in problem.zh


def test_the_installation_may_ask_for_more(options):
    options(password_length=14, password_kinds=4)
    assert "不足 14 位" in why("lu-ji-2020-x")
    assert "至少要有 4 类" in why("lu-ji-2020-xyz")
    assert why("Lu-ji-2020-xyz") == ""


@given(st.text(max_size=9))
@profile(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_short_passes(password):
    assert why(password)


def test_the_last_five_do_not_come_back(crew):
    account = crew["080101"]
    used = [crew.password, *(f"another-pass-{n}{n}" for n in range(4))]
    for password in used[1:]:
        passwords.give(account, password)
    for password in used:
        with pytest.raises(Refused, match="最近用过的 5 个"):
            passwords.give(account, password)
    passwords.give(account, "another-pass-99")
    passwords.give(account, crew.password)
    assert PastPassword.objects.filter(account=account).count() == 5


def test_a_refused_password_changes_nothing(crew):
    account = crew["080101"]
    with pytest.raises(Refused):
        passwords.give(account, "short")
    account.refresh_from_db()
    assert account.check_password(crew.password)
    assert PastPassword.objects.filter(account=account).count() == 1


def test_hashes_only_are_kept(crew):
    kept = PastPassword.objects.get(account=crew["080101"]).password
    assert kept.startswith("argon2$")
    assert crew.password not in kept


def test_age(crew, options):
    account, now = crew["080101"], timezone.now()
    assert not passwords.aged(account, now + timedelta(days=179))
    assert passwords.aged(account, now + timedelta(days=181))
    options(password_days=0)
    assert not passwords.aged(account, now + timedelta(days=9999))
    options(password_days=30)
    assert passwords.aged(account, now + timedelta(days=31))
    account.password_set = None
    assert not passwords.aged(account, now + timedelta(days=9999))
