"""Options from the environment: defaults hold, every mistake is told at once, secrets are not repeated."""

import pytest

from luji.base.people.signin.options import LOG_DAYS, Options, read

LDAP = {
    "LUJI_LDAP_URL": "ldaps://ldap.example:636",
    "LUJI_LDAP_USER_DN": "uid={username},ou=people,dc=example",
}
OIDC = {"LUJI_OIDC_ISSUER": "https://id.example", "LUJI_OIDC_CLIENT": "luji", "LUJI_OIDC_SECRET": "s"}


def test_nothing_set_is_the_default():
    assert read({}) == Options()
    assert read({}).password_length == 10
    assert read({}).password_past == 5
    assert read({}).ldap.url == ""
    assert read({"PATH": "/bin", "LUJI_HOME": "/x"}) == Options()


def test_what_is_set_counts():
    found = read({
        "LUJI_PASSWORD_LENGTH": "14", "LUJI_SESSION_MOST": "2", "LUJI_PASSWORD_DAYS": "0",
        "LUJI_TOTP_ROLES": "admin, detachment_lead,", **LDAP, "LUJI_LDAP_CREATE": "yes", **OIDC,
    })  # fmt: skip
    assert (found.password_length, found.session_most, found.password_days) == (14, 2, 0)
    assert found.roles_with_factor == {"admin", "detachment_lead"}
    assert found.ldap.create
    assert found.oidc.issuer == "https://id.example"


def test_six_months_of_the_log_is_the_least(codes):
    assert LOG_DAYS >= 183
    assert codes(read, {"LUJI_SIGN_IN_LOG_DAYS": "182"}) == ["PPL-391"]
    assert read({"LUJI_SIGN_IN_LOG_DAYS": "183"}).log_days == 183


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LUJI_PASSWORD_LENGTH": "7"}, ["PPL-391"]),
        ({"LUJI_PASSWORD_LENGTH": "x"}, ["PPL-391"]),
        ({"LUJI_PASSWORD_LENGTH": "-1"}, ["PPL-391"]),
        ({"LUJI_PASSWORD_LENGTH": "１２"}, ["PPL-391"]),
        ({"LUJI_PASSWORD_LENGTH": "9" * 400}, ["PPL-391"]),
        ({"LUJI_PASSWORD_LENGTH": ""}, ["PPL-391"]),
        ({"LUJI_SESSION_IDLE_MINUTES": "0"}, ["PPL-391"]),
        ({"LUJI_SESSION_HOURS": "25"}, ["PPL-391"]),
        ({"LUJI_LOCK_FAILURES": "2"}, ["PPL-391"]),
        ({"LUJI_LDAP_CREATE": "maybe"}, ["PPL-391"]),
        ({"LUJI_PROXIES": "127.0.0.1, proxy.example"}, ["PPL-391"]),
        ({"LUJI_PROXIES": "10.0.0.0/8"}, ["PPL-391"]),
        (LDAP | {"LUJI_LDAP_TLS": "ssl"}, ["PPL-391"]),
        (LDAP | {"LUJI_LDAP_URL": "ldap://ldap.example"}, ["PPL-391"]),
        (LDAP | {"LUJI_LDAP_URL": "http://ldap.example"}, ["PPL-391"]),
        (LDAP | {"LUJI_LDAP_USER_DN": "uid=x,dc=example"}, ["PPL-391"]),
        (LDAP | {"LUJI_LDAP_FILTER": "(uid={username})(cn={username})"}, ["PPL-391"]),
        ({"LUJI_LDAP_URL": "ldaps://x"}, ["PPL-392"]),
        ({"LUJI_OIDC_ISSUER": "https://id.example"}, ["PPL-393"]),
        (OIDC | {"LUJI_OIDC_SECRET": ""}, ["PPL-393"]),
        (OIDC | {"LUJI_OIDC_ISSUER": "http://id.example"}, ["PPL-394"]),
        ({"LUJI_OIDC_ISSUER": "id.example"}, ["PPL-394", "PPL-393"]),
        (
            {"LUJI_PASSWORD_LENGTH": "1", "LUJI_LDAP_URL": "x", "LUJI_SESSION_MOST": "0"},
            ["PPL-391", "PPL-391", "PPL-391", "PPL-392"],
        ),
    ],
)
def test_mistakes_stop_the_start(codes, environ, expected):
    assert codes(read, environ) == expected


def test_plain_addresses_are_for_those_who_say_so():
    assert read(LDAP | {"LUJI_LDAP_URL": "ldap://x", "LUJI_LDAP_TLS": "starttls"}).ldap.tls == "starttls"
    assert read(LDAP | {"LUJI_LDAP_URL": "ldap://x", "LUJI_LDAP_TLS": "none"}).ldap.tls == "none"
    assert read(OIDC | {"LUJI_OIDC_ISSUER": "http://127.0.0.1:1", "LUJI_OIDC_PLAIN": "1"}).oidc.plain


def test_defaults_are_inside_their_own_bounds():
    from dataclasses import fields

    for one in fields(Options):
        between = one.metadata.get("between")
        if between:
            assert between[0] <= one.default <= between[1], one.name


@pytest.mark.parametrize("page", ["people.md", "people.zh-CN.md"])
def test_the_page_names_every_variable_with_its_default(page):
    from dataclasses import fields
    from pathlib import Path

    from luji.base.people.signin.options import Ldap, Oidc

    text = (Path(__file__).parents[4] / "docs" / page).read_text("utf-8")
    for one in (f for kind in (Options, Ldap, Oidc) for f in fields(kind) if f.metadata):
        default = int(one.default) if isinstance(one.default, bool) else one.default
        assert f"| `{one.metadata['variable']}` | {default} |".replace("|  |", "| |") in text, one.name
