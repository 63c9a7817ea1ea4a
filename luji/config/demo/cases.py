"""Constructed cases of licence revocation as deeds of constructed people, minute by minute.

The deeds are done through the registers' own verbs (`replay`); what the report says about the time taken is
measured from the journal they leave. Means are exact: the parts of every case add up to its minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

from luji.base.kernel.content import Content
from luji.config.demo.chance import OFFICE_HOURS, Chance
from luji.config.demo.ground import Ground
from luji.config.demo.totals import REVOCATIONS, YEARS
from luji.record.workflow.calendar import Calendar

REGISTER = "revocation"
LEGAL = ("43120901", "43120902")
CHIEF = "43120001"
GROUNDS = {"drunk": 58, "drink_again": 20, "commercial": 9, "speeding": 10, "hit_and_run": 3}
CRIMES = frozenset({"drunk", "hit_and_run"})
COURSES = {"plain": 82, "returned": 8, "heard": 5, "posted": 4, "announced": 1}
"""How a case goes: straight, sent back once, with a hearing, served by post, by public notice."""
SOON = -1
ASKING = timedelta(days=3)
"""How long a hearing could be asked for in the years told."""
WAYS: dict[str, tuple[tuple[str, int], ...]] = {
    "plain": (("review", 0), ("inform", 0), ("forgo", 4), ("decide", 0)),
    "returned": (
        ("return_for_evidence", 0), ("submit", 0), ("review", 0), ("inform", 0), ("forgo", 4), ("decide", 0),
    ),
    "heard": (
        ("review", 0), ("inform", 0), ("ask_hearing", 1), ("accept_hearing", SOON), ("hear", 8),
        ("review", 0), ("forward", 0), ("decide", 0),
    ),
}  # fmt: skip
"""The acts after a case was handed in, each with the days the law makes it wait.

0 is work, in minutes; SOON is the same hour, while the clock of the decision stands still.
"""
PENDING = ("draft", "reviewing", "reviewed", "informed", "approving", "reviewing", "approving", "draft")
"""States in which cases stand on the last day of the work in hand."""
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
CALLED = "甲乙丙丁戊己庚辛"
DONE = {
    "drunk": "驾驶小型客车，经血液检验，酒精含量超过每百毫升80毫克",
    "drink_again": "因饮酒后驾驶被处罚后，再次饮酒后驾驶小型客车",
    "commercial": "饮酒后驾驶大型营运客车",
    "speeding": "驾驶小型客车超过规定时速百分之五十以上",
    "hit_and_run": "驾驶货车发生事故致人死亡后逃离现场",
}
STANDS = {"draft": 0, "reviewing": 0, "reviewed": 1, "informed": 2, "approving": 3}
"""How many acts of a straight case have been done where it stands in a state."""
REVIEW = "主体适格，事实清楚，定性准确，适用法律正确，程序合法，裁量适当。"


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody does something to a case at a moment (Chinese time, naive)."""

    at: datetime
    case: int
    verb: str
    who: str
    values: dict[str, object] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Officer:
    """A constructed officer: police number, name, role, unit."""

    number: str
    name: str
    role: str
    unit: str


def staff(ground: Ground) -> list[Officer]:
    """Two officers of every brigade, two legal reviewers and the chief of the detachment."""
    found = [
        Officer(handler(index, who), f"演示{unit.short.zh.removesuffix('大队')}{word}", "officer", unit.code)
        for index, unit in enumerate(ground.brigades)
        for who, word in ((1, "甲"), (2, "乙"))
    ]
    reviewers = zip(LEGAL, "甲乙", strict=True)
    found += [Officer(number, f"演示法制员{word}", "legal", "hh") for number, word in reviewers]
    return [*found, Officer(CHIEF, "演示支队长", "detachment_lead", "hh")]


