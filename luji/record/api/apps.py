"""The programming interface as a Django app: it brings the tokens' table."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_save


class ApiConfig(AppConfig):
    """Revokes tokens when an account is closed or its sessions are ended."""

    name = "luji.record.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to accounts."""
        # Models can be imported only once the apps are loaded.
        from luji.base.people.signin.sessions import ended  # noqa: PLC0415
        from luji.record.api.tokens import revoke_all, revoke_of_closed  # noqa: PLC0415

        post_save.connect(revoke_of_closed, sender="people.Account", dispatch_uid="luji.api.closed")
        ended.connect(revoke_all, dispatch_uid="luji.api.ended")
