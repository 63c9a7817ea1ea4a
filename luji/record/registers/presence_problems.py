"""Problems of presence confirmed by code (REG-620 … 629)."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

NOT_THE_TIME = ProblemKind(
    "REG-620",
    "签到时间为 {opens} 至 {closes}，现在是 {now}",
    "presence may be confirmed from {opens} to {closes}; it is {now}",
    "过了时间的，请由登记人在名单里补记并说明原因。",
    "After the time, ask whoever keeps the list to add you, with a reason.",
)
CODE_STALE = ProblemKind(
    "REG-621",
    "签到码已失效",
    "the code is no longer good",
    "请重新扫描现场屏幕上的二维码。",
    "Scan the code on the screen again.",
)
NOT_OPEN = ProblemKind(
    "REG-622",
    "「{title}」现在是「{state}」，不接受签到",
    "'{title}' is '{state}' now; presence cannot be confirmed",
    "只有在「{states}」时可以签到。",
    "Presence can be confirmed while it is: {states}.",
)
NO_PRESENCE = ProblemKind(
    "REG-623",
    "「{register}」不设现场签到",
    "'{register}' has no code to confirm presence by",
    "在台账声明里写 presence，或在表单里登记名单。",
    "Declare `presence` for the register, or keep the list by the form.",
)
NOT_SERVING = ProblemKind(
    "REG-624",
    "「{name}」没有在任岗位，不能签到",
    "'{name}' holds no post and cannot confirm presence",
    "请系统管理员核对任职。",
    "Ask the administrator to look at your posts.",
)
BAD_PRESENCE = ProblemKind(
    "REG-625",
    "presence 里的「{name}」{why}",
    "'{name}' under presence {why_en}",
    "rows 是子行字段，person、at、flag 是它的人员、时刻、是否子字段；from、to 是时刻，states 是状态。",
    "rows is a field of sub-rows; person, at and flag its person, moment and flag; from and to are moments.",
)
NOT_YOURS_TO_PROJECT = ProblemKind(
    "REG-626",
    "「{title}」的签到码不由你投影",
    "the code of '{title}' is not yours to show",
    "签到码只由授课人、主持人或登记人在现场投影。",
    "Only who holds the lesson or the meeting, or filed it, shows the code, on the spot.",
)
