"""Groups: which total the parts belong to, in the reading that adds up or the one the grammar names."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.quantity import Bound, Quantity
from luji.account.reconcile.language.units import unit
from luji.account.reconcile.relation import Verdict
from luji.account.reconcile.relations.groups import Group, adds
from luji.account.reconcile.view import View

Look = Callable[[str], View]
D = Decimal


def amount(text: str, measure: str = "万元", bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(text, D(text), len(text.partition(".")[2]), unit(measure), 0, 1, 2, bound)


def shown(groups: list[Group]) -> list[tuple[str, list[str], str]]:
    return [(g.total.quantity.text, [p.quantity.text for p in g.parts], str(g.verdict)) for g in groups]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("支出10万元，其中甲6万元、乙4万元。", [("10", ["6", "4"], "holds")]),
        ("支出10万元（甲6万元、乙4万元）。", [("10", ["6", "4"], "holds")]),
        ("甲6万元，乙4万元，支出合计10万元。", [("10", ["6", "4"], "holds")]),
        # the nested list breaks down its own part
        (
            "支出10万元，其中：甲6万元（含丙5万元、丁1万元）、乙4万元。",
            [("6", ["5", "1"], "holds"), ("10", ["6", "4"], "holds")],
        ),
        # the list ends where it is full: what follows is another matter
        ("支出10万元，其中：甲6万元，乙4万元；另有丙3万元。", [("10", ["6", "4"], "holds")]),
        # the total is not the nearest amount
        (
            "收入20万元，支出10万元。其中：甲收入12万元，乙收入8万元。",
            [("20", ["12", "8"], "holds")],
        ),
        ("支出10万元，其中甲3万元、乙4万元。", [("10", ["3", "4"], "undecided")]),  # open
        ("支出10万元。", []),
        ("其中甲6万元、乙4万元。", []),
        ("支出10万元，其中甲6人、乙4人。", []),  # people are no money
        ("", []),
    ],
)
def test_totals_and_their_parts(text: str, wanted: list[tuple[str, list[str], str]], view_of: Look) -> None:
    assert sorted(shown(view_of(text).groups)) == sorted(wanted)


def test_a_known_set_is_complete_without_being_announced(view_of: Look) -> None:
    (group,) = view_of("年末职工1286人，比上年增加12人；男职工886人，女职工400人。").groups
    assert (group.how, group.complete, group.verdict) == ("set", True, Verdict.HOLDS)


def test_a_slip_names_the_number_it_explains(view_of: Look) -> None:
    (group,) = view_of(
        "本年支出合计356.20万元，其中：人员经费210.51万元，公用经费96.05万元，其他支出50.00万元。"
    ).groups
    assert group.verdict is Verdict.FAILS
    assert set(group.suspects.values()) == {"transposed"}


def test_a_wrong_unit_is_its_own_case(view_of: Look) -> None:
    (group,) = view_of("各级投入30万元。其中：甲10万元；乙12万元；丙8元。").groups
    assert (group.how, list(group.suspects.values())) == ("unit", ["unit"])


exact = st.lists(st.integers(-99_999, 999_999).filter(bool), min_size=1, max_size=8)


@settings(deadline=None)
@given(exact)
def test_exact_parts_add(cents: list[int]) -> None:
    parts = [amount(f"{D(c).scaleb(-2):f}") for c in cents]
    assert adds(amount(f"{D(sum(cents)).scaleb(-2):f}"), parts)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 9_999_999), min_size=2, max_size=8))
def test_parts_rounded_each_for_itself_still_add(thousandths: list[int]) -> None:
    """Each part and the total rounded to hundredths from thousandths: off by half a unit for each at most."""
    hundredth = D("0.01")

    def rounded(value: int) -> Decimal:
        return D(value).scaleb(-3).quantize(hundredth, rounding=ROUND_HALF_UP)

    parts = [amount(f"{rounded(t):f}") for t in thousandths]
    assert adds(amount(f"{rounded(sum(thousandths)):f}"), parts)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(100, 999_999), min_size=2, max_size=8), st.integers(0, 7), st.integers(20, 90_000)
)
def test_parts_with_one_far_off_do_not_add(cents: list[int], which: int, off: int) -> None:
    total = amount(f"{D(sum(cents)).scaleb(-2):f}")
    cents[which % len(cents)] += off
    assert not adds(total, [amount(f"{D(c).scaleb(-2):f}") for c in cents])


@pytest.mark.parametrize(
    ("total", "parts", "adds_up"),
    [
        (("10", "人"), [("6", "人"), ("4", "人")], True),
        (("10", "人"), [("6", "人"), ("5", "人")], False),  # people are not rounded
        (("1.2", "亿元"), [("5000", "万元"), ("7000", "万元")], True),
        (("1.2", "亿元"), [("5000", "万元"), ("7400", "万元")], True),
        (("1.2", "亿元"), [("5000", "万元"), ("9000", "万元")], False),
        (("10.00", "万元"), [("6.00", "万元"), ("4.03", "万元")], False),
        (("0", "万元"), [("0", "万元"), ("0", "万元")], True),
    ],
)
def test_rounding_that_is_allowed(
    total: tuple[str, str], parts: list[tuple[str, str]], adds_up: bool
) -> None:
    assert adds(amount(*total), [amount(*p) for p in parts]) is adds_up


@pytest.mark.parametrize(
    ("bound", "parts", "adds_up"),
    [
        (Bound.ABOUT, ["48", "47"], True),
        (Bound.ABOUT, ["48", "77"], False),
        (Bound.OVER, ["58", "47"], True),
        (Bound.OVER, ["38", "47"], False),
        (Bound.UNDER, ["48", "47"], True),
        (Bound.UNDER, ["58", "47"], False),
    ],
)
def test_bounds_are_kept_loosely(bound: Bound, parts: list[str], adds_up: bool) -> None:
    assert adds(amount("100", "起", bound), [amount(p, "起") for p in parts]) is adds_up
