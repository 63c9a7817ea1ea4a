"""Constructed records still on their way when the demo is made: benches, boards and clocks have work.

Deeds of constructed people, done through the registers' own verbs (`replay`) in the weeks before the day of
the demo, so that whoever opens it finds work as on any morning. They fall after the year whose figures were
published and count for none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from luji.config.demo.cases import CHIEF, Deed, Officer
from luji.config.demo.ground import Ground

Told = tuple[str, Deed]
Step = tuple[int, str, str, Mapping[str, object]]
"""Hours after the beginning, the verb, who, the values."""

COURSE = 11
"""Days from the Monday on which everything begins to the day after the last deed."""
AHEAD = 35
"""Days after the last deed in which the last clock ends."""
OFFICES = {"political": "政工", "supervision": "督察", "publicity": "宣传", "command": "指挥员"}
BRIGADES = ("hh-hecheng", "hh-anjiang", "hh-yuanling", "hh-tongdao")
"""Brigades with work in hand; the demo's own people serve in the first."""


@dataclass(frozen=True)
class Cast:
    """Who does the deeds in one brigade: two officers, its lead; and the Monday on which they begin."""

    monday: date
    unit: str
    first: str
    second: str
    lead: str

    def day(self, days: int) -> date:
        """The day so many days after the Monday."""
        return self.monday + timedelta(days=days)

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A moment of that day."""
        return datetime.combine(self.day(days), time(hour, minute))


def staff(ground: Ground) -> list[Officer]:
    """Two of each office of the detachment, and a lead of each brigade."""
    offices = [
        Officer(_office(role, number), f"演示{label}{word}", role, "hh")
        for role, label in OFFICES.items()
        for number, word in ((1, "甲"), (2, "乙"))
    ]
    leads = [
        Officer(_lead(index), f"演示{unit.short.zh.removesuffix('大队')}大队长", "brigade_lead", unit.code)
        for index, unit in enumerate(ground.brigades)
    ]
    return [*offices, *leads]


def last_day(today: date, known: date) -> date:
    """The last day of the work in hand: yesterday, or early enough for clocks to end on a known working day.

    `known` is the last day whose holidays are known.
    """
    return min(today - timedelta(days=1), known - timedelta(days=AHEAD))


def deeds(ground: Ground, last: date) -> list[Told]:
    """Register and deed, in order of time; none after the last day."""
    begin = last - timedelta(days=COURSE - 1)
    monday = begin - timedelta(days=begin.weekday())
    codes = [unit.code for unit in ground.brigades]
    found: list[Told] = []
    for number, unit in enumerate(BRIGADES):
        index = codes.index(unit)
        cast = Cast(monday, unit, f"4312{index + 10}01", f"4312{index + 10}02", _lead(index))
        found += _tasks(cast, number)
        for register, case, days, steps in _courses(cast, number):
            begun = datetime.combine(cast.day(days), time(8, 40 + number))
            found += [
                (register, Deed(begun + timedelta(hours=hours), case, verb, who, dict(values)))
                for hours, verb, who, values in steps
            ]
    return sorted(found, key=lambda told: (told[1].at, told[0], told[1].case))


def _office(role: str, number: int) -> str:
    return f"431209{list(OFFICES).index(role) + 1}{number}"


def _lead(index: int) -> str:
    return f"4312{index + 10}09"


def _tasks(cast: Cast, brigade: int) -> Iterator[Told]:
    """A week's tasks of a brigade, each a step further than the one before."""
    monday = cast.at(0, 8, 10 + brigade)
    names = (
        "整理上周案卷归档",
        "完成辖区标志牌排查并上图",
        "组织一次夜查酒驾",
        "更新隐患台账",
        "走访两家客运企业",
    )
    steps: Sequence[tuple[timedelta, str, str, dict[str, object]]] = (
        (timedelta(minutes=20), "assign", cast.lead, {}),
        (timedelta(days=2), "advance", cast.first, {"progress": 60, "result": "过半"}),
        (timedelta(days=4), "submit", cast.first,
         {"progress": 100, "result": "已完成", "done_on": cast.day(4)}),
        (timedelta(days=7), "accept", cast.lead, {"verdict": "good"}),
    )  # fmt: skip
    for number, name in enumerate(names):
        case = 10 * brigade + number
        values: dict[str, object] = {
            "unit": cast.unit, "week_of": cast.monday, "post": "大队内勤", "owner": cast.first, "name": name,
            "due_on": cast.day(4),
        }  # fmt: skip
        begun = monday + timedelta(minutes=2 * number)
        yield "task", Deed(begun, case, "create", cast.first, values)
        for after, verb, who, given in steps[:number]:
            yield "task", Deed(begun + after, case, verb, who, given)


def _courses(cast: Cast, number: int) -> Iterator[tuple[str, int, int, Sequence[Step]]]:
    """(register, case, days after the Monday, steps) of everything else in hand in a brigade."""
    yield from _party(cast, number)
    yield from _conduct(cast, number)
    yield from _public(cast, number)


