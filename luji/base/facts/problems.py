"""The numbered messages of the facts room.

FCT-0xx declaration, 1xx file and heading, 2xx cell, 3xx lake, 4xx snapshot, 5xx engine.
"""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

# -- declaration of a fact table ------------------------------------------------------------------

NO_SUCH_COLUMN = ProblemKind(
    "FCT-001",
    "「{key}」指的列「{column}」没有声明{hint_zh}",
    "'{key}' names the column '{column}' that is not declared{hint_en}",
    "请改为已声明的列：{known}。",
    "Use a declared column: {known}.",
)
WRONG_COLUMN_TYPE = ProblemKind(
    "FCT-002",
    "「{key}」指的列「{column}」类型是 {type}，应为 {wanted}",
    "'{key}' names the column '{column}' of type {type}, not {wanted}",
    "请改列的类型，或另指一列。",
    "Change the type of the column or name another one.",
)
NO_VALUES = ProblemKind(
    "FCT-003",
    "代码列「{column}」没有列出取值",
    "the code column '{column}' lists no values",
    "请写 values：每个代码及其中英文名称。",
    "Write values: each code with its Chinese and English label.",
)
OPTION_UNFIT = ProblemKind(
    "FCT-004",
    "列「{column}」的类型 {type} 不用「{option}」",
    "the type {type} of column '{column}' has no use for '{option}'",
    "请删去它，或改列的类型。",
    "Delete it or change the type of the column.",
)
AMBIGUOUS_HEADING = ProblemKind(
    "FCT-005",
    "表头「{heading}」既指「{first}」又指「{second}」",
    "the heading '{heading}' means both '{first}' and '{second}'",
    "每个表头名只能属于一列，请删去一处。",
    "A heading may belong to one column only; delete one.",
)
AMBIGUOUS_VALUE = ProblemKind(
    "FCT-006",
    "列「{column}」的取值名「{label}」既指 {first} 又指 {second}",
    "in column '{column}' the label '{label}' means both {first} and {second}",
    "每个名称只能属于一个代码。",
    "A label may belong to one code only.",
)
BAD_NAME = ProblemKind(
    "FCT-007",
    "名称「{name}」不可用",
    "the name '{name}' cannot be used",
    "请用小写英文字母开头，只含小写字母、数字和下划线，且不以下划线开头。",
    "Begin with a lower-case letter; use only lower-case letters, digits and underscores.",
)
MIN_OVER_MAX = ProblemKind(
    "FCT-008",
    "列「{column}」的下限 {low} 大于上限 {high}",
    "column '{column}' has its minimum {low} above its maximum {high}",
    "请改正其中一个。",
    "Correct one of them.",
)
TABLE_TWICE = ProblemKind(
    "FCT-009",
    "事实表「{table}」在同一文件夹中声明了两次（另见 {other}）",
    "the fact table '{table}' is declared twice in one folder (also in {other})",
    "请合并为一个文件。",
    "Merge them into one file.",
)
NO_KEY = ProblemKind(
    "FCT-010",
    "事实表「{table}」没有自然键",
    "the fact table '{table}' has no natural key",
    "请在 key 中列出能认出一行的列。",
    "List in key the columns that tell one row from another.",
)
KEY_TWICE = ProblemKind(
    "FCT-011",
    "自然键中「{column}」写了两次",
    "the natural key names '{column}' twice",
    "请删去一处。",
    "Delete one.",
)
PARTITION_NEEDS_TIME = ProblemKind(
    "FCT-012",
    "按年分区的表「{table}」没有时间列",
    "the table '{table}' is partitioned by year but has no time column",
    "请写 time，或删去 partition。",
    "Write time, or delete partition.",
)
NO_SUCH_TABLE = ProblemKind(
    "FCT-013",
    "没有事实表「{table}」{hint_zh}",
    "there is no fact table '{table}'{hint_en}",
    "可用的表：{known}。",
    "The tables are: {known}.",
)

# -- file and heading -----------------------------------------------------------------------------

