"""Finding as a Django app: its pages; what it searches lies in the registers."""

from __future__ import annotations

from django.apps import AppConfig


class FindingConfig(AppConfig):
    """Brings templates and static files."""

    name = "luji.record.finding"
    label = "finding"
