"""A former content comes back by a new edit; history keeps everything."""

import pytest

from luji.base.kernel.problem import Refused, errors
from luji.record.registers.pages import undoing
from luji.record.registers.verbs import actions
from luji.record.workflow import actions as journal


@pytest.fixture
def edited(tiny, people, filed):
    """A record edited twice: its number of pieces 3, then 4, then 5 with another matter."""
    row = filed(tiny)
    actor = people.actor("officer")
    actions.edit(actor, tiny, row.row, 1, {"count": 4})
    return actions.edit(actor, tiny, row.row, 2, {"count": 5, "what": "别的"})


def story(tiny, row):
    return journal.story(tiny.subject(row.row))


def test_the_content_after_each_entry(tiny, edited):
    entries = story(tiny, edited)
    found = [undoing.content_after(tiny, edited, entries, e.number) for e in entries]
    assert [(one["count"], one["what"]) for one in found] == [(3, "样例"), (4, "样例"), (5, "别的")]
    assert undoing.editions(tiny, edited, entries) == {entries[0].number, entries[1].number}


def test_a_former_content_is_shown_and_brought_back(tiny, edited, people):
    client = people.client("officer")
    first = story(tiny, edited)[0].number
    address = f"/registers/tiny/{edited.row}/editions/{first}/"
    assert address in client.get(f"/registers/tiny/{edited.row}/").content.decode()
    page = client.get(address).content.decode()
    assert "别的" in page
    assert "样例" in page
    assert client.post(address, {"version": "3"}).status_code == 302
    edited.refresh_from_db()
    assert (edited.count, edited.what, edited.version) == (3, "样例", 4)
    last = story(tiny, edited)[-1]
    assert (last.verb, str(first) in last.reason) == ("edit", True)
    assert errors(journal.verify()) == []


def test_a_removed_photograph_comes_back_by_the_button(hazard, people, typed, brought):
    people.cast()
    officer, mine = people.actor("officer"), brought("officer")
    row = actions.create(officer, hazard, typed(hazard) | {"photos": [mine]})
    row = actions.edit(officer, hazard, row.row, row.version, {"photos": None})
    first = story(hazard, row)[0].number
    address = f"/registers/hazard/{row.row}/editions/{first}/"
    assert people.client("officer").post(address, {"version": "2"}).status_code == 302
    row.refresh_from_db()
    assert row.photos == [mine]


@pytest.mark.parametrize(("version", "code"), [("2", "REG-202"), ("x", "REG-202"), ("", "REG-202")])
def test_a_stale_page_brings_nothing_back(tiny, edited, people, version, code):
    first = story(tiny, edited)[0].number
    answer = people.client("officer").post(
        f"/registers/tiny/{edited.row}/editions/{first}/", {"version": version}
    )
    assert (answer.status_code, code in answer.content.decode()) == (422, True)


def test_what_is_not_in_the_history_is_refused(tiny, edited, filed, people):
    other = story(tiny, filed(tiny))[0].number
    for number in (other, 0, 10**12):
        with pytest.raises(Refused, match="REG-578"):
            undoing.content_after(tiny, edited, story(tiny, edited), number)
        assert (
            people.client("officer").get(f"/registers/tiny/{edited.row}/editions/{number}/").status_code
            == 404
        )


def test_strangers_and_frozen_content_are_refused(tiny, edited, people, walk):
    first = story(tiny, edited)[0].number
    address = f"/registers/tiny/{edited.row}/editions/{first}/"
    assert people.client("far", "officer", "hh-zhijiang").post(address, {"version": "3"}).status_code == 404
    walk(tiny, edited, "sent")
    assert people.client("officer").get(address).status_code == 403
    assert "editions" not in people.client("officer").get(f"/registers/tiny/{edited.row}/").content.decode()


def test_the_present_content_is_nothing_to_restore(tiny, edited, people):
    last = story(tiny, edited)[-1].number
    address = f"/registers/tiny/{edited.row}/editions/{last}/"
    assert "REG-205" in people.client("officer").post(address, {"version": "3"}).content.decode()
