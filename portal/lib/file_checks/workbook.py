"""XLSX: a zip of bounded size that holds a workbook and nothing that acts."""

import re
import zipfile
import zlib
from typing import BinaryIO

from portal.lib.file_checks.markers import is_also_a_page
from portal.lib.file_checks.refusals import Refusal, UploadRefused

MOST_PARTS = 2000
_CHUNK = 64 * 1024
_ANY_SIZE = 1 << 62
_IS_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_NEEDED = frozenset({"[content_types].xml", "xl/workbook.xml"})
_ACTS = re.compile(
    r"vbaproject|/macrosheets/|/dialogsheets/|/activex/|/embeddings/|/externallinks/"
    r"|/querytables/|/connections\.xml$|/ctrlprops/|^customui|/webextensions/",
)
_MACROS = b"macroEnabled"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    UnicodeDecodeError,
    ValueError,
)


def check_workbook(stream: BinaryIO, *, max_unpacked: int) -> None:
    """Raise UploadRefused for what is not a plain workbook.

    Every part is really unpacked and counted: the sizes an archive declares may lie.
    """
    if is_also_a_page(stream):
        raise UploadRefused(Refusal.ACTIVE_CONTENT)
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            _check_parts(archive.infolist(), max_unpacked)
            _unpack(archive, max_unpacked)
    except _BROKEN as fault:
        raise UploadRefused(Refusal.UNREADABLE) from fault


def _check_parts(parts: list[zipfile.ZipInfo], max_unpacked: int) -> None:
    if len(parts) > MOST_PARTS:
        raise _unpacks_too_large(max_unpacked)
    names = [part.filename.lower().replace("\\", "/") for part in parts]
    if any(_ACTS.search(name) for name in names):
        raise UploadRefused(Refusal.ACTIVE_CONTENT)
    if not _NEEDED.issubset(names):
        raise UploadRefused(Refusal.CONTENT_MISMATCH, type="XLSX")
    if len(set(names)) < len(names):
        raise UploadRefused(Refusal.UNREADABLE)
    for part in parts:
        if part.flag_bits & _IS_ENCRYPTED or part.compress_type not in _METHODS:
            raise UploadRefused(Refusal.UNREADABLE)


def _unpack(archive: zipfile.ZipFile, max_unpacked: int) -> None:
    room = max_unpacked
    for part in archive.infolist():
        is_types = part.filename.lower() == "[content_types].xml"
        part.file_size = _ANY_SIZE  # read to the true end, wherever it is said to be
        types = b""
        with archive.open(part) as content:
            while chunk := content.read(_CHUNK):
                room -= len(chunk)
                if room < 0:
                    raise _unpacks_too_large(max_unpacked)
                if is_types:
                    types += chunk
        if _MACROS in types:
            raise UploadRefused(Refusal.ACTIVE_CONTENT)


def _unpacks_too_large(max_unpacked: int) -> UploadRefused:
    return UploadRefused(Refusal.UNPACKS_TOO_LARGE, limit=max_unpacked // (1024 * 1024))
