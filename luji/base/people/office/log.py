"""The page of the sign-in log: for those who keep accounts and those who supervise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luji.base.kernel.problem import Refused
from luji.base.people import department
from luji.base.people.asking import person_of, refused
from luji.base.people.by import ADMIN
from luji.base.people.models import SignIn
from luji.base.people.office.pages import local
from luji.base.people.office.problems import NO_LOG
from luji.base.people.person import Person
from luji.base.people.signin.passwords import options
from luji.base.people.signin.sessions import device_of

SUPERVISION = "supervision"
READERS = (ADMIN, SUPERVISION)
SIZE = 100
GOOD, FAILED = "good", "failed"


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: a name or number, a result, days."""

    words: str = ""
    result: str = ""
    start: str = ""
    end: str = ""

    @classmethod
    def of(cls, given: QueryDict) -> Sought:
        """From an address; what cannot be read is left out."""
        words = given.get("q", "").replace("\x00", "").strip()[:64]
        result = given.get("result", "")
        days = [_day(given.get(name, "")) for name in ("start", "end")]
        return cls(
            words, result if result in (GOOD, FAILED) else "", *(d.isoformat() if d else "" for d in days)
        )

    def query(self) -> dict[str, str]:
        """The address again."""
        given = {"q": self.words, "result": self.result, "start": self.start, "end": self.end}
        return {name: value for name, value in given.items() if value}


@require_safe
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Who tried to sign in, when, from where, and whether it succeeded."""
    units = scope(person_of(request))
    if not units:
        return refused(request, Refused([NO_LOG()]))
    sought = Sought.of(request.GET)
    page = Paginator(found(units, sought), SIZE).get_page(request.GET.get("page", ""))
    context = {
        "page": page, "sought": sought, "local": local, "device": device_of, "days": options().log_days,
        "results": (GOOD, FAILED), "keeps": person_of(request).holds(ADMIN),
    }  # fmt: skip
    return render(request, "people/sign_ins.html", context)


def scope(person: Person) -> frozenset[str]:
    """The units whose sign-ins somebody may read: those of their posts and below."""
    tree = department.current().units
    posts = [held.unit for held in person.posts if held.role in READERS]
    return frozenset(code for unit in posts for code in (tree.subtree(unit) if unit in tree else [unit]))


def found(units: frozenset[str], sought: Sought) -> QuerySet[SignIn]:
    """The attempts that fit: of accounts of these units, and of names that are nobody's."""
    rows = SignIn.objects.filter(Q(account__unit__in=units) | Q(account=None)).select_related("account")
    if sought.words:
        rows = rows.filter(Q(username__icontains=sought.words) | Q(account__name__icontains=sought.words))
    if sought.result:
        rows = rows.filter(good=sought.result == GOOD)
    start, end = _day(sought.start), _day(sought.end)
    if start:
        rows = rows.filter(at__date__gte=start)
    return rows.filter(at__date__lt=end + timedelta(days=1)) if end else rows


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None
