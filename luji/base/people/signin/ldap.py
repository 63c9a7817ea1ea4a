"""Asking an LDAP directory whether it knows a name and a password: found, bound as, read."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Callable
from typing import Any

from luji.base.kernel.problem import Refused
from luji.base.people.signin.known import Known
from luji.base.people.signin.options import Ldap
from luji.base.people.signin.problems import LDAP_AMBIGUOUS, LDAP_SILENT

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    # It asks pyasn1 for names that were renamed.
    import ldap3
    import ldap3.utils.dn  # as said above

LDAPException = ldap3.core.exceptions.LDAPException
FAILING = frozenset({1, 2, 3, 51, 52, 80})
"""Results that say nothing about the password: errors of operation and protocol, time, busy, other."""

Connect = Callable[[Ldap, str, str], Any]
"""Makes a connection of ldap3, which has no types, for a distinguished name and a password."""


def connect(wanted: Ldap, user: str, password: str) -> Any:
    """A connection not bound yet, encrypted unless the settings say otherwise. Raises `LDAPException`."""
    tls = ldap3.Tls(
        validate=ssl.CERT_REQUIRED, ca_certs_file=wanted.ca or None, version=ssl.PROTOCOL_TLS_CLIENT
    )
    server = ldap3.Server(
        wanted.url, use_ssl=wanted.tls == "ldaps", tls=None if wanted.tls == "none" else tls,
        get_info=ldap3.NONE, connect_timeout=wanted.timeout,
    )  # fmt: skip
    found = ldap3.Connection(
        server, user or None, password or None, authentication=ldap3.SIMPLE if user else None,
        client_strategy=ldap3.SYNC, auto_bind=ldap3.AUTO_BIND_NONE, receive_timeout=wanted.timeout,
        read_only=True, raise_exceptions=False, auto_referrals=False,
    )  # fmt: skip
    if wanted.tls == "starttls":
        try:
            found.open()
            if not found.start_tls():
                raise LDAPException("StartTLS")
        except (LDAPException, OSError):
            close(found)
            raise
    return found


def close(connection: Any) -> None:
    """Leave, and close what a connection that failed half way has left open."""
    try:
        connection.unbind()
    finally:
        if getattr(connection, "socket", None):
            connection.socket.close()


def ask(wanted: Ldap, username: str, password: str, by: Connect = connect) -> Known | None:
    """Whether the directory knows the name and the password; None when not.

    Raises `Refused` (PPL-371, PPL-372).
    """
    try:
        dn = _dn(wanted, username, by)
        if dn is None:
            return None
        connection = by(wanted, dn, password)
        try:
            return _read(wanted, connection, dn, username) if _bound(connection) else None
        finally:
            close(connection)
    except (LDAPException, OSError) as error:
        raise Refused([LDAP_SILENT(why=type(error).__name__)]) from error


def _dn(wanted: Ldap, username: str, by: Connect) -> str | None:
    """The distinguished name to bind as: from the pattern, or found by a search; None when there is none."""
    if wanted.user_dn:
        return wanted.user_dn.replace("{username}", ldap3.utils.dn.escape_rdn(username))
    connection = by(wanted, wanted.bind_dn, wanted.bind_password)
    try:
        if not _bound(connection):
            raise LDAPException("bind_dn")
        query = wanted.filter.replace("{username}", ldap3.utils.conv.escape_filter_chars(username))
        connection.search(wanted.base, query, ldap3.SUBTREE, attributes=[wanted.name], size_limit=2)
        found = [one["dn"] for one in connection.response or () if one.get("type") == "searchResEntry"]
    finally:
        close(connection)
    if len(found) > 1:
        raise Refused([LDAP_AMBIGUOUS(username=username[:64])])
    return str(found[0]) if found else None


def _bound(connection: Any) -> bool:
    """Whether the bind was accepted. Raises `LDAPException` when the directory could not say."""
    if connection.bind():
        return True
    if connection.result["result"] in FAILING:
        raise LDAPException(connection.result["description"])
    return False


def _read(wanted: Ldap, connection: Any, dn: str, username: str) -> Known:
    """What the directory tells of the one just bound; nothing when it may not read itself."""
    names = [name for name in (wanted.name, wanted.unit) if name]
    connection.search(dn, "(objectClass=*)", ldap3.BASE, attributes=names)
    entries = [one for one in connection.response or () if one.get("type") == "searchResEntry"]
    told: dict[str, Any] = entries[0]["attributes"] if entries else {}
    return Known(
        username, _first(told.get(wanted.name)), _first(told.get(wanted.unit)) if wanted.unit else ""
    )


def _first(value: object) -> str:
    one = (value[0] if value else "") if isinstance(value, list | tuple) else value
    return one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one or "")
