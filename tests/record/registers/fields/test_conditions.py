"""What conditions read: names and their types, moments by the clock here, counts and sums of sub-rows."""

from datetime import UTC, datetime, time
from decimal import Decimal

import pytest

from luji.record.registers.fields.conditions import holds, reader, types

LINES = [
    {"officer": "1", "present": True, "hours": "1.50"}, {"officer": "2", "present": False, "hours": "2.25"}, {"officer": "3"},
]  # fmt: skip


def test_names_have_types(every):
    found = types(every.spec)
    assert (
        found["attendees.count"].kind == found["attendees.hours.sum"].kind == found["lasts"].kind == "number"
    )
    assert found["at"].kind == "date" and found["clock"].kind == "text"
    assert found["shade"].codes == ("light", "gone", "other")
    assert "attendees.note.sum" not in found and "attendees.note.count" in found


@pytest.mark.parametrize(("name", "expected"), [
    ("rows", Decimal(3)), ("rows.count", Decimal(3)), ("rows.present.count", Decimal(1)), ("rows.officer.count", Decimal(3)),
    ("rows.hours.sum", Decimal("3.75")), ("none", None), ("none.count", Decimal(0)), ("none.hours.sum", Decimal(0)),
    ("empty", None), ("clock", "08:30"), ("at", datetime.fromisoformat("2026-03-01T22:05")), ("missing", None),
])  # fmt: skip
def test_values_as_expressions_read_them(name, expected):
    values = {
        "rows": LINES, "none": None, "empty": [], "clock": time(8, 30), "at": datetime(2026, 3, 1, 14, 5, tzinfo=UTC),
    }  # fmt: skip
    assert reader(values)(name) == expected


@pytest.mark.parametrize(("condition", "expected"), [
    ("rows.count > 2", True), ("rows.count > 3", False), ("missing > 1", False), ("missing == null", True),
    ("at >= '2026-03-01'", True), ("clock == '08:30'", True),
])  # fmt: skip
def test_conditions_hold_only_surely(condition, expected):
    values = {"rows": LINES, "at": datetime(2026, 3, 1, 14, 5, tzinfo=UTC), "clock": time(8, 30)}
    assert holds(condition, values) is expected
