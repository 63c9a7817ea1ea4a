"""The grammar of expressions: tokens, the tree they form, and what can be said of the tree alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from luji.base.kernel.problem import ProblemKind, Refused

NOT_READ = ProblemKind(
    "KRN-031",
    "表达式「{text}」第 {at} 个字符处读不懂「{found}」",
    "cannot read '{found}' at character {at} of '{text}'",
    "此处应为{need_zh}。",
    "Expected {need_en} here.",
)
_DEPTH = 100
_WORDS = ("and", "or", "in", "not")
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<string>\"[^\"]*\"|'[^']*')|(?P<param>@[^\W\d]\w*)"
    r"|(?P<name>[^\W\d]\w*(?:\.\w+)*)|(?P<op>==|!=|<=|>=|[-+*/()\[\],<>])|(?P<bad>\S))"
)


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, text, true, false or null as written."""

    value: Decimal | str | bool | None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A dotted name, looked up when evaluated."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Param:
    """`@name`: a parameter."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """`-x` or `not x`."""

    op: str
    operand: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Arithmetic, comparison, `and`, `or`."""

    op: str
    left: Node
    right: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class In:
    """`x in [a, b]`, `x not in @list`."""

    operand: Node
    choices: tuple[Node, ...]
    negated: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class IsNull:
    """`x == null`, `x != null`: a test that is never null itself."""

    operand: Node
    negated: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """One of `FUNCTIONS`."""

    name: str
    args: tuple[Node, ...]
    at: int = field(default=0, compare=False)


Node = Constant | Name | Param | Unary | Binary | In | IsNull | Call


