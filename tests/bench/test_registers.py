"""The bench of the registers: its rows are a ledger the register takes, its cases ask for what there is."""

import csv
import importlib.util
import os
from pathlib import Path

import django
import pytest

BENCH = Path(__file__).parents[2] / "bench"
UNITS = ["鹤城大队", "芷江大队", "沅陵大队"]


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_registers", BENCH / "registers.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_rows_are_a_ledger_with_skewed_values(bench):
    rows = list(csv.DictReader([bench.HEAD, *bench.lines(2000, UNITS)]))
    assert len({row["隐患编号"] for row in rows}) == 2000
    assert [row["推送日期"] for row in rows] == sorted(row["推送日期"] for row in rows)
    counts = sorted(sum(row["大队"] == unit for row in rows) for unit in UNITS)
    assert counts[-1] > 1.5 * counts[0] > 0
    assert {row["状态"] for row in rows[-40:]}.isdisjoint({"整治到位"})


def test_rows_are_the_same_every_time(bench):
    assert list(bench.lines(50, UNITS)) == list(bench.lines(50, UNITS))


def test_cases_sort_filter_and_search_what_the_register_declares(bench):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
    django.setup()
    from luji.record.registers.models import REGISTERS

    hazard = REGISTERS["hazard"]
    for group, _, _, given in bench.CASES:
        assert group in ("list", "search")
        assert {name[2:] for name in given if name.startswith("f.")} <= set(hazard.list_.filters)
        assert given.get("sort", "number").removeprefix("-") in hazard.list_.sort
        assert ("q" in given) == (group == "search")
        assert given.get("f.state", "closed") in hazard.workflow.states


def test_the_table_says_what_was_aimed_at(bench):
    case = {"group": "list", "name": "a", "median": 12.3, "p95": 20.0, "dull": 900.4, "shown": 50}
    found = {
        "cases": [case, case | {"group": "search"}],
        "loaded": {"rows": 100, "seconds": 2, "processor": 1, "dull": 5},
        "rebuilt": 1.2,
    }
    table = bench.result(100, {"sqlite": found, "postgresql": found})
    assert table["rows"][0] == ["list: a", "12", "20", "900", "12", "20", "900"]
    assert table["ratios"]["slowest median of a list, sqlite (ms)"] == 12
    assert table["ratios"]["rows loaded per processor second of ours, sqlite"] == 100
    assert table["aims"]["slowest median of a search, postgresql (ms)"] == "< 200"
    assert table["ratios"]["rows loaded a second, sqlite"] == 50
