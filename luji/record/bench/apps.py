"""The bench as a Django app: its pages; what it shows lies in the tables of the workflow."""

from __future__ import annotations

from django.apps import AppConfig


class BenchConfig(AppConfig):
    """Brings templates and static files."""

    name = "luji.record.bench"
    label = "bench"
