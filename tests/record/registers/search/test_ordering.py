"""Orders and places: deep pages by one step; places nobody gave are refused."""

import base64
import json

import pytest
from django.db import connection

from luji.base.kernel.problem import Refused
from luji.record.registers.search import ordering
from luji.record.registers.search.ordering import Place


def token(*parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.parametrize("place", [Place(True, 3, 7), Place(False, None, 1), Place(True, 0, 2**62)])
def test_a_place_is_read_as_it_was_given(registry, tiny, place):
    assert ordering.read_place(registry.units, tiny, "count", place.token()) == place


@pytest.mark.parametrize("given", [
    "x", "====", token(1), token(1, "3", False), token(1, "drei", False, 4), token(1, "3", False, "n"), token(1, "3", False, 2**63),
    token(1, "3", False, -(10**40)), token(1, "1" * 40, False, 1), token({}, [], 1, None), "\x00", "é",
])  # fmt: skip
def test_a_place_nobody_gave_is_refused(registry, tiny, given):
    with pytest.raises(Refused) as told:
        ordering.read_place(registry.units, tiny, "count", given)
    assert told.value.problems[0].code == "REG-402"


def test_no_place_is_the_first_page(registry, tiny):
    assert ordering.read_place(registry.units, tiny, "count", "") is None


@pytest.mark.parametrize(
    ("asked", "order"), [("", "-number"), ("count", "count"), ("-day", "-day"), ("row", "row")]
)
def test_declared_orders_are_taken(tiny, asked, order):
    assert ordering.order_of(tiny, asked) == order


@pytest.mark.parametrize("asked", ["what", "--count", "password", "count;", "sought", "unit__x"])
def test_other_orders_are_refused(tiny, asked):
    with pytest.raises(Refused) as told:
        ordering.order_of(tiny, asked)
    assert told.value.problems[0].code == "REG-401"


def test_a_deep_page_is_one_step_on_an_index(tiny, filed):
    filed(tiny)
    rows = ordering._parts(tiny, tiny.rows, "count", True, Place(True, 3, 7))
    statement = str(next(iter(rows)).query)
    assert '"count", "register_tiny"."row") < (3, 7)' in statement.replace("(CAST(3 AS NUMERIC)", "(3")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + statement)
            plan = " ".join(str(line[3]) for line in cursor.fetchall())
        assert "SEARCH" in plan
        assert "USE TEMP B-TREE" not in plan
