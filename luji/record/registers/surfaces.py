"""Addresses of what registers offer beside list, form and record."""

from __future__ import annotations

from django.urls import path

from luji.record.registers import blank, undoing

urlpatterns = [
    path("registers/<slug:name>/template.xlsx", blank.template, name="template-of"),
    path(
        "registers/<slug:name>/<int:row_id>/editions/<int:number>/", undoing.edition, name="record-edition"
    ),
]
