"""Where e-mail goes: LUJI_MAIL_URL, as smtp://name:password@host:587?from=luji@example.org."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from luji.base.kernel.problem import ProblemKind, Refused

BAD_URL = ProblemKind(
    "CLI-111",
    "LUJI_MAIL_URL 不能用：{why}",
    "LUJI_MAIL_URL cannot be used: {why_en}",
    "请写成 smtp://用户:密码@主机:端口?from=发件地址；加密连接写 smtps://，不发邮件就不设。",
    "Write smtp://name:password@host:port?from=address; smtps:// for TLS; unset: no e-mail.",
)
PORTS = {"smtp": 587, "smtps": 465}
PATIENCE = 20


def settings(url: str) -> dict[str, Any]:
    """Django's settings of a mail address; nothing is sent without one. Raises `Refused` (CLI-111).

    `smtp` turns to TLS when the server is another machine; the password never stands in a problem.
    """
    if not url:
        return {"EMAIL_HOST": ""}
    parts = urlsplit(url)
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in PORTS or not parts.hostname:
        raise Refused(
            [
                BAD_URL(
                    why="须是 smtp:// 或 smtps:// 加主机名", why_en="it needs smtp:// or smtps:// and a host"
                )
            ]
        )
    if "@" not in sender:
        raise Refused([BAD_URL(why="没有发件地址", why_en="no sender is given")])
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": _port(url) or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in ("localhost", "127.0.0.1", "::1"),
        "EMAIL_TIMEOUT": PATIENCE,
        "DEFAULT_FROM_EMAIL": sender,
    }


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError as error:
        raise Refused([BAD_URL(why="端口不是数字", why_en="the port is no number")]) from error
