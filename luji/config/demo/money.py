"""Constructed money ledgers: payments that add up to the published outlay, and the budget above them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luji.config.demo.chance import Chance, split
from luji.config.demo.ground import Ground
from luji.config.demo.totals import EVIDENCE_SERVER, MONEY, YEARS, Money
from luji.config.demo.workbook import Cell, Ledger

PAYMENT_HEADINGS = (
    "凭证号", "分录行", "支付日期", "预算单位", "支出性质", "功能科目编码", "经济科目类", "经济科目款",
    "项目名称", "政府采购", "支付方式", "摘要", "金额（元）",
)  # fmt: skip
BUDGET_HEADINGS = (
    "指标编号", "指标文号", "下达日期", "变动类型", "预算单位", "支出性质", "功能科目编码", "经济科目类",
    "经济科目款", "项目名称", "政府采购", "金额（万元）",
)  # fmt: skip
NATURES = {True: "项目支出", False: "基本支出"}
FEN_IN_WAN = 1_000_000
UNFORESEEN = "疫情防控保障"
"""The project no budget of January knew."""
STEP = 10_000
"""Budget lines are whole hundreds of 元, so that 万元 with two decimals says them exactly."""


@dataclass(frozen=True)
class Item:
    """An economic item a unit spends on: code, wording, functional item, weight, months, procurement."""

    code: str
    summary: str
    function: str = "2040201"
    weight: int = 10
    months: tuple[int, ...] = tuple(range(1, 13))
    procurement: bool = False


@dataclass(frozen=True)
class Project:
    """A project of a year: what it is, who carries it out, its share of the year's project outlay."""

    name: str
    unit: str
    item: Item
    share: int
    payments: int


@dataclass(frozen=True)
class Line:
    """A budget line and everything paid from it: dates with amounts in 分."""

    unit: str
    item: Item
    project: str
    paid: tuple[tuple[date, int], ...]

    @property
    def total(self) -> int:
        """Paid, in 分."""
        return sum(amount for _, amount in self.paid)


PURCHASES = (0, 0, 0, 0, 1, 2, 3, 4, 4, 5, 6, 8)
SERVICES = (2, 2, 3, 3, 4, 4, 3, 4, 4, 4, 5, 6)
EPIDEMIC = (0, 6, 5, 3, 1, 1, 1, 1, 0, 0, 1, 1)
"""How payments of each kind spread over the months."""
PERSONNEL = (
    Item("30101", "发放基本工资", weight=34),
    Item("30102", "发放津贴补贴", weight=38),
    Item("30103", "发放奖金", weight=60, months=(1, 12)),
    Item("30108", "缴纳基本养老保险", "2080505", weight=11),
    Item("30110", "缴纳基本医疗保险", "2101101", weight=5),
    Item("30113", "缴纳住房公积金", "2210201", weight=9),
    Item("30305", "发放生活补助", weight=2),
)
OFFICE = (
    Item("30201", "购办公用品", weight=8),
    Item("30202", "印制法律文书", weight=3, months=(3, 6, 9, 12)),
    Item("30205", "缴水费", weight=2),
    Item("30206", "缴电费", weight=9),
    Item("30207", "缴邮电通信费", weight=5),
    Item("30209", "付物业管理费", weight=14, months=(3, 6, 9, 12)),
    Item("30211", "报销差旅费", weight=9),
    Item("30213", "营房及设施维修", weight=10, months=(4, 7, 10)),
    Item("30216", "付培训费", weight=4, months=(5, 9, 11)),
    Item("30217", "公务接待", weight=1, months=(4, 8, 11)),
    Item("30228", "拨付工会经费", weight=3),
    Item("30231", "公务用车燃料及维修", weight=24),
    Item("30239", "其他交通费用", weight=12),
    Item("31002", "购置办公设备", weight=20, months=(6, 11), procurement=True),
)
SERVER = Item("31007", "执法记录仪服务器建设款", "2040219", procurement=True)
PROJECTS = (
    Project(
        "缉查布控卡口建设", "technology", Item("31007", "卡口设备款", "2040219", procurement=True), 190, 5
    ),
    Project(
        "移动卡口与4G对讲机",
        "technology",
        Item("31003", "移动警务装备款", "2040219", procurement=True),
        96,
        4,
    ),
    Project(
        "执法执勤车辆购置", "finance", Item("31013", "执法执勤用车购置", "2040299", procurement=True), 84, 2
    ),
    Project(
        "大队基地房屋修缮", "finance", Item("31006", "基地修缮工程款", "2040299", procurement=True), 138, 6
    ),
    Project("基地用水净化工程", "finance", Item("30213", "用水净化工程款", "2040299"), 27, 3),
    Project("执法办案", "legal", Item("30227", "检验鉴定及办案费", "2040220"), 164, 46),
    Project("路面勤务保障", "order", Item("30225", "巡逻执勤燃料", "2040220"), 212, 60),
    Project(
        "执勤装备与被装", "finance", Item("30224", "购执勤服装和反光装备", "2040299", procurement=True), 92, 8
    ),
    Project("事故处理与深度调查", "accident", Item("30227", "事故检验鉴定费", "2040220"), 76, 24),
    Project("交通安全宣传", "publicity", Item("30202", "宣传品制作", "2040299"), 48, 20),
    Project("辅警劳务", "political", Item("30226", "辅警劳务费", "2040299"), 118, 12),
    Project(UNFORESEEN, "office", Item("30218", "防疫物资", "2040299"), 22, 10),
)


