"""One act for many: each on its own, what is done and what is refused is told, nothing unseen is touched."""

import re

import pytest

from luji.record.registers.pages import together
from luji.record.registers.verbs import actions
from luji.record.workflow import actions as journal

ADDRESS = "/registers/tiny/together/"


def codes(answer):
    return re.findall(r'class="problem-code">([A-Z]{3}-\d{3})<', answer.content.decode())


def states(tiny):
    return list(tiny.rows.order_by("row").values_list("state", flat=True))


@pytest.fixture
def three(tiny, filed):
    return [filed(tiny, what=f"第{n}件") for n in range(3)]


def chosen(rows):
    return [f"{row.row}:{row.version}" for row in rows]


def test_the_list_offers_checkboxes_and_acts(tiny, people, three):
    page = people.client("officer").get("/registers/tiny/").content.decode()
    assert page.count('name="row"') == 3
    assert '<option value="send">' in page
    assert '<option value="finish">' not in page


def test_all_are_done_each_with_its_entry(tiny, people, three):
    client = people.client("officer")
    form = client.post(ADDRESS, {"action": "send", "row": chosen(three)})
    assert form.status_code == 200
    assert form.content.decode().count('name="row"') == 3
    done = client.post(ADDRESS, {"action": "send", "row": chosen(three), "do": "1"})
    assert done.status_code == 200
    assert states(tiny) == ["sent"] * 3
    assert [e.verb for row in three for e in journal.story(tiny.subject(row.row))] == ["create", "send"] * 3


def test_what_one_refuses_does_not_hold_up_the_others(tiny, people, three, walk):
    walk(tiny, three[0], "sent")
    actions.edit(people.actor("officer"), tiny, three[1].row, 1, {"count": 9})
    answer = people.client("officer").post(
        ADDRESS, {"action": "send", "row": [f"{row.row}:1" for row in three], "do": "1"}
    )
    assert sorted(codes(answer)) == ["REG-202", "REG-202"]
    assert states(tiny) == ["sent", "open", "sent"]
    assert "T2026-002" in answer.content.decode()


def test_a_common_form_is_filled_once_and_wrong_values_stop_all(tiny, people, three, walk):
    rows = [walk(tiny, row, "sent").row for row in three]
    client = people.client("second")
    empty = client.post(ADDRESS, {"action": "review", "row": chosen(rows), "do": "1"})
    assert (empty.status_code, "REG-101" in codes(empty)) == (422, True)
    assert states(tiny) == ["sent"] * 3
    client.post(ADDRESS, {"action": "review", "row": chosen(rows), "do": "1", "opinion": "同意"})
    assert states(tiny) == ["passed"] * 3
    assert set(tiny.rows.values_list("opinion", flat=True)) == {"同意"}


def test_asking_for_more_lines_does_nothing_yet(tiny, people, three):
    """Without a script the button for more lines sends the form."""
    sent = {"action": "send", "row": chosen(three), "do": "1", "more-lines": "1"}
    assert people.client("officer").post(ADDRESS, sent).status_code == 200
    assert states(tiny) == ["open"] * 3


def test_the_way_back_leads_to_the_list_as_it_was(tiny, people, three):
    client = people.client("officer")
    for step in ({}, {"do": "1"}):
        answer = client.post(f"{ADDRESS}?f.kind=a&q=件", {"action": "send", "row": chosen(three), **step})
        assert 'href="/registers/tiny/?f.kind=a&amp;q=%E4%BB%B6"' in answer.content.decode()


def test_everything_found_is_what_the_list_shows(tiny, people, three, filed):
    filed(tiny, what="别的")
    client = people.client("officer")
    form = client.post(f"{ADDRESS}?q=件", {"action": "send", "all": "1"}).content.decode()
    assert form.count('name="row"') == 3
    people.client("far", "officer", "hh-zhijiang")
    assert codes(people.client("far").post(ADDRESS, {"action": "send", "all": "1"})) == ["REG-583"]


def test_records_of_others_are_refused_and_stay_hidden(tiny, people, three):
    client = people.client("far", "officer", "hh-zhijiang")
    for step in ({}, {"do": "1"}):
        answer = client.post(ADDRESS, {"action": "send", "row": chosen(three), **step})
        assert not re.search("第[012]件|T2026-00", answer.content.decode())
    assert codes(answer) == ["REG-203"] * 3
    assert states(tiny) == ["open"] * 3


@pytest.mark.parametrize(("form", "code"), [
    ({}, "WFL-"), ({"action": "fly"}, "WFL-"), ({"action": "send"}, "REG-583"), ({"action": "send", "row": ["x", "1", "1:x", "-1:1", ":"]}, "REG-583"),
    ({"action": "send", "row": [f"{n}:1" for n in range(1, 502)]}, "REG-584"), ({"action": "send", "row": ["9" * 60 + ":1"]}, "REG-583"),
])  # fmt: skip
def test_nonsense_is_refused(tiny, people, form, code):
    answer = people.client("officer", "officer").post(ADDRESS, form)
    assert any(one.startswith(code) for one in codes(answer)), codes(answer)


def test_only_by_a_form(tiny, people):
    assert people.client("officer", "officer").get(ADDRESS).status_code == 405


def test_too_many_found_is_told(tiny, people, three, monkeypatch):
    monkeypatch.setattr(together, "MOST", 2)
    assert codes(people.client("officer").post(ADDRESS, {"action": "send", "all": "1"})) == ["REG-584"]


def test_a_return_needs_its_reason_for_each(tiny, people, three, walk):
    rows = [walk(tiny, row, "sent").row for row in three[:2]]
    client = people.client("second")
    assert codes(client.post(ADDRESS, {"action": "back", "row": chosen(rows), "do": "1"})) == ["WFL-307"] * 2
    client.post(ADDRESS, {"action": "back", "row": chosen(rows), "do": "1", "reason": "缺材料"})
    assert states(tiny) == ["open"] * 3
