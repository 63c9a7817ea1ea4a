"""The numbered messages of the workflow room.

WFL-0xx what is declared, 1xx what exploring the graph finds, 2xx clocks, 3xx a step refused, 4xx calendar,
5xx journal.
"""

from __future__ import annotations

from luji.base.kernel.problem import Level, ProblemKind

# -- the declaration ------------------------------------------------------------------------------

UNKNOWN_STATE = ProblemKind(
    "WFL-001",
    "「{owner}」提到的状态「{name}」没有声明{hint_zh}",
    "'{owner}' names the undeclared state '{name}'{hint_en}",
    "请改用 states 里的状态：{known}。",
    "Use one of states: {known}.",
)
UNKNOWN_ACTION = ProblemKind(
    "WFL-002",
    "「{owner}」提到的动作「{name}」没有声明{hint_zh}",
    "'{owner}' names the undeclared action '{name}'{hint_en}",
    "请改用 actions 里的动作：{known}。",
    "Use one of actions: {known}.",
)
NO_FINAL = ProblemKind(
    "WFL-003",
    "没有终止状态，任何一件都办不完",
    "there is no final state, so nothing is ever done",
    "请给办结的状态写 final: true。",
    "Write final: true at the state in which the work is done.",
)
NAME_CLASH = ProblemKind(
    "WFL-004",
    "「{name}」既是状态又是动作（或是保留名），计时规则分不清",
    "'{name}' is both a state and an action (or a reserved name), so clocks cannot tell which is meant",
    "请改名。create 和 edit 是保留名。",
    "Rename one. create and edit are reserved.",
)
NOBODY_MAY = ProblemKind(
    "WFL-005",
    "「{owner}」没有写由谁办理",
    "'{owner}' does not say who may do it",
    "请在 who（或 create）里至少写一个角色。",
    "Name at least one role under who (or create).",
)
UNKNOWN_ROLE = ProblemKind(
    "WFL-006",
    "「{owner}」提到的角色「{name}」不存在{hint_zh}",
    "'{owner}' names the unknown role '{name}'{hint_en}",
    "可用的角色：{known}。",
    "Roles: {known}.",
)
UNKNOWN_FIELD = ProblemKind(
    "WFL-007",
    "动作「{owner}」要求的字段「{name}」没有声明{hint_zh}",
    "the action '{owner}' requires the undeclared field '{name}'{hint_en}",
    "请改用台账里的字段，或先声明它。",
    "Use a field of the register, or declare it.",
)
BROKEN_CONDITION = ProblemKind(
    "WFL-008",
    "动作「{owner}」的条件不成立：{why_zh}",
    "the condition of '{owner}' cannot be used: {why_en}",
    "{cure_zh}",
    "{cure_en}",
)
MARKS_CLASH = ProblemKind(
    "WFL-009",
    "动作「{owner}」的标记互相矛盾：{why_zh}",
    "the marks of '{owner}' contradict each other: {why_en}",
    "请只保留一种含义，必要时拆成两个动作。",
    "Keep one meaning; make two actions where needed.",
)
ENTERS_DECISION = ProblemKind(
    "WFL-010",
    "动作「{owner}」进入决定状态「{state}」，却没有标明 decides",
    "the action '{owner}' enters the decision state '{state}' without being marked decides",
    "请写 decides: true，或改为通向别的状态。",
    "Write decides: true, or lead elsewhere.",
)
DECIDES_NOTHING = ProblemKind(
    "WFL-011",
    "动作「{owner}」标明 decides，但「{state}」不是决定状态",
    "the action '{owner}' is marked decides, but '{state}' is no decision state",
    "请给该状态写 decision: true。",
    "Write decision: true at the state.",
)
NOT_A_REVIEW = ProblemKind(
    "WFL-012",
    "动作「{owner}」的 after 里的「{name}」不是审核动作",
    "'{name}' under after of '{owner}' is no review",
    "请写 review: true 的动作。",
    "Name an action with review: true.",
)
FINAL_GOES_ON = ProblemKind(
    "WFL-013",
    "终止状态「{state}」还有动作「{owner}」从它出发",
    "the action '{owner}' leaves the final state '{state}'",
    "请去掉 final，或去掉这个动作的来源。",
    "Drop final, or this source of the action.",
)

