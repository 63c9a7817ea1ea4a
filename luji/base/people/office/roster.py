"""A list of people as a table: what it says, how that differs from what is on file, and taking it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from luji.base.kernel.problem import Problem, Refused, Where
from luji.base.kernel.text import Text
from luji.base.people import accounts, department, guards, personnel, posts
from luji.base.people.by import By
from luji.base.people.forms import Ask, Value
from luji.base.people.forms import read as read_answer
from luji.base.people.models import Account, Appointment
from luji.base.people.office import asked, problems
from luji.base.people.posts import PARTNER
from luji.base.people.ranks import find_rank
from luji.base.people.roles import find_role

POSTS = Ask("posts", Text("岗位", "Posts"), most=400)
UNIT = Ask("unit", Text("单位", "Unit"), needed=True)
RANK = Ask("rank", Text("警衔", "Rank"))
COLUMNS: tuple[Ask, ...] = (asked.NUMBER, asked.NAME, UNIT, RANK, asked.TITLE, asked.ENTERED, POSTS)
ALIASES = {"警号": "number", "账号": "number", "Number": "number"}
PLAIN = ("name", "rank", "title", "entered")
Changes = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the list, read; `roles` are the codes of the posts at the unit."""

    number: str
    name: str
    unit: str
    rank: str = ""
    title: str = ""
    entered: date | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a list in would do: people new, changed (field → before, after), unchanged."""

    new: list[Line] = field(default_factory=list)
    changed: list[tuple[Line, Changes]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def nothing(self) -> bool:
        """Whether it would do nothing."""
        return not (self.new or self.changed)


def plan(by: By, rows: Sequence[Sequence[str]], name: str) -> Plan:
    """Compare a table with what is on file. Raises `Refused` with every row's problems (PPL-3xx)."""
    lines, wrong = lines_of(rows, name)
    found = Plan()
    unchanged = 0
    known = Account.objects.in_bulk([line.number for line, _ in lines], field_name="username")
    held = _roles_held(by.day)
    for line, where in lines:
        one = known.get(line.number)
        try:
            guards.keeper(by, line.unit, *([one.unit] if one else []))
        except Refused as refused:
            wrong += [_at(problem, where) for problem in refused.problems]
        if one is None:
            wrong += [_at(problem, where) for problem in accounts.name_problems(line.number)]
            found.new.append(line)
            continue
        wrong += _post_problems(line, one, held.get(one.pk, set()), where)
        changes = _changes(line, one)
        if changes:
            found.changed.append((line, changes))
        else:
            unchanged += 1
    if wrong:
        raise Refused(wrong)
    return Plan(found.new, found.changed, unchanged)


@transaction.atomic
def take_in(by: By, wanted: Plan) -> list[tuple[Account, str]]:
    """Do what a plan says, all of it or nothing; the new accounts with their one-time passwords.

    Raises `Refused` as the verbs do.
    """
    made: list[tuple[Account, str]] = []
    for line in wanted.new:
        entry = personnel.Entry(line.number, line.name, line.unit, line.rank, line.title, line.entered)
        account, password = personnel.enter(by, entry)
        for role in line.roles:
            posts.appoint(account, role, line.unit, line.entered or by.day, by=by)
        made.append((account, password))
    for line, changes in wanted.changed:
        account = accounts.find(line.number)
        if {"name", "entered"} & set(changes):
            personnel.correct(
                by, account, line.name, account.rank, account.title, line.entered or account.entered
            )
        if {"unit", "rank", "title"} & set(changes):
            personnel.move(by, account, personnel.Move(line.unit, line.rank, line.title, by.day))
    return made


def table(people: Iterable[Account], held: dict[int, list[Appointment]]) -> Iterator[list[str]]:
    """The list of people as rows of text, headings first; taking it in again changes nothing."""
    here = department.current()
    yield [ask.label.zh for ask in COLUMNS]
    for one in people:
        own = [here.role(post.role).zh for post in held.get(one.pk, []) if post.unit == one.unit]
        rank = here.rank(one.rank).zh if one.rank else ""
        yield [
            one.username, one.name, here.unit(one.unit).zh, rank, one.title,
            one.entered.isoformat() if one.entered else "", "；".join(dict.fromkeys(own)),
        ]  # fmt: skip


def lines_of(rows: Sequence[Sequence[str]], name: str) -> tuple[list[tuple[Line, Where]], list[Problem]]:
    """The people of a table, and everything that cannot be read. Raises `Refused` for wrong headings."""
    order = _order(rows[0] if rows else (), name)
    lines: list[tuple[Line, Where]] = []
    wrong: list[Problem] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[1:], 2):
        where = Where(file=name, row=number)
        given = {column: (row[at] if at < len(row) else "") for column, at in order.items()}
        line, found = _line(given, where)
        wrong += found
        if line is None:
            continue
        if line.number in seen:
            wrong.append(problems.NUMBER_TWICE(where, number=line.number, first=seen[line.number]))
        seen.setdefault(line.number, number)
        lines.append((line, where))
    return lines, wrong


