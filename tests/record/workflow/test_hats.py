"""Posts of one's own and delegated ones."""

from datetime import date

import pytest

from luji.record.workflow.hats import Delegation, Hat, Post, hats

LEGAL, CHIEF = Post("legal", "hh"), Post("chief", "hh")
POSTS = {"李": [LEGAL], "王": [CHIEF], "张": []}
GIVEN = Delegation("王", "李", CHIEF, date(2020, 6, 1), date(2020, 6, 5), "怀高交授〔2020〕1号")


@pytest.mark.parametrize(
    ("day", "held"),
    [(date(2020, 5, 31), 1), (date(2020, 6, 1), 2), (date(2020, 6, 5), 2), (date(2020, 6, 6), 1)],
)
def test_a_delegation_holds_from_its_first_to_its_last_day(day: date, held: int) -> None:
    assert len(hats("李", POSTS, [GIVEN], day)) == held


def test_own_posts_come_first_and_the_giver_is_remembered() -> None:
    own, given = hats("李", POSTS, [GIVEN], date(2020, 6, 2))
    assert own == Hat("李", LEGAL) and own.identities == {"李"}
    assert given == Hat("李", CHIEF, "王") and given.identities == {"李", "王"}


@pytest.mark.parametrize(
    "wrong",
    [
        Delegation("李", "张", CHIEF, date(2020, 6, 1), date(2020, 6, 5)),  # 李 has it only by delegation
        Delegation("张", "李", LEGAL, date(2020, 6, 1), date(2020, 6, 5)),  # 张 has no post at all
        Delegation("王", "张", Post("chief", "other"), date(2020, 6, 1), date(2020, 6, 5)),  # another unit
        Delegation("王", "王", CHIEF, date(2020, 6, 1), date(2020, 6, 5)),  # to oneself
        Delegation("王", "李", CHIEF, date(2020, 6, 5), date(2020, 6, 1)),  # ends before it begins
    ],
)
def test_what_was_not_held_is_not_given(wrong: Delegation) -> None:
    for person in ("张", "李", "王"):
        worn = hats(person, POSTS, [GIVEN, wrong], date(2020, 6, 2))
        assert all(h.behalf in (None, "王") and (h.behalf is None or h.person == "李") for h in worn)


def test_somebody_without_posts_wears_nothing() -> None:
    assert hats("赵", POSTS, [GIVEN], date(2020, 6, 2)) == []
