"""Addresses of what registers offer beside list, form and record."""

from __future__ import annotations

from django.urls import path

from luji.record.registers.pages import blank, looks, saving, together, undoing

urlpatterns = [
    path("registers/<slug:name>/board/", looks.board, name="board-of"),
    path("registers/<slug:name>/calendar/", looks.month, name="calendar-of"),
    path("registers/<slug:name>/timeline/", looks.timeline, name="timeline-of"),
    path("registers/<slug:name>/views/", saving.save, name="view-save"),
    path("registers/<slug:name>/views/<int:key>/delete/", saving.drop, name="view-drop"),
    path("registers/<slug:name>/together/", together.together, name="together"),
    path("registers/<slug:name>/template.xlsx", blank.template, name="template-of"),
    path("registers/<slug:name>/<int:row_id>/editions/<int:number>/", undoing.edition, name="record-edition"),
]
