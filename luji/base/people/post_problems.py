"""Numbered messages about posts and what they may see (PPL-2xx)."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

ROLE_TWICE = ProblemKind(
    "PPL-201", "角色 {name} 在两个文件里声明", "the role {name} is declared in two files",
    "请删去一处。", "Delete one.",
)  # fmt: skip
UNKNOWN_ROLE = ProblemKind(
    "PPL-202", "没有角色「{name}」", "there is no role '{name}'",
    "现有角色：{known}。", "Roles: {known}.",
)  # fmt: skip
ENDS_BEFORE = ProblemKind(
    "PPL-203", "任职止于 {end}，早于开始的 {start}", "the post ends on {end}, before it starts on {start}",
    "请核对任职起止日期。", "Check the dates.",
)  # fmt: skip
POST_OVERLAPS = ProblemKind(
    "PPL-204", "{name} 在这段时间里已经担任同一岗位（{start} 起）",
    "{name} already holds this post in that time (from {start})",
    "请先结束原来的任职，再登记新的。", "End that one first.",
)  # fmt: skip
PARTY_MISSING = ProblemKind(
    "PPL-205", "外部协同单位的任职没有写明代表哪个单位", "the partner's post does not say which organisation",
    "请填写单位名称，与台账里的责任单位一致。", "Name the organisation as registers name it.",
)  # fmt: skip
UNKNOWN_RANK = ProblemKind(
    "PPL-206", "没有警衔「{name}」", "there is no rank '{name}'",
    "现有警衔：{known}。", "Ranks: {known}.",
)  # fmt: skip
NOT_ADMIN = ProblemKind(
    "PPL-301", "只有系统管理员可以管理账号和岗位", "only administrators keep accounts and posts",
    "请联系本单位的系统管理员。", "Ask the administrator of your unit.",
)  # fmt: skip
NOT_ONESELF = ProblemKind(
    "PPL-302", "不能处理自己的账号和岗位", "nobody handles their own account and posts here",
    "请由另一名系统管理员办理；自己的密码在「我的账号」里修改。",
    "Let another administrator do it; your own password is changed under 'My account'.",
)  # fmt: skip
LAST_ADMIN = ProblemKind(
    "PPL-303", "这样就没有能用的系统管理员了", "no active administrator would be left",
    "请先任命另一名系统管理员。", "Appoint another administrator first.",
)  # fmt: skip
CLOSED = ProblemKind(
    "PPL-207", "{name} 的账号已停用", "the account of {name} is closed",
    "请先重新启用账号。", "Open the account again first.",
)  # fmt: skip
UNKNOWN_FIELD = ProblemKind(
    "PPL-208", "「{label}」填写的「{value}」读不懂", "'{value}' in '{label_en}' cannot be read",
    "应为{wanted}。", "Wanted: {wanted_en}.",
)  # fmt: skip
MISSING = ProblemKind(
    "PPL-209", "「{label}」没有填", "'{label_en}' is empty",
    "请填写。", "Fill it in.",
)  # fmt: skip
TOO_LONG = ProblemKind(
    "PPL-210", "「{label}」超过 {most} 字", "'{label_en}' is longer than {most} characters",
    "请缩短。", "Shorten it.",
)  # fmt: skip
MOVES_BACK = ProblemKind(
    "PPL-311", "调动日期 {day} 早于现任职开始的 {start}",
    "the move on {day} is before {start}, when the present service began",
    "请核对日期；现任职填错了，请改现任职。", "Check the date; to correct the present service, edit it.",
)  # fmt: skip
MOVES_NOWHERE = ProblemKind(
    "PPL-312", "单位、警衔和职务都没有变", "neither unit nor rank nor title changes",
    "请填写变动的内容。", "Say what changes.",
)  # fmt: skip
NOT_HELD = ProblemKind(
    "PPL-321", "{name} 在 {day} 并不担任{post}", "{name} does not hold the post '{post_en}' on {day}",
    "只有本人担任的岗位可以授权给别人；受托得来的不能再转。",
    "Only a post held in one's own right can be lent; what was received is not passed on.",
)  # fmt: skip
NOT_LENDABLE = ProblemKind(
    "PPL-322", "{post}不能授权给别人", "the post '{post_en}' cannot be lent",
    "需要时由系统管理员另行任命。", "Let an administrator appoint somebody.",
)  # fmt: skip
LENT_TO_ONESELF = ProblemKind(
    "PPL-323", "不能授权给自己", "nobody lends a post to themself",
    "请选择另一个人。", "Choose somebody else.",
)  # fmt: skip
LENT_TO_HOLDER = ProblemKind(
    "PPL-324", "{name} 本来就担任这个岗位", "{name} holds this post already",
    "请选择另一个人。", "Choose somebody else.",
)  # fmt: skip
LENT_BACKWARDS = ProblemKind(
    "PPL-325", "授权止于 {end}，早于开始的 {start}", "it ends on {end}, before it starts on {start}",
    "请核对起止日期。", "Check the dates.",
)  # fmt: skip
LENT_IN_THE_PAST = ProblemKind(
    "PPL-326", "授权从 {start} 开始，早于今天", "it starts on {start}, before today",
    "授权只能从今天起，不能补授权。", "A post is lent from today on, never after the fact.",
)  # fmt: skip
LENT_TOO_LONG = ProblemKind(
    "PPL-327", "授权 {days} 天，超过 {most} 天", "{days} days are more than {most}",
    "更长的时间请由系统管理员任命。", "For longer, let an administrator appoint somebody.",
)  # fmt: skip
LENT_ALREADY = ProblemKind(
    "PPL-328", "这个岗位在这段时间里已经授权给 {name}（{start} 至 {end}）",
    "this post is lent to {name} in that time already ({start} to {end})",
    "请先收回原来的授权。", "Take that back first.",
)  # fmt: skip
NO_DOCUMENT = ProblemKind(
    "PPL-329", "代人授权没有写明依据的文件", "lending somebody else's post needs its document",
    "请填写文号，或由本人办理。", "Give its number, or let the giver do it.",
)  # fmt: skip
NOT_THEIRS = ProblemKind(
    "PPL-330", "这项授权不是你给出的", "it is not you who lent this",
    "由授权人本人或系统管理员收回。", "The giver or an administrator takes it back.",
)  # fmt: skip
LENT_OVER = ProblemKind(
    "PPL-331", "这项授权已经结束", "it is over already",
    "不需要再收回。", "There is nothing to take back.",
)  # fmt: skip
LEAVES_AHEAD = ProblemKind(
    "PPL-313", "离开日期 {day} 还没有到", "{day} is still to come",
    "账号从停用时起就不能登录，请到那一天再办。", "The account closes at once: do it on that day.",
)  # fmt: skip
OTHER_UNIT = ProblemKind(
    "PPL-304", "你不管理{units}的账号和岗位", "you do not keep accounts and posts of {units_en}",
    "请由该单位或上级单位的系统管理员办理。", "Let an administrator of that unit or one above do it.",
)  # fmt: skip
NOBODY_MEANT = ProblemKind(
    "PPL-332", "不知道「{name}」指谁", "it is not clear who '{name}' is",
    "请写警号，或没有重名的在职人员姓名。", "Write a number, or a name only one serving person has.",
)  # fmt: skip
LENT_TO_PARTNER = ProblemKind(
    "PPL-333", "{name} 在这段时间里是外部协同单位的人", "{name} stands for another organisation in that time",
    "内部岗位只能授权给本单位人员，请选择别人。",
    "A post in the department is lent to its own people only: choose somebody else.",
)  # fmt: skip
BEGUN = ProblemKind(
    "PPL-211", "任职已从 {start} 开始", "the post has begun on {start}",
    "请结束任职，历史会保留。", "End it; what was stays on file.",
)  # fmt: skip
