"""Stand-ins for the rooms below: invented figures, an invented evaluation, a unit, and small templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from luji.account.indicators.figure import Figure
from luji.account.reports.compose import compose
from luji.account.reports.document import Document
from luji.account.reports.statements import Statements, load_statements
from luji.account.reports.template import Template, load_template, parse_template
from luji.base.kernel.content import Content
from luji.base.kernel.period import Period
from luji.base.kernel.quantity import Bound, Wording
from luji.base.kernel.text import Text

FRONT = """---
title: ["{@year}年度{@unit}", 自评报告]
layout: gbt9704-2012
tables: self-evaluation-tables
signature: "{@unit}"
literals: []
---
"""
TEXTS = {"evaluation.grade": "优"}
ITEMS = {
    "evaluation.falls": ("甲数", "乙数"), "evaluation.rises": ("丙数",), "unit.brigades": ("东", "西", "南"),
    "road.expressways": ("东西高速", "南北高速"), "training.rotation_bases": ("东", "西"),
}  # fmt: skip
ABSENT = ("finance.government_fund", "finance.state_capital", "finance.social_insurance")
MONEY = Wording("元", Bound.EXACT, "万", 2)


@dataclass(frozen=True)
class Unit:
    """A unit of nowhere."""

    code: str = "hh"
    name: Text = Text("某省高速公路交通警察局某某支队", "Some Detachment")
    short: Text = Text("某某支队", "Some")


@dataclass(frozen=True)
class Line:
    """A scored line."""

    key: str
    label: Text
    path: tuple[Text, ...]
    points: Decimal
    score: Decimal | None
    target: Decimal | str | None
    actual: Decimal | str | None
    function: str = "positive"
    reason: str = ""


@dataclass(frozen=True)
class Evaluation:
    """A scored year."""

    lines: tuple[Line, ...]
    full: Decimal = Decimal(100)
    score: Decimal = Decimal("97.25")
    grade: Text = Text("优", "excellent")


def a_line(key: str, path: tuple[str, ...], points: str, score: str, reason: str = "") -> Line:
    """A line whose label is made from its key."""
    classes = tuple(Text(name, name) for name in path)
    return Line(
        key,
        Text(f"指标{key}", key),
        classes,
        Decimal(points),
        Decimal(score),
        "≥ 8 次",
        "7 次",
        "positive",
        reason,
    )


EVALUATION = Evaluation(
    (
        a_line("pay", ("预算执行",), "10", "8.25", "年末追加的预算未及支付。"),
        a_line("one", ("产出指标", "数量指标"), "25", "25"),
        a_line("two", ("产出指标", "数量指标"), "25", "24", "任务顺延"),
        a_line("three", ("效益指标", "社会效益"), "40", "40"),
    )
)


def a_figure(key: str, value: Decimal | str | None = None, **more: object) -> Figure:
    """An invented figure: its number follows from the letters of its key."""
    if value is None and key not in ABSENT:
        money = key.startswith(("finance.", "evidence."))
        number = Decimal(sum(map(ord, key)) % 800 + 3)
        value = TEXTS.get(key) or (number * 10_000 + 55 if money else number)
    if key in ITEMS:
        value = Decimal(len(ITEMS[key]))
    settings: dict[str, object] = {
        "wording": MONEY if key.startswith(("finance.", "evidence.")) else Wording("次"),
        "previous": value * 2 if isinstance(value, Decimal) else None,
        "growth": Decimal(-50) if isinstance(value, Decimal) else None,
        "rows": 7,
        "items": tuple(Text(name, name) for name in ITEMS.get(key, ())),
        "definition": "d" * 64,
        "snapshot": "试验快照",
        "query": f"select count(*) from {key}",
    } | more
    return Figure(key, Text(f"「{key}」", key), value, unit="hh", period=Period.year(2020), **settings)  # type: ignore[arg-type]


@pytest.fixture
def content() -> Content:
    """The shipped content."""
    return Content.shipped()


@pytest.fixture
def unit() -> Unit:
    """The unit the reports are about."""
    return Unit()


@pytest.fixture
def evaluation() -> Evaluation:
    """97.25 of 100, two lines losing."""
    return EVALUATION


@pytest.fixture
def figure() -> Callable[..., Figure]:
    """Makes an invented figure."""
    return a_figure


@pytest.fixture
def read(content: Content) -> Callable[..., Template]:
    """Parses a template body below a standard front matter; `literals` and `known` as wanted."""

    def parse(body: str, literals: tuple[str, ...] = (), known: list[str] | None = None) -> Template:
        listed = ", ".join(f"{{text: {text}, why: 名称}}" for text in literals)
        front = FRONT.replace("literals: []", f"literals: [{listed}]")
        return parse_template(front + body, "t.md", content, known)

    return parse


@pytest.fixture
def made(read: Callable[..., Template]) -> Callable[..., Document]:
    """Composes a document from a template body and figures given by key."""

    def make(body: str, statements: Statements | None = None, **given: Decimal | str | None) -> Document:
        values = {key.replace("__", "."): value for key, value in given.items()}

        def figure(key: str) -> Figure:
            return a_figure(key, values.get(key))

        return compose(read(body), figure, EVALUATION, Unit(), 2020, statements)

    return make


@pytest.fixture
def shipped(content: Content) -> Document:
    """The shipped template composed with invented figures."""
    template = load_template(content)
    statements = load_statements(content.file("reports/huaihua-2020.yaml"))
    return compose(template, a_figure, EVALUATION, Unit(), 2020, statements)


@pytest.fixture
def pages(tmp_path: Path) -> Callable[[bytes], list[list[tuple[float, float, str]]]]:
    """Characters of every page of a PDF as (top of the line, left edge, character)."""
    import pdfplumber  # heavy: only the layout tests pay for it

    def measure(pdf: bytes) -> list[list[tuple[float, float, str]]]:
        path = tmp_path / "measured.pdf"
        path.write_bytes(pdf)
        with pdfplumber.open(path) as opened:
            return [
                [(round(char["bottom"], 1), char["x0"], char["text"]) for char in page.chars]
                for page in opened.pages
            ]

    return measure
