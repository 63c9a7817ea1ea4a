"""Addresses of the registers."""

from __future__ import annotations

from django.urls import path, re_path

from luji.record.registers.pages import carrying, looking, presence, records, serving, surfaces, writing

urlpatterns = [
    path("registers/", records.registers, name="registers"),
    *surfaces.urlpatterns,
    path("registers/<slug:name>/", records.rows, name="rows-of"),
    path("registers/<slug:name>/search/", looking.search, name="search-in"),
    path("registers/<slug:name>/new/", writing.new, name="record-new"),
    path("registers/<slug:name>/import/", carrying.take_in, name="take-in"),
    re_path(
        r"^registers/(?P<name>[a-z0-9_]+)/export\.(?P<format>csv|xlsx|json)$",
        carrying.take_out,
        name="take-out",
    ),
    path("registers/<slug:name>/export/", carrying.disclose, name="disclose"),
    path("registers/<slug:name>/<int:row_id>/", records.record, name="record"),
    path("registers/<slug:name>/files/bring/<slug:field>/", serving.bring, name="files-bring"),
    path("registers/<slug:name>/files/<slug:sha256>/", serving.waiting, name="file-waiting"),
    path(
        "registers/<slug:name>/files/<slug:sha256>/small/",
        serving.waiting,
        {"small": True},
        name="file-waiting-small",
    ),
    path("registers/<slug:name>/<int:row_id>/files/<slug:sha256>/", serving.file, name="file-of"),
    path(
        "registers/<slug:name>/<int:row_id>/files/<slug:sha256>/small/",
        serving.file,
        {"small": True},
        name="file-of-small",
    ),
    path("registers/<slug:name>/<int:row_id>/presence/", presence.projected, name="record-presence"),
    path("presence/<str:text>/", presence.confirm, name="presence"),
    path("registers/<slug:name>/<int:row_id>/edit/", writing.edit, name="record-edit"),
    path("registers/<slug:name>/<int:row_id>/acts/<slug:action>/", writing.act, name="record-act"),
]
