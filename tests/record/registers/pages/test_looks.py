"""Board, month and timeline show the rows of the table to the same people, and lead to the acts' forms."""

import re
from datetime import date

import pytest

from luji.record.registers.verbs import actions


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def some(tiny, filed, walk):
    """Three records: one open in January, one sent, one finished."""
    first = filed(tiny, what="甲事", day="2026-01-05")
    return (
        first,
        walk(tiny, filed(tiny, what="乙事", day="2026-01-20"), "sent").row,
        walk(tiny, filed(tiny, what="丙事", day=""), "finished").row,
    )


@pytest.mark.parametrize("look", ["board", "calendar", "timeline"])
def test_strangers_and_other_brigades_see_nothing(tiny, people, some, look):
    page = text(people.client("far", "officer", "hh-zhijiang").get(f"/registers/tiny/{look}/?month=2026-01"))
    assert not {"甲事", "乙事", "丙事"} & set(re.findall(r"[甲乙丙]事", page))
    assert 'class="empty-state"' in page
    assert people.client("nobody").get(f"/registers/tiny/{look}/").status_code == 404


@pytest.mark.parametrize("look", ["board", "calendar", "timeline"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_are_whole(tiny, people, some, look, language):
    client = people.client("officer")
    client.cookies["luji-language"] = language
    page = text(client.get(f"/registers/tiny/{look}/?month=2026-01"))
    assert not re.search(r"\s(on\w+|style)=", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    named = re.findall(r'(?:aria-labelledby|aria-controls|\sfor)="([^"]+)"', page)
    assert [name for name in named if name not in ids] == []
    assert 'aria-current="page"' in page


def test_the_board_has_a_column_for_each_state_with_records_and_moves_by_forms(tiny, people, some):
    page = text(people.client("officer").get("/registers/tiny/board/"))
    assert re.findall(r'id="column-(\w+)"', page) == ["open", "sent", "finished"]
    bare = page.split('board-bare">')[1].split("</p>")[0]
    assert re.findall(r'class="state">([^<]+)', bare) == [tiny.flow.state_label("passed").zh]
    assert f"/registers/tiny/{some[0].row}/acts/send/" in page
    assert f"/registers/tiny/{some[2].row}/acts/" not in page
    assert "/acts/review/" not in page  # who sent it may not review it
    assert f"/registers/tiny/{some[1].row}/acts/review/" in text(
        people.client("second").get("/registers/tiny/board/")
    )


def test_the_board_cuts_long_columns_and_costs_the_same(tiny, people, filed, django_assert_num_queries):
    client = people.client("officer", "officer")
    for n in range(14):
        filed(tiny, what=f"第{n}件")
        if n in (1, 13):
            with django_assert_num_queries(7):
                page = text(client.get("/registers/tiny/board/"))
    assert len(re.findall(r'class="board-card"', page)) == 12
    assert "f.state=open" in page


def test_a_withdrawn_record_has_a_column_only_when_asked(tiny, people, some):
    actions.act(people.actor("officer"), tiny, some[0].row, 1, "withdraw", {}, "x")
    client = people.client("officer")
    assert "column-withdrawn" not in text(client.get("/registers/tiny/board/"))
    assert "column-withdrawn" in text(client.get("/registers/tiny/board/?f.state=withdrawn"))


def test_a_month_shows_records_on_their_days(tiny, people, some):
    page = text(people.client("officer").get("/registers/tiny/calendar/?month=2026-01"))
    assert re.search(r"2026-01-05.*?甲事.*?2026-01-20.*?乙事", page, re.S)
    assert "丙事" not in page
    assert "month=2025-12" in page
    assert "month=2026-02" in page
    assert "乙事" not in text(people.client("officer").get("/registers/tiny/calendar/?month=2026-01&q=甲事"))


def test_without_a_month_the_latest_is_shown(tiny, people, some):
    page = text(people.client("officer").get("/registers/tiny/calendar/"))
    assert "乙事" in page


@pytest.mark.parametrize("month", ["2026-13", "x", "2026", "99999-01", "0001-01", "2026-01-01", "'"])
@pytest.mark.parametrize("look", ["calendar", "timeline"])
def test_what_is_no_month_is_refused(tiny, people, month, look):
    answer = people.client("officer", "officer").get(f"/registers/tiny/{look}/", {"month": month})
    assert (answer.status_code, "REG-587" in answer.content.decode()) == (404, True)


def test_a_busy_day_is_cut_and_says_so(tiny, people, filed):
    for n in range(6):
        filed(tiny, what=f"第{n}件", day="2026-01-05")
    page = text(people.client("officer").get("/registers/tiny/calendar/?month=2026-01"))
    assert "还有 2" in page or "2 more" in page


def test_the_timeline_has_a_bar_for_what_lies_in_its_months(tiny, people, some):
    page = text(people.client("officer").get("/registers/tiny/timeline/?month=2026-01"))
    assert len(re.findall(r'class="bar', page)) == 2
    assert "丙事" not in page
    bars = [
        tuple(map(int, one)) for one in re.findall(r'class="bar[^"]*" x="(\d+)" y="4" width="(\d+)"', page)
    ]
    days = (date(2026, 4, 1) - date(2026, 1, 1)).days
    assert all(left >= 0 and left + width <= days * 10 for left, width in bars)


def test_a_register_without_looks_has_none(hazard, people):
    declared = hazard.spec.views
    client = people.client("officer", "officer")
    for look, there in (
        ("board", declared.board),
        ("calendar", declared.calendar),
        ("timeline", declared.timeline),
    ):
        answer = client.get(f"/registers/hazard/{look}/")
        assert (answer.status_code == 200) == bool(there)
        assert there or "REG-585" in answer.content.decode()
