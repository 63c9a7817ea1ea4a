"""The command `luji reconcile FILE...`: exit 0 nothing wrong (notes count as nothing), 1 findings, 2 bad
input.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from luji.account.reconcile.checking import check
from luji.account.reconcile.output import annotate, sarif, terminal
from luji.account.reconcile.readers import choose
from luji.account.reconcile.result import Result
from luji.base.kernel.problem import Problem, Refused

NOTHING, FINDINGS, UNUSABLE = 0, 1, 2


def parser() -> argparse.ArgumentParser:
    """The arguments of the command."""
    made = argparse.ArgumentParser(
        prog="luji reconcile",
        description="核对报告中的数字与文字是否相符 / check whether a report's numbers and words agree",
    )
    made.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".docx .pdf .html .xlsx .txt .md")
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="一个 JSON 文档 / one JSON document")
    form.add_argument(
        "--html", type=Path, metavar="DIR", help="批注后的网页写入文件夹 / annotated pages into a folder"
    )
    form.add_argument("--sarif", action="store_true", help="供编辑器使用 / for editors")
    form.add_argument("--text", action="store_true", help="只输出提取的文字 / print the extracted text only")
    made.add_argument(
        "--lang", choices=("zh", "en"), default="zh", help="消息的语言 / language of the messages"
    )
    return made


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit status. Bad arguments give 2 as well."""
    try:
        given = parser().parse_args(argv)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    if given.text:
        return _text(given)
    results: list[Result] = []
    problems: list[Problem] = []
    for path in given.files:
        try:
            results.append(check(path))
        except Refused as refused:
            problems.extend(refused.problems)
    try:
        show(results, given)
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return UNUSABLE
    _complain(problems, given.lang)
    if problems:
        return UNUSABLE
    return FINDINGS if any(r.faulty for r in results) else NOTHING


def _text(given: argparse.Namespace) -> int:
    problems: list[Problem] = []
    for path in given.files:
        try:
            sys.stdout.write(choose.read(path).text)
        except Refused as refused:
            problems.extend(refused.problems)
    _complain(problems, given.lang)
    return UNUSABLE if problems else NOTHING


def _complain(problems: Sequence[Problem], lang: str) -> None:
    for problem in problems:
        sys.stderr.write(problem.line("en" if lang == "en" else "zh") + "\n")


def show(results: Sequence[Result], given: argparse.Namespace) -> None:
    """Write results to standard output, or to a folder, as the parsed arguments ask. Raises OSError."""
    if given.json:
        sys.stdout.write(json.dumps(merged(results, given.lang), ensure_ascii=False, indent=1) + "\n")
    elif given.sarif:
        sys.stdout.write(json.dumps(sarif.log(results, given.lang), ensure_ascii=False, indent=1) + "\n")
    elif given.html:
        given.html.mkdir(parents=True, exist_ok=True)
        for path, result in zip(_names(results), results, strict=True):
            (given.html / path).write_text(annotate.page(result, given.lang), "utf-8")
            sys.stdout.write(f"{given.html / path}\n")
    else:
        for result in results:
            for line in terminal.lines(result, given.lang, sys.stdout.isatty()):
                sys.stdout.write(line + "\n")


def merged(results: Sequence[Result], lang: str = "zh") -> dict[str, object]:
    """All results as one JSON document; `checked` could be decided, `relations` were recognised."""
    return {
        "findings": [f.as_json("en" if lang == "en" else "zh") for r in results for f in r.findings],
        "checked": sum(r.checked for r in results),
        "relations": sum(len(r.relations) for r in results),
    }


def _names(results: Sequence[Result]) -> list[str]:
    """A page name for every document, numbered where two files bear the same name."""
    seen: dict[str, int] = {}
    names = []
    for result in results:
        name = result.document.name
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name}.html" if seen[name] == 1 else f"{name}-{seen[name]}.html")
    return names
