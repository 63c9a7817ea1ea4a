"""The constructed cases: published counts and means, everybody in turn, nothing before its time."""

import itertools
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from luji.config.demo.cases import CHIEF, CRIMES, LEGAL, PENDING, Deed, deeds, staff
from luji.config.demo.ground import Ground
from luji.config.demo.totals import REVOCATIONS, YEARS

LAST = date(2026, 11, 22)
WAITED = ("forgo", "ask_hearing", "accept_hearing", "hear")


@pytest.fixture(scope="module")
def every(ground: Ground) -> list[Deed]:
    return deeds(ground, LAST)


@pytest.fixture(scope="module")
def stories(every: list[Deed]) -> dict[int, list[Deed]]:
    found: dict[int, list[Deed]] = {}
    for deed in every:
        found.setdefault(deed.case, []).append(deed)
    return found


def minutes_of(story: Sequence[Deed]) -> int:
    """Minutes from the first hand-in to the decision, the waiting before some acts left out."""
    verbs = [deed.verb for deed in story]
    steps = story[verbs.index("submit") : verbs.index("decide") + 1]
    spans = (b.at - a.at for a, b in itertools.pairwise(steps) if b.verb not in WAITED)
    return int(sum(spans, timedelta()) / timedelta(minutes=1))


@pytest.mark.parametrize("year", YEARS)
def test_the_minutes_of_work_have_the_published_mean_exactly(
    stories: dict[int, list[Deed]], year: int
) -> None:
    of_year = [s for s in stories.values() if any(d.verb == "decide" and d.at.year == year for d in s)]
    minutes = [minutes_of(story) for story in of_year]
    count, mean = REVOCATIONS[year]
    assert (len(minutes), sum(minutes)) == (count, count * mean)
    assert len(set(minutes)) > 10, "a mean of unlike cases"


def test_deeds_are_in_order_of_time_and_begin_with_the_opening(
    every: list[Deed], stories: dict[int, list[Deed]]
) -> None:
    assert [d.at for d in every] == sorted(d.at for d in every)
    for story in stories.values():
        assert [d.verb for d in story].index("create") == 0
        assert all(a.at < b.at for a, b in itertools.pairwise(story)), story[0].case


def test_handler_reviewer_and_chief_are_different_people(stories: dict[int, list[Deed]]) -> None:
    for story in stories.values():
        reviewers = {d.who for d in story if d.verb == "review"}
        handlers = {d.who for d in story if d.verb in ("create", "submit", "inform")}
        hosts = {d.who for d in story if d.verb == "hear"}
        assert reviewers <= set(LEGAL)
        assert hosts <= set(LEGAL) - reviewers
        assert not handlers & {*LEGAL, CHIEF}
        assert {d.who for d in story if d.verb == "decide"} <= {CHIEF}


def test_the_law_is_given_its_time(stories: dict[int, list[Deed]]) -> None:
    for story in stories.values():
        at = {d.verb: d.at for d in story}
        if "forgo" in at:
            assert (at["forgo"].date() - at["inform"].date()).days > 3
        if "hear" in at:
            assert 7 <= (at["hear"].date() - at["accept_hearing"].date()).days <= 10
        if "expired" in at:
            assert (at["expired"].date() - at["announce"].date()).days >= 60


def test_crimes_wait_for_their_verdict(stories: dict[int, list[Deed]]) -> None:
    for story in stories.values():
        verbs = [d.verb for d in story]
        assert ("verdict" in verbs) == (story[0].values["ground"] in CRIMES)
        assert {"verdict", "submit"} - set(verbs) or verbs.index("verdict") < verbs.index("submit")


def test_cases_go_in_every_way_there_is(every: list[Deed]) -> None:
    counted = Counter(deed.verb for deed in every)
    for verb in ("return_for_evidence", "hear", "send", "announce", "execute_elsewhere", "forward"):
        assert counted[verb] > 0, verb
    assert counted["create"] - counted["decide"] == len(PENDING)


def test_cases_in_hand_end_in_the_last_days_and_the_others_in_the_years_told(
    stories: dict[int, list[Deed]],
) -> None:
    for story in stories.values():
        if "decide" in {deed.verb for deed in story}:
            assert story[-1].at.year <= YEARS[-1] + 1
        else:
            assert timedelta() <= LAST - story[-1].at.date() <= timedelta(days=2)
            assert {deed.values.get("no_hearing", "waived") for deed in story} == {"waived"}


def test_constructed_people_say_so_and_have_numbers_of_their_own(ground: Ground, every: list[Deed]) -> None:
    people = staff(ground)
    assert len({one.number for one in people}) == len(people)
    assert all(one.name.startswith("演示") for one in people)
    assert {deed.who for deed in every} <= {one.number for one in people}
    assert {one.unit for one in people if one.role == "officer"} == {u.code for u in ground.brigades}


def test_whoever_is_named_is_marked_as_constructed(every: list[Deed]) -> None:
    opened = [deed.values for deed in every if deed.verb == "create"]
    assert all("构造" in str(v["licence"]) and "构" in str(v["plate"]) for v in opened)
    assert all("构造" in str(v["facts"]) for v in opened)


def test_times_are_whole_minutes(every: list[Deed]) -> None:
    moments = [v for d in every for v in (d.at, *d.values.values()) if isinstance(v, datetime)]
    assert all(moment.second == moment.microsecond == 0 for moment in moments)


def test_the_same_deeds_each_time(ground: Ground, every: list[Deed]) -> None:
    assert deeds(ground, LAST) == every
