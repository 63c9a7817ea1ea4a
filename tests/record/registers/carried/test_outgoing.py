"""Exports hold what the list shows, and personal fields only for the posts declared."""

import csv

import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers.carried import outgoing
from luji.record.registers.search.listing import Asked


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_personal_fields_leave_only_with_those_declared(hazard, people, filed, walk, registry, tmp_path):
    walk(hazard, filed(hazard), "closed")
    for who, there in (("lead", True), ("officer", False)):
        out = tmp_path / f"{who}.csv"
        assert outgoing.write(registry, hazard, people.actor(who).person, Asked(), out) == 1
        (row,) = read(out)
        assert row.get("复查警号") == ("second" if there else None)


def test_filters_hold_for_the_file_too(tiny, people, filed, registry, tmp_path):
    filed(tiny, what="甲事"), filed(tiny, what="乙事")
    out = tmp_path / "x.csv"
    outgoing.write(registry, tiny, people.actor("officer").person, Asked(words="乙事"), out)
    assert [row["事项"] for row in read(out)] == ["乙事"]


def test_an_unknown_ending_is_refused(tiny, people, registry, tmp_path):
    with pytest.raises(Refused, match="FCT-1"):
        outgoing.write(registry, tiny, people.actor("officer", "officer").person, Asked(), tmp_path / "x.doc")
