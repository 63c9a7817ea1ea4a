"""The pages that save and delete views."""

import pytest


@pytest.mark.parametrize("form", [{}, {"name": " "}, {"name": "x" * 300}])
def test_a_view_without_a_fit_name_is_refused(tiny, people, form):
    answer = people.client("officer", "officer").post("/registers/tiny/views/", form)
    assert (answer.status_code, "REG-580" in answer.content.decode()) == (404, True)


def test_only_by_form_and_only_ones_own(tiny, people):
    client = people.client("officer", "officer")
    assert client.get("/registers/tiny/views/").status_code == 405
    assert "REG-579" in client.post("/registers/tiny/views/7/delete/").content.decode()


def test_a_shared_view_is_the_units(tiny, people):
    people.client("officer", "officer").post("/registers/tiny/views/?q=a", {"name": "本队", "shared": "1"})
    assert "本队" in people.client("second", "officer").get("/registers/tiny/").content.decode()
    assert (
        "本队" not in people.client("far", "officer", "hh-zhijiang").get("/registers/tiny/").content.decode()
    )


def test_what_the_address_says_is_kept_and_nothing_else(tiny, people):
    answer = people.client("officer", "officer").post(
        "/registers/tiny/views/?q=a&evil=1&f.nonsense=2&at=xyz", {"name": "v"}
    )
    assert answer["Location"] == "/registers/tiny/?q=a"
