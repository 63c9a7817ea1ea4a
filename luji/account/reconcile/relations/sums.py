"""Sums: parts and their total, in a list after it, in brackets, before a 合计, or as a set known to be
complete.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from luji.account.reconcile.judging.edits import WORDS
from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.relation import Level, Place, Relation, Verdict, plain, spread
from luji.account.reconcile.relations.groups import Group
from luji.account.reconcile.rules import rule
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text


def added(group: Group) -> Decimal:
    """The sum of the parts in the unit of the total."""
    return sum((p.quantity.amount for p in group.parts), Decimal(0)) / group.total.quantity.unit.factor


def decimals(group: Group) -> int:
    """Enough decimals to show the sum exactly as far as its parts are printed."""
    own = group.total.quantity.decimals
    return min(
        6,
        max(
            [own, *(p.quantity.decimals for p in group.parts if p.quantity.unit == group.total.quantity.unit)]
        ),
    )


def computation(group: Group) -> str:
    """a + b + … = c, as printed; long lists are shortened in the middle."""
    shown = [
        p.quantity.text if p.quantity.unit == group.total.quantity.unit else p.quantity.printed()
        for p in group.parts
    ]
    if len(shown) > 12:
        shown = [*shown[:6], "…", *shown[-5:]]
    return f"{' + '.join(shown)} = {plain(added(group), decimals(group))}{group.total.quantity.unit.text}"


def hint(suspects: dict[Place, str], names: dict[Place, str]) -> Text:
    """Which number a slip would explain."""
    if not suspects:
        return Text("", "")
    zh = "、".join(f"{names[p]}（{WORDS[s][0]}）" for p, s in suspects.items() if p in names)
    en = ", ".join(f"{names[p]} ({WORDS[s][1]})" for p, s in suspects.items() if p in names)
    return Text(f"；疑误：{zh}", f"; perhaps wrong: {en}") if zh else Text("", "")


def relation(view: View, group: Group, number: str) -> Relation:
    """The relation of a group under a rule."""
    total, parts = group.total, group.parts
    expected = plain(added(group), decimals(group))
    gap = plain(abs(added(group) - total.quantity.value), decimals(group))
    more = added(group) > total.quantity.value
    everyone = {view.page.original(m): m.quantity.text for m in (total, *parts)}
    tail = hint(group.suspects, everyone)
    unit = total.quantity.unit.text
    shown = [*parts, *_same_again(view, parts)]
    return Relation(
        number,
        "sum",
        group.verdict,
        _span(view, total, shown),
        f"{computation(group)}；{_name(total)} {total.quantity.printed()}",
        view.places(total, *parts),
        expected,
        total.quantity.text,
        message=Text(
            (
                f"各分项合计 {expected}{unit}，与总数 {total.quantity.printed()} 相差 "
                f"{gap}{unit}（分项{'多' if more else '少'}）{tail.zh}"
            ),
            (
                f"the parts add to {expected}, the total is printed {total.quantity.text}: {gap} too "
                f"{'much' if more else 'little'}{tail.en}"
            ),
        ),
        suspects=dict(group.suspects),
    )


def _same_again(view: View, parts: list[Mention]) -> list[Mention]:
    """Of a list of one, where its paragraph gives the same amount again (支出决算为 …)."""
    if len(parts) != 1:
        return []
    return [
        m
        for m in view.page.passage(parts[0]).mentions
        if m.level and m.quantity.amount == parts[0].quantity.amount
    ]


def _name(mention: Mention) -> str:
    return mention.label.subject or "总数"


def _span(view: View, total: Mention, parts: list[Mention]) -> Place:
    """From the total to the last part when they stand in one stretch; the total's clause otherwise."""
    places = [view.clause(m) for m in (total, *parts)]
    whole = spread(places)
    return whole if whole[1] - whole[0] <= 2500 else view.clause(total)


def _of(view: View, how: str, number: str) -> Iterator[Relation]:
    for group in view.groups:
        if group.how == how:
            yield relation(view, group, number)


