"""Score functions as spreadsheet formulas over the cells of weight, target and actual.

Each gives the points the scorer gives: computed, then rounded half up to two decimals. Binary fractions
are first rounded to nine decimals, so that 9.945 is not taken for a little less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luji.account.indicators.figure import plain
from luji.account.scoring.deductions import PerOccurrence, PerPoint
from luji.account.scoring.interval import Interval
from luji.account.scoring.judgement import Checklist, Item, Judged
from luji.account.scoring.plan import Entry
from luji.account.scoring.ratio import Equal, Execution, Negative, Positive
from luji.account.scoring.result import Evaluation, LineResult
from luji.account.scoring.rule import Conventions, Rule
from luji.account.scoring.scheme import Grade
from luji.account.scoring.tables import Bands, Steps

FIXED = ("not_applicable", "zero_denominator", "no_value")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one line, and how many units one printed unit has (10,000 where 万 is printed)."""

    weight: str
    target: str
    actual: str
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The numbers to put into the target and actual cells, in printed units; None leaves a cell empty."""

    target: Decimal | Fraction | None
    actual: Decimal | Fraction | None


def inputs(line: LineResult, rule: Rule, entry: Entry, scale: Decimal) -> Inputs:
    """What the cells of a line hold: values scaled, judged points, or checklist points out of points."""
    if isinstance(rule, Judged):
        return Inputs(None, line.score)
    if isinstance(rule, Checklist):
        return _checked(rule, entry, line)
    target, actual = (None if value is None else value / scale for value in (line.target, line.actual))
    return Inputs(target, actual)


def _checked(rule: Checklist, entry: Entry, line: LineResult) -> Inputs:
    """Points of the items that apply, and of those met; an unmet critical item leaves nothing."""
    applies = [item for item in rule.items if entry.answers.get(item.key) != "not_applicable"]
    met = [item for item in applies if entry.answers.get(item.key) == "met"]

    def worth(items: Iterable[Item]) -> Fraction:
        return sum((rule.worth(item) for item in items), Fraction(0))

    return Inputs(worth(applies), worth(met) if line.score else Fraction(0))


def score(line: LineResult, rule: Rule, conventions: Conventions, cells: Cells) -> str | None:
    """The formula of a line's points, without the equals sign; None where nothing is computed."""
    write = WRITERS.get(type(rule))
    if write is None or any(flag in line.flags for flag in FIXED):
        return None
    return rounded(write(rule, cells, conventions))


def total(evaluation: Evaluation, scores: str, weights: str) -> str:
    """The total over the score column, rescaled where lines are left out."""
    if not any("left_out" in line.flags for line in evaluation.lines):
        return f"SUM({scores})"
    possible = f"SUMPRODUCT(ISNUMBER({scores})*{weights})"
    return rounded(f"SUM({scores})/{possible}*{plain(evaluation.full)}")


def grade(grades: Iterable[Grade], percent: str) -> str:
    """The word of the grade a percentage falls in."""
    said = '"—"'
    for one in reversed(tuple(grades)):
        said = f'IF({inside(one.range, percent)},"{one.word.zh}",{said})'
    return said


def rounded(formula: str) -> str:
    """Half up to two decimals, free of binary noise."""
    return f"ROUND(ROUND({formula},9),2)"


def inside(interval: Interval, cell: str, scale: Decimal = Decimal(1)) -> str:
    """A test that the cell lies in the interval, ends as declared; infinite ends are not tested."""
    tests = []
    if interval.low.is_finite():
        tests.append(f"{_clean(cell)}{'>=' if interval.low_closed else '>'}{plain(interval.low / scale)}")
    if interval.high.is_finite():
        tests.append(f"{_clean(cell)}{'<=' if interval.high_closed else '<'}{plain(interval.high / scale)}")
    return f"AND({','.join(tests)})" if tests else "TRUE"


