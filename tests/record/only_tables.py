"""A plugin of pytest: of all tests only those that touch the database; the rest is the same on every one."""

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what uses no table."""
    kept = [
        one
        for one in items
        if "db" in getattr(one, "fixturenames", ()) or one.get_closest_marker("django_db")
    ]
    config.hook.pytest_deselected(items=[one for one in items if one not in kept])
    items[:] = kept
