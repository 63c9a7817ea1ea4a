"""Verbs on tokens: make one, revoke it, find whose it is; making, revoking and use are journalled."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from luji.base.kernel.problem import Refused
from luji.base.people.models import Account
from luji.base.people.signin import passwords
from luji.record.api.models import Token
from luji.record.api.problems import (
    NO_SUCH_TOKEN,
    PASSWORD_FIRST,
    TOKEN_DAYS,
    TOKEN_NAME,
    TOO_MANY_TOKENS,
)
from luji.record.workflow import actions as journal
from luji.record.workflow.journal import Record

PREFIX = "luji_"
MOST_DAYS = 366
MOST_TOKENS = 20
NAME_LENGTH = 60
SEEN_EVERY = timedelta(minutes=1)


@transaction.atomic
def make(account: Account, name: str, writes: bool, days: int, origin: str = "") -> tuple[Token, str]:
    """A new token and its secret, which is kept nowhere. Raises `Refused` (API-006 … 008)."""
    name, now = name.strip(), timezone.now()
    wrong = []
    if not 0 < len(name) <= NAME_LENGTH or not name.isprintable():
        wrong.append(TOKEN_NAME(most=NAME_LENGTH))
    if not 0 < days <= MOST_DAYS:
        wrong.append(TOKEN_DAYS(most=MOST_DAYS))
    if len(valid_of(account, now)) >= MOST_TOKENS:
        wrong.append(TOO_MANY_TOKENS(most=MOST_TOKENS))
    if wrong:
        raise Refused(wrong)
    secret = PREFIX + secrets.token_urlsafe(32)
    made = Token.objects.create(
        account=account, name=name, hash=hashed(secret), writes=writes, made_at=now,
        expires_at=now + timedelta(days=days),
    )  # fmt: skip
    _tell(made, account.username, "token_make", now, origin)
    return made, secret


@transaction.atomic
def revoke(account: Account, key: int, origin: str = "") -> None:
    """A token of somebody counts no more. Raises `Refused` (API-009)."""
    token = Token.objects.filter(pk=key, account=account, revoked_at=None).first()
    if token is None:
        raise Refused([NO_SUCH_TOKEN()])
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    _tell(token, account.username, "token_revoke", token.revoked_at, origin)


def revoke_of_closed(instance: Account, **_: Any) -> None:
    """When an account is closed its tokens go with it; opened again, it needs new ones."""
    if not instance.is_active:
        revoke_all(instance)


@transaction.atomic
def revoke_all(account: Account, **_: Any) -> None:
    """No token of an account counts any more: called wherever its sessions are ended."""
    now = timezone.now()
    for token in Token.objects.filter(account=account, revoked_at=None).order_by("pk"):
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
        _tell(token, account.username, "token_revoke", now, "")


def valid_of(account: Account, now: datetime) -> list[Token]:
    """Somebody's tokens that count now."""
    return list(Token.objects.filter(account=account, revoked_at=None, expires_at__gt=now))


def find(secret: str, origin: str) -> Token | None:
    """The token of a secret, if it counts now; its use is noted.

    Raises `Refused` (API-010) while its owner must change the password first.
    """
    now = timezone.now()
    token = (
        Token.objects.select_related("account")
        .filter(hash=hashed(secret), revoked_at=None, expires_at__gt=now, account__is_active=True)
        .first()
    )
    if token is not None:
        if passwords.must_change(token.account, now):
            raise Refused([PASSWORD_FIRST()])
        _note(token, now, origin)
    return token


def hashed(secret: str) -> str:
    """What is kept of a secret; it is long and random, so that one round of a fast hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def _note(token: Token, now: datetime, origin: str) -> None:
    """The time of use, kept to the minute; the first use of a day, and from another place, in the journal."""
    before, elsewhere = token.last_used, token.last_origin != origin
    if before is not None and now - before < SEEN_EVERY and not elsewhere:
        return
    token.last_used, token.last_origin = now, origin
    token.save(update_fields=["last_used", "last_origin"])
    if before is None or elsewhere or timezone.localdate(before) != timezone.localdate(now):
        _tell(token, token.account.username, "token_use", now, origin)


def _tell(token: Token, person: str, verb: str, at: datetime, origin: str) -> None:
    told = {"name": token.name, "writes": token.writes, "expires": token.expires_at}
    journal.write([Record(at, person, verb, f"token/{token.pk}", {}, told, origin)])
