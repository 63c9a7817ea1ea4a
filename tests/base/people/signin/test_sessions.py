"""Sessions: noted, limited in number, ended when idle or old or from elsewhere."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from luji.base.people import accounts
from luji.base.people.models import Sitting
from luji.base.people.signin import sessions

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Safari/537.36 Edg/120"
PAGE = "/account/"


def alive(client):
    return client.get(PAGE).status_code == 200


def test_a_session_is_noted_with_place_and_device(crew):
    client = Client(HTTP_USER_AGENT=EDGE, REMOTE_ADDR="10.1.2.3")
    client.force_login(crew["080101"], backend="django.contrib.auth.backends.ModelBackend")
    client.post("/sign-out/")
    client.post("/sign-in/", {"username": "080101", "password": crew.password})
    (sitting,) = Sitting.objects.filter(account=crew["080101"])
    assert sitting.origin == "10.1.2.3"
    assert sessions.device_of(sitting.agent) == "Edge · Windows"
    assert sitting.key == client.session.session_key


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
            "Safari · iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko Firefox/120.0", "Firefox · Linux"),
        ("curl/8", ""),
        ("", ""),
        ("<script>", ""),
    ],
)
def test_devices_in_two_words(agent, said):
    assert sessions.device_of(agent) == said


def test_signing_out_forgets_the_session(crew):
    client = crew.client("080101")
    assert Sitting.objects.count() == 1
    client.post("/sign-out/")
    assert Sitting.objects.count() == 0


def test_the_oldest_above_the_limit_end(crew, options):
    options(session_most=2)
    first, second, third = (crew.client("080101") for _ in range(3))
    other = crew.client("080102")
    assert [alive(one) for one in (first, second, third, other)] == [False, True, True, True]
    assert Sitting.objects.filter(account=crew["080101"]).count() == 2


def age(client, name, seconds):
    kept = client.session
    kept[name] = kept[name] - seconds
    kept.save()


def test_an_idle_session_ends_and_says_so(crew):
    client = crew.client("080101")
    age(client, sessions.SEEN, 30 * 60 - 5)
    assert alive(client)
    age(client, sessions.SEEN, 30 * 60 + 1)
    answer = client.get("/account/?x=1")
    assert answer["Location"] == "/sign-in/?next=%2Faccount%2F%3Fx%3D1&over=PPL-361"
    assert "30 分钟没有操作" in client.get(answer["Location"]).content.decode()
    assert Sitting.objects.count() == 0
    assert not alive(client)


def test_an_old_session_ends_however_busy(crew):
    client = crew.client("080101")
    age(client, sessions.STARTED, 12 * 3600 + 1)
    answer = client.post("/account/sessions/end/")
    assert answer["Location"] == "/sign-in/?next=%2F&over=PPL-362"
    assert "登录已满 12 小时" in client.get(answer["Location"]).content.decode()


def test_being_used_is_noted_once_a_minute(crew, django_assert_num_queries):
    client = crew.client("080101")
    was = client.session[sessions.SEEN]
    alive(client)
    assert client.session[sessions.SEEN] == was
    age(client, sessions.SEEN, 61)
    alive(client)
    assert client.session[sessions.SEEN] >= was
    assert Sitting.objects.get().seen >= timezone.now() - timedelta(seconds=5)


@pytest.mark.parametrize("how", ["close", "reset", "password", "all"])
def test_what_ends_every_session(crew, how):
    client, other = crew.client("080101"), crew.client("080102")
    assert alive(client)
    by = crew.by("080001")
    {
        "close": lambda: accounts.close("080101", by),
        "reset": lambda: accounts.reset_password(crew["080101"], by),
        "password": lambda: accounts.set_password("080101", "another-pass-9", by),
        "all": lambda: sessions.end_all(crew["080101"]),
    }[how]()
    assert not alive(client)
    assert alive(other)
    assert not Sitting.objects.filter(account=crew["080101"]).exists()
    assert Session.objects.filter(session_key=client.session.session_key).count() <= 1


def test_notes_of_sessions_long_over_are_swept(crew):
    crew.client("080101")
    Sitting.objects.update(started=timezone.now() - timedelta(hours=14))
    sessions.forget_old(timezone.now())
    assert Sitting.objects.count() == 0
