"""What the words before a number say it is: an amount, a change, a growth rate, a share, a completion."""

from __future__ import annotations

import re

from luji.account.reconcile.language.quantity import Quantity, Role
from luji.account.reconcile.language.units import BARE, PERCENT, PERMILLE, POINTS, SCORE, UNITS

UP = "增长|增加|上升|提高|上涨|增幅|增收|增支|攀升|递增|净增|多增|提升|新增加|涨幅|扩大|涨|增"
DOWN = (
    "下降|降低|减少|下滑|回落|降幅|减收|减支|缩减|压减|负增长|收窄|下跌|跌幅|压缩|核减|调减|减低|少支|少收"
    "|缩小|减|降|跌"
)
BOTH = ("超收", "短收", "超支", "节支", "节约")
_FILL = (
    r"(?:率|额|幅度|幅|数|金额)?(?:了|为|是|约|近|超过?|逾|达到?|高达|将近|接近|共|分别|均|各|也|仅|大约"
    r"|预计|实现|同比|比上年)*"
)
_RISE = re.compile(rf"(?:{UP}){_FILL}$")
_FALL = re.compile(rf"(?:{DOWN}){_FILL}$")
_TREND = re.compile(
    rf"(?:增速|增长速度|增长率|变动率|增减率|增减变化|变化率|同比|环比|比上年|较上年){_FILL}$"
)
_REACH = re.compile(r"(?:至|到|成|调整为|变为|增为|减为|降为|升为)(?:了|约|近|超)*$")
_AVERAGE = re.compile(r"年均|平均|复合|年化")
_COMPARABLE = re.compile(r"可比|同口径|不变价|扣除|实际增长|按可比|剔除|名义增长|自然口径|实际(?:增|下)")
_SHARE = re.compile(
    r"占[^，；。]*$|(?:比重|占比|比例|份额|占总数|构成比)(?:分别|均|各|也|仅)*(?:为|达到?|是|约|超过?"
    r"|近|至|共|高达|:)*$"
)
_PLAN = (
    r"(?:预算|计划|任务|目标|概算|指标|预期|预计数|预计完成数|限额|额度)(?:总?数|值|总?额|任务|目标|金额"
    r"|安排|指标|收入|支出)*"
)
_DONE = re.compile(
    rf"(?:完成|为|占|达到?|是|相当于|实现)[^，；。]*?{_PLAN}的?(?:约|近|超过?)*$"
    r"|(?:完成率|执行率|支出进度|执行进度|达成率|支付进度|进度|完成比例|完成进度|到位率|执行比例"
    r"|完成度)(?:分别)?(?:为|达到?|是|约|达)*$|^(?:实际)?完成(?:了|约|率为)*$"
)
_BUDGET_BASE = re.compile(r"^(?:元|万元|亿元)?的(?=\d)")
_PRIOR_BASE = re.compile(
    r"(?:比|较|与)(?:上年|去年|上一年|\d{4}年)(?:度|同期)?(?:决算|执行|完成|预算)?数?的?$"
)
_LOST_PERCENT = re.compile(r"^(?:同比)?(?:增长|下降|占)$")
_PUNCTUATION = ("。", "；", "，", "")
NO_SIGN = "no-sign"


def _percent(phrase: str, unit_dim: str) -> tuple[Role, int]:
    if unit_dim == POINTS:
        return Role.POINTS, -1 if _FALL.search(phrase) else 1
    if _REACH.search(phrase) and not _DONE.search(phrase):
        return (Role.SHARE if "占" in phrase or "比重" in phrase else Role.RATE), 1
    if _DONE.search(phrase) and not re.search(
        r"占[^，；。]*预算[^，；。]{0,4}(?:收入|支出|总计|合计)[^，；。]{0,3}的?$", phrase
    ):
        return Role.DONE, 1
    if re.search(r"(?:自然增长率|人口增长率)[为是达约]*$", phrase):
        return Role.RATE, 1
    if _FALL.search(phrase):
        return Role.GROWTH, -1
    if _RISE.search(phrase) or _TREND.search(phrase):
        return Role.GROWTH, 1
    if _SHARE.search(phrase):
        return Role.SHARE, 1
    return Role.RATE, 1


def _amount(phrase: str, after: str) -> tuple[Role, int]:
    if _BUDGET_BASE.match(after) or _PRIOR_BASE.search(phrase):
        return Role.BASE, 1
    if _REACH.search(phrase):
        return Role.LEVEL, 1
    if re.search(rf"(?:{'|'.join(BOTH)})(?:了|为|约|额)*$", phrase):
        return Role.CHANGE, -1 if re.search(r"短收|节支|节约", phrase) else 1
    if _FALL.search(phrase):
        return Role.CHANGE, -1
    if _RISE.search(phrase):
        return Role.CHANGE, 1
    return Role.LEVEL, 1


def role(phrase: str, after: str, quantity: Quantity) -> None:
    """Set role, sign and flags of a quantity from the words before it and the text after it."""
    if quantity.role is Role.OTHER:
        return
    flags = set(quantity.flags)
    if (
        quantity.unit is BARE
        and quantity.decimals
        and _LOST_PERCENT.search(phrase)
        and after[:1] in _PUNCTUATION
    ):
        quantity.unit = UNITS["%"]
        flags.add(NO_SIGN)
    dim = quantity.unit.dim
    if dim in (PERCENT, PERMILLE, POINTS):
        quantity.role, quantity.sign = _percent(phrase, dim)
    elif dim == SCORE:
        quantity.role = Role.SCORE
    elif dim in ("years", "month", "months", "day", "days", "age", "times", "time", "workdays"):
        quantity.role = Role.OTHER
    else:
        quantity.role, quantity.sign = _amount(phrase, after)
    if _AVERAGE.search(phrase):
        flags.add("average")
    if _COMPARABLE.search(phrase):
        flags.add("comparable")
    quantity.flags = frozenset(flags)


def says_reach(phrase: str) -> bool:
    """Whether the phrase ends in 增加到, 降至, 调整为: the number is the level reached."""
    return bool(_REACH.search(phrase))


def direction(phrase: str) -> int:
    """1 where the phrase speaks of a rise, -1 of a fall, 0 of neither."""
    up, down = re.search(rf"(?:{UP})", phrase), re.search(rf"(?:{DOWN})", phrase)
    if bool(up) == bool(down):
        return 0
    return 1 if up else -1


def says_plan(phrase: str) -> bool:
    """Whether the phrase names a budget, plan or task (the base of a completion rate)."""
    return bool(
        re.search(
            r"预算(?:总?数|总?额)?$|计划(?:数)?$|任务(?:数)?$|目标(?:值|任务)?$|概算$|预期(?:目标)?$", phrase
        )
    )
