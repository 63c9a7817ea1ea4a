"""Which conditions can hold together: every combination of truth that some values of the fields bring about.

A field compared with constants takes each of them, a value between and beyond them; a flag both values; null
where null is asked for. What cannot be tried out (parameters, too many fields) may be true or false freely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, product
from math import prod

from luji.base.kernel.expression import Expression, Value, is_day, parse
from luji.base.kernel.syntax import Call, Constant, IsNull, Name, Node, walk

MOST_TRIALS = 20_000
OTHER = "…"
DATE_CALLS = ("days", "year", "month")


@dataclass(frozen=True, slots=True)
class World:
    """One combination: the conditions that hold, and values that make it so (empty when taken freely)."""

    true: frozenset[str]
    values: Mapping[str, Value] = field(default_factory=dict, hash=False, compare=False)

    def say(self) -> str:
        """The values, as `kind=fine，amount=200`."""
        return "，".join(f"{name}={_text(value)}" for name, value in self.values.items())


def worlds(conditions: Iterable[str]) -> list[World]:
    """Every combination of truth that can occur, each once; always at least one."""
    texts = list(dict.fromkeys(conditions))
    expressions = [parse(text) for text in texts]
    domains = _domains(expressions)
    if any(e.params() for e in expressions) or prod(map(len, domains.values())) > MOST_TRIALS:
        return _free(texts)
    found: dict[frozenset[str], World] = {}
    try:
        for values in _trials(domains):
            true = frozenset(e.text for e in expressions if e.evaluate(values.__getitem__) is True)
            found.setdefault(true, World(true, values))
    except (TypeError, ValueError, ArithmeticError):
        # A trial value of the wrong kind: the fields' types are not known well enough to try.
        return _free(texts)
    return list(found.values())


def _free(texts: Sequence[str]) -> list[World]:
    return [
        World(frozenset(some)) for some in chain(*(combinations(texts, n) for n in range(len(texts) + 1)))
    ]


def _trials(domains: Mapping[str, Sequence[Value]]) -> Iterator[dict[str, Value]]:
    return (dict(zip(domains, values, strict=True)) for values in product(*domains.values()))


def _domains(expressions: Iterable[Expression]) -> dict[str, list[Value]]:
    """Name → the values to try. Names that stand in one expression share its constants."""
    constants: dict[str, list[Value]] = {}
    dates: set[str] = set()
    nullable: set[str] = set()
    for expression in expressions:
        for node in _parts(expression.root):
            inside = list(walk(node))
            names = [n.name for n in inside if isinstance(n, Name)]
            held = [n.value for n in inside if isinstance(n, Constant) and n.value is not None]
            for name in names:
                constants.setdefault(name, []).extend(held)
            if any(isinstance(n, Call) and n.name in DATE_CALLS for n in inside):
                dates.update(names)
            if isinstance(node, IsNull):
                nullable.update(names)
    return {name: _tries(held, name in dates, name in nullable) for name, held in constants.items()}


def _parts(node: Node) -> Iterator[Node]:
    """The comparisons of an expression: what lies below and, or, not."""
    if getattr(node, "op", None) in ("and", "or"):
        yield from _parts(node.left)  # type: ignore[union-attr]
        yield from _parts(node.right)  # type: ignore[union-attr]
    elif getattr(node, "op", None) == "not":
        yield from _parts(node.operand)  # type: ignore[union-attr]
    else:
        yield node


def _tries(constants: Sequence[Value], dated: bool, nullable: bool) -> list[Value]:
    numbers = sorted({v for v in constants if isinstance(v, Decimal)})
    texts = sorted({v for v in constants if isinstance(v, str)})
    empty: list[Value] = [None] if nullable else []
    if dated:
        first = date(2020, 1, 1)
        return [first, *(first + timedelta(days=int(n) + d) for n in numbers for d in (-1, 0, 1)), *empty]
    if numbers:
        between = [(a + b) / 2 for a, b in zip(numbers, numbers[1:], strict=False)]
        return [numbers[0] - 1, *numbers, *between, numbers[-1] + 1, *empty]
    if texts and all(map(is_day, texts)):
        days = [date.fromisoformat(t[:10]) for t in texts]
        return [d + timedelta(days=n) for d in days for n in (-1, 0, 1)] + empty
    if texts:
        return [*texts, OTHER, *empty]
    return [True, False, *empty]


def _text(value: Value) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)
