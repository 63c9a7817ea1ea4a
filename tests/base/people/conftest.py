# ruff: noqa: E402 — models can be imported only after Django is set up
"""Django set up before anything of it is imported, and the translations compiled."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.base.ui import messages

messages.compile_all()
