"""Numbered problems of inputs that cannot be used; findings have rule numbers instead."""

from __future__ import annotations

from luji.base.kernel.problem import ProblemKind

NO_FILE = ProblemKind(
    "REC-901",
    "找不到文件或无法打开",
    "no such file, or it cannot be opened",
    "请检查路径和权限。",
    "Check the path and the permissions.",
)
TOO_LARGE = ProblemKind(
    "REC-902",
    "文件有 {size} MB，超过上限 {limit} MB",
    "the file has {size} MB, the limit is {limit} MB",
    "请拆分文件，或另存为不含图片的文本。",
    "Split the file or save it without its pictures.",
)
UNKNOWN_FORMAT = ProblemKind(
    "REC-903",
    "不支持的格式「{suffix}」",
    "the format '{suffix}' is not supported",
    "请另存为 {known} 之一。",
    "Save it as one of {known}.",
)
ENCRYPTED = ProblemKind(
    "REC-904",
    "文件已加密，无法读取",
    "the file is encrypted and cannot be read",
    "请去掉密码后再核对。",
    "Remove the password and try again.",
)
NO_TEXT = ProblemKind(
    "REC-905",
    "文件中没有可读的文字（可能是扫描件）",
    "the file holds no text (it may be a scan)",
    "请先做文字识别（OCR），或提供原始电子文件。",
    "Run text recognition first, or give the original file.",
)
BOMB = ProblemKind(
    "REC-906",
    "压缩包解开后过大（{size} MB）或内容过多，已拒绝",
    "the archive unpacks to too much ({size} MB), refused",
    "请确认文件来源；正常的报告不会如此。",
    "Check where the file comes from; a report is never like this.",
)
EXTERNAL = ProblemKind(
    "REC-907",
    "文档引用了外部内容（{target}），未予读取",
    "the document links to outside content ({target}), not fetched",
    "请在文字处理软件中断开外部链接后另存。",
    "Break the outside links in the word processor and save again.",
)
DAMAGED = ProblemKind(
    "REC-908",
    "文件已损坏或格式不符：{why}",
    "the file is damaged or not what its name says: {why}",
    "请重新导出该文件。",
    "Export the file again.",
)
NOT_TEXT = ProblemKind(
    "REC-909",
    "无法识别文字编码",
    "the text's encoding is not recognised",
    "请另存为 UTF-8 或 GB18030。",
    "Save it as UTF-8 or GB18030.",
)
