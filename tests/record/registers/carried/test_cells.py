"""Cells of facts and of files: what goes out comes back as the same value."""

from datetime import date, datetime, time
from decimal import Decimal
from types import SimpleNamespace

import pytest

from luji.record.registers.carried.cells import Taker, cells_of, facts_of, line_facts, value_of
from luji.record.registers.fields.reading import HERE, Wrong

VALUES = {
    "number": "E2026-001", "unit": "hh-hecheng", "what": "会议", "at": datetime(2026, 3, 1, 14, 5, 33, tzinfo=HERE),
    "until": None, "clock": time(8, 30), "lasts": 90, "chair": "080001", "witness": None, "about": "T2026-001",
    "shade": "light", "reason": None, "attendees": [{"officer": "080001", "hours": "1.50", "came": "2026-03-01T14:00"}],
    "there": 0, "hours": Decimal("1.5"), "took": None, "papers": ["a" * 64], "opinion": None, "reviewed": None, "state": "open",
}  # fmt: skip
ROW = SimpleNamespace(row=7, **VALUES)


def test_facts_are_plain(every):
    found = facts_of(every.spec, every.published, ROW)
    assert found["at"] == datetime(2026, 3, 1, 14, 5, 33)  # noqa: DTZ001 - by the clock here
    assert (found["clock"], found["lasts"], found["attendees"], found["papers"]) == ("08:30", 90, 1, 1)


def test_what_goes_into_a_file_comes_back(every, registry):
    cells = cells_of(every.spec, every.table, ROW)
    assert "papers" not in cells, "files cannot stand in a table"
    line = {column: cell for column, cell in cells.items() if cell is not None}
    assert list(Taker(every.spec, registry.units).take(line)) == []
    assert line == {c: VALUES[n] for c, n in every.spec.facts.items() if c in line}


def test_cells_that_cannot_be_read_are_told_and_left_empty(every, registry):
    line = {"lasts": "一会儿", "clock": "25:00", "what": "x", "attendees": "a|b|c|d|e|f|g"}
    wrong = list(Taker(every.spec, registry.units).take(line))
    assert sorted(p.code for p in wrong) == ["REG-502", "REG-503", "REG-507"]
    assert line == {"lasts": None, "clock": None, "what": "x", "attendees": None}


def test_a_moment_of_a_file_is_one_here(every, registry):
    at = datetime(2026, 3, 1, 14, 5, 33, 999)  # noqa: DTZ001 - as a workbook has it
    assert value_of(at, every.spec.fields["at"], registry.units) == VALUES["at"]
    with pytest.raises(Wrong):
        value_of("x", every.spec.fields["lasts"], registry.units)


def test_lines_are_facts_beside_their_record(every):
    (found,) = line_facts(every.spec, "attendees", ROW)
    assert found == {
        "number": "E2026-001", "unit": "hh-hecheng", "at": datetime(2026, 3, 1, 14, 5, 33), "line": 1,  # noqa: DTZ001
        "officer": "080001", "present": None, "hours": Decimal("1.50"), "came": datetime(2026, 3, 1, 14), "note": None,  # noqa: DTZ001
        "_source": "every#7",
    }  # fmt: skip
    assert date(2026, 3, 1) == found["at"].date()
