"""The blocks of a template: headings, paragraphs, conditions and directives, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from luji.account.reports.inline import Line, Piece, Rules, hints
from luji.account.reports.numerals import LEVELS
from luji.account.reports.problems import BAD_BLOCK, HEADING_SKIPS, NO_HEADING, TYPED_MARK, WRONG_CONDITION
from luji.account.reports.problems import UNKNOWN_CONDITION_KEY as UNKNOWN_KEY
from luji.base.kernel.expression import Expression
from luji.base.kernel.expression import parse as parse_expression
from luji.base.kernel.problem import Problem, Refused, Where

DIRECTIVES = ("problems", "measures", "losses")
HEADING = re.compile(rf"(#{{1,{LEVELS}}}) +(\S.*)")
STATED = re.compile(r"[a-z][a-z_]*")
COMMAND = re.compile(r"\{#(\w+) *(.*)\}")
# 一、 （一） (1) 1. 1、 at the head of a heading
MARK = re.compile(r"[（(]?[〇零一二三四五六七八九十\d]+[）)、.．]+")


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4, without its number."""

    line: int
    level: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; source lines are joined without a blank."""

    line: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Directive:
    """A place where declared or computed paragraphs are put: problems, measures, losses, stated NAME."""

    line: int
    name: str
    argument: str = ""


@dataclass(frozen=True)
class If:
    """Blocks that stay when the condition is true; `otherwise` when it is false or 不适用."""

    line: int
    condition: Expression
    then: tuple[Block, ...]
    otherwise: tuple[Block, ...] = ()

    def names(self) -> set[str]:
        """The figure keys the condition reads."""
        return set(self.condition.names())


Block = Heading | Paragraph | Directive | If


@dataclass
class _Open:
    """A condition being read; `blocks` fills the branch that is open now."""

    line: int
    condition: Expression | None
    text: str
    then: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    turned: bool = False

    def turn(self) -> None:
        """Go on with the other branch."""
        self.then, self.blocks, self.turned = self.blocks, [], True


class BlockReader:
    """Reads the body of a template; `problems` holds every mistake found."""

    def __init__(self, rules: Rules, file: str) -> None:
        self._rules, self._file = rules, file
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._text: list[Piece] = []
        self._text_line = 0
        self._level = 0

    def read(self, lines: Sequence[str], first: int) -> tuple[Block, ...]:
        """The blocks of `lines`, the first of which is line `first` of the file."""
        self._open = [_Open(0, None, "")]
        for number, line in enumerate(lines, first):
            self._line(line.rstrip(), number)
        self._flush()
        for left in self._open[1:]:
            self._bad(left.line, left.text)
        return tuple(self._open[0].blocks)

    def _line(self, line: str, number: int) -> None:
        if command := COMMAND.fullmatch(line.strip()):
            self._flush()
            self._command(command[1], command[2], number, line.strip())
        elif heading := HEADING.fullmatch(line):
            self._flush()
            self._heading(len(heading[1]), heading[2], number)
        elif not line.strip():
            self._flush()
        else:
            self._paragraph(line, number)

    def _paragraph(self, line: str, number: int) -> None:
        if not self._level:
            self.problems.append(NO_HEADING(self._where(number)))
        text = line.lstrip()
        read = Line(text, self._rules, self._where(number), len(line) - len(text))
        self.problems += read.problems
        if not self._text:
            self._text_line = number
        self._text += read.pieces

    def _flush(self) -> None:
        if self._text:
            self._open[-1].blocks.append(Paragraph(self._text_line, tuple(self._text)))
            self._text = []

    def _heading(self, level: int, text: str, number: int) -> None:
        if level > self._level + 1:
            self.problems.append(HEADING_SKIPS(self._where(number), above=self._level, level=level))
        self._level = level
        if typed := MARK.match(text):
            self.problems.append(TYPED_MARK(self._where(number), mark=typed.group()))
            text = text[typed.end() :]
        read = Line(text, self._rules, self._where(number), level + 1)
        self.problems += read.problems
        self._open[-1].blocks.append(Heading(number, level, tuple(read.pieces)))

    def _command(self, name: str, rest: str, number: int, text: str) -> None:
        match name:
            case "if":
                self._open.append(_Open(number, self._condition(rest, number), text))
            case "else" if len(self._open) > 1 and not self._open[-1].turned and not rest:
                self._open[-1].turn()
            case "end" if len(self._open) > 1 and not rest:
                self._close()
            case _ if name in DIRECTIVES and not rest:
                self._open[-1].blocks.append(Directive(number, name))
            case "stated" if STATED.fullmatch(rest):
                self._open[-1].blocks.append(Directive(number, name, rest))
            case _:
                self._bad(number, text, name)

    def _close(self) -> None:
        done = self._open.pop()
        then, otherwise = (done.then, done.blocks) if done.turned else (done.blocks, [])
        if done.condition is not None:
            self._open[-1].blocks.append(If(done.line, done.condition, tuple(then), tuple(otherwise)))

    def _condition(self, text: str, number: int) -> Expression | None:
        try:
            condition = parse_expression(text)
        except Refused as refused:
            why = "；".join(problem.message() for problem in refused.problems)
            self.problems.append(WRONG_CONDITION(self._where(number), text=text, why=why))
            return None
        for name in condition.params():
            self.problems.append(WRONG_CONDITION(self._where(number), text=text, why=f"@{name}"))
        known = self._rules.known
        for name in condition.names() if known is not None else ():
            if name not in (known or ()):
                self.problems.append(UNKNOWN_KEY(self._where(number), key=name, **hints(name, known or ())))
        return condition

    def _bad(self, number: int, text: str, word: str = "") -> None:
        words = ("if", "else", "end", *DIRECTIVES, "stated")
        known = "、".join(f"{{#{one}}}" for one in words)
        self.problems.append(BAD_BLOCK(self._where(number), text=text, known=known, **hints(word, words)))

    def _where(self, number: int) -> Where:
        return Where(file=self._file, line=number)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, both branches of every condition included."""
    for block in blocks:
        yield block
        if isinstance(block, If):
            yield from walk((*block.then, *block.otherwise))
