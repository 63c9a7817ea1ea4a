"""Two thousand random schemes: the engine and the dull reference give the same cents, total and grade."""

import random
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest

BATCHES = 20
EACH = 100
FUNCTIONS = (
    "execution", "positive", "negative", "equal", "steps", "bands", "per_occurrence", "per_point", "judged", "checklist",
)  # fmt: skip


def number(rng: random.Random, low: int, high: int) -> Decimal:
    """Mostly whole, sometimes with up to three decimals."""
    places = rng.choice((0, 0, 0, 1, 2, 3))
    return Decimal(rng.randint(low * 10**places, high * 10**places)).scaleb(-places)


def score_of(rng: random.Random, name: str, weight: Decimal) -> tuple[dict[str, Any], dict[str, Any]]:
    """A score function with parameters, and what only the reference is told about it."""
    score: dict[str, Any] = {"function": name}
    if name == "positive" and rng.random() < 0.4:
        cuts = [{"above": 120, "take": rng.randint(1, 20)}, {"above": 160, "take": rng.randint(21, 100)}]
        score["over"] = {"flag_above": rng.choice((100, 110, 120)), "cuts": cuts[: rng.randint(1, 2)]}
    if name == "equal" and rng.random() < 0.5:
        score["tolerance"] = number(rng, 0, 20)
    if name == "steps":
        edges = sorted(rng.sample(range(-20, 120), rng.randint(1, 4)), reverse=True)
        word = rng.choice(("at_least", "at_most"))
        edges = edges if word == "at_least" else edges[::-1]
        points = [weight, *sorted((weight * rng.randrange(100) / 100 for _ in edges[1:]), reverse=True)]
        score["steps"] = [{word: e, "points": p} for e, p in zip(edges, points, strict=True)]
        score["otherwise"] = points[-1] * rng.choice((0, 0, 1)) / 2
    if name == "bands":
        ends = sorted(rng.sample(range(-20, 120), rng.randint(1, 4)))
        points = [weight, *(weight * rng.randrange(101) / 100 for _ in ends)]
        plain = list(zip([None, *ends], [*ends, None], rng.sample(points, len(points)), strict=True))
        score["bands"] = [
            {
                "in": f"({'-∞' if low is None else low}, {'∞)' if high is None else f'{high}]'}",
                "points": points,
            }
            for low, high, points in rng.sample(plain, len(plain))
        ]
        return score, {"bands_plainly": plain}
    if name in ("per_occurrence", "per_point"):
        score["each"] = Decimal(rng.choice(("0.1", "0.5", "1", "1.25", "3")))
    if name == "per_point":
        score |= {
            "per": Decimal(rng.choice(("1", "5", "2.5"))),
            "side": rng.choice(("over", "under", "either")),
        }
        score["part"] = rng.choice(("whole", "started", "exact"))
    if name == "checklist":
        worths = [Decimal(rng.randint(1, 400)) / 100 for _ in range(rng.randint(1, 5))]
        given = rng.random() < 0.5
        score["items"] = [
            {"key": f"i{n}", "label": {"zh": "项", "en": "item"}, "critical": rng.random() < 0.15}
            | ({"points": worth} if given else {})
            for n, worth in enumerate(worths)
        ]
    return score, {}


def line_of(rng: random.Random, key: str) -> dict[str, Any]:
    """One line with its entry, value and target."""
    name = rng.choice(FUNCTIONS)
    weight = Decimal(rng.randint(1, 2000)) / 100
    score, told = score_of(rng, name, weight)
    target = Decimal(0) if rng.random() < 0.1 else number(rng, -5, 100)
    near = rng.choice((target, target, number(rng, -10, 150), Decimal(0)))
    entry: dict[str, Any] = {}
    if name == "judged":
        tier, low, high = rng.choice((("top", 80, 100), ("middle", 60, 80), ("bottom", 0, 60)))
        share = Decimal(rng.randint(low, high))
        entry = {"tier": tier, "points": (weight * share / 100).quantize(Decimal("0.01"))}
    if name == "checklist":
        answers = ("met", "met", "unmet", "not_applicable")
        entry = {"answers": {item["key"]: rng.choice(answers) for item in score["items"]}}
    measured = name not in ("judged", "checklist")
    actual = near + rng.choice((0, 0, Decimal("0.01"), -1, 1)) if measured else None
    left_out = rng.random() < 0.08
    return {
        "key": key, "weight": weight, "score": score, "actual": actual, "target": target if measured else None,
        "entry": entry, "told": told, "left_out": left_out,
    }  # fmt: skip


def plan_entry(line: dict[str, Any]) -> dict[str, Any]:
    if line["left_out"]:
        return {"not_applicable": "不适用"}
    entry = {**line["entry"], "reason": "因", "judge": "组"}
    if line["target"] is not None:
        entry["target"] = line["target"]
    return entry


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_reference_agrees(tools: Any, reference: ModuleType, batch: int) -> None:
    rng = random.Random(f"luji-{batch}")
    for _ in range(EACH):
        lines = [line_of(rng, f"k{n}") for n in range(rng.randint(1, 6))]
        rules = {
            "not_applicable": rng.choice(("rescale", "rescale", "full", "none")),
            "zero_denominator": rng.choice(("not_applicable", "full", "none")),
        }
        declared = [
            {"key": one["key"], "weight": one["weight"], "score": one["score"]}
            | ({} if one["actual"] is None else {"actual": one["key"]})
            for one in lines
        ]
        found = tools.run(
            declared, {one["key"]: plan_entry(one) for one in lines},
            {one["key"]: one["actual"] for one in lines}, **rules,
        )  # fmt: skip
        plain = [{**one, "entry": {**one["entry"], **one["told"]}} for one in lines]
        cents, total, grade = reference.evaluate(found.full, rules, plain)
        given = [None if "left_out" in line.flags else int(line.score * 100) for line in found.lines]
        assert given == cents, (declared, lines)
        assert (int(found.score * 100), found.grade_key) == (total, grade)


def test_the_random_schemes_reach_every_corner(tools: Any) -> None:
    """The generator would be worth little if lines were always full or never applied."""
    rng = random.Random("corner")
    seen: dict[str, set[str]] = {name: set() for name in FUNCTIONS}
    for _ in range(1500):
        line = line_of(rng, "k")
        if line["left_out"]:
            continue
        names = ("weight", "actual", "target")
        case = {name: line[name] for name in names if line[name] is not None} | line["entry"]
        outcome = tools.one(line["score"], **case)
        full = outcome.points is not None and outcome.points >= line["weight"]
        none = outcome.points is not None and outcome.points == 0
        kind = "no ratio" if outcome.points is None else "full" if full else "nothing" if none else "part"
        seen[line["score"]["function"]].add(kind)
    assert all({"full", "part"} <= kinds for kinds in seen.values()), seen
    assert sum("no ratio" in kinds for kinds in seen.values()) >= 4, seen
