"""Migrations of the registers: the shipped ones here, a department's own in the `migrations` of its home."""

from django.conf import settings

__path__.append(str(settings.LUJI_HOME / "migrations"))
