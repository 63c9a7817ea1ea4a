"""Which conditions can hold together."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.kernel.expression import parse
from luji.record.workflow import worlds as module
from luji.record.workflow.worlds import worlds


def truths(*conditions: str) -> set[frozenset[str]]:
    found = worlds(conditions)
    assert len({w.true for w in found}) == len(found)
    return {w.true for w in found}


def sets(*every: tuple[str, ...]) -> set[frozenset[str]]:
    return {frozenset(one) for one in every}


def test_no_condition_is_one_world() -> None:
    assert truths() == {frozenset()}


@pytest.mark.parametrize(
    ("one", "other", "both", "neither"),
    [
        ("fine <= 200", "fine > 200", False, False),
        ("fine < 200", "fine > 200", False, True),
        ("fine >= 200", "fine <= 200", True, False),
        ("kind == 'a'", "kind == 'b'", False, True),
        ("kind in ['a', 'b']", "kind == 'b'", True, True),
        ("closed", "not closed", False, False),
        ("closed", "urgent", True, True),
        ("day >= '2020-05-01'", "day < '2020-05-01'", False, False),
        ("name == null", "name != null", False, False),
        ("deaths == 0 and injured == 0", "deaths > 0", False, True),
    ],
)
def test_two_conditions(one: str, other: str, both: bool, neither: bool) -> None:
    found = truths(one, other)
    assert (frozenset({one, other}) in found) is both
    assert (frozenset() in found) is neither
    assert frozenset({one}) in found or one == "fine >= 200" or "in [" in one


def test_a_condition_that_never_holds_and_one_that_always_does() -> None:
    assert truths("fine > 5 and fine < 3") == {frozenset()}
    assert truths("fine > 5 or fine <= 5") == sets(("fine > 5 or fine <= 5",))


@pytest.mark.parametrize(
    "text", ["a + b > 3", "a > b", "kind in @kinds", "a > -1", "abs(a) > 2", "max(a, b) > 1"]
)
def test_what_cannot_be_tried_is_free(text: str) -> None:
    assert truths(text) == sets((), (text,))
    assert truths(text, "closed") == sets((), (text,), ("closed",), (text, "closed"))


def test_days_between_two_dates_are_tried() -> None:
    assert truths("days(a, b) > 30") == sets((), ("days(a, b) > 30",))


def test_a_field_of_two_kinds_is_free() -> None:
    assert len(truths("x > 3", "x > 'a'")) == 4


def test_too_many_fields_are_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TRIALS", 3)
    assert len(truths("a", "b", "not a")) == 8


def test_the_values_are_told() -> None:
    (world,) = (w for w in worlds(["fine > 200", "closed", "name == null"]) if len(w.true) == 3)
    assert world.say() == "fine=201，closed=true，name=null"


NUMBERS = st.sampled_from(
    ["x < 3", "x <= 3", "x == 5", "x != 5", "x > 7", "x >= 7 or y", "not y", "x in [3, 7] and y"]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=4, unique=True))
def test_trying_every_number_finds_no_other_world(texts: list[str]) -> None:
    expected = set()
    for x, y in product(range(20), (True, False)):
        values = {"x": Decimal(x) / 2, "y": y}
        expected.add(frozenset(t for t in texts if parse(t).evaluate(values.__getitem__) is True))
    assert truths(*texts) == expected
