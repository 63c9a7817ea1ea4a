"""Addresses of finding."""

from __future__ import annotations

from django.urls import path

from luji.record.finding import pages

urlpatterns = [
    path("find/", pages.find, name="find"),
    path("look-up/", pages.look_up, name="look-up"),
    path("look-ups/", pages.look_ups, name="look-ups"),
]
