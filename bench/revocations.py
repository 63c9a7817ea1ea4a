# ruff: noqa: E402 — models can be imported only after Django is set up
"""A mixed constructed year of licence revocations replayed through the real verbs, its time measured.

2,000 cases of 2020: sent back for evidence, by the chief, with hearings held, refused and ended, served by
post and by public notice, decided by stand-ins, over weekends and shifted working days. What the journal says
of the time taken is compared, case by case, with a dull reckoning from the list of events
(tests/reference/revocations.py). `python bench/revocations.py [--cases N]`.
"""

from __future__ import annotations

import argparse
import atexit
import importlib.util
import json
import os
import platform
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
if __name__ == "__main__":
    HOME = tempfile.mkdtemp(prefix="luji-bench-")
    atexit.register(shutil.rmtree, HOME, ignore_errors=True)
    os.environ["LUJI_HOME"] = HOME
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.db import transaction
from django.utils import timezone

from luji.base.people.models import Account, Appointment, Delegation
from luji.base.people.posts import person_of
from luji.config.keeping import upgrade
from luji.record.registers.registry import installed
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.measures import told as stories
from luji.record.registers.verbs.story import reading
from luji.record.registers.work import following
from luji.record.registers.work.following import later
from luji.record.workflow.calendar import Calendar
from luji.record.workflow.counting import BEIJING, first_moment

RESULT = Path(__file__).parent / "results" / "revocations.json"
YEAR = 2020
AIM = 40
ASKING = 3  # days to ask for a hearing, in the law of 2020
BRIGADES = ("hh-hecheng", "hh-zhijiang", "hh-anjiang", "hh-mayang", "hh-hongjiang", "hh-xupu")
GROUNDS = ("drunk", "drink_again", "commercial", "speeding", "hit_and_run")
NOTE = "主体适格，事实清楚，定性准确，程序合法。（构造）"
COURSES = {
    "plain": 62, "returned": 9, "twice_returned": 3, "sent_back": 4, "heard": 8, "hearing_refused": 4,
    "hearing_ended": 4, "not_revoked": 3, "slow": 3,
}  # fmt: skip
SERVICES = {"direct": 78, "post": 9, "announced": 9, "post_then_announced": 4}
SHOWN = ("return_for_evidence", "send_back", "hear", "refuse_hearing", "end_hearing", "announce")


@dataclass(frozen=True)
class Officer:
    """A constructed officer."""

    number: str
    role: str
    unit: str


@dataclass(frozen=True)
class Lent:
    """A post lent for some days, both inside."""

    giver: str
    taker: str
    role: str
    unit: str
    start: date
    end: date


@dataclass(frozen=True)
class Event:
    """Somebody does something to a case at a moment, in Chinese time."""

    at: datetime
    order: int
    case: int
    verb: str
    who: str
    values: dict[str, Any] = field(default_factory=dict)
    reason: str = ""


def staff() -> list[Officer]:
    """Two officers of every brigade, three legal reviewers, the chief, and a deputy of another post."""
    found = [Officer(f"P{n}{word}", "officer", unit) for n, unit in enumerate(BRIGADES) for word in "ab"]
    found += [Officer(f"L{n}", "legal", "hh") for n in range(3)]
    return [*found, Officer("CHIEF", "detachment_lead", "hh"), Officer("DEPUTY", "supervision", "hh")]


def lent() -> list[Lent]:
    """The chief is away three times, a legal reviewer once; others stand in."""

    def chief(start: date, days: int) -> Lent:
        return Lent("CHIEF", "DEPUTY", "detachment_lead", "hh", start, start + timedelta(days=days))

    away = [chief(date(YEAR, 3, 9), 10), chief(date(YEAR, 7, 1), 20), chief(date(YEAR, 10, 9), 6)]
    return [*away, Lent("L2", "P0a", "legal", "hh", date(YEAR, 8, 3), date(YEAR, 8, 14))]


def events(count: int, calendar: Calendar, seed: int = 1) -> list[Event]:
    """Everything that was done in `count` cases handed in during the year, in order of time."""
    chance = random.Random(seed)
    found: list[Event] = []
    for case in range(count):
        found += _Case(case, chance, calendar).events()
    return sorted(found, key=lambda e: (e.at, e.case, e.order))


