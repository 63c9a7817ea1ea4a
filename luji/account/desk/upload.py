"""What a reader hands in to be reconciled: a file held in memory only, or pasted text; nothing is kept."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from luji.account.desk.problems import NOTHING_GIVEN, TOO_MUCH
from luji.account.reconcile.language.document import Document, of_text
from luji.account.reconcile.readers import choose
from luji.base.kernel.problem import Problem, Refused

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
# What a form needs beside its file: boundaries, the token, the pasted text.
BESIDE = 4 * MEGABYTE


class InMemory(FileUploadHandler):
    """Keeps the files of a request in memory, whatever their size, so that none touches the disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Some bytes of it."""
        del start
        self.file.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """It is whole."""
        self.file.seek(0)
        body: IO[bytes] = self.file
        return InMemoryUploadedFile(
            body, self.field_name, self.file_name or "", self.content_type or "", file_size,
            self.charset, self.content_type_extra,
        )  # fmt: skip


def oversized(request: HttpRequest) -> bool:
    """Whether the request as a whole is larger than a file and a form may be, seen without reading it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdigit() or int(length) > LARGEST + BESIDE


def too_much() -> Problem:
    """The problem of whatever is too large."""
    text = f"{(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / 1_000_000:g}"
    return TOO_MUCH(file=LARGEST // MEGABYTE, text=text)


def given(request: HttpRequest) -> Document:
    """The document handed in; a file comes before text. Raises `Refused` (DSK-004, DSK-005, REC-9…)."""
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        if (file.size or 0) > LARGEST:
            raise Refused([too_much()])
        return choose.read_bytes(file.read(), file.name or "")
    text = str(request.POST.get("text", ""))
    if not text.strip():
        raise Refused([NOTHING_GIVEN()])
    return of_text(text.replace("\r\n", "\n"))
