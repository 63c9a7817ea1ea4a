"""The constructed penalty cases: within their procedure, by the right people, marked as constructed."""

from collections import Counter
from datetime import date, timedelta

import pytest

from luji.config.demo import cases
from luji.config.demo.cases import LEGAL, Deed
from luji.config.demo.fines import CASES, GENERAL, LAST, OPEN, SIMPLE, deeds, leads
from luji.config.demo.ground import Ground

LAST_DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def stories(ground: Ground) -> list[list[Deed]]:
    found: dict[int, list[Deed]] = {}
    for deed in deeds(ground, LAST_DAY):
        found.setdefault(deed.case, []).append(deed)
    return list(found.values())


def test_the_simple_procedure_keeps_to_its_sum() -> None:
    assert all(fine <= 200 for _, fine in SIMPLE.values())
    assert all(fine == 0 or fine > 200 for _, fine in GENERAL.values())


def test_every_case_goes_the_way_of_its_procedure(stories: list[list[Deed]]) -> None:
    assert len(stories) == CASES
    for story in stories:
        verbs = [deed.verb for deed in story]
        general = story[0].values["procedure"] == "general"
        assert verbs[:2] == ["create", "submit" if general else "decide_simple"]
        assert "decide" not in verbs or verbs.index("review") < verbs.index("inform") < verbs.index("decide")
        assert [d.at for d in story] == sorted(d.at for d in story)


def test_two_officers_in_the_general_procedure_and_others_review_and_decide(
    stories: list[list[Deed]], ground: Ground
) -> None:
    heads = {one.number for one in leads(ground)}
    for story in stories:
        content = story[0].values
        assert (content["handler2"] is not None) == (content["procedure"] == "general")
        assert content["handler1"] != content["handler2"]
        who = {deed.verb: deed.who for deed in story}
        assert who.get("review", LEGAL[0]) in LEGAL
        assert who.get("decide", min(heads)) in heads


def test_some_pay_late_and_a_few_cases_are_still_in_hand(stories: list[list[Deed]]) -> None:
    ends = Counter(story[-1].verb for story in stories)
    assert ends["pay"] > CASES / 2
    assert ends["submit"] + ends["decide_simple"] == OPEN


def test_cases_in_hand_fall_on_the_last_days_the_others_in_the_year_told(
    stories: list[list[Deed]],
) -> None:
    for story in stories:
        day = story[0].at.date()
        if story[-1].verb in ("submit", "decide_simple"):
            assert timedelta() < LAST_DAY - day <= timedelta(days=OPEN)
        else:
            assert day <= LAST


def test_the_heads_have_numbers_of_their_own(ground: Ground) -> None:
    numbers = [one.number for one in (*leads(ground), *cases.staff(ground))]
    assert len(set(numbers)) == len(numbers)


def test_people_and_vehicles_are_marked_as_constructed(stories: list[list[Deed]]) -> None:
    for story in stories:
        content = story[0].values
        assert all("构" in str(content[name]) for name in ("licence", "plate", "facts"))
