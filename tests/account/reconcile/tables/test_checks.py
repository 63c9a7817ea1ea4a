"""Checks of tables: rows against their formula, totals against their rows, in text and in cells."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.checking import check
from luji.account.reconcile.readers.builder import Builder
from luji.account.reconcile.relation import Relation

Rules = Callable[[str], list[str]]
Verdicts = Callable[[str, str], list[str]]
ByRule = Callable[[str, str], list[Relation]]

TABLE = (
    "支出决算表\n单位：万元\n科目 合计 基本支出 项目支出\n教育支出 30.00 10.00 20.00\n卫生支出 50.00 20.00 30.00\n"
    "农林支出 70.00 30.00 40.00\n住房支出 90.00 40.00 50.00\n合计 240.00 100.00 140.00\n"
)
RATES = (
    "执行情况表\n项目 预算数 执行数 执行率%\n甲 100.00 90.00 90.00\n乙 200.00 150.00 75.00\n丙 50.00 40.00 80.00\n"
    "丁 80.00 60.00 75.00\n戊 60.00 45.00 75.00\n"
)
GROWTH = (
    "增减表\n项目 本年数 上年数 增减率%\n甲 110.00 100.00 10.00\n乙 180.00 200.00 -10.00\n丙 60.00 50.00 20.00\n"
    "丁 88.00 80.00 10.00\n"
)
CODES = (
    "支出明细表\n科目 金额\n201 一般公共服务 30.00\n20101 人大事务 10.00\n20102 政协事务 20.00\n"
    "205 教育 50.00\n20501 教育管理 20.00\n20502 普通教育 30.00\n"
)


@pytest.mark.parametrize("text", [TABLE, RATES, GROWTH, CODES])
def test_tables_that_agree(text: str, grave: Rules, checked: Callable[[str], object]) -> None:
    assert grave(text) == []
    assert checked(text).checked > 0  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "old", "new", "rules"),
    [
        (TABLE, "农林支出 70.00", "农林支出 77.00", {"REC-601", "REC-602"}),
        (TABLE, "合计 240.00", "合计 204.00", {"REC-601", "REC-602"}),
        (TABLE, "100.00 140.00", "100.00 104.00", {"REC-601", "REC-602"}),
        (TABLE, "50.00 20.00 30.00", "50.00 20.00 3.00", {"REC-601", "REC-602"}),
        (RATES, "40.00 80.00", "40.00 88.00", {"REC-601"}),
        (RATES, "40.00 80.00", "40.00 8.00", {"REC-601"}),
        (GROWTH, "-10.00", "10.00", {"REC-601"}),
        (GROWTH, "60.00 50.00 20.00", "60.00 50.00 12.00", {"REC-601"}),
    ],
)
def test_one_wrong_cell(text: str, old: str, new: str, rules: set[str], grave: Rules) -> None:
    assert old in text
    assert set(grave(text.replace(old, new))) == rules


@pytest.mark.parametrize(
    "text",
    [
        "人员表\n大队 民警 辅警\n甲 12 30\n乙 15 41\n丙 11 28\n",
        "里程表\n路段 起点 止点\n甲 0.0 208.5\n乙 208.5 310.2\n丙 310.2 420.9\n",
        "联系表\n甲 12345678\n乙 23456789\n丙 34567890\n",
        "2019 1.20 1.30\n2020 1.40 1.50\n2021 1.60 1.90\n",
    ],
)
def test_tables_without_formulas_are_left_alone(text: str, grave: Rules) -> None:
    assert grave(text) == []


def test_a_wrong_row_is_quoted_with_its_computation(by_rule: ByRule) -> None:
    text = TABLE.replace("农林支出 70.00", "农林支出 77.00")
    (found,) = [r for r in by_rule(text, "REC-601") if r.found]
    assert text[slice(*found.span)] == "农林支出 77.00 30.00 40.00"
    assert (found.expected, found.stated) == ("70.00", "77.00")
    assert [text[slice(*p)] for p in found.numbers] == ["77.00", "30.00", "40.00"]
    assert "农林支出" in found.message.zh


def test_a_slip_points_at_its_cell(by_rule: ByRule) -> None:
    text = TABLE.replace("合计 240.00", "合计 204.00")
    (found,) = [r for r in by_rule(text, "REC-602") if r.found]
    assert [text[slice(*p)] for p in found.suspects][:1] == ["204.00"]
    assert "数字颠倒" in found.message.zh


rows = st.lists(
    st.tuples(st.integers(1, 99_999), st.integers(1, 99_999)), min_size=4, max_size=7, unique=True
)


def printed(parts: list[tuple[int, int]], wrong: int | None = None, off: int = 0) -> str:
    names = ["教育", "卫生", "农林", "住房", "科技", "文化", "交通"]
    lines = ["支出决算表", "科目 合计 基本支出 项目支出"]
    for index, (name, (a, b)) in enumerate(zip(names, parts, strict=False)):
        total = a + b + (off if index == wrong else 0)
        lines.append(f"{name}支出 {total / 100:.2f} {a / 100:.2f} {b / 100:.2f}")
    return "\n".join(lines) + "\n"


@settings(max_examples=40, deadline=None)
@given(rows)
def test_random_tables_that_add_up_are_silent(grave: Rules, parts: list[tuple[int, int]]) -> None:
    assert grave(printed(parts)) == []


@settings(max_examples=40, deadline=None)
@given(rows, st.integers(0, 6), st.integers(3, 500))
def test_one_wrong_row_of_a_random_table_is_found(
    grave: Rules, parts: list[tuple[int, int]], which: int, off: int
) -> None:
    assert "REC-601" in grave(printed(parts, which % len(parts), off))


def as_cells(text: str) -> list[str]:
    """The findings of the same table given as cells, as a Word file or a web page gives them."""
    builder = Builder("甲.docx")
    title, *lines = text.strip().split("\n")
    builder.table([[(cell, 1) for cell in line.split()] for line in lines if "单位" not in line], title)
    return [f.rule for f in check(builder.document()).findings]


@pytest.mark.parametrize("text", [TABLE, RATES, GROWTH])
def test_cells_are_checked_like_lines(text: str) -> None:
    assert as_cells(text) == []


def test_wrong_cells_are_found_like_wrong_lines() -> None:
    assert set(as_cells(TABLE.replace("农林支出 70.00", "农林支出 77.00"))) == {"REC-601", "REC-602"}
    assert as_cells(RATES.replace("40.00 80.00", "40.00 88.00")) == ["REC-601"]
