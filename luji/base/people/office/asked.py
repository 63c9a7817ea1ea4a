"""The questions of the forms about people, with what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable

from luji.base.kernel.text import Lang, Text
from luji.base.people import department, officers
from luji.base.people.by import By
from luji.base.people.delegations import NEVER_LENT
from luji.base.people.forms import Ask
from luji.base.people.models import Account, Appointment
from luji.base.people.person import Held
from luji.base.people.posts import PARTNER

NUMBER = Ask("number", Text("警号或账号", "Police number or account"), needed=True, most=64)
NAME = Ask("name", Text("姓名", "Name"), needed=True, most=80)
TITLE = Ask("title", Text("职务", "Title"), most=80)
ENTERED = Ask("entered", Text("入职日期", "Entered on"), "date")
DOCUMENT = Ask(
    "document", Text("依据文件", "Document"), help=Text("文号，如有。", "Its number, if there is one.")
)
REASON = Ask("reason", Text("说明", "Remark"), "area", most=2000)
LAST = Ask("last", Text("最后一天", "Last day"), "date", needed=True)
START = Ask("start", Text("开始", "From"), "date", needed=True)
END = Ask("end", Text("结束", "To"), "date", help=Text("不填表示一直担任。", "Empty: until it is ended."))
PARTY = Ask(
    "party",
    Text("代表单位", "Organisation"),
    help=Text("只用于外部协同单位。", "For partner departments only."),
)
KEEP = Ask("keep_posts", Text("保留在原单位的岗位", "Keep the posts held at the unit that is left"), "check")


def unit(by: By, lang: Lang, label: Text | None = None) -> Ask:
    """One of the units the actor keeps, as a tree."""
    return Ask("unit", label or Text("单位", "Unit"), "select", True, units(by, lang))


def units(by: By, lang: Lang) -> tuple[tuple[str, str], ...]:
    """The units the actor keeps, indented as they stand below each other."""
    tree = department.current().units
    return tuple(
        (one.code, "　" * _depth(one.code) + one.short.say(lang)) for one in tree if by.keeps_unit(one.code)
    )


def role(lang: Lang, needed: bool = True) -> Ask:
    """One of the declared roles."""
    options = tuple((code, one.label.say(lang)) for code, one in department.current().roles.items())
    none = () if needed else (("", "—"),)
    return Ask("role", Text("岗位", "Post"), "select", needed, none + options)


def rank(lang: Lang) -> Ask:
    """One of the declared ranks, or none."""
    options = tuple((code, one.label.say(lang)) for code, one in department.current().ranks.items())
    return Ask("rank", Text("警衔", "Rank"), "select", False, (("", "—"), *options))


def taker(near: Account) -> Ask:
    """Somebody to whom a post is lent: number or name; colleagues are offered."""
    tree = department.current().units
    around = tree.parent(near.unit) if near.unit in tree else None
    codes = tree.subtree(around.code) if around else [near.unit]
    others = [one for one in officers.choices(codes) if one[0] != near.username][:300]
    offered = tuple((f"{name}（{number}）", "") for number, name in others)
    return Ask(
        "taker", Text("受托人", "To whom"), "text", True, offered,
        help=Text("写警号，或没有重名的姓名。", "A number, or a name only one person has."),
    )  # fmt: skip


def lendable(held: Iterable[Appointment], lang: Lang) -> Ask:
    """One of the posts somebody may lend."""
    options = tuple(
        (f"{one.role}/{one.unit}", post_label(one, lang)) for one in held if one.role not in NEVER_LENT
    )
    return Ask("post", Text("岗位", "Post"), "select", True, options)


def post_label(held: Appointment | Held, lang: Lang) -> str:
    """A post in words: 鹤城大队·民警; Officer, Hecheng Brigade."""
    here = department.current()
    where = Text(held.party, held.party) if held.role == PARTNER and held.party else here.unit(held.unit)
    what = here.role(held.role)
    return f"{where.zh}·{what.zh}" if lang == "zh" else f"{what.en}, {where.en}"


def _depth(code: str) -> int:
    tree, depth = department.current().units, 0
    above = tree.parent(code)
    while above is not None:
        depth, above = depth + 1, tree.parent(above.code)
    return depth
