"""Numbered messages of the desk (DSK)."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

YEAR_OUT_OF_RANGE = ProblemKind(
    "DSK-001", "期间「{period}」不在 {first} 年至 {last} 年之间",
    "the period '{period}' does not lie between {first} and {last}",
    "请在页面上方另选期间。", "Choose another period at the top of the page.",
)  # fmt: skip
NO_FORMAT = ProblemKind(
    "DSK-002", "没有「{format}」格式", "there is no format '{format}'",
    "可用的格式：{known}。", "Formats there are: {known}.",
)  # fmt: skip
NOTHING_GIVEN = ProblemKind(
    "DSK-004", "没有选择文件，也没有粘贴文字", "no file was chosen and no text pasted",
    "请选择一个文件，或把文字粘贴到框里。", "Choose a file, or paste text into the box.",
)  # fmt: skip
TOO_MUCH = ProblemKind(
    "DSK-005", "超过上限：文件 {file} MB，粘贴的文字 {text} MB",
    "more than the limit: files {file} MB, pasted text {text} MB",
    "请拆分，或在命令行用 luji reconcile 核对。", "Split it, or use luji reconcile on the command line.",
)  # fmt: skip
STOPPED = ProblemKind(
    "DSK-006", "报告中有 {faults} 处数字不符，未出具",
    "the report was not issued: {faults} of its relations do not hold",
    "请先在报告页查看并改正；确要照此出具，请用该页的链接。",
    "See the report page and mend them, or issue it there all the same.",
)  # fmt: skip
NO_PAGE = ProblemKind(
    "DSK-003", "没有第「{page}」页", "there is no page '{page}'",
    "请从第 1 页看起。", "Start from page 1.",
)  # fmt: skip
