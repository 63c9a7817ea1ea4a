"""Numbered messages of papers (PAP): 0xx declarations, 1xx issuing and voiding."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

BROKEN_BINDING = ProblemKind(
    "PAP-001", "文书「{paper}」的「{text}」里有写不完整的大括号",
    "'{text}' of the paper '{paper}' has a broken brace",
    "请写成 {{字段}}、{{字段?}} 或 {{字段|写法}}。",
    "Write {{field}}, {{field?}} or {{field|form}}.",
)  # fmt: skip
UNBOUND = ProblemKind(
    "PAP-002", "文书「{paper}」绑定的「{name}」不是台账「{register}」的字段{hint_zh}",
    "the paper '{paper}' binds '{name}', which is no field of the register '{register}'{hint_en}",
    "可用的名称：{known}。", "Names to use: {known}.",
)  # fmt: skip
UNKNOWN_FORM = ProblemKind(
    "PAP-003", "文书「{paper}」里「{name}」的写法「{form}」不适用",
    "'{name}' of the paper '{paper}' cannot be written as '{form}'",
    "可用的写法：{known}。", "Ways of writing: {known}.",
)  # fmt: skip
NO_REGISTER = ProblemKind(
    "PAP-004", "文书「{paper}」所属的台账「{name}」没有声明",
    "the paper '{paper}' belongs to the undeclared register '{name}'",
    "已声明的台账：{known}。", "Declared registers: {known}.",
)  # fmt: skip
UNKNOWN_PLACE = ProblemKind(
    "PAP-005", "文书「{paper}」的 {key} 里「{name}」没有声明",
    "{key} of the paper '{paper}' names the undeclared '{name}'",
    "已声明：{known}。", "Declared: {known}.",
)  # fmt: skip
BAD_NUMBERS = ProblemKind(
    "PAP-006", "文书「{paper}」的编号规则「{pattern}」不合要求",
    "the pattern '{pattern}' cannot number the paper '{paper}'",
    "请写上 {{year}} 和恰好一个 {{serial:位数}}，两者各一次。",
    "Write {{year}} and {{serial:DIGITS}}, each once.",
)  # fmt: skip
PAPER_TWICE = ProblemKind(
    "PAP-007", "文书「{name}」在 {first} 里已经声明",
    "the paper '{name}' is declared already in {first}",
    "请改名或合并。", "Rename or merge.",
)  # fmt: skip
SAME_NUMBERS = ProblemKind(
    "PAP-008", "文书「{name}」和「{first}」的编号规则相同，会出现同号",
    "the papers '{name}' and '{first}' would bear the same numbers",
    "请给每种文书自己的字号。", "Give each kind a pattern of its own.",
)  # fmt: skip
BROKEN_CONDITION = ProblemKind(
    "PAP-009", "文书「{paper}」的条件「{text}」不成立：{why_zh}",
    "the condition '{text}' of the paper '{paper}' does not hold up: {why_en}",
    "{cure_zh}", "{cure_en}",
)  # fmt: skip

NO_PAPER = ProblemKind(
    "PAP-101", "没有文书「{name}」", "there is no paper '{name}'",
    "请从记录页面的文书列表进入。", "Open it from the list of papers of the record.",
)  # fmt: skip
NOT_NOW = ProblemKind(
    "PAP-102", "「{paper}」在「{state}」环节不能制作",
    "'{paper.en}' cannot be made while the case is '{state.en}'",
    "可以制作的环节：{states}。", "It is made in these states: {states.en}.",
)  # fmt: skip
NOT_YOURS = ProblemKind(
    "PAP-103", "您的岗位不能{deed}「{paper}」",
    "your post may not {deed.en} '{paper.en}'",
    "由{allowed}办理。", "This is for {allowed.en}.",
)  # fmt: skip
EMPTY_FIELD = ProblemKind(
    "PAP-104", "「{paper}」要写的「{label}」还没有填",
    "'{paper.en}' needs '{label.en}', which is empty",
    "请先在记录里填写，再制作文书。", "Fill it in the record first, then make the paper.",
)  # fmt: skip
MADE_ALREADY = ProblemKind(
    "PAP-105", "本案已有有效的「{paper}」{number}",
    "the case has a valid '{paper.en}' already: {number}",
    "要重新制作，请先写明理由作废原文书。",
    "To make it anew, void the old one first, with a reason.",
)  # fmt: skip
VOID_ALREADY = ProblemKind(
    "PAP-106", "文书 {number} 已经作废", "the paper {number} is void already",
    "无需再次作废。", "Nothing has to be done.",
)  # fmt: skip
NO_REASON = ProblemKind(
    "PAP-107", "作废文书 {number} 没有写理由",
    "no reason is given for voiding the paper {number}",
    "请写明作废的理由。", "Give the reason.",
)  # fmt: skip
NOT_THE_SAME = ProblemKind(
    "PAP-108", "文书 {number} 的内容与制作时的记载不一致",
    "the paper {number} is not what was written down when it was made",
    "请停止使用，并请系统管理员查看日志和备份。",
    "Do not use it; have an administrator look at the journal and the backups.",
)  # fmt: skip
