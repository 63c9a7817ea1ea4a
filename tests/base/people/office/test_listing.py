"""The list of people: words, unit, post, state, pages; nothing of others' units."""

import pytest
from django.http import QueryDict

from luji.base.people import accounts, posts
from luji.base.people.by import installation
from luji.base.people.models import Account
from luji.base.people.office import listing
from luji.base.people.office.listing import Wanted
from luji.base.people.signin import lockout


def numbers(by, **wanted):
    return [one.username for one in listing.found(by, Wanted(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["080001", "080002", "080101", "080102", "080103"]),
        ({"words": "张"}, ["080101"]),
        ({"words": "0801"}, ["080101", "080102", "080103"]),
        ({"words": "%"}, []),
        ({"words": "'; DROP TABLE people_account; --"}, []),
        ({"unit": "hh-hecheng"}, ["080101", "080102"]),
        ({"unit": "hh"}, ["080001", "080002", "080101", "080102", "080103"]),
        ({"role": "brigade_lead"}, ["080102"]),
        ({"role": "officer", "unit": "hh-zhijiang"}, ["080103"]),
        ({"state": "open"}, ["080001", "080002", "080101", "080102", "080103"]),
        ({"state": "closed"}, []),
        ({"state": "locked"}, []),
        ({"state": "no-post"}, []),
    ],
)
def test_filters(crew, wanted, expected):
    assert numbers(crew.by("080001"), **wanted) == expected


def test_states(crew, day):
    by = crew.by("080001")
    accounts.close("080103", by)
    posts.end(crew["080101"].appointments.get(), day(-1))
    for _ in range(5):
        lockout.note_failure("080102", by.at)
    assert numbers(by, state="closed") == ["080103"]
    assert numbers(by, state="no-post") == ["080101"]
    assert numbers(by, state="locked") == ["080102"]
    assert "080103" not in numbers(by, state="open")


def test_only_the_accounts_one_keeps(crew):
    assert numbers(crew.by("080101")) == []
    assert numbers(crew.by("080001", keeps=frozenset({"hh-zhijiang"}))) == ["080103"]
    assert len(numbers(installation())) == 5
    assert numbers(crew.by("080001", keeps=frozenset({"hh-zhijiang"})), unit="hh") == ["080103"]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (
            "q=张&unit=hh&role=officer&state=open",
            {"q": "张", "unit": "hh", "role": "officer", "state": "open"},
        ),
        ("unit=nowhere&role=king&state=odd", {}),
        ("q=%20%20", {}),
        ("q=a%00b", {"q": "ab"}),
        ("", {}),
    ],
)
def test_what_is_not_known_is_left_out(asked, kept):
    assert Wanted.of(QueryDict(asked)).query() == kept


def test_words_of_5000_characters_are_cut():
    assert len(Wanted.of(QueryDict(f"q={'x' * 5000}")).words) == 80


@pytest.mark.parametrize(
    ("number", "page"), [("1", 1), ("2", 2), ("99", 2), ("0", 2), ("-1", 2), ("x", 1), ("", 1)]
)
def test_pages(db, number, page):
    for n in range(60):
        Account.objects.create(username=f"09{n:04d}", name="某", unit="hh")
    found = listing.page_of(listing.found(installation(), Wanted()), number)
    assert found.number == page
    assert len(found.object_list) == (50 if page == 1 else 10)


def test_posts_of_many_come_in_one_query(crew, day, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = listing.posts_of(list(crew.values()), day())
    assert [post.role for post in found[crew["080102"].pk]] == ["brigade_lead"]


def test_a_locked_name_is_found_in_any_letter_case(crew):
    by = crew.by("080001")
    Account.objects.filter(username="080102").update(username="Wang.Wu")
    for _ in range(5):
        lockout.note_failure("WANG.WU", by.at)
    assert numbers(by, state="locked") == ["Wang.Wu"]
