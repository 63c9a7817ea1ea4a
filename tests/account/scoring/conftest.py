"""Small schemes and plans made from plain dicts, the shipped content, and the values of the demonstration."""

import importlib.util
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from luji.account.scoring import lint
from luji.account.scoring import plan as plans
from luji.account.scoring.evaluate import Evaluation, evaluate
from luji.account.scoring.plan import EvaluationPlan
from luji.account.scoring.rule import Case, Conventions, Outcome, Rule
from luji.account.scoring.scheme import Line, Scheme

ROOT = Path(__file__).parents[3]
CLAUSE = {"document": "财预〔2020〕10号", "article": {"zh": "附件", "en": "annex"}, "sure": "recalled"}
TIERS = [
    {"key": "top", "label": {"zh": "达成", "en": "reached"}, "share": "[80, 100]"},
    {"key": "middle", "label": {"zh": "部分", "en": "partly"}, "share": "[60, 80)"},
    {"key": "bottom", "label": {"zh": "未达成", "en": "not reached"}, "share": "[0, 60)"},
]
GRADES = [
    {"key": key, "label": {"zh": zh, "en": key}, "word": {"zh": word, "en": key}, "range": range_}
    for key, zh, word, range_ in (
        ("excellent", "优", "优秀", "[90, 100]"),
        ("good", "良", "良好", "[80, 90)"),
        ("fair", "中", "中等", "[60, 80)"),
        ("poor", "差", "较差", "[0, 60)"),
    )
]


def named(key: str) -> dict[str, str]:
    return {"zh": key, "en": key}


def make_scheme(lines: list[dict[str, Any]], **conventions: Any) -> Scheme:
    """A scheme of one class whose full score is what its lines add up to."""
    whole = [{"label": named(line["key"]), "clause": CLAUSE, **line} for line in lines]
    return Scheme.model_validate(
        {
            "scheme": "small",
            "label": named("small"),
            "full": sum(Decimal(line["weight"]) for line in lines),
            "weights": "declared",
            "source": CLAUSE,
            "conventions": {"tiers": TIERS, **conventions},
            "grades": GRADES,
            "classes": [{"key": "all", "label": named("all"), "lines": whole}],
        }
    )


def make_plan(
    entries: Mapping[str, Mapping[str, Any]] | None = None, scheme: str = "small"
) -> EvaluationPlan:
    return EvaluationPlan.model_validate(
        {
            "evaluation": "test",
            "scheme": scheme,
            "unit": "hh",
            "year": 2020,
            "source": named("test"),
            "lines": entries or {},
        }
    )


def run(
    lines: list[dict[str, Any]],
    entries: Mapping[str, Mapping[str, Any]],
    values: Mapping[str, Any] | None = None,
    last_year: Mapping[str, Any] | None = None,
    **conventions: Any,
) -> Evaluation:
    """Evaluate a small scheme; values absent from the mapping are not applicable."""
    now = {key: None if v is None else Decimal(v) for key, v in (values or {}).items()}
    then = {key: Decimal(v) for key, v in (last_year or {}).items()}
    return evaluate(make_scheme(lines, **conventions), make_plan(entries), now.get, then.get)


def one(score: Mapping[str, Any], **case: Any) -> Outcome:
    """The outcome of a score function on one case."""
    rule = rule_of(score)
    numbers = {k: Decimal(v) if k in ("weight", "actual", "target", "points") else v for k, v in case.items()}
    return rule.score(Case(**numbers), conventions())


def rule_of(score: Mapping[str, Any]) -> Rule:
    line = {"key": "x", "label": named("x"), "weight": 1, "score": dict(score)}
    return Line.model_validate(line).rule


def conventions(**more: Any) -> Conventions:
    return Conventions.model_validate({"tiers": TIERS, **more})


DEMO = {
    "finance.executed": "26640800", "finance.budget": "26774700", "patrol.reinforcements": "171",
    "hazard.rectified": "381", "bulletin.published": "106", "training.attendances": "860",
    "hazard.closed_rate": "92.3", "inspection.violations_of_discipline": "0", "case.revocation_minutes": "44",
    "bulletin.on_time_rate": "97.3", "project.on_time_rate": "80", "finance.adjustment_rate": "6.2",
    "evidence.server_investment": "299999", "accident.cases": "61", "accident.deaths": "9",
    "accident.injuries": "51", "accident.deaths_per_100km": "1.25", "asset.lost": "1",
    "satisfaction.rate": "93.1", "finance.budget.initial": "25200000",
}  # fmt: skip
LAST_YEAR = {
    "accident.cases": "71", "accident.deaths": "12", "accident.injuries": "66",
    "accident.deaths_per_100km": "1.66",
}  # fmt: skip


class Toolbox:
    """What the tests of this room build with."""

    scheme = staticmethod(make_scheme)
    plan = staticmethod(make_plan)
    run = staticmethod(run)
    one = staticmethod(one)
    rule = staticmethod(rule_of)
    conventions = staticmethod(conventions)
    tiers, grades, clause, root = TIERS, GRADES, CLAUSE, ROOT
    demo, last_year = DEMO, LAST_YEAR

    @staticmethod
    def codes(problems: Any) -> list[str]:
        return [problem.code for problem in problems]


@pytest.fixture(scope="session")
def tools() -> type[Toolbox]:
    return Toolbox


@pytest.fixture(scope="session")
def schemes() -> dict[str, Scheme]:
    return lint.load_all(sorted((ROOT / "content/schemes").glob("*.yaml")))


@pytest.fixture(scope="session")
def huaihua(schemes: dict[str, Scheme]) -> EvaluationPlan:
    return plans.load_all([ROOT / "content/evaluations/huaihua-2020.yaml"], schemes)["hh", 2020]


@pytest.fixture
def demo(schemes: dict[str, Scheme], huaihua: EvaluationPlan) -> Callable[..., Evaluation]:
    """The evaluation of the demonstration on stand-in values, any of which may be replaced."""

    def evaluated(**changed: str | None) -> Evaluation:
        values = {**DEMO, **{key.replace("__", "."): value for key, value in changed.items()}}
        now = {key: None if value is None else Decimal(value) for key, value in values.items()}
        then = {key: Decimal(value) for key, value in LAST_YEAR.items()}
        return evaluate(schemes["overall-2020"], huaihua, now.__getitem__, then.__getitem__)

    return evaluated


@pytest.fixture(scope="session")
def reference() -> ModuleType:
    """The dull scorer of tests/reference."""
    path = ROOT / "tests/reference/scoring.py"
    spec = importlib.util.spec_from_file_location("reference_scoring", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