@rule(
    "REC-101",
    "sum",
    "总数之后列出的各分项之和等于总数",
    "parts listed after their total add up to it",
    passes=(
        "全年收入完成84.87亿元，其中保险费收入49.29亿元、财政补贴收入34.48亿元、利息收入0.67亿元、"
        "其他收入0.43亿元。"
    ),
    fails=(
        "全年收入完成84.87亿元，其中保险费收入49.29亿元、财政补贴收入34.84亿元、利息收入0.67亿元、"
        "其他收入0.43亿元。"
    ),
)
def parts_below(view: View) -> Iterator[Relation]:
    """Amounts after 其中, 包括, 主要用于以下方面, 分别为, 一是…二是… are parts of the amount before.

    The list is read in several ways (to the end of the sentence, of the paragraph, without the parts of
    parts); the reading that adds up is taken. A list that falls short is an open list and no finding, unless
    it is known to be complete, ends in 其他, its shares make a hundred, or one slip of the hand explains the
    difference. Amounts of money that exceed their
    total are always a finding; counts may overlap.
    """
    return _of(view, "其中", "REC-101")


@rule(
    "REC-102",
    "sum",
    "括号内的分项之和等于括号前的数",
    "parts in brackets add up to the amount before the bracket",
    passes="新增限额债券205.77亿元（一般债券11.77亿元、专项债券194.00亿元）。",
    fails="新增限额债券205.77亿元（一般债券11.77亿元、专项债券149.00亿元）。",
)
def parts_in_brackets(view: View) -> Iterator[Relation]:
    """An amount followed by a bracket with amounts of the same unit is broken down in the bracket."""
    return _of(view, "（", "REC-102")


@rule(
    "REC-103",
    "sum",
    "合计、总计等于之前各项之和",
    "a total after its parts is their sum",
    passes="一般公共预算支出347,090万元，加上转移性支出258,746万元，支出总计605,836万元。",
    fails="一般公共预算支出347,090万元，加上转移性支出258,746万元，支出总计605,806万元。",
)
def total_above(view: View) -> Iterator[Relation]:
    """收入总计, 支出合计, 共计 add the amounts named before them, members of 其中 lists left out.

    Where the addition begins is tried from the head of the paragraph on; without 加上 or a head of the same
    side (收入 with 收入) a total that does not come out is reported only when a slip explains it.
    """
    return _of(view, "合计", "REC-103")


@rule(
    "REC-104",
    "sum",
    "完整的成套分项（男女、城乡、税收与非税等）之和等于总数",
    "a set known to be complete adds up to its total",
    passes="年末户籍总人口577.2万人，比上年末减少1.3万人；男性人口293.0万人，女性人口284.2万人。",
    fails="年末户籍总人口577.2万人，比上年末减少1.3万人；男性人口293.0万人，女性人口248.2万人。",
)
def complete_sets(view: View) -> Iterator[Relation]:
    """Pairs and triples that leave nothing out add to an amount just before, though no 其中 announces them.

    Reported only when one slip of the hand explains a difference of at least a hundred units of the last
    digit: the nearest amount need not be the total.
    """
    return _of(view, "set", "REC-104")


def holding(view: View) -> Iterator[Group]:
    """The groups that add up."""
    return (g for g in view.groups if g.verdict is Verdict.HOLDS)


@rule(
    "REC-105",
    "sum",
    "同一列数的计量单位应一致",
    "numbers of one list bear the same unit",
    passes="各级投入29396万元。其中：投入10563万元用于治水；投入10079万元用于整治；投入8754万元用于治气。",
    fails="各级投入29396万元。其中：投入10563万元用于治水；投入10079万元用于整治；投入8754元用于治气。",
)
def odd_unit(view: View) -> Iterator[Relation]:
    """When the bare numbers of a list add up to their total and one part bears another unit, the unit is
    wrong.
    """
    for group in view.groups:
        if group.how != "unit":
            continue
        odd = next(p for p in group.parts if view.page.original(p) in group.suspects)
        unit = group.total.quantity.unit.text
        meant = f"{odd.quantity.text}{unit}"
        yield Relation(
            "REC-105",
            "unit",
            Verdict.FAILS,
            _span(view, odd, [odd]),
            computation(group),
            view.places(odd, group.total, *group.parts),
            meant,
            odd.quantity.printed(),
            Level.ERROR,
            Text(
                (
                    f"单位不一致：各数相加等于 {group.total.quantity.printed()}，"
                    f"「{odd.quantity.printed()}」应为「{meant}」"
                ),
                (
                    f"the numbers add up to {group.total.quantity.text}, but '{odd.quantity.printed()}' "
                    f"should read '{meant}'"
                ),
            ),
            {view.page.original(odd): "unit"},
        )
