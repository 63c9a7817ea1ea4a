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
        """Have matters and notices follow the journal; the index follow migrations, and SQLite learn it."""
        # The tables they need exist only once all apps are loaded.
        from luji.record.registers.search import gramindex  # noqa: PLC0415
        from luji.record.registers.work.following import follow  # noqa: PLC0415
        from luji.record.workflow.actions import FOLLOWERS  # noqa: PLC0415

        if follow not in FOLLOWERS:
            FOLLOWERS.append(follow)
        connection_created.connect(gramindex.teach, dispatch_uid="luji.registers.teach")
        post_migrate.connect(index, sender=self, dispatch_uid="luji.registers.index")


def index(**_: object) -> None:
    """After migrations: every register has its index."""
    # As above.
    from luji.record.registers.models import MODELS  # noqa: PLC0415
    from luji.record.registers.search import gramindex  # noqa: PLC0415

    gramindex.ensure(MODELS.values())
