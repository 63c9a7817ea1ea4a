"""Answers of partner departments as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Brings the tables of the forms given out and of what was answered."""

    name = "luji.record.partners"
    label = "partners"
    default_auto_field = "django.db.models.BigAutoField"
