"""Constructed passages (构造数据): wording of our own in the manner of published reports, numbers made to agree.

`python tests/account/reconcile/construct.py` writes corpus/texts and corpus/labels.json, laid out like the
labelled passages the bench reads. Every number is drawn by chance from a fixed seed. The passages themselves
stand in construct_*.py; their order gives their numbers.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent / "corpus"
D = Decimal
Values = dict[str, Decimal | str]


def q(value: Decimal, places: int) -> Decimal:
    return value.quantize(D(1).scaleb(-places), rounding=ROUND_HALF_UP)


class Chance(random.Random):
    """Draws amounts with so many decimals."""

    def amount(self, low: float, high: float, places: int = 2) -> Decimal:
        return q(D(str(self.uniform(low, high))), places)

    def parts(self, count: int, low: float, high: float, places: int = 2) -> list[Decimal]:
        return [self.amount(low, high, places) for _ in range(count)]


def pct(part: Decimal, whole: Decimal, places: int = 2) -> Decimal:
    return q(part / whole * 100, places)


def up(now: Decimal, change: Decimal, places: int = 2) -> Decimal:
    return q(change / (now - change) * 100, places)


def down(now: Decimal, change: Decimal, places: int = 2) -> Decimal:
    return q(change / (now + change) * 100, places)


@dataclass
class Template:
    """A passage with gaps and the relations between them: (kind, op, stated, inputs)."""

    text: str
    make: Callable[[Chance], Values]
    relations: list[tuple[str, str, str, str]]
    comma: bool = False


PARTS = ("construct_accounts", "construct_bulletins", "construct_wordings", "construct_further")
TEMPLATES: list[Template] = []


def template(text: str, relations: str, comma: bool = False) -> Callable[[Callable[[Chance], Values]], None]:
    """Relations one to a line: kind op stated inputs…"""

    def add(make: Callable[[Chance], Values]) -> None:
        rows = []
        for line in relations.split(";"):
            if line.strip():
                kind, op, stated, *inputs = line.split()
                rows.append((kind, op, stated, " ".join(inputs)))
        TEMPLATES.append(Template(text, make, rows, comma))

    return add


def compute(op: str, values: list[Decimal]) -> Decimal | None:
    first = values[0]
    match op:
        case "sum":
            return sum(values, D(0))
        case "diff":
            return first - sum(values[1:], D(0))
        case "ratio":
            return first / values[1] * 100
        case "growth_up":
            return values[1] / (first - values[1]) * 100
        case "growth_down":
            return values[1] / (first + values[1]) * 100
        case "growth":
            return (first - values[1]) / values[1] * 100
        case "drop":
            return (values[1] - first) / values[1] * 100
        case "eq":
            return first
        case "quot":
            return first / values[1]
        case "pct_total":
            return sum(values, D(0))
    return None


def printed(value: Decimal | str, comma: bool) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,f}" if comma and abs(value) >= 1000 else f"{value:f}"


def fill(one: Template, values: Values) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text with its gaps filled, and where each stands (the first time)."""
    pieces: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for piece in re.split(r"(\{\w+\})", one.text):
        name = piece[1:-1]
        shown = printed(values[name], one.comma) if re.fullmatch(r"\{\w+\}", piece) else piece
        if shown is not piece:
            places.setdefault(name, (at, at + len(shown)))
        pieces.append(shown)
        at += len(shown)
    return "".join(pieces), places


def label(
    kind: str,
    op: str,
    stated: str,
    inputs: list[str],
    values: Values,
    places: dict[str, tuple[int, int]],
    text: str,
    comma: bool,
) -> dict[str, object]:
    given = [D(values[i]) for i in inputs]
    expected = compute(op, given)
    assert expected is not None
    number = D(values[stated])
    start, end = places[stated]
    left = max(text.rfind(c, 0, start) for c in "，。；：\n（、") + 1
    decimals = max(0, -int(number.as_tuple().exponent))
    half = D("0.5").scaleb(-decimals)
    slack = half if kind in ("growth", "share", "ratio") else D(0)
    return {
        "kind": kind, "quote": text[left : end + 2].strip(), "spans": [[left, min(len(text), end + 2)]], "numbers": [], "op": op,
        "inputs": [printed(values[i], comma) for i in inputs], "expected": float(expected), "stated": float(number),
        "stated_text": printed(values[stated], comma), "holds": True, "severity": None,
        "tolerance": {"decimals": decimals, "half_unit": float(half), "low": float(expected - slack), "high": float(expected + slack)}, "note": "构造数据",
    }  # fmt: skip


def build(copies: int = 2) -> tuple[dict[str, str], dict[str, list[dict[str, object]]]]:
    texts: dict[str, str] = {}
    labels: dict[str, list[dict[str, object]]] = {}
    for number, one in enumerate(TEMPLATES):
        for copy in range(copies):
            values = one.make(Chance(1000 * number + copy))
            text, places = fill(one, values)
            name = f"c{number:03d}{'abc'[copy]}"
            texts[name] = text
            labels[name] = [
                label(k, op, s, i.split(), values, places, text, one.comma) for k, op, s, i in one.relations
            ]
    return texts, labels


def main() -> None:
    for part in PARTS:
        import_module(part)
    texts, labels = build()
    (HERE / "texts").mkdir(parents=True, exist_ok=True)
    for old in (HERE / "texts").glob("*.txt"):
        old.unlink()
    for name, text in texts.items():
        (HERE / "texts" / f"{name}.txt").write_text(text, "utf-8")
    (HERE / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    # The passages enter themselves with the module of this name, which the script is not.
    import_module("construct").main()
