"""What the bench shows: what waits for somebody, what they sent on and where it is, their unit's month.

Everything is read from the matters, in a number of queries that does not grow with what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from luji.base.kernel.period import Period
from luji.base.kernel.text import Text
from luji.base.people import officers
from luji.base.people.person import Person
from luji.base.ui.given import whole_number
from luji.record.bench import scope
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs import permission
from luji.record.workflow.counting import first_moment
from luji.record.workflow.models import NEVER, Matter, Wait

LIMIT = 20
Place = tuple[datetime, datetime, int]


@dataclass(frozen=True)
class Item:
    """A matter on the bench: what can be done, who has it, how long there is."""

    matter: Matter
    kept: Kept
    actions: tuple[Text, ...] = ()
    holders: tuple[Text, ...] = ()

    @property
    def title(self) -> Text:
        """What the record is called."""
        return Text(self.matter.title_zh, self.matter.title_en)

    @property
    def state(self) -> Text:
        """Where it stands."""
        return self.kept.flow.state_label(self.matter.state)

    @property
    def due(self) -> datetime | None:
        """When the nearest of its clocks ends."""
        return None if self.matter.rank >= NEVER else self.matter.rank

    @property
    def clock(self) -> Text | None:
        """What that clock is called."""
        clock = self.kept.flow.clocks.get(self.matter.clock)
        return clock.label if clock else None


@dataclass(frozen=True)
class Listed:
    """Some matters, how many there are, and where the next ones begin."""

    items: tuple[Item, ...]
    total: int
    after: str = ""


@dataclass(frozen=True)
class Line:
    """One register's month at a unit: no person is named or counted."""

    kept: Kept
    opened: int = 0
    finished: int = 0
    median: int | None = None
    late: int = 0
    states: tuple[tuple[Text, int], ...] = ()

    @property
    def open(self) -> int:
        """How many are open."""
        return sum(count for _, count in self.states)


@dataclass
class _Tally:
    opened: int = 0
    late: int = 0
    states: dict[str, int] = field(default_factory=dict)
    minutes: list[int] = field(default_factory=list)


def waiting(registry: Registry, person: Person, at: str = "", limit: int = LIMIT) -> Listed:
    """What waits for somebody, the nearest end first; `at` is where the last list ended. Three queries."""
    found = scope.waiting(registry, person)
    total = found.count()
    place = read_place(at)
    rows = list(
        (found.filter(_behind(place)) if place else found).order_by("rank", "since", "id")[: limit + 1]
    )
    shown = rows[:limit]
    steps: dict[int, list[str]] = {}
    waits = Wait.objects.filter(scope.open_to(registry, person), matter__in=shown).order_by("id")
    for matter_id, action in waits.values_list("matter_id", "action"):
        steps.setdefault(matter_id, []).append(action)
    items = tuple(
        Item(m, kept, tuple(kept.flow.act_label(name) for name in dict.fromkeys(steps.get(m.pk, ()))))
        for m in shown
        if (kept := registry.kept.get(m.register))
    )
    return Listed(items, total, spelled_place(shown[-1]) if len(rows) > limit else "")


def sent(registry: Registry, person: Person, limit: int = LIMIT) -> Listed:
    """What somebody had a hand in, is open and waits for others: the longest first. Four queries."""
    found = scope.seen(registry, person).filter(hands__person=person.number, finished=None)
    found = found.exclude(pk__in=scope.waiting(registry, person).values("pk"))
    shown = list(found.order_by("since", "id")[:limit])
    holders = holding(registry, shown)
    items = tuple(
        Item(m, kept, holders=holders.get(m.pk, ())) for m in shown if (kept := registry.kept.get(m.register))
    )
    return Listed(items, found.count())


