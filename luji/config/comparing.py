"""`luji reconcile FILE --unit U --year Y`: 核数 of a file, and each of its values against the facts."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from luji.account.reconcile import command
from luji.account.reconcile.checking import check
from luji.account.reconcile.output import annotate, terminal
from luji.account.reconcile.relation import Verdict
from luji.account.reconcile.result import Result
from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Lang, Text
from luji.config.against import joined
from luji.config.cli import DEFAULT_HOME, lang, tell
from luji.config.house import House

SUMMARY = Text(
    "与事实比较（{unit} {year} 年，快照 {snapshot}）：{held} 处与事实相符，{found} 处有出入。",
    "Against the facts ({unit} {year}, snapshot {snapshot}): {held} values agree, {found} do not.",
)


def parser() -> argparse.ArgumentParser:
    """The arguments of `luji reconcile`, and those that name the report to compare with."""
    made = command.parser()
    made.add_argument("--unit", required=True, help="单位代码或名称 / unit whose facts to compare with")
    made.add_argument("--year", required=True, type=int, help="年度 / year of the report")
    home = Path(os.environ.get("LUJI_HOME") or DEFAULT_HOME)
    made.add_argument("--home", type=Path, default=home, help="数据目录 / where Luji keeps its data")
    made.add_argument("--snapshot", help="快照 / a sealed snapshot; the latest if left out")
    made.set_defaults(lang=lang())
    return made


def run(argv: Sequence[str]) -> int:
    """Run the command; the exit status as of `luji reconcile`: 0 nothing, 1 findings, 2 unusable."""
    try:
        given = parser().parse_args(argv)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    if given.sarif:
        sys.stderr.write("--sarif: 与事实比较时不可用 / not offered with --unit and --year\n")
        return command.UNUSABLE
    house = House.open(given.home, given.snapshot)
    document = house.report(given.unit, given.year)
    results, problems = [], list[Problem]()
    for path in given.files:
        try:
            results.append(joined(check(path), document))
        except Refused as refused:
            problems += refused.problems
    for line in _shown(results, given, house):
        sys.stdout.write(line + "\n")
    tell(tuple(problems))
    if problems:
        return command.UNUSABLE
    return command.FINDINGS if any(result.faulty for result in results) else command.NOTHING


def _shown(results: Sequence[Result], given: argparse.Namespace, house: House) -> Iterator[str]:
    reader: Lang = given.lang
    if given.json:
        yield json.dumps(command.merged(results, reader), ensure_ascii=False, indent=1)
    elif given.text:
        yield from (result.document.text.rstrip("\n") for result in results)
    elif given.html:
        given.html.mkdir(parents=True, exist_ok=True)
        for result in results:
            page = given.html / f"{result.document.name}.html"
            page.write_text(annotate.page(result, reader), "utf-8")
            yield str(page)
    else:
        for result in results:
            yield from terminal.lines(result, reader, sys.stdout.isatty())
            yield _summary(result, given, house)


def _summary(result: Result, given: argparse.Namespace, house: House) -> str:
    facts = [one for one in result.relations if one.kind == "fact"]
    held = sum(one.verdict is Verdict.HOLDS for one in facts)
    unit = house.units.find(given.unit).short.say(given.lang)
    words = SUMMARY.say(given.lang)
    return words.format(
        unit=unit, year=given.year, snapshot=house.snapshot, held=held, found=len(facts) - held
    )
