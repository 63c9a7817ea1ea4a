"""Lists of people: planned, refused with every row's reasons, taken in whole or not at all."""

from datetime import date

import pytest

from luji.base.people import posts
from luji.base.people.models import Account, Appointment, Service
from luji.base.people.office import listing, roster

HEAD = ["警号或账号", "姓名", "单位", "警衔", "职务", "入职日期", "岗位"]
NEW = ["080125", "新警官", "鹤城大队", "二级警员", "民警", "2024-07-01", "民警；法制员"]


def plan(crew, *rows, head=HEAD, number="080001"):
    return roster.plan(crew.by(number), [head, *rows], "名单.xlsx")


def problems(crew, *rows, head=HEAD, number="080001"):
    import pytest as _pytest

    from luji.base.kernel.problem import Refused

    with _pytest.raises(Refused) as why:
        plan(crew, *rows, head=head, number=number)
    return [(one.code, one.where.row) for one in why.value.problems]


def test_new_people_come_with_service_posts_and_one_time_passwords(crew, heard):
    found = plan(crew, NEW)
    assert (len(found.new), found.changed, found.unchanged) == (1, [], 0)
    assert Account.objects.count() == len(crew)
    ((account, password),) = roster.take_in(crew.by("080001"), found)
    assert account.check_password(password)
    assert {(p.role, p.unit, p.start) for p in account.appointments.all()} == {
        ("officer", "hh-hecheng", date(2024, 7, 1)), ("legal", "hh-hecheng", date(2024, 7, 1)),
    }  # fmt: skip
    assert heard == ["person_create", "appoint", "appoint"]


def test_changes_are_corrections_and_moves(crew, heard, day):
    found = plan(
        crew, ["080101", "张三峰", "鹤城大队", "", "", "2018-01-01", "民警"],
        ["080103", "赵六安", "hh-hecheng", "Constable, first class", "", "", ""],
    )  # fmt: skip
    changes = {line.number: changes for line, changes in found.changed}
    assert changes["080101"] == {"name": ("张三丰", "张三峰"), "entered": ("", "2018-01-01")}
    assert changes["080103"] == {"unit": ("芷江大队", "鹤城大队"), "rank": ("", "一级警员")}
    Service.objects.filter(account=crew["080103"]).update(start=day(-400))
    assert roster.take_in(crew.by("080001"), found) == []
    moved = Account.objects.get(username="080103")
    assert (moved.unit, moved.rank) == ("hh-hecheng", "constable_1")
    assert Appointment.objects.get(account=moved).end == day(-1)
    assert heard == ["person_edit", "move", "end_post"]


def test_what_is_given_out_and_taken_in_changes_nothing(crew, day):
    posts.appoint(crew["080101"], "legal", "hh-hecheng", day(-5))
    people = list(listing.kept(crew.by("080001")))
    rows = list(roster.table(people, listing.posts_of(people, day())))
    assert rows[0] == HEAD
    found = roster.plan(crew.by("080001"), rows, "x.csv")
    assert found.nothing
    assert found.unchanged == len(crew)


def row(**changed):
    names = ("number", "name", "unit", "rank", "title", "entered", "posts")
    return [changed.get(name, value) for name, value in zip(names, NEW, strict=True)]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": ""}, "PPL-209"), ({"number": "张 三"}, "PPL-105"), ({"number": "x" * 65}, "PPL-210"),
        ({"number": "luji"}, "PPL-105"), ({"name": ""}, "PPL-209"), ({"name": "长" * 81}, "PPL-210"),
        ({"unit": ""}, "PPL-209"), ({"unit": "外星大队"}, "PPL-001"), ({"unit": "hn"}, "PPL-304"),
        ({"rank": "将军"}, "PPL-206"), ({"entered": "去年"}, "PPL-208"), ({"entered": "2024/7/1"}, "PPL-208"),
        ({"posts": "国王"}, "PPL-348"), ({"posts": "外部协同单位"}, "PPL-348"), ({"posts": "民警,法制员"}, "PPL-348"),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong(crew, changed, code):
    assert problems(crew, NEW, row(**({"number": "080126"} | changed))) == [(code, 3)]


def test_every_wrong_row_is_told(crew):
    assert problems(crew, row(name=""), row(number="080126", unit="x"), row(number="080127", rank="x", entered="x")) == [
        ("PPL-209", 2), ("PPL-001", 3), ("PPL-208", 4), ("PPL-206", 4),
    ]  # fmt: skip


def test_one_person_has_one_row(crew):
    assert problems(crew, NEW, NEW) == [("PPL-346", 3)]


def test_posts_of_people_on_file_are_not_changed_by_a_list(crew):
    assert problems(crew, ["080101", "张三丰", "鹤城大队", "", "", "", "法制员"]) == [("PPL-347", 2)]
    assert plan(crew, ["080101", "张三丰", "鹤城大队", "", "", "", "民警"]).nothing
    assert plan(crew, ["080101", "张三丰", "鹤城大队", "", "", "", ""]).nothing


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ([], ["PPL-343"] * 3),
        (["姓名", "单位"], ["PPL-343"]),
        (["警号", "姓名", "单位", "爱好"], ["PPL-344"]),
        (["警号", "警号或账号", "姓名", "单位"], ["PPL-345"]),
        (["x", "y"], ["PPL-344", "PPL-344", "PPL-343", "PPL-343", "PPL-343"]),
    ],
)
def test_headings(crew, head, codes):
    assert [code for code, _ in problems(crew, ["1"], head=head)] == codes


def test_headings_in_any_order_and_in_english(crew):
    found = plan(crew, ["鹤城大队", "新警官", "080125"], head=["Unit", "Name", "Number"])
    assert found.new[0].unit == "hh-hecheng"


def test_others_units_are_refused(crew):
    assert problems(crew, ["080103", "赵六安", "芷江大队", "", "", "", ""], number="080102") == [
        ("PPL-301", 2)
    ]


def test_nothing_is_half_taken_in(crew, codes):
    found = plan(crew, NEW, row(number="080126", posts="系统管理员"))
    taken = crew.by("080001", keeps=frozenset({"hh-hecheng"}))
    found.new.append(roster.Line("080127", "丙", "hh-zhijiang"))
    assert codes(roster.take_in, taken, found) == ["PPL-304"]
    assert Account.objects.count() == len(crew)
