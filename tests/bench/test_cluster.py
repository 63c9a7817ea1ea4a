"""The throw-away PostgreSQL of tests and measurements: it answers while the block runs and is gone afterwards."""

import importlib.util
import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

PATH = Path(__file__).parents[2] / "bench" / "cluster.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_cluster", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_answers_and_leaves_nothing(bench):
    with bench.cluster() as url:
        folder = Path(parse_qs(urlsplit(url).query)["host"][0])
        with psycopg.connect(url) as connection:
            row = connection.execute("select current_user, current_setting('server_encoding')").fetchone()
        assert row == ("luji", "UTF8")
        assert (folder / "data").stat().st_uid != 0
    assert not folder.exists()


def test_a_failure_inside_stops_it_too(bench):
    with pytest.raises(ZeroDivisionError), bench.cluster() as url:
        raise ZeroDivisionError
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_a_tool_that_fails_says_why(bench, tmp_path):
    with pytest.raises(RuntimeError, match="initdb"):
        bench._run([bench.binaries() / "initdb", "--no-such-flag"], bench.servant(), Path("/"))


def test_a_machine_without_it_is_told(bench, monkeypatch):
    monkeypatch.setattr(bench.shutil, "which", lambda name: None)
    monkeypatch.setattr(bench.Path, "glob", lambda self, pattern: iter(()))
    with pytest.raises(FileNotFoundError, match="apt install"):
        bench.binaries()


def test_root_never_runs_the_server(bench):
    assert (bench.servant() is None) == (os.getuid() != 0)
