"""The journal as a Django app; the rest of the room is pure."""

from __future__ import annotations

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Brings the tables of the journal."""

    name = "luji.record.workflow"
    label = "workflow"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what happens to people."""
        # Tables exist only once every app is loaded.
        from luji.record.workflow import people  # noqa: PLC0415

        people.listen()
