"""The archive of files as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Brings the tables that say which file is what, and where it is used."""

    name = "luji.record.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
