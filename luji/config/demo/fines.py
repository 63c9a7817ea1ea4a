"""Constructed penalty cases as deeds: most on the spot by one officer, some under the general procedure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from luji.config.demo.cases import CALLED, LEGAL, SURNAMES, Deed, Officer, handler
from luji.config.demo.chance import DAY_HOURS, OFFICE_HOURS, Chance
from luji.config.demo.ground import Ground

REGISTER = "penalty"
CASES = 48
OPEN = 3
"""How many of them are still in hand."""
FIRST, LAST = date(2020, 11, 2), date(2020, 12, 30)
SIMPLE: dict[str, tuple[str, int]] = {
    "4204": ("驾驶人未系安全带", 50), "1223": ("驾驶时手持电话", 50), "4605": ("在应急车道停车", 200),
    "4608": ("占用应急车道行驶", 200), "4303": ("故障后未设警告标志", 200), "1042": ("不按规定车道行驶", 100),
}  # fmt: skip
GENERAL: dict[str, tuple[str, int]] = {
    "1712": ("饮酒后驾驶", 0), "1602": ("货车超载30%以上", 1000), "1614": ("故意遮挡号牌", 500),
    "4702": ("高速公路逆行", 300),
}  # fmt: skip
"""Code: what was done, and the fine in yuan; no fine where the licence is suspended."""


def leads(ground: Ground) -> list[Officer]:
    """The head of every brigade."""
    return [
        Officer(_lead(index), f"演示{unit.short.zh.removesuffix('大队')}大队长", "brigade_lead", unit.code)
        for index, unit in enumerate(ground.brigades)
    ]


def deeds(ground: Ground, last: date) -> list[Deed]:
    """What was done in all cases, in order of time; those in hand fall on the last days before `last`."""
    chance = Chance("penalty")
    units = chance.spread(CASES, ground.traffic)
    found = [
        deed
        for number in range(CASES)
        for deed in _case(ground, chance, number, units[number], _day(number, last))
    ]
    return sorted(found, key=lambda deed: (deed.at, deed.case))


def _lead(index: int) -> str:
    return f"4312{index + 10}00"


def _day(number: int, last: date) -> date:
    if number >= CASES - OPEN:
        return last - timedelta(days=CASES - number)
    return FIRST + timedelta(days=number * (LAST - FIRST).days // CASES)


def _case(ground: Ground, chance: Chance, number: int, brigade: str, day: date) -> Iterator[Deed]:
    index = [unit.short.zh for unit in ground.brigades].index(brigade)
    first, second = handler(index, 1), handler(index, 2)
    general = number % 3 == 0
    code = chance.pick(list(GENERAL if general else SIMPLE))
    what, fine = (GENERAL if general else SIMPLE)[code]
    at = chance.moment(day, OFFICE_HOURS if general else DAY_HOURS)
    spot = ground.spot(chance, brigade)
    sanction: dict[str, object] = {"sanction": "fine", "fine": fine}
    if not fine:
        sanction = {"sanction": "suspension", "suspended_months": 6}
    content = sanction | {
        "unit": ground.brigades[index].code, "procedure": "general" if general else "simple",
        "driver": f"{chance.pick(SURNAMES)}某{chance.pick(CALLED)}", "licence": f"构造证号{900_000 + number}",
        "plate": f"湘N构{9000 + number}", "happened_at": at - timedelta(minutes=chance.between(8, 40)),
        "place": f"{spot.route} {spot.stake} {spot.direction}", "behaviour": code,
        "facts": f"民警巡逻时发现该车{what}，当场查明。（构造案情）",
        "evidence_list": "执法记录仪视听资料\n现场照片",
        "handler1": first, "handler2": second if general else None,
    }  # fmt: skip
    yield Deed(at, number, "create", first, content)
    later = _general if general else _simple
    yield from later(chance, number, at, (first, second, _lead(index)), bool(fine))


def _simple(
    chance: Chance, number: int, at: datetime, people: tuple[str, str, str], fined: bool
) -> Iterator[Deed]:
    del fined
    first = people[0]
    handed = at + timedelta(hours=chance.between(5, 30))
    yield Deed(at + timedelta(minutes=6), number, "decide_simple", first)
    if number < CASES - OPEN:
        served: dict[str, object] = {"handed_in_on": handed.date(), "served_on": at.date()}
        yield Deed(handed, number, "hand_in", first, served)
        yield from _paid(chance, number, handed, at, first)


def _general(
    chance: Chance, number: int, at: datetime, people: tuple[str, str, str], fined: bool
) -> Iterator[Deed]:
    first, _, lead = people
    reviewed = at + timedelta(minutes=chance.between(25, 90))
    told = reviewed + timedelta(minutes=chance.between(10, 40))
    yield Deed(at + timedelta(minutes=10), number, "submit", first)
    if number >= CASES - OPEN:
        return
    note: dict[str, object] = {"review_note": "事实清楚，证据充分，同意。"}
    yield Deed(reviewed, number, "review", LEGAL[number % 2], note)
    yield Deed(told, number, "inform", first, {"reply": "未提出"})
    decided = told + timedelta(minutes=chance.between(15, 120))
    yield Deed(decided, number, "decide", lead)
    served = decided + timedelta(minutes=20)
    yield Deed(served, number, "serve", first, {"served_on": served.date()})
    if fined:
        yield from _paid(chance, number, served, served, first)
    else:
        yield Deed(served + timedelta(days=1), number, "close", first)


def _paid(chance: Chance, number: int, after: datetime, served: datetime, who: str) -> Iterator[Deed]:
    """Most pay in time, one in eight some days late."""
    days = chance.between(17, 24) if number % 8 == 5 else chance.between(1, 14)
    paid = max(served + timedelta(days=days), after + timedelta(minutes=5))
    yield Deed(paid, number, "pay", who, {"paid_on": paid.date()})