IDLE_HOLDER = ProblemKind(
    "WFL-014",
    "状态「{state}」的 holder 写了「{role}」，但这个角色在这里没有可以往前办的动作",
    "the state '{state.en}' names '{role}' as holder, who can take no step forward from it",
    "请改用能往前办的角色：{known}，或去掉 holder。",
    "Name a role that can: {known}; or drop holder.",
)

NO_PERSON_FIELD = ProblemKind(
    "WFL-015",
    "{owner} 写了「{name}」，但它不是人员字段{hint_zh}",
    "{owner} names '{name}', which is no field of type person{hint_en}",
    "请写 type: person 的字段：{known}。",
    "Name fields of type person: {known}.",
)

# -- what exploring finds -------------------------------------------------------------------------

UNREACHABLE_STATE = ProblemKind(
    "WFL-101",
    "状态「{state}」永远到不了",
    "the state '{state.en}' can never be reached",
    "请增加通向它的动作，或放宽通向它的条件，或删去它。",
    "Add an action to it, loosen a condition before it, or delete it.",
)
DEAD_END = ProblemKind(
    "WFL-102",
    "走进死路：{path}，此后再也到不了终止状态",
    "dead end: {path.en}; from there no final state can be reached",
    "请从「{state}」增加出路，或把它标为 final。",
    "Add a way out of '{state.en}', or mark it final.",
)
IDLE_ACTION = ProblemKind(
    "WFL-103",
    "动作「{owner}」永远没有机会办理",
    "the action '{owner}' can never be taken",
    "请检查它的来源状态、条件和 after。",
    "Check its source states, its condition and after.",
)
STUCK = ProblemKind(
    "WFL-104",
    "会卡住：{path}，此时{world_zh}所有出路都被条件挡住",
    "gets stuck: {path.en}; then{world_en} every way on is closed by a condition",
    "请让「{state}」在任何取值下都有一条出路。",
    "Leave one way out of '{state.en}' whatever the values are.",
)
TOO_LARGE = ProblemKind(
    "WFL-105",
    "流程太大，未能走遍：超过 {most} 种情形",
    "the workflow is too large to be explored: more than {most} situations",
    "请减少条件和并列的审核，或拆成两个流程。",
    "Use fewer conditions and parallel reviews, or two workflows.",
)
NO_REVIEW = ProblemKind(
    "WFL-111",
    "{path}：没有经过{missing}就作出决定",
    "{path.en}: a decision without {missing.en}",
    "请让每一条通向决定的路都先经过审核（review: true），或用 after 写明所需的审核。",
    "Lead every way to the decision through a review (review: true), or name the reviews under after.",
)
SELF_REVIEW = ProblemKind(
    "WFL-112",
    "{path}：同一人（甲）既「{earlier}」又「{later}」，自己审核自己",
    "{path.en}: one person (A) does both '{earlier.en}' and '{later.en}', reviewing their own work",
    "请在「{later_name}」的 not_by 里写上 {earlier_name}。",
    "Write '{earlier_name}' under not_by of '{later_name}'.",
)
REVIEWER_DECIDES = ProblemKind(
    "WFL-113",
    "{path}：同一人（甲）既「{earlier}」又「{later}」，审核和审批没有分开",
    "{path.en}: one person (A) does both '{earlier.en}' and '{later.en}', so review and decision are one",
    "请在「{later_name}」的 not_by 里写上 {earlier_name}。",
    "Write '{earlier_name}' under not_by of '{later_name}'.",
)
HANDLER_DECIDES = ProblemKind(
    "WFL-114",
    "{path}：同一人（甲）既「{earlier}」又「{later}」，自己批准自己",
    "{path.en}: one person (A) does both '{earlier.en}' and '{later.en}', approving their own work",
    "请在「{later_name}」的 not_by 里写上 {earlier_name}。",
    "Write '{earlier_name}' under not_by of '{later_name}'.",
)
REVIEW_KEPT = ProblemKind(
    "WFL-115",
    "{path}：退回之后，先前的「{review}」仍被当作有效",
    "{path.en}: after the return the earlier '{review.en}' still counts",
    "请去掉「{owner}」的 keeps_review；退回后应重新审核。",
    "Drop keeps_review of '{owner.en}'; a return needs a new review.",
)
EDIT_UNDER_REVIEW = ProblemKind(
    "WFL-116",
    "状态「{state}」等待「{owner}」时内容仍可修改，审的和批的可能不是同一份",
    "content may change in '{state.en}' while '{owner.en}' is awaited; another text may be decided",
    "请去掉该状态的 edit，需要修改时用退回。",
    "Drop edit at that state; use a return when a change is needed.",
)
NOTHING_HANDED_IN = ProblemKind(
    "WFL-117",
    "{path}：「{owner}」审核时没有人提交过现在的内容",
    "{path.en}: '{owner.en}' reviews content that nobody has handed in",
    "请让进入该状态的每条路都经过 of 里的动作。",
    "Lead every way into it through one of the actions under of.",
)
EDIT_AFTER_END = ProblemKind(
    "WFL-118",
    "状态「{state}」已经作出决定或已办结，内容却仍可修改",
    "'{state.en}' is decided or done, yet its content may be changed",
    "请去掉该状态的 edit；后来才填的字段写在动作的 requires 里。",
    "Drop edit at that state; fields filled later stand under requires of an action.",
)
UNMARKED_RETURN = ProblemKind(
    "WFL-119",
    "「{owner}」从待审状态「{state}」回到可以修改的状态，却没有标明 returns",
    "'{owner.en}' leads from '{state.en}', where judgement is awaited, back to editing, and is no return",
    "请写 returns: true，退回要写理由，先前的审核随之作废。",
    "Write returns: true; a return needs a reason and ends earlier reviews.",
)
ONE_REVIEWER = ProblemKind(
    "WFL-120",
    "{path}：同一人（甲）既「{earlier}」又「{later}」，两次审核成了一次",
    "{path.en}: one person (A) does both '{earlier.en}' and '{later.en}', so two reviews are one",
    "请在「{later_name}」的 not_by 里写上 {earlier_name}。",
    "Write '{earlier_name}' under not_by of '{later_name}'.",
)
TOO_FEW_PEOPLE = ProblemKind(
    "WFL-121",
    "互相回避的动作（{actions}）需要至少 {need} 个人，只有 {people} 个",
    "the actions that exclude each other ({actions.en}) need {need} people, there are {people}",
    "请减少 not_by，或在 people 里写明实际人数。",
    "Drop some not_by, or state under people how many there are.",
)

