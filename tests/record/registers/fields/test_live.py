"""Conditions as data for the page: fields of the form by name, the rest as it is."""

import json

import pytest

from luji.record.registers.fields import live


@pytest.mark.parametrize(("text", "expected"), [
    ("kind == 'a'", ["==", ["field", "kind"], ["const", "a"]]),
    ("kind in ['a', 'b'] and not sure", ["and", ["in", ["field", "kind"], [["const", "a"], ["const", "b"]]], ["not", ["field", "sure"]]]),
    ("kind not in ['a']", ["not", ["in", ["field", "kind"], [["const", "a"]]]]),
    ("count > 1.50", [">", ["const", "3"], ["const", "1.50"]]),
    ("kind != null", ["not", ["empty", ["field", "kind"]]]),
    ("kind.count > 1", [">", ["?"], ["const", "1"]]),
    ("count + 1 > 2", [">", ["?"], ["const", "2"]]),
    ("days(day, day) > 2", [">", ["?"], ["const", "2"]]),
    ("-count > 2", [">", ["?"], ["const", "2"]]),
    ("gone == true", ["==", ["const", None], ["const", True]]),
])  # fmt: skip
def test_conditions_become_data(text, expected):
    assert json.loads(live.condition(text, {"kind", "sure"}, {"count": 3})) == expected
