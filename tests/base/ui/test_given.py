"""Numbers of requests: read, or 0; never an error, never more than a column holds."""

import pytest
from hypothesis import example
from hypothesis import given as tried
from hypothesis import strategies as st

from luji.base.ui.given import LARGEST, whole_number


@pytest.mark.parametrize(("text", "expected"), [
    ("7", 7), ("007", 7), ("0", 0), ("", 0), ("-1", 0), ("+1", 0), ("1.0", 0), ("1e3", 0), (" 1", 0), ("１", 0),
    ("²", 0), (str(LARGEST), LARGEST), (str(LARGEST + 1), 0), ("9" * 5000, 0), ("1_0", 0),
])  # fmt: skip
def test_what_is_read(text: str, expected: int) -> None:
    assert whole_number(text) == expected


def test_a_smaller_bound() -> None:
    assert [whole_number(text, 365) for text in ("365", "366", "0365", "1000")] == [365, 0, 0, 0]


@tried(st.text())
@example("9" * 10_000)
def test_nothing_breaks_it(text: str) -> None:
    assert 0 <= whole_number(text) <= LARGEST
