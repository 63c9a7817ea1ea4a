"""The search of a list, posted: words go on into the list's address, a plate or a number to the look-up."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from luji.base.ui.jinja import address
from luji.record.registers.pages.asking import Ask, page
from luji.record.registers.search import identities

# Where the session keeps what is to be looked up until a reason is given.
LOOK_UP = "look-up"
MOST, MOST_VALUES = 400, 60
OURS = frozenset({"q", "csrfmiddlewaretoken", "at", "count"})


@require_POST
@page
def search(ask: Ask) -> HttpResponse:
    """Send on to the list, or to the look-up, whose page is found by its name: the room above brings it."""
    given = ask.request.POST
    words = given.get("q", "").replace("\x00", " ").strip()[:MOST]
    if identities.found_in(words):
        ask.request.session[LOOK_UP] = words
        return HttpResponseRedirect(address("look-up"))
    said = [("q", words)] + [
        (name, value.replace("\x00", " ")[:MOST])
        for name in given
        if name not in OURS
        for value in given.getlist(name)[:MOST_VALUES]
    ]
    query = urlencode([(name, value) for name, value in said if value])
    return HttpResponseRedirect(address("rows-of", ask.kept.name) + (f"?{query}" if query else ""))