class _Case:
    """One case on its way; `at` is the moment it has come to."""

    def __init__(self, number: int, chance: random.Random, calendar: Calendar) -> None:
        self.number, self.chance, self.calendar = number, chance, calendar
        self.course = chance.choices(list(COURSES), list(COURSES.values()))[0]
        self.service = chance.choices(list(SERVICES), list(SERVICES.values()))[0]
        place = chance.randrange(len(BRIGADES))
        self.unit, self.first, self.second = BRIGADES[place], f"P{place}a", f"P{place}b"
        self.crime = chance.random() < 0.2
        self.elsewhere = chance.random() < 0.25
        self.done: list[Event] = []
        self.at = self._handed_in()

    def events(self) -> list[Event]:
        """All its events."""
        submitted = self.at
        self._opened(submitted)
        self.at = submitted
        self._do("submit", self.first)
        if self.course in ("returned", "twice_returned"):
            for _ in range(2 if self.course == "twice_returned" else 1):
                self._returned("return_for_evidence", self._reviewer())
        reviewer = self._reviewed()
        if self.course in ("heard", "hearing_refused", "hearing_ended"):
            self._hearing(reviewer)
        else:
            self._unheard()
        if self.course == "sent_back":
            self._returned("send_back", self._chief())
            self._reviewed()
            self._unheard()
        self._decided()
        return self.done

    def _handed_in(self) -> datetime:
        """Mostly in office hours of a working day; now and then on duty at a weekend, in the evening."""
        day = date(YEAR, 1, 2) + timedelta(days=self.chance.randrange(352))
        if self.chance.random() < 0.9:
            day = day if self.calendar.is_working_day(day) else self.calendar.next_working_day(day)
        hour = self.chance.choice((8, 9, 10, 11, 14, 15, 16))
        return datetime.combine(day, clock(hour, self.chance.randrange(60), self.chance.randrange(60)))

    def _opened(self, submitted: datetime) -> None:
        opened = submitted - timedelta(days=40 if self.crime else 2, minutes=self.chance.randrange(10, 400))
        happened = opened - timedelta(days=3)
        self.at = opened
        self._do("create", self.first, **{
            "unit": self.unit, "driver": f"构造某{self.number}", "licence": f"构造证号{self.number:06d}",
            "licence_office": "构造车管所", "elsewhere": self.elsewhere, "plate": f"湘N构{self.number:04d}",
            "happened_at": happened, "place": "G60 K1430+500 东往西",
            "ground": self.chance.choice(GROUNDS), "track": "criminal" if self.crime else "administrative",
            "facts": "构造案情。", "evidence_list": "询问笔录", "handler1": self.first,
            "handler2": self.second,
        })  # fmt: skip
        if self.crime:
            self.at += timedelta(hours=1)
            self._do("await_verdict", self.first)
            self.at = submitted - timedelta(minutes=30)
            day = (submitted - timedelta(days=1)).date()
            self._do("verdict", self.first, verdict_no=f"湘刑初字构造第{self.number}号", verdict_on=day)

    def _returned(self, verb: str, who: str) -> None:
        self._pass()
        self._do(verb, who, reason="补充证据。（构造）")
        if self.chance.random() < 0.6:
            self._pass(most=90)
            more = "、".join(e.verb for e in self.done)[-40:]
            self._do("edit", self.first, evidence_list=f"询问笔录\n补充材料 {len(self.done)} {more}")
        self._pass(most=240)
        self._do("submit", self.second)

    def _reviewed(self, *but: str) -> str:
        self._pass()
        reviewer = self._reviewer(*but)
        self._do("review", reviewer, review_note=NOTE)
        return reviewer

    def _unheard(self) -> None:
        self._informed()
        last = self.calendar.next_working_day(self.at.date() + timedelta(days=ASKING))
        if self.chance.choice((True, False)):
            self._wait(1, 4)
            self._do("forgo", self.second, no_hearing="waived", waiver="放弃听证声明书（构造），卷内第12页")
            return
        self.at = datetime.combine(last, clock(12))
        self._wait(1, 5)
        self._do("forgo", self.second, no_hearing="lapsed")

    def _informed(self) -> None:
        self._pass(most=12)
        self._do("inform", self.first, reply="未提出")

    def _hearing(self, reviewer: str) -> None:
        self._informed()
        self._wait(1, 3)
        self._do("ask_hearing", self.first, hearing_asked_on=self.at.date())
        self.at += timedelta(hours=self.chance.randrange(2, 30))
        host = self.chance.choice([n for n in ("L0", "L1", "L2") if n != reviewer])
        if self.course == "hearing_refused":
            self._do("refuse_hearing", host, hearing_end="逾期提出。（构造）")
            return
        held = self.at + timedelta(days=self.chance.randrange(8, 10))
        self._do(
            "accept_hearing", host, hearing_told_on=self.at.date(), hearing_on=held.date(),
            hearing_place="听证室", hearing_host=host,
        )  # fmt: skip
        self.at = held
        if self.course == "hearing_ended":
            self._do("end_hearing", host, hearing_end="当事人撤回。（构造）", hearing_ended_on=held.date())
            return
        # Now and then the hearing is entered the day after it was over; the time runs from its end.
        self.at += timedelta(days=self.chance.choice((0, 0, 1)))
        self._do("hear", host, hearing_note="双方到场。（构造）", hearing_ended_on=held.date())
        self._reviewed(host)
        self._pass(most=10)
        self._do("forward", self.first)

    def _decided(self) -> None:
        self._pass(overnight=1.0 if self.course == "slow" else 0.06)
        if self.course == "not_revoked":
            self._do("refuse", self._chief(), decision_note="不予吊销。（构造）")
            return
        self._do("decide", self._chief(), decision_note="同意。（构造）")
        self._pass(most=300)
        self._do("make", self.first)
        self._served()
        self._wait(1, 4)
        day = self.at.date()
        if self.elsewhere:
            self._do("execute_elsewhere", self.first, executed_on=day, forwarded_on=day)
        else:
            self._do("execute", self.first, executed_on=day)
        self._wait(1, 20)
        self._do("archive", self.second, archive_no=f"构造-{self.number:05d}")

    def _served(self) -> None:
        self._wait(1, 3)
        sent = self.at.date()
        if self.service == "direct":
            self._do("serve", self.first, served_how="direct", served_on=sent)
            return
        if self.service != "announced":
            self._do("send", self.first, served_how="post", sent_on=sent)
            self._wait(3, 8)
        if self.service == "post":
            self._do("delivered", self.first, served_on=self.at.date())
            return
        posted = self.at.date()
        self._do("announce", self.first, sent_on=posted)
        self._wait(61, 64)
        self._do("expired", self.first, served_on=self.at.date())

    def _reviewer(self, *but: str) -> str:
        """A legal reviewer, or who stands in for one; never one of those excluded."""
        day = self.at.date()
        standing = [one for one in lent() if one.role == "legal" and one.start <= day <= one.end]
        away = {one.giver for one in standing}
        here = [number for number in ("L0", "L1", "L2") if number not in away and number not in but]
        if standing and self.first != standing[0].taker and standing[0].giver not in but:
            here.append(standing[0].taker)
        return self.chance.choice(here)

    def _chief(self) -> str:
        day = self.at.date()
        return next((o.taker for o in lent() if o.giver == "CHIEF" and o.start <= day <= o.end), "CHIEF")

    def _pass(self, most: int = 15, overnight: float = 0.03) -> None:
        """Some minutes of work; now and then it lies until the next working day, whatever lies between."""
        self.at += timedelta(minutes=self.chance.randrange(1, most), seconds=self.chance.randrange(60))
        if self.chance.random() < overnight:
            day = self.calendar.next_working_day(self.at.date() + timedelta(days=1))
            self.at = datetime.combine(day, clock(8, self.chance.randrange(30, 60)))

    def _wait(self, least: int, most: int) -> None:
        """Some days."""
        day = self.at.date() + timedelta(days=self.chance.randrange(least, most))
        self.at = datetime.combine(day, clock(self.chance.randrange(8, 17), self.chance.randrange(60)))

    def _do(self, verb: str, who: str, reason: str = "", **values: Any) -> None:
        self.done.append(Event(self.at, len(self.done), self.number, verb, who, values, reason))


