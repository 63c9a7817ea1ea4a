"""An evaluation plan: one unit, year and scheme; targets, judgements, answers and reasons per line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, PrivateAttr

from luji.account.scoring.formula import Formula
from luji.account.scoring.judgement import Checklist, Judged, inside, span_text
from luji.account.scoring.points import plain
from luji.account.scoring.problems import (
    DUPLICATE_PLAN,
    NO_ACTUAL,
    NO_JUDGEMENT,
    NO_TARGET,
    NOT_FOR_FUNCTION,
    OUTSIDE_TIER,
    UNANSWERED,
    UNKNOWN_ITEM,
    UNKNOWN_LINE,
    UNKNOWN_SCHEME,
    UNKNOWN_TIER,
    WRONG_GRAIN,
    WRONG_SCHEME,
)
from luji.account.scoring.rule import Answer
from luji.account.scoring.scheme import Line, Scheme, Written
from luji.base.kernel.declaration import Declared, Tree, bind, nearest, parse_file
from luji.base.kernel.problem import Problem, Refused, Where, errors
from luji.base.kernel.text import Text


def _text(value: object) -> object:
    return Text(value, value) if isinstance(value, str) else value


Said = Annotated[Text, BeforeValidator(_text)]


class Entry(Declared):
    """What the plan says about one line: target, or judgement, or answers; and the reason for a deviation.

    `actual` and `target` are a number, an indicator key or a formula and come before those of the scheme.
    `judge` is the post or body that judged; `not_applicable` is the reason for leaving the line out.
    """

    target: Written | None = None
    actual: Written | None = None
    tier: str | None = None
    points: Decimal | None = None
    judge: Said | None = None
    answers: Mapping[str, Answer] = {}
    reason: Said | None = None
    not_applicable: Said | None = None


class EvaluationPlan(Declared):
    """The plan of one unit and year. `constructed` marks demonstration data; it is shown with every print."""

    evaluation: str
    scheme: str
    unit: str
    year: int
    constructed: bool = False
    source: Text
    lines: Mapping[str, Entry] = {}

    _tree: Tree | None = PrivateAttr(default=None)

    def entry(self, key: str) -> Entry:
        """What is said about a line; nothing when it is not named."""
        return self.lines.get(key, NOTHING)

    def where(self, *path: int | str) -> Where:
        """The line of the file a part was declared on; empty for a plan made in code."""
        return self._tree.where(*path) if self._tree else Where()


NOTHING = Entry()


def read(path: Path) -> EvaluationPlan:
    """The plan of a file, not yet checked against its scheme. Raises `Refused`."""
    tree = parse_file(path)
    plan = bind(tree, EvaluationPlan)
    plan._tree = tree
    return plan


def load_all(paths: Iterable[Path], schemes: Mapping[str, Scheme]) -> dict[tuple[str, int], EvaluationPlan]:
    """Plans by (unit, year), checked against their schemes. Raises `Refused` for all files together."""
    found: dict[tuple[str, int], EvaluationPlan] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            plan = read(path)
        except Refused as refused:
            problems.extend(refused.problems)
            continue
        problems.extend(_against(plan, schemes))
        if (plan.unit, plan.year) in found:
            problems.append(DUPLICATE_PLAN(plan.where("unit"), unit=plan.unit, year=plan.year))
        found[plan.unit, plan.year] = plan
    if errors(problems):
        raise Refused(problems)
    return found


def check(scheme: Scheme, plan: EvaluationPlan) -> list[Problem]:
    """Everything that keeps a plan from being evaluated under its scheme, all lines at once."""
    if plan.scheme != scheme.key:
        return [WRONG_SCHEME(plan.where("scheme"), wanted=plan.scheme, given=scheme.key)]
    lines = {line.key: line for line in scheme.lines()}
    unknown = [
        UNKNOWN_LINE(plan.where("lines", key), scheme=scheme.key, key=key, **_hint(key, lines))
        for key in plan.lines if key not in lines
    ]  # fmt: skip
    return unknown + [
        problem for line in lines.values() for problem in _line(scheme, line, plan.entry(line.key), plan)
    ]


def _against(plan: EvaluationPlan, schemes: Mapping[str, Scheme]) -> list[Problem]:
    if plan.scheme in schemes:
        return check(schemes[plan.scheme], plan)
    known = "、".join(sorted(schemes))
    return [UNKNOWN_SCHEME(plan.where("scheme"), key=plan.scheme, known=known, **_hint(plan.scheme, schemes))]


def _line(scheme: Scheme, line: Line, entry: Entry, plan: EvaluationPlan) -> Iterator[Problem]:
    if entry.not_applicable:
        return
    where, rule = plan.where("lines", line.key), line.rule
    names = {"key": line.key, "label_zh": line.label.zh, "label_en": line.label.en}
    if rule.needs_target and entry.target is None and line.target is None:
        yield NO_TARGET(where, **names)
    if rule.needs_actual and entry.actual is None and line.actual is None:
        yield NO_ACTUAL(where, **names)
    for part, written in (("target", entry.target), ("actual", entry.actual)):
        if written is not None:
            yield from _formula(written, line.key, part, where)
    if isinstance(rule, Judged):
        yield from _judged(scheme, line, rule, entry, where)
    elif isinstance(rule, Checklist):
        yield from _answers(line.key, rule, entry, where)
    yield from _useless(line, entry, where)


def _formula(written: Written, key: str, part: str, where: Where) -> Iterator[Problem]:
    try:
        Formula.read(written, key, part, where)
    except Refused as refused:
        yield from refused.problems


def _judged(scheme: Scheme, line: Line, rule: Judged, entry: Entry, where: Where) -> Iterator[Problem]:
    missing = [
        (zh, en)
        for given, zh, en in (
            (entry.tier, "档次 tier", "tier"), (entry.points, "得分 points", "points"),
            (entry.judge, "评判人 judge", "judge"), (entry.reason, "评判理由 reason", "reason"),
        )
        if given is None
    ]  # fmt: skip
    if missing:
        zh, en = "、".join(one for one, _ in missing), ", ".join(one for _, one in missing)
        yield NO_JUDGEMENT(
            where, key=line.key, label_zh=line.label.zh, label_en=line.label.en, missing_zh=zh, missing_en=en
        )
    tiers = {tier.key: tier for tier in rule.tiers_of(scheme.conventions)}
    if entry.tier is not None and entry.tier not in tiers:
        yield UNKNOWN_TIER(where, key=line.key, tier=entry.tier, known="、".join(tiers))
    elif entry.tier is not None and entry.points is not None:
        tier, points = tiers[entry.tier], plain(entry.points)
        if not inside(tier, entry.points, line.weight):
            span = span_text(tier, line.weight)
            yield OUTSIDE_TIER(where, key=line.key, points=points, tier=tier.key, range=span)
        if entry.points % rule.grain:
            yield WRONG_GRAIN(where, key=line.key, points=points, grain=plain(rule.grain))


def _answers(key: str, rule: Checklist, entry: Entry, where: Where) -> Iterator[Problem]:
    items = [item.key for item in rule.items]
    open_items = [item for item in items if item not in entry.answers]
    if open_items:
        yield UNANSWERED(where, key=key, items="、".join(open_items))
    for item in entry.answers:
        if item not in items:
            yield UNKNOWN_ITEM(where, key=key, item=item, **_hint(item, items))


def _useless(line: Line, entry: Entry, where: Where) -> Iterator[Problem]:
    rule = line.rule
    useless = [
        name
        for name, given, used in (
            ("target", entry.target is not None, rule.needs_target),
            ("actual", entry.actual is not None, rule.needs_actual),
            ("tier", entry.tier is not None, isinstance(rule, Judged)),
            ("points", entry.points is not None, isinstance(rule, Judged)),
            ("answers", bool(entry.answers), isinstance(rule, Checklist)),
        )
        if given and not used
    ]
    if useless:
        yield NOT_FOR_FUNCTION(
            where, key=line.key, given="、".join(useless),
            function_zh=rule.name.zh, function_en=rule.name.en,
        )  # fmt: skip


def _hint(word: str, known: Iterable[str]) -> dict[str, str]:
    near = nearest(word, known)
    return {
        "hint_zh": f"，是否指「{near}」？" if near else "",
        "hint_en": f", did you mean '{near}'?" if near else "",
    }
