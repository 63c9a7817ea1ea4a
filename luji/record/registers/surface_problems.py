"""Numbered messages of what registers offer beside list and form (REG-570 … 599)."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

NO_JSON = ProblemKind(
    "REG-570", "文件不是可读的 JSON：{why}", "the file is no readable JSON: {why}",
    "请用本系统导出的 JSON，或改用 Excel、CSV。", "Use a JSON exported here, or Excel or CSV.",
)  # fmt: skip
JSON_SHAPE = ProblemKind(
    "REG-571", "JSON 里没有行", "the JSON holds no rows",
    '请写成 {{"rows": [{{列名: 值}}, …]}}，至少一行。',
    'Write {{"rows": [{{column: value}}, …]}}, one at least.',
)  # fmt: skip
JSON_COLUMN = ProblemKind(
    "REG-572", "没有列「{name}」", "there is no column '{name}'",
    "现有列：{known}。", "Columns: {known}.",
)  # fmt: skip
JSON_VALUE = ProblemKind(
    "REG-573", "「{name}」的值只能是文字、数字、真假或空",
    "'{name}' must be a text, a number, true, false or null",
    "请改写这个值。", "Rewrite the value.",
)  # fmt: skip
WITHDRAW_NAME = ProblemKind(
    "REG-574", "「{name}」已是流程的状态或动作，不能又作撤回之用",
    "'{name}' is a state or action of the workflow and cannot stand for withdrawing",
    "请给流程里的它改名。", "Rename it in the workflow.",
)  # fmt: skip
NO_SUCH_EDITION = ProblemKind(
    "REG-578", "历史里没有第 {number} 条改动，或它不属于这条记录",
    "there is no entry {number} in this record's history",
    "请从历史里选择。", "Choose from the history.",
)  # fmt: skip
NO_SUCH_VIEW = ProblemKind(
    "REG-579", "没有这个视图，或它不是您的", "there is no such view, or it is not yours",
    "请重新保存。", "Save it again.",
)  # fmt: skip
VIEW_NAME = ProblemKind(
    "REG-580", "视图名称须为 1–{most} 个字", "a view's name has 1 to {most} characters",
    "请改写名称。", "Rewrite the name.",
)  # fmt: skip
TOO_MANY_VIEWS = ProblemKind(
    "REG-581", "您在这个台账已有 {most} 个视图", "you have {most} views of this register already",
    "请先删去不用的。", "Delete some first.",
)  # fmt: skip
SHARE_NEEDS_POST = ProblemKind(
    "REG-582", "没有岗位，不能把视图分享给单位", "without a post a view cannot be shared with the unit",
    "请只给自己保存。", "Save it for yourself only.",
)  # fmt: skip
NONE_CHOSEN = ProblemKind(
    "REG-583", "没有选择记录", "no record was chosen",
    "请先勾选。", "Tick some first.",
)  # fmt: skip
TOO_MANY_CHOSEN = ProblemKind(
    "REG-584", "选择了 {count} 条，一次最多 {most} 条", "{count} records are chosen, {most} at most at once",
    "请用筛选缩小范围，分几次办理。", "Narrow the list and do it in several goes.",
)  # fmt: skip
NO_VIEW_KIND = ProblemKind(
    "REG-585", "这个台账没有「{view}」", "this register has no {view.en}",
    "请在声明的 views: 下写上。", "Declare it under views:.",
)  # fmt: skip
NOT_A_MONTH = ProblemKind(
    "REG-587", "「{value}」不是月份", "'{value}' is no month",
    "请写成 2020-03。", "Write it as 2020-03.",
)  # fmt: skip
