# ruff: noqa: E402 — models can be imported only after Django is set up
"""A tiny register and papers of it, as text to be broken."""

import os
from collections.abc import Callable

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.base.kernel.declaration import parse
from luji.base.kernel.text import Text
from luji.base.people.roles import Role
from luji.record.papers.checks import check
from luji.record.papers.spec import Paper
from luji.record.registers.checking.checks import from_tree
from luji.record.registers.declared.spec import Register

REGISTER = """
register: fine
label: {zh: 小案, en: Fines}
key: number
unit: unit
time: day
fields:
  number: {type: serial, pattern: "F{year}-{serial:3}", label: {zh: 编号, en: No.}, required: true}
  unit: {type: unit, label: {zh: 大队, en: Brigade}, required: true}
  driver: {type: text, label: {zh: 当事人, en: Driver}, personal: true}
  officer: {type: person, label: {zh: 民警, en: Officer}, personal: true}
  day: {type: date, label: {zh: 日期, en: Day}}
  sum: {type: money, label: {zh: 罚款, en: Fine}}
  kind: {type: code, label: {zh: 种类, en: Kind}, values: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}}
  facts: {type: long_text, label: {zh: 事实, en: Facts}}
  lines: {type: rows, label: {zh: 明细, en: Lines}, fields: {what: {type: text, label: {zh: 事项, en: What}}}}
form:
  - {label: {zh: 内容, en: Content}, fields: [unit, driver, officer, day, sum, kind, facts, lines]}
list: {columns: [number, unit, state]}
see: {officer: own}
workflow:
  create: officer
  states:
    open: {label: {zh: 办理中, en: open}, edit: officer}
    done: {label: {zh: 办结, en: done}, final: true}
  actions:
    finish: {label: {zh: 办结, en: finish}, from: open, to: done, who: officer}
"""
PAPER = """
paper: notice
register: fine
label: {zh: 通知书, en: Notice}
number: "字〔{year}〕{serial:3}号"
title: 通知书
states: open
who: officer
void: officer
body:
  - table:
      - [当事人, "{driver}", 金额, "{sum|capital}"]
      - [说明, "{facts?}"]
  - text: "{driver}，{day}，{kind}：{facts?}"
  - {when: kind == "a", text: "只对甲：{sum}"}
  - right: "{@unit}"
  - sign: [签名：]
"""
ROLES = {"officer": Role(label=Text("民警", "Officer"))}


@pytest.fixture(scope="session")
def register() -> Register:
    return from_tree(parse(REGISTER), ROLES)


@pytest.fixture(scope="session")
def paper_of(register: Register) -> Callable[..., tuple[Paper, list[str]]]:
    """The paper with some of its text exchanged, and the codes of what is wrong with it."""

    def made(old: str = "", new: str = "") -> tuple[Paper, list[str]]:
        assert old in PAPER
        tree = parse(PAPER.replace(old, new, 1) if old else PAPER)
        paper = Paper.model_validate(tree.data)
        found = check(paper, tree, {"fine": register}, ROLES)
        return paper, [problem.code for problem in found]

    return made
