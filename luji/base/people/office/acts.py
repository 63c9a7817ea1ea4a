"""What those who keep accounts can do with one: each act's form, and the verb it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Lang, Text
from luji.base.people import accounts, delegations, officers, personnel, posts
from luji.base.people.by import By
from luji.base.people.delegations import Loan
from luji.base.people.forms import Ask, Filled
from luji.base.people.models import Account
from luji.base.people.office import asked
from luji.base.people.post_problems import NOBODY_MEANT
from luji.base.people.signin import factor


def _nothing_known(by: By, account: Account) -> Mapping[str, object]:
    del by, account
    return {}


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what it is called, what it does, what it asks, what stands there first, and the deed.

    The deed gives back a one-time password when it makes one, else nothing.
    """

    label: Text
    note: Text
    asks: Callable[[By, Account, Lang], Sequence[Ask]]
    do: Callable[[By, Account, Filled], str | None]
    given: Callable[[By, Account], Mapping[str, object]] = _nothing_known
    grave: bool = False


def _edit_asks(by: By, account: Account, lang: Lang) -> Sequence[Ask]:
    del by, account
    return (asked.NAME, asked.rank(lang), asked.TITLE, asked.ENTERED)


def _edit(by: By, account: Account, form: Filled) -> None:
    personnel.correct(
        by, account, form.text("name"), form.text("rank"), form.text("title"), form.day("entered")
    )


def _file(by: By, account: Account) -> Mapping[str, object]:
    del by
    return personnel.file_of(account)


def _move_asks(by: By, account: Account, lang: Lang) -> Sequence[Ask]:
    del account
    return (
        asked.unit(by, lang, Text("到哪个单位", "To which unit")), asked.rank(lang), asked.TITLE, asked.START,
        asked.DOCUMENT, asked.role(lang, needed=False), asked.KEEP,
    )  # fmt: skip


def _move(by: By, account: Account, form: Filled) -> None:
    to = personnel.Move(
        form.text("unit"), form.text("rank"), form.text("title"), form.needed_day("start"),
        form.text("document"), form.text("role"), form.yes("keep_posts"),
    )  # fmt: skip
    personnel.move(by, account, to)


def _today(by: By, account: Account) -> Mapping[str, object]:
    return {**personnel.file_of(account), "start": by.day, "last": by.day}


def _appoint_asks(by: By, account: Account, lang: Lang) -> Sequence[Ask]:
    del account
    return (asked.role(lang), asked.unit(by, lang), asked.START, asked.END, asked.PARTY, asked.DOCUMENT)


def _appoint(by: By, account: Account, form: Filled) -> None:
    posts.appoint(
        account, form.text("role"), form.text("unit"), form.needed_day("start"), form.day("end"),
        form.text("party"), form.text("document"), by,
    )  # fmt: skip


def _lend_asks(by: By, account: Account, lang: Lang) -> Sequence[Ask]:
    held = posts.holding(by.day).filter(account=account)
    end = Ask("end", Text("结束", "To"), "date", True)
    return (asked.lendable(held, lang), asked.taker(account), asked.START, end, asked.DOCUMENT)


def lend(by: By, account: Account, form: Filled) -> None:
    """Lend one of the account's posts as the form says. Raises `Refused` (PPL-332 and those of the verb)."""
    number = officers.find(form.text("taker"))
    if number is None:
        raise Refused([NOBODY_MEANT(name=form.text("taker")[:40])])
    role, unit = form.text("post").split("/", 1)
    taker = accounts.find(number)
    loan = Loan(
        account, taker, role, unit, form.needed_day("start"), form.needed_day("end"), form.text("document")
    )
    delegations.lend(by, loan)


def _reason_only(by: By, account: Account, lang: Lang) -> Sequence[Ask]:
    del by, account, lang
    return (asked.REASON,)


def _leave_asks(by: By, account: Account, lang: Lang) -> Sequence[Ask]:
    del by, account, lang
    return (asked.LAST, asked.REASON)


def _nothing(by: By, account: Account, lang: Lang) -> Sequence[Ask]:
    del by, account, lang
    return ()


def _password(by: By, account: Account, form: Filled) -> str:
    del form
    return accounts.reset_password(account, by)


def _unlock(by: By, account: Account, form: Filled) -> None:
    del form
    accounts.unlock(account, by)


def _factor(by: By, account: Account, form: Filled) -> None:
    del form
    factor.reset(by, account)


