"""Numbered messages of registers (REG): 0xx declarations, 1xx values, 2xx verbs, 3xx import, 4xx pages."""

from __future__ import annotations

from luji.base.kernel.problem import Level, ProblemKind

# -- the declaration ------------------------------------------------------------------------------

BAD_NAME = ProblemKind(
    "REG-001", "名称「{name}」不合要求", "'{name}' cannot be a name",
    "请用小写字母开头，只含小写字母、数字和下划线，最多 40 个字符。",
    "Begin with a small letter; use small letters, digits and underscores, 40 at most.",
)  # fmt: skip
RESERVED_NAME = ProblemKind(
    "REG-002", "字段名「{name}」已被系统使用", "the field name '{name}' is taken by the system",
    "请换一个名称。", "Choose another.",
)  # fmt: skip
NO_FIELD = ProblemKind(
    "REG-003", "{key} 提到的字段「{name}」没有声明{hint_zh}",
    "{key} names the undeclared field '{name}'{hint_en}",
    "已声明的字段：{known}。", "Declared fields: {known}.",
)  # fmt: skip
WRONG_FIELD_TYPE = ProblemKind(
    "REG-004", "{key} 须是 {wanted} 字段，「{name}」是 {type}",
    "{key} must be a field of type {wanted}, '{name}' is {type}",
    "请改用合适的字段。", "Name a fitting field.",
)  # fmt: skip
OPTION_UNFIT = ProblemKind(
    "REG-005", "{type} 字段「{name}」不能有 {option}", "the {type} field '{name}' cannot have {option}",
    "请删去或换字段类型。", "Drop it or change the type.",
)  # fmt: skip
NO_VALUES = ProblemKind(
    "REG-006", "代码字段「{name}」没有列出取值", "the code field '{name}' lists no values",
    "请在 values 下列出代码和名称。", "List codes and labels under values.",
)  # fmt: skip
BAD_PATTERN = ProblemKind(
    "REG-007", "编号规则「{pattern}」不合要求", "the pattern '{pattern}' cannot make numbers",
    "请写成如 YH{{year}}-{{serial:4}}，其中 {{serial:位数}} 恰好一次。",
    "Write it like YH{{year}}-{{serial:4}}, with {{serial:DIGITS}} exactly once.",
)  # fmt: skip
UNKNOWN_ROLE = ProblemKind(
    "REG-008", "{key} 里的角色「{name}」没有声明{hint_zh}",
    "{key} names the undeclared role '{name}'{hint_en}",
    "已声明的角色：{known}。", "Declared roles: {known}.",
)  # fmt: skip
UNKNOWN_ACT = ProblemKind(
    "REG-009", "字段「{name}」的 by 或 stamps 提到的动作「{action}」不在流程里",
    "the field '{name}' is filled by '{action}', which is no action of the workflow",
    "流程的动作：{known}。", "Actions: {known}.",
)  # fmt: skip
REGISTER_TWICE = ProblemKind(
    "REG-010", "台账「{name}」在 {first} 里已经声明", "the register '{name}' is declared already in {first}",
    "请改名或合并。", "Rename or merge.",
)  # fmt: skip
CANNOT_SEE = ProblemKind(
    "REG-011", "角色「{role}」可以办理「{action}」，却看不到记录",
    "the role '{role}' may do '{action.en}' but sees no record",
    "请在 see 里写上这个角色。", "Write the role under see.",
)  # fmt: skip
NAME_TWICE = ProblemKind(
    "REG-012", "字段「{first}」和「{second}」的表头或事实列名重复：{word}",
    "the fields '{first}' and '{second}' share the heading or fact name {word}",
    "请改用不同的名称。", "Use different names.",
)  # fmt: skip
BAD_DEFAULT = ProblemKind(
    "REG-013", "字段「{name}」的默认值「{value}」不合要求：{why}",
    "the default '{value}' of '{name}' does not fit: {why_en}",
    "请改写默认值。", "Rewrite the default.",
)  # fmt: skip
WAS_NOT_LIKE = ProblemKind(
    "REG-014", "字段「{name}」改名自「{was}」，但类型也变了",
    "'{name}' was '{was}', but its type changed too",
    "请先只改名并升级，再改类型。", "Rename and upgrade first, change the type afterwards.",
)  # fmt: skip
TABLE_TWICE = ProblemKind(
    "REG-015", "「{name}」既是台账又在 facts 里声明",
    "'{name}' is both a register and declared among the facts",
    "台账自己发布同名事实表；请删去 facts 里的文件。",
    "A register publishes its own table; delete the file among the facts.",
)  # fmt: skip
NO_SPAN = ProblemKind(
    "REG-016", "时长「{name}」的起止动作不成一段时间", "the acts of the measure '{name}' span no time",
    "after 和 until 须是先后两个不同的动作，until 不能是 create。",
    "Let after and until be two acts, one after the other; until cannot be create.",
)  # fmt: skip

