"""Verbs on the second factor: prepare it, turn it on with a first code, check a code, turn it off."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from luji.base.kernel.problem import Refused
from luji.base.people import guards
from luji.base.people.by import By
from luji.base.people.models import Account, Appointment, RecoveryCode, SecondFactor
from luji.base.people.signin import codes, sessions
from luji.base.people.signin.passwords import options
from luji.base.people.signin.problems import (
    FACTOR_KEPT,
    FACTOR_OFF,
    FACTOR_ON,
    SECRET_UNREADABLE,
    WRONG_CODE,
)
from luji.base.people.telling import tell


def is_on(account: Account) -> bool:
    """Whether somebody signs in with a second factor."""
    return SecondFactor.objects.filter(account=account, confirmed__isnull=False).exists()


def is_needed(account: Account) -> bool:
    """Whether one of the posts held today asks for a second factor."""
    roles, day = options().roles_with_factor, timezone.localdate()
    held = Appointment.objects.filter(Q(end=None) | Q(end__gte=day), account=account, start__lte=day)
    return bool(roles) and held.filter(role__in=roles).exists()


@transaction.atomic
def prepare(account: Account) -> bytes:
    """The secret to put into a device; the same until it is confirmed. Raises `Refused` (PPL-354)."""
    kept = SecondFactor.objects.filter(account=account).first()
    if kept is not None and kept.confirmed is not None:
        raise Refused([FACTOR_ON()])
    if kept is not None:
        try:
            return codes.unseal(kept.secret, settings.SECRET_KEY)
        except codes.Unreadable:
            kept.delete()
    secret = codes.new_secret()
    SecondFactor.objects.create(account=account, secret=codes.seal(secret, settings.SECRET_KEY))
    return secret


@transaction.atomic
def turn_on(by: By, account: Account, code: str) -> list[str]:
    """Turn it on with a code of the prepared secret; the recovery codes, told this once.

    Raises `Refused`: PPL-351 wrong code, PPL-354 on already.
    """
    secret = prepare(account)
    step = codes.step_of(secret, code, by.at.timestamp())
    if step is None:
        raise Refused([WRONG_CODE()])
    SecondFactor.objects.filter(account=account).update(confirmed=by.at, last_step=step)
    fresh = codes.recovery_codes()
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, hash=codes.hashed(one, settings.SECRET_KEY)) for one in fresh
    )
    tell(by, "factor_on", account)
    return fresh


@transaction.atomic
def turn_off(by: By, account: Account, code: str) -> None:
    """Turn one's own off with a last code. Raises `Refused`: PPL-351, PPL-355 not on, PPL-356 needed."""
    if not is_on(account):
        raise Refused([FACTOR_OFF()])
    if is_needed(account):
        raise Refused([FACTOR_KEPT()])
    check(account, code, by.at)
    _forget(account)
    tell(by, "factor_off", account)


@transaction.atomic
def reset(by: By, account: Account) -> None:
    """An administrator takes away a lost device; sessions end. Raises `Refused`: PPL-301, 302, PPL-355."""
    guards.keeper(by, account.unit)
    guards.not_oneself(by, account)
    if not is_on(account):
        raise Refused([FACTOR_OFF()])
    _forget(account)
    sessions.end_all(account)
    tell(by, "factor_off", account)


def check(account: Account, code: str, now: datetime) -> str:
    """Take a code or a recovery code, once; says which it was: `code` or `recovery`.

    Raises `Refused`: PPL-351 wrong or used, PPL-357 the secret cannot be read.
    """
    if _take_recovery(account, code, now):
        return "recovery"
    kept = SecondFactor.objects.filter(account=account, confirmed__isnull=False).first()
    if kept is None:
        raise Refused([WRONG_CODE()])
    try:
        secret = codes.unseal(kept.secret, settings.SECRET_KEY)
    except codes.Unreadable as error:
        raise Refused([SECRET_UNREADABLE()]) from error
    step = codes.step_of(secret, code, now.timestamp(), kept.last_step)
    # The same code in two requests at once: only one of them moves the step.
    if step is None or not SecondFactor.objects.filter(pk=kept.pk, last_step__lt=step).update(last_step=step):
        raise Refused([WRONG_CODE()])
    return "code"


def recovery_left(account: Account) -> int:
    """How many recovery codes are not used."""
    return RecoveryCode.objects.filter(account=account, used=None).count()


def _take_recovery(account: Account, code: str, now: datetime) -> bool:
    if len(code.strip()) <= codes.DIGITS + 1:
        return False
    kept = RecoveryCode.objects.filter(account=account, used=None)
    return bool(kept.filter(hash=codes.hashed(code, settings.SECRET_KEY)).update(used=now))


def _forget(account: Account) -> None:
    SecondFactor.objects.filter(account=account).delete()
    RecoveryCode.objects.filter(account=account).delete()
