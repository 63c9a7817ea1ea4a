"""Addresses of the interface and of its pages."""

from __future__ import annotations

from django.urls import include, path

from luji.record.api import interface, pages

urlpatterns = [
    path("api/", pages.description, name="api"),
    path("api/openapi.json", pages.openapi, name="openapi"),
    path("api/", include((interface.patterns(), "api"))),
    path("account/tokens/", pages.own_tokens, name="own-tokens"),
    path("account/tokens/<int:key>/revoke/", pages.revoke, name="token-revoke"),
]
