"""One attempt: password, then code; everything logged, nothing given away."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from luji.base.people import accounts
from luji.base.people.models import SignIn
from luji.base.people.signin import attempt, factor
from luji.base.people.signin import codes as rfc


@pytest.fixture
def device(crew):
    """080101 with a second factor; calling it gives the code of a step."""
    secret = factor.prepare(crew["080101"])

    def code(steps=0):
        return rfc.code_at(secret, int(timezone.now().timestamp()) // 30 + steps)

    code.recovery = factor.turn_on(crew.by("080101"), crew["080101"], code(-1))
    return code


def first(crew, client, **more):
    return client.post("/sign-in/", {"username": "080101", "password": crew.password, **more})


def second(client, code):
    return client.post("/sign-in/code/", {"code": code})


def signed_in(client):
    return client.get("/account/").status_code == 200


def log():
    return list(SignIn.objects.order_by("id").values_list("username", "good", "how", "problem"))


def test_every_attempt_is_logged_with_its_place(crew):
    client = Client(REMOTE_ADDR="10.1.2.3", HTTP_USER_AGENT="x" * 500)
    client.post("/sign-in/", {"username": "080101", "password": "wrong"})
    client.post("/sign-in/", {"username": "nobody", "password": "wrong"})
    first(crew, client)
    assert log() == [
        ("080101", False, "password", "PPL-101"), ("nobody", False, "password", "PPL-101"),
        ("080101", True, "password", ""),
    ]  # fmt: skip
    entry = SignIn.objects.last()
    assert (entry.origin, len(entry.agent)) == ("10.1.2.3", 200)
    assert SignIn.objects.filter(account=crew["080101"]).count() == 2


def test_with_a_second_factor_the_password_is_not_enough(crew, device):
    client = Client()
    answer = first(crew, client, next="/report/?period=2020")
    assert answer["Location"] == "/sign-in/code/"
    assert not signed_in(client)
    assert log() == []
    assert "第二步验证" in client.get("/sign-in/code/").content.decode()
    assert second(client, device())["Location"] == "/report/?period=2020"
    assert signed_in(client)
    assert log() == [("080101", True, "code", "")]


def test_a_recovery_code_signs_in_once(crew, device):
    for expected in (302, 422):
        client = Client()
        first(crew, client)
        assert second(client, device.recovery[0]).status_code == expected
    assert ("080101", True, "recovery", "") in log()


def test_a_code_seen_by_somebody_is_worth_nothing_to_them(crew, device):
    code = device()
    client, thief = Client(), Client()
    first(crew, client)
    first(crew, thief)
    assert second(client, code).status_code == 302
    answer = second(thief, code)
    assert "PPL-351" in answer.content.decode()
    assert not signed_in(thief)


def test_codes_cannot_be_tried_out(crew, device):
    client = Client()
    first(crew, client)
    wrong = f"{(int(device()) + 7) % 10**6:06d}"
    for _ in range(4):
        assert "PPL-351" in second(client, wrong).content.decode()
    assert "PPL-102" in second(client, wrong).content.decode()
    assert "PPL-102" in second(client, device(1)).content.decode()
    assert "PPL-102" in first(crew, Client()).content.decode()
    assert not signed_in(client)


def test_without_the_first_step_there_is_no_second(crew, device):
    client = Client()
    assert client.get("/sign-in/code/")["Location"] == "/sign-in/"
    assert second(client, device())["Location"] == "/sign-in/"
    assert not signed_in(client)


def test_the_first_step_waits_five_minutes(crew, device):
    client = Client()
    first(crew, client)
    kept = client.session
    kept[attempt.HALF] = kept[attempt.HALF] | {"at": timezone.now().timestamp() - 301}
    kept.save()
    answer = second(client, device())
    assert "PPL-352" in answer.content.decode()
    assert not signed_in(client)


def test_who_is_closed_between_the_steps_stays_outside(crew, device):
    client = Client()
    first(crew, client)
    accounts.close("080101", crew.by("080001"))
    assert "PPL-352" in second(client, device()).content.decode()
    assert not signed_in(client)


def test_a_one_time_password_runs_out(crew):
    password = accounts.reset_password(crew["080101"], crew.by("080001"))
    crew["080101"].refresh_from_db()
    account = crew["080101"]
    account.one_time_until = timezone.now() - timedelta(seconds=1)
    account.save()
    client = Client()
    answer = client.post("/sign-in/", {"username": "080101", "password": password})
    assert "PPL-107" in answer.content.decode()
    assert log() == [("080101", False, "password", "PPL-107")]


@pytest.mark.parametrize("username", ["080101\x00", " 080101 ", "x" * 5000, "' OR 1=1 --", "\u202e101080"])
def test_odd_names_do_no_harm(crew, username):
    answer = Client().post("/sign-in/", {"username": username, "password": "wrong"})
    assert answer.status_code == 422
    assert "PPL-101" in answer.content.decode()
    assert len(SignIn.objects.get().username) <= 64


def test_a_password_of_a_megabyte_costs_no_more_than_another(crew):
    answer = Client().post("/sign-in/", {"username": "080101", "password": "x" * 1_000_000})
    assert "PPL-101" in answer.content.decode()
