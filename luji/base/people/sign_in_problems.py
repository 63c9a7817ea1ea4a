"""Numbered messages about accounts and signing in (PPL-1xx)."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

NOT_KNOWN = ProblemKind(
    "PPL-101", "账号或密码不对", "the account or the password is wrong",
    "请核对警号和密码，注意大小写。", "Check both; capital letters matter.",
)  # fmt: skip
LOCKED = ProblemKind(
    "PPL-102", "连续输错多次，该账号暂停登录", "too many failed attempts, this account is closed for now",
    "请在 {minutes} 分钟后再试，或联系管理员。",
    "Try again in {minutes} min, or ask whoever keeps the accounts.",
)  # fmt: skip
USERNAME_TAKEN = ProblemKind(
    "PPL-103", "账号「{username}」已存在", "there is already an account '{username}'",
    "请换一个账号名，或修改已有账号。", "Choose another name, or change that account.",
)  # fmt: skip
WEAK_PASSWORD = ProblemKind(
    "PPL-104", "密码太弱：{why}", "the password is too weak: {why_en}",
    "请用至少 8 位、不常见、与账号不同的密码。", "Use at least 8 characters, not common, unlike the account.",
)  # fmt: skip
BAD_USERNAME = ProblemKind(
    "PPL-105", "账号「{username}」不合要求", "'{username}' cannot be an account",
    "账号为 1 至 64 个字母、数字或 . _ - @。", "Use 1 to 64 letters, digits or . _ - @.",
)  # fmt: skip
NO_ACCOUNT = ProblemKind(
    "PPL-106", "没有账号「{username}」", "there is no account '{username}'",
    "请核对账号名。", "Check the name.",
)  # fmt: skip
