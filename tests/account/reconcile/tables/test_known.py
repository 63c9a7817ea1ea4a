"""Known forms: relations of the published tables, between them and with the text; other tables are not asked."""

from collections.abc import Callable

import pytest

from luji.account.reconcile.relation import Relation
from luji.account.reconcile.tables.known import forms, known
from luji.account.reconcile.view import View

Rules = Callable[[str], list[str]]
Verdicts = Callable[[str, str], list[str]]
ByRule = Callable[[str, str], list[Relation]]
Look = Callable[[str], View]

ACCOUNTS = (
    "收入支出决算总表\n单位：万元\n收入 支出\n一、财政拨款收入 300.00 一、公共安全支出 280.00\n"
    "二、事业收入 20.00 二、住房保障支出 50.00\n本年收入合计 320.00 本年支出合计 330.00\n"
    "年初结转和结余 30.00 年末结转和结余 20.00\n总计 350.00 总计 350.00\n"
)
OUTLAY = (
    "\n支出决算表\n单位：万元\n科目 本年支出合计 基本支出 项目支出\n合计 330.00 200.00 130.00\n"
    "公共安全支出 280.00 160.00 120.00\n住房保障支出 50.00 40.00 10.00\n"
)
PROSE = "本年支出合计330.00万元。\n"


@pytest.mark.parametrize("text", [ACCOUNTS, ACCOUNTS + OUTLAY, PROSE + ACCOUNTS, PROSE + ACCOUNTS + OUTLAY])
def test_accounts_that_agree(text: str, grave: Rules) -> None:
    assert grave(text) == []


def test_all_three_kinds_of_relations_are_asked(verdicts: Verdicts) -> None:
    text = PROSE + ACCOUNTS + OUTLAY
    for number in ("REC-611", "REC-612", "REC-613"):
        assert set(verdicts(text, number)) == {"holds"}


@pytest.mark.parametrize(
    ("text", "old", "new", "rule"),
    [
        (ACCOUNTS, "年末结转和结余 20.00", "年末结转和结余 10.00", "REC-611"),
        (ACCOUNTS, "年初结转和结余 30.00", "年初结转和结余 3.00", "REC-611"),
        (ACCOUNTS, "总计 350.00 总计 350.00", "总计 350.00 总计 305.00", "REC-612"),
        (ACCOUNTS + OUTLAY, "合计 330.00 200.00 130.00", "合计 303.00 200.00 103.00", "REC-612"),
        (PROSE + ACCOUNTS, "合计330.00万元", "合计303.00万元", "REC-613"),
        (PROSE + ACCOUNTS, "合计330.00万元", "合计330.00元", "REC-613"),
    ],
)
def test_one_wrong_cell(text: str, old: str, new: str, rule: str, grave: Rules) -> None:
    assert old in text
    assert rule in grave(text.replace(old, new))


@pytest.mark.parametrize("unit", ["元", "千元", "亿元"])
def test_units_of_table_and_text_are_minded(unit: str, grave: Rules) -> None:
    """The text says 330 万元; a table in another unit with the same digits does not agree."""
    assert "REC-613" in grave(PROSE + ACCOUNTS.replace("单位：万元", f"单位：{unit}"))


def test_a_table_in_yuan_agrees_with_a_text_in_ten_thousands(grave: Rules) -> None:
    yuan = ACCOUNTS.replace("单位：万元", "单位：元").replace("0.00", "00000.00")
    assert "REC-613" not in grave(PROSE + yuan)


@pytest.mark.parametrize(
    "text",
    ["", PROSE, ACCOUNTS.replace("收入支出决算总表", "年度收支表"), "支出决算表的说明。", OUTLAY],
)
def test_other_tables_are_not_asked(text: str, by_rule: ByRule) -> None:
    assert [r for n in ("REC-611", "REC-612", "REC-613") for r in by_rule(text, n)] == []


def test_known_tables_are_found_by_their_titles(view_of: Look) -> None:
    ((form, tables),) = list(known(view_of(ACCOUNTS + OUTLAY)))
    assert form in forms()
    assert set(tables) >= {"total", "outlay"}
    assert {g.side for g in tables["total"]} == {"left", "right"}
    assert list(known(view_of(PROSE))) == []


def test_a_finding_tells_both_numbers(by_rule: ByRule) -> None:
    text = PROSE.replace("330", "303") + ACCOUNTS
    (found,) = [r for r in by_rule(text, "REC-613") if r.found]
    assert (found.expected, found.stated) == ("330.00", "303.00")
    assert [text[slice(*p)] for p in found.numbers] == ["303.00万元", "330.00"]
