# ruff: noqa: E402 — models can be imported only after Django is set up
"""Django set up before anything of it is imported, and the translations compiled."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.base.ui import messages

messages.compile_all()

from django.contrib.auth.hashers import Argon2PasswordHasher

# Hashing takes as long as it must on a site; tests hash hundreds of times.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64