# -- clocks ---------------------------------------------------------------------------------------

NEVER_STARTS = ProblemKind(
    "WFL-201",
    "时限「{clock}」永远不会开始",
    "the clock '{clock}' never starts",
    "请检查 starts 里的动作或状态能否到达。",
    "Check that what starts names can be reached.",
)
NEVER_STOPS = ProblemKind(
    "WFL-202",
    "{path}：时限「{clock}」到办结时仍在走",
    "{path.en}: the clock '{clock}' still runs when the work is done",
    "请在 stops 里补上这条路上的动作或状态。",
    "Add an action or state of this path under stops.",
)
STARTED_TWICE = ProblemKind(
    "WFL-203",
    "{path}：时限「{clock}」还在走又被启动",
    "{path.en}: the clock '{clock}' is started while it runs",
    "请先停止它，或写 restarts: true（重新起算）或 restarts: false（照旧走）。",
    "Stop it first, or write restarts: true (begins anew) or restarts: false (goes on).",
)
NEVER_SUSPENDED = ProblemKind(
    "WFL-204",
    "时限「{clock}」运行期间从来轮不到「{owner}」中止",
    "'{owner}' can never suspend the clock '{clock}' while it runs",
    "请检查 suspends 里的动作。",
    "Check the actions under suspends.",
)
NEVER_RESUMED = ProblemKind(
    "WFL-205",
    "时限「{clock}」因「{owner}」中止后，永远不会恢复",
    "after '{owner}' suspends the clock '{clock}', nothing resumes it",
    "请在 until 里写一个此后能办理的动作。",
    "Name under until an action that can follow.",
)
VERSIONS_OVERLAP = ProblemKind(
    "WFL-206",
    "时限「{clock}」有两个版本同时施行：{first} 和 {second}",
    "two versions of the clock '{clock}' are in force together: {first} and {second}",
    "请在较早的版本里写 until。",
    "Write until at the earlier one.",
)
VERSIONS_GAP = ProblemKind(
    "WFL-207",
    "时限「{clock}」在 {first} 之后、{second} 之前没有版本",
    "the clock '{clock}' has no version after {first} and before {second}",
    "请补上这段时间施行的版本。",
    "Add the version in force between.",
)
NO_DATE_FIELD = ProblemKind(
    "WFL-208",
    "时限「{owner}」的 since 写了「{name}」，但它不是日期或时间字段{hint_zh}",
    "the clock '{owner}' counts since '{name}', which is no field of a day{hint_en}",
    "请写记着起算日的字段：{known}。",
    "Name the field with the day of the start: {known}.",
)
NOT_RUNNING = ProblemKind(
    "WFL-209",
    "动作「{action}」要等时限「{name}」期满，但{why_zh}{hint_zh}",
    "the action '{action.en}' waits for the end of the clock '{name}', but {why_en}{hint_en}",
    "请写在这一步之前一定已经开始、还没有停止的时限。",
    "Name a clock that surely runs wherever the action may be taken.",
)
BROKEN_CLOCK = ProblemKind(
    "WFL-210",
    "时限「{owner}」的条件有误：{why_zh}",
    "the condition of the clock '{owner}' is broken: {why_en}",
    "{cure_zh}",
    "{cure_en}",
)
OUT_OF_ORDER = ProblemKind(
    "WFL-212",
    "时限「{clock}」的事件时间倒退：{second} 在 {first} 之前",
    "the events of the clock '{clock.en}' run backwards: {second} lies before {first}",
    "请核对这些事件的时间。",
    "Check the times of these events.",
)

