"""Numbered messages of the archive (EVI): 1xx files refused, 2xx the archive itself, 3xx doubts."""

from __future__ import annotations

from luji.base.kernel.problem import Level, ProblemKind

# -- files that are not taken -------------------------------------------------------------------------

EMPTY_FILE = ProblemKind(
    "EVI-101", "「{name}」是空文件", "'{name}' is empty",
    "请重新选择；若从手机传来，请等它传完。", "Choose it again; wait for a phone to finish sending it.",
)  # fmt: skip
TOO_LARGE = ProblemKind(
    "EVI-102", "「{name}」超过 {limit}", "'{name}' has more than {limit}",
    "请压缩或分成几个文件。", "Make it smaller, or split it.",
)  # fmt: skip
NOT_ACCEPTED = ProblemKind(
    "EVI-103", "「{name}」是{what}，这里只收{accepted}",
    "'{name}' is {what.en}; only {accepted.en} is taken here",
    "请换一个文件。", "Choose another file.",
)  # fmt: skip
MISNAMED = ProblemKind(
    "EVI-104", "文件叫「{name}」，内容却是{what}", "the file is called '{name}', but it is {what.en}",
    "请把文件名改成 {ending} 结尾，或找原来的文件。", "Rename it to end in {ending}, or find the original.",
)  # fmt: skip
DANGEROUS = ProblemKind(
    "EVI-105", "文件叫「{name}」，内容却是{what}，可能被人当作程序打开",
    "the file is called '{name}', but it is {what.en}, which somebody might run",
    "请交照片、PDF、Word（docx）、Excel（xlsx）、视频或录音本身，不要交程序、脚本、网页和压缩包。",
    "Send the photograph, PDF, docx, xlsx, video or recording itself; no programs, scripts, pages, archives.",
)  # fmt: skip
UNKNOWN_KIND = ProblemKind(
    "EVI-106", "「{name}」不是能识别的文件", "'{name}' is no kind of file known here",
    "请交 jpg、png、webp、pdf、docx、xlsx、mp4、mp3、m4a、wav、amr 文件。",
    "Send jpg, png, webp, pdf, docx, xlsx, mp4, mp3, m4a, wav or amr.",
)  # fmt: skip
TWO_IN_ONE = ProblemKind(
    "EVI-107", "「{name}」是{what}，里面又藏着{second}", "'{name}' is {what.en} that also holds {second.en}",
    "请用相机或办公软件重新保存一份再交。", "Save it anew from the camera or the office program.",
)  # fmt: skip
HAS_MACROS = ProblemKind(
    "EVI-108", "「{name}」带有宏或嵌入的程序（{part}）", "'{name}' holds macros or an object ({part})",
    "请另存为不带宏的 docx 或 xlsx，并删去嵌入对象。", "Save it as docx or xlsx without macros or objects.",
)  # fmt: skip
BOMB = ProblemKind(
    "EVI-109", "「{name}」解开后会有 {size}，超过 {limit}", "'{name}' unpacks to {size}, more than {limit}",
    "请用办公软件重新保存；若本来就这么大，请分开。", "Save it anew; if it really is that large, split it.",
)  # fmt: skip
BROKEN = ProblemKind(
    "EVI-110", "「{name}」像是{what}，但内容不完整或已损坏", "'{name}' looks like {what.en} but is broken",
    "请打开看看是否正常，再从原处重新取一份。", "Open it to see, then fetch it again from where it came.",
)  # fmt: skip
TOO_MANY_PIXELS = ProblemKind(
    "EVI-111", "「{name}」有 {width}×{height} 像素，超过 {limit} 百万像素",
    "'{name}' has {width}×{height} pixels, more than {limit} million",
    "请用较低的分辨率拍摄或另存。", "Take or save it with a lower resolution.",
)  # fmt: skip
HEIC = ProblemKind(
    "EVI-112", "「{name}」是 HEIC 照片，这里看不了、也核不了",
    "'{name}' is an HEIC photo, which cannot be examined",
    "请在手机相机设置里把格式改成「兼容性最佳」（JPEG）再拍，或另存为 jpg。",
    "Set the phone's camera to 'most compatible' (JPEG), or save it as jpg.",
)  # fmt: skip
TOO_MANY_FILES = ProblemKind(
    "EVI-114", "「{label}」有 {count} 个文件，最多 {most} 个",
    "'{label.en}' has {count} files, at most {most}",
    "请只留最能说明问题的。", "Keep those that show it best.",
)  # fmt: skip
NOT_BROUGHT = ProblemKind(
    "EVI-115", "「{label}」里的文件 {short} 不是您上传的，或上传已过期",
    "the file {short} in '{label.en}' was not uploaded by you, or too long ago",
    "请重新选择文件上传。", "Choose the file and upload it again.",
)  # fmt: skip
NOT_A_HASH = ProblemKind(
    "EVI-116", "「{label}」的「{value}」不是文件编号", "'{value}' in '{label.en}' is no file",
    "文件只能在表单里上传。", "Files are uploaded in the form.",
)  # fmt: skip
TOO_MANY_WAITING = ProblemKind(
    "EVI-117", "您已有 {count} 个上传后没有使用的文件", "{count} files you uploaded are not used yet",
    "请先保存表单，或等一天后自动清除。", "Save the form first, or wait a day until they are cleared.",
)  # fmt: skip
NO_UPLOAD = ProblemKind(
    "EVI-118", "没有收到文件", "no file arrived", "请重新选择。", "Choose it again.",
)  # fmt: skip
ACTIVE_PDF = ProblemKind(
    "EVI-119", "「{name}」里有会自己执行的内容（{part}）",
    "'{name}' holds content that runs by itself ({part})",
    "请打印成一份新的 PDF 再交。", "Print it to a new PDF and send that.",
)  # fmt: skip

