"""What a password must be, and giving somebody another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils import timezone

from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.base.people.models import Account, PastPassword
from luji.base.people.signin.options import Options
from luji.base.people.signin.problems import WEAK_PASSWORD

LONGEST = 256
FEW = 5
"""A password of fewer different characters is guessed by a pattern."""
NAMED = 4
"""Names shorter than this may occur in a password by chance."""
KINDS = (
    str.islower,
    str.isupper,
    str.isdigit,
    lambda c: not (c.isascii() and c.isalnum()),
)
"""Small letters, capitals, digits, everything else (signs, Chinese)."""


def options() -> Options:
    """What this installation set about signing in."""
    found: Options = settings.LUJI_SIGN_IN
    return found


def problems(password: str, account: Account) -> list[Problem]:
    """Empty when the password may be this account's; else one problem with every reason (PPL-104)."""
    reasons = list(_reasons(password, account, options()))
    if not reasons:
        return []
    zh, en = "；".join(r.zh for r in reasons), "; ".join(r.en for r in reasons)
    return [WEAK_PASSWORD(why=zh, why_en=en, length=options().password_length)]


def give(account: Account, password: str, now: datetime | None = None, hours: int = 0) -> None:
    """Set and save the password of an account; with `hours` it is a one-time password.

    Raises `Refused` (PPL-104).
    """
    wrong = problems(password, account)
    if wrong:
        raise Refused(wrong)
    at = now or timezone.now()
    account.set_password(password)
    account.password_set = at
    account.one_time_until = at + timedelta(hours=hours) if hours else None
    account.save()
    PastPassword.objects.create(account=account, password=account.password, kept=at)
    old = PastPassword.objects.filter(account=account).values_list("pk", flat=True)
    PastPassword.objects.filter(pk__in=list(old[max(1, options().password_past) :])).delete()


def must_change(account: Account, now: datetime) -> bool:
    """Whether another password comes before everything else: it was given by somebody, or is too old."""
    return account.one_time_until is not None or aged(account, now)


def aged(account: Account, now: datetime) -> bool:
    """Whether the password must be changed because of its age; one of unknown age is not."""
    days = options().password_days
    return bool(days and account.password_set and account.password_set + timedelta(days=days) <= now)


def _reasons(password: str, account: Account, wanted: Options) -> Iterator[Text]:
    length = wanted.password_length
    if len(password) < length:
        yield Text(f"不足 {length} 位", f"shorter than {length} characters")
    if len(password) > LONGEST:
        yield Text(f"超过 {LONGEST} 位", f"longer than {LONGEST} characters")
        return
    lower = password.lower()
    if lower in _common():
        yield Text("是常见密码", "it is a common one")
    if any(part in lower for part in _names(account)):
        yield Text("含有账号或姓名", "it contains the account or the name")
    if len(set(password)) < FEW:
        yield Text(f"不同的字符少于 {FEW} 个", f"it has fewer than {FEW} different characters")
    if sum(any(map(kind, password)) for kind in KINDS) < wanted.password_kinds:
        many = wanted.password_kinds
        yield Text(
            f"小写、大写、数字、符号中至少要有 {many} 类",
            f"it needs {many} of: small letters, capitals, digits, signs",
        )
    if account.pk and _had(account, password, wanted.password_past):
        yield Text(
            f"是最近用过的 {wanted.password_past} 个之一", f"it is one of the last {wanted.password_past}"
        )


def _names(account: Account) -> Iterator[str]:
    """Names, also backwards, that a password may not contain."""
    for name in (account.username.lower(), account.name.lower().replace(" ", "")):
        if len(name) >= NAMED:
            yield from (name, name[::-1])


def _had(account: Account, password: str, past: int) -> bool:
    kept = PastPassword.objects.filter(account=account).values_list("password", flat=True)[:past]
    return any(check_password(password, one) for one in kept)


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)
