"""Addresses of what registers offer beside list, form and record."""

import pytest
from django.urls import resolve


@pytest.mark.parametrize(("path", "name"), [
    ("board", "board-of"), ("calendar", "calendar-of"), ("timeline", "timeline-of"), ("views", "view-save"), ("together", "together"),
    ("3/editions/7", "record-edition"),
])  # fmt: skip
def test_addresses(path, name):
    assert resolve(f"/registers/hazard/{path}/").url_name == name


def test_the_template():
    assert resolve("/registers/hazard/template.xlsx").url_name == "template-of"
