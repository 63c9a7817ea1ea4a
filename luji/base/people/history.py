"""The history of service: where somebody served in which rank; the account follows the service in force."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from luji.base.people.models import Account, Service


def serve_from(account: Account, day: date, document: str = "") -> Service:
    """The first service of somebody, as the account says."""
    return Service.objects.create(
        account=account, unit=account.unit, rank=account.rank, title=account.title, start=day,
        document=document,
    )  # fmt: skip


def correct(account: Account, day: date) -> None:
    """Make the service of a day say what the account says: it was entered wrongly."""
    now = serving_on(account, day)
    if now is not None:
        now.unit, now.rank, now.title = account.unit, account.rank, account.title
        now.save(update_fields=["unit", "rank", "title"])


def settle(day: date, only: Account | None = None) -> int:
    """Bring accounts to the service in force on a day: transfers dated ahead take effect; how many."""
    found = Service.objects.filter(start__lte=day).filter(lasting(day)).select_related("account")
    if only is not None:
        found = found.filter(account=only)
    changed = 0
    for service in found:
        account = only or service.account
        wanted = (service.unit, service.rank, service.title)
        if (account.unit, account.rank, account.title) != wanted:
            account.unit, account.rank, account.title = wanted
            account.save(update_fields=["unit", "rank", "title"])
            changed += 1
    return changed


def serving_on(account: Account, day: date) -> Service | None:
    """The service of a day."""
    return Service.objects.filter(account=account, start__lte=day).filter(lasting(day)).last()


def file_of_service(service: Service) -> dict[str, object]:
    """What a service says; empty things left out."""
    names = ("unit", "rank", "title", "start", "end", "document")
    return {name: getattr(service, name) for name in names if getattr(service, name)}


def lasting(day: date) -> Q:
    """What has not ended before a day."""
    return Q(end=None) | Q(end__gte=day)
