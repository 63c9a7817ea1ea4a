"""The lexer: a number in any dress is read as itself, and dates, numbers of rules and ranges are no amounts."""

import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.fold import fold
from luji.account.reconcile.language.lexer import RATIO_FLAG, dates, quantities
from luji.account.reconcile.language.quantity import Bound, Quantity, Role
from luji.account.reconcile.language.units import UNITS

D = Decimal
WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


def read(text: str) -> list[Quantity]:
    return quantities(fold(text).text)


def shown(text: str) -> list[tuple[str, str]]:
    return [(str(q.value), q.unit.text) for q in read(text)]


@settings(max_examples=200, deadline=None)
@given(
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False),
    st.sampled_from(["元", "万元", "亿元", "万人", "公里", "%", "起", "人", "个"]),
    st.booleans(),
    st.sampled_from([str, lambda t: t.translate(WIDE)]),
)
def test_a_number_is_read_in_any_dress(
    value: Decimal, measure: str, grouped: bool, dress: Callable[[str], str]
) -> None:
    printed = f"{value:,f}" if grouped else f"{value:f}"
    found = read(dress(f"全年共计{printed}{measure}。"))
    assert [(q.value, q.unit.text, q.decimals) for q in found] == [(value, measure, 2)]
    assert found[0].amount == value * UNITS[measure].factor


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="甲乙其中占为增长 0123456789.,，。：；（）%万亿元人起年月日成三十两-~", max_size=40))
def test_places_index_the_text_and_never_overlap(text: str) -> None:
    folded = fold(text).text
    last = 0
    for q in quantities(folded):
        assert last <= q.start < q.number_end <= q.end <= len(folded)
        assert q.text in folded[q.start : q.number_end] or q.flags & {"hanzi"}
        last = q.end


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("共收到12,345件", "12345", "件"),
        ("共收到１２，３４５件", "12345", "件"),
        ("收入14．5亿元", "14.5", "亿元"),
        ("增长-3.2%", "-3.2", "%"),
        ("自然增长率－1．55‰", "-1.55", "‰"),
        ("提高12个百分点", "12", "个百分点"),
        ("面积5.3万平方公里", "5.3", "万平方公里"),
        ("全长 208 公里", "208", "公里"),
        ("1, 234 人次", "1234", "人次"),
        ("设备3台（套）", "3", "台（套）"),
        ("投入资金100 万\n元", "100", "万元"),
        ("三级医院5个", "5", "个"),
        ("民警三十二名", "32", "名"),
        ("涉及一百零八个村", "108", "个"),
        ("下辖十大队", "10", "大队"),
        ("占百分之五", "5", "%"),
        ("占三分之一。", "33.33333333333333333333333333", "%"),
        ("超过四成的企业", "40", "%"),
        ("过半数在农村", "50", "%"),
    ],
)
def test_one_number_of_a_sentence(text: str, value: str, measure: str) -> None:
    assert shown(text) == [(value, measure)]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("约5万元", Bound.ABOUT),
        ("近30万元", Bound.ABOUT),
        ("将近300起", Bound.ABOUT),
        ("5000人左右", Bound.ABOUT),
        ("超过100起", Bound.OVER),
        ("逾百亿、突破300亿元", Bound.OVER),
        ("50余次", Bound.OVER),
        ("100多人", Bound.OVER),
        ("20人以上", Bound.OVER),
        ("十余名", Bound.OVER),
        ("二十多起", Bound.OVER),
        ("不少于12次", Bound.OVER),
        ("不低于80%", Bound.OVER),
        ("至少12次", Bound.OVER),
        ("不足3%", Bound.UNDER),
        ("低于60分", Bound.UNDER),
        ("控制在35%以内", Bound.UNDER),
        ("不超过100万元", Bound.UNDER),
        ("共100起", Bound.EXACT),
        ("合计100万元", Bound.EXACT),
        ("超过四成的企业", Bound.ABOUT),
    ],
)
def test_bounds(text: str, bound: Bound) -> None:
    assert read(text)[-1].bound is bound


