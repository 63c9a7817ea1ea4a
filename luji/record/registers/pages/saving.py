"""Pages that save a view of a list and delete one."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from luji.base.people.models import Account
from luji.base.ui.jinja import address
from luji.record.registers.pages import tabs
from luji.record.registers.pages.asking import Ask, page
from luji.record.registers.saved import views


@require_POST
@page
def save(ask: Ask) -> HttpResponse:
    """Keep the list of the address (its filters, words, order and columns) under a name."""
    given, account = ask.request.POST, cast(Account, ask.request.user)
    told = tabs.query(ask.asked(), tabs.chosen_columns(ask))
    name, shared = given.get("name", "")[:200], given.get("shared") == "1"
    made = views.save(account, ask.actor.person, ask.kept, name, told, shared)
    return HttpResponseRedirect(address("rows-of", ask.kept.name) + (f"?{made.query}" if made.query else ""))


@require_POST
@page
def drop(ask: Ask, key: int) -> HttpResponse:
    """Delete one of one's own views."""
    views.drop(cast(Account, ask.request.user), ask.kept, key)
    return HttpResponseRedirect(address("rows-of", ask.kept.name))
