"""Numbered messages of the programming interface (API)."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

NOT_SIGNED_IN = ProblemKind(
    "API-001", "没有登录，也没有有效的令牌", "neither signed in nor with a valid token",
    "请在请求头写 Authorization: Bearer 令牌；令牌在“我的令牌”页面生成，可能已过期或被收回。",
    "Send Authorization: Bearer TOKEN, made on the page 'My tokens'; it may have expired or been revoked.",
)  # fmt: skip
READ_ONLY = ProblemKind(
    "API-002", "这个令牌只能读", "this token may only read",
    "请生成一个可写的令牌。", "Make a token that may write.",
)  # fmt: skip
BAD_REQUEST = ProblemKind(
    "API-003", "请求不合要求：{why}", "the request does not fit: {why}",
    "请对照接口说明 /api/。", "Compare it with the description at /api/.",
)  # fmt: skip
VERSION_MISSING = ProblemKind(
    "API-004", "没有写 version", "version is missing",
    "请先读取记录，把读到的 version 原样带上，免得覆盖别人的修改。",
    "Read the record first and send its version along, so that nobody's change is overwritten.",
)  # fmt: skip
VALUE_SHAPE = ProblemKind(
    "API-005", "「{label}」的值写法不对", "the value of '{label.en}' is not written as it must be",
    "请对照 /api/openapi.json 里这个台账的字段。",
    "Compare it with the register's fields in /api/openapi.json.",
)  # fmt: skip
TOKEN_NAME = ProblemKind(
    "API-006", "令牌名称须为 1–{most} 个字", "a token's name has 1 to {most} characters",
    "请写明用途，如“夜间导出”。", "Say what it is for, such as 'nightly export'.",
)  # fmt: skip
TOKEN_DAYS = ProblemKind(
    "API-007", "有效期须为 1–{most} 天", "a token lasts 1 to {most} days",
    "请改写天数。", "Rewrite the days.",
)  # fmt: skip
TOO_MANY_TOKENS = ProblemKind(
    "API-008", "已有 {most} 个有效令牌", "there are {most} valid tokens already",
    "请先收回不用的。", "Revoke some first.",
)  # fmt: skip
NO_SUCH_TOKEN = ProblemKind(
    "API-009", "没有这个令牌，或它不是您的", "there is no such token, or it is not yours",
    "请从列表里选择。", "Choose from the list.",
)  # fmt: skip
PASSWORD_FIRST = ProblemKind(
    "API-010", "令牌的主人要先改密码", "the token's owner must change the password first",
    "请先在网页登录并改密码。", "Sign in on the site and change it.",
)  # fmt: skip
