"""On PostgreSQL only what touches the database is run: the rest is the same on every database."""

import os

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what uses no table when LUJI_DATABASE_URL names a server."""
    if not os.environ.get("LUJI_DATABASE_URL"):
        return
    kept = [
        one
        for one in items
        if "db" in getattr(one, "fixturenames", ()) or one.get_closest_marker("django_db")
    ]
    config.hook.pytest_deselected(items=[one for one in items if one not in kept])
    items[:] = kept
