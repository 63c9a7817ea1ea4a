"""Numbers found and numbers left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.reconcile.language.fold import fold
from luji.account.reconcile.language.lexer import RATIO_FLAG, quantities
from luji.account.reconcile.language.quantity import Bound


def read(text: str) -> list[str]:
    return [q.printed() for q in quantities(fold(text).text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收入８，０５８万元", ["8,058万元"]),
        ("增长14．5％", ["14.5%"]),
        ("自然增长率为-1.55‰", ["-1.55‰"]),
        ("教育、社保分别投入48.47、51.50、39.07亿元", ["48.47亿元", "51.50亿元", "39.07亿元"]),
        ("下辖十个大队和三十二名民警", ["十个", "三十二名"]),
        ("提高1.9个百分点", ["1.9个百分点"]),
        ("台（套）设备3台（套）", ["3台（套）"]),
        ("1, 234 人次", ["1,234人次"]),
        ("过半", ["过半%"]),
    ],
)
def test_found(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "2024年6月30日",
        "2019—2021年",
        "财预〔2020〕10号",
        "第38条",
        "“3.26”事故",
        "G60",
        "4G对讲机",
        "K1200",
        "1.",
        "（2）",
        "3—30年期",
        "10:30",
        "电话0745-2712345",
        "“十四五”",
        "第十三届",
        "3月份",
    ],
)
def test_left_alone(text: str) -> None:
    assert not [q for q in quantities(fold(text).text) if q.unit.dim not in ("years", "month", "day")]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("30余次", Bound.OVER),
        ("超100万次", Bound.OVER),
        ("约5亿元", Bound.ABOUT),
        ("不足5人", Bound.UNDER),
        ("近30%", Bound.ABOUT),
        ("5亿元左右", Bound.ABOUT),
        ("12%以上", Bound.OVER),
        ("5亿元", Bound.EXACT),
    ],
)
def test_bounds(text: str, bound: Bound) -> None:
    assert quantities(text)[0].bound is bound


def test_a_structure_is_one_series_of_bare_numbers() -> None:
    found = quantities("调整为8.3∶41.4∶50.3")
    assert [q.text for q in found] == ["8.3", "41.4", "50.3"]
    assert all(RATIO_FLAG in q.flags for q in found)
    assert len({q.series for q in found}) == 1


@given(
    st.text(alphabet="0123456789.,，、万亿元%‰年月日第（）-—:：个人一二三十百成增长占超约余 ", max_size=60)
)
def test_any_text_is_read_with_places_in_order(text: str) -> None:
    folded = fold(text).text
    found = quantities(folded)
    assert all(0 <= q.start < q.number_end <= q.end <= len(folded) for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)


def test_long_runs_of_digits_do_not_run_away() -> None:
    begun = time.perf_counter()
    quantities("1" * 20000 + "，" + "1," * 5000 + "一" * 20000 + "（" * 5000)
    assert time.perf_counter() - begun < 5
