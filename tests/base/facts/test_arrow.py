"""The few questions asked of masks."""

from __future__ import annotations

import pyarrow as pa

from luji.base.facts.arrow import all_true, any_true, positions

MIXED = pa.array([True, False, None, True])


def test_positions_leave_out_false_and_unknown():
    assert positions(MIXED) == [0, 3]
    assert positions(pa.array([None, False], pa.bool_())) == []


def test_any_and_all():
    assert any_true(MIXED)
    assert not any_true(pa.array([None, False]))
    assert not all_true(MIXED)
    assert all_true(pa.array([True, None]))


def test_an_empty_mask_is_all_and_not_any():
    empty = pa.array([], pa.bool_())
    assert all_true(empty) and not any_true(empty)


def test_a_mask_in_chunks_counts_through():
    assert positions(pa.chunked_array([[True, False], [True]])) == [0, 2]
