"""Lint of schemes: every mistake of a declaration at once, each with its line; loading what is clean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from luji.account.scoring.formula import Formula
from luji.account.scoring.functions import FUNCTIONS
from luji.account.scoring.interval import Interval, flaws
from luji.account.scoring.judgement import Judged
from luji.account.scoring.points import plain, whole_cents
from luji.account.scoring.problems import (
    CUTS_NOT_ASCENDING,
    DUPLICATE_LINE,
    DUPLICATE_PART,
    DUPLICATE_SCHEME,
    EMPTY_CLASS,
    NO_CLAUSE,
    POINTS_DO_NOT_ADD_UP,
    TIERS_NOT_DESCENDING,
    UNKNOWN_FUNCTION,
    WEIGHT_NOT_PRINTABLE,
)
from luji.account.scoring.ratio import Positive
from luji.account.scoring.rule import Over, Rule, Tier
from luji.account.scoring.scheme import Branch, Placed, Scheme, read
from luji.account.scoring.tables import FLAWS
from luji.base.kernel.declaration import Key, Tree, bind, nearest
from luji.base.kernel.problem import Problem, Refused, Where, errors

PERCENT = Interval(Decimal(0), Decimal(100), True, True)


def lint(scheme: Scheme) -> list[Problem]:
    """Everything wrong with a scheme, in the order of its parts; empty when it may be used."""
    return [
        *_grades(scheme),
        *_tiers(scheme.conventions.tiers, scheme, ("conventions", "tiers")),
        *_over(scheme.conventions.over, "conventions", scheme.where("conventions", "over")),
        *_sums(scheme),
        *_keys(scheme),
        *(problem for placed in scheme.placed() for problem in _line(scheme, placed)),
    ]


def load(path: Path) -> Scheme:
    """The scheme of a file. Raises `Refused` with every problem found."""
    scheme = read(path)
    problems = errors(lint(scheme))
    if problems:
        raise Refused(problems)
    return scheme


def load_all(paths: Iterable[Path]) -> dict[str, Scheme]:
    """Schemes by name from files (`Content.files("schemes")`). Raises `Refused` for all files together."""
    found: dict[str, Scheme] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            scheme = load(path)
        except Refused as refused:
            problems.extend(refused.problems)
            continue
        if scheme.key in found:
            problems.append(DUPLICATE_SCHEME(scheme.where("scheme"), key=scheme.key))
        found[scheme.key] = scheme
    if problems:
        raise Refused(problems)
    return found


def _grades(scheme: Scheme) -> Iterator[Problem]:
    for flaw in flaws((grade.range for grade in scheme.grades), PERCENT):
        yield FLAWS[flaw.kind](
            scheme.where("grades", flaw.index), key="grades", first=flaw.first, second=flaw.second
        )
    yield from _twice([grade.key for grade in scheme.grades], "grades", scheme, ("grades",))


def _tiers(tiers: Sequence[Tier], scheme: Scheme, at: Key) -> Iterator[Problem]:
    if not tiers:
        return
    for flaw in flaws((tier.share for tier in tiers), PERCENT):
        yield FLAWS[flaw.kind](
            scheme.where(*at, flaw.index), key="tiers", first=flaw.first, second=flaw.second
        )
    for index, (first, second) in enumerate(pairwise(tiers), start=1):
        if (second.share.low, second.share.high) >= (first.share.low, first.share.high):
            yield TIERS_NOT_DESCENDING(scheme.where(*at, index), first=first.key, second=second.key)
    yield from _twice([tier.key for tier in tiers], "tiers", scheme, at)


def _over(over: Over | None, key: str, where: Where) -> Iterator[Problem]:
    if over is None or not over.cuts:
        return
    levels = [(over.flag_above, Decimal(0)), *((cut.above, cut.take) for cut in over.cuts)]
    grows = all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(levels[1:]))
    if not grows or levels[1][0] < levels[0][0] or levels[1][1] <= 0:
        yield CUTS_NOT_ASCENDING(where, key=key)


def _sums(scheme: Scheme) -> Iterator[Problem]:
    total = sum((_weight(branch) for branch in scheme.classes), Decimal(0))
    if total != scheme.full:
        yield POINTS_DO_NOT_ADD_UP(
            scheme.where("full"), what=scheme.key, found=plain(total), expected=plain(scheme.full)
        )
    for branch, at in _branches(scheme.classes, ()):
        if not branch.classes and not branch.lines:
            yield EMPTY_CLASS(scheme.where(*at), key=branch.key)
        inside = _contents(branch)
        if branch.weight is not None and inside != branch.weight:
            yield POINTS_DO_NOT_ADD_UP(
                scheme.where(*at, "weight"),
                what=branch.key,
                found=plain(inside),
                expected=plain(branch.weight),
            )
        yield from _twice([one.key for one in branch.classes], branch.key, scheme, (*at, "classes"))
    yield from _twice([one.key for one in scheme.classes], scheme.key, scheme, ("classes",))


def _contents(branch: Branch) -> Decimal:
    inner = sum((_weight(one) for one in branch.classes), Decimal(0))
    return inner + sum((line.weight for line in branch.lines), Decimal(0))


def _weight(branch: Branch) -> Decimal:
    return _contents(branch) if branch.weight is None else branch.weight


def _branches(branches: Sequence[Branch], at: Key) -> Iterator[tuple[Branch, Key]]:
    for index, branch in enumerate(branches):
        here: Key = (*at, "classes", index)
        yield branch, here
        yield from _branches(branch.classes, here)


def _keys(scheme: Scheme) -> Iterator[Problem]:
    first: dict[str, Where] = {}
    for placed in scheme.placed():
        where = scheme.where(*placed.at)
        if placed.line.key in first:
            place = first[placed.line.key].say() or "前"
            yield DUPLICATE_LINE(where, key=placed.line.key, first=place)
        first.setdefault(placed.line.key, where)


def _twice(keys: list[str], key: str, scheme: Scheme, at: Key) -> Iterator[Problem]:
    for index, part in enumerate(keys):
        if part in keys[:index]:
            yield DUPLICATE_PART(scheme.where(*at, index), key=key, part=part)


def _line(scheme: Scheme, placed: Placed) -> Iterator[Problem]:
    line, where = placed.line, scheme.where(*placed.at)
    if placed.clause is None:
        yield NO_CLAUSE(where, key=line.key)
    if line.weight <= 0 or not whole_cents(line.weight):
        yield WEIGHT_NOT_PRINTABLE(
            scheme.where(*placed.at, "weight"), key=line.key, weight=plain(line.weight)
        )
    for part, written in (("actual", line.actual), ("target", line.target)):
        if written is not None:
            yield from _formula(written, line.key, part, scheme.where(*placed.at, part))
    yield from _score(scheme, placed)


def _formula(written: Decimal | str, key: str, part: str, where: Where) -> Iterator[Problem]:
    try:
        Formula.read(written, key, part, where)
    except Refused as refused:
        yield from refused.problems


def _score(scheme: Scheme, placed: Placed) -> Iterator[Problem]:
    line, at = placed.line, (*placed.at, "score")
    name = str(line.score.get("function", ""))
    if name not in FUNCTIONS:
        near = nearest(name, FUNCTIONS)
        yield UNKNOWN_FUNCTION(
            scheme.where(*at), name=name, known="、".join(FUNCTIONS),
            hint_zh=f"，是否指「{near}」？" if near else "",
            hint_en=f", did you mean '{near}'?" if near else "",
        )  # fmt: skip
        return
    try:
        rule = _bound(scheme, line.score, FUNCTIONS[name], at)
    except Refused as refused:
        yield from refused.problems
        return
    yield from rule.lint(line.weight, scheme.conventions, scheme.where(*at))
    if isinstance(rule, Judged):
        yield from _tiers(rule.tiers, scheme, (*at, "tiers"))
    if isinstance(rule, Positive):
        yield from _over(rule.over, line.key, scheme.where(*at, "over"))


def _bound(scheme: Scheme, score: dict[str, object], model: type[Rule], at: Key) -> Rule:
    """The parameters checked where they stand, so that an unknown one is told with its line."""
    tree = scheme.tree()
    return bind(tree, model, at) if tree.data else bind(Tree(score, {}, ""), model)
