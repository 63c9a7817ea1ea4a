"""Comparing incoming rows with stored ones, against a dull dictionary."""

# ruff: noqa: DTZ001 - the clock of a ledger names no zone

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.facts.engine import Source
from luji.base.facts.merge import Change, compare, overlaid, shaped, with_year

MOMENT = datetime(2020, 5, 1, 8)


@pytest.fixture
def stored(tmp_path, violation):
    """Write rows to a Parquet file and give it as a source."""

    def write(rows):
        rows = shaped(violation, rows)
        path = tmp_path / "stored.parquet"
        pq.write_table(rows, path)
        return Source((str(path),), violation.arrow, rows.num_rows)

    return write


def test_shaping_orders_casts_and_fills(violation):
    rows = shaped(violation, pa.table({"number": pa.array([1], pa.int32()), "unit": ["a"]}))
    assert rows.schema == violation.arrow
    assert rows.to_pylist() == [
        {"unit": "a", "number": 1, "happened_at": None, "fine": None, "_source": None}
    ]


def test_a_column_nobody_declared_is_a_mistake_of_the_program(violation):
    with pytest.raises(ValueError, match="colour"):
        shaped(violation, pa.table({"unit": ["a"], "colour": ["red"]}))


def test_the_year_of_a_row_is_its_partition(violation, hazard, violations):
    rows = with_year(violation, violations(("a", 1, MOMENT, None), ("a", 2, None, None)))
    assert rows.column("_year").to_pylist() == [2020, 0]
    assert "_year" not in with_year(hazard, shaped(hazard, pa.table({"id": ["x"]}))).column_names


def test_new_changed_and_same_rows(violation, violations, stored):
    old = stored(violations(("a", 1, MOMENT, 5), ("a", 2, MOMENT, None), ("b", 1, MOMENT, 7)))
    new = shaped(violation, violations(("a", 1, MOMENT, 5), ("a", 2, MOMENT, 6), ("b", 2, MOMENT, 7)))
    plan = compare(violation, new, old)
    assert plan.change == Change(inserted=1, updated=1, unchanged=1)
    assert plan.rows.column("number").to_pylist() == [2, 2]
    assert plan.years == {2020}


def test_the_source_alone_is_no_change(violation, violations, stored):
    rows = violations(("a", 1, MOMENT, 5))
    old = stored(rows.append_column("_source", pa.array(["one.csv#2"])))
    new = shaped(violation, rows.append_column("_source", pa.array(["two.csv#9"])))
    assert compare(violation, new, old).change.nothing


def test_a_row_that_moves_to_another_year_touches_both(violation, violations, stored):
    old = stored(violations(("a", 1, MOMENT, 5), ("a", 2, MOMENT.replace(year=2018), 5)))
    new = shaped(violation, violations(("a", 1, MOMENT.replace(year=2021), 5)))
    assert compare(violation, new, old).years == {2020, 2021}


@pytest.mark.parametrize(
    "rows", [[("a", 1, None, 1), ("a", 1, None, 2)], [("a", None, None, 1)], [(None, 1, None, 1)]]
)
def test_repeated_or_empty_keys_are_refused(violation, violations, refused, rows):
    nothing = Source((), violation.arrow, 0)
    problem = refused(compare, violation, shaped(violation, violations(*rows)), nothing)[0]
    assert problem.code == "FCT-305" and "violation" in problem.zh


@pytest.mark.parametrize("key", [("number",), ("unit", "fine")])
def test_another_key_that_does_not_tell_stored_rows_apart_is_refused(
    violation, violations, stored, refused, key
):
    """Else one incoming row would be written twice, or beside the row it means."""
    source = stored(violations(("a", 1, MOMENT, 5), ("b", 1, MOMENT, 6)))
    if "fine" in key:
        source = Source(
            source.files, source.schema, source.rows, frozenset({"unit", "number", "happened_at"})
        )
    other = violation.model_copy(update={"key": key})
    (problem,) = refused(compare, other, shaped(violation, violations(("c", 1, MOMENT, 7))), source)
    assert problem.code == "FCT-306" and "violation" in problem.zh


def test_another_key_that_tells_them_apart_is_taken(violation, violations, stored):
    source = stored(violations(("a", 1, MOMENT, 5), ("b", 2, MOMENT, 6)))
    other = violation.model_copy(update={"key": ("number",)})
    plan = compare(other, shaped(violation, violations(("c", 1, MOMENT, 7))), source)
    assert plan.change == Change(0, 1, 0)


def test_laying_over_keeps_the_other_rows(violation, violations, stored):
    old = stored(violations(("a", 1, MOMENT, 5), ("a", 2, MOMENT, 6), ("b", 1, MOMENT.replace(year=2018), 7)))
    new = shaped(violation, violations(("a", 2, MOMENT, 60)))
    keyed = {(r["unit"], r["number"]): r["fine"] for r in overlaid(violation, new, old, None).to_pylist()}
    assert keyed == {("a", 1): 5, ("a", 2): 60, ("b", 1): 7}
    only = overlaid(violation, new, old, frozenset({2020})).to_pylist()
    assert {(r["unit"], r["number"]) for r in only} == {("a", 1), ("a", 2)}


ROWS = st.dictionaries(
    st.tuples(st.sampled_from("ab"), st.integers(0, 6)),
    st.tuples(
        st.none() | st.sampled_from([MOMENT, MOMENT.replace(year=2019)]),
        st.none() | st.integers(0, 2).map(Decimal),
    ),
    max_size=10,
)


@settings(max_examples=40, deadline=None)
@given(ROWS, ROWS)
def test_the_plan_is_that_of_a_dictionary(tmp_path_factory, violation, violations_of, before, after):
    old, new = shaped(violation, violations_of(before)), shaped(violation, violations_of(after))
    path = tmp_path_factory.mktemp("merge") / "old.parquet"
    pq.write_table(old, path)
    source = Source((str(path),), violation.arrow, old.num_rows)
    plan = compare(violation, new, source)
    inserted = [k for k in after if k not in before]
    updated = [k for k in after if k in before and after[k] != before[k]]
    assert plan.change == Change(len(inserted), len(updated), len(after) - len(inserted) - len(updated))
    whole = overlaid(violation, plan.rows, source, None).to_pylist()
    assert {(r["unit"], r["number"]): (r["happened_at"], r["fine"]) for r in whole} == {**before, **after}
    assert len(whole) == len({**before, **after})


@pytest.fixture(scope="session")
def violations_of(violation):
    """The arrow table of a dictionary (unit, number) → (moment, fine)."""

    def make(rows):
        flat = [(*key, *value) for key, value in rows.items()]
        return pa.table({
            name: pa.array([row[at] for row in flat], violation.columns[name].arrow)
            for at, name in enumerate(violation.columns)
        })  # fmt: skip

    return make