# -- a step refused -------------------------------------------------------------------------------

NOT_IN_STATE = ProblemKind(
    "WFL-301",
    "现在是「{state}」，不能「{action}」",
    "the record is in '{state.en}', where '{action.en}' is not possible",
    "可以办理「{action}」的状态：{sources}。",
    "'{action.en}' starts from: {sources.en}.",
)
NOT_YOUR_ROLE = ProblemKind(
    "WFL-302",
    "您的职责不能办理「{action}」",
    "your post may not do '{action.en}'",
    "应由{roles}办理。",
    "It is for: {roles}.",
)
NOT_YOUR_UNIT = ProblemKind(
    "WFL-303",
    "「{action}」不归您的单位（{unit}）办理",
    "'{action.en}' is not for your unit ({unit})",
    "应由{units}办理。",
    "It is for: {units.en}.",
)
SAME_PERSON = ProblemKind(
    "WFL-304",
    "「{action}」须由另一人办理：{person}已经办过「{earlier}」{behalf_zh}",
    "'{action.en}' needs another person: {person} has done '{earlier.en}'{behalf_en}",
    "请交给没有参与「{earlier}」的人。",
    "Hand it to somebody who took no part in '{earlier.en}'.",
)
NAMED_PERSON = ProblemKind(
    "WFL-311",
    "「{action}」须由另一人办理：{person}在本件里列为「{field}」，应当回避",
    "'{action.en}' needs another person: {person} is named in this record as '{field.en}'",
    "请交给没有列名的人办理。",
    "Hand it to somebody who is not named there.",
)
CONDITION_NOT_MET = ProblemKind(
    "WFL-305",
    "「{action}」的条件没有满足：{condition}",
    "the condition of '{action.en}' is not met: {condition}",
    "请先核对条件里的字段。",
    "Check the fields of the condition.",
)
NOT_OVER = ProblemKind(
    "WFL-312",
    "「{action}」要等「{clock}」期满：到{until}止",
    "'{action.en}' waits until the time is over: {clock.en}, {until}",
    "请在期满以后办理。",
    "Do it once the time is over.",
)
FIELD_MISSING = ProblemKind(
    "WFL-306",
    "「{action}」之前须填写「{field}」",
    "'{field}' must be filled before '{action.en}'",
    "请填写后再办理。",
    "Fill it, then try again.",
)
REASON_MISSING = ProblemKind(
    "WFL-307",
    "「{action}」须写明理由",
    "'{action.en}' needs a reason",
    "请写明退回的理由。",
    "State why it is returned.",
)
REVIEW_MISSING = ProblemKind(
    "WFL-308",
    "「{action}」之前须先通过「{review}」",
    "'{action.en}' needs '{review.en}' to be passed first",
    "请先送审。",
    "Have it reviewed first.",
)
REVIEW_STALE = ProblemKind(
    "WFL-309",
    "「{review}」审的不是现在的内容，审核后内容已变或已退回",
    "'{review.en}' was passed for other content: it was changed or returned since",
    "请重新送审。",
    "Have it reviewed again.",
)
NOT_EDITABLE = ProblemKind(
    "WFL-310",
    "现在是「{state}」，内容不能由您修改",
    "the record is in '{state.en}', where you may not change the content",
    "可以修改的角色：{roles}。需要修改时请先退回。",
    "Roles that may: {roles}. Return it first when a change is needed.",
)

