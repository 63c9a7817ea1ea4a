"""A small, safe language for conditions and derived figures: parsed, typed, evaluated exactly, never `eval`.

Names are dotted (`finance.basic`), parameters begin with @. An absent value is None and spreads (不适用);
division by zero gives None; `and`/`or` know three values as SQL does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from functools import lru_cache
from typing import Literal, cast

from luji.base.kernel.declaration import nearest
from luji.base.kernel.money import half_up
from luji.base.kernel.problem import Problem, ProblemKind, Refused, Where
from luji.base.kernel.syntax import (
    Binary,
    Call,
    Constant,
    In,
    IsNull,
    Name,
    Node,
    Param,
    Unary,
    canonical,
    read,
    walk,
)

Value = Decimal | str | bool | date | None
Lookup = Callable[[str], Value]
Parameter = Callable[[str], Value | Sequence[Value]]
Kind = Literal["number", "text", "flag", "date", "null"]

UNKNOWN_NAME = ProblemKind(
    "KRN-032", "表达式「{text}」第 {at} 个字符处：不认识「{name}」{hint_zh}",
    "unknown name '{name}' at character {at} of '{text}'{hint_en}",
    "请改用已声明的名称。", "Use a declared name.",
)  # fmt: skip
WRONG_TYPE = ProblemKind(
    "KRN-033", "表达式「{text}」第 {at} 个字符处：「{operator}」不能用于{found_zh}",
    "'{operator}' at character {at} of '{text}' cannot take {found_en}",
    "请让两边的类型相符。", "Make the types agree.",
)  # fmt: skip
UNKNOWN_CODE = ProblemKind(
    "KRN-034", "表达式「{text}」第 {at} 个字符处：「{value}」不在可取值之中{hint_zh}",
    "'{value}' at character {at} of '{text}' is none of the declared values{hint_en}",
    "可取值：{known}。", "Declared values: {known}.",
)  # fmt: skip
WRONG_COUNT = ProblemKind(
    "KRN-035", "表达式「{text}」第 {at} 个字符处：函数 {name} 需要 {need} 个参数，给了 {given} 个",
    "{name} at character {at} of '{text}' takes {need} arguments, {given} given",
    "请核对函数写法。", "Check how the function is written.",
)  # fmt: skip

KIND_NAMES: dict[str, tuple[str, str]] = {
    "number": ("数", "a number"), "text": ("文字", "text"), "flag": ("是非", "a flag"),
    "date": ("日期", "a date"), "null": ("空值", "null"),
}  # fmt: skip
FUNCTIONS: dict[str, tuple[int, int, Kind, Kind]] = {
    "abs": (1, 1, "number", "number"),
    "min": (2, 9, "number", "number"),
    "max": (2, 9, "number", "number"),
    "round": (1, 2, "number", "number"),
    "if": (3, 3, "null", "null"),
    "year": (1, 1, "date", "number"),
    "month": (1, 1, "date", "number"),
    "days": (2, 2, "date", "number"),
    "join": (2, 9, "null", "text"),
    "minutes": (2, 2, "date", "number"),
}
_EXACT = Context(prec=34)


@dataclass(frozen=True, slots=True)
class Type:
    """What a name holds: its kind, the codes it may have (a column) or has (a literal), list or not."""

    kind: Kind
    codes: tuple[str, ...] = ()
    constants: tuple[str, ...] = ()
    many: bool = False


NUMBER, TEXT, FLAG, DATE, NULL = (Type(k) for k in ("number", "text", "flag", "date", "null"))


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression; made by `parse`."""

    text: str
    root: Node

    def names(self) -> list[str]:
        """Every name read, each once, in order of appearance."""
        return list(dict.fromkeys(n.name for n in walk(self.root) if isinstance(n, Name)))

    def params(self) -> list[str]:
        """Every parameter read, without the @, each once."""
        return list(dict.fromkeys(n.name for n in walk(self.root) if isinstance(n, Param)))

    def check(
        self, types: Mapping[str, Type], params: Mapping[str, Type] | None = None, where: Where | None = None
    ) -> Type:
        """The type of the result. Raises `Refused` with every unknown name, wrong type and unknown code."""
        checker = _Checker(self.text, types, params or {}, where or Where())
        found = checker.of(self.root)
        if checker.problems:
            raise Refused(checker.problems)
        return found

    def evaluate(self, lookup: Lookup, parameter: Parameter | None = None) -> Value:
        """The exact value; None (不适用) where something needed is None or a divisor is zero."""
        return _value(self.root, lookup, parameter or _no_parameter)

    def canonical(self) -> str:
        """A spelling that does not depend on blanks, brackets or the order around and/or and in lists."""
        return canonical(self.root)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read an expression. Raises `Refused` (KRN-031) with the character where reading stopped."""
    return Expression(text, read(text))


class _Checker:
    """Finds the type of every node and collects what does not fit."""

    def __init__(
        self, text: str, types: Mapping[str, Type], params: Mapping[str, Type], where: Where
    ) -> None:
        self.text, self.types, self.params, self.where = text, types, params, where
        self.problems: list[Problem] = []

    def of(self, node: Node) -> Type:
        match node:
            case Constant(value):
                return _literal_type(value)
            case Name(name, at):
                return self.known(name, self.types, at)
            case Param(name, at):
                return self.known(name, self.params, at)
            case Unary(op, operand, at):
                kind: Kind = "flag" if op == "not" else "number"
                self.require(kind, self.of(operand), op, at)
                return Type(kind)
            case Binary(op, left, right, at):
                return self.binary(op, left, right, at)
            case In(operand, choices, _, at):
                held = self.of(operand)
                for choice in choices:
                    self.same(held, self.of(choice), "in", at, lists=True)
                return FLAG
            case IsNull(operand):
                self.of(operand)
                return FLAG
            case Call():
                return self.call(node)

    def known(self, name: str, types: Mapping[str, Type], at: int) -> Type:
        if name in types:
            return types[name]
        self.report(UNKNOWN_NAME, at, name=name, **hint(name, types))
        return NULL

    def binary(self, op: str, left: Node, right: Node, at: int) -> Type:
        one, other = self.of(left), self.of(right)
        if op in ("and", "or"):
            self.require("flag", one, op, at)
            self.require("flag", other, op, at)
            return FLAG
        if op in ("+", "-", "*", "/"):
            self.require("number", one, op, at)
            self.require("number", other, op, at)
            return NUMBER
        self.same(one, other, op, at)
        if op not in ("==", "!="):
            for found in (one, other):
                if found.kind == "flag":
                    self.wrong(op, found, at)
        return FLAG

    def call(self, node: Call) -> Type:
        if node.name not in FUNCTIONS:
            return self.known(node.name, dict.fromkeys(FUNCTIONS, NULL), node.at)
        least, most, takes, gives = FUNCTIONS[node.name]
        args = [self.of(a) for a in node.args]
        if not least <= len(args) <= most:
            need = f"{least}" if least == most else f"{least}–{most}"
            self.report(WRONG_COUNT, node.at, name=node.name, need=need, given=len(args))
        elif node.name == "if":
            self.require("flag", args[0], "if", node.at)
            self.same(args[1], args[2], "if", node.at)
            return Type(args[2].kind if args[1].kind == "null" else args[1].kind)
        elif node.name == "join":
            return Type("text")
        for found in args:
            self.require(takes, found, node.name, node.at)
        return Type(gives)

    def require(self, kind: Kind, found: Type, op: str, at: int) -> None:
        if found.many or found.kind not in (kind, "null"):
            self.wrong(op, found, at)

    def same(self, one: Type, other: Type, op: str, at: int, lists: bool = False) -> None:
        if one.many or (other.many and not lists):
            self.wrong(op, one if one.many else other, at)
            return
        for column, constant in ((one, other), (other, one)):
            if column.kind == "date" and constant.constants and all(map(is_day, constant.constants)):
                return
            self.codes(column, constant, at)
        if "null" not in (one.kind, other.kind) and one.kind != other.kind:
            first, second = KIND_NAMES[one.kind], KIND_NAMES[other.kind]
            zh, en = f"{first[0]}与{second[0]}", f"{first[1]} with {second[1]}"
            self.report(WRONG_TYPE, at, operator=op, found_zh=zh, found_en=en)

    def codes(self, column: Type, constant: Type, at: int) -> None:
        for value in constant.constants if column.codes else ():
            if value not in column.codes:
                known = "、".join(column.codes)
                self.report(UNKNOWN_CODE, at, value=value, known=known, **hint(value, column.codes))

    def wrong(self, op: str, found: Type, at: int) -> None:
        zh, en = KIND_NAMES[found.kind]
        zh, en = (f"一列{zh}", f"a list: {en}") if found.many else (zh, en)
        self.report(WRONG_TYPE, at, operator=op, found_zh=zh, found_en=en)

    def report(self, kind: ProblemKind, at: int, **values: object) -> None:
        self.problems.append(kind(self.where, text=self.text, at=at, **values))


def hint(word: str, known: Iterable[str]) -> dict[str, str]:
    """The gaps `hint_zh` and `hint_en` of a problem: the nearest known word, or nothing."""
    near = nearest(word, known)
    if near is None:
        return {"hint_zh": "", "hint_en": ""}
    return {"hint_zh": f"，是否指「{near}」？", "hint_en": f", did you mean '{near}'?"}


def is_day(text: str) -> bool:
    """Whether the text is a day (or moment) in ISO form, and so may be compared with a date."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _literal_type(value: Decimal | str | bool | None) -> Type:
    if isinstance(value, str):
        return Type("text", constants=(value,))
    if value is None:
        return NULL
    return FLAG if isinstance(value, bool) else NUMBER


