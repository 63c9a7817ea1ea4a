"""Payments add up to the published outlay; no budget line is overspent; what was not foreseen was added."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from luji.config.demo.ground import Ground
from luji.config.demo.money import UNFORESEEN, money_ledgers
from luji.config.demo.totals import EVIDENCE_SERVER, MONEY, YEARS
from luji.config.demo.workbook import Ledger

Row = dict[str, object]
Rows = dict[tuple[str, int], list[Row]]


@pytest.fixture(scope="module")
def rows(ground: Ground, as_rows: Callable[[Ledger], list[Row]]) -> Rows:
    return {(ledger.table, int(ledger.name[-4:])): as_rows(ledger) for ledger in money_ledgers(ground)}


def amount(row: Row) -> Decimal:
    """In 元, from whichever heading the ledger has."""
    yuan, wan = row.get("金额（元）"), row.get("金额（万元）")
    return Decimal(str(yuan)) if yuan is not None else Decimal(str(wan)) * 10_000


def total(rows: list[Row], **wanted: tuple[str, ...]) -> Decimal:
    return sum((amount(r) for r in rows if all(r[k] in v for k, v in wanted.items())), Decimal(0))


@pytest.mark.parametrize("year", YEARS)
def test_payments_add_up_to_the_fen(rows: Rows, year: int) -> None:
    paid, money = rows["payment", year], MONEY[year]
    basic = ("基本支出",)
    assert total(paid, 支出性质=basic, 经济科目类=("301", "303")) == money.personnel * 10_000
    assert total(paid, 支出性质=basic, 经济科目类=("302", "310")) == money.office * 10_000
    assert total(paid, 支出性质=("项目支出",)) == money.project * 10_000
    assert total(paid) == money.executed * 10_000


@pytest.mark.parametrize("year", YEARS)
def test_the_recorder_server_costs_what_was_published(rows: Rows, year: int) -> None:
    server = total(rows["payment", year], 项目名称=("执法记录仪服务器建设",))
    assert server == EVIDENCE_SERVER[year] * 10_000


@pytest.mark.parametrize("year", YEARS)
def test_the_movements_balance_to_the_years_budget(rows: Rows, year: int) -> None:
    budget, money = rows["budget", year], MONEY[year]
    initial, added, reduced = (total(budget, 变动类型=(kind,)) for kind in ("年初预算", "追加", "追减"))
    assert initial == money.initial * 10_000
    assert reduced == money.reduced * 10_000
    assert initial + added - reduced == money.budget * 10_000
    assert min(amount(row) for row in budget) > 0


@pytest.mark.parametrize("year", YEARS)
def test_no_budget_line_is_overspent(rows: Rows, year: int) -> None:
    def line(row: Row) -> tuple[object, ...]:
        return row["预算单位"], row["支出性质"], row["经济科目款"], row["项目名称"]

    left: dict[tuple[object, ...], Decimal] = defaultdict(Decimal)
    for row in rows["budget", year]:
        left[line(row)] += amount(row) * (-1 if row["变动类型"] == "追减" else 1)
    for row in rows["payment", year]:
        left[line(row)] -= amount(row)
    assert min(left.values()) >= 0
    assert sum(left.values()) == (MONEY[year].budget - MONEY[year].executed) * 10_000


def test_what_nobody_foresaw_is_no_initial_budget(rows: Rows) -> None:
    kinds = {r["变动类型"] for r in rows["budget", 2020] if r["项目名称"] == UNFORESEEN}
    assert kinds == {"追加"}
    first = min(r["支付日期"] for r in rows["payment", 2020] if r["项目名称"] == UNFORESEEN)  # type: ignore[type-var]
    assert first >= date(2020, 2, 1)  # type: ignore[operator]
    assert not [r for r in rows["payment", 2019] if r["项目名称"] == UNFORESEEN]


@pytest.mark.parametrize("year", YEARS)
def test_vouchers_have_one_day_one_unit_and_lines_from_one(rows: Rows, year: int) -> None:
    vouchers: dict[object, list[Row]] = defaultdict(list)
    for row in rows["payment", year]:
        vouchers[row["凭证号"]].append(row)
    for lines in vouchers.values():
        assert [r["分录行"] for r in lines] == list(range(1, len(lines) + 1))
        assert len({(r["支付日期"], r["预算单位"]) for r in lines}) == 1


@pytest.mark.parametrize("year", YEARS)
def test_rows_are_of_the_year_and_codes_agree(rows: Rows, year: int) -> None:
    for row in rows["payment", year] + rows["budget", year]:
        day = row.get("支付日期") or row["下达日期"]
        assert isinstance(day, date)
        assert day.year == year
        assert str(row["经济科目款"]).startswith(str(row["经济科目类"]))
        assert (row["项目名称"] is None) == (row["支出性质"] == "基本支出")


def test_every_brigade_spends(rows: Rows, ground: Ground) -> None:
    assert set(ground.traffic) <= {r["预算单位"] for r in rows["payment", 2020]}
