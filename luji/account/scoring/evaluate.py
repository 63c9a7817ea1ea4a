"""Evaluate a plan under its scheme: points per line with the sentence that explains them, total, grade."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from luji.account.scoring.formula import Formula, Values
from luji.account.scoring.judgement import Checklist, Judged
from luji.account.scoring.plan import Entry, EvaluationPlan, check
from luji.account.scoring.points import cents, of_cents, plain
from luji.account.scoring.problems import (
    EXPLANATION_ASKED,
    NO_VALUE,
    NOTHING_APPLIES,
    OUTSIDE_BANDS,
    REASON_MISSING,
    ZERO_DENOMINATOR,
)
from luji.account.scoring.ratio import Positive
from luji.account.scoring.result import ClassResult, Evaluation, LineResult
from luji.account.scoring.rule import Case, Outcome
from luji.account.scoring.scheme import Line, Placed, Scheme, Written
from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text

__all__ = ["ClassResult", "Evaluation", "LineResult", "evaluate", "keys_needed", "no_value", "total"]

NONE = Text("—", "—")
RULES = {
    "not_applicable": Text("不适用", "not applicable"),
    "full": Text("给满分", "full points"),
    "none": Text("不得分", "no points"),
}
RESCALED = Text("按适用部分折算为满分制", "rescaled to the full score")


def no_value(key: str) -> None:
    """A look-up that knows nothing; the default for last year."""
    del key


def evaluate(scheme: Scheme, plan: EvaluationPlan, value: Values, previous: Values = no_value) -> Evaluation:
    """Score every line. `value` and `previous` give this and last year's exact value of an indicator key.

    Never raises for data: problems of the plan and of values come back in `problems`; a line that cannot be
    scored because the plan is wrong gets no points. `Refused` from a look-up is kept as the line's problem.
    """
    problems = check(scheme, plan)
    scored = [_scored(scheme, plan, placed, value, previous) for placed in scheme.placed()]
    lines = tuple(line for line, _ in scored)
    for _, found in scored:
        problems.extend(found)
    score, notes = total(scheme, lines)
    if not any("not_applicable" not in line.flags for line in lines):
        problems.append(NOTHING_APPLIES(plan.where()))
    grade = scheme.grade(score)
    return Evaluation(
        scheme, plan, score, scheme.full, grade.key if grade else "", grade.label if grade else NONE,
        grade.word if grade else NONE, lines, tuple(problems), notes,
    )  # fmt: skip


def total(scheme: Scheme, lines: tuple[LineResult, ...]) -> tuple[Decimal, tuple[Text, ...]]:
    """The total of line scores, and what was done about lines left out, by the scheme's rule.

    Rescaling: Σ scores ÷ Σ points that apply × full, rounded half up to two decimals.
    """
    applies = [line for line in lines if "not_applicable" not in line.flags]
    got = sum((line.score for line in lines), Decimal("0.00"))
    if len(applies) == len(lines) or scheme.conventions.not_applicable != "rescale":
        return got, ()
    possible = sum((line.points for line in applies), Decimal(0))
    if not possible:
        return Decimal("0.00"), ()
    reached = sum((line.score for line in applies), Decimal("0.00"))
    scaled = of_cents(cents(Fraction(reached) / Fraction(possible) * Fraction(scheme.full)))
    formula = f"{reached:f} ÷ {plain(possible)} × {plain(scheme.full)} = {scaled:f}"
    count = len(lines) - len(applies)
    return scaled, (
        Text(
            f"{count} 项不适用，{RESCALED.zh}：{formula}",
            f"{count} lines do not apply, {RESCALED.en}: {formula}",
        ),
    )


def keys_needed(scheme: Scheme, plan: EvaluationPlan) -> list[str]:
    """Every indicator key an evaluation reads, each once, in order. Raises `Refused` for a broken formula."""
    found: list[str] = []
    for line in scheme.lines():
        entry = plan.entry(line.key)
        if not entry.not_applicable:
            found.extend(_keys(line, entry))
    return list(dict.fromkeys(found))


def _keys(line: Line, entry: Entry) -> tuple[str, ...]:
    written = (_written(entry.actual, line.actual), _written(entry.target, line.target))
    return tuple(
        dict.fromkeys(key for one in written if one is not None for key in Formula.read(one).reads())
    )


def _written(own: Written | None, general: Written | None) -> Written | None:
    return general if own is None else own


class _LineWork:
    """Scores one line and keeps the problems met on the way."""

    def __init__(self, scheme: Scheme, plan: EvaluationPlan, placed: Placed) -> None:
        self.scheme, self.plan, self.placed = scheme, plan, placed
        self.line, self.entry = placed.line, plan.entry(placed.line.key)
        self.rule = self.line.rule
        self.problems: list[Problem] = []
        self.names = {"key": self.line.key, "label_zh": self.line.label.zh, "label_en": self.line.label.en}
        self.where = plan.where("lines", self.line.key)
        self.target: Decimal | None = None
        self.actual: Decimal | None = None

    def run(self, value: Values, previous: Values) -> LineResult:
        """Read the values, score, check the reason."""
        if self.entry.not_applicable:
            return self.left_out(self.entry.not_applicable, ())
        if self.rule.needs_actual:
            self.actual, known = self.read(self.entry.actual, self.line.actual, "actual", value, previous)
            if not known:
                return self.nothing()
            if self.actual is None:
                return self.left_out(RULES["not_applicable"], ("no_value",))
        if self.rule.needs_target:
            self.target, known = self.read(self.entry.target, self.line.target, "target", value, previous)
            if not known:
                return self.nothing()
            if self.target is None:
                return self.left_out(RULES["not_applicable"], ("no_value",))
        return self.judge(self.rule.score(self.case(), self.scheme.conventions))

    def read(
        self, own: Written | None, general: Written | None, part: str, value: Values, previous: Values
    ) -> tuple[Decimal | None, bool]:
        """The value, and whether it could be asked for at all."""
        written = _written(own, general)
        if written is None:
            return None, False
        try:
            formula = Formula.read(written, self.line.key, part, self.where)
        except Refused:  # told by the check of the plan or the lint of the scheme
            return None, False
        try:
            found = formula.value(value, previous)
        except Refused as refused:
            self.problems.extend(refused.problems)
            return None, False
        if found is None:
            zh = "实际值" if part == "actual" else "目标值"
            self.problems.append(NO_VALUE(self.where, part_zh=zh, part_en=part, text=written, **self.names))
        return found, True

    def case(self) -> Case:
        """What the score function is given."""
        return Case(
            self.line.weight, self.actual, self.target, self.line.shown,
            self.entry.tier, self.entry.points, dict(self.entry.answers),
        )  # fmt: skip

    def judge(self, outcome: Outcome) -> LineResult:
        """Points rounded, flags set, reason demanded."""
        if outcome.points is None:
            return self.without_denominator()
        score = of_cents(cents(outcome.points))
        flags = outcome.flags if outcome.met else ("missed", *outcome.flags)
        if "outside" in flags:
            shown = self.line.shown.say(self.actual or Decimal(0))
            self.problems.append(OUTSIDE_BANDS(self.where, value=shown, **self.names))
        if (not outcome.met or score < self.line.weight) and self.entry.reason is None and "cut" not in flags:
            self.problems.append(REASON_MISSING(self.where, **self.names))
        if "over" in flags and self.entry.reason is None:
            self.problems.append(self.over())
        return self.result(score, flags, sentence(self.line.label, outcome, score))

    def over(self) -> Problem:
        """The question asked of an over-fulfilled line."""
        limits = self.rule.over if isinstance(self.rule, Positive) else None
        limits = limits or self.scheme.conventions.over
        percent = of_cents(cents(Fraction(self.actual or 0) / Fraction(self.target or 1) * 100))
        limit = plain(limits.flag_above) if limits else "—"
        return EXPLANATION_ASKED(self.where, percent=plain(percent), limit=limit, **self.names)

    def without_denominator(self) -> LineResult:
        """A zero denominator, by the scheme's rule."""
        rule = self.scheme.conventions.zero_denominator
        said = RULES[rule]
        self.problems.append(ZERO_DENOMINATOR(self.where, rule_zh=said.zh, rule_en=said.en, **self.names))
        why = Text(f"分母为零，{said.zh}", f"zero denominator, {said.en}")
        if rule == "not_applicable":
            return self.left_out(why, ("zero_denominator",))
        score = self.line.weight if rule == "full" else Decimal(0)
        return self.result(of_cents(cents(score)), ("zero_denominator",), why)

    def left_out(self, why: Text, flags: tuple[str, ...]) -> LineResult:
        """A line that does not apply: no points unless the scheme gives them all."""
        rule, label = self.scheme.conventions.not_applicable, self.line.label
        score = self.line.weight if rule == "full" else Decimal(0)
        kept = ("left_out",) if rule == "rescale" else ()
        text = Text(f"{label.zh}：不适用（{why.zh}）。", f"{label.en}: not applicable ({why.en}).")
        return self.result(of_cents(cents(score)), ("not_applicable", *kept, *flags), text)

    def nothing(self) -> LineResult:
        """A line the plan says too little about, or whose look-up was refused: no points."""
        label = self.line.label
        text = Text(
            f"{label.zh}：没有可计分的数据，得 0.00 分。", f"{label.en}: nothing to score on, 0.00 points."
        )
        return self.result(Decimal("0.00"), ("missed", "no_value"), text)

    def result(self, score: Decimal, flags: tuple[str, ...], explanation: Text) -> LineResult:
        """The line put together."""
        line, rule = self.line, self.rule
        try:
            keys = _keys(line, self.entry)
        except Refused:
            keys = ()
        return LineResult(
            key=line.key,
            label=line.label,
            path=self.placed.path,
            class_keys=self.placed.keys,
            points=line.weight,
            score=score,
            target=self.target,
            actual=self.actual,
            target_text=self.target_text(),
            actual_text=self.actual_text(),
            function=rule.function,
            function_name=rule.name,
            clause=self.placed.clause,
            reason=self.entry.reason,
            judge=self.entry.judge,
            flags=flags,
            explanation=explanation,
            keys=keys,
        )

    def target_text(self) -> Text:
        """The target as printed in a scored table: ≥ 380 处."""
        if self.target is not None:
            shown, sign = self.line.shown, self.rule.symbol()
            return Text(*(f"{sign} {shown.say(self.target, lang)}".lstrip() for lang in ("zh", "en")))
        return self.rule.aim(self.line.shown)

    def actual_text(self) -> Text:
        """The actual as printed in a scored table: 27 处, the tier chosen, or items met."""
        if self.actual is not None:
            return self.line.shown.text(self.actual)
        if isinstance(self.rule, Judged):
            tiers = self.rule.tiers_of(self.scheme.conventions)
            return next((tier.label for tier in tiers if tier.key == self.entry.tier), NONE)
        if isinstance(self.rule, Checklist):
            met = sum(self.entry.answers.get(item.key) == "met" for item in self.rule.items)
            count = len(self.rule.items)
            return Text(f"{count} 项中符合 {met} 项", f"{met} of {count} items met")
        return NONE


def sentence(label: Text, outcome: Outcome, score: Decimal) -> Text:
    """The explanation of a line: 预算执行率：执行数 …，全年预算数 …；10 × min(199 ÷ 200, 1) = 9.95。"""
    zh = f"{label.zh}：{outcome.words.zh}"
    en = f"{label.en}: {outcome.words.en}"
    if outcome.formula:
        return Text(f"{zh}；{outcome.formula} = {score:f}。", f"{en}; {outcome.formula} = {score:f}.")
    return Text(f"{zh}，得 {score:f} 分。", f"{en}: {score:f} points.")


def _scored(
    scheme: Scheme, plan: EvaluationPlan, placed: Placed, value: Values, previous: Values
) -> tuple[LineResult, list[Problem]]:
    work = _LineWork(scheme, plan, placed)
    return work.run(value, previous), work.problems