# -- values ---------------------------------------------------------------------------------------

EMPTY = ProblemKind(
    "REG-101", "「{label}」没有填写", "'{label.en}' is empty",
    "请填写。", "Fill it in.",
)  # fmt: skip
NOT_A_NUMBER = ProblemKind(
    "REG-102", "「{label}」的「{value}」不是数", "'{value}' in '{label.en}' is no number",
    "请只写数字{places_zh}。", "Write digits only{places_en}.",
)  # fmt: skip
NOT_A_DAY = ProblemKind(
    "REG-103", "「{label}」的「{value}」不是日期", "'{value}' in '{label.en}' is no date",
    "请写成 2020-03-26。", "Write it as 2020-03-26.",
)  # fmt: skip
NOT_A_CODE = ProblemKind(
    "REG-104", "「{label}」不能是「{value}」", "'{label.en}' cannot be '{value}'",
    "可选：{known}。", "Choose from: {known}.",
)  # fmt: skip
NOT_A_UNIT = ProblemKind(
    "REG-105", "「{label}」里没有名为「{value}」的单位", "there is no unit '{value}' for '{label.en}'",
    "请写单位代码、全称或简称。", "Write a unit's code or name.",
)  # fmt: skip
NOT_A_STAKE = ProblemKind(
    "REG-106", "「{label}」的「{value}」不是桩号", "'{value}' in '{label.en}' is no stake",
    "请写成 K1290+300（米数 0–999），分离式路基写 ZK 或 YK。",
    "Write it as K1290+300 (metres 0–999), or ZK/YK.",
)  # fmt: skip
TOO_LONG = ProblemKind(
    "REG-107", "「{label}」有 {length} 个字，最多 {most} 个",
    "'{label.en}' has {length} characters, at most {most}",
    "请缩短，或把细节写进说明字段。", "Shorten it.",
)  # fmt: skip
OUT_OF_RANGE = ProblemKind(
    "REG-108", "「{label}」的 {value} 超出范围（{low} 至 {high}）",
    "{value} in '{label.en}' lies outside {low} to {high}",
    "请核对。", "Check it.",
)  # fmt: skip
UNCLEAN = ProblemKind(
    "REG-109", "「{label}」含有控制字符", "'{label.en}' holds control characters",
    "请删去看不见的字符，重新输入。", "Remove the invisible characters.",
)  # fmt: skip
NOT_A_SERIAL = ProblemKind(
    "REG-110", "「{label}」的「{value}」不符合编号规则 {pattern}",
    "'{value}' in '{label.en}' does not fit {pattern}",
    "请按规则编号，或留空由系统编号。", "Follow the pattern, or leave it empty.",
)  # fmt: skip
NUMBER_TAKEN = ProblemKind(
    "REG-111", "「{label}」{value} 已经有了", "'{label.en}' {value} is there already",
    "请核对，或留空由系统编号。", "Check it, or leave it empty.",
)  # fmt: skip
UNKNOWN_VALUE = ProblemKind(
    "REG-112", "没有字段「{name}」，或它不在这张表单里", "there is no field '{name}' in this form",
    "请重新打开表单。", "Open the form again.",
)  # fmt: skip

# -- verbs ----------------------------------------------------------------------------------------

