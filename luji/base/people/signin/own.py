"""Verbs on one's own account: another password, no other sessions."""

from __future__ import annotations

import math

from django.db import transaction
from django.http import HttpRequest

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.by import By
from luji.base.people.models import Account
from luji.base.people.signin import lockout, passwords, sessions
from luji.base.people.signin.problems import ELSEWHERE, LOCKED, NOT_THE_SAME, WRONG_CODE, WRONG_OLD_PASSWORD
from luji.base.people.telling import tell

GUESSED = frozenset({WRONG_OLD_PASSWORD.code, WRONG_CODE.code})


@transaction.atomic
def change_password(by: By, request: HttpRequest, old: str, new: str, again: str) -> None:
    """Change one's own password; this session goes on, every other ends.

    Raises `Refused`: PPL-104 weak, PPL-108 wrong present one, PPL-109 not alike, PPL-110 kept elsewhere.
    """
    account = Account.objects.select_for_update().get(username=by.number)
    if not account.has_usable_password():
        raise Refused([ELSEWHERE()])
    wrong: list[Problem] = []
    if not account.check_password(old):
        wrong.append(WRONG_OLD_PASSWORD())
    if new != again:
        wrong.append(NOT_THE_SAME())
    wrong += passwords.problems(new, account)
    if wrong:
        raise Refused(wrong)
    passwords.give(account, new, by.at)
    sessions.end_all(account, but=request.session.session_key)
    sessions.renew(request, account)
    tell(by, "change_password", account)


def refuse_locked(by: By) -> None:
    """Raise `Refused` (PPL-102) while too many wrong passwords or codes were given here, too."""
    closed = lockout.locked_until(by.number, by.at)
    if closed is not None:
        raise Refused([LOCKED(minutes=max(1, math.ceil((closed - by.at).total_seconds() / 60)))])


def count_wrong(by: By, why: Refused) -> None:
    """Count a wrong password or code like a failed sign-in: a stolen session may not try them all."""
    if any(problem.code in GUESSED for problem in why.problems):
        lockout.note_failure(by.number, by.at)


@transaction.atomic
def end_others(by: By, request: HttpRequest) -> int:
    """End every other session of one's own; how many."""
    account = Account.objects.get(username=by.number)
    ended = sessions.end_all(account, but=request.session.session_key)
    if ended:
        tell(by, "end_sessions", account, after={"ended": ended})
    return ended
