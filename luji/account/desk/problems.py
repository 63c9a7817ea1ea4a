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
NO_PAGE = ProblemKind(
    "DSK-003", "没有第「{page}」页", "there is no page '{page}'",
    "请从第 1 页看起。", "Start from page 1.",
)  # fmt: skip
