"""The bench's lists: order, places, who holds what, the month; and how many queries they cost."""

from datetime import UTC, datetime, timedelta

import pytest

from luji.record.bench import work
from luji.record.workflow.models import NEVER, Matter

WEEK = 7 * 24 * 60


def listed(crew, who, at="", limit=work.LIMIT):
    return work.waiting(crew.registry, crew.actor(who).person, at, limit)


def test_the_nearest_end_first_and_what_has_none_last(crew):
    late = crew.walk((2 * WEEK, "officer", "submit"))
    fresh = crew.walk((5, "officer", "submit"))
    found = listed(crew, "legal")
    assert [item.matter.row for item in found.items] == [late.row, fresh.row]
    assert found.items[0].due < crew.now < found.items[1].due
    assert (found.items[0].clock.zh, found.items[0].actions[0].zh) == ("作出决定", "审核通过")
    draft = crew.open("second")
    (item,) = listed(crew, "second").items
    assert (item.matter.row, item.due, item.clock) == (draft.row, None, None)


def test_every_page_once_and_in_order(crew):
    for n in range(7):
        crew.walk((n * 60, "officer", "submit"))
    seen, at = [], ""
    while True:
        page = listed(crew, "legal", at, limit=3)
        assert page.total == 7
        seen += [item.matter.row for item in page.items]
        at = page.after
        if not at:
            break
    whole = [item.matter.row for item in listed(crew, "legal").items]
    assert seen == whole and len(set(seen)) == 7


@pytest.mark.parametrize("at", [
    "x", "1~2~3", "~~", "2026-01-01~2026-01-01~1", "2026-01-01T00:00:00+08:00~x~1", "~" * 50, "2026-13-01~1~1",
    "2026-01-01T00:00:00+08:00~2026-01-01T00:00:00+08:00~-1", "2026-01-01T00:00:00+08:00~2026-01-01T00:00:00+08:00~" + "9" * 30,
])  # fmt: skip
def test_a_place_that_is_none_is_the_beginning(at):
    assert work.read_place(at) is None


def test_a_place_comes_back(crew):
    crew.open()
    matter = Matter.objects.get()
    assert work.read_place(work.spelled_place(matter)) == (matter.rank, matter.since, matter.pk)


def test_what_was_sent_on_says_who_has_it_since_when(crew):
    crew.walk((90, "officer", "submit"))
    found = work.sent(crew.registry, crew.actor("officer").person)
    (item,) = found.items
    assert [holder.zh for holder in item.holders] == ["鹤城大队的上级单位的法制员"]
    assert item.matter.since == crew.now - timedelta(minutes=90)
    assert work.sent(crew.registry, crew.actor("legal").person).total == 0


def test_partners_and_writers_are_named(crew):
    row = crew.walk((9, "officer", "submit"), (8, "legal", "back"))
    (item,) = work.sent(crew.registry, crew.actor("legal").person).items
    assert [holder.zh for holder in item.holders] == ["officer同志"]
    assert row.state == "draft"


def test_what_is_done_or_waits_for_me_was_not_sent_on(crew):
    crew.walk((9, "officer", "submit"), (8, "legal", "review"), (7, "officer", "tell"), (6, "officer", "forward"),
              (5, "chief", "decide"))  # fmt: skip
    crew.walk((9, "officer", "submit"), (8, "legal", "review"))
    assert work.sent(crew.registry, crew.actor("officer").person).total == 0


def test_what_nobody_may_see_any_more_is_not_listed(crew):
    from luji.base.people.models import Appointment

    crew.walk((9, "officer", "submit"))
    Appointment.objects.filter(account__username="officer").update(unit="hh-zhijiang")
    assert work.sent(crew.registry, crew.actor("officer").person).total == 0


def test_the_month_counts_registers_and_names_nobody(crew):
    crew.walk((50, "officer", "submit"), (40, "legal", "review"), (35, "officer", "tell"), (10, "officer", "forward"),
              (5, "chief", "decide"))  # fmt: skip
    crew.walk((WEEK, "officer", "submit"))
    crew.open("stranger")
    day = crew.now.replace(day=28, hour=4)
    (line,) = work.month(crew.registry, crew.actor("lead").person, "hh-hecheng", max(day, crew.now))
    assert (line.finished, line.median, line.open, line.late) == (1, 20, 1, 1)
    assert [(label.zh, count) for label, count in line.states] == [("待审核", 1)]
    (above,) = work.month(crew.registry, crew.actor("chief").person, "hh", crew.now)
    assert above.open == 2  # the unit and those below it
    assert work.month(crew.registry, crew.actor("stranger").person, "hh-hecheng", crew.now) == []


def test_last_month_does_not_count(crew):
    crew.walk((60 * 24 * 40, "officer", "submit"))
    (line,) = work.month(crew.registry, crew.actor("lead").person, "hh-hecheng", crew.now)
    assert (line.opened, line.finished, line.open) == (0, 0, 1)


def test_queries_do_not_grow(crew, django_assert_num_queries):
    for _ in range(3):
        crew.walk((9, "officer", "submit"))
        crew.open("second")
    legal, officer = crew.actor("legal").person, crew.actor("officer").person
    for _ in range(2):
        with django_assert_num_queries(3):
            work.waiting(crew.registry, legal)
        with django_assert_num_queries(3):
            work.sent(crew.registry, officer)
        with django_assert_num_queries(3):
            work.month(crew.registry, officer, "hh-hecheng", crew.now)
        for _ in range(4):
            crew.walk((9, "officer", "submit"))


def test_late_by_how_much():
    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert work.remaining(now - timedelta(hours=3), now) == (True, timedelta(hours=3))
    assert work.remaining(now + timedelta(days=1), now) == (False, timedelta(days=1))
    assert work.remaining(NEVER, now)[0] is False


def test_whose_month(crew):
    assert work.own_unit(crew.actor("officer").person) == "hh-hecheng"
    assert work.own_unit(crew.actor("partner").person) == ""