# -- the calendar ---------------------------------------------------------------------------------

NO_NOTICE = ProblemKind(
    "WFL-401",
    "没有 {year} 年的放假安排，不能推算工作日",
    "there is no holiday notice of {year}, so working days are not known",
    "现有 {known} 年。请按国务院办公厅通知补上该年的日历，不要估计。",
    "Years held: {known}. Add the year from the State Council notice; never guess.",
)
GAP_IN_YEARS = ProblemKind(
    "WFL-402",
    "日历缺少中间的 {year} 年",
    "the calendar lacks the year {year} in between",
    "请补上该年的日历。",
    "Add that year.",
)
NAMED_TWICE = ProblemKind(
    "WFL-403",
    "{day} 在日历里出现两次",
    "{day} is named twice in the calendar",
    "请删去一处。",
    "Delete one.",
)
OUTSIDE_YEAR = ProblemKind(
    "WFL-404",
    "{day} 不属于 {year} 年的放假安排",
    "{day} does not belong to the holidays of {year}",
    "只有元旦可以带上前一年十二月的日子。",
    "Only New Year may take days of the December before.",
)
WORKED_NOT_WEEKEND = ProblemKind(
    "WFL-405",
    "{day} 不是周末，不必写成调休上班",
    "{day} is no weekend, so it cannot be a shifted working day",
    "请核对通知。",
    "Check the notice.",
)
LIEU_NOT_OFF = ProblemKind(
    "WFL-406",
    "{day} 不是假期里的工作日，不能算调休放假",
    "{day} is no weekday within the days off, so it cannot be in lieu",
    "请核对通知。",
    "Check the notice.",
)

# -- the journal ----------------------------------------------------------------------------------

BROKEN_LINK = ProblemKind(
    "WFL-501",
    "日志第 {number} 条与前一条接不上",
    "entry {number} of the journal does not join the one before",
    "此条之前或此处有增删、换位或改动，请从备份核对。",
    "Something was added, removed, moved or changed here; compare with a backup.",
)
CHANGED_ENTRY = ProblemKind(
    "WFL-502",
    "日志第 {number} 条的内容与其校验值不符",
    "entry {number} of the journal does not match its hash",
    "此条已被改动，请从备份核对。",
    "It was changed; compare with a backup.",
)
WRONG_NUMBER = ProblemKind(
    "WFL-503",
    "日志第 {expected} 条的编号是 {number}",
    "entry {expected} of the journal bears the number {number}",
    "有条目缺失、重复或换位。",
    "Entries are missing, doubled or moved.",
)
WRONG_END = ProblemKind(
    "WFL-504",
    "日志有 {found} 条，留存的记录是 {expected} 条或末条不同",
    "the journal has {found} entries; the anchor says {expected}, or another last one",
    "末尾有条目被删或改写，请从备份核对。",
    "The end was cut or rewritten; compare with a backup.",
)
TIME_BACKWARDS = ProblemKind(
    "WFL-505",
    "日志第 {number} 条的时间早于前一条",
    "entry {number} of the journal is earlier than the one before",
    "请检查服务器的时钟。",
    "Check the server's clock.",
    Level.WARNING,
)
NO_ALGORITHM = ProblemKind(
    "WFL-506",
    "本机不支持校验算法「{name}」",
    "the hash '{name}' is not available here",
    "请改用 sha256，或安装支持它的 OpenSSL。",
    "Use sha256, or an OpenSSL that has it.",
)
