"""Repeats: the same figure given twice, an item and its outturn, an amount said in words and in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luji.account.reconcile.judging import edits
from luji.account.reconcile.language import labels
from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.language.quantity import Bound
from luji.account.reconcile.language.units import MONEY, addable
from luji.account.reconcile.relation import Relation, Verdict
from luji.account.reconcile.rules import rule
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

_VAGUE = re.compile(
    r"^(?:收入|支出|项目|资金|金额|投资|总额|合计|总计|收入合计|支出合计|本年|其他|其中|共|经费|人员"
    r"|预算|决算)?$"
)
_ITEM = re.compile(r"（项）|（款）|（类）")
WINDOW = 60


def _verdict(a: Mention, b: Mention) -> Verdict:
    """Printed with the same precision they must be equal; otherwise the coarser may be the rounded finer."""
    if a.quantity.step == b.quantity.step:
        return Verdict.HOLDS if a.quantity.amount == b.quantity.amount else Verdict.FAILS
    return Verdict.HOLDS if a.quantity.interval().meets(b.quantity.interval()) else Verdict.FAILS


def _relation(
    view: View, number: str, first: Mention, second: Mention, verdict: Verdict, what: Text
) -> Relation:
    a, b = first.quantity, second.quantity
    return Relation(
        number,
        "repeat",
        verdict,
        view.span(second, first, reach=200),
        f"{a.printed()} = {b.printed()}",
        view.places(second, first),
        a.text,
        b.text,
        message=Text(
            f"{what.zh}前后不一：{a.printed()} 与 {b.printed()}",
            f"{what.en} is given as {a.text} and as {b.text}",
        ),
    )


@rule(
    "REC-331",
    "repeat",
    "同一事项的数字前后应一致",
    "the same figure is the same wherever it stands",
    passes="其中：公务接待费支出决算为0.39万元。公务接待费支出决算0.39万元，占100%。",
    fails="其中：公务接待费支出决算为1.53万元。公务接待费支出决算0万元，占0%。",
)
def same_label(view: View) -> Iterator[Relation]:
    """Two amounts whose labels are the same in words, kind, scope and year, in different sentences.

    Labels must be long enough to name one thing. Outturns (支出决算为) that differ are always reported; plain
    amounts only when one slip of the hand explains the difference, because the same words may mean another
    scope or time.
    """
    for key, known in view.page.named.items():
        if len(key) < 5 or _VAGUE.match(key):
            continue
        last: Mention | None = None
        for mention in known:
            if (
                mention.quantity.unit.dim != MONEY
                or mention.quantity.bound is not Bound.EXACT
                or _prior(mention)
            ):
                continue
            if last is not None and _comparable(last, mention):
                verdict = _verdict(last, mention)
                if verdict is Verdict.HOLDS or _serious(view, last, mention):
                    yield _relation(
                        view,
                        "REC-331",
                        last,
                        mention,
                        verdict,
                        Text(f"「{mention.label.subject}」", f"'{mention.label.subject}'"),
                    )
            last = mention


def _prior(mention: Mention) -> bool:
    return mention.label.prior or bool(re.search(r"上年|去年|预计|计划|目标", mention.phrase))


def _comparable(a: Mention, b: Mention) -> bool:
    """Same kind of figure, same scope and year, not in one sentence, not the same list."""
    if (
        a.sentence == b.sentence
        or not addable(a.quantity.unit, b.quantity.unit)
        or b.order - a.order > WINDOW * 4
    ):
        return False
    if a.label.kind != b.label.kind or a.label.scope != b.label.scope or a.label.total != b.label.total:
        return False
    return not (a.label.year and b.label.year and a.label.year != b.label.year)


def _serious(view: View, a: Mention, b: Mention) -> bool:
    """Whether a difference is a contradiction: outturns near each other, or two digits changed round."""
    head = view.page.passage(a).head, view.page.passage(b).head
    if head[0] is not None or head[1] is not None:
        return False
    if a.label.kind == "outturn" and re.search(r"决算", a.phrase) and re.search(r"决算", b.phrase):
        return a.label.subject == b.label.subject and b.paragraph - a.paragraph <= 12
    slip = edits.slip_between(
        b.quantity.value, a.quantity.value, max(a.quantity.decimals, b.quantity.decimals)
    )
    enough = len(edits.digits(a.quantity.value, a.quantity.decimals)) >= 5 and b.paragraph - a.paragraph <= 12
    long = 5 if a.paragraph == b.paragraph and b.sentence - a.sentence <= 2 else 7
    return slip is not None and enough and a.label.subject == b.label.subject and len(a.label.key) >= long


@rule(
    "REC-332",
    "repeat",
    "项目金额与其支出决算应一致",
    "an item's amount is its outturn",
    passes=(
        "“公共安全支出（类）司法（款）公共法律服务（项）”27.09万元，主要用于：法律援助。年初预算为30万元，"
        "支出决算为27.09万元。"
    ),
    fails=(
        "“公共安全支出（类）司法（款）公共法律服务（项）”27.09万元，主要用于：法律援助。年初预算为30万元，"
        "支出决算为29.07万元。"
    ),
)
def item_and_outturn(view: View) -> Iterator[Relation]:
    """An item of a final account (…（项）) opens with its amount; the 支出决算 told in its paragraph is
    the same amount.
    """
    for passage in view.page.passages:
        if passage.head is None:
            continue
        levels = [m for m in passage.mentions if m.level]
        heads = [
            m for m in levels[:1] if m.label.kind == "" and _ITEM.search(passage.text[: m.quantity.start])
        ]
        actual = [
            m
            for m in levels[1:]
            if m.label.kind == "outturn" and "决算" in m.phrase and labels.unbracket(m.phrase) == m.phrase
        ]
        if heads and actual and actual[0].label.key == passage.head.key:
            yield _relation(
                view,
                "REC-332",
                heads[0],
                actual[0],
                _verdict(heads[0], actual[0]),
                Text("本项支出决算", "the outturn of the item"),
            )
