"""Constructed ledgers of the team: party work, honours, supervision, care, training."""

from __future__ import annotations

import calendar
from datetime import date
from itertools import product

from luji.config.demo.chance import Chance
from luji.config.demo.ground import CREW, Ground
from luji.config.demo.totals import COUNTS, TRAINING, YEARS
from luji.config.demo.workbook import Cell, Ledger, ledger, lines, names

Rows = list[tuple[Cell, ...]]
DONE = "已核实"
ACTIVITIES = {
    "光影铸魂": ("红色影片观影交流", "先进事迹影片展播"),
    "爱国参观": ("参观革命纪念馆", "参观抗战胜利受降旧址", "祭扫烈士陵园"),
    "党课": ("支部书记讲党课", "主题党日集中学习"),
    "志愿服务": ("服务区便民志愿服务", "沿线学校安全课"),
}
HONOURS = {
    "collective": ("全省公安疫情防控突出集体", "省公安厅"),
    "party_branch": ("全省交警先进党组织", "省交警总队"),
    "top_ten": ("省十佳高速警察", "省交警总队"),
    "spouse": ("省厅最美警嫂", "省公安厅"),
    "party_member": ("总队优秀党员", "省交警总队"),
}
LESSONS = (
    "事故现场防护",
    "执法记录仪使用规范",
    "酒驾查处流程",
    "简易程序案件制作",
    "隧道应急处置",
    "危化品车辆检查",
    "一般程序取证要点",
    "缉查布控系统操作",
)
BODIES = {"市委": 2, "市政府": 4, "公安部门": 4, "应急部门": 3, "气象部门": 2}
BASES = ("安江大队", "沅陵大队")
TOPICS = (
    "隐患整治进展",
    "恶劣天气会商",
    "节假日安全保畅方案",
    "护路联防工作",
    "事故多发路段治理",
    "行人上高速治理",
)

JOINT_MEETING = (
    "联络会议", "政法委", "怀化高速联动会",
    lines((body, "分管负责人") for body in (
        "市委政法委", "市检察院", "市中级法院", "市公安局", "市交通运输局", "市气象局",
        "市文旅广电局", "市应急管理局",
    )),
    lines((
        ("市中级法院", "重大交通案件快立快审", "2020-11-15"),
        ("市气象局", "大雾、冰冻提前两小时通报", "2020-10-15"),
        ("市文旅广电局", "村村响固定播出交通安全提示", "2020-10-31"),
    )),
    lines((
        ("市中级法院", "建立快立快审通道", "2020-11-02"),
        ("市气象局", "开通预警直报", "2020-10-12"),
        ("市文旅广电局", "每日早晚各播一次", "2020-10-25"),
    )),
    date(2020, 11, 3), "已办结",
)  # fmt: skip
"""The meeting the report names, on a constructed day with constructed promises."""


def team_ledgers(ground: Ground) -> list[Ledger]:
    """The ledgers of the political, discipline and training offices, both years in each."""
    return [*_party(ground), *_conduct(ground), *_care(ground), *_learning(ground)]


def _party(ground: Ground) -> list[Ledger]:
    return [
        ledger(
            "activity",
            "党建活动台账",
            "序号 组织单位 活动日期 活动类型 活动名称 参加人数",
            _activities(ground),
            DONE,
        ),
        ledger(
            "vanguard",
            "先锋队台账",
            "队伍编号 组建单位 组建日期 队伍类别 任务 队员名单",
            _vanguards(ground),
            "在岗",
        ),
        ledger(
            "party_admission",
            "发展党员台账",
            "发展编号 警号 单位 入党日期 入党方式",
            _admissions(ground),
            "已入党",
        ),
        ledger(
            "honour",
            "表彰奖励台账",
            "荣誉编号 获奖单位 表彰日期 荣誉类别 获奖民警警号 授予机关",
            _honours(ground),
            DONE,
        ),
        ledger(
            "liaison",
            "汇报沟通台账",
            "汇报编号 汇报单位 汇报日期 形式 汇报对象 事项 参会单位 共识纪要 落实情况 办结日期 状态",
            _liaison(ground),
        ),
    ]


def _conduct(ground: Ground) -> list[Ledger]:
    return [
        ledger(
            "supervision",
            "督察督导台账",
            "督查编号 被督查单位 督查日期 督查类别 发现问题数",
            _supervision(ground),
            DONE,
        ),
        ledger(
            "accountability",
            "监督执纪问责台账",
            "问责编号 单位 被问责人警号 处理日期 执纪形态 处理方式",
            _accountability(ground),
            "已处理",
        ),
        ledger(
            "discipline_report",
            "违纪违法月报",
            "月报编号 报告单位 报告日期 违纪违法起数 备注",
            _discipline(ground),
            DONE,
        ),
    ]


