"""Numbered messages of fields (REG): 50x values of further types and fields that depend, 52x declarations."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

# -- values ---------------------------------------------------------------------------------------

NOT_A_MOMENT = ProblemKind(
    "REG-501", "「{label}」的「{value}」不是日期和时刻", "'{value}' in '{label.en}' is no date with a time",
    "请写成 2020-03-26 14:05。", "Write it as 2020-03-26 14:05.",
)  # fmt: skip
NOT_A_TIME = ProblemKind(
    "REG-502", "「{label}」的「{value}」不是时刻", "'{value}' in '{label.en}' is no time of day",
    "请写成 14:05。", "Write it as 14:05.",
)  # fmt: skip
NOT_A_DURATION = ProblemKind(
    "REG-503", "「{label}」的「{value}」不是时长", "'{value}' in '{label.en}' is no length of time",
    "请写整分钟数，或如 1:30、2小时30分。", "Write whole minutes, or such as 1:30.",
)  # fmt: skip
NO_SUCH_PERSON = ProblemKind(
    "REG-504", "「{label}」里找不到「{value}」，或有几人同名",
    "'{value}' in '{label.en}' is nobody, or several people",
    "请写警号，或唯一的姓名。", "Write the police number, or a name only one person has.",
)  # fmt: skip
NO_SUCH_RECORD = ProblemKind(
    "REG-505", "「{label}」的「{value}」在{register}里没有，或您的岗位看不到",
    "'{value}' in '{label.en}' is not in {register.en}, or your post may not see it",
    "请从列表里选，或核对编号。", "Choose from the list, or check the number.",
)  # fmt: skip
NOT_LINES = ProblemKind(
    "REG-506", "「{label}」读不成若干行：{why}", "'{label.en}' cannot be read as lines: {why}",
    "请一行写一条，各栏用 | 分开；栏里有 | 或换行时用双引号括起来。",
    "Write one line for each entry, columns parted by |; quote a column that holds | or a new line.",
)  # fmt: skip
TOO_MANY_CELLS = ProblemKind(
    "REG-507", "「{label}」第 {line} 行有 {count} 栏，最多 {most} 栏（{known}）",
    "line {line} of '{label.en}' has {count} columns, at most {most} ({known})",
    "请核对有没有多写 |。", "Check for a | too many.",
)  # fmt: skip
TOO_MANY_LINES = ProblemKind(
    "REG-508", "「{label}」有 {count} 行，最多 {most} 行", "'{label.en}' has {count} lines, at most {most}",
    "请分成几条记录。", "Split it into several records.",
)  # fmt: skip
ONLY_WHEN = ProblemKind(
    "REG-509", "「{label}」只在 {condition} 时填写", "'{label.en}' is filled only when {condition.en}",
    "请清空它，或核对它所依的字段。", "Empty it, or check the fields it depends on.",
)  # fmt: skip
NOT_IN_FORCE = ProblemKind(
    "REG-510", "「{label}」的「{value}」在 {day} 不适用",
    "'{value}' in '{label.en}' was not in force on {day}",
    "请选那一天适用的代码，或核对日期。", "Choose a code in force that day, or check the date.",
)  # fmt: skip

# -- declarations ---------------------------------------------------------------------------------

UNKNOWN_LIST = ProblemKind(
    "REG-520", "字段「{name}」的代码表「{list}」没有声明{hint_zh}",
    "the list of codes '{list}' of '{name}' is not declared{hint_en}",
    "content/codes/ 里有：{known}。", "In content/codes/: {known}.",
)  # fmt: skip
TERM_BACKWARDS = ProblemKind(
    "REG-521", "代码「{code}」的适用期先止后起（{first} 至 {last}）",
    "the code '{code}' ends before it begins ({first} to {last})",
    "请改正日期。", "Mend the dates.",
)  # fmt: skip
TERMS_OVERLAP = ProblemKind(
    "REG-522", "代码「{code}」的两个适用期重叠（前一个到 {last}，后一个从 {first}）",
    "two terms of the code '{code}' overlap (one until {last}, the next from {first})",
    "请按先后排列，前一个写明止日。", "List them in order, each but the last with its last day.",
)  # fmt: skip
NO_CODES = ProblemKind(
    "REG-523", "代码表里没有代码", "the list has no codes",
    "请在 codes 下列出。", "List them under codes.",
)  # fmt: skip
VALUES_TWICE = ProblemKind(
    "REG-524", "字段「{name}」又有 values 又有 codes", "'{name}' has both values and codes",
    "请留一个。", "Keep one of them.",
)  # fmt: skip
UNKNOWN_TARGET = ProblemKind(
    "REG-525", "字段「{name}」指向的台账「{to}」没有声明{hint_zh}",
    "'{name}' points to the undeclared register '{to}'{hint_en}",
    "现有台账：{known}。", "Registers: {known}.",
)  # fmt: skip
BAD_CONDITION = ProblemKind(
    "REG-526", "字段「{name}」的 when 不能用：{why_zh}",
    "the condition of '{name}' cannot be used: {why_en}",
    "{cure_zh}", "{cure_en}",
)  # fmt: skip
BAD_FORMULA = ProblemKind(
    "REG-527", "计算字段「{name}」的公式不能用：{why_zh}", "the formula of '{name}' cannot be used: {why_en}",
    "{cure_zh}", "{cure_en}",
)  # fmt: skip
GOES_ROUND = ProblemKind(
    "REG-528", "字段互相依赖成环：{circle}", "fields depend on each other in a circle: {circle}",
    "请改写 formula 或 when，断开一处。", "Rewrite a formula or a condition so that it breaks.",
)  # fmt: skip
NO_SUBFIELDS = ProblemKind(
    "REG-529", "明细字段「{name}」没有列出各栏", "'{name}' lists no fields for its lines",
    "请在 fields 下列出。", "List them under fields.",
)  # fmt: skip
NOT_SIMPLE = ProblemKind(
    "REG-530", "明细「{name}」的栏「{inner}」不能是 {type}",
    "'{inner}' in the lines of '{name}' cannot be {type}",
    "明细里可用：{known}。", "In lines there may be: {known}.",
)  # fmt: skip
NOT_IN_LINES = ProblemKind(
    "REG-531", "明细「{name}」的栏「{inner}」不能有 {option}",
    "'{inner}' in the lines of '{name}' cannot have {option}",
    "请删去。", "Drop it.",
)  # fmt: skip
PUBLISHED_TWICE = ProblemKind(
    "REG-532", "明细「{name}」发布的事实表「{table}」已经有了",
    "the fact table '{table}' of '{name}' is there already",
    "请换一个名称。", "Choose another name.",
)  # fmt: skip
NO_FORMULA = ProblemKind(
    "REG-533", "计算字段「{name}」没有公式", "the computed field '{name}' has no formula",
    "请写 formula。", "Write a formula.",
)  # fmt: skip
NOT_COMPUTABLE = ProblemKind(
    "REG-534", "计算字段「{name}」的结果不能是 {type}", "the computed field '{name}' cannot hold {type}",
    "可用：{known}。", "It may hold: {known}.",
)  # fmt: skip
NOT_LISTABLE = ProblemKind(
    "REG-535", "list 的 {key} 不能用 {type} 字段「{name}」",
    "{key} of the list cannot use the {type} field '{name}'",
    "请改用其他字段。", "Use another field.",
)  # fmt: skip
ALWAYS_REQUIRED = ProblemKind(
    "REG-536", "{key} 用到的字段「{name}」不能有 when",
    "'{name}', which {key} needs, cannot have a condition",
    "请删去 when。", "Drop the condition.",
)  # fmt: skip
