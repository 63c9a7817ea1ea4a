"""The bench of the indicators compares equals: every contender gives the same values on few rows."""

import importlib.util
import json
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"


def load(name):
    spec = importlib.util.spec_from_file_location(f"bench_{name}", BENCH / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bench():
    return load("indicators")


@pytest.fixture(scope="module")
def data(bench, tmp_path_factory):
    path = tmp_path_factory.mktemp("bench") / "violation.parquet"
    bench.make(path, 30_000)
    return path


@pytest.mark.parametrize("name", ["hand-written", "pandas"])
def test_contenders_agree(bench, data, name):
    ours, theirs = (bench.run_one(n, data)["values"] for n in ("luji", name))
    assert sum(map(len, ours.values())) >= 45 * 11 * 24
    bench.compare(name, ours, theirs)


def test_a_wrong_value_stops_the_bench(bench):
    with pytest.raises(SystemExit, match="total d 2020-01"):
        bench.compare("x", {"total": {"d 2020-01": "2"}}, {"total": {"d 2020-01": "3"}})
    with pytest.raises(SystemExit, match="other measures"):
        bench.compare("x", {"total": {}}, {})


def test_the_report_renders_lists_and_objects(tmp_path):
    report = load("report")
    result = {
        "title": "T", "what": "W", "machine": "M", "columns": ["a", "b"], "rows": [[1, "x|y"], {"a": 2, "b": 3}],
        "ratios": {"r": 1.5}, "aims": {"r": "≤ 2"}, "when": "2026-01-01",
    }  # fmt: skip
    (tmp_path / "one.json").write_text(json.dumps(result), "utf-8")
    (tmp_path / "other.json").write_text(json.dumps({"seconds": 1}), "utf-8")
    page = report.render(tmp_path)
    assert "| 1 | x\\|y |" in page
    assert "| 2 | 3 |" in page
    assert "| r | 1.5 | ≤ 2 |" in page
    assert "Measured 2026-01-01" in page
