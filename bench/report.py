"""Renders every bench/results/*.json into docs/benchmarks.md.

One result is {"title", "what", "machine", "columns": [...], "rows": [[...], ...], "ratios": {name: number},
"aims": {name: text}, "when": "2026-11-22"}; a row may be an object keyed by column. `aims` may be missing;
files of another shape are left to who writes them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
SHAPE = {"title", "what", "machine", "columns", "rows", "when"}
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `python bench/report.py` from `bench/results/*.json`; do not edit.
All data is constructed (构造数据).
Contenders run in turn on one machine whose speed moves, so the ratios within a run are what to keep; the
seconds are an order of magnitude.
"""


def section(result: dict[str, Any]) -> str:
    """One result as Markdown."""
    columns = result["columns"]
    parts = [f"## {result['title']}", result["what"] + ".", table(columns, result["rows"])]
    if result.get("ratios"):
        aims = result.get("aims", {})
        lines = [[name, number, aims.get(name, "")] for name, number in result["ratios"].items()]
        parts.append(table(["ratio", "measured", "aim"] if aims else ["ratio", "measured"], lines))
    parts.append(f"{result['machine']}. Measured {result['when']}.")
    return "\n\n".join(parts)


def table(columns: list[str], rows: list[Any]) -> str:
    """A Markdown table; rows are lists, or objects keyed by column."""
    listed = [[row.get(c, "") for c in columns] if isinstance(row, dict) else row for row in rows]
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *listed]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def cell(value: object) -> str:
    """A value that cannot break the table."""
    return str(value).replace("|", "\\|")


def render(folder: Path) -> str:
    """The whole page, results in order of file name; files of another shape are passed over."""
    results = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    shown = [result for result in results if result.keys() >= SHAPE]
    return "\n\n".join([HEAD.strip(), *map(section, shown)]) + "\n"


def main() -> int:
    """Write the page; with --check only say whether it is up to date."""
    page = render(RESULTS)
    if "--check" in sys.argv:
        return 0 if PAGE.exists() and PAGE.read_text("utf-8") == page else 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
