"""The settings page (设置): language, account, keys of the keyboard."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luji.account.desk import house as houses
from luji.base.kernel.problem import Refused
from luji.base.ui.language import lang


@require_safe
def preferences(request: HttpRequest) -> HttpResponse:
    """The page; it works without a snapshot."""
    unit = str(getattr(request.user, "unit", ""))
    return render(request, "desk/settings.html", {"unit_name": unit_name(unit)})


def unit_name(code: str) -> str:
    """The short name of a unit; its code where the tree does not know it or cannot be read."""
    try:
        return houses.current().units.find(code).short.say(lang())
    except Refused:
        return code
