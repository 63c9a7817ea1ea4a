"""Addresses of the bench and of the notices."""

from __future__ import annotations

from django.urls import path

from luji.record.bench import noticing, pages

urlpatterns = [
    path("start/", pages.start, name="start"),
    path("bench/", pages.bench, name="bench"),
    path("notices/", noticing.listed, name="notices"),
    path("notices/read/", noticing.read, name="notices-read"),
    path("notices/stream/", noticing.stream, name="notice-stream"),
    path("notices/settings/", noticing.choices, name="notice-settings"),
    path("notices/<int:notice_id>/", noticing.opened, name="notice"),
]