def _no_parameter(name: str) -> Value:
    raise KeyError(f"no value was given for parameter @{name}")


def _value(node: Node, lookup: Lookup, parameter: Parameter) -> Value:
    match node:
        case Constant(value):
            return value
        case Name(name):
            return _tidy(lookup(name))
        case Param(name):
            return _tidy(parameter(name))
        case IsNull(operand, negated):
            return (_value(operand, lookup, parameter) is None) is not negated
        case In():
            return _is_in(node, lookup, parameter)
        case Binary("and" | "or"):
            return _logic(node, lookup, parameter)
        case Binary(op, left, right):
            return _binary(op, _value(left, lookup, parameter), _value(right, lookup, parameter))
        case Unary(op, operand):
            return _unary(op, _value(operand, lookup, parameter))
        case Call("if", args):
            test = _value(args[0], lookup, parameter)
            return None if test is None else _value(args[1 if test else 2], lookup, parameter)
        case Call(name, args):
            return _call(name, [_value(a, lookup, parameter) for a in args])


def _tidy(value: object) -> Value:
    """Whole numbers become Decimals; a float is a programmer's mistake."""
    if isinstance(value, float):
        raise TypeError("an expression takes exact numbers, not floats")
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return cast(Value, value)


def _unary(op: str, value: Value) -> Value:
    if value is None:
        return None
    if op == "not":
        return not value
    return _EXACT.minus(cast(Decimal, value))


