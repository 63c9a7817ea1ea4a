"""Constructed ledgers of everyday conduct: findings of supervision, branch meetings, weekly tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast

from luji.config.demo.chance import Chance
from luji.config.demo.ground import Ground
from luji.config.demo.totals import YEARS
from luji.config.demo.workbook import Cell, Ledger, ledger, lines

Rows = list[tuple[Cell, ...]]
FINDINGS = {
    "业务": ("执法记录仪未按时导出", "简易程序案卷缺签名", "勤务安排未报备", "锥筒间距过大", "登记不及时"),
    "队伍": ("内务不整洁", "值班备勤人员不在位", "着装不规范", "学习笔记缺记", "公车使用登记缺项"),
}  # fmt: skip
MENDED = ("已对照要求逐项整改，责任到人", "组织专题学习并完成补录", "调整岗位安排，落实每日检查")
TOPICS = {
    "支部党员大会": ("学习贯彻上级会议精神", "讨论发展党员", "民主评议党员"),
    "支委会": ("研究支部月度工作", "研究思想动态", "研究廉政风险"),
    "党小组会": ("学习交流", "批评与自我批评"),
    "党课": ("支部书记讲党课", "先进典型报告"),
}
EXCUSES = ("值班", "出差", "病假", "异地用警")
EVERY = {"支部党员大会": 3, "党课": 3, "支委会": 1, "党小组会": 1}
"""Months from one meeting of a kind to the next."""
TASKS = {
    "大队内勤": ("完成上周执法数据核对", "整理当月案卷归档", "更新隐患台账并上图"),
    "路面中队": ("完成辖区标志牌排查", "组织一次夜查酒驾", "开展客运车辆专项检查"),
    "宣传岗": ("完成一次进村宣传", "报送稿件两篇"),
    "事故岗": ("完成未结事故案件梳理", "分析上周事故规律并报告"),
}


def conduct_ledgers(ground: Ground, inspections: Sequence[tuple[Cell, ...]]) -> list[Ledger]:
    """Findings of the given inspections (number, unit, day, kind, findings), meetings, tasks."""
    return [
        ledger(
            "supervision_finding",
            "督查问题台账",
            "问题编号 督查编号 被督查单位 发现日期 问题类别 问题描述 整改期限 整改情况 整改完成日期 "
            "复查情况 销号日期 复查人警号 状态",
            _findings(ground, inspections),
        ),
        ledger(
            "meeting",
            "三会一课台账",
            "会议编号 支部 会议类别 召开日期 议题 主持人警号 到会名单",
            _meetings(ground),
            "已核实",
        ),
        ledger(
            "task",
            "每周工作项目台账",
            "任务编号 单位 周一日期 岗位 责任人警号 任务名称 完成期限 进度 办理结果 完成日期 验收评价",
            _tasks(ground),
            "已完成",
        ),
    ]


def _findings(ground: Ground, inspections: Sequence[tuple[Cell, ...]]) -> Rows:
    """As many for each inspection as it says; those of the last weeks are still being rectified."""
    rows: Rows = []
    counted = dict.fromkeys(YEARS, 0)
    for number, unit, held, _, count, *_ in inspections:
        day, found = cast(date, held), cast(int, count)
        chance = Chance("finding", number)
        for _ in range(found):
            counted[day.year] += 1
            kind = chance.pick(list(FINDINGS))
            due, mended = day + timedelta(days=21), chance.later(day, 3, 20)
            settled = mended < date(day.year, 12, 20)
            closed = chance.later(mended, 1, 8) if settled else None
            checker = chance.pick(ground.crew(ground.office("hh"))) if settled else None
            rows.append((
                f"DW{day.year}-{counted[day.year]:03d}", number, unit, day, kind,
                chance.pick(FINDINGS[kind]), due,
                chance.pick(MENDED) if settled else None, mended if settled else None,
                "到场复查，整改到位" if settled else None, closed, checker,
                "已销号" if settled else "整改中",
            ))  # fmt: skip
    return rows


def _meetings(ground: Ground) -> Rows:
    """Every branch as often as it has to, every month or every quarter."""
    rows: Rows = []
    for year in YEARS:
        number = 0
        for month in range(1, 13):
            for branch in ground.offices:
                chance = Chance("meeting", year, month, branch)
                crew = ground.crew(branch)
                for kind, months in EVERY.items():
                    if month % months:
                        continue
                    number += 1
                    expected = 5 if kind == "支委会" else len(crew) // (3 if kind == "党小组会" else 1)
                    listed = chance.shuffled(crew)[:expected]
                    absent = set(listed[: chance.between(0, expected // 5)])
                    came = lines(
                        (one, "否", chance.pick(EXCUSES)) if one in absent else (one, "是") for one in listed
                    )
                    rows.append((
                        f"HY{year}-{number:04d}", branch, kind, date(year, month, chance.between(3, 27)),
                        chance.pick(TOPICS[kind]), chance.pick(crew), came,
                    ))  # fmt: skip
    return rows


def _tasks(ground: Ground) -> Rows:
    """One task a week for each brigade and the detachment's offices, in the second year."""
    rows: Rows = []
    monday = date(2020, 1, 6)
    while monday.year == YEARS[-1]:
        for unit in ground.offices:
            chance = Chance("task", monday, unit)
            post = chance.pick(list(TASKS))
            due = monday + timedelta(days=4)
            done = due + timedelta(days=chance.weighed({-2: 3, -1: 5, 0: 9, 2: 1}))
            rows.append((
                f"RW2020-{len(rows) + 1:04d}", unit, monday, post, chance.pick(ground.crew(unit)),
                chance.pick(TASKS[post]), due, 100, "已完成并报结果", done,
                chance.weighed({"好": 2, "合格": 3}),
            ))  # fmt: skip
        monday += timedelta(days=7)
    return rows
