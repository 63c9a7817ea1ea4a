"""Conditions as data for the page, where a small script hides fields that do not apply."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from luji.base.kernel.expression import parse
from luji.base.kernel.syntax import Binary, Call, Constant, In, IsNull, Name, Node, Unary
from luji.record.registers.fields.conditions import reader
from luji.record.registers.fields.reading import spelled

UNKNOWN = ["?"]


def condition(text: str, asked: Collection[str], values: Mapping[str, object]) -> str:
    """A condition as JSON: fields the form asks for by name, all others as the values they have."""
    return json.dumps(_told(parse(text).root, asked, values), ensure_ascii=False, separators=(",", ":"))


def _told(node: Node, asked: Collection[str], values: Mapping[str, object]) -> list[Any]:
    def below(one: Node) -> list[Any]:
        return _told(one, asked, values)

    match node:
        case Constant(value):
            return ["const", _plain(value)]
        case Name(name) if name in asked:
            return ["field", name]
        case Name(name) if name.partition(".")[0] in asked:
            return UNKNOWN
        case Name(name):
            return ["const", _plain(reader(values)(name))]
        case Unary(op, operand):
            return [op, below(operand)] if op == "not" else UNKNOWN
        case Binary(op, left, right):
            return [op, below(left), below(right)] if op not in "+-*/" else UNKNOWN
        case In(operand, choices, negated):
            found = ["in", below(operand), [below(one) for one in choices]]
            return ["not", found] if negated else found
        case IsNull(operand, negated):
            return ["not", ["empty", below(operand)]] if negated else ["empty", below(operand)]
        case Call():
            return UNKNOWN
    return UNKNOWN


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return spelled(value)
    return value if value is None or isinstance(value, bool | str) else spelled(value)
