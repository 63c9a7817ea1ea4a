"""The house opened on one home and one sealed snapshot: figures, evaluation and report from one place."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from django.conf import settings

from luji.account.indicators.book import Book
from luji.account.indicators.figure import Figure
from luji.account.indicators.listing import RowPage
from luji.account.indicators.trace import Trace
from luji.account.reconcile.result import Result
from luji.account.reports.compose import compose
from luji.account.reports.document import Document
from luji.account.reports.gate import Review
from luji.account.reports.write import render
from luji.account.scoring.evaluate import evaluate
from luji.account.scoring.result import Evaluation
from luji.base.facts import snapshot as snapshots
from luji.base.facts.engine import DuckEngine
from luji.base.facts.lake import Lake
from luji.base.facts.snapshot import Snapshot
from luji.base.kernel.period import Period
from luji.base.kernel.problem import ProblemKind, Refused, errors
from luji.base.kernel.quantity import Wording
from luji.base.kernel.text import Text
from luji.base.people.units import UnitTree
from luji.config.against import joined
from luji.config.declared import NO_SNAPSHOT, SCORED_KEYS, Declared, load
from luji.config.gate import review

MARK = "home.json"
NO_PLAN = ProblemKind(
    "CLI-002",
    "{unit} 没有 {year} 年的评分计划",
    "{unit} has no evaluation plan for {year}",
    "请在内容目录的 evaluations/ 下声明。",
    "Declare one under evaluations/ in the content folder.",
)
ONLY_YEARS = ProblemKind(
    "CLI-008",
    "「{key}」只有全年的值，没有 {period} 的",
    "'{key}' is of whole years, there is none of {period}",
    "请把期间写成年份，如 2020。",
    "Write a year as period, such as 2020.",
)


class House:
    """Declarations, lake and one snapshot. Opening reads declarations only; figures come when asked."""

    def __init__(self, home: Path, declared: Declared, lake: Lake, snapshot: Snapshot) -> None:
        self.home, self.declared, self.lake, self._snapshot = home, declared, lake, snapshot
        self.units: UnitTree = declared.units
        self.mark = read_mark(home)
        self._lock = threading.RLock()
        self._evaluations: dict[tuple[str, int], Evaluation] = {}
        self._reports: dict[tuple[str, int], Document] = {}
        self._reviews: dict[tuple[str, int], Review] = {}
        self._files: dict[tuple[str, int, str], bytes] = {}

    @classmethod
    def open(cls, home: Path, snapshot: str | None = None) -> House:
        """On the named snapshot or the latest. Raises `Refused` (declarations, CLI-001, FCT-4xx)."""
        declared = load(home)
        lake = Lake(home, declared.tables)
        found = snapshots.load(lake, snapshot) if snapshot else snapshots.latest(lake)
        if found is None:
            raise Refused([NO_SNAPSHOT(home=home)])
        return cls(home, declared, lake, found)

    @cached_property
    def book(self) -> Book:
        """Every indicator of the snapshot."""
        sources = self._snapshot.sources(self.lake)
        return Book(self.declared.catalogue, DuckEngine(), sources, self.units, self.snapshot)

    @property
    def snapshot(self) -> str:
        """The snapshot's name."""
        return self._snapshot.name

    @property
    def seal(self) -> str:
        """The snapshot's identity: sha256 of its manifest."""
        return self._snapshot.seal

    @property
    def constructed(self) -> bool:
        """Whether the home holds the demo's constructed ledgers."""
        return bool(self.mark.get("constructed"))

    @property
    def fonts(self) -> Path:
        """Where a department puts the fonts it owns; they come before the free ones."""
        return self.home / "fonts"

    @property
    def default_unit(self) -> str:
        """The unit whose account is given: the first with an evaluation plan, else the root."""
        return next((unit for unit, _ in sorted(self.declared.plans)), self.units.root.code)

    @property
    def default_year(self) -> int:
        """The latest year with an evaluation plan, else the year of the snapshot."""
        years = [year for _, year in self.declared.plans]
        return max(years, default=self._snapshot.created.year)

    def evaluation(self, unit: str, year: int) -> Evaluation:
        """The score of a unit's year. Raises `Refused` (CLI-002) without a plan."""
        code = self.units.find(unit).code
        with self._lock:
            if (code, year) not in self._evaluations:
                self._evaluations[code, year] = self._evaluate(code, year)
            return self._evaluations[code, year]

    def report(self, unit: str, year: int) -> Document:
        """The composed self-evaluation. Raises `Refused` when a figure or a reason is missing."""
        code = self.units.find(unit).code
        with self._lock:
            if (code, year) not in self._reports:
                self._reports[code, year] = self._compose(code, year)
            return self._reports[code, year]

    def review(self, unit: str, year: int) -> Review:
        """What 核数 says of the report, its gate. Raises `Refused` as `report` does."""
        place = (self.units.find(unit).code, year)
        with self._lock:
            if place not in self._reviews:
                self._reviews[place] = review(self.report(unit, year))
            return self._reviews[place]

    def against(self, result: Result, unit: str, year: int) -> Result:
        """What 核数 found in a text, and its values against the report. Raises `Refused` as `report`."""
        return joined(result, self.report(unit, year))

    def report_file(self, unit: str, year: int, format: str) -> bytes:
        """The report as `docx`, `pdf`, `xlsx` or `html`."""
        place = (self.units.find(unit).code, year, format)
        with self._lock:
            if place not in self._files:
                self._files[place] = render(self.report(unit, year), format, self.fonts)
            return self._files[place]

    def figure(self, key: str, unit: str, period: Period) -> Figure:
        """One figure: of an indicator, or of the evaluation (`evaluation.score` …), which is of a year."""
        if key in SCORED_KEYS:
            if period.kind != "year":
                raise Refused([ONLY_YEARS(key=key, period=period)])
            return self._scored(self.units.find(unit).code, period)[key]
        return self.book.figure(key, unit, period)

    def rows(self, key: str, unit: str, period: Period, limit: int = 50, offset: int = 0) -> RowPage:
        """The contributing rows; of an evaluation's figure those of every indicator it read."""
        parts = self.figure(key, unit, period).parts if key in SCORED_KEYS else (key,)
        return self.book.rows_of(parts, unit, period, limit, offset)

    def figures(self, unit: str, period: Period) -> list[Figure]:
        """Every figure of a unit and period, those of the evaluation with them where there is one."""
        code = self.units.find(unit).code
        scored = self._scored(code, period) if self._has_plan(code, period) else {}
        return sorted([*self.book.figures(code, period), *scored.values()], key=lambda figure: figure.key)

    def trace(self, key: str, unit: str, period: Period, keys: int | None = 1000) -> Trace:
        """How a figure came to be; an evaluation's figure has the indicators it read below it."""
        if key not in SCORED_KEYS:
            return self.book.trace(key, unit, period, keys)
        figure = self.figure(key, unit, period)
        scheme = self.evaluation(unit, period.start.year).scheme
        children = tuple(self.book.trace(part, unit, period, 0) for part in figure.parts)
        return Trace(figure, scheme.label, scheme.source.say(), scheme.note, children)

    def _has_plan(self, code: str, period: Period) -> bool:
        return period.kind == "year" and (code, period.start.year) in self.declared.plans

    def _evaluate(self, code: str, year: int) -> Evaluation:
        plan = self.declared.plans.get((code, year))
        if plan is None:
            raise Refused([NO_PLAN(unit=self.units.find(code).short, year=year)])
        now, before = Period.year(year), Period.year(year - 1)

        def value(key: str) -> Decimal | None:
            return self.book.number(key, code, now)

        def previous(key: str) -> Decimal | None:
            return self.book.number(key, code, before)

        return evaluate(self.declared.schemes[plan.scheme], plan, value, previous)

    def _compose(self, code: str, year: int) -> Document:
        evaluation = self.evaluation(code, year)
        if wrong := errors(evaluation.problems):
            raise Refused(wrong)
        period = Period.year(year)
        return compose(
            self.declared.template,
            lambda key: self.figure(key, code, period),
            evaluation,
            self.units.find(code),
            year,
            self.declared.statements.get((code, year)),
        )

    def _scored(self, code: str, period: Period) -> Mapping[str, Figure]:
        evaluation = self.evaluation(code, period.start.year)
        digest = hashlib.sha256(evaluation.scheme.model_dump_json().encode()).hexdigest()
        keys = tuple(dict.fromkeys(key for line in evaluation.lines for key in line.keys))
        whole = evaluation.full == int(evaluation.full)

        def figure(key: str, label: Text, value: Decimal | str, decimals: int) -> Figure:
            measure = Wording("分", decimals=decimals) if isinstance(value, Decimal) else Wording()
            return Figure(
                key, label, value, measure, code, period, snapshot=self.snapshot, parts=keys,
                definition=digest, measure_en="points" if measure.measure else "",
            )  # fmt: skip

        full, score, grade = SCORED_KEYS
        return {
            full: figure(full, Text("总分值", "Full score"), evaluation.full, 0 if whole else 2),
            score: figure(score, Text("自评得分", "Score"), evaluation.score, 2),
            grade: figure(grade, Text("自评等级", "Grade"), evaluation.word.zh, 0),
        }


def read_mark(home: Path) -> dict[str, object]:
    """What a home says of itself (`home.json`); empty for an ordinary one."""
    try:
        found = json.loads((home / MARK).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


class _Keeper:
    """The house of a running server: opened once, again when a newer snapshot is sealed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: tuple[tuple[Path, float], House] | None = None

    def current(self, home: Path) -> House:
        folder = home / "snapshots"
        stamp = (home, folder.stat().st_mtime if folder.is_dir() else 0.0)
        with self._lock:
            if self._open is None or self._open[0] != stamp:
                self._open = (stamp, House.open(home))
            return self._open[1]


_KEEPER = _Keeper()


def current() -> House:
    """The house of the running server's home, on its latest snapshot. Raises `Refused` as `open` does."""
    return _KEEPER.current(settings.LUJI_HOME)
