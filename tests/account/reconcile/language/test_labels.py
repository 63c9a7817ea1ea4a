"""Labels: the subject of a number, its kind, scope and year, and when two name the same thing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.labels import (
    Label,
    kinds_agree,
    likeness,
    parse,
    same,
    scopes_agree,
    unbracket,
)


@pytest.mark.parametrize(
    ("phrase", "subject"),
    [
        ("其中：财政拨款收入", "财政拨款收入"),
        ("2023年全市一般公共预算收入完成", "一般公共预算收入"),
        ("（一）市本级教育支出", "教育支出"),
        ("加上上年结余", "上年结余"),
        ("收入总计", "收入总计"),
        ("公务接待费支出决算为", "公务接待费"),
        ("“社会保障和就业支出（类）养老（款）”", "社会保障和就业支出养老"),
        ("全年公务用车购置及运行费（按车辆数）支出为", "公务用车购置及运行费支出"),
        ("一是查处超员", "查处超员"),
        ("同时，投入资金约", "投入资金"),
        ("12月31日在职人员", "在职人员"),
        ("和谐社区", "和谐社区"),  # 和 belongs to the name
        ("含税收入", "含税收入"),
        ("加强队伍建设支出", "加强队伍建设支出"),
        ("①办公费", "办公费"),
        ("", ""),
        ("年初预算为", ""),
        ("共计", ""),
    ],
)
def test_subjects(phrase: str, subject: str) -> None:
    assert parse(phrase).subject == subject


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("年初预算为", "budget"),
        ("教育支出年初预算数", "budget"),
        ("调整预算数为", "adjusted"),
        ("教育支出调整后预算", "adjusted"),
        ("支出决算为", "outturn"),
        ("公务接待费实际支出", "outturn"),
        ("税收收入完成", "outturn"),
        ("培训资金安排", "budget"),
        ("税收收入", ""),
        ("一般公共预算", ""),  # a fund, no budget figure
        ("政府性基金预算", ""),
        ("预算单位", ""),
    ],
)
def test_kinds(phrase: str, kind: str) -> None:
    assert parse(phrase).kind == kind


@pytest.mark.parametrize(
    ("phrase", "scope", "year", "prior", "total"),
    [
        ("全市税收收入", "全市", "", False, False),
        ("市本级支出", "市本级", "", False, False),
        ("2022年度收入", "", "2022", False, False),
        ("2021年至2022年收入", "", "2022", False, False),
        ("上年同期支出", "", "", True, False),
        ("去年收入", "", "", True, False),
        ("支出总计", "", "", False, True),
        ("2023年全省支出合计", "全省", "2023", False, True),
        ("总队机关", "", "", False, False),
    ],
)
def test_scope_year_prior_and_total(phrase: str, scope: str, year: str, prior: bool, total: bool) -> None:
    made = parse(phrase)
    assert (made.scope, made.year, made.prior, made.total) == (scope, year, prior, total)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("支出（不含基金）合计", "支出合计"),
        ("支出（含（某）项）", "支出"),
        ("收入（其中税收", "其中税收"),
        ("税收）合计", "合计"),
        ("", ""),
        ("（）", ""),
        ("（（", ""),
    ],
)
def test_brackets_are_looked_past(text: str, left: str) -> None:
    assert unbracket(text) == left


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="（）甲乙支出收入预算年初2023全市总计为了的，：", max_size=30))
def test_any_phrase_gives_a_label_without_a_crash(phrase: str) -> None:
    made = parse(phrase)
    assert made == parse(phrase)
    assert made.kind in ("", "budget", "adjusted", "outturn")
    assert made.generic == (made.key == "")
    assert len(made.subject) <= len(phrase)
    assert same(made, made) == (not made.generic)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("教育支出", "教育支出"),
        ("教育支出完成", "教育支出"),
        ("全市教育支出", "教育支出"),
        ("“教育支出”", "教育支出"),
        ("公务接待费支出决算为", "公务接待费"),
    ],
)
def test_the_same_thing_in_other_words(a: str, b: str) -> None:
    assert same(parse(a), parse(b))
    assert same(parse(b), parse(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("教育支出", "卫生支出"),
        ("教育支出年初预算", "教育支出决算"),
        ("教育支出年初预算", "教育支出调整预算"),
        ("全市教育支出", "市本级教育支出"),
        ("年初预算为", "年初预算为"),  # nobody is named
        ("", ""),
    ],
)
def test_different_things(a: str, b: str) -> None:
    assert not same(parse(a), parse(b))


@pytest.mark.parametrize(
    ("wanted", "phrase", "fit"),
    [
        ("税收收入", "税收收入", 3),
        ("税收", "税收收入", 2),
        ("预算支出", "一般公共预算支出", 2),
        ("公共预算", "一般公共预算收入", 1),
        ("收入", "支出", 0),
        ("", "支出", 0),
        ("支出", "", 0),
        ("入", "收入", 0),  # one character names nothing
    ],
)
def test_likeness(wanted: str, phrase: str, fit: int) -> None:
    assert likeness(wanted, parse(phrase)) == fit


def test_totals_are_looked_through_on_request() -> None:
    label = parse("部门预算收入总计")
    assert likeness("部门预算收入", label, totals=False) == 3
    assert likeness("部门预算收入", label) < 3
    assert likeness("总计", parse("总计"), totals=False) == 3


def test_kinds_and_scopes_agree_where_one_says_nothing() -> None:
    plain, done, budget = Label("甲支出"), Label("甲支出", "outturn"), Label("甲支出", "budget")
    assert kinds_agree(plain, done)
    assert not kinds_agree(plain, budget)
    assert kinds_agree(budget, budget)
    assert scopes_agree(Label("甲", scope="全市"), Label("甲"))
    assert not scopes_agree(Label("甲", scope="全市"), Label("甲", scope="市本级"))


def test_a_figure_without_a_subject_takes_one_and_keeps_its_own_kind() -> None:
    made = parse("年初预算为").with_subject(parse("全市教育支出"))
    assert (made.subject, made.kind, made.scope) == ("教育支出", "budget", "全市")
    assert not made.generic


def test_expenditure_at_the_end_of_a_long_name_does_not_distinguish() -> None:
    assert parse("公共安全支出").key == parse("公共安全").key
    assert parse("总支出").key == "总支出"  # of a short name it is the name
