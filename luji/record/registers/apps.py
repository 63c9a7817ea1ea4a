"""The registers as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class RegistersConfig(AppConfig):
    """Brings a table for every declared register, and keeps the index their searches need."""

    name = "luji.record.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The index follows migrations, and SQLite learns its function with every connection."""
        # The tables exist only once all apps are loaded.
        from luji.record.registers import gramindex  # noqa: PLC0415

        connection_created.connect(gramindex.teach, dispatch_uid="luji.registers.teach")
        post_migrate.connect(index, sender=self, dispatch_uid="luji.registers.index")


def index(**_: object) -> None:
    """After migrations: every register has its index."""
    # As above.
    from luji.record.registers import gramindex  # noqa: PLC0415
    from luji.record.registers.models import MODELS  # noqa: PLC0415

    gramindex.ensure(MODELS.values())
