"""Invented figures, an invented scheme scored by the real scorer, a unit of nowhere, and small templates."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luji.account.indicators.figure import Figure
from luji.account.reports.compose import compose
from luji.account.reports.document import Document
from luji.account.reports.statements import Statements, load_statements
from luji.account.reports.template import Template, load_template, parse_template
from luji.account.scoring.evaluate import Evaluation, evaluate
from luji.account.scoring.plan import EvaluationPlan
from luji.account.scoring.scheme import Scheme
from luji.base.kernel.content import Content
from luji.base.kernel.period import Period
from luji.base.kernel.quantity import Bound, Wording
from luji.base.kernel.text import Text

FRONT = """---
title: ["{@year}年度{@unit}", 自评报告]
layout: gbt9704
tables: self-evaluation-tables
signature: "{@unit}"
literals: []
---
"""
WORDS = {"evaluation.grade": "优秀"}
ITEMS = {
    "evaluation.falls": ("甲数", "乙数"), "evaluation.rises": ("丙数",), "unit.brigades": ("东", "西", "南"),
    "road.expressways": ("东西高速", "南北高速"), "training.rotation_bases": ("东", "西"),
}  # fmt: skip
MONEY = Wording("元", Bound.EXACT, "万", 2)


@dataclass(frozen=True)
class Unit:
    """A unit of nowhere."""

    code: str
    name: Text
    short: Text


SOME_UNIT = Unit("hh", Text("某省高速公路交通警察局某某支队", "Some Detachment"), Text("某某支队", "Some"))


def a_scheme_line(key: str, weight: int, function: str, **more: Any) -> dict[str, Any]:
    """A line of the invented scheme."""
    shown = {name: more.pop(name) for name in ("scale", "decimals") if name in more}
    return {
        "key": key, "label": {"zh": f"指标{key}", "en": key}, "weight": weight,
        "score": {"function": function, **more.pop("score", {})}, "shown": shown, **more,
    }  # fmt: skip


def a_class(key: str, name: str, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A class of the invented scheme."""
    return {"key": key, "label": {"zh": name, "en": key}, "lines": list(lines), **more}


def a_scheme(*classes: dict[str, Any], **conventions: Any) -> Scheme:
    """An invented scheme of 100 points, grades from 90."""
    tiers = [
        {"key": "met", "label": {"zh": "达成", "en": "met"}, "share": "[80, 100]"},
        {"key": "unmet", "label": {"zh": "未达成", "en": "unmet"}, "share": "[0, 80)"},
    ]
    grades = [
        {
            "key": "a",
            "label": {"zh": "优", "en": "A"},
            "word": {"zh": "优秀", "en": "A"},
            "range": "[90, 100]",
        },
        {"key": "b", "label": {"zh": "良", "en": "B"}, "word": {"zh": "良好", "en": "B"}, "range": "[0, 90)"},
    ]
    return Scheme.model_validate({
        "scheme": "trial", "label": {"zh": "试验", "en": "trial"}, "full": 100, "weights": "declared",
        "source": {"document": "无", "article": {"zh": "无", "en": "none"}, "sure": "seen"},
        "conventions": {"tiers": tiers, **conventions}, "grades": grades, "classes": list(classes),
    })  # fmt: skip


def a_plan(**lines: Any) -> EvaluationPlan:
    """An invented plan for the invented scheme."""
    return EvaluationPlan.model_validate({
        "evaluation": "trial", "scheme": "trial", "unit": "hh", "year": 2020, "constructed": True,
        "source": {"zh": "构造", "en": "made"}, "lines": lines,
    })  # fmt: skip


TRIAL = a_scheme(
    a_class("e", "预算执行率", a_scheme_line("pay", 10, "execution", actual="finance.basic", target=10_000_000,
                                         scale="万", decimals=2)),
    a_class("o", "产出指标", classes=[
        a_class("q", "数量指标", a_scheme_line("up", 25, "positive", actual="hazard.rectified", target=20),
                a_scheme_line("down", 25, "negative", actual="violation.key", target=500))]),
    a_class("x", "效益指标", a_scheme_line("judged", 40, "judged")),
)  # fmt: skip
TRIAL_PLAN = a_plan(
    pay={"reason": "年末追加的预算未及支付。"},
    down={"reason": "路段封闭"},
    judged={"tier": "met", "points": 40, "judge": "评价小组", "reason": "达成"},
)


