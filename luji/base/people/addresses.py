"""Addresses of the pages about people."""

from __future__ import annotations

from django.urls import path

from luji.base.people.signin import pages as signing

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-in/code/", signing.code, name="sign-in-code"),
    path("sign-out/", signing.sign_out, name="sign-out"),
]
