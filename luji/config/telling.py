"""Commands that tell: figures, trace, evaluate, report."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from luji.account.indicators.figure import Figure
from luji.account.reports.gate import Issue, Review, issue
from luji.account.scoring.result import Evaluation
from luji.base.kernel.period import Period
from luji.base.kernel.problem import Level, ProblemKind, Refused, errors
from luji.base.kernel.text import Text
from luji.config.cli import lang, tell
from luji.config.house import House

CANNOT_WRITE = ProblemKind(
    "CLI-003",
    "写不进目录 {folder}：{why}",
    "cannot write into {folder}: {why}",
    "请检查目录是否存在、有无写权限、磁盘是否已满。",
    "Check that it exists, that you may write there, and that the disk is not full.",
)
LEVELS = {
    Level.ERROR: Text("错误", "error"),
    Level.WARNING: Text("不一致", "inconsistent"),
    Level.NOTE: Text("提示", "note"),
}
REVIEWED = Text(
    "核数：识别 {relations} 处关系，不符 {faults} 处，提示 {notes} 条。",
    "Reconciled: {relations} relations, {faults} do not hold, {notes} notes.",
)
STOPPED = Text(
    "报告未出具。请先改正以上不符之处；确要照此出具，请加 --despite-findings。",
    "The report was not issued. Mend what does not hold; to issue it all the same, add --despite-findings.",
)
SCORED = Text("得分 {score}／{full}，等级 {grade}（{word}）", "score {score} of {full}, grade {grade}")
FIGURE_HEADINGS = {
    Text("指标", "indicator"): "left",
    Text("名称", "name"): "left",
    Text("值", "value"): "right",
    Text("上年", "last year"): "right",
    Text("同比", "growth"): "right",
}
SCORE_HEADINGS = (
    Text("指标", "line"),
    Text("目标值", "target"),
    Text("实际值", "actual"),
    Text("分值", "points"),
    Text("得分", "score"),
    Text("说明", "explanation"),
)
EVERY = 10**9
WIDE = 400


def figures(home: Path, unit: str, period: str, snapshot: str | None, as_json: bool) -> int:
    """`luji figures`: every figure of a unit and period."""
    found = House.open(home, snapshot).figures(unit, Period.parse(period))
    if as_json:
        _print([figure.as_json() for figure in found])
    else:
        _show(_figure_table(found))
    return 0


def trace(
    home: Path, key: str, unit: str, period: str, snapshot: str | None, rows: bool, as_json: bool
) -> int:
    """`luji trace`: the tree below a figure; with `rows` the contributing rows themselves."""
    house, when = House.open(home, snapshot), Period.parse(period)
    if rows:
        page = house.rows(key, unit, when, limit=EVERY)
        listed = [{name: _plain(value) for name, value in row.items()} for row in page.rows]
        if as_json:
            _print({"key": key, "total": page.total, "rows": listed})
        else:
            for row in listed:
                typer.echo("\t".join("" if value is None else str(value) for value in row.values()))
        return 0
    found = house.trace(key, unit, when, None if as_json else 20)
    if as_json:
        _print(found.as_json())
    else:
        typer.echo("\n".join(found.lines(lang())))
    return 0


def evaluate(home: Path, unit: str, year: int, snapshot: str | None, as_json: bool) -> int:
    """`luji evaluate`: score, grade and lines; exit 1 when a reason or a value is missing."""
    found = House.open(home, snapshot).evaluation(unit, year)
    if as_json:
        _print(found.as_json())
    else:
        _show(_score_table(found))
        grade, word = found.grade.say(lang()), found.word.say(lang())
        typer.echo(SCORED.say(lang()).format(score=found.score, full=found.full, grade=grade, word=word))
        tell(found.problems)
    return 1 if errors(found.problems) else 0


def report(
    home: Path,
    unit: str,
    year: int,
    out: Path,
    snapshot: str | None,
    formats: list[str],
    despite_findings: bool = False,
) -> int:
    """`luji report`: one file per format, each whole or not at all; exit 1 when the gate stops it."""
    house = House.open(home, snapshot)
    issued = write_report(house, unit, year, out, formats, despite_findings)
    typer.echo("\n".join(review_lines(issued.review)), err=True)
    for path in issued.files:
        typer.echo(str(path))
    if issued.files:
        return 0
    typer.echo(STOPPED.say(lang()), err=True)
    return 1


def write_report(
    house: House, unit: str, year: int, out: Path, formats: Sequence[str], despite_findings: bool = False
) -> Issue:
    """Write the report into `out` if the gate lets it. Raises `Refused` (CLI-003, those of a report)."""
    document, gate = house.report(unit, year), lambda _: house.review(unit, year)
    try:
        return issue(document, out, formats, house.fonts, gate, despite_findings)
    except OSError as error:
        raise Refused([CANNOT_WRITE(folder=out, why=error.strerror or error)]) from error


def review_lines(review: Review) -> Iterator[str]:
    """What the gate says, each objection with its sentence and its computation."""
    reader = lang()
    for one in review.objections:
        yield f"{LEVELS[one.level].say(reader)}  {one.rule}  {one.message.say(reader)}"
        yield f"    {one.before}【{one.quote}】{one.after}"
        if one.computation and one.computation not in one.message.zh:
            yield f"    {one.computation}"
    counts = {"relations": review.relations, "faults": len(review.faults), "notes": len(review.notes)}
    yield REVIEWED.say(reader).format(**counts)


def _figure_table(figures: list[Figure]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading, side in FIGURE_HEADINGS.items():
        table.add_column(heading.say(lang()), justify=side, no_wrap=side == "right")  # type: ignore[arg-type]
    for figure in figures:
        growth = figure.growth_stated()
        table.add_row(
            figure.key,
            figure.label.say(lang()),
            figure.display(lang()),
            str(figure.as_json()["previous"] or ""),
            "" if growth is None else f"{growth:+}%",
        )
    return table


def _score_table(evaluation: Evaluation) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in SCORE_HEADINGS:
        table.add_column(heading.say(lang()))
    for line in evaluation.lines:
        told = (
            line.target_text.say(lang()),
            line.actual_text.say(lang()),
            f"{line.points}",
            f"{line.score}",
            line.explanation.say(lang()),
        )
        table.add_row(line.label.say(lang()), *told)
    return table


def _show(table: Table) -> None:
    """Print a table: fitted to a terminal, but never cut for a file or a program that reads it."""
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | bool | None) else str(value)


def _print(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
