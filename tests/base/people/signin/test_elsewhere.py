"""The whole way to a fake issuer and back, in its own thread, over real connections."""

import json
import threading
import time
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey

from luji.base.people import accounts
from luji.base.people.models import Account, SignIn
from luji.base.people.signin import factor
from luji.base.people.signin.options import Oidc

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


class Quiet(WSGIRequestHandler):
    """Says nothing on the terminal."""

    def log_message(self, *args):
        pass


@pytest.fixture
def issuer(options):
    """A fake issuer on a port of its own; `person` is who signs in there."""

    def app(environ, start):
        path = environ["PATH_INFO"]
        base = server.base
        if path.endswith("openid-configuration"):
            body = {
                "issuer": base,
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "jwks_uri": f"{base}/keys",
            }
        elif path == "/keys":
            body = {"keys": [KEY.as_dict(private=False)]}
        else:
            sent = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode())
            now = int(time.time())
            claims = {
                "iss": base,
                "aud": "luji",
                "sub": "1",
                "iat": now,
                "exp": now + 60,
                "nonce": server.nonce,
            }
            server.verifier = sent["code_verifier"][0]
            body = {"id_token": jwt.encode({"alg": "RS256", "kid": "one"}, claims | server.person, KEY)}
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(body).encode()]

    server = make_server("127.0.0.1", 0, app, handler_class=Quiet)
    server.base = f"http://127.0.0.1:{server.server_port}"
    server.person = {"preferred_username": "080101", "name": "张三丰"}
    options(oidc=Oidc(issuer=server.base, client="luji", secret="s", plain=True, timeout=5))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join(5)
    server.server_close()


def go(client, issuer, path="/sign-in/elsewhere/?next=/account/"):
    """Leave for the issuer; the query the reader is sent with."""
    answer = client.get(path)
    query = {name: value[0] for name, value in parse_qs(urlsplit(answer["Location"]).query).items()}
    issuer.nonce = query["nonce"]
    return query


def come_back(client, **answer):
    return client.get("/sign-in/elsewhere/back/", answer)


def test_the_whole_way(crew, issuer):
    client = Client()
    assert "统一身份认证" in client.get("/sign-in/").content.decode()
    query = go(client, issuer)
    assert query["redirect_uri"] == "http://testserver/sign-in/elsewhere/back/"
    assert come_back(client, state=query["state"], code="c")["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert SignIn.objects.last().how == "oidc"


def test_a_code_comes_back_once(crew, issuer):
    client = Client()
    query = go(client, issuer)
    come_back(client, state=query["state"], code="c")
    client.post("/sign-out/")
    assert "PPL-383" in come_back(client, state=query["state"], code="c").content.decode()


def test_a_link_sent_by_somebody_else_signs_nobody_in(crew, issuer):
    mine, theirs = Client(), Client()
    query = go(theirs, issuer)
    assert "PPL-383" in come_back(mine, state=query["state"], code="c").content.decode()
    assert mine.get("/account/").status_code == 302


def test_other_sites_are_no_target(crew, issuer):
    client = Client()
    query = go(client, issuer, "/sign-in/elsewhere/?next=https://evil.example/")
    assert "evil" not in come_back(client, state=query["state"], code="c")["Location"]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"preferred_username": "nobody"}, "PPL-373"),
        ({"preferred_username": ""}, "PPL-383"),
        ({"preferred_username": ["080101"]}, "PPL-383"),
        ({"sub": "080101", "preferred_username": None}, "PPL-383"),
    ],
)
def test_whom_we_do_not_know(crew, issuer, person, expected):
    issuer.person = {name: value for name, value in person.items() if value is not None}
    client = Client()
    query = go(client, issuer)
    assert expected in come_back(client, state=query["state"], code="c").content.decode()
    assert client.get("/account/").status_code == 302
    assert SignIn.objects.last().problem == expected


def test_the_closed_stay_outside(crew, issuer):
    accounts.close("080101", crew.by("080001"))
    client = Client()
    query = go(client, issuer)
    assert "PPL-101" in come_back(client, state=query["state"], code="c").content.decode()


def test_accounts_are_made_without_posts_where_that_is_set(crew, issuer, options):
    from dataclasses import replace

    from django.conf import settings

    options(oidc=replace(settings.LUJI_SIGN_IN.oidc, create=True))
    issuer.person = {"preferred_username": "new-one", "name": "新人"}
    client = Client()
    query = go(client, issuer)
    assert come_back(client, state=query["state"], code="c").status_code == 302
    made = Account.objects.get(username="new-one")
    assert (made.name, made.appointments.count(), made.has_usable_password()) == ("新人", 0, False)


def test_a_second_factor_here_is_asked_for_too(crew, issuer):
    from django.utils import timezone

    from luji.base.people.signin import codes as rfc

    secret = factor.prepare(crew["080101"])
    step = int(timezone.now().timestamp()) // 30
    factor.turn_on(crew.by("080101"), crew["080101"], rfc.code_at(secret, step - 1))
    client = Client()
    query = go(client, issuer)
    assert come_back(client, state=query["state"], code="c")["Location"] == "/sign-in/code/"
    assert client.get("/account/").status_code == 302
    assert client.post("/sign-in/code/", {"code": rfc.code_at(secret, step)})["Location"] == "/account/"


def test_a_silent_issuer_leaves_the_form(crew, options):
    options(oidc=Oidc(issuer="http://127.0.0.1:9", client="luji", secret="s", plain=True, timeout=1))
    assert "PPL-381" in Client().get("/sign-in/elsewhere/").content.decode()


def test_without_an_issuer_there_is_nothing(db):
    assert "PPL-384" in Client().get("/sign-in/elsewhere/").content.decode()
    assert "PPL-384" in Client().get("/sign-in/elsewhere/back/?state=x&code=y").content.decode()
    assert "统一身份认证" not in Client().get("/sign-in/").content.decode()
