"""The kinds of files: what is taken, under which endings, how large, and what is refused by name; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from luji.base.kernel.text import Text

Family = Literal["photo", "document", "video", "audio"]
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that is taken: its media type, what people call it, its endings, the first the usual one."""

    media: str
    label: Text
    family: Family
    endings: tuple[str, ...]


FAMILIES: dict[Family, Text] = {
    "photo": Text("照片", "a photograph"),
    "document": Text("文档", "a document"),
    "video": Text("视频", "a video"),
    "audio": Text("录音", "a recording"),
}
LIMITS: dict[Family, int] = {
    "photo": 30 * MEGABYTE, "document": 50 * MEGABYTE, "video": 500 * MEGABYTE, "audio": 100 * MEGABYTE,
}  # fmt: skip
OOXML = "application/vnd.openxmlformats-officedocument."

JPEG = Kind("image/jpeg", Text("JPEG 照片", "a JPEG photo"), "photo", (".jpg", ".jpeg", ".jpe", ".jfif"))
PNG = Kind("image/png", Text("PNG 图片", "a PNG picture"), "photo", (".png",))
WEBP = Kind("image/webp", Text("WebP 图片", "a WebP picture"), "photo", (".webp",))
PDF = Kind("application/pdf", Text("PDF 文档", "a PDF"), "document", (".pdf",))
DOCX = Kind(OOXML + "wordprocessingml.document", Text("Word 文档", "a Word document"), "document", (".docx",))
XLSX = Kind(OOXML + "spreadsheetml.sheet", Text("Excel 表格", "an Excel workbook"), "document", (".xlsx",))
MP4 = Kind("video/mp4", Text("MP4 视频", "an MP4 video"), "video", (".mp4", ".m4v", ".mov", ".3gp"))
M4A = Kind("audio/mp4", Text("M4A 录音", "an M4A recording"), "audio", (".m4a", ".mp4"))
MP3 = Kind("audio/mpeg", Text("MP3 录音", "an MP3 recording"), "audio", (".mp3",))
WAV = Kind("audio/wav", Text("WAV 录音", "a WAV recording"), "audio", (".wav",))
AMR = Kind("audio/amr", Text("AMR 录音", "an AMR recording"), "audio", (".amr",))
AAC = Kind("audio/aac", Text("AAC 录音", "an AAC recording"), "audio", (".aac",))
OGG = Kind("audio/ogg", Text("OGG 录音", "an OGG recording"), "audio", (".ogg", ".oga", ".opus"))

KINDS = (JPEG, PNG, WEBP, PDF, DOCX, XLSX, MP4, M4A, MP3, WAV, AMR, AAC, OGG)
BY_MEDIA = {kind.media: kind for kind in KINDS}

PROGRAM = Text("Windows 程序", "a Windows program")
LINUX_PROGRAM = Text("Linux 程序", "a Linux program")
MAC_PROGRAM = Text("macOS 程序", "a macOS program")
JAVA = Text("Java 程序", "a Java program")
SHELL = Text("脚本", "a script")
PAGE = Text("网页", "a web page")
SVG = Text("SVG 图形（可带脚本）", "an SVG drawing, which may hold scripts")
PACKED = Text("压缩包", "an archive")
OLD_OFFICE = Text(
    "旧版 Office 文件（doc、xls、ppt、msi），可能带宏",
    "an old Office file (doc, xls, ppt, msi), which may hold macros",
)
RICH = Text("RTF 文档（可带嵌入对象）", "an RTF document, which may hold objects")
SHORTCUT = Text("快捷方式", "a shortcut")
RUNNABLE = frozenset({
    ".exe", ".com", ".scr", ".pif", ".bat", ".cmd", ".msi", ".dll", ".ps1", ".vbs", ".vbe", ".js",
    ".jse", ".wsf", ".hta", ".lnk", ".url", ".jar", ".apk", ".app", ".sh", ".py", ".pl", ".php", ".jsp",
    ".asp", ".aspx", ".html", ".htm", ".xhtml", ".svg", ".xml", ".docm", ".xlsm", ".pptm", ".dotm",
    ".xltm", ".xlam", ".reg", ".iso",
})  # fmt: skip
