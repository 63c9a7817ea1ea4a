"""Where the records are kept: addresses of PostgreSQL read, nonsense refused, passwords never repeated."""

import pytest

from luji.base.kernel.problem import Refused
from luji.config import database

SECRET = "s3cr3t-p@ss"


def read(url):
    return database.postgresql(url)


def test_without_an_address_the_records_lie_in_the_home(tmp_path):
    found = database.databases(tmp_path, "")["default"]
    assert found["ENGINE"].endswith("sqlite3")
    assert found["NAME"] == str(tmp_path / "luji.db")


def test_the_environment_names_the_database(tmp_path, monkeypatch):
    monkeypatch.setenv(database.VARIABLE, "postgresql:///luji")
    assert database.databases(tmp_path)["default"]["ENGINE"].endswith("postgresql")
    assert database.present(tmp_path)


def test_a_home_without_a_database_has_none(tmp_path, monkeypatch):
    monkeypatch.delenv(database.VARIABLE, raising=False)
    assert not database.present(tmp_path)
    (tmp_path / "luji.db").touch()
    assert database.present(tmp_path)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://luji:pw@db.hh.local:5433/luji", ("luji", "luji", "pw", "db.hh.local", "5433")),
        ("postgres://luji@db/records", ("records", "luji", "", "db", "")),
        ("postgresql:///luji?host=/run/postgresql", ("luji", "", "", "/run/postgresql", "")),
        ("postgresql://u@/luji?host=%2Ftmp%2Fpg%201", ("luji", "u", "", "/tmp/pg 1", "")),
        (
            "postgresql://%E6%80%80:s3cr3t-p%40ss@[::1]:5432/%E8%B7%AF%E7%BB%A9",
            ("路绩", "怀", SECRET, "::1", "5432"),
        ),
    ],
)
def test_an_address_is_read(url, expected):
    found = read(url)
    assert tuple(found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == expected


def test_options_of_the_connection_are_passed_on():
    found = read("postgresql://db/luji?sslmode=verify-full&connect_timeout=3")
    assert found["OPTIONS"] | {"sslmode": "verify-full", "connect_timeout": "3"} == found["OPTIONS"]


@pytest.mark.parametrize(
    "url",
    [
        "luji", "/var/lib/luji.db", "mysql://db/luji", "sqlite:///luji.db", "postgresql:luji", "postgresql://",
        "postgresql://db", "postgresql://db/", f"postgresql://u:{SECRET}@db:port/luji", "postgresql://db:99999/luji",
        f"postgresql://u:{SECRET}@db/a/b", "postgresql://[::1/luji", f"postgresql://u:{SECRET}#x@db/luji",
        f"postgresql://u:{SECRET}@db/luji?password=x", "postgresql://db/luji?option=-c", "postgresql://db/" + "x" * 64,
        f"POSTGRESQL//u:{SECRET}@db/luji", "postgresql://db/luji\x00", "jdbc:postgresql://db/luji", "５432",
    ],
)  # fmt: skip
def test_nonsense_is_refused_and_the_password_is_not_repeated(url):
    with pytest.raises(Refused) as told:
        read(url)
    (problem,) = told.value.problems
    assert problem.code == "CLI-102"
    assert SECRET not in problem.line("zh") + problem.line("en")
    assert "s3cr3t" not in problem.line("zh") + problem.line("en")