def deeds(ground: Ground, last: date) -> list[Deed]:
    """What was done in all cases of both years and in those pending on the last day, in order of time."""
    found: list[Deed] = []
    case = 0
    for year in YEARS:
        chance = Chance("revocation", year)
        count, mean = REVOCATIONS[year]
        minutes = chance.scatter(count * mean, count, least=mean * 3 // 5, most=mean * 8 // 5)
        units = chance.spread(count, ground.traffic)
        for number, day in enumerate(chance.days(count, year)):
            one = _Case(ground, chance, case, units[number])
            found += one.decided(chance.moment(max(day, date(year, 1, 3)), OFFICE_HOURS), minutes[number])
            case += 1
    chance = Chance("revocation", "pending")
    for state in PENDING:
        one = _Case(ground, chance, case, chance.weighed(ground.traffic))
        found += one.pending(state, last)
        case += 1
    return sorted(found, key=lambda deed: (deed.at, deed.case))


def handler(index: int, who: int) -> str:
    """The number of a brigade's first or second officer."""
    return f"4312{index + 10}{who:02d}"


@cache
def working_days() -> Calendar:
    """The calendar by which the time to ask for a hearing ends on a working day."""
    return Calendar.load(Content.shipped().files("calendar"))


class _Case:
    """One case on its way."""

    def __init__(self, ground: Ground, chance: Chance, number: int, brigade: str) -> None:
        self.chance, self.number = chance, number
        codes = {unit.short.zh: (index, unit.code) for index, unit in enumerate(ground.brigades)}
        index, self.unit = codes[brigade]
        self.first, self.second = handler(index, 1), handler(index, 2)
        self.reviewer, self.host = LEGAL if number % 2 else LEGAL[::-1]
        self.spot = ground.spot(chance, brigade)
        self.ground = chance.weighed(GROUNDS)
        self.elsewhere = chance.below(4) == 0
        self.course = chance.weighed(COURSES)

    def decided(self, at: datetime, minutes: int) -> Iterator[Deed]:
        """Every deed of a case decided at a moment, `minutes` of work after it was handed in."""
        way = WAYS.get(self.course, WAYS["plain"])
        handed, moments = self._moments(way, at, minutes)
        yield from self._opened(handed)
        yield self._deed(handed, "submit")
        for (verb, _), moment in zip(way, moments, strict=True):
            yield self._step(moment, verb, moments)
        yield from self._served(at)

    def pending(self, state: str, last: date) -> Iterator[Deed]:
        """The deeds of a case that stands in a state on the last day."""
        at = self.chance.moment(last - timedelta(days=self.chance.between(0, 2)), OFFICE_HOURS)
        done = STANDS[state]
        way = WAYS["plain"][:done]
        handed, moments = self._moments(way, at, 9 * done + 1) if way else (at, [])
        yield from self._opened(handed)
        if state != "draft":
            yield self._deed(handed, "submit")
        for (verb, _), moment in zip(way, moments, strict=True):
            yield self._step(moment, verb, moments)

    def _moments(
        self, way: tuple[tuple[str, int], ...], at: datetime, minutes: int
    ) -> tuple[datetime, list[datetime]]:
        """When the case was handed in and when each act was done, the last one at `at`."""
        parts = self._parts(minutes, sum(1 for _, wait in way if not wait))
        found = [at]
        for verb, wait in reversed(way):
            here = found[0]
            if wait == SOON:
                found.insert(0, here - timedelta(minutes=self.chance.between(10, 50)))
            elif wait:
                day = here.date() - timedelta(days=wait + self.chance.below(2))
                while verb == "forgo" and working_days().next_working_day(day + ASKING) >= here.date():
                    day -= timedelta(days=1)
                found.insert(0, self.chance.moment(day, OFFICE_HOURS))
            else:
                found.insert(0, here - timedelta(minutes=parts.pop()))
        return found[0], found[1:]

    def _opened(self, submitted: datetime) -> Iterator[Deed]:
        crime = self.ground in CRIMES
        days = self.chance.between(34, 75) if crime else self.chance.between(1, 3)
        opened = submitted - timedelta(days=days, minutes=self.chance.between(30, 90))
        yield Deed(opened, self.number, "create", self.first, self._content(opened, crime))
        if crime:
            verdict = (submitted - timedelta(days=1)).date()
            number = f"（{verdict.year}）湘刑初字构造第{self.number + 1}号"
            yield self._deed(opened + timedelta(minutes=25), "await_verdict")
            at = submitted - timedelta(minutes=20)
            yield self._deed(at, "verdict", verdict_no=number, verdict_on=verdict)

    def _content(self, opened: datetime, crime: bool) -> dict[str, object]:
        chance = self.chance
        happened = opened - timedelta(days=chance.between(1, 6), minutes=chance.between(0, 600))
        name = chance.pick(SURNAMES) + "某" + chance.pick(CALLED)
        place = f"{self.spot.route} {self.spot.stake} {self.spot.direction}"
        office = "外地" if self.elsewhere else "本市"
        when = f"{happened.year}年{happened.month}月{happened.day}日{happened.hour}时{happened.minute}分"
        return {
            "unit": self.unit, "driver": name, "licence": f"构造证号{self.number + 1:06d}",
            "licence_office": f"{office}公安局交通警察支队（构造）", "elsewhere": self.elsewhere,
            "plate": f"湘N构{self.number + 1:04d}", "happened_at": happened, "place": place,
            "ground": self.ground, "track": "criminal" if crime else "administrative",
            "facts": f"{when}，{name}在{place}{DONE[self.ground]}。（构造案情）",
            "evidence_list": "询问笔录\n检验报告\n执法记录仪视听资料\n现场照片",
            "handler1": self.first, "handler2": self.second,
        }  # fmt: skip

    def _step(self, at: datetime, verb: str, moments: list[datetime]) -> Deed:
        """One act of the way, with who does it and what they fill in."""
        match verb:
            case "return_for_evidence":
                return self._deed(at, verb, self.reviewer, "补充血液检验的送检记录。")
            case "review":
                return self._deed(at, verb, self.reviewer, review_note=REVIEW)
            case "inform":
                return self._deed(at, verb, reply="未提出")
            case "forgo":
                # The time to ask for a hearing is longer now than in the years told: open cases were waived.
                waived = self.chance.below(5) == 0 or at.year > YEARS[-1]
                why = "waived" if waived else "lapsed"
                paper = {"waiver": "放弃听证声明书（构造），附卷"} if waived else {}
                return self._deed(at, verb, self.second, no_hearing=why, **paper)
            case "ask_hearing":
                return self._deed(at, verb, hearing_asked_on=at.date())
            case "accept_hearing":
                held = moments[WAYS["heard"].index(("hear", 8))].date()
                return self._deed(
                    at, verb, self.reviewer, hearing_told_on=at.date(), hearing_on=held,
                    hearing_place="支队听证室", hearing_host=self.host,
                )  # fmt: skip
            case "hear":
                return self._deed(at, verb, self.host, hearing_note="双方到场，质证后没有新的事实。")
            case "decide":
                return self._deed(at, verb, CHIEF, decision_note="同意。")
        return self._deed(at, verb)

    def _served(self, at: datetime) -> Iterator[Deed]:
        made = at + timedelta(minutes=self.chance.between(20, 200))
        sent = made + timedelta(days=1)
        yield self._deed(made, "make")
        served = sent
        if self.course == "posted":
            served += timedelta(days=self.chance.between(2, 6))
            yield self._deed(sent, "send", served_how="post", sent_on=sent.date())
            yield self._deed(served, "delivered", served_on=served.date())
        elif self.course == "announced":
            served += timedelta(days=61)
            yield self._deed(sent, "announce", sent_on=sent.date())
            yield self._deed(served, "expired", served_on=served.date())
        else:
            yield self._deed(sent, "serve", served_how="direct", served_on=sent.date())
        done = served + timedelta(days=self.chance.between(1, 5))
        filed = done + timedelta(days=self.chance.between(3, 20))
        if self.elsewhere:
            day = done.date()
            yield self._deed(done, "execute_elsewhere", executed_on=day, forwarded_on=day)
        else:
            yield self._deed(done, "execute", executed_on=done.date())
        yield self._deed(filed, "archive", self.second, archive_no=f"吊-{self.number + 1:05d}")

    def _parts(self, minutes: int, count: int) -> list[int]:
        """Whole minutes, one at least in each part, that add up exactly."""
        cuts = sorted(self.chance.shuffled(range(1, minutes))[: count - 1])
        return [end - start for start, end in pairwise([0, *cuts, minutes])]

    def _deed(self, at: datetime, verb: str, who: str = "", reason: str = "", **values: object) -> Deed:
        return Deed(at, self.number, verb, who or self.first, values, reason)
