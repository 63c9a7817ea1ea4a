"""Names of numbers, numbers of names, and lists to choose from."""

from datetime import date

import pytest

from luji.base.people import officers, posts
from luji.base.people.models import Account


@pytest.fixture
def people(db):
    listed = (
        ("080101", "张三", "hh-hecheng", True),
        ("080102", "李四", "hh-hecheng", True),
        ("080103", "李四", "hh-zhijiang", True),
        ("080104", "王五", "hh-zhijiang", False),
        ("080105", "赵六", "hh-zhijiang", True),
        ("080106", "赵六", "hh-zhijiang", False),
        ("weihu", "养护公司", "hh-hecheng", True),
    )
    made = {n: Account.objects.create(username=n, name=m, unit=u, is_active=a) for n, m, u, a in listed}
    posts.appoint(made["weihu"], "partner", "hh", date(2020, 1, 1), party="养护公司")
    return made


def test_names_of_numbers_come_in_one_query(people, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = officers.name_of(["080101", "080104", "nobody", "", "080101"])
    assert found == {"080101": "张三", "080104": "王五"}


@pytest.mark.parametrize("numbers", [(), [""], {""}])
def test_no_number_needs_no_query(people, django_assert_num_queries, numbers):
    with django_assert_num_queries(0):
        assert officers.name_of(numbers) == {}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("080101", "080101"),
        (" 080101 ", "080101"),
        ("张三", "080101"),
        ("张三（080101）", "080101"),
        ("张三 (080101)", "080101"),
        ("李四 （ 080103 ）", "080103"),
        ("赵六", "080105"),
        ("080104", "080104"),
    ],
)
def test_a_person_is_found_by_number_or_by_a_name_of_one(people, text, number):
    assert officers.find(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "李四",
        "王五",
        "张三（080102）",
        "张三（）",
        "（080101）",
        "养护公司",
        "080",
        "张%",
        "张三\x00",
    ],
)
def test_nobody_is_guessed(people, text):
    assert officers.find(text) is None


def test_choices_are_the_serving_people_of_the_units(people):
    assert officers.choices(["hh-hecheng"]) == [("080101", "张三"), ("080102", "李四")]
    assert officers.choices(["hh-zhijiang", "hh-zhijiang"]) == [("080103", "李四"), ("080105", "赵六")]
    assert officers.choices([]) == []
    assert officers.choices(["hh-nowhere"]) == []
