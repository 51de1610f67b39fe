"""Judges an uploaded file before it is kept: name, size, type, content.

Nothing the browser says about the file is believed. A file that passes is still scanned
before anybody opens it (portal.lib.scanning).
"""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from portal.lib.file_checks.image import check_image
from portal.lib.file_checks.names import split_name
from portal.lib.file_checks.pdf import check_pdf
from portal.lib.file_checks.refusals import Refusal, UploadRefused
from portal.lib.file_checks.text import check_text
from portal.lib.file_checks.workbook import check_workbook

__all__ = [
    "DOCUMENT_KINDS",
    "LIST_KINDS",
    "FileKind",
    "Inspected",
    "Refusal",
    "UploadRefused",
    "inspect",
    "stored_name",
]

_CHUNK = 256 * 1024
_MEGABYTE = 1024 * 1024


class FileKind(StrEnum):
    """A kind of file the portal knows how to judge; the value is its media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    CSV = "text/csv"


DOCUMENT_KINDS = frozenset({FileKind.PDF, FileKind.PNG, FileKind.JPEG})
LIST_KINDS = frozenset({FileKind.XLSX, FileKind.CSV})

_EXTENSIONS = {
    "pdf": FileKind.PDF,
    "png": FileKind.PNG,
    "jpg": FileKind.JPEG,
    "jpeg": FileKind.JPEG,
    "xlsx": FileKind.XLSX,
    "csv": FileKind.CSV,
}
_SIGNATURES = {
    FileKind.PDF: (b"%PDF-1.", b"%PDF-2."),
    FileKind.PNG: (b"\x89PNG\r\n\x1a\n",),
    FileKind.JPEG: (b"\xff\xd8\xff",),
    FileKind.XLSX: (b"PK\x03\x04",),
}
# How an Office program stores a workbook that it protects with a password.
_PROTECTED_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Inspected:
    display_name: str
    extension: str
    kind: FileKind
    size: int
    sha256: str

    @property
    def content_type(self) -> str:
        return self.kind.value


def inspect(
    name: str,
    stream: BinaryIO,
    *,
    allowed: Collection[FileKind],
    max_bytes: int,
    max_pixels: int,
    max_unpacked: int,
) -> Inspected:
    """Return what a file is, with the stream back at its beginning.

    Raises UploadRefused, whose `code` is the cause and whose `str()` is a sentence.
    """
    display_name, extension = split_name(name)
    kind = _EXTENSIONS.get(extension)
    if kind is None or kind not in allowed:
        types = ", ".join(sorted({kind.name for kind in allowed}))
        raise UploadRefused(Refusal.TYPE_NOT_ALLOWED, types=types)
    size, sha256 = _measure(stream, max_bytes)
    _check_signature(stream, kind)
    _check_content(stream, kind, max_pixels=max_pixels, max_unpacked=max_unpacked)
    stream.seek(0)
    return Inspected(display_name, extension, kind, size, sha256)


def stored_name() -> str:
    """Return a name for the disk that says nothing and cannot be guessed."""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name}"


def _measure(stream: BinaryIO, max_bytes: int) -> tuple[int, str]:
    stream.seek(0)
    size = 0
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > max_bytes:
            limit = max_bytes // _MEGABYTE
            raise UploadRefused(Refusal.TOO_LARGE, limit=limit)
        digest.update(chunk)
    if not size:
        raise UploadRefused(Refusal.EMPTY)
    return size, digest.hexdigest()


def _check_signature(stream: BinaryIO, kind: FileKind) -> None:
    stream.seek(0)
    head = stream.read(16)
    if kind is FileKind.XLSX and head.startswith(_PROTECTED_WORKBOOK):
        raise UploadRefused(Refusal.UNREADABLE)
    found = {k for k, signatures in _SIGNATURES.items() if head.startswith(signatures)}
    if found != {kind} & _SIGNATURES.keys():
        raise UploadRefused(Refusal.CONTENT_MISMATCH, type=kind.name)


def _check_content(
    stream: BinaryIO, kind: FileKind, *, max_pixels: int, max_unpacked: int
) -> None:
    match kind:
        case FileKind.PDF:
            check_pdf(stream, max_unpacked=max_unpacked)
        case FileKind.PNG:
            check_image(stream, image_format="PNG", max_pixels=max_pixels)
        case FileKind.JPEG:
            check_image(stream, image_format="JPEG", max_pixels=max_pixels)
        case FileKind.XLSX:
            check_workbook(stream, max_unpacked=max_unpacked)
        case _:
            check_text(stream)
