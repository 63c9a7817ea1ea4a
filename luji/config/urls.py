"""Addresses of the site: each room brings its own."""

from __future__ import annotations

from django.urls import include, path

from luji.base.ui import errors, language
from luji.config import about

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken

urlpatterns = [
    path("", include("luji.account.desk.addresses")),
    path("", include("luji.base.people.addresses")),
    path("", include("luji.record.registers.addresses")),
    path("", include("luji.record.papers.addresses")),
    path("", include("luji.record.partners.addresses")),
    path("", include("luji.record.bench.addresses")),
    path("", include("luji.record.finding.addresses")),
    path("", include("luji.record.api.addresses")),
    path("registers/<slug:name>/about/", about.about, name="about-of"),
    path("language/", language.choose, name="language"),
    path("healthz", errors.health, name="health"),
]
