"""Numbered messages of partners' forms (PTN): 1xx answers refused, 2xx forms not given out."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

NOT_AN_ANSWER = ProblemKind(
    "PTN-101", "这个文件不是协同单位表单的答复", "this file is no answer of a partner's form",
    "请交表单里「保存答复」得到的 .json 文件，原样不改。",
    "Hand in the .json file the form's 'Save the answer' made, unchanged.",
)  # fmt: skip
BAD_SIGNATURE = ProblemKind(
    "PTN-102", "表单的签名不对：内容被改过，或不是本系统发出的",
    "the form's signature does not fit: it was changed, or another installation gave it out",
    "请重新发出表单，请对方重填。", "Give out a new form and have it filled in again.",
)  # fmt: skip
OTHER_VERSION = ProblemKind(
    "PTN-103", "表单是第 {version} 版，本系统只认第 {known} 版",
    "the form has version {version}, only {known} is known",
    "请重新发出表单。", "Give out a new form.",
)  # fmt: skip
EXPIRED = ProblemKind(
    "PTN-104", "表单已于 {until} 过期", "the form expired on {until}",
    "请重新发出表单；确有正当原因的，也须用新表单答复。", "Give out a new form.",
)  # fmt: skip
UNKNOWN_FORM = ProblemKind(
    "PTN-105", "没有发出过编号为 {number} 的表单",
    "no form {number} was given out",
    "请核对表单编号，必要时重新发出。", "Check the number; give out a new one if need be.",
)  # fmt: skip
ANSWERED = ProblemKind(
    "PTN-106", "{number} 已于 {at} 用这份表单答复过，不能再次使用",
    "{number} was answered with this form already, {at}",
    "若整改又有变化，请重新发出表单。", "Give out a new form if there is more to say.",
)  # fmt: skip
STALE = ProblemKind(
    "PTN-107", "{number} 在表单发出之后有变化（{what}），答复已不对应",
    "{number} has changed since the form was given out ({what.en})",
    "请重新发出表单，让对方按现在的内容答复。", "Give out a new form with what it says now.",
)  # fmt: skip
TAMPERED = ProblemKind(
    "PTN-108", "答复在保存之后被改过或传坏了", "the answer was changed or damaged after it was saved",
    "请对方从表单里重新保存一份，用不改内容的方式传来。",
    "Have it saved again from the form and sent unchanged.",
)  # fmt: skip
NOT_IN_FORM = ProblemKind(
    "PTN-109", "答复里的记录 {row} 不在这份表单里",
    "the answer names the record {row}, which is not in this form",
    "请重新发出表单。", "Give out a new form.",
)  # fmt: skip
NOTHING_ANSWERED = ProblemKind(
    "PTN-110", "答复里一条也没有填", "nothing is filled in",
    "请对方至少填一条，再保存。", "At least one record must be filled in.",
)  # fmt: skip
BROKEN_PHOTO = ProblemKind(
    "PTN-111", "{number} 的第 {count} 张照片读不出来", "photograph {count} of {number} cannot be read",
    "请对方重新选择照片并保存。", "Have it chosen and saved again.",
)  # fmt: skip
TOO_LARGE = ProblemKind(
    "PTN-112", "答复文件超过 {limit} MB", "the answer has more than {limit} MB",
    "请对方减少照片或降低分辨率，分几份保存。", "Have fewer or smaller photographs in it.",
)  # fmt: skip
NO_FILE = ProblemKind(
    "PTN-113", "没有选择答复文件", "no answer was chosen", "请选择 .json 文件。", "Choose a .json file.",
)  # fmt: skip
GONE = ProblemKind(
    "PTN-114", "预览已失效", "the preview has expired", "请重新选择答复文件。", "Choose the answer again.",
)  # fmt: skip
NO_FORMS = ProblemKind(
    "PTN-201", "台账「{label}」没有协同单位表单", "'{label.en}' has no forms for partners",
    "请在声明里写 answers。", "Declare answers.",
)  # fmt: skip
NOTHING_OPEN = ProblemKind(
    "PTN-202", "没有等着这个单位答复的记录", "no record waits for an answer of this organisation",
    "请核对责任单位和办理环节。", "Check the organisation and the state of the records.",
)  # fmt: skip
TOO_MANY = ProblemKind(
    "PTN-203", "一份表单最多 {most} 条，这里有 {count} 条",
    "a form holds {most} records at most, here are {count}",
    "请按批次分开发出。", "Give them out batch by batch.",
)  # fmt: skip
OTHER_PARTY = ProblemKind(
    "PTN-204", "一份表单里只能是同一个单位的记录", "all records of a form belong to one organisation",
    "请分开发出。", "Give out one form for each.",
)  # fmt: skip
