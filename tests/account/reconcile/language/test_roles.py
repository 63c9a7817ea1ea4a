"""Roles: what the words before a number say it is."""

from decimal import Decimal

import pytest

from luji.account.reconcile.language.quantity import Quantity, Role
from luji.account.reconcile.language.roles import NO_SIGN, direction, role, says_plan, says_reach
from luji.account.reconcile.language.units import UNITS, unit

D = Decimal


def told(phrase: str, measure: str = "%", after: str = "。", text: str = "5.20") -> Quantity:
    made = Quantity(text, D(text), len(text.partition(".")[2]), unit(measure), 0, 4, 5)
    role(phrase, after, made)
    return made


@pytest.mark.parametrize(
    ("phrase", "wanted", "sign"),
    [
        ("比上年增长", Role.GROWTH, 1),
        ("同比上升了", Role.GROWTH, 1),
        ("增幅为", Role.GROWTH, 1),
        ("较上年下降", Role.GROWTH, -1),
        ("减少", Role.GROWTH, -1),
        ("降幅约", Role.GROWTH, -1),
        ("同比", Role.GROWTH, 1),
        ("增速为", Role.GROWTH, 1),
        ("占总支出的", Role.SHARE, 1),
        ("占比为", Role.SHARE, 1),
        ("所占比重达到", Role.SHARE, 1),
        ("完成年初预算的", Role.DONE, 1),
        ("为调整预算的", Role.DONE, 1),
        ("预算执行率为", Role.DONE, 1),
        ("占年度计划的", Role.DONE, 1),
        ("支出进度达", Role.DONE, 1),
        ("群众满意率", Role.RATE, 1),
        ("自然增长率为", Role.RATE, 1),  # no growth of anything
        ("提高到", Role.RATE, 1),
        ("占比提高到", Role.SHARE, 1),
        ("", Role.RATE, 1),
    ],
)
def test_percentages(phrase: str, wanted: Role, sign: int) -> None:
    made = told(phrase)
    assert (made.role, made.sign) == (wanted, sign)


@pytest.mark.parametrize(
    ("phrase", "after", "wanted", "sign"),
    [
        ("收入完成", "，", Role.LEVEL, 1),
        ("比上年增加", "，", Role.CHANGE, 1),
        ("比上年减少了", "，", Role.CHANGE, -1),
        ("调减", "。", Role.CHANGE, -1),
        ("超收", "。", Role.CHANGE, 1),
        ("短收约", "。", Role.CHANGE, -1),
        ("节约", "。", Role.CHANGE, -1),
        ("增加到", "。", Role.LEVEL, 1),
        ("调整为", "。", Role.LEVEL, 1),
        ("降至", "。", Role.LEVEL, 1),
        ("完成年初预算", "的98.61%", Role.BASE, 1),
        ("比上年决算数", "增加", Role.BASE, 1),
        ("", "。", Role.LEVEL, 1),
        ("减税降费", "。", Role.LEVEL, 1),  # the verb is part of a name
        ("新增债券", "。", Role.LEVEL, 1),
    ],
)
def test_amounts(phrase: str, after: str, wanted: Role, sign: int) -> None:
    made = told(phrase, "万元", after)
    assert (made.role, made.sign) == (wanted, sign)


@pytest.mark.parametrize(
    ("measure", "wanted"),
    [("分", Role.SCORE), ("年", Role.OTHER), ("天", Role.OTHER), ("倍", Role.OTHER), ("小时", Role.OTHER)],
)
def test_scores_and_times(measure: str, wanted: Role) -> None:
    assert told("得", measure).role is wanted


@pytest.mark.parametrize(("phrase", "sign"), [("提高", 1), ("下降", -1), ("", 1)])
def test_points(phrase: str, sign: int) -> None:
    made = told(phrase, "个百分点")
    assert (made.role, made.sign) == (Role.POINTS, sign)


@pytest.mark.parametrize(
    ("phrase", "flag"),
    [
        ("年均增长", "average"),
        ("平均增长", "average"),
        ("可比增长", "comparable"),
        ("同口径增长", "comparable"),
    ],
)
def test_flags(phrase: str, flag: str) -> None:
    assert flag in told(phrase).flags


def test_a_percentage_without_its_sign_is_read_as_one() -> None:
    made = told("增长", "", "。", "13.95")
    assert (made.unit, made.role, NO_SIGN in made.flags) == (UNITS["%"], Role.GROWTH, True)


@pytest.mark.parametrize(
    ("phrase", "after", "text"),
    [("增长", "。", "13"), ("增长", "万元", "13.95"), ("完成", "。", "13.95"), ("增长到", "。", "13.95")],
)
def test_other_bare_numbers_stay_bare(phrase: str, after: str, text: str) -> None:
    assert NO_SIGN not in told(phrase, "", after, text).flags


def test_a_number_already_told_apart_is_left_alone() -> None:
    made = Quantity("8.3", D("8.3"), 1, unit(""), 0, 3, 3, role=Role.OTHER)
    role("增长", "。", made)
    assert (made.role, made.unit.text) == (Role.OTHER, "")


@pytest.mark.parametrize("phrase", ["增加到", "降至", "提高到约", "调整为", "减为"])
def test_words_of_reaching(phrase: str) -> None:
    assert says_reach(phrase)


@pytest.mark.parametrize("phrase", ["增加", "降低", "", "到位资金", "调整为主"])
def test_words_of_changing(phrase: str) -> None:
    assert not says_reach(phrase)


@pytest.mark.parametrize(
    ("phrase", "way"),
    [
        ("比上年增加", 1),
        ("同比下降", -1),
        ("减增加", 0),
        ("收入", 0),
        ("", 0),
        ("有所回落", -1),
        ("攀升至", 1),
    ],
)
def test_direction(phrase: str, way: int) -> None:
    assert direction(phrase) == way


@pytest.mark.parametrize(
    ("phrase", "plan"),
    [
        ("完成年初预算", True),
        ("年度计划数", True),
        ("目标任务", True),
        ("工程概算", True),
        ("预算收入", False),
        ("", False),
    ],
)
def test_plans(phrase: str, plan: bool) -> None:
    assert says_plan(phrase) is plan