NO_FILE = ProblemKind(
    "FCT-101",
    "找不到或打不开文件：{why}",
    "the file is missing or cannot be opened: {why}",
    "请检查路径和读取权限。",
    "Check the path and the permission to read it.",
)
UNKNOWN_FORMAT = ProblemKind(
    "FCT-102",
    "不能导入「{suffix}」文件",
    "files of the kind '{suffix}' cannot be imported",
    "请另存为 .xlsx 或 .csv（UTF-8 或 GB18030）再导入。",
    "Save it as .xlsx or .csv (UTF-8 or GB18030) and import that.",
)
EMPTY_FILE = ProblemKind(
    "FCT-103",
    "文件是空的，没有一行数据",
    "the file is empty: it holds no row of data",
    "请确认选对了文件；表头以下至少要有一行。",
    "Make sure it is the right file; at least one row must follow the heading.",
)
BROKEN_WORKBOOK = ProblemKind(
    "FCT-104",
    "不是完整的 Excel 工作簿（可能下载中断或已损坏）：{why}",
    "not a whole Excel workbook (cut off or damaged): {why}",
    "请重新取得该文件，用 Excel 或 WPS 打开确认无误后另存为 .xlsx 再导入。",
    "Get the file again, open it in Excel or WPS to be sure, save it as .xlsx and import that.",
)
ENCRYPTED_WORKBOOK = ProblemKind(
    "FCT-105",
    "工作簿设有打开密码",
    "the workbook is protected by a password",
    "请在 Excel 或 WPS 中去掉密码后另存再导入。",
    "Remove the password in Excel or WPS, save and import again.",
)
OLD_WORKBOOK = ProblemKind(
    "FCT-106",
    "这是 Excel 97-2003 格式（.xls）的文件",
    "this is a file in the Excel 97-2003 format (.xls)",
    "请在 Excel 或 WPS 中另存为 .xlsx 再导入。",
    "Save it as .xlsx in Excel or WPS and import that.",
)
TOO_LARGE = ProblemKind(
    "FCT-107",
    "工作簿解压后约 {size}，超过上限 {limit}",
    "unpacked, the workbook takes about {size}, more than the limit of {limit}",
    "请拆成几个文件，或另存为 .csv 再导入。",
    "Split it into several files or save it as .csv.",
)
NOT_TEXT = ProblemKind(
    "FCT-108",
    "既不是 UTF-8 也不是 GB18030 文本：{why}",
    "neither UTF-8 nor GB18030 text: {why}",
    "请在 Excel 或 WPS 中另存为「CSV UTF-8」再导入。",
    "Save it as 'CSV UTF-8' in Excel or WPS and import that.",
)
BROKEN_CSV = ProblemKind(
    "FCT-109",
    "这一行读不成表格：{why}",
    "this row cannot be read as part of a table: {why}",
    "请检查引号是否成对、每行的列数是否与表头相同。",
    "Check that quotes come in pairs and that every row has as many cells as the heading.",
)
NO_HEADING = ProblemKind(
    "FCT-110",
    "前 {looked} 行中找不到「{label}」的表头",
    "no heading of '{label}' is found in the first {looked} rows",
    "表头应有这些列：{wanted}。",
    "The heading should have these columns: {wanted}.",
)
UNKNOWN_HEADING = ProblemKind(
    "FCT-111",
    "不认识的表头「{heading}」{hint_zh}",
    "unknown heading '{heading}'{hint_en}",
    "请改成声明过的列名，或删去这一列。可用：{known}。",
    "Rename it to a declared column or delete it. Known: {known}.",
)
MISSING_HEADING = ProblemKind(
    "FCT-112",
    "缺少必填的列「{label}」",
    "the required column '{label}' is missing",
    "请补上这一列；也认这些表头：{known}。",
    "Add the column; these headings are understood too: {known}.",
)
HEADING_TWICE = ProblemKind(
    "FCT-113",
    "表头「{heading}」与「{other}」都指「{label}」",
    "the headings '{heading}' and '{other}' both mean '{label}'",
    "请只保留一列。",
    "Keep only one of them.",
)
UNKNOWN_MEASURE = ProblemKind(
    "FCT-114",
    "表头「{heading}」的计量单位「{measure}」与声明的不同",
    "the unit of measure '{measure}' in the heading '{heading}' is not the declared one",
    "请换算后改用：{known}。",
    "Convert the values and write one of: {known}.",
)
MORE_PROBLEMS = ProblemKind(
    "FCT-115",
    "共有 {total} 处问题，以上只列出前 {shown} 处，还有 {rest} 处",
    "{total} problems in all; only the first {shown} are listed, {rest} more are not",
    "请先改正以上各处（同类问题往往一起出现），再导入一次。",
    "Correct these first (problems of one kind come together) and import again.",
)
NO_HEADLESS_DATA = ProblemKind(
    "FCT-116",
    "这一格有内容，但它上面没有表头",
    "this cell holds something but has no heading above it",
    "请补上表头，或清空这一列。",
    "Write a heading or clear the column.",
)

TOO_MANY_ROWS = ProblemKind(
    "FCT-117",
    "{rows} 行放不进一张 Excel 工作表",
    "{rows} rows do not fit into one Excel sheet",
    "请改导出为 .csv。",
    "Export to .csv instead.",
)

CANNOT_EXPORT = ProblemKind(
    "FCT-119",
    "不能导出为「{suffix}」文件",
    "a table cannot be exported as '{suffix}'",
    "请写成 .xlsx 或 .csv。",
    "Name a file ending in .xlsx or .csv.",
)

