"""Who asks for which register: the frame of every page here, and refusals as pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from luji.base.kernel.problem import Refused
from luji.base.people.models import Account
from luji.base.people.person import Person
from luji.base.people.posts import person_of
from luji.base.people.visible import visible
from luji.base.ui import errors
from luji.record.registers import registry as registries
from luji.record.registers.presence_problems import NOT_YOURS_TO_PROJECT
from luji.record.registers.problems import FROZEN, NOT_FOR_YOU, NOT_VISIBLE
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.search.listing import Asked
from luji.record.registers.verbs.actor import Actor

P = ParamSpec("P")
FORBIDDEN = "WFL-3"
NOT_ALLOWED = frozenset({NOT_FOR_YOU.code, FROZEN.code, NOT_YOURS_TO_PROJECT.code})
PERSON = "luji.person"


@dataclass(frozen=True)
class Ask:
    """A request to one register by somebody."""

    request: HttpRequest
    actor: Actor
    kept: Kept

    @property
    def registry(self) -> Registry:
        """Every register."""
        return self.actor.registry

    def asked(self) -> Asked:
        """The list in the address: `f.FIELD` filters, `q` searches, `sort` orders, `at` is the place."""
        given = self.request.GET
        filters = {name: given.get(f"f.{name}", "")[:100] for name in self.kept.spec.list_.filters}
        words, order, place = (given.get(name, "")[:400] for name in ("q", "sort", "at"))
        exact = given.get("count", "") == "all"
        return Asked({n: v for n, v in filters.items() if v}, words, order, place, exact)


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person acting now."""
    registry = registries.current()
    person = person_here(request, registry)
    return Actor(registry, person, timezone.now(), str(request.META.get("REMOTE_ADDR", ""))[:64])


def person_here(request: HttpRequest, registry: Registry) -> Person:
    """The signed-in person with today's posts, looked up once for a request."""
    known: Person | None = request.META.get(PERSON)
    if known is None:
        account = cast(Account, request.user)
        known = request.META[PERSON] = person_of(account, timezone.localdate(), registry.units)
    return known


def page(
    view: Callable[Concatenate[Ask, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """Make a page of `view`: find the register, and say which post may when somebody may not."""

    @wraps(view)
    def shown(request: HttpRequest, name: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        actor = actor_of(request)
        ask = Ask(request, actor, actor.registry.find(name))
        try:
            refuse_strangers(ask)
            return view(ask, *args, **kwargs)
        except Refused as refused:
            codes = {problem.code for problem in refused.problems}
            if codes & NOT_ALLOWED or any(code.startswith(FORBIDDEN) for code in codes):
                advice = _("Your posts do not allow this. Here is who may.")
                return errors.page(request, 403, _("Not allowed"), advice, refused.problems)
            raise

    return shown  # type: ignore[return-value]


def refuse_strangers(ask: Ask) -> None:
    """Raise `Refused` (REG-203) when none of the person's posts sees anything of the register."""
    seen = visible(ask.actor.person, ask.kept.rule, ask.registry.units, ask.registry.roles)
    if seen.nothing:
        raise Refused([NOT_VISIBLE(allowed=seen.reason)])
