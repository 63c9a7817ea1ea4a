"""Asking a directory: ldap3's own mock answers for it; injection, silence and doubles are refused."""

import socket
from dataclasses import replace

import pytest

from luji.base.kernel.problem import Refused
from luji.base.people.signin import ldap
from luji.base.people.signin.options import Ldap

PEOPLE = "ou=people,dc=example"
DIRECT = Ldap(url="ldaps://ldap.example", user_dn=f"uid={{username}},{PEOPLE}", unit="departmentNumber")
SEARCHED = Ldap(
    url="ldaps://ldap.example", base=PEOPLE, bind_dn="cn=luji,dc=example", bind_password="service-pass",
    unit="departmentNumber",
)  # fmt: skip
ENTRIES = {
    "cn=luji,dc=example": {"userPassword": "service-pass", "cn": "luji"},
    f"uid=080123,{PEOPLE}": {
        "userPassword": "secret-1",
        "cn": "张警官",
        "uid": "080123",
        "departmentNumber": "鹤城大队",
    },
    f"uid=080124,{PEOPLE}": {"userPassword": "secret-2", "cn": "李警官", "uid": "080124"},
    f"uid=twice,{PEOPLE}": {"userPassword": "secret-3", "cn": "甲", "uid": "twice"},
    f"cn=other,{PEOPLE}": {"userPassword": "secret-3", "cn": "乙", "uid": "twice"},
}


def mock(wanted, user, password):
    """A connection to a directory in memory; every attempt is a bind as in life."""
    server = ldap.ldap3.Server("mock", get_info=ldap.ldap3.NONE)
    made = ldap.ldap3.Connection(
        server, user or None, password or None, client_strategy=ldap.ldap3.MOCK_SYNC,
        authentication=ldap.ldap3.SIMPLE if user else None,
    )  # fmt: skip
    for dn, attributes in ENTRIES.items():
        made.strategy.add_entry(dn, attributes | {"objectClass": "person"})
    return made


def ask(wanted, username, password, by=mock):
    return ldap.ask(wanted, username, password, by)


@pytest.mark.parametrize("wanted", [DIRECT, SEARCHED], ids=["direct", "searched"])
def test_the_right_password_is_right(wanted):
    known = ask(wanted, "080123", "secret-1")
    assert (known.username, known.name, known.unit) == ("080123", "张警官", "鹤城大队")
    assert ask(wanted, "080124", "secret-2").unit == ""


@pytest.mark.parametrize("wanted", [DIRECT, SEARCHED], ids=["direct", "searched"])
@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("080123", "secret-2"), ("nobody", "secret-1"), ("*", "secret-1"), ("0801*", "secret-1"),
        ("080123)(uid=*", "secret-1"), ("x)(|(uid=*)", "secret-1"), ("080123,ou=people", "secret-1"),
        ("080123\\2a", "secret-1"), ("\x00", "secret-1"),
    ],
)  # fmt: skip
def test_wrong_names_and_tricks_are_nobody(wanted, username, password):
    assert ask(wanted, username, password) is None


def test_two_of_one_name_are_refused(codes):
    assert codes(ask, SEARCHED, "twice", "secret-3") == ["PPL-372"]


def test_a_service_account_that_may_not_in_is_told(codes):
    assert codes(ask, replace(SEARCHED, bind_password="wrong"), "080123", "secret-1") == ["PPL-371"]


@pytest.mark.parametrize("error", [OSError("refused"), TimeoutError(), ldap.LDAPException("busy")])
def test_a_silent_directory_is_a_numbered_problem(codes, error):
    def broken(wanted, user, password):
        raise error

    assert codes(ask, DIRECT, "080123", "secret-1", broken) == ["PPL-371"]


@pytest.mark.parametrize("result", sorted(ldap.FAILING))
def test_a_bind_that_could_not_be_judged_is_no_wrong_password(codes, result):
    class Busy:
        result = None

        def bind(self):
            self.result = {"result": result, "description": "busy"}
            return False

        def unbind(self):
            pass

    assert codes(ask, DIRECT, "080123", "secret-1", lambda *_: Busy()) == ["PPL-371"]


def test_nobody_listening_is_told_soon(codes):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    wanted = replace(DIRECT, url=f"ldap://127.0.0.1:{port}", tls="none", timeout=1)
    assert codes(ldap.ask, wanted, "080123", "secret-1") == ["PPL-371"]


def test_a_server_without_tls_is_not_talked_to(codes):
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        wanted = replace(DIRECT, url=f"ldaps://127.0.0.1:{server.getsockname()[1]}", timeout=1)
        assert codes(ldap.ask, wanted, "080123", "secret-1") == ["PPL-371"]


def test_connections_are_encrypted_checked_and_timed():
    made = ldap.connect(DIRECT, "uid=x", "secret")
    assert made.server.ssl
    assert made.server.tls.validate == ldap.ssl.CERT_REQUIRED
    assert made.server.connect_timeout == made.receive_timeout == 5
    assert not made.auto_referrals
    plain = ldap.connect(replace(DIRECT, url="ldap://x", tls="none"), "uid=x", "secret")
    assert not plain.server.ssl


def test_a_problem_names_no_password():
    with pytest.raises(Refused) as why:
        ask(replace(SEARCHED, bind_password="wrong"), "080123", "secret-1")
    assert "secret" not in str(why.value)
    assert "wrong" not in str(why.value)
