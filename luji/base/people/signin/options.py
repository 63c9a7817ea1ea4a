"""What an installation may set about signing in, read from LUJI_… variables; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from typing import Any

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.signin.problems import BAD_OPTION, HALF_LDAP, HALF_OIDC, PLAIN_ISSUER

YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")
TLS = ("ldaps", "starttls", "none")
LOG_DAYS = 183
"""Six months: the least the law on networks asks for (网络安全法 art 21)."""


def number(variable: str, default: int, least: int, most: int) -> int:
    """A field holding a whole number between two others."""
    value: int = field(default=default, metadata={"variable": variable, "between": (least, most)})
    return value


def flag(variable: str, default: bool) -> bool:
    """A field holding yes or no."""
    value: bool = field(default=default, metadata={"variable": variable})
    return value


def words(variable: str, default: str = "", choices: tuple[str, ...] = ()) -> str:
    """A field holding a text."""
    value: str = field(default=default, metadata={"variable": variable, "choices": choices})
    return value


@dataclass(frozen=True, slots=True)
class Ldap:
    """The directory that knows passwords. Empty `url`: none.

    `user_dn` with {username} binds directly; else `base` is searched with `filter` (bound as `bind_dn`, or
    anonymously) and the one entry found is bound. `name` and `unit` are the attributes read from it.
    """

    url: str = words("LUJI_LDAP_URL")
    tls: str = words("LUJI_LDAP_TLS", "ldaps", TLS)
    ca: str = words("LUJI_LDAP_CA")
    timeout: int = number("LUJI_LDAP_TIMEOUT", 5, 1, 60)
    user_dn: str = words("LUJI_LDAP_USER_DN")
    base: str = words("LUJI_LDAP_BASE")
    filter: str = words("LUJI_LDAP_FILTER", "(uid={username})")
    bind_dn: str = words("LUJI_LDAP_BIND_DN")
    bind_password: str = words("LUJI_LDAP_BIND_PASSWORD")
    name: str = words("LUJI_LDAP_NAME", "cn")
    unit: str = words("LUJI_LDAP_UNIT")
    create: bool = flag("LUJI_LDAP_CREATE", False)


@dataclass(frozen=True, slots=True)
class Oidc:
    """The issuer of identities (OpenID Connect). Empty `issuer`: none.

    `claim` names the account, `name` the person. `plain` allows an issuer without TLS, for tests.
    """

    issuer: str = words("LUJI_OIDC_ISSUER")
    client: str = words("LUJI_OIDC_CLIENT")
    secret: str = words("LUJI_OIDC_SECRET")
    scope: str = words("LUJI_OIDC_SCOPE", "openid profile")
    claim: str = words("LUJI_OIDC_CLAIM", "preferred_username")
    name: str = words("LUJI_OIDC_NAME", "name")
    label: str = words("LUJI_OIDC_LABEL", "统一身份认证")
    timeout: int = number("LUJI_OIDC_TIMEOUT", 5, 1, 60)
    create: bool = flag("LUJI_OIDC_CREATE", False)
    plain: bool = flag("LUJI_OIDC_PLAIN", False)


@dataclass(frozen=True, slots=True)
class Options:
    """All of it; zero days of age means that a password does not age."""

    password_length: int = number("LUJI_PASSWORD_LENGTH", 10, 8, 128)
    password_kinds: int = number("LUJI_PASSWORD_KINDS", 2, 1, 4)
    password_days: int = number("LUJI_PASSWORD_DAYS", 180, 0, 3650)
    password_past: int = number("LUJI_PASSWORD_PAST", 5, 0, 24)
    one_time_hours: int = number("LUJI_ONE_TIME_HOURS", 72, 1, 720)
    lock_failures: int = number("LUJI_LOCK_FAILURES", 5, 3, 20)
    lock_minutes: int = number("LUJI_LOCK_MINUTES", 5, 1, 1440)
    session_idle_minutes: int = number("LUJI_SESSION_IDLE_MINUTES", 30, 1, 1440)
    session_hours: int = number("LUJI_SESSION_HOURS", 12, 1, 24)
    session_most: int = number("LUJI_SESSION_MOST", 5, 1, 100)
    log_days: int = number("LUJI_SIGN_IN_LOG_DAYS", 365, LOG_DAYS, 3650)
    lend_days: int = number("LUJI_LEND_DAYS", 92, 1, 366)
    totp_roles: str = words("LUJI_TOTP_ROLES")
    proxies: str = words("LUJI_PROXIES")
    ldap: Ldap = field(default_factory=Ldap)
    oidc: Oidc = field(default_factory=Oidc)

    @property
    def roles_with_factor(self) -> frozenset[str]:
        """The roles whose holders need a second factor."""
        return frozenset(_listed(self.totp_roles))

    @property
    def trusted_proxies(self) -> frozenset[str]:
        """The addresses of proxies whose word about the origin of a request counts."""
        return frozenset(_listed(self.proxies))


def read(environ: Mapping[str, str]) -> Options:
    """The options as the environment sets them. Raises `Refused` (PPL-391 … 394) with every mistake."""
    problems: list[Problem] = []
    ldap = Ldap(**_given(Ldap, environ, problems))
    oidc = Oidc(**_given(Oidc, environ, problems))
    rest = _given(Options, environ, problems)
    problems += [*_ldap_problems(ldap), *_oidc_problems(oidc), *_proxy_problems(rest.get("proxies", ""))]
    if problems:
        raise Refused(problems)
    return Options(**rest, ldap=ldap, oidc=oidc)


def _given(
    kind: type[Ldap | Oidc | Options], environ: Mapping[str, str], problems: list[Problem]
) -> dict[str, Any]:  # fmt: skip
    found: dict[str, Any] = {}
    for one in fields(kind):
        variable = one.metadata.get("variable", "")
        if variable not in environ:
            continue
        text = environ[variable].strip()
        value, wanted = _value(text, one.default, one.metadata)
        if value is None:
            secret = "…" if "PASSWORD" in variable else text
            problems.append(BAD_OPTION(variable=variable, value=secret, wanted=wanted))
        else:
            found[one.name] = value
    return found


def _value(text: str, default: object, metadata: Mapping[str, object]) -> tuple[object, str]:
    """The value of a text, None when it is none, and what would be one."""
    if isinstance(default, bool):
        return (text.lower() in YES if text.lower() in YES + NO else None), "1 / 0"
    between = metadata.get("between")
    if isinstance(between, tuple):
        least, most = between
        good = text.isascii() and text.isdigit() and len(text) < 7 and least <= int(text) <= most
        return (int(text) if good else None), f"{least} – {most}"
    choices = metadata.get("choices")
    if isinstance(choices, tuple) and choices:
        return (text if text in choices else None), " / ".join(choices)
    return text, ""


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _proxy_problems(proxies: str) -> Iterator[Problem]:
    for one in _listed(proxies):
        try:
            ip_address(one)
        except ValueError:
            yield BAD_OPTION(variable="LUJI_PROXIES", value=one, wanted="127.0.0.1,10.0.0.5")


def _ldap_problems(ldap: Ldap) -> Iterator[Problem]:
    if not ldap.url:
        return
    scheme = "ldaps://" if ldap.tls == "ldaps" else "ldap://"
    if not ldap.url.startswith(scheme):
        yield BAD_OPTION(variable="LUJI_LDAP_URL", value=ldap.url, wanted=f"{scheme}HOST[:PORT]")
    if not (ldap.user_dn or ldap.base):
        yield HALF_LDAP()
    for variable, text in (("LUJI_LDAP_USER_DN", ldap.user_dn), ("LUJI_LDAP_FILTER", ldap.filter)):
        if text and text.count("{username}") != 1:
            yield BAD_OPTION(variable=variable, value=text, wanted="…{username}…")


def _oidc_problems(oidc: Oidc) -> Iterator[Problem]:
    if not oidc.issuer:
        return
    if not (oidc.issuer.startswith("https://") or (oidc.plain and oidc.issuer.startswith("http://"))):
        yield PLAIN_ISSUER(issuer=oidc.issuer)
    if not (oidc.client and oidc.secret):
        yield HALF_OIDC()
