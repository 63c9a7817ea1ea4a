"""Rows among given ones: the same as a plain list, however many."""

import pytest

from luji.record.registers.search.among import among


@pytest.mark.parametrize("pick", [[], [0], [0, 2], [2, 0, 2], [0, 1, 2]])
def test_the_given_rows_are_found_and_no_others(tiny, filed, pick):
    rows = [filed(tiny).row for _ in range(3)]
    wanted = [rows[n] for n in pick]
    assert set(tiny.rows.filter(among([*wanted, 10**9])).values_list("row", flat=True)) == set(wanted)
    assert set(tiny.rows.filter(among(wanted)).values_list("row", flat=True)) == set(wanted)


def test_many_cost_one_value(tiny, filed):
    row = filed(tiny)
    found = tiny.rows.filter(among([*range(100_000, 160_000), row.row]), state="open")
    assert [one.row for one in found] == [row.row]