def _party(cast: Cast, n: int) -> Iterator[tuple[str, int, int, Sequence[Step]]]:
    unit, first, second, lead = cast.unit, cast.first, cast.second, cast.lead
    political, other = _office("political", 1), _office("political", 2)
    held = cast.day(2)
    yield "activity", n, 2, _until(n % 3, first, ("report", first), ("confirm", lead), {
        "unit": unit, "held_on": held, "theme": "voluntary", "name": "服务区便民志愿服务", "attended": 18,
    })  # fmt: skip
    yield "meeting", n, 3, _until(n % 2 + 1, first, ("report", first), ("confirm", political), {
        "unit": unit, "kind": "committee", "held_on": held, "topic": "研究节假日安全保畅分工",
        "attendees": [{"officer": who, "present": True} for who in (first, second, lead)],
    })  # fmt: skip
    yield "care_survey", n, 1, _until(n % 2 + 1, political, ("report", political), ("confirm", other), {
        "unit": unit, "held_on": cast.day(1), "method": "talk", "persons": 9,
        "mood": "近期执勤压力大，希望轮休安排提前公布",
    })  # fmt: skip
    kinds = ("housing", "schooling", "illness", "distance")
    handled = {"measures": "已协调解决，本人确认", "solved_on": cast.day(9)}
    opened: Step = (0, "create", lead, {
        "unit": unit, "raised_on": cast.monday, "kind": kinds[n], "details": "摸排中反映，需支队协调",
    })  # fmt: skip
    yield "difficulty", n, 1, [opened, *([(200, "handle", lead, handled)] if n % 2 else [])]
    if n == 1:
        yield "relocation", n, 4, [
            (0, "create", political, {
                "officer": first, "unit": BRIGADES[0], "from_unit": unit,
                "reason": "家庭在鹤城，异地工作五年",
            }),
            (1, "report", political, {}),
            (26, "review", other, {"opinion": "情况属实，建议调整"}),
        ]  # fmt: skip
    yield "training", n, 7, [(0, "create", political, {
        "unit": unit, "held_on": cast.day(7), "subject": "隧道应急处置", "trainer": political,
        "place": "大队会议室", "begins_at": cast.at(7, 14, 30 + n),
        "ends_at": cast.at(7, 16, 30), "attendees": [{"officer": first}, {"officer": second}],
    })]  # fmt: skip


def _conduct(cast: Cast, n: int) -> Iterator[tuple[str, int, int, Sequence[Step]]]:
    unit, lead = cast.unit, cast.lead
    inspector, other = _office("supervision", 1), _office("supervision", 2)
    day = cast.day(1)
    yield "supervision", n, 1, [
        (0, "create", inspector, {
            "unit": unit, "held_on": day, "kind": "double", "work": "执法记录仪、警戒区摆放",
            "team": "值班备勤", "findings": 1,
        }),
        (1, "report", inspector, {}),
        *([(4, "confirm", other, {})] if n % 2 else []),
    ]  # fmt: skip
    finding: list[Step] = [
        (2, "create", inspector, {
            "supervision": f"DC{day.year}-{n + 1:02d}", "unit": unit, "found_on": day, "kind": "work",
            "description": "夜间警戒区锥筒摆放间距过大",
        }),
        (3, "issue", inspector, {"due_on": day + timedelta(days=14)}),
        (51, "rectify", lead, {"measures": "已按规范培训并复核", "rectified_on": day + timedelta(days=2)}),
        (75, "recheck", other, {"check_note": "夜间到场查看，间距符合要求"}),
    ]  # fmt: skip
    yield "supervision_finding", n, 1, finding[: n + 1]
    if n == 2:
        yield "accountability", n, 2, [
            (0, "create", inspector, {
                "unit": unit, "officer": cast.second, "form": "first", "measure": "talk",
                "source": f"DC{day.year}-{n + 1:02d}", "facts": "值班期间未按规定佩戴执法记录仪",
            }),
            (1, "submit", inspector, {}),
        ]  # fmt: skip
    yield "discipline_report", n, 10, _until(1, lead, ("report", lead), ("confirm", other), {
        "unit": unit, "reported_on": cast.day(10), "cases": 0, "remark": "零报告",
    })  # fmt: skip


def _public(cast: Cast, n: int) -> Iterator[tuple[str, int, int, Sequence[Step]]]:
    unit, first = cast.unit, cast.first
    writer, commander = _office("publicity", 1), _office("command", 1)
    yield "article", n, 3, [
        (0, "create", first, {
            "unit": unit, "kind": "guidance", "title": f"出行提示第{n + 1}期",
            "text": "雨雾天气请减速慢行。", "platform": "wechat",
        }),
        *([(1, "submit", first, {})] if n else []),
        *([(5, "publish", writer, {"posted_on": cast.day(3)})] if n > 1 else []),
    ]  # fmt: skip
    yield "exposure", n, 5, _until(n % 2, first, ("submit", first), ("approve", writer), {
        "unit": unit, "exposed_on": cast.day(5), "operation": "客运整治", "kind": "客车超员",
        "channel": "video",
    })  # fmt: skip
    yield "campaign", n, 6, _until(n % 2, first, ("report", first), ("confirm", writer), {
        "unit": unit, "held_on": cast.day(6), "topic": "行人禁上高速", "channel": "village",
        "place": "沿线村镇", "audience": 600,
    })  # fmt: skip
    yield "reinforcement", n, 8, _until(n % 3, commander, ("submit", commander), ("order", CHIEF), {
        "order_no": f"构造调〔{cast.monday.year}〕{n + 1}号", "unit": unit, "to_unit": BRIGADES[n - 1],
        "sent_on": cast.day(9), "departs_at": cast.at(9, 8),
        "ends_at": cast.at(11, 20), "officers": 2, "purpose": "疏堵保畅",
        "force": [{"officer": first, "duty": "带队"}, {"officer": cast.second}],
    })  # fmt: skip


def _until(
    steps: int, who: str, second: tuple[str, str], third: tuple[str, str], values: Mapping[str, object]
) -> list[Step]:
    """Create, then as many of two more steps as said."""
    every: list[Step] = [
        (0, "create", who, values), (1, second[0], second[1], {}), (27, third[0], third[1], {}),
    ]  # fmt: skip
    return every[: steps + 1]
