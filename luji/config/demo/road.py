"""Constructed ledgers of the road: accidents, hazards, notices, reinforcements, inquiries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from luji.config.demo.chance import Chance
from luji.config.demo.ground import Ground
from luji.config.demo.totals import (
    ACCIDENTS,
    BULLETINS,
    COUNTS,
    HAZARD_BATCHES,
    HAZARDS_LATE,
    HAZARDS_PUSHED,
    HAZARDS_RECTIFIED,
    YEARS,
)
from luji.config.demo.workbook import Cell, Ledger, ledger

Rows = list[tuple[Cell, ...]]
FORMS = {"追尾": 44, "同向刮擦": 17, "撞固定物": 23, "侧翻": 9, "撞行人": 3, "其他": 4}
WEATHER = {"晴": 48, "阴": 26, "雨": 20, "雾": 4, "雪": 2}
HAZARDS: dict[str, tuple[tuple[str, ...], str, int]] = {
    "线形": (("长下坡接小半径弯道，缺少减速提示", "匝道出口视距不足"), "公路建设养护单位", 6),
    "标志标线": (
        ("标线磨损看不清", "限速标志被树木遮挡", "出口预告标志缺失", "突起路标脱落"),
        "高速公路经营单位",
        26,
    ),
    "护栏": (("波形护栏被撞变形未修复", "护栏立柱松动", "中央活动护栏缺口未封闭"), "高速公路经营单位", 22),
    "照明": (("隧道口照明灯组不亮", "收费广场照明不足"), "高速公路经营单位", 7),
    "排水": (("路面积水，排水口堵塞", "边沟淤塞"), "公路养护中心", 11),
    "边坡": (("边坡有落石痕迹", "边坡防护网破损"), "公路养护中心", 7),
    "隧道": (("隧道内应急电话失效", "隧道诱导灯缺失"), "隧道管理站", 8),
    "施工": (("施工区警示桩间距过大", "施工导行标志设置不到位"), "施工单位", 6),
    "行人入口": (("隔离栅被剪开，村民可进入", "桥下通道旁隔离栅缺失"), "属地乡镇政府", 7),
}
"""Kind: descriptions, who is responsible, weight."""
PUSHED_AGO = (64, 33, 17, 5)
"""How many days ago the batches in hand were pushed; sixty are given."""
BATCH = 5
"""How many hazards are in each of them."""
CAUSES = {"大雾": 24, "冰雪": 10, "暴雨": 14, "事故": 28, "施工": 12, "大流量": 12}
TIMELINE = """2020-03-26 05:12|驶入服务区时间|05:12|服务区监控（构造）
2020-03-26 05:20|驶入服务区时间|05:20|驾驶人询问笔录（构造）
2020-03-26 05:31|碰撞时间|05:31|停车场监控（构造）
2020-03-26 05:36|报警时间|05:36|接警记录（构造）
2020-03-26 05:31|车速|约42公里/小时|卫星定位记录（构造）
2020-03-26 05:31|车速|约60公里/小时|检验报告（构造）
|连续驾驶时间|超过4小时未停车休息|卫星定位记录（构造）"""
CHAIN = """人员|驾驶人甲（构造）||疲劳驾驶
车辆|重型半挂车（构造）|驾驶人甲驾驶|制动不合格
企业|运输公司一（构造）|车辆登记单位|动态监控无人值守
企业|检测公司二（构造）|为车辆出具检验报告|检验走过场
许可|道路运输经营许可（构造）|运输公司一持有|安全条件未复核"""
FINDINGS = """标志标线|G56|K1043+200|服务区出入口缺少限速和分流标志|高速公路经营单位
照明|G56|K1043+300|停车场夜间照明不足|高速公路经营单位"""
"""Lines of facts, of the chain and of findings about the road, as a cell of a workbook holds them."""
SEASONS = {
    "冰雪": (12, 1, 2),
    "雪": (12, 1, 2),
    "大雾": (10, 11, 12, 1, 2, 3),
    "雾": (10, 11, 12, 1, 2, 3),
    "暴雨": (4, 5, 6, 7, 8, 9),
}
"""Months in which a kind of weather comes; others come all year."""
MEASURES = {"出行提示": 46, "临时管制": 26, "只出不进": 14, "解除管制": 14}
PURPOSES = (
    "夜查酒驾",
    "客货车集中整治",
    "节假日疏堵保畅",
    "省际检查站联勤",
    "危化品车辆检查",
    "涉牌涉证专项查缉",
)


def road_ledgers(ground: Ground, today: date) -> list[Ledger]:
    """The five ledgers, both years in each; that of hazards goes on to this day."""
    return [
        ledger(
            "accident",
            "交通事故台账",
            "事故编号 辖区大队 事故时间 适用程序 路线 桩号 方向 事故形态 天气 "
            "亡人 伤人 直接财产损失（元） 办理状态",
            _accidents(ground),
        ),
        ledger(
            "hazard",
            "道路隐患台账",
            "编号 排查大队 清单批次 推送日期 路线 桩号 方向 "
            "隐患类型 隐患等级 隐患描述 整改责任单位 整改期限 整改状态 销号日期 复查警号",
            _hazards(ground, today),
        ),
        ledger(
            "bulletin",
            "路况提示台账",
            "提示编号 报送单位 接收时间 审核时间 发布时间 发布用时（分钟） 路线 桩号 原因 管控措施 提示内容",
            _bulletins(ground),
        ),
        ledger(
            "reinforcement",
            "异地用警台账",
            "用警编号 派出单位 用警单位 用警日期 警力人数 任务",
            _reinforcements(ground),
            "已归建",
        ),
        ledger(
            "investigation",
            "事故深度调查台账",
            "调查编号 承办大队 事故名称 启动日期 结案日期 历时（月） 追责企业（家） "
            "追责人员（名） 调查结论 "
            "事实时间线 人车企许可链 发现的道路问题 办理状态",
            _investigations(),
        ),
    ]


def _accidents(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        totals, chance = ACCIDENTS[year], Chance("accident", year)
        count = totals.cases + totals.simple
        general = set(chance.shuffled(range(count))[: totals.cases])
        deaths = chance.scatter(totals.deaths, totals.cases, most=2)
        injuries = chance.scatter(totals.injuries, totals.cases, most=5)
        units = chance.spread(count, ground.traffic)
        for number, day in enumerate(chance.days(count, year)):
            spot, grave = ground.spot(chance, units[number]), number in general
            rows.append(
                (
                    f"SG{year}-{number + 1:04d}",
                    spot.unit,
                    chance.moment(day),
                    "一般程序" if grave else "简易程序",
                    spot.route,
                    spot.stake,
                    spot.direction,
                    chance.weighed(FORMS),
                    chance.weighed(_in_season(WEATHER, day.month)),
                    deaths.pop() if grave else 0,
                    injuries.pop() if grave else 0,
                    Decimal(chance.between(30, 900) if grave else chance.between(3, 60)) * 100,
                    "已结案" if grave else "当场认定",
                )
            )
    return rows


def _hazards(ground: Ground, today: date) -> Rows:
    """Those of both years, the last of them closed in the year after; and some in hand on this day."""
    rows: Rows = []
    for year in YEARS:
        chance = Chance("hazard", year)
        count, batches = HAZARDS_PUSHED[year], HAZARD_BATCHES[year]
        in_year = HAZARDS_RECTIFIED[year] - (HAZARDS_LATE if year > YEARS[0] else 0)
        pushed = [day - timedelta(days=8) for day in chance.days(batches, year, (1, 2) + (3,) * 10)]
        pushed = sorted(max(day, date(year, 1, 6)) for day in pushed)
        sizes = chance.scatter(count, batches, least=1, most=9)
        units = chance.spread(count, ground.traffic)
        kinds = chance.spread(count, {kind: weight for kind, (_, _, weight) in HAZARDS.items()})
        listed = [batch for batch, size in enumerate(sizes) for _ in range(size)]
        for number, batch in enumerate(listed):
            closed = _closing(chance, year, number - in_year, pushed[batch])
            place = (f"YH{year}-{number + 1:04d}", f"{year}年第{batch + 1}批", pushed[batch])
            rows.append(_hazard(ground, chance, place, (units[number], kinds[number]), closed))
    return rows + _in_hand(ground, today)


def _in_hand(ground: Ground, today: date) -> Rows:
    """Hazards pushed in the weeks before this day, the first batch beyond its time: work for benches."""
    chance = Chance("hazard", "in hand")
    units = chance.spread(len(PUSHED_AGO) * BATCH, ground.traffic)
    kinds = chance.spread(len(units), {kind: weight for kind, (_, _, weight) in HAZARDS.items()})
    rows: Rows = []
    for number, what in enumerate(zip(units, kinds, strict=True)):
        batch = number // BATCH
        pushed = today - timedelta(days=PUSHED_AGO[batch])
        place = (f"YH{pushed.year}-{number + 1:04d}", f"{pushed.year}年第{batch + 1}批", pushed)
        rows.append(_hazard(ground, chance, place, what, None))
    return rows


def _hazard(
    ground: Ground, chance: Chance, place: tuple[str, str, date], what: tuple[str, str], closed: date | None
) -> tuple[Cell, ...]:
    """One row: number, batch and day of pushing; brigade and kind; the day of closing if it is closed."""
    number, batch, pushed = place
    unit, kind = what
    spot = ground.spot(chance, unit)
    texts, responsible, _ = HAZARDS[kind]
    return (
        number,
        spot.unit,
        batch,
        pushed,
        spot.route,
        spot.stake,
        spot.direction,
        kind,
        chance.weighed({"一般": 80, "较大": 17, "重大": 3}),
        chance.pick(texts),
        responsible,
        pushed + timedelta(days=60),
        "整治到位" if closed else chance.weighed({"整改中": 3, "待复查": 1}),
        closed,
        ground.officer(chance.between(1, 260)) if closed else None,
    )


def _closing(chance: Chance, year: int, beyond: int, pushed: date) -> date:
    """The day of closing: in the year before the quota is full, next year for the late ones, or after all."""
    if beyond < 0:
        return min(chance.later(pushed, 6, 55), date(year, 12, 31))
    if year == YEARS[0] and beyond < HAZARDS_LATE:
        return date(year + 1, 1, 8) + timedelta(days=5 * beyond)
    return date(YEARS[-1] + 1, 1, 8) + timedelta(days=beyond)


def _bulletins(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance = Chance("bulletin", year)
        count, on_time = BULLETINS[year]
        prompt = chance.shuffled([number < on_time for number in range(count)])
        units = chance.spread(count, ground.traffic)
        for number, day in enumerate(chance.days(count, year, (5, 4, 2, 2, 2, 3, 3, 3, 3, 4, 3, 4))):
            spot, received = ground.spot(chance, units[number]), chance.moment(day)
            minutes = chance.between(7, 28) if prompt[number] else chance.between(36, 75)
            cause = chance.weighed(_in_season(CAUSES, day.month))
            measure = chance.weighed(MEASURES)
            rows.append(
                (
                    f"TS{year}-{number + 1:03d}",
                    spot.unit,
                    received,
                    received + timedelta(minutes=minutes // 2),
                    received + timedelta(minutes=minutes),
                    minutes,
                    spot.route,
                    spot.stake,
                    cause,
                    measure,
                    f"{spot.route} {spot.stake} {spot.direction}方向因{cause}{measure}，请注意出行安全。",
                )
            )
    return rows


def _in_season(weights: Mapping[str, int], month: int) -> dict[str, int]:
    return {word: weight for word, weight in weights.items() if month in SEASONS.get(word, (month,))}


def _reinforcements(ground: Ground) -> Rows:
    rows: Rows = []
    for year in YEARS:
        chance = Chance("reinforcement", year)
        count = COUNTS["reinforcement"][year]
        senders = chance.spread(count, ground.evenly)
        for number, day in enumerate(chance.days(count, year)):
            others = {name: weight for name, weight in ground.traffic.items() if name != senders[number]}
            rows.append(
                (
                    f"YD{year}-{number + 1:03d}",
                    senders[number],
                    chance.weighed(others),
                    day,
                    chance.between(2, 12),
                    chance.pick(PURPOSES),
                )
            )
    return rows


def _investigations() -> Rows:
    """The two cases the report names, on constructed days; the second is still open at the year's end."""
    return [
        (
            "SD2020-01",
            "沅陵大队",
            "沅陵服务区“3.26”事故",
            date(2020, 3, 27),
            date(2020, 7, 27),
            4,
            5,
            3,
            "认定为生产安全责任事故，已追责",
            TIMELINE,
            CHAIN,
            FINDINGS,
            "已结案",
        ),
        (
            "SD2020-02",
            "安江大队",
            "“10.25”雪峰山隧道车辆燃烧事故",
            date(2020, 10, 26),
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            "调查中",
        ),
    ]