def read(text: str) -> Node:
    """The tree of an expression. Raises `Refused` (KRN-031) with the character where reading stopped."""
    return _Parser(text).whole()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    for child in _children(node):
        yield from walk(child)


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Unary(_, operand) | IsNull(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case In(operand, choices):
            return (operand, *choices)
        case Call(_, args):
            return args
    return ()


def named(node: Node, function: str, rename: Callable[[str], str]) -> Node:
    """Every `function(name)` turned into one name of its own: `previous(a.b)` into `rename("a.b")`.

    So a look-up can give it a value, and the function need not be one of `FUNCTIONS`.
    """

    def below(one: Node) -> Node:
        return named(one, function, rename)

    match node:
        case Call(name, (Name(argument),), at) if name == function:
            return Name(rename(argument), at)
        case Call(_, args):
            return replace(node, args=tuple(below(arg) for arg in args))
        case Binary(_, left, right):
            return replace(node, left=below(left), right=below(right))
        case In(operand, choices):
            return replace(node, operand=below(operand), choices=tuple(below(one) for one in choices))
        case Unary(_, operand) | IsNull(operand):
            return replace(node, operand=below(operand))
    return node


def conjuncts(node: Node) -> list[Node]:
    """The parts of an `and` chain, which may be tested one by one."""
    if isinstance(node, Binary) and node.op == "and":
        return conjuncts(node.left) + conjuncts(node.right)
    return [node]


def canonical(node: Node) -> str:
    """See `Expression.canonical`."""
    match node:
        case Constant(value):
            return _literal_text(value)
        case Name(name):
            return name
        case Param(name):
            return f"@{name}"
        case Unary(op, operand):
            return f"({op} {canonical(operand)})"
        case Binary("and" | "or" as op, _, _):
            return f"({f' {op} '.join(sorted(canonical(n) for n in _chain(node, op)))})"
        case Binary(op, left, right):
            return f"({canonical(left)} {op} {canonical(right)})"
        case In(operand, choices, negated):
            listed = ", ".join(sorted({canonical(c) for c in choices}))
            return f"({canonical(operand)} {'not in' if negated else 'in'} [{listed}])"
        case IsNull(operand, negated):
            return f"({canonical(operand)} {'!=' if negated else '=='} null)"
        case Call(name, args):
            return f"{name}({', '.join(canonical(a) for a in args)})"


def _chain(node: Node, op: str) -> list[Node]:
    if isinstance(node, Binary) and node.op == op:
        return _chain(node.left, op) + _chain(node.right, op)
    return [node]


def _literal_text(value: Decimal | str | bool | None) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return f"'{value}'" if '"' in value else f'"{value}"'


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


class _Parser:
    """Recursive descent, one method per level of binding, loosest first."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [
            _Token(m.lastgroup or "", m.group(m.lastgroup or 0), m.start(m.lastgroup or 0) + 1)
            for m in _TOKEN.finditer(text)
            if m.lastgroup
        ]
        self.tokens.append(_Token("end", "", len(text) + 1))
        self.next = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.either()
        if self.peek().kind != "end":
            raise self.stop("运算符或结尾", "an operator or the end")
        return node

    def peek(self) -> _Token:
        return self.tokens[self.next]

    def take(self, *texts: str) -> _Token | None:
        token = self.peek()
        if token.kind in ("op", "name") and token.text in texts:
            self.next += 1
            return token
        return None

    def need(self, text: str) -> None:
        if not self.take(text):
            raise self.stop(f"「{text}」", f"'{text}'")

    def stop(self, zh: str, en: str) -> Refused:
        token = self.peek()
        if token.text == "=":
            zh, en = "「==」", "'=='"
        found = token.text or "…"
        return Refused([NOT_READ(text=self.text, at=token.at, found=found, need_zh=zh, need_en=en)])

    def either(self) -> Node:
        self.depth += 1
        if self.depth > _DEPTH:
            raise self.stop("较浅的嵌套", "less nesting")
        node = self.both()
        while token := self.take("or"):
            node = Binary("or", node, self.both(), token.at)
        self.depth -= 1
        return node

    def both(self) -> Node:
        node = self.negation()
        while token := self.take("and"):
            node = Binary("and", node, self.negation(), token.at)
        return node

    def negation(self) -> Node:
        turns = []
        while token := self.take("not"):
            turns.append(token.at)
        node = self.comparison()
        for at in reversed(turns):
            node = Unary("not", node, at)
        return node

    def comparison(self) -> Node:
        left = self.terms()
        if token := self.take("==", "!=", "<", "<=", ">", ">="):
            return self.compared(token, left, self.terms())
        if token := self.take("in"):
            return In(left, self.choices(), False, token.at)
        if token := self.take("not"):
            self.need("in")
            return In(left, self.choices(), True, token.at)
        return left

    def compared(self, token: _Token, left: Node, right: Node) -> Node:
        if token.text in ("==", "!="):
            for one, other in ((left, right), (right, left)):
                if isinstance(one, Constant) and one.value is None:
                    return IsNull(other, token.text == "!=", token.at)
        return Binary(token.text, left, right, token.at)

    def choices(self) -> tuple[Node, ...]:
        if self.peek().kind == "param":
            return (self.primary(),)
        self.need("[")
        found = [self.signed()]
        while self.take(","):
            found.append(self.signed())
        self.need("]")
        return tuple(found)

    def terms(self) -> Node:
        node = self.factors()
        while token := self.take("+", "-"):
            node = Binary(token.text, node, self.factors(), token.at)
        return node

    def factors(self) -> Node:
        node = self.signed()
        while token := self.take("*", "/"):
            node = Binary(token.text, node, self.signed(), token.at)
        return node

    def signed(self) -> Node:
        turns = []
        while token := self.take("-"):
            turns.append(token.at)
        node = self.primary()
        for at in reversed(turns):
            node = Unary("-", node, at)
        return node

    def primary(self) -> Node:
        if self.take("("):
            node = self.either()
            self.need(")")
            return node
        token = self.peek()
        if token.kind not in ("number", "string", "param", "name") or token.text in _WORDS:
            raise self.stop("数、文字、名称或括号", "a number, text, name or bracket")
        self.next += 1
        if token.kind == "number":
            return Constant(Decimal(token.text), token.at)
        if token.kind == "string":
            return Constant(token.text[1:-1], token.at)
        if token.kind == "param":
            return Param(token.text[1:], token.at)
        return self.named(token)

    def named(self, token: _Token) -> Node:
        if token.text in ("true", "false", "null"):
            return Constant({"true": True, "false": False, "null": None}[token.text], token.at)
        if not self.take("("):
            return Name(token.text, token.at)
        args = [self.either()]
        while self.take(","):
            args.append(self.either())
        self.need(")")
        return Call(token.text, tuple(args), token.at)
