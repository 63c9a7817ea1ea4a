"""Addresses of the pages about people."""

from __future__ import annotations

from django.urls import path

from luji.base.people import pages

urlpatterns = [
    path("sign-in/", pages.sign_in, name="sign-in"),
    path("sign-out/", pages.sign_out, name="sign-out"),
]