# -- through the verbs ------------------------------------------------------------------------------


def enter_people() -> None:
    """Accounts, posts and what was lent."""

    accounts = {
        o.number: Account.objects.create(username=o.number, name=f"构造{o.number}", unit=o.unit)
        for o in staff()
    }
    Appointment.objects.bulk_create(
        Appointment(account=accounts[o.number], role=o.role, unit=o.unit, start=date(2015, 1, 1))
        for o in staff()
    )
    Delegation.objects.bulk_create(
        Delegation(giver=accounts[o.giver], taker=accounts[o.taker], role=o.role, unit=o.unit, start=o.start,
                   end=o.end, made_by=o.giver, made=first_moment(o.start))
        for o in lent()
    )  # fmt: skip


def replay(found: list[Event], registry: Any) -> dict[int, Any]:
    """Do the events by the verbs of the register, each by its person at its moment; case → record."""

    kept = registry.find("revocation")
    accounts = {account.username: account for account in Account.objects.all()}
    persons: dict[tuple[str, date], Any] = {}
    rows: dict[int, Any] = {}
    with later(), transaction.atomic():
        for event in found:
            place = (event.who, event.at.date())
            if place not in persons:
                persons[place] = person_of(accounts[event.who], event.at.date(), registry.units)
            actor = Actor(registry, persons[place], event.at.replace(tzinfo=BEIJING), "bench")
            values = {
                n: v.replace(tzinfo=BEIJING) if isinstance(v, datetime) else v
                for n, v in event.values.items()
            }
            row = rows.get(event.case)
            if row is None:
                rows[event.case] = actions.create(actor, kept, values)
            elif event.verb == "edit":
                rows[event.case] = actions.edit(actor, kept, row.row, row.version, values)
            else:
                rows[event.case] = actions.act(
                    actor, kept, row.row, row.version, event.verb, values, event.reason
                )
    return rows


