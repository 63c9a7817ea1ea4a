"""The desk as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Brings the pages; it has no tables of its own."""

    name = "luji.account.desk"
    label = "desk"