NOT_FOR_YOU = ProblemKind(
    "REG-201", "「{action}」不归您办理（您的岗位：{mine}）",
    "'{action.en}' is not yours to do (your posts: {mine.en})",
    "应由{allowed}办理。", "It is for: {allowed.en}.",
)  # fmt: skip
STALE = ProblemKind(
    "REG-202", "这条记录在您打开之后被{who}改过（{at}，{verb}）",
    "{who} changed this record after you opened it ({at}, {verb.en})",
    "您填写的内容还在下面；请对照现在的记录，再保存一次。",
    "What you wrote is kept below; compare it with the record as it is now, then save again.",
)  # fmt: skip
NOT_VISIBLE = ProblemKind(
    "REG-203", "没有这条记录，或您的岗位看不到它", "there is no such record, or your post may not see it",
    "{allowed}。", "{allowed.en}.",
)  # fmt: skip
NO_REGISTER = ProblemKind(
    "REG-204", "没有台账「{name}」", "there is no register '{name}'",
    "现有台账：{known}。", "Registers: {known}.",
)  # fmt: skip
NOTHING_CHANGED = ProblemKind(
    "REG-205", "没有改动，未保存", "nothing was changed, so nothing was saved",
    "请先修改，或返回。", "Change something, or go back.",
)  # fmt: skip
FROZEN = ProblemKind(
    "REG-206", "现在是「{state}」，内容已冻结", "the record is in '{state.en}', where its content is frozen",
    "需要修改时，请先由可以退回的人退回。", "Have it returned first when a change is needed.",
)  # fmt: skip

# -- import ---------------------------------------------------------------------------------------

STATE_BY_ACTION = ProblemKind(
    "REG-301", "{number} 的状态现为「{now}」，文件里是「{given}」",
    "{number} is in '{now.en}', the file says '{given.en}'",
    "状态只能由办理动作改变；请删去这一列或改回。",
    "States change by actions only; drop the column or put it back.",
)  # fmt: skip
NEW_WITH_STATE = ProblemKind(
    "REG-302", "新记录 {number} 的状态只能是「{first}」，文件里是「{given}」",
    "the new record {number} must be in '{first.en}', the file says '{given.en}'",
    "历史台账请交给{roles}接收。", "Old ledgers are taken over by: {roles.en}.",
)  # fmt: skip
NOT_FROM_A_LEDGER = ProblemKind(
    "REG-310", "{number} 不是 {day} 以前的历史记录，不能以「{given}」接收",
    "{number} is not from before {day}: it cannot be taken over as '{given.en}'",
    "从 {day} 起本台账在这里办理：请从「{first}」新建，按流程办理；历史记录请填写原来的日期。",
    "Since {day} records are kept here: file it as '{first.en}' and take its steps; old ones bear their day.",
)  # fmt: skip
FILLED_BY_ACTION = ProblemKind(
    "REG-303", "{number} 的「{label}」由办理动作填写，不能导入",
    "'{label.en}' of {number} is filled by an action, not by import",
    "请删去这一列或改回。", "Drop the column or put it back.",
)  # fmt: skip
PREVIEW_GONE = ProblemKind(
    "REG-304", "预览已失效", "the preview has expired",
    "请重新选择文件。", "Choose the file again.",
)  # fmt: skip
NO_FILE = ProblemKind(
    "REG-305", "没有选择文件", "no file was chosen",
    "请选择 .xlsx 或 .csv 文件，最大 {limit}。", "Choose an .xlsx or .csv file, {limit} at most.",
)  # fmt: skip
FILE_TOO_LARGE = ProblemKind(
    "REG-306", "文件 {size}，超过 {limit}", "the file has {size}, more than {limit}",
    "请分成几个文件。", "Split it.",
)  # fmt: skip
MORE_ROWS = ProblemKind(
    "REG-307", "还有 {rest} 个问题没有列出", "{rest} more problems are not listed",
    "请先改正已列出的。", "Mend those listed first.",
)  # fmt: skip

# -- files and what contradicts a record (550 … 569) ------------------------------------------------