LONG_ROW = ProblemKind(
    "FCT-118",
    "这一行有 {found} 格，表头只有 {wanted} 格",
    "this row has {found} cells, the heading only {wanted}",
    "请检查是否多了分隔符；含逗号的内容要用引号括起来。",
    "Look for a separator too many; put quotes around a text with commas.",
)

# -- cells ------------------------------------------------------------------------------------------

EMPTY_CELL = ProblemKind(
    "FCT-201",
    "必填的一格是空的",
    "a required cell is empty",
    "请填写；若整行多余，请删去该行。",
    "Fill it in; if the whole row is not wanted, delete it.",
)
NOT_A_DATE = ProblemKind(
    "FCT-202",
    "「{value}」不是日期：{why_zh}",
    "'{value}' is not a date: {why_en}",
    "请写成 2020-03-05、2020/3/5、2020年3月5日 或 20200305。",
    "Write 2020-03-05, 2020/3/5, 2020年3月5日 or 20200305.",
)
NOT_A_TIME = ProblemKind(
    "FCT-203",
    "「{value}」不是日期时间：{why_zh}",
    "'{value}' is not a date and time: {why_en}",
    "请写成 2020-03-05 14:05 或 2020年3月5日14时05分。",
    "Write 2020-03-05 14:05 or 2020年3月5日14时05分.",
)
NOT_A_NUMBER = ProblemKind(
    "FCT-204",
    "「{value}」不是{what_zh}：{why_zh}",
    "'{value}' is not {what_en}: {why_en}",
    "请只写数字，如 1234.5 或 1,234.5。",
    "Write the number alone, such as 1234.5 or 1,234.5.",
)
TOO_SMALL = ProblemKind(
    "FCT-205",
    "{value} 小于允许的最小值 {limit}",
    "{value} is below the least allowed, {limit}",
    "请核对原始凭据；负数或过小的数不能填在这一列。",
    "Check it against the original; this column takes nothing smaller.",
)
TOO_GREAT = ProblemKind(
    "FCT-206",
    "{value} 大于允许的最大值 {limit}",
    "{value} is above the greatest allowed, {limit}",
    "请核对原始凭据和计量单位。",
    "Check it against the original, and the unit of measure.",
)
UNKNOWN_CODE = ProblemKind(
    "FCT-207",
    "「{value}」不在取值之内{hint_zh}",
    "'{value}' is none of the values{hint_en}",
    "可填：{known}。",
    "Allowed: {known}.",
)
NOT_A_FLAG = ProblemKind(
    "FCT-208",
    "「{value}」不是「是」或「否」",
    "'{value}' is neither yes nor no",
    "请填 是、否、√、×、1 或 0。",
    "Write 是, 否, √, ×, 1 or 0 (yes or no).",
)
UNKNOWN_UNIT = ProblemKind(
    "FCT-209",
    "没有单位「{value}」{hint_zh}",
    "there is no unit '{value}'{hint_en}",
    "请填单位树中的名称、简称或代码。",
    "Write the name, short name or code of a unit in the tree.",
)
SAME_KEY = ProblemKind(
    "FCT-210",
    "{key} 与第 {first} 行相同，一个键只能有一行",
    "{key} is the same as in row {first}; one key may have one row only",
    "请合并或删去其中一行，或改正编号。",
    "Merge or delete one of the rows, or correct the number.",
)
NO_CACHED_VALUE = ProblemKind(
    "FCT-211",
    "这一格是公式，但文件里没有存计算结果",
    "this cell is a formula whose result is not stored in the file",
    "请用 Excel 或 WPS 打开并保存一次，或把公式粘贴为数值。",
    "Open and save it once in Excel or WPS, or paste the values over the formulas.",
)
ERROR_VALUE = ProblemKind(
    "FCT-212",
    "这一格是错误值 {value}",
    "this cell holds the error value {value}",
    "请在 Excel 中改正公式后保存再导入。",
    "Correct the formula in Excel, save and import again.",
)
NOT_CLEAN_TEXT = ProblemKind(
    "FCT-213",
    "「{value}」{why_zh}",
    "'{value}' {why_en}",
    "请重新录入这一格（编号类的列请先设为文本格式）。",
    "Type the cell again (set columns of numbers-as-names to text first).",
)

# -- the lake ---------------------------------------------------------------------------------------