def _execution(rule: Execution, cells: Cells, conventions: Conventions) -> str:
    del rule, conventions
    return f"{cells.weight}*MAX(MIN({cells.actual}/{cells.target},1),0)"


def _positive(rule: Positive, cells: Cells, conventions: Conventions) -> str:
    w, t, a = cells.weight, cells.target, cells.actual
    over = rule.over or conventions.over
    full = w
    if over is not None and over.cuts:
        percent = _clean(f"{a}/{t}*100")
        takes = ",".join(
            f"IF({percent}>{plain(max(cut.above, over.flag_above))},{plain(cut.take)},0)" for cut in over.cuts
        )
        full = f"IF({t}>0,{w}*(1-MAX({takes},0)/100),{w})"
    return f"IF({a}>={t},{full},IF({t}>0,{w}*MAX(MIN({a}/{t},1),0),0))"


def _negative(rule: Negative, cells: Cells, conventions: Conventions) -> str:
    del rule, conventions
    w, t, a = cells.weight, cells.target, cells.actual
    return f"IF({a}<={t},{w},IF({t}<0,0,{w}*{t}/{a}))"


def _equal(rule: Equal, cells: Cells, conventions: Conventions) -> str:
    del conventions
    w, t, a = cells.weight, cells.target, cells.actual
    off = f"ABS({a}-{t})"
    return f"IF({_clean(off)}<={plain(rule.tolerance / cells.scale)},{w},{w}*MAX(MIN(1-{off}/ABS({t}),1),0))"


def _steps(rule: Steps, cells: Cells, conventions: Conventions) -> str:
    del conventions
    said = plain(rule.otherwise)
    for step in reversed(rule.steps):
        sign = ">=" if step.at_least is not None else "<="
        said = f"IF({_clean(cells.actual)}{sign}{plain(step.edge / cells.scale)},{plain(step.points)},{said})"
    return said


def _bands(rule: Bands, cells: Cells, conventions: Conventions) -> str:
    del conventions
    said = "0"
    for band in reversed(rule.bands):
        said = f"IF({inside(band.range, cells.actual, cells.scale)},{plain(band.points)},{said})"
    return said


def _per_occurrence(rule: PerOccurrence, cells: Cells, conventions: Conventions) -> str:
    del conventions
    times = f"ROUNDUP({_clean(f'MAX({cells.actual}-{cells.target},0)*{plain(cells.scale)}')},0)"
    return f"MAX({cells.weight}-{plain(rule.each)}*{times},0)"


def _per_point(rule: PerPoint, cells: Cells, conventions: Conventions) -> str:
    del conventions
    t, a = cells.target, cells.actual
    off = {"over": f"{a}-{t}", "under": f"{t}-{a}", "either": f"ABS({a}-{t})"}[rule.side]
    units = f"MAX({off},0)*{plain(cells.scale)}/{plain(rule.per)}"
    if rule.part != "exact":
        units = f"{'ROUNDDOWN' if rule.part == 'whole' else 'ROUNDUP'}({_clean(units)},0)"
    return f"MAX({cells.weight}-{plain(rule.each)}*{units},0)"


def _judged(rule: Judged, cells: Cells, conventions: Conventions) -> str:
    del rule, conventions
    return f"MAX(MIN({cells.actual},{cells.weight}),0)"


def _checklist(rule: Checklist, cells: Cells, conventions: Conventions) -> str:
    del rule, conventions
    return f"{cells.weight}*{cells.actual}/{cells.target}"


def _clean(formula: str) -> str:
    """Binary noise rounded away before a comparison or a cut to whole units."""
    return f"ROUND({formula},9)"


WRITERS: dict[type[Rule], Callable[[Any, Cells, Conventions], str]] = {
    Execution: _execution,
    Positive: _positive,
    Negative: _negative,
    Equal: _equal,
    Steps: _steps,
    Bands: _bands,
    PerOccurrence: _per_occurrence,
    PerPoint: _per_point,
    Judged: _judged,
    Checklist: _checklist,
}
