"""Forms: what was sent is read or refused, all of it at once; nothing odd comes through."""

from datetime import date

import pytest

from luji.base.kernel.text import Text
from luji.base.people.forms import Ask, blank, fill, marked
from luji.base.people.post_problems import CLOSED

NAME = Ask("name", Text("姓名", "Name"), needed=True, most=10)
DAY = Ask("day", Text("日期", "Day"), "date")
KIND = Ask("kind", Text("种类", "Kind"), "select", options=(("a", "A"), ("b", "B")))
NOTE = Ask("note", Text("说明", "Remark"), "area", most=20)
TICK = Ask("tick", Text("勾", "Tick"), "check")
SECRET = Ask("secret", Text("密码", "Password"), "password", most=30)
ASKS = (NAME, DAY, KIND, NOTE, TICK, SECRET)


def test_good_answers_have_values():
    form = fill(
        ASKS,
        {"name": " 张三 ", "day": "2026-03-01", "kind": "a", "note": "一\n二", "tick": "1", "secret": " x "},
    )
    assert form.problems == ()
    assert form.text("name") == "张三"
    assert form.day("day") == form.needed_day("day") == date(2026, 3, 1)
    assert form.yes("tick")
    assert form.text("note") == "一\n二"
    assert form.text("secret") == " x "
    form.refuse_wrong()


def test_what_was_not_sent_is_empty():
    form = fill(ASKS[1:], {})
    assert (form.day("day"), form.text("kind"), form.yes("tick")) == (None, "", False)
    assert form.problems == ()
    with pytest.raises(KeyError):
        form.needed_day("day")


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, "PPL-209"),
        ({"name": "  "}, "PPL-209"),
        ({"name": "\x00\x01"}, "PPL-209"),
        ({"name": "x" * 11}, "PPL-210"),
        ({"name": "x", "day": "2026-02-30"}, "PPL-208"),
        ({"name": "x", "day": "01/02/2026"}, "PPL-208"),
        ({"name": "x", "day": "0001-01-01"}, "PPL-208"),
        ({"name": "x", "day": "9999-12-31"}, "PPL-208"),
        ({"name": "x", "kind": "c"}, "PPL-208"),
        ({"name": "x", "kind": "A"}, "PPL-208"),
        ({"name": "x", "note": "长" * 21}, "PPL-210"),
        ({"name": "x", "secret": "x" * 31}, "PPL-210"),
    ],
)
def test_bad_answers_are_told_with_their_number(codes, sent, expected):
    form = fill(ASKS, sent)
    assert [problem.code for problem in form.problems] == [expected]
    assert codes(form.refuse_wrong) == [expected]


def test_every_mistake_is_told_at_once():
    form = fill(ASKS, {"day": "x", "kind": "c", "note": "长" * 5000})
    assert [problem.code for problem in form.problems] == ["PPL-209", "PPL-208", "PPL-208", "PPL-210"]


def test_what_was_typed_stays_but_no_secret_does():
    form = fill(ASKS, {"name": "张", "day": "x", "secret": "lu-ji-2020-x"})
    shown = {one.ask.name: one.value for one in form.inputs}
    assert shown["day"] == "x"
    assert shown["secret"] == ""


def test_control_characters_do_not_come_through():
    form = fill((NAME, NOTE), {"name": "张\u202e三\x07", "note": "a\x00b\tc\nd"})
    assert form.text("name") == "张三"
    assert form.text("note") == "ab\tc\nd"


def test_an_empty_form_holds_what_is_known():
    shown = {
        one.ask.name: one.value for one in blank(ASKS, name="张", day=date(2026, 3, 1), tick=True, kind=None)
    }
    assert shown == {"name": "张", "day": "2026-03-01", "kind": "", "note": "", "tick": "1", "secret": ""}


def test_problems_are_put_to_their_inputs():
    one, other = marked(blank((NAME, DAY)), {"name": CLOSED(name="张")})
    assert one.problem.code == "PPL-207"
    assert other.problem is None
