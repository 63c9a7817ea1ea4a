"""Saved views as a Django app of their own: their table is no register's."""

from __future__ import annotations

from django.apps import AppConfig


class SavedConfig(AppConfig):
    """Brings the table of saved views."""

    name = "luji.record.registers.saved"
    label = "saved"
    default_auto_field = "django.db.models.BigAutoField"
