"""What somebody does to a register from the command line: by the register's verbs, under their own posts.

Needs Django set up on the home; callers import it only then.
"""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone, translation

from luji.base.kernel.problem import ProblemKind, Refused
from luji.base.people.models import Account
from luji.base.people.posts import person_of
from luji.config.cli import lang
from luji.config.keeping import progress
from luji.record.registers import registry
from luji.record.registers.carried import outgoing, takein
from luji.record.registers.search.listing import Asked
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.disclosing import Reason

ORIGIN = "luji"
NO_SUCH_PERSON = ProblemKind(
    "CLI-202", "没有警号或账号为「{number}」的在用账号", "there is no active account '{number}'",
    "请核对警号；账号由系统管理员开通。", "Check the number; accounts are opened by the administrator.",
)  # fmt: skip


def actor_of(number: str) -> Actor:
    """Somebody acting now, from the command line. Raises `Refused` (CLI-202)."""
    account = Account.objects.filter(username=number, is_active=True).first()
    if account is None:
        raise Refused([NO_SUCH_PERSON(number=number[:40])])
    found, now = registry.current(), timezone.now()
    return Actor(found, person_of(account, timezone.localdate(now), found.units), now, ORIGIN)


def bring_in(number: str, table: str, file: Path, dry_run: bool) -> dict[str, int]:
    """Take a file into a register, or say what it would do. Raises `Refused` as the import page would."""
    actor = actor_of(number)
    work = takein.plan if dry_run else takein.take_in
    with translation.override("en" if lang() == "en" else "zh-hans"):
        plan = work(actor, actor.registry.find(table), file, progress(file))
    return {"inserted": plan.new, "updated": plan.edited, "unchanged": plan.unchanged}


def bring_out(number: str, table: str, out: Path, reason: str = "", case: str = "") -> int:
    """Write what somebody may see of a register into a file; the rows written. Raises `Refused`.

    What names people leaves with a reason only, which is journalled.
    """
    actor = actor_of(number)
    return outgoing.write(actor, actor.registry.find(table), Asked(), out, Reason(reason, case))
