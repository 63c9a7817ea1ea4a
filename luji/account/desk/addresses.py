"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from luji.account.desk import (
    catalogue,
    dashboard,
    evaluation,
    indicator,
    preferences,
    reconciling,
    report,
    rows,
    trace,
)

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("indicators/", catalogue.catalogue, name="indicators"),
    path("indicators/<str:key>/", indicator.indicator, name="indicator"),
    path("indicators/<str:key>/trace/", trace.trace, name="trace"),
    path("indicators/<str:key>/rows/", rows.rows, name="rows"),
    path("indicators/<str:key>/rows.<str:format>", rows.rows_file, name="rows-file"),
    path("evaluation/", evaluation.evaluation, name="evaluation"),
    path("report/", report.report, name="report"),
    path("report/file.<str:format>", report.report_file, name="report-file"),
    path("reconcile/", reconciling.reconcile, name="reconcile"),
    path("settings/", preferences.preferences, name="settings"),
]