def money_ledgers(ground: Ground) -> list[Ledger]:
    """For each year its budget and its payments."""
    found: list[Ledger] = []
    for year in YEARS:
        lines = _lines(ground, year)
        found.append(
            Ledger("budget", f"budget-{year}", "预算指标台账", BUDGET_HEADINGS, _budget(lines, year))
        )
        rows = _payments(lines, year)
        found.append(Ledger("payment", f"payment-{year}", "支付明细账", PAYMENT_HEADINGS, rows))
    return found


def _fen(wan: Decimal) -> int:
    return int(wan * FEN_IN_WAN)


def _lines(ground: Ground, year: int) -> list[Line]:
    totals = MONEY[year]
    return [
        *_basic(ground, year, PERSONNEL, _fen(totals.personnel)),
        *_basic(ground, year, OFFICE, _fen(totals.office)),
        *_projects(ground, year, totals),
    ]


def _basic(ground: Ground, year: int, items: tuple[Item, ...], total: int) -> list[Line]:
    chance = Chance("basic", year, items[0].code)
    payers = {ground.office("hh"): 22, **{name: 6 + weight // 3 for name, weight in ground.traffic.items()}}
    slots = [(unit, item, month) for unit in payers for item in items for month in item.months]
    weights = [payers[unit] * item.weight * chance.between(80, 120) for unit, item, _ in slots]
    paid: dict[tuple[str, Item], list[tuple[date, int]]] = {}
    for (unit, item, month), amount in zip(slots, split(total, weights), strict=True):
        day = date(year, month, chance.between(8, 27))
        paid.setdefault((unit, item), []).append((day, amount))
    return [Line(unit, item, "", tuple(rows)) for (unit, item), rows in paid.items()]


def _projects(ground: Ground, year: int, totals: Money) -> list[Line]:
    chance = Chance("projects", year)
    server = _fen(EVIDENCE_SERVER[year])
    chosen = [p for p in PROJECTS if year >= 2020 or p.name != UNFORESEEN]
    shares = [p.share * chance.between(90, 110) for p in chosen]
    lines = [
        Line(ground.office(p.unit), p.item, p.name, _instalments(chance, year, amount, p))
        for p, amount in zip(chosen, split(_fen(totals.project) - server, shares), strict=True)
    ]
    if server:
        paid = ((date(year, 7, 16), server * 3 // 10), (date(year, 11, 20), server - server * 3 // 10))
        lines.append(Line(ground.office("technology"), SERVER, "执法记录仪服务器建设", paid))
    return lines


def _instalments(chance: Chance, year: int, total: int, project: Project) -> tuple[tuple[date, int], ...]:
    """Purchases are paid in the second half of the year, services all year round."""
    months = PURCHASES if project.item.procurement else SERVICES
    days = chance.days(project.payments, year, EPIDEMIC if project.name == UNFORESEEN else months)
    amounts = split(total, [chance.between(60, 140) for _ in days])
    return tuple(zip(days, amounts, strict=True))


def _payments(lines: list[Line], year: int) -> list[tuple[Cell, ...]]:
    paid = sorted(
        ((day, number, amount) for number, line in enumerate(lines) for day, amount in line.paid),
        key=lambda entry: (entry[0], lines[entry[1]].unit, entry[1]),
    )
    rows: list[tuple[Cell, ...]] = []
    voucher, line_number, last = 0, 0, (date.min, "")
    for day, number, amount in paid:
        line = lines[number]
        same = (day, line.unit) == last
        voucher, line_number = (voucher, line_number + 1) if same else (voucher + 1, 1)
        last = (day, line.unit)
        rows.append((
            f"{year}-{voucher:05d}", line_number, day, line.unit, NATURES[bool(line.project)],
            line.item.function, line.item.code[:3], line.item.code, line.project or None,
            "是" if line.item.procurement else "否",
            "财政直接支付" if line.item.procurement or line.item.code < "302" else "财政授权支付",
            f"{day.month}月{line.item.summary}", Decimal(amount).scaleb(-2),
        ))  # fmt: skip
    return rows


def _budget(lines: list[Line], year: int) -> list[tuple[Cell, ...]]:
    """Initial, additions and reductions whose balance is the year's budget, no line below its payments."""
    initial, added, reduced = _balanced(lines, MONEY[year])
    rows: list[tuple[Cell, ...]] = []
    for number, line in enumerate(lines):
        added_on = date(year, 2, 12) if line.project == UNFORESEEN else date(year, 8, 14)
        for kind, steps, day in (
            ("年初预算", initial[number], date(year, 1, 20)),
            ("追加", added[number], added_on),
            ("追减", reduced[number], date(year, 10, 23)),
        ):
            if steps:
                rows.append(_movement(len(rows), kind, line, steps, day))
    return rows


def _balanced(lines: list[Line], totals: Money) -> tuple[list[int], list[int], list[int]]:
    """Initial, added and reduced steps of each line.

    Services are topped up, purchases cut, and what nobody foresaw comes as an addition alone.
    """
    paid = [-(-line.total // STEP) for line in lines]
    spare = split(_fen(totals.budget) // STEP - sum(paid), [10 + p // 100 for p in paid])
    final = [p + s for p, s in zip(paid, spare, strict=True)]
    sudden = [amount if line.project == UNFORESEEN else 0 for line, amount in zip(lines, final, strict=True)]
    services = [bool(line.project) and not line.item.procurement for line in lines]
    cut = [a if line.project and line.item.procurement else 0 for line, a in zip(lines, final, strict=True)]
    gross = _fen(totals.budget + totals.reduced - totals.initial) // STEP - sum(sudden)
    weights = [a if s and not u else 0 for a, s, u in zip(final, services, sudden, strict=True)]
    added = [a + u for a, u in zip(split(gross, weights), sudden, strict=True)]
    reduced = split(_fen(totals.reduced) // STEP, cut)
    initial = [f + r - a for f, r, a in zip(final, reduced, added, strict=True)]
    return initial, added, reduced


def _movement(number: int, kind: str, line: Line, steps: int, day: date) -> tuple[Cell, ...]:
    order = {1: 12, 2: 31, 8: 208, 10: 331}[day.month]
    return (
        f"ZB{day.year}-{number + 1:04d}", f"构财预〔{day.year}〕{order}号", day, kind, line.unit,
        NATURES[bool(line.project)], line.item.function, line.item.code[:3], line.item.code,
        line.project or None, "是" if line.item.procurement else "否", Decimal(steps).scaleb(-2),
    )  # fmt: skip