def measured(rows: dict[int, Any], registry: Any) -> Iterator[tuple[int, int | None, int | None]]:
    """Case, the office's own minutes and those of waiting by law, from the journal."""

    kept = registry.find("revocation")
    case_of = {row.row: case for case, row in rows.items()}
    wanted = kept.rows.filter(pk__in=list(case_of)).order_by("pk")
    own, law = (kept.spec.measures[name] for name in ("minutes", "statutory"))
    for one in stories(kept, wanted.iterator(500), registry.calendar):
        yield case_of[one.row.row], one.measure(own), one.measure(law)


def late(rows: dict[int, Any], registry: Any) -> set[int]:
    """The cases whose decision came after its clock had run out, as the clock says."""

    kept = registry.find("revocation")
    clock = kept.flow.clocks["decision"]
    found = set()
    for one in stories(kept, kept.rows.order_by("pk").iterator(500), registry.calendar):
        read = reading(kept, one.row, one.acts, clock, one.acts[-1].at, registry.calendar)
        if read is not None and read.overdue:
            found.add(one.row.row)
    return {case for case, row in rows.items() if row.row in found}


def reference() -> Any:
    """The dull reckoning."""
    spec = importlib.util.spec_from_file_location("dull", ROOT / "tests" / "reference" / "revocations.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("tests/reference/revocations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(count: int) -> dict[str, Any]:
    """The whole year; raises SystemExit where journal and dull reckoning differ."""

    registry, dull = installed(), reference()
    found = events(count, registry.calendar)
    enter_people()
    began = time.process_time()
    rows = replay(found, registry)
    played = time.process_time() - began
    began = time.process_time()
    times = {case: (own, law) for case, own, law in measured(rows, registry) if own is not None}
    read_in = time.process_time() - began
    if times != dull.taken(found):
        raise SystemExit("the journal and the dull reckoning differ")
    if late(rows, registry) != dull.late(found, registry.calendar.is_working_day):
        raise SystemExit("the clocks and the dull reckoning differ")
    began = time.process_time()
    while following.catch_up(registry):
        pass
    followed = time.process_time() - began
    own, law = dull.medians(found)
    return {
        "events": len(found), "cases": len(rows), "decided": len(times), "median": own, "law": law,
        "late": len(dull.late(found, registry.calendar.is_working_day)),
        "played": played, "read": read_in, "followed": followed,
        "courses": {verb: sum(e.verb == verb for e in found) for verb in SHOWN},
        "stood_in": sum(e.who == "DEPUTY" or (e.who == "P0a" and e.verb in ("review", "return_for_evidence"))
                        for e in found),
    }  # fmt: skip


def result(told: dict[str, Any]) -> dict[str, Any]:
    """What docs/benchmarks.md shows."""
    days = told["law"] / 24 / 60
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; shared"
    rows: list[list[object]] = [
        ["cases handed in", f"{told['cases']:,}"], ["acts by the verbs", f"{told['events']:,}"],
        ["decided to revoke", f"{told['decided']:,}"],
        *([name.replace("_", " "), f"{n:,}"] for name, n in told["courses"].items()),
        ["acts by stand-ins", f"{told['stood_in']:,}"],
        ["decided late (working days, 调休)", f"{told['late']:,}"],
        ["median of the office's own time, minutes", f"{told['median']:g}"],
        ["median of waiting by law, days (apart)", f"{days:.1f}"],
        ["acts through the verbs for a second of processor time", f"{told['events'] / told['played']:,.0f}"],
        ["reading all times from the journal, seconds of processor time", f"{told['read']:.1f}"],
        ["entries followed for such a second", f"{told['events'] / told['followed']:,.0f}"],
    ]  # fmt: skip
    return {
        "title": "A mixed year of licence revocations, replayed",
        "what": "Constructed cases of 2020 through the real verbs; every case's time in the journal equals a "
                "dull reckoning from the list of events, and so do the cases decided late",
        "machine": machine,
        "columns": ["what", "number"], "rows": rows,
        "ratios": {"median of the office's own time, minutes": f"{told['median']:g}"},
        "aims": {"median of the office's own time, minutes": f"≤ {AIM}"},
        "when": timezone.localdate().isoformat(),
    }  # fmt: skip


def main() -> int:
    """Replay on a fresh database in a temporary home and write the result."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--cases", type=int, default=2000)
    cases = asked.parse_args().cases
    upgrade(Path(HOME), quiet=True)
    told = run(cases)
    print(json.dumps(told, ensure_ascii=False))
    if cases >= 2000:
        RESULT.write_text(json.dumps(result(told), ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0 if told["median"] <= AIM else 1


if __name__ == "__main__":
    raise SystemExit(main())