def _close(by: By, account: Account, form: Filled) -> None:
    personnel.leave(by, account, form.needed_day("last"), form.text("reason"))


def _reopen(by: By, account: Account, form: Filled) -> str:
    return accounts.reopen(account, by, form.text("reason"))


EDIT = Act(
    Text("更正", "Correct"),
    Text(
        "改正登记错误；单位、警衔或职务有变动，请用「调动」。",
        "Mends what was entered wrongly; for a change, use “Move”.",
    ),
    _edit_asks, _edit, _file,
)  # fmt: skip
MOVE = Act(
    Text("调动", "Move"),
    Text(
        "单位、警衔或职务从某日起变动；此前的履历保留。",
        "Another unit, rank or title from a day on; what was before stays on file.",
    ),
    _move_asks, _move, _today,
)  # fmt: skip
APPOINT = Act(
    Text("任命", "Appoint"),
    Text(
        "给予一个岗位：能看什么、能办什么由岗位决定。",
        "Gives a post: posts decide what somebody sees and does.",
    ),
    _appoint_asks, _appoint, _today,
)  # fmt: skip
LEND = Act(
    Text("公出授权", "Lend a post"),
    Text(
        "在一段时间里由别人代行本人担任的一个岗位。",
        "Somebody else acts in a post of this person for a period.",
    ),
    _lend_asks, lend, _today,
)  # fmt: skip
PASSWORD = Act(
    Text("重置密码", "Reset the password"),
    Text(
        "发放一次性密码；本人登录后必须修改，已登录的会话全部结束。",
        "Gives a one-time password, to be changed at once; every session ends.",
    ),
    _nothing, _password,
)  # fmt: skip
UNLOCK = Act(
    Text("解锁", "Unlock"),
    Text(
        "清除连续输错的记录，立即可以登录。",
        "Forgets the failed attempts: the person may sign in at once.",
    ),
    _nothing, _unlock,
)  # fmt: skip
FACTOR = Act(
    Text("重置动态验证码", "Reset the second factor"),
    Text("手机丢失或更换时使用；已登录的会话全部结束。", "For a lost or new device; every session ends."),
    _nothing, _factor, grave=True,
)  # fmt: skip
CLOSE = Act(
    Text("停用", "Close"),
    Text(
        "离开单位：履历和岗位到那一天为止，账号不能再登录；记录都保留。",
        "Leaves: service and posts end on that day, no more signing in; everything stays on file.",
    ),
    _leave_asks, _close, _today, grave=True,
)  # fmt: skip
REOPEN = Act(
    Text("重新启用", "Open again"),
    Text(
        "账号可以再登录，发放一次性密码；岗位需要重新任命。",
        "May sign in again with a one-time password; posts are to be given anew.",
    ),
    _reason_only, _reopen,
)  # fmt: skip
ACTS: Mapping[str, Act] = {
    "edit": EDIT, "move": MOVE, "appoint": APPOINT, "lend": LEND, "password": PASSWORD, "unlock": UNLOCK,
    "factor": FACTOR, "close": CLOSE, "reopen": REOPEN,
}  # fmt: skip


def offered(account: Account, locked: bool, factor_on: bool) -> list[str]:
    """The acts that make sense for an account now."""
    if not account.is_active:
        return ["reopen", "edit"]
    return [
        "appoint", "move", "lend", "edit", "password", *(["unlock"] if locked else []),
        *(["factor"] if factor_on else []), "close",
    ]  # fmt: skip


def enter_asks(by: By, lang: Lang) -> Sequence[Ask]:
    """What is asked of a new officer."""
    return (
        asked.NUMBER, asked.NAME, asked.unit(by, lang), asked.rank(lang), asked.TITLE, asked.ENTERED,
        asked.role(lang, needed=False), asked.PARTY, asked.DOCUMENT,
    )  # fmt: skip


def enter(by: By, form: Filled) -> tuple[Account, str]:
    """Enter a new officer with an account, and the post if one is named. Raises `Refused`."""
    entry = personnel.Entry(
        form.text("number"), form.text("name"), form.text("unit"), form.text("rank"), form.text("title"),
        form.day("entered"), form.text("document"),
    )  # fmt: skip
    account, password = personnel.enter(by, entry)
    if form.text("role"):
        posts.appoint(
            account, form.text("role"), entry.unit, entry.entered or by.day, party=form.text("party"),
            document=entry.document, by=by,
        )  # fmt: skip
    return account, password