FRESH_OF_NO_PHOTO = ProblemKind(
    "REG-550", "「{name}」要求新拍（fresh），但它收的不只是照片",
    "'{name}' asks for fresh photographs but takes other files too",
    "请写 accept: photo，或删去 fresh。", "Write accept: photo, or drop fresh.",
)  # fmt: skip
WATCHES_NOTHING = ProblemKind(
    "REG-551", "watch 提到的台账「{name}」不存在，或没有时间字段{hint_zh}",
    "watch names the register '{name}', which is not there or has no time{hint_en}",
    "现有台账：{known}。", "Registers: {known}.",
)  # fmt: skip
WATCHED_FIELD = ProblemKind(
    "REG-552", "watch：台账「{register}」没有合用的字段「{name}」",
    "watch: the register '{register}' has no fitting field '{name}'",
    "near 在两边都须是 stake，same 在两边都须有，since 须是本台账的日期。",
    "near is a stake in both, same is in both, since is a date of this register.",
)  # fmt: skip
NO_PARTNER_ANSWERS = ProblemKind(
    "REG-553", "answers：「{action}」不归协同单位办理，或台账没有 party",
    "answers: '{action.en}' is not for partners, or the register has no party",
    "动作的 who 里须有 partner，台账须写 party。", "The action's who must hold partner; declare party.",
)  # fmt: skip
NOT_YOURS_TO_WRITE = ProblemKind(
    "REG-207", "「{label}」是个人信息，你看不到全文，不能改",
    "'{label.en}' names a person and you do not read it",
    "请由登记人、承办人或可以查看个人信息的岗位修改。",
    "Let whoever filed or handles the record change it, or a post that reads what names people.",
)  # fmt: skip
ONLY_A_MASK = ProblemKind(
    "REG-208", "「{label}」给的是脱敏后的样子，不是内容",
    "what is given for '{label.en}' is its mask, not a value",
    "不改这一项的，请不要带上它。", "Leave it out when it is not to be changed.",
)  # fmt: skip
HAPPENED_AGAIN = ProblemKind(
    "REG-560", "{label}：{since} 之后，{metres} 米处的{register}有 {number}（{stake}）",
    "{label.en}: after {since}, {register.en} has {number.en} {metres} m away ({stake})",
    "请核实整改是否真的到位；确与本条无关的，在「说明」里写明理由。",
    "Check whether it really was put right; if it has nothing to do with it, say why as the reason.",
    Level.WARNING,
)  # fmt: skip

# -- pages ----------------------------------------------------------------------------------------

NO_ORDER = ProblemKind(
    "REG-401", "不能按「{name}」排序", "the list cannot be sorted by '{name}'",
    "请点列表的表头。", "Use the headings of the list.",
)  # fmt: skip
BAD_PLACE = ProblemKind(
    "REG-402", "翻页位置已失效", "the place in the list cannot be read",
    "请从第一页开始。", "Begin with the first page.",
)  # fmt: skip

TOLD_DIFFERENTLY = ProblemKind(
    "REG-309", "「{point}」说法不一：{accounts}", "'{point}' is told differently: {accounts.en}",
    "请核实采信哪一个，把理由写进结论。", "Find out which holds, and give the reason in the conclusion.",
    Level.WARNING,
)  # fmt: skip
SAME_KEY = ProblemKind(
    "REG-308", "这一行与第 {row} 行说的是同一项：{key}",
    "this row and row {row} are about the same: {key}",
    "请把两行合并成一行，或改正其中一行。", "Make them one, or correct one of them.",
)  # fmt: skip

# -- search ---------------------------------------------------------------------------------------

LOOK_UP_FIRST = ProblemKind(
    "REG-600",
    "查号牌、证件号码、电话要先说明事由",
    "searching a plate, an identity number or a telephone takes a reason first",
    "请用页面上方的查询框或“查人查车”，填写事由和案件编号；每次查询都有记录。",
    "Use the search field of the page's head or the look-up; give reason and case. Look-ups are recorded.",
)

SECOND_ONE = ProblemKind(
    "REG-630",
    "{register}里已有同样的一条：{what}（{number}），只能有一条",
    "there is one already in {register.en}: {what.en} ({number.en}); there may be one only",
    "请在 {number} 里修改；登记错的先撤回，再登记新的。",
    "Change {number.en}; if it was filed by mistake, withdraw it first.",
)
NO_PART_OF_A_DAY = ProblemKind(
    "REG-631",
    "unique 里的「{name}.{part}」不成立：只有日期和时间字段可以按 month 或 year 比较",
    "'{name}.{part}' under unique means nothing: only days and moments are compared by month or year",
    "请写 字段.month、字段.year，或只写字段名。",
    "Write field.month, field.year or the field alone.",
)
NO_REASON = ProblemKind(
    "REG-640",
    "取出个人信息的事由须为 {least}–{most} 个字，写明做什么用",
    "the reason for taking out what names people has {least} to {most} characters that say what for",
    "请写清事由；不需要个人信息的，不写事由，取出的文件不含这些列。",
    "Say what it is for; without a reason those columns stay behind.",
)
CASE_TOO_LONG = ProblemKind(
    "REG-641",
    "案件编号最多 {most} 个字",
    "the number of a case has {most} characters at most",
    "请核对。",
    "Look again.",
)