# -- the archive --------------------------------------------------------------------------------------

NO_SUCH_FILE = ProblemKind(
    "EVI-201", "档案里没有文件 {short}，或您的岗位看不到它",
    "the archive has no file {short}, or your post may not see it",
    "请从记录的页面打开；若仍没有，请系统管理员核验档案并从备份找回。",
    "Open it from its record; if it is still missing, have the archive verified and restore it.",
)  # fmt: skip
CHANGED_FILE = ProblemKind(
    "EVI-202", "档案文件 {short} 的内容与编号不符，已被改动或损坏",
    "the content of the archived file {short} does not fit its number: changed or damaged",
    "请从备份恢复这个文件，并查明原因。", "Restore it from a backup and find out why.",
)  # fmt: skip
MISSING_FILE = ProblemKind(
    "EVI-203", "档案缺少文件 {short}（{name}）", "the file {short} ({name}) is missing from the archive",
    "请从备份恢复。", "Restore it from a backup.",
)  # fmt: skip
STRAY_FILE = ProblemKind(
    "EVI-204", "档案里的 {name} 没有登记", "{name} lies in the archive without being listed",
    "多半是上传中断留下的；核对后可以删去。", "Likely left by a broken upload; delete it after checking.",
    Level.WARNING,
)  # fmt: skip

# -- photographs doubted ------------------------------------------------------------------------------

USED_BEFORE = ProblemKind(
    "EVI-302", "照片「{name}」已经用过（{used}）", "the photo '{name}' was used before ({used.en})",
    "请上传这一次在现场拍的照片。", "Upload a photo taken on the spot this time.",
)  # fmt: skip
LOOKS_USED = ProblemKind(
    "EVI-303", "照片「{name}」与已有照片几乎相同（{used}，相差 {distance}/64）",
    "the photo '{name}' is nearly the same as an earlier one ({used.en}, {distance}/64)",
    "若不是同一张，请在理由里说明；否则请换现场新拍的照片。",
    "If it is another one, say so as the reason; else upload a new photo.", Level.WARNING,
)  # fmt: skip
TAKEN_BEFORE = ProblemKind(
    "EVI-304", "照片「{name}」拍于 {taken}，早于「{act}」（{at}）",
    "the photo '{name}' was taken {taken}, before '{act.en}' ({at})",
    "请用之后拍的照片；若相机时间不准，请在理由里说明。",
    "Use one taken later; if the camera's clock is wrong, say so as the reason.", Level.WARNING,
)  # fmt: skip
TAKEN_LONG_AGO = ProblemKind(
    "EVI-305", "照片「{name}」拍于 {taken}，上传前 {hours} 小时",
    "the photo '{name}' was taken {hours} hours before",
    "请用这次拍的照片；若确是当时拍的，请在理由里说明。",
    "Use a photo of this time; if it really is one, say why it comes late.", Level.WARNING,
)  # fmt: skip
TAKEN_LATER = ProblemKind(
    "EVI-306", "照片「{name}」的拍摄时间 {taken} 在上传之后",
    "the photo '{name}' says it was taken {taken}, after now",
    "相机时间不准，请在理由里说明。", "The camera's clock is wrong; say so as the reason.", Level.WARNING,
)  # fmt: skip
ELSEWHERE = ProblemKind(
    "EVI-307", "照片「{name}」拍摄地距「{reference}」{metres} 米，超过 {limit} 米",
    "the photo '{name}' was taken {metres} m from '{reference}', more than {limit} m",
    "请核对是否同一地点；定位不准的，请在理由里说明。",
    "Check the place; if the position is wrong, say so as the reason.", Level.WARNING,
)  # fmt: skip
NO_TIME = ProblemKind(
    "EVI-308", "照片「{name}」没有拍摄时间", "the photo '{name}' does not say when it was taken",
    "请用相机直接拍摄上传（微信转发的照片会丢掉时间）；确实没有的，请在理由里说明。",
    "Upload straight from the camera (messengers strip the time); if there is none, say why as the reason.",
    Level.WARNING,
)  # fmt: skip
NO_PLACE = ProblemKind(
    "EVI-309", "照片「{name}」没有定位，核不了地点", "the photo '{name}' holds no position",
    "请打开手机相机的定位再拍。", "Switch the camera's position on.", Level.NOTE,
)  # fmt: skip
REASON_NEEDED = ProblemKind(
    "EVI-310", "有 {count} 处疑点，须写明理由才能继续", "{count} doubts stand; a reason is needed to go on",
    "请逐条核对下面的疑点，在「说明」里写清为什么仍然成立。",
    "Check each doubt below and write in the remark why it still holds.",
)  # fmt: skip
NOT_PLACED = ProblemKind(
    "EVI-311", "照片「{name}」没有定位，核不了是不是在这个地点拍的",
    "the photo '{name}' holds no position: whether it was taken at this place cannot be checked",
    "请打开手机相机的定位再拍（微信转发的照片会丢掉定位）；确实没有的，请在理由里说明。",
    "Switch the camera's position on (messengers strip it); if there is none, say why as the reason.",
    Level.WARNING,
)  # fmt: skip
