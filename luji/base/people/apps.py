"""People as a Django app: accounts and sign-in."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Brings the account model, which AUTH_USER_MODEL names."""

    name = "luji.base.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to sign-ins."""
        # Tables exist only once every app is loaded.
        from luji.base.people.signin import receivers  # noqa: PLC0415

        receivers.connect()