def _care(ground: Ground) -> list[Ledger]:
    return [
        ledger(
            "care_survey",
            "思想摸排台账",
            "摸排编号 被摸排大队 摸排日期 方式 参与人数",
            _surveys(ground),
            DONE,
        ),
        ledger(
            "difficulty",
            "民警困难台账",
            "困难编号 单位 反映日期 困难类别 办理状态 解决日期",
            _difficulties(ground),
        ),
        ledger(
            "relocation",
            "异地工作调整台账",
            "调整编号 警号 调入单位 调出单位 调整日期",
            _relocations(ground),
            "已调整",
        ),
        ledger("visit", "走访慰问台账", "慰问编号 单位 慰问日期 慰问对象 民警警号", _visits(ground), DONE),
    ]


def _learning(ground: Ground) -> list[Ledger]:
    return [
        ledger(
            "training",
            "送训小课台账",
            "课次编号 受训大队 授课日期 课目 教官警号 到课民警",
            _training(ground),
            DONE,
        ),
        ledger(
            "rotation",
            "轮训基地台账",
            "期次编号 基地大队 开班日期 训练课目 学员名单",
            _rotation(ground),
            "训练中",
        ),
    ]


def _activities(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance, count = Chance("activity", year), COUNTS["activity"][year]
        units = chance.spread(count, ground.evenly | {ground.office("political"): 4})
        for number, day in enumerate(chance.days(count, year)):
            theme = chance.pick(list(ACTIVITIES))
            name = chance.pick(ACTIVITIES[theme])
            rows.append(
                (f"HD{year}-{number + 1:02d}", units[number], day, theme, name, chance.between(12, 60))
            )
    return rows


def _vanguards(ground: Ground) -> Rows:
    """A party vanguard in the detachment and in each brigade, a youth vanguard in each brigade."""
    rows: Rows = []
    chance = Chance("vanguard")
    for year in YEARS:
        teams = ["党员先锋队"] * COUNTS["vanguard.party"][year] + ["青年先锋队"] * COUNTS["vanguard.youth"][
            year
        ]
        units = [ground.office("hh"), *ground.traffic, *ground.traffic]
        for number, (kind, unit) in enumerate(zip(teams, units, strict=False)):
            day = date(year, 2, chance.between(1, 9)) if number < 11 else date(year, 5, chance.between(6, 20))
            task = "疫情防控卡点查控" if number < 11 else "“奋战四十天”路面攻坚"
            roster = names(chance.shuffled(ground.crew(unit))[: chance.between(6, 14)])
            rows.append((f"XF{year}-{number + 1:02d}", unit, day, kind, task, roster))
    return rows


def _admissions(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance = Chance("party_admission", year)
        for word, kind in (("frontline", "火线入党"), ("ordinary", "正常发展")):
            count = COUNTS[f"joined.{word}"][year]
            days = chance.days(count, year, (0, 1, 2, 1) + (0,) * 8 if word == "frontline" else (1,) * 12)
            for unit, day in zip(chance.shuffled(list(ground.traffic))[:count], days, strict=True):
                number = f"RD{year}-{sum(str(row[0])[2:6] == str(year) for row in rows) + 1:02d}"
                rows.append((number, ground.crew(unit)[len(rows) % CREW], unit, day, kind))
    return rows


def _honours(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance = Chance("honour", year)
        for word, (kind, by) in HONOURS.items():
            count = COUNTS[f"honour.{word}"][year]
            units = chance.shuffled(list(ground.traffic))[:count]
            for unit, day in zip(units, chance.days(count, year, (0,) * 5 + (1,) * 7), strict=True):
                who = None if word in ("collective", "party_branch") else chance.pick(ground.crew(unit))
                rows.append((f"RY{year}-{len(rows) + 1:02d}", unit, day, kind, who, by))
    return rows


def _liaison(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance, count = Chance("liaison", year), COUNTS["liaison"][year]
        units = chance.spread(
            count, {ground.office("hh"): 8, ground.office("order"): 3, ground.office("office"): 2}
        )
        bodies = chance.spread(count, BODIES)
        for number, day in enumerate(chance.days(count, year)):
            report = ("专题汇报", bodies[number], chance.pick(TOPICS), None, None, None, None, DONE)
            rows.append((f"HB{year}-{number + 1:02d}", units[number], day, *report))
    last = f"HB{YEARS[-1]}-{COUNTS['liaison'][YEARS[-1]] + 1:02d}"
    return [*rows, (last, ground.office("hh"), date(YEARS[-1], 9, 16), *JOINT_MEETING)]


def _supervision(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance = Chance("supervision", year)
        double, special = COUNTS["supervision.double"][year], COUNTS["supervision.special"][year]
        units = chance.spread(double + special, ground.evenly)
        kinds = chance.shuffled(["双督查"] * double + ["专项督查"] * special)
        for number, day in enumerate(chance.days(double + special, year)):
            found = chance.between(0, 5)
            rows.append((f"DC{year}-{number + 1:02d}", units[number], day, kinds[number], found))
    return rows


def _accountability(ground: Ground) -> Rows:
    """One row for each person and occasion."""
    rows: Rows = []
    measures = {"谈话提醒": 5, "批评教育": 4, "责令检查": 2, "诫勉谈话": 1}
    for year in YEARS:
        chance, persons = Chance("accountability", year), COUNTS["accountability.first"][year]
        units = chance.spread(persons, ground.evenly)
        for number, day in enumerate(chance.days(persons, year)):
            officer, measure = chance.pick(ground.crew(units[number])), chance.weighed(measures)
            rows.append((f"WZ{year}-{number + 1:02d}", units[number], officer, day, "第一形态", measure))
    return rows


def _discipline(ground: Ground) -> Rows:
    """Every unit reports every month, and reports nought."""
    units = [ground.office("hh"), *ground.traffic]
    return [
        (f"YB{year}-{number:03d}", unit, date(year, month, calendar.monthrange(year, month)[1]), 0, "零报告")
        for year in YEARS
        for number, (month, unit) in enumerate(product(range(1, 13), units), start=1)
    ]


def _surveys(ground: Ground) -> Rows:
    rows: Rows = []
    methods = {"谈心座谈": 5, "问卷调查": 3, "家访": 1}
    for year in YEARS:
        chance, count = Chance("care_survey", year), COUNTS["care_survey"][year]
        units = chance.spread(count, ground.evenly)
        for number, day in enumerate(chance.days(count, year)):
            method, persons = chance.weighed(methods), chance.between(5, 26)
            rows.append((f"MP{year}-{number + 1:02d}", units[number], day, method, persons))
    return rows


def _difficulties(ground: Ground) -> Rows:
    rows: Rows = []
    kinds = ("住宿用水", "子女就学", "家属患病", "两地分居", "其他")
    for year in YEARS:
        chance = Chance("difficulty", year)
        solved, still_open = COUNTS["difficulty.solved"][year], COUNTS["difficulty.open"][year]
        units = chance.spread(solved + still_open, ground.evenly)
        for number, day in enumerate(chance.days(solved + still_open, year, (2,) * 10 + (0, 0))):
            done = chance.later(day, 5, 50) if number < solved else None
            state = "已解决" if done else "办理中"
            rows.append((f"KN{year}-{number + 1:02d}", units[number], day, chance.pick(kinds), state, done))
    return rows


def _relocations(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance, count = Chance("relocation", year), COUNTS["relocation"][year]
        moves = zip(chance.spread(count, ground.evenly), chance.days(count, year), strict=True)
        for number, (unit, day) in enumerate(moves, start=1):
            others = [name for name in ground.traffic if name != unit]
            moved = next(one for one in ground.crew(unit)[::-1] if one not in {row[1] for row in rows})
            rows.append((f"YT{year}-{number:02d}", moved, unit, chance.pick(others), day))
    return rows


def _visits(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance = Chance("visit", year)
        officers, relatives = COUNTS["visit.officer"][year], COUNTS["visit.relative"][year]
        whom = chance.shuffled(["住院民警"] * officers + ["民警家属"] * relatives)
        for number, day in enumerate(chance.days(len(whom), year)):
            unit = chance.pick(list(ground.traffic))
            officer = chance.pick(ground.crew(unit))
            rows.append((f"WW{year}-{number + 1:02d}", unit, day, whom[number], officer))
    return rows


def _training(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance = Chance("training", year)
        count, persons = TRAINING[year]
        attended = chance.scatter(persons, count, least=6, most=CREW)
        units = chance.spread(count, ground.evenly)
        for number, day in enumerate(chance.days(count, year)):
            trainer = chance.pick(ground.crew(chance.pick(list(ground.traffic))))
            rows.append(
                (
                    f"XK{year}-{number + 1:02d}",
                    units[number],
                    day,
                    chance.pick(LESSONS),
                    trainer,
                    names(chance.shuffled(ground.crew(units[number]))[: attended[number]]),
                )
            )
    return rows


def _rotation(ground: Ground) -> Rows:
    """One course a month in each of the two bases, from May 2020 on; trainees of other brigades."""
    chance = Chance("rotation")
    rows: Rows = []
    for month, base in product(range(5, 13), BASES):
        units = chance.shuffled([name for name in ground.traffic if name not in BASES])
        trainees = [
            (chance.pick(ground.crew(unit)), unit) for unit in [*units, *units][: chance.between(8, 12)]
        ]
        roster = lines(dict(trainees).items())
        course = (date(2020, month, 8), chance.pick(LESSONS), roster)
        rows.append((f"LX2020-{len(rows) + 1:02d}", base, *course))
    return rows
