"""Addresses of papers."""

from __future__ import annotations

from django.urls import path

from luji.record.papers import pages

urlpatterns = [
    path("registers/<slug:name>/<int:row_id>/papers/", pages.papers, name="papers"),
    path("registers/<slug:name>/<int:row_id>/papers/make/", pages.make, name="paper-make"),
    path("registers/<slug:name>/<int:row_id>/papers/void/", pages.void, name="paper-void"),
    path("registers/<slug:name>/<int:row_id>/papers/<int:paper_id>.docx", pages.whole, name="paper-file"),
    path(
        "registers/<slug:name>/<int:row_id>/papers/<int:paper_id>-masked.docx",
        pages.masked,
        name="paper-masked",
    ),
]
