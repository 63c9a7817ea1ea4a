"""Signing in with an issuer of identities (OpenID Connect): code flow with state, nonce and PKCE.

The issuer's documents and keys are read over TLS; the identity token is verified here, every claim of it.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import httpx
from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from luji.base.kernel.problem import Refused
from luji.base.people.signin.options import Oidc
from luji.base.people.signin.problems import OIDC_REFUSED, OIDC_SILENT, OIDC_STRANGE

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"]
"""Signatures by a key pair only: with a shared secret anybody who knows it could forge."""
LEEWAY = 60
WAIT = 600
"""Seconds a sign-in may stay with the issuer."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """What the issuer's own document says."""

    issuer: str
    authorize: str
    token: str
    keys: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in on its way: kept in the session until the reader comes back."""

    state: str
    nonce: str
    verifier: str
    at: float

    def as_json(self) -> dict[str, Any]:
        """As the session keeps it."""
        return {"state": self.state, "nonce": self.nonce, "verifier": self.verifier, "at": self.at}


def begin() -> Begun:
    """Fresh secrets for one sign-in."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return Begun(state, nonce, verifier, time.time())


def client(wanted: Oidc) -> httpx.Client:
    """How the issuer is asked: with a time-out, no redirect followed."""
    return httpx.Client(timeout=wanted.timeout, follow_redirects=False)


def discover(wanted: Oidc, web: httpx.Client) -> Issuer:
    """The issuer's document. Raises `Refused` (PPL-381, PPL-383)."""
    base = wanted.issuer.rstrip("/")
    found = _json(web, "GET", f"{base}/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != base:
        raise Refused([OIDC_STRANGE(why="issuer")])
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    addresses = [str(found.get(name, "")) for name in names]
    schemes = ("https://", "http://") if wanted.plain else ("https://",)
    for name, address in zip(names, addresses, strict=True):
        if not address.startswith(schemes):
            raise Refused([OIDC_STRANGE(why=name)])
    return Issuer(str(found["issuer"]), *addresses)


def address(wanted: Oidc, issuer: Issuer, begun: Begun, back: str) -> str:
    """Where the reader is sent."""
    query = {
        "response_type": "code", "client_id": wanted.client, "redirect_uri": back, "scope": wanted.scope,
        "state": begun.state, "nonce": begun.nonce,
        "code_challenge": create_s256_code_challenge(begun.verifier), "code_challenge_method": "S256",
    }  # fmt: skip
    return str(add_params_to_uri(issuer.authorize, list(query.items())))


def finish(
    wanted: Oidc, web: httpx.Client, kept: Mapping[str, Any] | None, answer: Mapping[str, str], back: str
) -> dict[str, Any]:
    """The claims of whoever came back. Raises `Refused`: PPL-381 silent, 382 refused, 383 strange."""
    begun = _begun(kept)
    if not hmac.compare_digest(begun.state.encode(), answer.get("state", "").encode()):
        raise Refused([OIDC_STRANGE(why="state")])
    if answer.get("error"):
        raise Refused([OIDC_REFUSED(why=answer["error"][:60])])
    issuer = discover(wanted, web)
    if answer.get("iss", issuer.issuer) != issuer.issuer:
        raise Refused([OIDC_STRANGE(why="iss")])
    sent = {
        "grant_type": "authorization_code", "code": answer.get("code", "")[:4000], "redirect_uri": back,
        "code_verifier": begun.verifier,
    }  # fmt: skip
    tokens = _json(web, "POST", issuer.token, data=sent, auth=(wanted.client, wanted.secret))
    keys = _json(web, "GET", issuer.keys)
    return verified(wanted, issuer, keys, str(tokens.get("id_token", "")), begun.nonce)


def verified(
    wanted: Oidc, issuer: Issuer, keys: Mapping[str, Any], token: str, nonce: str
) -> dict[str, Any]:  # fmt: skip
    """The claims of an identity token, each checked. Raises `Refused` (PPL-383)."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token, KeySet.import_key_set(cast(KeySetSerialization, dict(keys))), algorithms=ALGORITHMS
        ).claims
        rules = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": issuer.issuer},
            aud={"essential": True, "value": wanted.client},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        rules.validate(claims)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise Refused([OIDC_STRANGE(why=str(getattr(error, "claim", "") or type(error).__name__))]) from error
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != wanted.client:
        raise Refused([OIDC_STRANGE(why="azp")])
    return claims


def _begun(kept: Mapping[str, Any] | None) -> Begun:
    try:
        begun = Begun(**(kept or {}))
    except TypeError as error:
        raise Refused([OIDC_STRANGE(why="session")]) from error
    if time.time() - begun.at > WAIT:
        raise Refused([OIDC_STRANGE(why="session")])
    return begun


def _json(web: httpx.Client, method: str, url: str, **more: Any) -> dict[str, Any]:
    """A JSON object. Raises `Refused`: PPL-381 no answer, 382 the token was refused, 383 no JSON object."""
    try:
        answer = web.request(method, url, headers={"Accept": "application/json"}, **more)
    except httpx.HTTPError as error:
        raise Refused([OIDC_SILENT(why=type(error).__name__)]) from error
    try:
        found = answer.json()
    except ValueError:
        found = None
    if answer.status_code != 200:
        said = found.get("error") if isinstance(found, dict) else None
        if method == "POST" and said:
            raise Refused([OIDC_REFUSED(why=str(said)[:60])])
        raise Refused([OIDC_SILENT(why=f"HTTP {answer.status_code}")])
    if not isinstance(found, dict):
        raise Refused([OIDC_STRANGE(why="JSON")])
    return found
