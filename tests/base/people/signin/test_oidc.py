"""OpenID Connect against a small issuer in memory: every claim that is wrong is refused."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from luji.base.people.signin import oidc
from luji.base.people.signin.options import Oidc

WANTED = Oidc(issuer="https://id.example", client="luji", secret="client-secret")
BACK = "https://luji.example/sign-in/elsewhere/back/"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
CODE = "the-code"


class FakeIssuer:
    """An issuer that gives one token for one code; `changed` spoils its document or its claims."""

    def __init__(self, key=KEY, document=None, claims=None, header=None, status=200, token_status=200):
        self.key, self.document, self.claims = key, document or {}, claims or {}
        self.header, self.status, self.token_status = (
            header or {"alg": "RS256", "kid": "one"},
            status,
            token_status,
        )
        self.begun = oidc.begin()
        self.sent = {}

    def __call__(self, request):
        path = request.url.path
        if path.endswith("openid-configuration"):
            return httpx.Response(self.status, json=self.documented())
        if path == "/keys":
            return httpx.Response(200, json={"keys": [KEY.as_dict(private=False)]})
        self.sent = {name: value[0] for name, value in parse_qs(request.content.decode()).items()}
        self.authorization = request.headers.get("Authorization", "")
        if self.token_status != 200:
            return httpx.Response(self.token_status, json={"error": "invalid_grant"})
        return httpx.Response(200, json={"id_token": self.token(), "token_type": "Bearer"})

    def documented(self):
        base = "https://id.example"
        return {
            "issuer": base, "authorization_endpoint": f"{base}/authorize", "token_endpoint": f"{base}/token",
            "jwks_uri": f"{base}/keys",
        } | self.document  # fmt: skip

    def token(self):
        now = int(time.time())
        claims = {
            "iss": "https://id.example", "aud": "luji", "sub": "42", "iat": now, "exp": now + 300,
            "nonce": self.begun.nonce, "preferred_username": "080101", "name": "张三丰",
        } | self.claims  # fmt: skip
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(self.header, kept, self.key, algorithms=["RS256", "HS256", "none"])

    def finish(self, wanted=WANTED, begun=None, **answer):
        with httpx.Client(transport=httpx.MockTransport(self)) as web:
            given = {"state": self.begun.state, "code": CODE} | answer
            kept = self.begun.as_json() if begun is None else begun
            return oidc.finish(wanted, web, kept, given, BACK)


def test_the_claims_of_who_comes_back():
    issuer = FakeIssuer()
    claims = issuer.finish()
    assert (claims["preferred_username"], claims["name"]) == ("080101", "张三丰")
    assert issuer.sent["code_verifier"] == issuer.begun.verifier
    assert (issuer.sent["code"], issuer.sent["redirect_uri"]) == (CODE, BACK)
    assert issuer.authorization.startswith("Basic ")


def test_the_reader_leaves_with_state_nonce_and_challenge():
    begun = oidc.begin()
    found = oidc.Issuer("https://id.example", "https://id.example/authorize?x=1", "t", "k")
    query = {n: v[0] for n, v in parse_qs(urlsplit(oidc.address(WANTED, found, begun, BACK)).query).items()}
    digest = hashlib.sha256(begun.verifier.encode()).digest()
    assert query["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert (query["code_challenge_method"], query["response_type"], query["x"]) == ("S256", "code", "1")
    assert (query["state"], query["nonce"], query["redirect_uri"]) == (begun.state, begun.nonce, BACK)
    assert begun.verifier not in str(query)


def test_secrets_are_fresh_every_time():
    made = [oidc.begin() for _ in range(20)]
    assert (
        len({one.state for one in made} | {one.nonce for one in made} | {one.verifier for one in made}) == 60
    )
    assert all(len(one.verifier) >= 43 for one in made)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"}, {"iss": None}, {"aud": "another"}, {"aud": None}, {"aud": ["another"]},
        {"aud": ["luji", "another"]}, {"aud": ["luji", "another"], "azp": "another"}, {"azp": "another"},
        {"nonce": "another"}, {"nonce": None}, {"exp": 1_600_000_000}, {"exp": None}, {"iat": None}, {"sub": None},
        {"iat": 9_999_999_999}, {"exp": "soon"},
    ],
)  # fmt: skip
def test_a_claim_that_is_wrong_is_refused(codes, claims):
    assert codes(FakeIssuer(claims=claims).finish) == ["PPL-383"]


def test_several_audiences_need_us_as_the_party():
    assert FakeIssuer(claims={"aud": ["luji", "another"], "azp": "luji"}).finish()["sub"] == "42"


def test_a_token_of_another_key_is_refused(codes):
    assert codes(FakeIssuer(key=OTHER).finish) == ["PPL-383"]


def test_a_token_without_a_key_pair_is_refused(codes):
    shared = OctKey.import_key("client-secret-that-is-long-enough-for-hs256")
    assert codes(FakeIssuer(key=shared, header={"alg": "HS256", "kid": "one"}).finish) == ["PPL-383"]


def test_the_public_key_is_no_shared_secret(codes):
    """An old trick: a token signed by HMAC with the issuer's public key as the secret."""
    issuer = FakeIssuer()
    now = int(time.time())
    claims = {
        "iss": "https://id.example",
        "aud": "luji",
        "sub": "1",
        "iat": now,
        "exp": now + 60,
        "nonce": issuer.begun.nonce,
    }
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
        for part in ({"alg": "HS256", "kid": "one"}, claims)
    )
    mark = hmac.new(KEY.as_pem(private=False), head + b"." + body, hashlib.sha256).digest()
    token = b".".join((head, body, base64.urlsafe_b64encode(mark).rstrip(b"="))).decode()
    issuer.token = lambda: token
    assert codes(issuer.finish) == ["PPL-383"]


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "…"])
def test_what_is_no_token_is_refused(codes, token):
    issuer = FakeIssuer()
    issuer.token = lambda: token
    assert codes(issuer.finish) == ["PPL-383"]


