"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from luji.account.desk import dashboard, preferences

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("settings/", preferences.preferences, name="settings"),
]
