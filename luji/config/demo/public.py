"""Constructed ledgers of what the public sees and says, and of projects and lost equipment."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from luji.config.demo.chance import Chance, split
from luji.config.demo.ground import Ground
from luji.config.demo.totals import CENTRAL_OUTLETS, COUNTS, SURVEY, VIEWS, YEARS
from luji.config.demo.workbook import Cell, Ledger, ledger

Rows = list[tuple[Cell, ...]]
CENTRAL = (
    "人民网",
    "新华社",
    "人民公安报",
    "央视新闻",
    "央广网",
    "中国新闻网",
    "光明网",
    "法治日报",
    "中国警察网",
    "中国交通报",
    "中国青年网",
    "经济日报",
    "中国日报网",
)
OTHERS = {
    "红网": "省级",
    "湖南日报": "省级",
    "华声在线": "省级",
    "湖南卫视": "省级",
    "怀化日报": "市级",
    "怀化电视台": "市级",
}
CAMPAIGNS = (
    "行人禁上高速",
    "安全带生命带",
    "拒绝酒驾",
    "冬季行车安全",
    "高速故障三步走",
    "拒绝疲劳驾驶",
    "文明交通进村组",
)
PLACES = ("服务区", "收费站", "沿线村镇", "客运站", "运输企业", "学校")
EXPOSED = (
    "酒后驾驶",
    "应急车道停车",
    "占用应急车道",
    "客车超员",
    "货车超载",
    "疲劳驾驶",
    "遮挡号牌",
    "高速倒车",
)
CHANNELS = ("微信公众号", "微博", "短视频", "服务区显示屏", "电台栏目")
STORIES = (
    "高速警察与家的故事",
    "秋去冬来，他们一直护您平安",
    "隧道口的守夜人",
    "一张迟到的全家福",
    "风雪卡口",
    "警嫂的来信",
)
PROJECTS = (
    ("缉查布控卡口建设", "technology", "科技信息化", True, 168, "2019-03-01 2019-11-30 2019-12-24"),
    ("大队基地房屋修缮", "finance", "基地修缮", True, 131, "2019-04-01 2019-10-31 2019-10-18"),
    ("执法执勤车辆购置", "finance", "装备购置", True, 80, "2019-05-06 2019-09-30 2019-09-25"),
    ("移动卡口与4G对讲机", "technology", "科技信息化", True, 92, "2019-03-20 2019-09-30"),
    ("缉查布控卡口建设", "technology", "科技信息化", True, 190, "2020-04-07 2020-11-30"),
    ("移动卡口与4G对讲机", "technology", "科技信息化", True, 102, "2020-04-20 2020-10-31 2020-10-27"),
    ("大队基地房屋修缮", "finance", "基地修缮", True, 134, "2020-03-23 2020-10-31 2020-10-12"),
    ("执法执勤车辆购置", "finance", "装备购置", True, 80, "2020-05-11 2020-09-30 2020-09-22"),
    ("执勤装备与被装", "finance", "装备购置", True, 88, "2020-04-13 2020-11-15 2020-11-13"),
    ("基地用水净化工程", "finance", "基地修缮", False, 28, "2020-05-06 2020-08-31 2020-08-20"),
    ("执法记录仪服务器建设", "technology", "科技信息化", False, 29, "2020-06-01 2020-11-30 2020-11-18"),
)  # fmt: skip
"""Name, office, kind, whether large, 万元 approved; started, to be done by, done."""
LOST = (
    ("警用对讲机", 2380),
    ("执法记录仪", 1960),
    ("强光手电", 1150),
    ("反光指挥棒", 1080),
    ("酒精检测仪", 3200),
)


def public_ledgers(ground: Ground) -> list[Ledger]:
    """Publicity, satisfaction, projects and lost equipment, both years in each."""
    return [
        ledger(
            "campaign",
            "专题宣传台账",
            "宣传编号 单位 宣传日期 宣传主题 宣传地点 受众人数",
            _campaigns(ground),
            "已核实",
        ),
        ledger(
            "coverage",
            "媒体报道台账",
            "报道编号 供稿单位 刊发日期 媒体名称 媒体级别 转发 标题",
            _coverage(ground),
            "已核实",
        ),
        ledger(
            "exposure",
            "典型曝光台账",
            "曝光编号 单位 曝光日期 专项行动 违法行为 曝光渠道",
            _exposures(ground),
            "已曝光",
        ),
        ledger(
            "article",
            "稿件点阅台账",
            "稿件编号 供稿单位 发布日期 平台 标题 稿件类别 点阅量",
            _articles(ground),
            "已归档",
        ),
        ledger(
            "satisfaction",
            "满意度调查问卷",
            "问卷编号 调查日期 被评单位 受访群体 评价 有效问卷",
            _answers(ground),
        ),
        ledger(
            "project",
            "项目进度台账",
            "项目编号 项目名称 承办单位 项目类别 是否大型 批复金额（万元） 启动日期 计划完成 "
            "实际完成 进展说明",
            _projects(ground),
        ),
        ledger(
            "asset_loss",
            "装备丢失登记",
            "登记编号 单位 发现日期 资产卡片号 装备名称 数量 原值（元） 处理情况",
            _losses(ground),
        ),
    ]


def _campaigns(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance, count = Chance("campaign", year), COUNTS["campaign"][year]
        units = chance.spread(count, ground.evenly | {ground.office("publicity"): 5})
        for number, day in enumerate(chance.days(count, year)):
            rows.append(
                (
                    f"XC{year}-{number + 1:02d}",
                    units[number],
                    day,
                    chance.pick(CAMPAIGNS),
                    chance.pick(PLACES),
                    chance.between(4, 60) * 10,
                )
            )
    return rows


def _coverage(ground: Ground) -> Rows:
    """Reprints by many outlets; the first items of a year are one by each outlet of national level."""
    rows: Rows = []
    for year in YEARS:
        chance, count = Chance("coverage", year), COUNTS["reprint"][year]
        national = list(CENTRAL[: CENTRAL_OUTLETS[year]])
        some = [chance.pick(national) for _ in range(count // 12)]
        rest = [chance.pick(list(OTHERS)) for _ in range(count - len(national) - len(some))]
        outlets = chance.shuffled(national + some + rest)
        units = chance.spread(count, ground.traffic | {ground.office("publicity"): 40})
        for number, day in enumerate(chance.days(count, year)):
            outlet = outlets[number]
            rows.append(
                (
                    f"BD{year}-{number + 1:03d}",
                    units[number],
                    day,
                    outlet,
                    OTHERS.get(outlet, "央级"),
                    "是",
                    f"{chance.pick(CAMPAIGNS)}：高速交警在行动",
                )
            )
    return rows


def _exposures(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance, count = Chance("exposure", year), COUNTS["exposure"][year]
        units = chance.spread(count, ground.traffic)
        for number, day in enumerate(chance.days(count, year, (0,) * 6 + (2, 3, 3, 2, 0, 0))):
            rows.append(
                (
                    f"BG{year}-{number + 1:03d}",
                    units[number],
                    day,
                    "百日行动",
                    chance.pick(EXPOSED),
                    chance.pick(CHANNELS),
                )
            )
    return rows


def _articles(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance, stories = Chance("article", year), COUNTS["story"][year]
        kinds = chance.shuffled(["队伍宣传"] * stories + ["警示曝光"] * 64 + ["出行服务"] * 41)
        views = split(VIEWS[year], [chance.between(1, 40) ** 2 for _ in kinds])
        days = chance.days(len(kinds), year)
        told = 0
        for number, kind in enumerate(kinds):
            told += kind == "队伍宣传"
            titles = {
                "队伍宣传": STORIES[(told - 1) % len(STORIES)]
                + (f"（{told}）" if told > len(STORIES) else ""),
                "警示曝光": f"{chance.pick(EXPOSED)}曝光台第{number + 1}期",
                "出行服务": f"{chance.pick(CAMPAIGNS)}出行提示第{number + 1}期",
            }
            rows.append(
                (
                    f"GJ{year}-{number + 1:03d}",
                    ground.office("publicity"),
                    days[number],
                    chance.pick(CHANNELS[:3]),
                    titles[kind],
                    kind,
                    views[number],
                )
            )
    return rows


def _answers(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance = Chance("satisfaction", year)
        valid, content = SURVEY[year]
        answers: list[tuple[str, str]] = [
            (chance.weighed({"非常满意": 3, "满意": 2}), "是") for _ in range(content)
        ]
        answers += [(chance.weighed({"一般": 3, "不满意": 1}), "是") for _ in range(valid - content)]
        answers += [("一般", "否")] * (valid // 40)
        units = chance.spread(len(answers), ground.traffic)
        people = chance.spread(len(answers), {"驾驶人": 5, "沿线群众": 3, "运输企业": 1, "联动单位": 1})
        for number, (answer, counts) in enumerate(chance.shuffled(answers)):
            day = date(year, 11, 1) + timedelta(days=chance.below(30))
            rows.append((f"WJ{year}-{number + 1:03d}", day, units[number], people[number], answer, counts))
    return rows


def _projects(ground: Ground) -> Rows:
    rows: Rows = []
    for number, (name, office, kind, large, wan, days) in enumerate(PROJECTS, start=1):
        started, planned, *done = map(date.fromisoformat, days.split())
        in_time = bool(done) and done[0] <= planned
        rows.append(
            (
                f"XM{planned.year}-{number:02d}",
                name,
                ground.office(office),
                kind,
                "是" if large else "否",
                Decimal(wan),
                started,
                planned,
                done[0] if done else None,
                "按期完成" if in_time else "审批环节多，进度滞后",
            )
        )
    return rows


def _losses(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance, count = Chance("asset_loss", year), COUNTS["asset_loss"][year]
        units = chance.shuffled(list(ground.traffic))
        for number, day in enumerate(chance.days(count, year)):
            item, cost = LOST[number % len(LOST)]
            rows.append(
                (
                    f"DS{year}-{number + 1:02d}",
                    units[number],
                    day,
                    f"ZC{chance.between(10000, 99999)}",
                    item,
                    1,
                    Decimal(cost),
                    "已责令赔偿并通报",
                )
            )
    return rows
