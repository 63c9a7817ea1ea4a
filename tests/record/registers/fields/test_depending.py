"""Fields that follow from others: emptied, computed, in order, and never in a circle."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields.depending import applies, circles, consequences, result
from luji.record.registers.fields.reading import Wrong

LABEL = Text("字段", "Field")


def test_computed_fields_follow_what_is_written(every):
    given = {
        "attendees": [{"officer": "1", "present": True, "hours": "1.25"}, {"officer": "2", "hours": "0.5"}]
    }
    found = consequences(every.spec, {}, given)
    assert (found["there"], found["hours"]) == (1, Decimal("1.8"))
    again = consequences(every.spec, found, {"attendees": None})
    assert (again["there"], again["hours"]) == (0, Decimal("0.0"))


def test_nothing_is_written_that_stays(every):
    before = consequences(every.spec, {}, {"attendees": [{"officer": "1", "present": True}]})
    assert consequences(every.spec, before, {"what": "x"}) == {"what": "x"}


def test_a_field_whose_condition_fails_is_emptied(every):
    found = consequences(every.spec, {"shade": "other", "reason": "因为"}, {"shade": "light"})
    assert found["reason"] is None


def test_a_value_where_the_condition_fails_is_refused(every):
    with pytest.raises(Refused) as refused:
        consequences(every.spec, {}, {"shade": "light", "reason": "因为"})
    assert [p.code for p in refused.value.problems] == ["REG-509"]
    assert "类别 == 「其他」" in refused.value.problems[0].zh


def test_a_field_applies_while_its_condition_holds_or_it_says_something(every):
    assert applies(every.spec, "what", {}) and applies(every.spec, "state", {})
    assert applies(every.spec, "reason", {"shade": "other"})
    assert not applies(every.spec, "reason", {"shade": "light"})
    assert applies(every.spec, "reason", {"shade": "light", "reason": "旧"}), (
        "what an old ledger says is shown"
    )


def test_each_follows_what_it_reads(tiny):
    fields = dict(tiny.spec.fields) | {
        "third": Field(type="computed", formula="second * 2", label=LABEL),
        "second": Field(type="computed", formula="first + 1", label=LABEL),
        "first": Field(type="computed", formula="count * 10", label=LABEL),
    }
    spec = tiny.spec.model_copy(update={"fields": fields})
    spec.__dict__.pop("following", None)
    assert list(spec.following)[-3:] == ["first", "second", "third"]
    assert consequences(spec, {}, {"count": 3}) == {"count": 3, "first": 30, "second": 31, "third": 62}


@pytest.mark.parametrize(("held", "scale", "found", "expected"), [
    ("integer", 2, Decimal("2.5"), 3), ("integer", 2, Decimal("-2.5"), -3), ("decimal", 3, Decimal("0.12345"), Decimal("0.123")),
    ("money", 2, Decimal("1.005"), Decimal("1.01")), ("duration", 2, Decimal("1.4"), 1), ("flag", 2, True, True),
    ("integer", 2, None, None), ("text", 2, "x", "x"),
])  # fmt: skip
def test_results_are_rounded_half_up(held, scale, found, expected):
    field = Field.model_validate(
        {"type": "computed", "as": held, "scale": scale, "formula": "1", "label": LABEL}
    )
    assert result(field, found) == expected


def test_a_result_too_large_is_a_problem():
    field = Field(type="computed", formula="1", label=LABEL)
    with pytest.raises(Wrong) as wrong:
        result(field, Decimal(10) ** 18)
    assert wrong.value.problem.code == "REG-108"


def test_circles_are_told_once():
    assert list(circles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["d"], "e": ["a"]})) == [
        ["a", "b", "c", "a"],
        ["d", "d"],
    ]
    assert list(circles({"a": ["b"], "b": ["x"]})) == []


NAMES = st.sampled_from("abcde")


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3)))
def test_circles_agree_with_walking(links):
    """A name lies on a circle exactly when one can walk from it back to it."""

    def reached(start):
        seen, left = set(), list(links.get(start, []))
        while left:
            one = left.pop()
            if one not in seen:
                seen.add(one)
                left += links.get(one, [])
        return seen

    assert {n for way in circles(links) for n in way} == {n for n in links if n in reached(n)}


def test_a_formula_reads_the_last_day_of_a_clock(registry):
    """Moved from a day off; nothing is said where the holidays are not known, or no limit was in force."""
    spec = registry.find("penalty").spec
    paid = {"fine": Decimal(1000), "sanction": "fine"}

    def late(served, on):
        found = consequences(spec, paid, {"served_on": served, "paid_on": on})
        return found.get("late_days"), found.get("surcharge")

    assert late(date(2020, 5, 8), date(2020, 5, 25)) == (0, Decimal("0.00"))
    assert late(date(2020, 5, 8), date(2020, 5, 26)) == (1, Decimal("30.00"))
    assert late(date(2020, 5, 8), date(2020, 12, 1)) == (190, Decimal("1000.00"))
    assert late(date(2017, 5, 8), date(2017, 12, 1)) == (None, None)
    assert late(date(2099, 5, 8), date(2099, 12, 1)) == (None, None)
