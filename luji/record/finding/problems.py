"""Numbered problems of finding: what a look-up of a plate or a person is refused for."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

UNKNOWN_ROLE = ProblemKind(
    "FND-001", "查询规则里的岗位「{name}」没有定义",
    "the rules of look-ups name the post '{name}', which nobody declared",
    "可用的岗位：{known}。", "Posts there are: {known}.",
)  # fmt: skip
NOT_FOR_YOU = ProblemKind(
    "FND-101", "您的岗位不能查询号牌和人员", "your posts may not look up plates or people",
    "可以查询的岗位：{allowed}。", "Posts that may: {allowed}.",
)  # fmt: skip
TOO_SHORT = ProblemKind(
    "FND-102", "查询内容太短：至少 {least} 个字符", "too short: at least {least} characters",
    "请写号牌、证件号码、警号或姓名的较完整部分。", "Write most of the plate, number or name.",
)  # fmt: skip
TOO_LONG = ProblemKind(
    "FND-103", "查询内容太长：最多 {most} 个字符", "too long: {most} characters at most",
    "一次只查一个号牌或一个人。", "Look up one plate or one person at a time.",
)  # fmt: skip
NO_PURPOSE = ProblemKind(
    "FND-104", "没有选择用途", "no purpose was chosen",
    "请从列表里选择这次查询的用途。", "Choose what the look-up is for.",
)  # fmt: skip
NO_REASON = ProblemKind(
    "FND-105", "没有写明事由（至少 {least} 个字）", "no reason was given ({least} characters at least)",
    "请写清为什么查、与哪件事有关；事由和查询内容一起记入日志。",
    "Say why, and what it has to do with; the reason is kept in the journal with what was looked up.",
)  # fmt: skip
NO_CASE = ProblemKind(
    "FND-106", "用途「{purpose}」需要案件或事故编号", "the purpose '{purpose}' takes the number of the case",
    "请填写编号。", "Give the number.",
)  # fmt: skip
TOO_MANY = ProblemKind(
    "FND-107", "一小时内已查询 {done} 次，达到上限", "{done} look-ups within an hour: no more for now",
    "请稍后再查；确有需要请报告督察。", "Wait a while; tell the inspection if it cannot wait.",
)  # fmt: skip
NOT_YOURS_TO_READ = ProblemKind(
    "FND-108", "您的岗位不能查看查询记录", "your posts may not read who looked what up",
    "可以查看的岗位：{allowed}。", "Posts that may: {allowed}.",
)  # fmt: skip
