"""The numbered messages of the indicators, IND-001 onward."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

ONE_MEASURE = ProblemKind(
    "IND-001", "指标「{key}」须且只须声明一种算法，现有：{given}",
    "indicator '{key}' must declare exactly one measure, it has: {given}",
    "请在 {known} 中只留一种。", "Keep exactly one of {known}.",
)  # fmt: skip
NO_TABLE = ProblemKind(
    "IND-002", "指标「{key}」所用的事实表「{table}」没有声明{hint_zh}",
    "indicator '{key}' uses the fact table '{table}', which is not declared{hint_en}",
    "请在文件顶部或指标内写 table，并与 content/facts 一致。",
    "Give `table` at the top of the file or in the indicator, as content/facts declares it.",
)  # fmt: skip
TWICE = ProblemKind(
    "IND-003", "「{key}」已在 {other} 声明过", "'{key}' is already declared in {other}",
    "请改名，或删去一处。", "Rename it, or delete one.",
)  # fmt: skip
NO_COLUMN = ProblemKind(
    "IND-004", "指标「{key}」的 {role} 写了表「{table}」没有的列「{column}」{hint_zh}",
    "{role} of indicator '{key}' names the column '{column}', which table '{table}' lacks{hint_en}",
    "该表的列：{known}。", "Columns of the table: {known}.",
)  # fmt: skip
WRONG_ROLE = ProblemKind(
    "IND-005", "指标「{key}」的 {role} 需要{need_zh}，「{given}」是{found_zh}",
    "{role} of indicator '{key}' needs {need_en}, '{given}' is {found_en}",
    "请换一列，或改写表达式。", "Take another column, or rewrite the expression.",
)  # fmt: skip
NO_INDICATOR = ProblemKind(
    "IND-006", "没有指标「{name}」{hint_zh}", "there is no indicator '{name}'{hint_en}",
    "请核对 content/indicators 中的指标代码。", "Check the keys in content/indicators.",
)  # fmt: skip
CYCLE = ProblemKind(
    "IND-007", "指标互相引用成环：{path}", "indicators refer to each other in a circle: {path}",
    "请改写其中一个公式。", "Rewrite one of the formulas.",
)  # fmt: skip
NOT_EXACT = ProblemKind(
    "IND-008", "指标「{key}」的 {role} 里有除法，逐行相除不能保证精确",
    "{role} of indicator '{key}' divides, which is not exact row by row",
    "请把分子、分母各设一个指标，再用 formula 相除。",
    "Make an indicator of each side and divide them in a formula.",
)  # fmt: skip
NOT_HERE = ProblemKind(
    "IND-009", "指标「{key}」是 {measure}，不能再写 {name}",
    "indicator '{key}' is a {measure} and cannot have {name}",
    "请删去 {name}，把它写到所引用的指标里。", "Delete {name}; put it on the indicators referred to.",
)  # fmt: skip
BAD_PARAMETER = ProblemKind(
    "IND-010", "参数「{name}」的取值有误：{why_zh}", "the values of parameter '{name}' are wrong: {why_en}",
    "请使各值类型相同、起始日各不相同。", "Give all values one type and each its own first day.",
)  # fmt: skip
BAD_KEY = ProblemKind(
    "IND-011", "「{key}」不能作{what_zh}", "'{key}' cannot be {what_en}",
    "请用小写英文字母、数字和下划线，以点分段，如 finance.basic。",
    "Use lower-case letters, digits and underscores in dotted words, such as finance.basic.",
)  # fmt: skip
NOT_A_NUMBER = ProblemKind(
    "IND-012", "指标「{key}」引用的「{part}」不是数",
    "'{part}', which indicator '{key}' refers to, is no number",
    "公式和升降只能引用数值指标。", "Formulas and trends refer to numbers only.",
)  # fmt: skip
NO_ROLE = ProblemKind(
    "IND-013", "指标「{key}」没有{what_zh}：表「{table}」未声明 {role}",
    "indicator '{key}' has no {what_en}: table '{table}' declares no {role}",
    "请在指标里写 {role}，或声明为 stock（常设事实）。",
    "Give {role} in the indicator, or declare it as stock (standing facts).",
)  # fmt: skip
PARAMETER_IN_OPERAND = ProblemKind(
    "IND-014", "指标「{key}」的 {role} 里有参数 @{name}",
    "{role} of indicator '{key}' reads the parameter @{name}",
    "参数只能用在 where 和 formula 里。", "Parameters may stand in `where` and `formula` only.",
)  # fmt: skip
NO_MODIFIER = ProblemKind(
    "IND-015", "「{name}」不是可用的派生项", "'{name}' is not a derived figure",
    "可用：{known}，写作「指标:派生项」。", "Known: {known}; write `indicator:derived`.",
)  # fmt: skip
ONE_DIRECTION = ProblemKind(
    "IND-016", "指标「{key}」的 trend 须在 falls、rises 中写且只写一个",
    "trend of indicator '{key}' must have exactly one of falls and rises",
    "请只留一个，并列出指标。", "Keep one and list indicators.",
)  # fmt: skip
