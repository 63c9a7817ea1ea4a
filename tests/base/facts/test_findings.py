"""Problems are told in order of row, capped in print, counted in full."""

from __future__ import annotations

import pytest

from luji.base.facts import problems
from luji.base.facts.findings import Findings
from luji.base.kernel.problem import Refused, Where


def at(column):
    return lambda position: problems.EMPTY_CELL(Where(row=position, column=column))


def test_nothing_found_refuses_nothing():
    findings = Findings(10)
    findings.add([], 0, at("a"))
    findings.refuse()
    assert findings.total == 0


def test_order_is_by_row_then_column():
    findings = Findings(10)
    findings.add([3, 7], 1, at("b"))
    findings.add([3, 5], 0, at("a"))
    assert [(p.where.row, p.where.column) for p in findings.told()] == [
        (3, "a"),
        (3, "b"),
        (5, "a"),
        (7, "b"),
    ]


def test_what_comes_whole_comes_first():
    findings = Findings(10)
    findings.add([1], 0, at("a"))
    findings.ready.append(problems.EMPTY_FILE(Where(file="x.csv")))
    assert [p.code for p in findings.told()] == ["FCT-103", "FCT-201"]


def test_the_rest_is_counted():
    findings = Findings(3)
    findings.add(range(1000), 0, at("a"))
    findings.add(range(500), 1, at("b"))
    with pytest.raises(Refused) as caught:
        findings.refuse()
    *listed, rest = caught.value.problems
    assert [(p.where.row, p.where.column) for p in listed] == [(0, "a"), (0, "b"), (1, "a")]
    assert rest.code == "FCT-115"
    assert "1500" in rest.zh and "1497" in rest.zh


def test_only_what_is_told_is_made():
    made = []

    def make(position):
        made.append(position)
        return problems.EMPTY_CELL(Where(row=position))

    findings = Findings(2)
    findings.add(range(100_000), 0, make)
    findings.told()
    assert made == [0, 1]


def test_exactly_as_many_as_fit_leave_no_rest():
    findings = Findings(2)
    findings.add([1, 2], 0, at("a"))
    assert [p.code for p in findings.told()] == ["FCT-201", "FCT-201"]