def _binary(op: str, left: Value, right: Value) -> Value:
    if left is None or right is None:
        return None
    if op in ("==", "!=", "<", "<=", ">", ">="):
        return _compare(op, left, right)
    one, other = cast(Decimal, left), cast(Decimal, right)
    if op == "/":
        return _EXACT.divide(one, other) if other else None
    return {"+": _EXACT.add, "-": _EXACT.subtract, "*": _EXACT.multiply}[op](one, other)


def _compare(op: str, left: object, right: object) -> bool:
    if isinstance(left, date) or isinstance(right, date):
        left, right = _moment(left), _moment(right)
    if op in ("==", "!="):
        return (left == right) is (op == "==")
    order: int = (left > right) - (left < right)  # type: ignore[operator]
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[op]


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    return datetime.fromisoformat(str(value))


def _logic(node: Binary, lookup: Lookup, parameter: Parameter) -> Value:
    decisive = node.op == "or"
    left = _value(node.left, lookup, parameter)
    if left is decisive:
        return decisive
    right = _value(node.right, lookup, parameter)
    if right is decisive:
        return decisive
    return None if left is None or right is None else not decisive


def _is_in(node: In, lookup: Lookup, parameter: Parameter) -> Value:
    held = _value(node.operand, lookup, parameter)
    if held is None:
        return None
    unknown = False
    for choice in _choices(node, lookup, parameter):
        if choice is None:
            unknown = True
        elif _compare("==", held, choice):
            return not node.negated
    return None if unknown else node.negated


def _choices(node: In, lookup: Lookup, parameter: Parameter) -> Iterator[Value]:
    for choice in node.choices:
        if isinstance(choice, Param):
            found = parameter(choice.name)
            if isinstance(found, Sequence) and not isinstance(found, str):
                yield from (_tidy(v) for v in found)
            else:
                yield _tidy(found)
        else:
            yield _value(choice, lookup, parameter)


def _spelled(value: Value) -> str:
    """A value as a part of a key: 1 and 0 for a flag, days and moments as ISO 8601."""
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _call(name: str, args: list[Value]) -> Value:
    if any(a is None for a in args):
        return None
    if name == "join":
        return "-".join(map(_spelled, args))
    if name == "days":
        return Decimal((_moment(args[0]).date() - _moment(args[1]).date()).days)
    if name == "minutes":
        later, earlier = (_moment(a).replace(second=0, microsecond=0) for a in args)
        return Decimal((later - earlier) // timedelta(minutes=1))
    if name in ("year", "month"):
        return Decimal(getattr(_moment(args[0]), name))
    numbers = [a for a in args if isinstance(a, Decimal)]
    if name == "round":
        return half_up(numbers[0], int(numbers[1]) if len(numbers) > 1 else 0)
    return {"abs": lambda: abs(numbers[0]), "min": lambda: min(numbers), "max": lambda: max(numbers)}[name]()
