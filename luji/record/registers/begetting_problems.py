"""Problems of records that are opened from the lines of another (REG-610 … 615)."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

NOT_THE_LINES = ProblemKind(
    "REG-610", "begets「{name}」的 rows「{rows}」不是明细字段{hint_zh}",
    "the rows '{rows}' of begets '{name}' are no field of lines{hint_en}",
    "明细字段：{known}。", "Fields of lines: {known}.",
)  # fmt: skip
BEGETS_NOWHERE = ProblemKind(
    "REG-611", "begets「{name}」指向的台账「{to}」没有声明{hint_zh}",
    "begets '{name}' leads to the undeclared register '{to}'{hint_en}",
    "现有台账：{known}。", "Registers: {known}.",
)  # fmt: skip
NO_SOURCE = ProblemKind(
    "REG-612", "begets「{name}」的「{field}」取自「{source}」，明细和记录里都没有这个字段{hint_zh}",
    "'{field}' of begets '{name}' comes from '{source}', which neither lines nor record have{hint_en}",
    "可用：{known}。", "There are: {known}.",
)  # fmt: skip
NOT_ON_FORM = ProblemKind(
    "REG-613", "begets「{name}」要填的「{field}」不是「{to}」新建表单上的字段{hint_zh}",
    "'{field}', which begets '{name}' fills, is not on the form of a new '{to}'{hint_en}",
    "可用：{known}。", "There are: {known}.",
)  # fmt: skip
DOES_NOT_FIT = ProblemKind(
    "REG-614", "begets「{name}」的「{field}」不能这样填：{why}",
    "'{field}' of begets '{name}' cannot be filled like this: {why_en}",
    "请改字段或取值。", "Change the field or what it comes from.",
)  # fmt: skip
NO_LINE = ProblemKind(
    "REG-615", "「{register}」的这条记录没有可以转出的这一行（{asked}）",
    "this record of '{register}' has no such line to open a record from ({asked})",
    "这一行可能已被修改或删除，请回到记录页重新选择。",
    "It may have been changed; go back to the record and choose again.",
)  # fmt: skip
