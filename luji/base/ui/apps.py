"""The page kit as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Brings the base templates and the static files."""

    name = "luji.base.ui"
    label = "ui"
