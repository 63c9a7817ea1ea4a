"""Papers as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Brings the table of papers made, and the link to them beside a record."""

    name = "luji.record.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the page of a record lead to its papers."""
        # Pages need the models, which exist only once all apps are loaded.
        from luji.record.papers.pages import beside  # noqa: PLC0415
        from luji.record.registers.pages.beside import MAKERS  # noqa: PLC0415

        if beside not in MAKERS:
            MAKERS.append(beside)
