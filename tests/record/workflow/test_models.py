# ruff: noqa: E402 — models can be imported only after Django is set up
"""The journal's tables say what they hold."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.record.workflow.models import ChainEnd, Entry


def test_entries_name_themselves():
    assert str(Entry(number=3, verb="edit", subject="hazard/1")) == "3 edit hazard/1"
    assert str(ChainEnd(name="journal", count=3)) == "journal: 3"


def test_a_records_story_is_found_by_an_index():
    assert ["subject", "number"] in [i.fields for i in Entry._meta.indexes]
