"""Wording: words against figures, leftovers of forms, years, dates and gaps."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.relation import Relation
from luji.account.reconcile.result import Result

Rules = Callable[[str], list[str]]
ByRule = Callable[[str, str], list[Relation]]
Checked = Callable[[str], Result]

ERRORS = [
    ("REC-401", "收入100.00万元，比上年减少10.00万元，增长9.09%。", None),
    ("REC-401", "收入100.00万元，比上年增加10.00万元，下降11.11%。", None),
    ("REC-402", "里程由240公里增加到208公里。", None),
    ("REC-402", "事故由40起下降到50起。", None),
    ("REC-402", "满意率由95.2%提高到91.0%。", None),
    ("REC-403", "决算数大小于预算数的主要原因是节约。", None),
    ("REC-403", "决算数大于（小于）预算数的主要原因是追加。", None),
    ("REC-403", "决算数小大于年初预算数，原因是调整。", None),
    ("REC-407", "截至2023年2月29日。", "2023年2月29日"),
    ("REC-407", "2024年4月31日起施行。", "2024年4月31日"),
    ("REC-407", "2024年13月1日。", "2024年13月1日"),
    ("REC-407", "6月31日前完成。", "6月31日"),
    ("REC-407", "自2024年5月至2024年3月。", "2024年5月至2024年3月"),
    ("REC-407", "自2024年3月15日至2024年3月10日。", "2024年3月15日至2024年3月10日"),
]
NOTES = [
    ("REC-404", "比上年减增加21.90万元。", "减增加"),
    ("REC-404", "比上年增加（减少）21.90万元。", "增加（减少）"),
    ("REC-404", "较上年上升下降5个。", "上升下降"),
    ("REC-405", "比上年增加119.20万元，增长13.95。", "增长13.95"),
    ("REC-408", "共开展培训XX项。", "XX项。"),
    ("REC-408", "{{单位名称}}年度报告。", "{{单位名称}}年度"),
    ("REC-408", "本年度收入为____万元。", None),
    ("REC-409", "比上年下降-3.20%。", "-3.20%"),
]
SILENT = [
    "收入100.00万元，比上年减少10.00万元，下降9.09%。",
    "里程由208公里增加到240公里。",
    "事故由50起下降到40起。",
    "机构由5个调整为3个。",
    "决算数大于预算数的主要原因是追加。",
    "增减变化情况：比上年增加21.90万元。",
    "增减少的情况说明。",
    "比上年增长-3.20%。",
    "比上年增长13.95%。",
    "截至2024年2月29日。",
    "自2023年12月1日至2024年1月31日。",
    "自2024年3月至2024年3月。",
    "12月31日。",
    "经费万元使用情况表（单位：万元）。",
    "车牌湘N·XX号段。",
    "",
]


@pytest.mark.parametrize(("number", "text", "quote"), ERRORS)
def test_contradictions_are_errors(number: str, text: str, quote: str | None, checked: Checked) -> None:
    found = [f for f in checked(text).findings if f.rule == number]
    assert [f.level for f in found] == ["error"]
    assert found[0].quote == text[found[0].start : found[0].end]
    assert quote is None or found[0].quote == quote


@pytest.mark.parametrize(("number", "text", "quote"), NOTES)
def test_leftovers_are_notes(number: str, text: str, quote: str | None, checked: Checked) -> None:
    found = [f for f in checked(text).findings if f.rule == number]
    assert [f.level for f in found] == ["note"]
    assert quote is None or found[0].quote == quote
    assert not checked(text).faulty


@pytest.mark.parametrize("text", SILENT)
def test_right_words_are_left_alone(text: str, noted: Rules) -> None:
    assert [n for n in noted(text) if n.startswith("REC-4")] == []


def test_another_year_than_everywhere_else_is_noted(by_rule: ByRule) -> None:
    lead = "2024年度收入100万元，与2023年度相比增加。2024年度结余10万元，与2023年度相比增加。"
    (found,) = by_rule(lead + "2024年度支出90万元，与2022年度相比减少。", "REC-406")
    assert found.expected == "2023"
    assert found.level == "note"
    assert by_rule(lead + "2024年度支出90万元，与2023年度相比减少。", "REC-406") == []


@pytest.mark.parametrize(
    "text",
    [
        "2024年度收入100万元，与2022年度相比增加。",  # said once
        "2024年度收入，与2022年度相比增加。2024年度支出，与2021年度相比增加。2024年度结余，与2020年度相比增加。",
        "与2023年度相比增加。与2022年度相比增加。与2021年度相比增加。",
        "",
    ],
)
def test_years_without_a_custom_are_left_alone(text: str, noted: Rules) -> None:
    assert "REC-406" not in noted(text)


@settings(max_examples=80, deadline=None)
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2089, 12, 31)))
def test_every_day_of_the_calendar_exists(grave: Rules, day: date) -> None:
    assert grave(f"截至{day.year}年{day.month}月{day.day}日，共查处违法若干。") == []


@settings(max_examples=40, deadline=None)
@given(st.integers(1990, 2089), st.integers(1, 12), st.integers(1, 99))
def test_days_outside_the_calendar_are_found(grave: Rules, year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
    except ValueError:
        assert grave(f"截至{year}年{month}月{day}日。") == ["REC-407"]
    else:
        assert grave(f"截至{year}年{month}月{day}日。") == []


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 999),
    st.integers(2, 999),
    st.sampled_from(["增加到", "提高到", "上升至", "减少到", "下降到", "降至"]),
)
def test_the_direction_follows_the_figures(grave: Rules, a: int, b: int, word: str) -> None:
    up = word[0] in "增提上"
    wrong = b < a if up else b > a
    assert grave(f"设施由{a}处{word}{b}处。") == (["REC-402"] if wrong else [])