def holding(registry: Registry, matters: Iterable[Matter]) -> Mapping[int, tuple[Text, ...]]:
    """Who has matters in hand: the posts, or the person who is still writing. Two queries at most."""
    by_id = {matter.pk: matter for matter in matters}
    waits = list(Wait.objects.filter(matter__in=list(by_id)).order_by("id"))
    names = officers.name_of({wait.owner for wait in waits if wait.owner}) if waits else {}
    found: dict[int, dict[Text, None]] = {}
    for wait in waits:
        if wait.owner:
            name = names.get(wait.owner, wait.owner)
            said = Text(name, name)
        else:
            said = _post(registry, by_id[wait.matter_id], wait)
        found.setdefault(wait.matter_id, {})[said] = None
    return {pk: tuple(listed) for pk, listed in found.items()}


def month(registry: Registry, person: Person, unit: str, now: datetime) -> list[Line]:
    """What was opened and finished this month at a unit and below it, what is open there. Three queries."""
    codes = registry.units.subtree(unit) if unit in registry.units else [unit]
    seen = scope.seen(registry, person).filter(unit__in=codes)
    today = timezone.localdate(now)
    start = first_moment(Period.month(today.year, today.month).start)
    tallies: dict[str, _Tally] = {}
    for name, state, count, late in _open(seen, now):
        tally = tallies.setdefault(name, _Tally())
        tally.states[state] = count
        tally.late += late
    for name, count in _counted(seen.filter(opened__gte=start)):
        tallies.setdefault(name, _Tally()).opened = count
    for name, minutes in seen.filter(finished__gte=start).values_list("register", "processing"):
        tallies.setdefault(name, _Tally()).minutes.append(minutes)
    return [_line(kept, tallies[name]) for name, kept in registry.kept.items() if name in tallies]


def own_unit(person: Person) -> str:
    """The unit whose month somebody sees: that of their first post which is no partner's."""
    return next((held.unit for held in person.posts if not held.party), "")


def spelled_place(matter: Matter) -> str:
    """A place in the list as an address bears it."""
    return f"{matter.rank.isoformat()}~{matter.since.isoformat()}~{matter.pk}"


def read_place(text: str) -> Place | None:
    """The place an address bears; None for what is none, which is the beginning."""
    try:
        rank, since, pk = text.split("~")
        place = _moment(rank), _moment(since), whole_number(pk)
    except (ValueError, OverflowError):
        return None
    return place if place[2] else None


def _moment(text: str) -> datetime:
    """A moment with its zone, in UTC. Raises ValueError, or OverflowError at either end of all time."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found.astimezone(UTC)


def remaining(due: datetime, now: datetime) -> tuple[bool, timedelta]:
    """Whether it is late, and by how much it is late or still in time."""
    return due < now, abs(due - now)


def _behind(place: Place) -> Q:
    rank, since, pk = place
    return Q(rank__gt=rank) | Q(rank=rank, since__gt=since) | Q(rank=rank, since=since, pk__gt=pk)


def _open(seen: QuerySet[Matter], now: datetime) -> Iterable[tuple[str, str, int, int]]:
    grouped = seen.filter(finished=None).order_by().values("register", "state")
    found = grouped.annotate(n=Count("pk"), late=Count("pk", filter=Q(rank__lt=now)))
    return found.values_list("register", "state", "n", "late")


def _counted(found: QuerySet[Matter]) -> Iterable[tuple[str, int]]:
    return found.order_by().values("register").annotate(n=Count("pk")).values_list("register", "n")


def _line(kept: Kept, tally: _Tally) -> Line:
    states = tuple((kept.flow.state_label(s), tally.states[s]) for s in kept.flow.board if s in tally.states)
    middle = round(median(tally.minutes)) if tally.minutes else None
    return Line(kept, tally.opened, len(tally.minutes), middle, tally.late, states)


def _post(registry: Registry, matter: Matter, wait: Wait) -> Text:
    if matter.party and registry.kept[matter.register].spec.see.get(wait.role) == "party":
        return Text(matter.party, matter.party)
    # Scopes are checked when the register is read.
    return permission.allowed(registry, (wait.role,), wait.scope, matter.unit)  # type: ignore[arg-type]
