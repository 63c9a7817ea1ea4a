"""The demo: from nothing to a report, marked as constructed, and never into somebody's real home."""

import json
from pathlib import Path

import pytest

from luji.base.kernel.problem import Refused
from luji.config.demo.command import NOTICE, publish_units, run
from luji.config.keeping import open_lake, units_of


def test_the_demo_leaves_ledgers_snapshot_report_and_mark(demo_home: Path) -> None:
    assert len(list((demo_home / "ledgers").iterdir())) > 20
    assert len(list((demo_home / "snapshots").glob("*.json"))) == 1
    assert sorted(p.suffix for p in (demo_home / "report").iterdir()) == [".docx", ".html", ".pdf", ".xlsx"]
    mark = json.loads((demo_home / "home.json").read_text("utf-8"))
    assert mark["constructed"] is True
    assert mark["notice"] == NOTICE
    assert (demo_home / "home.json").stat().st_mode & 0o077 == 0


def test_the_demo_tells_its_steps(demo_home: Path) -> None:
    told = (demo_home / "done").read_text("utf-8")
    assert "constructed" in told
    assert "99.95" in told


def test_a_home_with_other_data_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("real", "utf-8")
    with pytest.raises(Refused, match="CLI-004"):
        run(tmp_path, None)
    assert [p.name for p in tmp_path.iterdir()] == ["real.txt"]


def test_units_are_published_once(tmp_path: Path) -> None:
    lake, units = open_lake(tmp_path), units_of(tmp_path)
    rows = publish_units(lake, units)
    version = lake.versions()
    assert publish_units(lake, units) == rows
    assert lake.versions() == version
    assert lake.count("unit") == len(list(units))
