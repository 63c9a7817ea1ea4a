"""Numbered messages about lists of people as files (PPL-34x)."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

NOT_A_TABLE = ProblemKind(
    "PPL-341", "读不出「{name}」", "'{name}' cannot be read",
    "请用 .xlsx 或 .csv（UTF-8 或 GB18030）文件。", "Use .xlsx or .csv (UTF-8 or GB18030).",
)  # fmt: skip
TABLE_TOO_LARGE = ProblemKind(
    "PPL-342", "「{name}」太大（最多 {most}）", "'{name}' is too large (at most {most})",
    "请分成几个文件。", "Split it.",
)  # fmt: skip
HEADING_MISSING = ProblemKind(
    "PPL-343", "没有「{label}」列", "there is no column '{label_en}'",
    "第一行应是列名；可先导出一份作样子。", "The first row holds the headings; export a list to see them.",
)  # fmt: skip
HEADING_UNKNOWN = ProblemKind(
    "PPL-344", "不认识「{heading}」列", "the column '{heading}' is not known",
    "请删去这一列，或改成：{known}。", "Delete it, or rename it to one of: {known}.",
)  # fmt: skip
HEADING_TWICE = ProblemKind(
    "PPL-345", "「{label}」列有两个", "the column '{label_en}' stands there twice",
    "请删去一个。", "Delete one.",
)  # fmt: skip
NUMBER_TWICE = ProblemKind(
    "PPL-346", "警号 {number} 在第 {first} 行已经有了", "the number {number} stands in row {first} already",
    "一个人只写一行。", "One row for one person.",
)  # fmt: skip
POSTS_DIFFER = ProblemKind(
    "PPL-347", "{name} 的岗位与登记的不同（现为：{now}）",
    "the posts of {name} are not those on file ({now})",
    "已登记人员的岗位在个人页面任命或结束，导入不改。",
    "Posts of people on file are given and ended on their page; an import changes none.",
)  # fmt: skip
UNKNOWN_POST = ProblemKind(
    "PPL-348", "读不懂岗位「{post}」", "the post '{post}' cannot be read",
    "请写角色名，如 民警；几个之间用；分开。", "Write roles, like Officer; put ; between several.",
)  # fmt: skip
PREVIEW_OLD = ProblemKind(
    "PPL-349", "预览已过期，或不是你的", "the preview is too old, or not yours",
    "请重新选择文件。", "Choose the file again.",
)  # fmt: skip
NO_FILE = ProblemKind(
    "PPL-350", "没有选择文件", "no file was chosen",
    "请选择一个 .xlsx 或 .csv 文件。", "Choose an .xlsx or .csv file.",
)  # fmt: skip
NO_LOG = ProblemKind(
    "PPL-305", "登录日志由系统管理员和督察查看", "the sign-in log is for administrators and supervision",
    "自己的登录情况在「我的账号」里。", "Your own attempts are under 'My account'.",
)  # fmt: skip