def a_figure(key: str, value: Decimal | str | None = None, **more: object) -> Figure:
    """An invented figure: its number follows from the letters of its key."""
    money = key.startswith(("finance.", "evidence."))
    if value is None:
        number = Decimal(len(ITEMS[key]) if key in ITEMS else sum(map(ord, key)) % 800 + 3)
        value = WORDS.get(key) or (number * 10_000 + 55 if money else number)
    numeric = isinstance(value, Decimal)
    settings: dict[str, object] = {
        "wording": MONEY if money else Wording("次"),
        "previous": value * 2 if isinstance(value, Decimal) else None,
        "growth": Decimal(-50) if numeric else None,
        "rows": 7,
        "items": tuple(Text(name, name) for name in ITEMS.get(key, ())),
        "definition": "d" * 64,
        "snapshot": "试验快照",
        "query": f"select count(*) from t where name < '{key}'",
    } | more
    return Figure(key, Text(f"{key}数", key), value, unit="hh", period=Period.year(2020), **settings)  # type: ignore[arg-type]


def an_evaluation(scheme: Scheme = TRIAL, plan: EvaluationPlan = TRIAL_PLAN) -> Evaluation:
    """The invented figures scored."""

    def value(key: str) -> Decimal | None:
        found = a_figure(key).value
        return found if isinstance(found, Decimal) else None

    return evaluate(scheme, plan, value)


@pytest.fixture
def content() -> Content:
    """The shipped content."""
    return Content.shipped()


@pytest.fixture
def unit() -> Unit:
    """The unit the reports are about."""
    return SOME_UNIT


@pytest.fixture
def evaluation() -> Evaluation:
    """Two of four lines lose points."""
    return an_evaluation()


@pytest.fixture
def figure() -> Callable[..., Figure]:
    """Makes an invented figure."""
    return a_figure


@pytest.fixture
def scored() -> Callable[..., Evaluation]:
    """Scores classes of lines under a plan: scored([class, …], plan lines …)."""

    def score(
        classes: list[dict[str, Any]], conventions: dict[str, Any] | None = None, **lines: Any
    ) -> Evaluation:
        return an_evaluation(a_scheme(*classes, **(conventions or {})), a_plan(**lines))

    return score


@pytest.fixture
def scheme_line() -> Callable[..., dict[str, Any]]:
    """Makes a line of an invented scheme."""
    return a_scheme_line


@pytest.fixture
def scheme_class() -> Callable[..., dict[str, Any]]:
    """Makes a class of an invented scheme."""
    return a_class


@pytest.fixture
def read(content: Content) -> Callable[..., Template]:
    """Parses a template body below a standard front matter; `literals` and `known` as wanted."""

    def parse(body: str, literals: tuple[str, ...] = (), known: list[str] | None = None) -> Template:
        listed = ", ".join(f"{{text: '{text}', why: 名称}}" for text in literals)
        front = FRONT.replace("literals: []", f"literals: [{listed}]")
        return parse_template(front + body, "t.md", content, known)

    return parse


@pytest.fixture
def made(read: Callable[..., Template]) -> Callable[..., Document]:
    """Composes a document from a template body; figures are given as a mapping by key."""

    def make(
        body: str,
        given: dict[str, Figure] | None = None,
        statements: Statements | None = None,
        evaluation: Evaluation | None = None,
        literals: tuple[str, ...] = (),
    ) -> Document:
        values = given or {}

        def figure(key: str) -> Figure:
            return values.get(key) or a_figure(key)

        return compose(
            read(body, literals), figure, evaluation or an_evaluation(), SOME_UNIT, 2020, statements
        )

    return make


@pytest.fixture
def shipped(content: Content) -> Document:
    """The shipped template composed with invented figures."""
    template = load_template(content)
    statements = load_statements(content.file("reports/huaihua-2020.yaml"))
    return compose(template, a_figure, an_evaluation(), SOME_UNIT, 2020, statements)


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Converts a file with LibreOffice; a profile of its own keeps parallel runs apart."""
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("CI"), "CI needs LibreOffice"
        pytest.skip("LibreOffice is not installed")

    def convert(path: Path, form: str) -> Path:
        folder = tmp_path_factory.mktemp("office")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            str(program),
            "--headless",
            profile,
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            str(path),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        (found,) = folder.glob(f"{path.stem}*.{form.split(':', maxsplit=1)[0]}")
        return found

    return convert


@pytest.fixture
def office_sheets(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], dict[str, Path]]:
    """Every sheet of a workbook as a csv file made by LibreOffice, by the sheet's name."""
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("CI"), "CI needs LibreOffice"
        pytest.skip("LibreOffice is not installed")
    export = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"

    def convert(data: bytes) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("sheets")
        (folder / "book.xlsx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(program), "--headless", profile, "--convert-to", export, "--outdir", str(folder)]
        subprocess.run([*command, str(folder / "book.xlsx")], check=True, capture_output=True, timeout=180)
        return {path.stem.removeprefix("book-"): path for path in folder.glob("book-*.csv")}

    return convert