LAKE_BUSY = ProblemKind(
    "FCT-301",
    "另一个导入正在写数据湖，等了 {seconds} 秒仍未结束",
    "another import is writing to the lake; it did not end in {seconds} seconds",
    "请稍后再试。",
    "Try again later.",
)
BAD_HOME = ProblemKind(
    "FCT-302",
    "数据湖的路径 {path} 含有不能用的字符：{signs}",
    "the path of the lake {path} has signs that cannot be used: {signs}",
    "请把 LUJI_HOME 放到不含这些字符的文件夹。",
    "Put LUJI_HOME into a folder without them.",
)
TYPE_CHANGED = ProblemKind(
    "FCT-303",
    "表「{table}」的列「{column}」已存为 {stored}，声明改成了 {declared}",
    "column '{column}' of table '{table}' is stored as {stored} but declared as {declared}",
    "请改回原类型，或用新的列名。",
    "Change the type back or give the column a new name.",
)
BROKEN_TABLE = ProblemKind(
    "FCT-304",
    "数据湖中的表「{table}」读不出来：{why}",
    "the table '{table}' in the lake cannot be read: {why}",
    "请用 snapshot verify 检查，并从备份恢复。",
    "Check it with snapshot verify and restore it from a backup.",
)
KEY_REPEATED = ProblemKind(
    "FCT-305",
    "要写入「{table}」的行中有 {count} 个自然键重复或为空，如 {example}",
    "{count} natural keys of the rows for '{table}' are repeated or empty, such as {example}",
    "请先去重再写入；什么都没有写。",
    "Remove the repeated rows first; nothing was written.",
)
KEY_CHANGED = ProblemKind(
    "FCT-306",
    "表「{table}」已存的行在自然键「{key}」下分不开：它们是按另一个键写入的",
    "the stored rows of '{table}' are not told apart by the key '{key}': they were written under another",
    "请改回原来的键；确要换键，请先导出，换一个表名声明，再导入。",
    "Change the key back; to use another, export the rows and import them into a table of another name.",
)

CANNOT_WRITE = ProblemKind(
    "FCT-307",
    "数据湖写不进去：{why}",
    "the lake cannot be written: {why}",
    "请检查 LUJI_HOME 的写权限和磁盘空间；什么都没有写。",
    "Check that LUJI_HOME may be written and that the disk is not full; nothing was written.",
)

# -- snapshots --------------------------------------------------------------------------------------

BAD_SNAPSHOT_NAME = ProblemKind(
    "FCT-401",
    "「{name}」不能作快照名",
    "'{name}' cannot name a snapshot",
    "请用 1 至 64 个汉字、字母、数字、点、下划线或连字符，不以点开头。",
    "Use 1 to 64 letters, digits, points, underscores or hyphens, no point first.",
)
SNAPSHOT_EXISTS = ProblemKind(
    "FCT-402",
    "快照「{name}」已存在",
    "the snapshot '{name}' exists already",
    "快照封存后不能改，请另取一个名字。",
    "A sealed snapshot does not change; choose another name.",
)
NO_SNAPSHOT = ProblemKind(
    "FCT-403",
    "没有快照「{name}」",
    "there is no snapshot '{name}'",
    "已有：{known}。用 luji snapshot create 新建。",
    "There are: {known}. Make one with luji snapshot create.",
)
SEAL_BROKEN = ProblemKind(
    "FCT-404",
    "快照「{name}」的清单与封存时不符：{why}",
    "the manifest of the snapshot '{name}' is not as it was sealed: {why}",
    "清单被改动或损坏，请从备份恢复，并查明原因。",
    "It was altered or damaged; restore it from a backup and find out why.",
)
FILE_GONE = ProblemKind(
    "FCT-405",
    "快照「{name}」的数据文件不见了",
    "a data file of the snapshot '{name}' is gone",
    "请从备份恢复该文件。",
    "Restore the file from a backup.",
)
FILE_ALTERED = ProblemKind(
    "FCT-406",
    "快照「{name}」的数据文件变了：封存时 {sealed}，现在 {found}",
    "a data file of the snapshot '{name}' changed: sealed as {sealed}, now {found}",
    "请从备份恢复该文件，并查明原因。",
    "Restore the file from a backup and find out why.",
)

# -- engine -----------------------------------------------------------------------------------------

QUERY_FAILED = ProblemKind(
    "FCT-501",
    "查询没有完成：{why}",
    "the query did not finish: {why}",
    "若说文件打不开，请用 snapshot verify 检查；若说内存不足，请调高内存上限。",
    "If a file cannot be opened, check with snapshot verify; if memory ran out, raise the limit.",
)

# -- export -----------------------------------------------------------------------------------------

TOO_MANY_ROWS = ProblemKind(
    "FCT-601",
    "{rows} 行超过一张 Excel 工作表的容量（1,048,575 行）",
    "{rows} rows are more than an Excel sheet holds (1,048,575)",
    "请导出为 .csv。",
    "Export to .csv.",
)
