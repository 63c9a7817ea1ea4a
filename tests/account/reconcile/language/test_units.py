"""Units and what may be added."""

from __future__ import annotations

import re
from decimal import Decimal as D

import pytest

from luji.account.reconcile.language.units import BARE, PATTERN, UNITS, addable, unit


@pytest.mark.parametrize(
    ("text", "dim", "factor"),
    [
        ("万元", "money", 10**4),
        ("亿元", "money", 10**8),
        ("万人", "people", 10**4),
        ("千公顷", "area", 10**7),
        ("个百分点", "points", 1),
        ("万起", "count:起", 10**4),
    ],
)
def test_known_units(text: str, dim: str, factor: int) -> None:
    found = unit(text)
    assert (found.dim, found.factor) == (dim, D(factor))


def test_the_longest_unit_wins() -> None:
    found = re.match(PATTERN, "万人次和")
    assert found is not None and found.group() == "万人次"
    found = re.match(PATTERN, "个百分点")
    assert found is not None and found.group() == "个百分点"


def test_only_like_is_added_to_like() -> None:
    assert addable(unit("元"), unit("亿元"))
    assert addable(unit("家"), unit("个"))
    assert not addable(unit("元"), unit("美元"))
    assert not addable(unit("人"), unit("人次"))
    assert not addable(BARE, BARE)
    assert not addable(unit("%"), unit("个百分点"))


def test_an_unknown_measure_counts_its_own_kind() -> None:
    assert unit("艘艇").counts
    assert not addable(unit("艘艇"), unit("辆"))
    assert unit("") is BARE


def test_percentages_are_not_scaled() -> None:
    assert "万%" not in UNITS
    assert "亿年" not in UNITS
