"""Reachability compared with trying everything, and the answers for 99.95 in each shipped scheme."""

import random
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.scoring.points import of_cents
from luji.account.scoring.reach import attainable, count_ways, reach
from luji.account.scoring.result import Evaluation
from luji.account.scoring.scheme import Scheme
from luji.base.kernel.problem import Refused

S9995 = Decimal("99.95")


def lost_by(answer: Any) -> list[list[tuple[str, str]]]:
    return [[(loss.key, str(loss.lost)) for loss in losses] for losses in answer.minimal]


# the shipped schemes
def test_the_older_hunan_table_reaches_99_95_by_one_line_only(schemes: dict[str, Scheme]) -> None:
    answer = reach(schemes["hunan-old"], S9995)
    assert lost_by(answer) == [[("output.key_work", "0.05")]] and answer.ways == 1
    assert "multiple of 0.50" in answer.proof.en and "0.50 的整数倍" in answer.proof.zh


def test_without_that_line_the_older_hunan_table_cannot(schemes: dict[str, Scheme]) -> None:
    keys = [line.key for line in schemes["hunan-old"].lines() if line.key != "output.key_work"]
    answer = reach(schemes["hunan-old"], S9995, only=keys)
    assert not answer.possible and answer.minimal == ()
    assert answer.proof.en == "Every attainable loss is a multiple of 0.50; 0.05 is not one."


def test_known_targets_narrow_what_explains_99_95(
    schemes: dict[str, Scheme], demo: Callable[..., Evaluation]
) -> None:
    scheme = schemes["overall-2020"]
    free = {losses[0].key for losses in reach(scheme, S9995).minimal}
    narrowed = {losses[0].key for losses in reach(scheme, S9995, demo()).minimal}
    assert narrowed < free and "execution" in narrowed
    assert "quantity.hazards" in free - narrowed  # 377 of 380 loses 0.06, 378 loses 0.04


def test_nothing_lost_is_one_way(schemes: dict[str, Scheme]) -> None:
    for scheme in schemes.values():
        answer = reach(scheme, scheme.full)
        assert (answer.ways, answer.minimal, answer.possible) == (1, ((),), True)


@pytest.mark.parametrize("score", ["100.01", "-0.01", "99.955"])
def test_a_score_no_table_can_print_is_refused(schemes: dict[str, Scheme], score: str) -> None:
    with pytest.raises(Refused, match="SCO-301"):
        reach(schemes["hunan-old"], Decimal(score))


def test_the_list_is_cut_and_says_so(schemes: dict[str, Scheme]) -> None:
    answer = reach(schemes["overall-2020"], S9995, limit=3)
    assert len(answer.minimal) == 3 and not answer.complete
    assert reach(schemes["overall-2020"], S9995).complete


def test_json(schemes: dict[str, Scheme]) -> None:
    found = reach(schemes["hunan-old"], S9995).as_json()
    assert (found["score"], found["lost"], found["possible"], found["ways"]) == ("99.95", "0.05", True, "1")
    assert found["minimal"] == [[{"key": "output.key_work", "label": "重点工作实际完成率", "lost": "0.05"}]]


# against trying everything
def steps(key: str, weight: int, scores: list[int]) -> dict[str, Any]:
    """A line whose points are these hundredths; the best is its weight."""
    rows = [{"at_least": 100 - n, "points": of_cents(points)} for n, points in enumerate(scores)]
    return {
        "key": key,
        "weight": of_cents(weight),
        "score": {"function": "steps", "steps": rows, "otherwise": 0},
    }


def brute(choices: list[list[int]], lost: int) -> tuple[int, int | None, set[tuple[int, ...]]]:
    """Ways, fewest losing lines, and the sets of lines that do it with the fewest."""
    ways = [pick for pick in product(*choices) if sum(pick) == lost]
    sizes = [sum(amount > 0 for amount in pick) for pick in ways]
    least = min(sizes, default=None)
    sets = {
        tuple(i for i, amount in enumerate(pick) if amount > 0)
        for pick, size in zip(ways, sizes, strict=True)
        if size == least
    }
    return len(ways), least, sets


@pytest.mark.parametrize("seed", range(40))
def test_small_schemes_agree_with_trying_everything(tools: Any, seed: int) -> None:
    rng = random.Random(seed)
    lines, choices = [], []
    for n in range(rng.randint(1, 5)):
        weight = rng.randint(2, 40) * 5
        scores = sorted({weight, *(rng.randrange(1, weight) for _ in range(rng.randint(0, 3)))}, reverse=True)
        lines.append(steps(f"k{n}", weight, scores))
        choices.append([weight - points for points in (*scores, 0)])
    scheme = tools.scheme(lines)
    full = int(scheme.full * 100)
    for lost in [*rng.sample(range(full + 1), min(full + 1, 25)), sum(max(c) for c in choices)]:
        ways, least, sets = brute(choices, lost)
        answer = reach(scheme, of_cents(full - lost), limit=1000)
        assert answer.ways == ways and answer.possible == bool(ways)
        assert {tuple(int(loss.key[1:]) for loss in one) for one in answer.minimal} == sets
        for losses in answer.minimal:
            assert len(losses) == least and sum(loss.lost for loss in losses) == of_cents(lost)
            assert all(int(loss.lost * 100) in choices[int(loss.key[1:])] for loss in losses)


@given(st.lists(st.sets(st.integers(0, 30), min_size=1, max_size=6), min_size=1, max_size=4))
@settings(max_examples=150)
def test_counting_and_reaching_agree_with_trying_everything(amounts: list[set[int]]) -> None:
    sums = [sum(pick) for pick in product(*amounts)]
    bits = attainable(amounts)
    for total in range(125):
        assert count_ways(amounts, total) == sums.count(total)
        assert bool(bits >> total & 1) == (total in sums)


def test_the_proof_names_the_true_neighbours(tools: Any) -> None:
    scheme = tools.scheme([steps("a", 700, [700, 500]), steps("b", 300, [300])])
    amounts = sorted({x + y for x in (0, 200, 700) for y in (0, 300)})
    assert amounts == [0, 200, 300, 500, 700, 1000]
    answer = reach(scheme, Decimal("4.00"))
    assert not answer.possible and "5.00 和 7.00" in answer.proof.zh and "5.00 and 7.00" in answer.proof.en
    assert "multiple of 1.00" in reach(scheme, Decimal("9.95")).proof.en


def test_the_proof_says_when_there_is_not_that_much_to_lose(tools: Any) -> None:
    line = {**steps("a", 700, [700, 500])}
    line["score"] = {**line["score"], "otherwise": Decimal(3)}
    answer = reach(tools.scheme([line]), Decimal("1.00"))
    assert answer.proof.en == "At most 4.00 points can be lost, not 6.00."


def test_sets_of_lines_are_minimal_in_number_for_continuous_lines(tools: Any) -> None:
    lines = [
        {"key": f"k{n}", "weight": 2, "actual": "a", "score": {"function": "positive"}} for n in range(4)
    ]
    answer = reach(tools.scheme(lines), Decimal("4.50"))
    assert [tuple(loss.key for loss in one) for one in answer.minimal] == list(
        combinations(["k0", "k1", "k2", "k3"], 2)
    )
    assert [str(loss.lost) for loss in answer.minimal[0]] == ["2.00", "1.50"]
