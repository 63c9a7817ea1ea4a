"""The report template: Markdown-like text whose every number is a bound figure or a declared literal.

---
title: [...]        layout, tables, literals: front matter in YAML
---
# heading           levels # to ####; numbered by the program
text with {figure.key} and {@year}
{#if hazard.rectified > 0} … {#else} … {#end}    each on a line of its own
{#problems} {#measures} {#stated other} {#losses}   what the unit states, what the evaluation lost
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from luji.account.reports.blocks import Block, BlockReader, Heading, If, Paragraph, walk
from luji.account.reports.inline import Binding, Line, Piece, Rules, keys
from luji.account.reports.layout import Layout, load_layout
from luji.account.reports.problems import EMPTY_LITERAL, NO_FRONT, UNREADABLE, UNUSED_LITERAL
from luji.account.reports.sheets import Sheets, load_sheets
from luji.account.reports.typed import typed_numbers
from luji.base.kernel.content import Content
from luji.base.kernel.declaration import Declared, Tree, bind, parse
from luji.base.kernel.problem import Problem, Refused, Where

FENCE = "---"


class Literal(Declared):
    """A name that holds a digit or numeral, and why it is not a figure."""

    text: str
    why: str


class Front(Declared):
    """The front matter: title lines, layout and tables by name, signature, literals."""

    title: tuple[str, ...]
    layout: str
    tables: str
    signature: str = ""
    literals: tuple[Literal, ...] = ()


@dataclass(frozen=True)
class Template:
    """A template without mistakes, ready to be composed."""

    title: tuple[tuple[Piece, ...], ...]
    signature: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    rules: Rules
    layout: Layout
    sheets: Sheets

    def keys(self) -> list[str]:
        """Every figure key the text, its conditions or its tables read, sorted."""
        found = {key for line in self.title for key in keys(line)} | set(self.sheets.keys())
        for block in walk(self.blocks):
            if isinstance(block, If):
                found |= block.names()
            elif isinstance(block, Heading | Paragraph):
                found |= set(keys(block.pieces))
        return sorted(found)

    def bindings(self) -> list[Binding]:
        """Every binding of the body, in order, whatever the conditions."""
        lines = [b.pieces for b in walk(self.blocks) if isinstance(b, Heading | Paragraph)]
        return [piece for line in lines for piece in line if isinstance(piece, Binding)]


def load_template(
    content: Content, name: str = "self-evaluation", known: Collection[str] | None = None
) -> Template:
    """Read `reports/NAME.md` of the content, its layout and tables. Raises `Refused` with every mistake.

    `known` are the keys of the indicator catalogue; None accepts any key.
    """
    path = content.file(f"reports/{name}.md")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused([UNREADABLE(Where(file=path.name))]) from error
    return parse_template(text, path.name, content, known)


def parse_template(text: str, file: str, content: Content, known: Collection[str] | None = None) -> Template:
    """Read template text; layout and tables are looked up in the content. Raises `Refused`."""
    lines = text.split("\n")
    close = next((n for n, line in enumerate(lines) if n and line.rstrip() == FENCE), None)
    if lines[0].rstrip() != FENCE or close is None:
        raise Refused([NO_FRONT(Where(file=file, line=1))])
    tree = parse("\n".join(["", *lines[1:close]]), file)
    front = bind(tree, Front)
    rules = Rules(known, tuple(literal.text for literal in front.literals))
    reader = BlockReader(rules, file)
    blocks = reader.read(lines[close + 1 :], close + 2)
    title, signature, problems = _front_lines(front, tree, rules)
    problems += [*reader.problems, *_literal_problems(front, tree, "\n".join(lines[close + 1 :]))]
    layout, sheets = _beside(front, content, known, problems)
    if problems or layout is None or sheets is None:
        raise Refused(problems)
    return Template(title, signature, blocks, rules, layout, sheets)


def _front_lines(
    front: Front, tree: Tree, rules: Rules
) -> tuple[tuple[tuple[Piece, ...], ...], tuple[Piece, ...], list[Problem]]:
    read = [Line(text, rules, tree.where("title", n)) for n, text in enumerate(front.title)]
    signed = Line(front.signature, rules, tree.where("signature"))
    problems = [problem for line in (*read, signed) for problem in line.problems]
    return tuple(tuple(line.pieces) for line in read), tuple(signed.pieces), problems


def _literal_problems(front: Front, tree: Tree, body: str) -> Iterator[Problem]:
    titles = "".join(front.title)
    for n, literal in enumerate(front.literals):
        where = tree.where("literals", n)
        numbers = typed_numbers(literal.text)
        if re.fullmatch(r"[\s\d.,%％]*", literal.text) or any(n.text == literal.text for n in numbers):
            yield EMPTY_LITERAL(where, text=literal.text)
        elif literal.text not in body and literal.text not in titles:
            yield UNUSED_LITERAL(where, text=literal.text)


def _beside(
    front: Front, content: Content, known: Collection[str] | None, problems: list[Problem]
) -> tuple[Layout | None, Sheets | None]:
    """The declared layout and tables; their mistakes are added to `problems`."""
    layout: Layout | None = None
    sheets: Sheets | None = None
    try:
        layout = load_layout(content.file(f"reports/{front.layout}.yaml"))
    except Refused as refused:
        problems += refused.problems
    try:
        sheets = load_sheets(content.file(f"reports/{front.tables}.yaml"), known)
    except Refused as refused:
        problems += refused.problems
    return layout, sheets
