"""Which conditions can hold together: every combination of truth that some values of the fields bring about.

A field compared with constants takes each of them, a value between and beyond them (below zero only where
`x < 0` is asked); a flag both values; null where null is asked for. A condition that reckons with its fields,
compares them with each other or reads a parameter is not tried out: it may be true or false whatever the
others are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, pairwise, product
from math import prod

from luji.base.kernel.expression import Expression, Value, is_day, parse
from luji.base.kernel.syntax import Binary, Call, Constant, IsNull, Name, Node, Unary, walk

MOST_TRIALS = 20_000
OTHER = "…"


@dataclass(frozen=True, slots=True)
class World:
    """One combination: the conditions that hold, and values that make the tried ones so."""

    true: frozenset[str]
    values: Mapping[str, Value] = field(default_factory=dict, hash=False, compare=False)

    def say(self) -> str:
        """The values, as `kind=fine，amount=200`."""
        return "，".join(f"{name}={_text(value)}" for name, value in self.values.items())


def worlds(conditions: Iterable[str]) -> list[World]:
    """Every combination of truth that can occur, each once; always at least one."""
    texts = dict.fromkeys(conditions)
    tried = [e for e in map(parse, texts) if _can_be_tried(e)]
    domains = _domains(tried)
    found: dict[frozenset[str], World] = {}
    try:
        if prod(map(len, domains.values())) > MOST_TRIALS:
            raise ValueError("too many to try")
        for values in _trials(domains):
            true = frozenset(e.text for e in tried if e.evaluate(values.__getitem__) is True)
            found.setdefault(true, World(true, values))
    except (TypeError, ValueError):
        # Too many, or a field is compared with values of two kinds: then nothing is tried out.
        tried, found = [], {frozenset(): World(frozenset())}
    rest = [text for text in texts if text not in {e.text for e in tried}]
    return [World(w.true | frozenset(more), w.values) for w in found.values() for more in _choices(rest)]


def _can_be_tried(expression: Expression) -> bool:
    if expression.params():
        return False
    return all(_is_plain(part) for part in _parts(expression.root))


def _is_plain(part: Node) -> bool:
    """One field against constants, or `days(a, b)` against a constant."""
    inside = list(walk(part))
    calls = [n for n in inside if isinstance(n, Call)]
    names = {n.name for n in inside if isinstance(n, Name)}
    reckons = any(isinstance(n, Unary) or (isinstance(n, Binary) and n.op in "+-*/") for n in inside)
    if calls:
        return not reckons and all(c.name == "days" for c in calls)
    return not reckons and len(names) <= 1


def _choices(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain(*(combinations(texts, n) for n in range(len(texts) + 1)))


def _trials(domains: Mapping[str, Sequence[Value]]) -> Iterator[dict[str, Value]]:
    return (dict(zip(domains, values, strict=True)) for values in product(*domains.values()))


def _domains(expressions: Iterable[Expression]) -> dict[str, list[Value]]:
    """Name → the values to try, from the constants it is compared with anywhere."""
    constants: dict[str, list[Value]] = {}
    dates: set[str] = set()
    nullable: set[str] = set()
    signed: set[str] = set()
    for part in (p for e in expressions for p in _parts(e.root)):
        inside = list(walk(part))
        names = [n.name for n in inside if isinstance(n, Name)]
        held = [n.value for n in inside if isinstance(n, Constant) and n.value is not None]
        for name in names:
            constants.setdefault(name, []).extend(held)
        if any(isinstance(n, Call) for n in inside):
            dates.update(names)
        if isinstance(part, IsNull):
            nullable.update(names)
        if _asks_below_zero(part):
            signed.update(names)
    return {
        name: [
            *(v for v in _tries(held, name in dates) if name in signed or not _is_negative(v, held)),
            *([None] if name in nullable else []),
        ]
        for name, held in constants.items()
    }


def _asks_below_zero(part: Node) -> bool:
    """`x < 0`. Other fields hold counts and amounts, which are not negative."""
    match part:
        case Binary("<", _, Constant(value)) | Binary(">", Constant(value), _):
            return value == 0
    return False


def _is_negative(value: Value, constants: Sequence[Value]) -> bool:
    return isinstance(value, Decimal) and value < 0 and value not in constants


def _parts(node: Node) -> Iterator[Node]:
    """The comparisons of an expression: what lies below and, or, not."""
    if isinstance(node, Binary) and node.op in ("and", "or"):
        yield from _parts(node.left)
        yield from _parts(node.right)
    elif isinstance(node, Unary) and node.op == "not":
        yield from _parts(node.operand)
    else:
        yield node


def _tries(constants: Sequence[Value], dated: bool) -> list[Value]:
    numbers = sorted({v for v in constants if isinstance(v, Decimal)})
    texts = sorted({v for v in constants if isinstance(v, str)})
    days = [date.fromisoformat(t[:10]) for t in texts if is_day(t)]
    if dated:
        first = date(2020, 1, 1)
        return [first, *(first + timedelta(days=int(n) + d) for n in numbers for d in (-1, 0, 1))]
    if numbers:
        return [numbers[0] - 1, *numbers, *((a + b) / 2 for a, b in pairwise(numbers)), numbers[-1] + 1]
    if texts and len(days) == len(texts):
        return [day + timedelta(days=n) for day in days for n in (-1, 0, 1)]
    return [*texts, OTHER] if texts else [True, False]


def _text(value: Value) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)
