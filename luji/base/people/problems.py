"""Numbered messages about units and people (PPL)."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

UNKNOWN_UNIT = ProblemKind(
    "PPL-001", "没有名为「{name}」的单位{hint_zh}", "there is no unit called '{name}'{hint_en}",
    "请写单位代码、全称或简称。", "Write the unit's code, full name or short name.",
)  # fmt: skip
DUPLICATE_UNIT = ProblemKind(
    "PPL-002", "代码或名称「{name}」同时属于 {first} 和 {second}",
    "the code or name '{name}' belongs to both {first} and {second}",
    "请改名，使每个名称只指一个单位。", "Rename one, so that a name means one unit.",
)  # fmt: skip
UNKNOWN_PARENT = ProblemKind(
    "PPL-003", "单位 {code} 的上级「{parent}」不存在", "the parent '{parent}' of unit {code} does not exist",
    "请填写已声明单位的代码。", "Name the code of a declared unit.",
)  # fmt: skip
NOT_ONE_ROOT = ProblemKind(
    "PPL-004", "单位应只有一个最上级，现有：{roots}", "units need exactly one root, found: {roots}",
    "请给其余单位填写 parent，并消除循环。", "Give the others a parent and break any circle.",
)  # fmt: skip
UNKNOWN_ROUTE = ProblemKind(
    "PPL-005", "单位 {code} 的路段用了未声明的路线「{route}」",
    "unit {code} has a road section on the undeclared route '{route}'",
    "请在 routes 中声明该路线。", "Declare the route under routes.",
)  # fmt: skip
BACKWARD_SECTION = ProblemKind(
    "PPL-006", "单位 {code} 的路段 {section} 终点不大于起点",
    "the section {section} of unit {code} does not end after it starts",
    "桩号须由小到大填写。", "Give the stakes in rising order.",
)  # fmt: skip
OVERLAPPING_SECTIONS = ProblemKind(
    "PPL-007", "路段 {first} 与 {second} 重叠", "the sections {first} and {second} overlap",
    "同一公里只能归一个大队。", "A kilometre belongs to one brigade only.",
)  # fmt: skip
