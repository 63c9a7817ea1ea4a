"""The search of a list, posted: words go on, a plate does not; only for those who may look into the list."""

import pytest

from luji.record.registers.pages.looking import LOOK_UP


@pytest.mark.parametrize(("text", "where"), [
    ("样例", "/registers/tiny/?q=%E6%A0%B7%E4%BE%8B"), ("", "/registers/tiny/"), ("a\x00b", "/registers/tiny/?q=a+b"),
    ("湘N12345", "/look-up/"), ("见 湘N·12345", "/look-up/"), ("431202199001011234", "/look-up/"), ("13874501234", "/look-up/"),
])  # fmt: skip
def test_words_go_on_and_plates_to_the_look_up(people, tiny, text, where):
    client = people.client("officer", "officer")
    assert client.post("/registers/tiny/search/", {"q": text})["Location"] == where
    assert client.session.get(LOOK_UP, "") == (text if where == "/look-up/" else "")


def test_it_is_posted_only_and_only_to_what_may_be_seen(people, tiny):
    assert people.client("officer", "officer").get("/registers/tiny/search/").status_code == 405
    assert people.client("nobody").post("/registers/tiny/search/", {"q": "x"}).status_code == 404
