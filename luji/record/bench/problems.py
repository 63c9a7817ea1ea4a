"""The numbered messages of the bench (BEN)."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

BAD_ADDRESS = ProblemKind(
    "BEN-001",
    "「{address}」不是电子邮箱地址",
    "'{address}' is no e-mail address",
    "请写成 name@example.org，不要邮件就留空。",
    "Write it like name@example.org, or leave it empty for no e-mail.",
)
