"""The journal read for many records at once."""

from __future__ import annotations

from collections.abc import Iterable

from luji.record.workflow.models import Entry


def stories(subjects: Iterable[str]) -> dict[str, list[Entry]]:
    """The story of each record that has one, the oldest entry first: one query."""
    found: dict[str, list[Entry]] = {}
    for entry in Entry.objects.filter(subject__in=list(subjects)).order_by("number"):
        found.setdefault(entry.subject, []).append(entry)
    return found


def subjects_but(verbs: Iterable[str]) -> list[str]:
    """The records to which something else than these verbs was ever done, each once."""
    return list(
        Entry.objects.exclude(verb__in=list(verbs)).order_by().values_list("subject", flat=True).distinct()
    )