def _order(headings: Sequence[str], name: str) -> dict[str, int]:
    """Where each column stands. Raises `Refused` (PPL-343 … 345)."""
    known = {said: ask.name for ask in COLUMNS for said in (ask.label.zh, ask.label.en)} | ALIASES
    order: dict[str, int] = {}
    wrong: list[Problem] = []
    labels = {ask.name: ask.label for ask in COLUMNS}
    where = Where(file=name, row=1)
    for at, heading in enumerate(headings):
        column = known.get(heading.strip())
        if column is None and heading.strip():
            listed = "、".join(ask.label.zh for ask in COLUMNS)
            wrong.append(problems.HEADING_UNKNOWN(where, heading=heading[:40], known=listed))
        elif column in order:
            wrong.append(problems.HEADING_TWICE(where, label=labels[column].zh, label_en=labels[column].en))
        elif column:
            order[column] = at
    for ask in COLUMNS:
        if ask.needed and ask.name not in order:
            wrong.append(problems.HEADING_MISSING(where, label=ask.label.zh, label_en=ask.label.en))
    if wrong:
        raise Refused(wrong)
    return order


def _line(given: dict[str, str], where: Where) -> tuple[Line | None, list[Problem]]:
    wrong: list[Problem] = []
    values: dict[str, Value] = {}
    for ask in COLUMNS:
        values[ask.name], problem = read_answer(ask, given.get(ask.name, "").strip())
        if problem:
            wrong.append(_at(problem, where, ask.label.zh))
    here = department.current()
    unit = _found(lambda: here.units.find(str(values["unit"])).code, wrong, where) if values["unit"] else ""
    rank = _found(lambda: find_rank(here.ranks, str(values["rank"])), wrong, where)
    roles = _roles(str(values["posts"]), wrong, where)
    if wrong:
        return None, wrong
    entered = values["entered"]
    return Line(
        str(values["number"]), str(values["name"]), unit, rank, str(values["title"]),
        entered if isinstance(entered, date) else None, roles,
    ), []  # fmt: skip


def _roles(said: str, wrong: list[Problem], where: Where) -> tuple[str, ...]:
    found: list[str] = []
    for part in said.replace(";", "；").split("；"):
        if not part.strip():
            continue
        try:
            role = find_role(department.current().roles, part.strip())
        except Refused:
            role = ""
        if not role or role == PARTNER:
            wrong.append(problems.UNKNOWN_POST(where, post=part.strip()[:40]))
        elif role not in found:
            found.append(role)
    return tuple(found)


def _found(look: Callable[[], str], wrong: list[Problem], where: Where) -> str:
    try:
        return look()
    except Refused as refused:
        wrong += [_at(problem, where) for problem in refused.problems]
        return ""


def _changes(line: Line, one: Account) -> Changes:
    here = department.current()
    found: Changes = {}
    if line.unit != one.unit:
        found["unit"] = (here.unit(one.unit).zh, here.unit(line.unit).zh)
    for name in PLAIN:
        before: Any = getattr(one, name)
        after: Any = getattr(line, name)
        if (before or "") != (after or "") and not (name == "entered" and after is None):
            label = here.rank if name == "rank" else None
            found[name] = tuple(label(v).zh if label and v else str(v or "") for v in (before, after))  # type: ignore[assignment]
    return found


def _roles_held(day: date) -> dict[int, set[tuple[str, str]]]:
    held: dict[int, set[tuple[str, str]]] = {}
    for account, role, unit in posts.holding(day).values_list("account", "role", "unit"):
        held.setdefault(account, set()).add((role, unit))
    return held


def _post_problems(
    line: Line, one: Account, held: set[tuple[str, str]], where: Where
) -> list[Problem]:  # fmt: skip
    """Posts written for somebody on file must be those they hold; none written is fine."""
    own = {role for role, unit in held if unit == one.unit and role != PARTNER}
    if not line.roles or set(line.roles) == own:
        return []
    here = department.current()
    now = "、".join(here.role(role).zh for role in sorted(own)) or "—"
    return [problems.POSTS_DIFFER(where, name=one.name, now=now)]


def _at(problem: Problem, where: Where, column: str = "") -> Problem:
    place = Where(where.file, where.line, where.sheet, where.row, column or where.column)
    return Problem(
        problem.code, problem.zh, problem.en, problem.cure_zh, problem.cure_en, place, problem.level
    )
