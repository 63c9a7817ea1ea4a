"""Checks of tables: rows against their formula, totals against their rows, known forms against their YAML."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from luji.account.reconcile.judging import edits
from luji.account.reconcile.judging.edits import WORDS
from luji.account.reconcile.judging.interval import total as sum_of
from luji.account.reconcile.relation import Place, Relation, Verdict, plain, spread
from luji.account.reconcile.rules import rule
from luji.account.reconcile.tables import formulas, levels
from luji.account.reconcile.tables.formulas import Computed
from luji.account.reconcile.tables.grid import Row, Value
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

_TABLE = (
    "支出决算表\n科目 合计 基本支出 项目支出\n教育支出 30.00 10.00 20.00\n卫生支出 50.00 20.00 "
    "30.00\n农林支出 70.00 30.00 40.00\n住房支出 90.00 40.00 50.00\n"
)
_TOTALS = (
    "余额表\n合计 240.00 120.00\n东区 30.00 15.00\n西区 50.00 20.00\n南区 70.00 35.00\n北区 90.00 50.00\n"
)


@rule(
    "REC-601",
    "table",
    "表中各行应符合其栏间公式",
    "the rows of a table keep the formula between its columns",
    passes=_TABLE,
    fails=_TABLE + "交通支出 99.00 50.00 60.00\n",
)
def rows_keep_formula(view: View) -> Iterator[Relation]:
    """A formula that holds in most rows (合计 = 基本 + 项目, 执行数 ÷ 预算数, 增减率, 差额) holds in all.

    The formula is found in the table itself: at least three rows, three of four, two where the header names
    it. Rows that lost their empty cells are read as a first number and its parts.
    """
    for grid in view.grids:
        for formula, asked in formulas.found(grid):
            for row, computed in asked:
                yield _row_relation(formula.kind, row, computed)


def _row_relation(kind: str, row: Row, computed: Computed) -> Relation:
    span, parts, stated, words = computed
    decimals = (
        stated.decimals
        if kind in ("ratio", "growth", "share")
        else max(stated.decimals, *(p.decimals for p in parts))
    )
    expected = plain(span.middle(), decimals)
    verdict = (
        Verdict.HOLDS
        if formulas.holds(computed)
        else Verdict.SLIP
        if formulas.near(computed) and kind != "sum"
        else Verdict.FAILS
    )
    suspects = formulas.slip(computed) if verdict is Verdict.FAILS and kind == "sum" else {}
    hint = "、".join(
        f"{c.text}（{WORDS[suspects[c.place]][0]}）" for c in (stated, *parts) if c.place in suspects
    )
    return Relation(
        "REC-601",
        "sum" if kind == "sum" else "ratio" if kind in ("ratio", "share") else kind,
        verdict,
        row.place,
        f"{words} = {expected}；{stated.text}",
        (stated.place, *(p.place for p in parts)),
        expected,
        stated.text,
        message=Text(
            (
                f"「{row.name or row.code}」行：{words} 应为 {expected}，表中为 "
                f"{stated.text}{'；疑误：' + hint if hint else ''}"
            ),
            f"row '{row.name or row.code}': {words} is {expected}, the table has {stated.text}",
        ),
        suspects=dict(suspects),
    )


@rule(
    "REC-602",
    "table",
    "表中合计应等于各行之和",
    "the totals of a table are the sums of their rows",
    passes=_TOTALS,
    fails=_TOTALS.replace("240.00 120.00", "420.00 120.00"),
)
def totals_are_sums(view: View) -> Iterator[Relation]:
    """合计, and rows with rows below them by code (类、款、项), numbering or indentation, column by column.

    Rows may be left out of an extract: a column that falls short is only reported when another column of the
    same rows adds up or when one slip of the hand explains the difference.
    """
    for grid in view.grids:
        if any(row.ragged for row in grid.rows) and sum(row.ragged for row in grid.rows) * 2 > len(grid.rows):
            columns = grid.columns[:1]
        else:
            columns = [c for c in grid.columns if not grid.percent(c)]
        for family in levels.families(grid):
            yield from _family(family, columns)


def _hint(values: tuple[Value, ...], suspects: dict[Place, str]) -> str:
    """The suspected cells with the slip that would explain them, each text once."""
    words = [f"{v.text}（{WORDS[suspects[v.place]][0]}）" for v in values if v.place in suspects]
    return "、".join(dict.fromkeys(words))


def _family(family: levels.Family, columns: list[int]) -> Iterator[Relation]:
    results: list[tuple[int, Verdict, list[Value], Value]] = []
    for column in columns:
        stated = family.parent.values.get(column)
        parts = [c.values[column] for c in family.children if column in c.values]
        if (
            stated is None
            or len(parts) < 2
            or (
                family.parent.ragged
                and len(family.parent.values) != len(family.children[0].values)
                and column > 1
            )
        ):
            continue
        together = sum_of([p.interval() for p in parts])
        results.append(
            (column, Verdict.HOLDS if together.meets(stated.interval()) else Verdict.FAILS, parts, stated)
        )
    sure = any(v is Verdict.HOLDS and sum(1 for p in parts if p.amount) > 1 for _, v, parts, _ in results)
    for _, verdict, parts, stated in results:
        proven = verdict is not Verdict.FAILS or (sure and family.whole) or _explained(parts, stated, family)
        yield _total_relation(family, verdict if proven else Verdict.UNDECIDED, parts, stated)


def _explained(parts: list[Value], stated: Value, family: levels.Family) -> bool:
    """Whether a slip explains a telling difference, or the parts exceed a total that is called one."""
    residual = stated.amount - sum((p.amount for p in parts), Decimal(0))
    grain = min((v.step for v in (stated, *parts)), default=Decimal(1))
    computed = (sum_of([p.interval() for p in parts]), parts, stated, "")
    if formulas.slip(computed) and edits.is_telling(residual, grain):
        return True
    return residual < 0 and family.parent.total and family.whole and not family.parent.ragged


def _total_relation(family: levels.Family, verdict: Verdict, parts: list[Value], stated: Value) -> Relation:
    together = sum((p.amount for p in parts), Decimal(0))
    decimals = max(stated.decimals, *(p.decimals for p in parts))
    computed = (sum_of([p.interval() for p in parts]), parts, stated, "")
    suspects = formulas.slip(computed) if verdict is Verdict.FAILS else {}
    expected = plain(together, decimals)
    shown = (
        " + ".join(p.text for p in parts)
        if len(parts) <= 10
        else f"{parts[0].text} + … + {parts[-1].text}（{len(parts)} 行）"
    )
    hint = "、".join(
        f"{v.text}（{WORDS[suspects[v.place]][0]}）" for v in (stated, *parts) if v.place in suspects
    )
    name = family.parent.name or family.parent.code
    return Relation(
        "REC-602",
        "sum",
        verdict,
        _span(family, suspects),
        f"{shown} = {expected}；{name} {stated.text}",
        (stated.place, *(p.place for p in parts)),
        expected,
        stated.text,
        message=Text(
            f"「{name}」等于所列各行之和 {expected}，表中为 {stated.text}{'；疑误：' + hint if hint else ''}",
            f"the rows of '{name}' add to {expected}, the table has {stated.text}",
        ),
        suspects=dict(suspects),
    )


def _span(family: levels.Family, suspects: dict[Place, str]) -> Place:
    """The total's row, stretched to the one row whose cell is suspected."""
    rows = [r for r in family.children if any(v.place in suspects for v in r.values.values())]
    if len(rows) == 1 and family.parent.place not in suspects:
        whole = spread([family.parent.place, rows[0].place])
        return whole if whole[1] - whole[0] <= 3000 else family.parent.place
    return family.parent.place
