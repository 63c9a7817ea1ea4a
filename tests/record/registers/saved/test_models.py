"""A saved view says of what it is."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.record.registers.saved.models import View  # noqa: E402 — after Django is set up


def test_said():
    assert str(View(register="hazard", name="逾期")) == "hazard: 逾期"
