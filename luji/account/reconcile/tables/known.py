"""Tables of a known form: relations between their rows, between tables and with the text, declared in
YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from luji.account.reconcile.judging.interval import Interval
from luji.account.reconcile.judging.interval import total as sum_of
from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.relation import Place, Relation, Verdict, plain
from luji.account.reconcile.rules import rule
from luji.account.reconcile.tables.grid import Grid, Row, Value
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

if TYPE_CHECKING:
    from luji.account.reconcile.tables.forms import CellAt, Form

_MAYBE = re.compile(r"决算.{0,6}表|预算.{0,6}表")
_UNIT = re.compile(r"单位\s*[：:]\s*(?:人民币)?(万元|亿元|千元|元)")
_FACTORS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_ACCOUNTS = (
    "收入支出决算总表\n单位：万元\n收入 支出\n一、财政拨款收入 300.00 一、公共安全支出 280.00\n"
    "二、事业收入 20.00 二、住房保障支出 50.00\n本年收入合计 320.00 本年支出合计 330.00\n"
    "年初结转和结余 30.00 年末结转和结余 20.00\n总计 350.00 总计 350.00\n"
)
_OUTLAY = (
    "\n支出决算表\n单位：万元\n科目 本年支出合计 基本支出 项目支出\n合计 330.00 200.00 130.00\n"
    "公共安全支出 280.00 160.00 120.00\n住房保障支出 50.00 40.00 10.00\n"
)


@lru_cache(maxsize=1)
def forms() -> tuple[Form, ...]:
    """The declared forms. YAML and its models are only loaded when a document holds a table that may be
    known.
    """
    found: tuple[Form, ...] = import_module("luji.account.reconcile.tables.forms").load()
    return found


def known(view: View) -> Iterator[tuple[Form, dict[str, list[Grid]]]]:
    """The forms of which the document holds tables, with those tables by their name in the form."""
    if not any(_MAYBE.search(grid.title) for grid in view.grids):
        return
    for form in forms():
        tables: dict[str, list[Grid]] = {}
        for grid in view.grids:
            title = re.sub(r"\s", "", grid.title)
            for name, table in form.tables.items():
                if re.search(table.match, title):
                    tables.setdefault(name, []).append(grid)
        if tables:
            yield form, tables


def _grids(tables: dict[str, list[Grid]], name: str, side: str | None) -> list[Grid]:
    found = tables.get(name, [])
    return [g for g in found if g.side == side] if side and any(g.side for g in found) else found


def _row(grids: Sequence[Grid], name: str) -> tuple[Grid, Row] | None:
    for grid in grids:
        for row in grid.rows:
            if row.name == name and row.values:
                return grid, row
    return None


def _cell(tables: dict[str, list[Grid]], at: CellAt) -> tuple[Grid, Value] | None:
    """The cell a declaration names: by row, and by its column's header or else the first number of the
    row.
    """
    found = _row(_grids(tables, at.table, at.side), at.row)
    if found is None:
        return None
    grid, row = found
    columns = sorted(row.values)
    if at.column:
        columns = [c for c in columns if at.column in grid.headers.get(c, "")]
        columns = columns or ([min(row.values)] if not grid.headers and at.column.startswith("本年") else [])
    return (grid, row.values[columns[0]]) if columns else None


@rule(
    "REC-611",
    "table",
    "决算公开表内各行应符合勾稽关系",
    "rows of the published tables keep the audit relations",
    passes=_ACCOUNTS,
    fails=_ACCOUNTS.replace("年末结转和结余 20.00", "年末结转和结余 10.00"),
)
def known_rows(view: View) -> Iterator[Relation]:
    """总计 is 本年收入合计 with what was brought forward, and so on: content/reconcile/*.yaml, `rows`.

    A row that is not in the table counts as nothing only when at least two of the parts are there.
    """
    for form, tables in known(view):
        for declared in form.rows:
            grids = _grids(tables, declared.table, declared.side)
            stated = _row(grids, declared.equals)
            parts = [found for name in declared.sum if (found := _row(grids, name))]
            if stated is None or len(parts) < 2:
                continue
            values = [row.values[min(row.values)] for _, row in parts]
            yield _equal(
                sum_of([v.interval() for v in values]),
                values,
                stated[1].values[min(stated[1].values)],
                "REC-611",
                declared.say,
            )


@rule(
    "REC-612",
    "table",
    "决算公开各表之间的同一数字应相等",
    "the same figure is equal in all published tables",
    passes=_ACCOUNTS + _OUTLAY,
    fails=_ACCOUNTS + _OUTLAY.replace("合计 330.00 200.00 130.00", "合计 303.00 200.00 103.00"),
)
def known_across(view: View) -> Iterator[Relation]:
    """本年支出合计 of the first table is the 合计 of the outlay table, and so on: `across` in the YAML."""
    for form, tables in known(view):
        for declared in form.across:
            left, right = _cell(tables, declared.left), _cell(tables, declared.right)
            if left is None or right is None or left[1].place == right[1].place:
                continue
            factor = _factor(view, left[0]) / _factor(view, right[0])
            yield _equal(left[1].interval().times(factor), [left[1]], right[1], "REC-612", declared.say)


@rule(
    "REC-613",
    "table",
    "正文数字应与公开表一致",
    "figures of the text are those of the tables",
    passes="本年支出合计330.00万元。\n" + _ACCOUNTS,
    fails="本年支出合计303.00万元。\n" + _ACCOUNTS,
)
def known_text(view: View) -> Iterator[Relation]:
    """An amount of the text named like a cell of a known table, units minded: `text` in the YAML."""
    for form, tables in known(view):
        for declared in form.text:
            cell = _cell(tables, declared.cell)
            if cell is None:
                continue
            for mention in view.page.levels:
                if mention.phrase.endswith(declared.label) and mention.depth == 0:
                    yield _with_text(view, mention, cell, declared.say)


def _with_text(view: View, mention: Mention, cell: tuple[Grid, Value], say: Text) -> Relation:
    grid, value = cell
    inside = value.interval().times(_factor(view, grid))
    quantity = mention.quantity
    holds = inside.meets(quantity.interval())
    return Relation(
        "REC-613",
        "repeat",
        Verdict.HOLDS if holds else Verdict.FAILS,
        view.clause(mention),
        f"表 {value.text} = {quantity.printed()}",
        (quantity.place, value.place),
        value.text,
        quantity.text,
        message=Text(
            f"{say.zh}：表中 {value.text}，正文 {quantity.printed()}",
            f"{say.en}: the table has {value.text}, the text {quantity.text}",
        ),
    )


def _equal(computed: Interval, inputs: list[Value], stated: Value, number: str, say: Text) -> Relation:
    holds = computed.meets(stated.interval())
    decimals = max(stated.decimals, *(v.decimals for v in inputs))
    expected = plain(computed.middle(), decimals)
    shown = " + ".join(v.text for v in inputs)
    places: tuple[Place, ...] = (stated.place, *(v.place for v in inputs))
    return Relation(
        number,
        "sum" if len(inputs) > 1 else "repeat",
        Verdict.HOLDS if holds else Verdict.FAILS,
        stated.place,
        f"{shown} = {expected}；{stated.text}",
        places,
        expected,
        stated.text,
        message=Text(
            f"{say.zh}：应为 {expected}，表中为 {stated.text}",
            f"{say.en}: {expected} expected, the table has {stated.text}",
        ),
    )


def _factor(view: View, grid: Grid) -> Decimal:
    """The unit a table is printed in: told just above or in its first lines, else 万元."""
    text = view.document.text[max(0, grid.start - 120) : grid.start + 160]
    found = _UNIT.search(text)
    return _FACTORS[found[1]] if found else _FACTORS["万元"]