@pytest.mark.parametrize(
    "text",
    [
        "2023年",
        "2023年度",
        "2019-2021年",
        "2021年6月8日",
        "2021-06-08",
        "2021/6/8",
        "1-6月",
        "12月31日",
        "8:30",
        "第3条",
        "第12届",
        "财预〔2020〕10号",
        "联系电话：0745-2712345",
        "手机13807451234",
        "G60沪昆高速",
        "5-10人",
        "18-60岁",
        "1.某某大队",
        "（3）某某大队",
        "附表2",
        "“十四五”",
        "“3.26”事故",
        "4G对讲机",
        "3—30年期",
        "第十三届",
        "3月份",
        "“一网通办”",
        "一二三产业",
        "数百人",
        "一个",
        "第三产业",
        "十分重要",
        "千方百计",
        "零",
        "",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("两成", [("20", "%")]),
        ("占比3成以上", [("30", "%")]),
        ("3万余元", [("3", "万元")]),
        ("50万余人", [("50", "万人")]),
        ("几十人", []),
        ("K1200+350", []),
        ("三次产业", []),
    ],
)
def test_rarer_forms(text: str, wanted: list[tuple[str, str]]) -> None:
    assert shown(text) == wanted


def test_years_beside_amounts_leave_the_amounts() -> None:
    assert shown("2023年收入100万元，2024年1-6月收入60万元。") == [("100", "万元"), ("60", "万元")]
    assert shown("第三产业5亿元，第2名") == [("5", "亿元")]


def test_the_unit_at_the_end_is_that_of_the_whole_list() -> None:
    found = read("分别为48.47、51.50、39.07亿元")
    assert [q.unit.text for q in found] == ["亿元"] * 3
    assert len({q.series for q in found}) == 1
    assert found[0].series > 0


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("48.47，51.50，39.07亿元", ["", "", "亿元"]),  # commas alone give no unit
        ("48.47万元、51.50、39.07亿元", ["万元", "亿元", "亿元"]),
        ("3起、5人、7台", ["起", "人", "台"]),
    ],
)
def test_units_are_not_spread_too_far(text: str, units: list[str]) -> None:
    found = read(text)
    assert [q.unit.text for q in found] == units


def test_numbers_of_several_kinds_are_no_series() -> None:
    assert {q.series for q in read("3起、5人、7台")} == {-1}
    assert {q.series for q in read("收入3万元。支出5万元")} == {-1}


def test_the_members_of_a_structure_are_no_amounts_but_stay_together() -> None:
    found = read("结构为8.3∶41.4∶50.3")
    assert [q.value for q in found] == [D("8.3"), D("41.4"), D("50.3")]
    assert all(q.role is Role.OTHER and RATIO_FLAG in q.flags for q in found)
    assert len({q.series for q in found}) == 1


def test_two_structures_are_two() -> None:
    found = read("由10.1∶40.2∶49.7调整为8.3∶41.4∶50.3")
    assert len({q.series for q in found}) == 2


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("截至2021年6月8日共3起", ["2021年6月8日"]),
        ("财预〔2020〕10号", ["〔2020〕10号"]),
        ("1.概况", ["1."]),
        ("第3条第2款", ["第3条", "第2"]),
        ("没有日期", []),
    ],
)
def test_dates_and_other_names_are_set_apart(text: str, spans: list[str]) -> None:
    assert [text[a:b] for a, b in dates(text)] == spans


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 10**7))
def test_a_minus_between_numbers_is_a_range_not_a_sign(value: int) -> None:
    assert all(q.value > 0 for q in read(f"共5-{value}万元"))


@pytest.mark.parametrize(
    "run",
    [
        "1" * 4000,
        "1," * 4000,
        "一" * 4000,
        "（" * 4000,
        "1.1." * 2000,
        "1-" * 3000,
        "甲、" * 3000,
    ],
)
def test_long_runs_do_not_run_away(run: str) -> None:
    begun = time.process_time()
    quantities(run)
    assert time.process_time() - begun < 1
