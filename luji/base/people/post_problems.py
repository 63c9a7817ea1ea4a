"""Numbered messages about posts and what they may see (PPL-2xx)."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

ROLE_TWICE = ProblemKind(
    "PPL-201", "角色 {name} 在两个文件里声明", "the role {name} is declared in two files",
    "请删去一处。", "Delete one.",
)  # fmt: skip
UNKNOWN_ROLE = ProblemKind(
    "PPL-202", "没有角色「{name}」", "there is no role '{name}'",
    "现有角色：{known}。", "Roles: {known}.",
)  # fmt: skip
ENDS_BEFORE = ProblemKind(
    "PPL-203", "任职止于 {end}，早于开始的 {start}", "the post ends on {end}, before it starts on {start}",
    "请核对任职起止日期。", "Check the dates.",
)  # fmt: skip
POST_OVERLAPS = ProblemKind(
    "PPL-204", "{name} 在这段时间里已经担任同一岗位（{start} 起）",
    "{name} already holds this post in that time (from {start})",
    "请先结束原来的任职，再登记新的。", "End that one first.",
)  # fmt: skip
PARTY_MISSING = ProblemKind(
    "PPL-205", "外部协同单位的任职没有写明代表哪个单位", "the partner's post does not say which organisation",
    "请填写单位名称，与台账里的责任单位一致。", "Name the organisation as registers name it.",
)  # fmt: skip
UNKNOWN_RANK = ProblemKind(
    "PPL-206", "没有警衔「{name}」", "there is no rank '{name}'",
    "现有警衔：{known}。", "Ranks: {known}.",
)  # fmt: skip
NOT_ADMIN = ProblemKind(
    "PPL-301", "只有系统管理员可以管理账号和岗位", "only administrators keep accounts and posts",
    "请联系本单位的系统管理员。", "Ask the administrator of your unit.",
)  # fmt: skip
NOT_ONESELF = ProblemKind(
    "PPL-302", "不能处理自己的账号和岗位", "nobody handles their own account and posts here",
    "请由另一名系统管理员办理；自己的密码在「我的账号」里修改。",
    "Let another administrator do it; your own password is changed under 'My account'.",
)  # fmt: skip
LAST_ADMIN = ProblemKind(
    "PPL-303", "这样就没有能用的系统管理员了", "no active administrator would be left",
    "请先任命另一名系统管理员。", "Appoint another administrator first.",
)  # fmt: skip
