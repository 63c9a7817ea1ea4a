"""One's own password and sessions."""

import pytest
from django.test import Client

from luji.base.people.models import Sitting

NEW = "another-pass-9"


def change(client, old, new=NEW, again=None):
    return client.post(
        "/account/password/", {"old": old, "new": new, "again": new if again is None else again}
    )


def test_another_password_ends_every_other_session_but_not_this(crew, heard):
    here, elsewhere = crew.client("080101"), crew.client("080101")
    assert change(here, crew.password)["Location"] == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert heard == ["change_password"]
    assert NEW not in str(heard.all)
    sitting = Sitting.objects.get(account=crew["080101"])
    assert sitting.key == here.session.session_key
    assert Client().post("/sign-in/", {"username": "080101", "password": NEW}).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "expected"),
    [
        ("wrong-one-x1", NEW, NEW, ["PPL-108"]),
        (None, NEW, "another-pass-8", ["PPL-109"]),
        (None, "short", "short", ["PPL-104"]),
        (None, None, None, ["PPL-104"]),
        ("wrong-one-x1", "short", "other", ["PPL-108", "PPL-109", "PPL-104"]),
        ("", NEW, NEW, ["PPL-209"]),
        (None, "", "", ["PPL-209"]),
        (None, "x" * 401, "x" * 401, ["PPL-210"]),
    ],
)
def test_what_is_wrong_is_told_and_nothing_changes(crew, heard, old, new, again, expected):
    client = crew.client("080101")
    given = [crew.password if one is None else one for one in (old, new, again)]
    answer = change(client, *given)
    page = answer.content.decode()
    assert answer.status_code == 422
    for code in expected:
        assert code in page
    assert crew.password not in page
    crew["080101"].refresh_from_db()
    assert crew["080101"].check_password(crew.password)
    assert heard == []


def test_a_stolen_session_does_not_try_out_passwords(crew):
    client = crew.client("080101")
    for n in range(5):
        change(client, f"guess-number-{n}")
    assert "PPL-102" in change(client, crew.password).content.decode()
    crew["080101"].refresh_from_db()
    assert crew["080101"].check_password(crew.password)


def test_a_stolen_session_does_not_try_out_codes(crew):
    client = crew.client("080101")
    client.get("/account/second-factor/")
    for _ in range(5):
        client.post("/account/second-factor/", {"code": "000000"})
    assert "PPL-102" in client.post("/account/second-factor/", {"code": "000000"}).content.decode()


def test_the_directorys_passwords_are_changed_there(crew):
    account = crew["080101"]
    account.set_unusable_password()
    account.save()
    assert "PPL-110" in change(crew.client("080101"), "x" * 12).content.decode()


def test_ending_the_others_leaves_this_one(crew, heard):
    here, one, two = (crew.client("080101") for _ in range(3))
    stranger = crew.client("080102")
    assert here.post("/account/sessions/end/")["Location"] == "/account/"
    assert [c.get("/account/").status_code for c in (here, one, two, stranger)] == [200, 302, 302, 200]
    assert heard == ["end_sessions"]
    here.post("/account/sessions/end/")
    assert heard == ["end_sessions"]
    assert here.get("/account/sessions/end/").status_code == 405
