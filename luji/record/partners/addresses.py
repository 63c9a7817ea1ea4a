"""Addresses of the forms of organisations."""

from __future__ import annotations

from django.urls import path

from luji.record.partners import pages

urlpatterns = [
    path("registers/<slug:name>/partners/", pages.forms, name="partner-forms"),
    path("registers/<slug:name>/partners/give/", pages.give, name="partner-give"),
]
