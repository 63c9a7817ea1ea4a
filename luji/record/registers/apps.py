"""The registers as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Brings a table for every declared register."""

    name = "luji.record.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"