@pytest.mark.parametrize("state", ["", "another", "密"])
def test_a_state_that_is_not_ours_is_refused_before_anything_is_asked(codes, state):
    issuer = FakeIssuer()
    assert codes(issuer.finish, state=state) == ["PPL-383"]
    assert issuer.sent == {}


@pytest.mark.parametrize(
    "begun", [{}, {"state": "x"}, {"state": "x", "nonce": "n", "verifier": "v", "at": 1.0}]
)
def test_without_a_session_nobody_comes_back(codes, begun):
    assert codes(FakeIssuer().finish, begun=begun) == ["PPL-383"]


def test_the_issuer_may_refuse(codes):
    assert codes(FakeIssuer().finish, error="access_denied") == ["PPL-382"]
    assert codes(FakeIssuer(token_status=400).finish) == ["PPL-382"]


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://evil.example"}, {"issuer": None}, {"token_endpoint": "http://id.example/token"},
        {"jwks_uri": ""}, {"authorization_endpoint": "javascript:alert(1)"}, {"jwks_uri": "file:///etc/passwd"},
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_trusted(codes, document):
    assert codes(FakeIssuer(document=document).finish) == ["PPL-383"]


def test_another_issuer_in_the_answer_is_refused(codes):
    assert codes(FakeIssuer().finish, iss="https://evil.example") == ["PPL-383"]
    assert FakeIssuer().finish(iss="https://id.example")["sub"] == "42"


@pytest.mark.parametrize("status", [404, 500, 302])
def test_an_issuer_out_of_order(codes, status):
    assert codes(FakeIssuer(status=status).finish) == ["PPL-381"]


def test_an_issuer_that_does_not_answer(codes):
    def silent(request):
        raise httpx.ConnectTimeout("no")

    with httpx.Client(transport=httpx.MockTransport(silent)) as web:
        assert codes(oidc.discover, WANTED, web) == ["PPL-381"]


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"\xff"])
def test_an_issuer_that_answers_no_json(codes, body):
    with httpx.Client(transport=httpx.MockTransport(lambda r: httpx.Response(200, content=body))) as web:
        assert codes(oidc.discover, WANTED, web) == ["PPL-383"]


def test_plain_addresses_only_where_that_is_set(codes):
    plain = replace(WANTED, issuer="http://id.example")
    document = {name: value.replace("https", "http") for name, value in FakeIssuer().documented().items()}
    with httpx.Client(transport=httpx.MockTransport(FakeIssuer(document=document))) as web:
        assert codes(oidc.discover, plain, web) == ["PPL-383"]
        assert oidc.discover(replace(plain, plain=True), web).token == "http://id.example/token"


def test_the_client_has_a_time_limit_and_follows_nobody():
    with oidc.client(replace(WANTED, timeout=3)) as web:
        assert web.timeout.read == 3
        assert not web.follow_redirects
