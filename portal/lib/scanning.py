"""Looks for malware in a file. What could not be looked at is never called clean.

`scanner_for` chooses: clamd where there is one, in one-machine mode the built-in scanner
that knows the test file and active content, else nobody, and the files wait.
"""

import io
import re
import socket
import struct
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

from portal.lib.file_checks.pdf import check_pdf
from portal.lib.file_checks.refusals import Refusal, UploadRefused
from portal.lib.file_checks.workbook import check_workbook

_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096
_LONGEST_NOTE = 200
_FOUND = re.compile(rb"stream: [^\0]+ FOUND\0")
_DEFAULT_PORT = 3310
# In two halves, so that no scanner takes this module away.
_TEST_FILE = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-").encode()
_DEEPEST = 5
_MOST_UNPACKED = 256 * 1024 * 1024
_ANY_SIZE = 1 << 62
_BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Verdict(StrEnum):
    CLEAN = "CLEAN"
    INFECTED = "INFECTED"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class ScanResult:
    """A verdict and what was found, or why nothing could be found out."""

    verdict: Verdict
    signature: str = ""


class Scanner(Protocol):
    name: str

    def scan(self, stream: BinaryIO) -> ScanResult:
        """Look at the whole stream. A fault of the scanner is a FAILED, no exception."""


def scanner_for(clamd_url: str, *, demo: bool) -> Scanner | None:
    """Return the scanner of this installation, or None: then files wait."""
    if clamd_url:
        return ClamdScanner(clamd_url)
    return BuiltInScanner() if demo else None


class ClamdScanner:
    """clamd at `tcp://host:port` or `unix:///path`, by its INSTREAM command."""

    name = "clamd"

    def __init__(self, url: str, *, timeout: float = 60) -> None:
        self._address = urlsplit(url)
        self._timeout = timeout

    def scan(self, stream: BinaryIO) -> ScanResult:
        try:
            stream.seek(0)
            with self._connected() as connection:
                answer = _instream(connection, stream)
        except (OSError, ValueError) as fault:
            return ScanResult(Verdict.FAILED, f"{type(fault).__name__}: {fault}")
        return _understood(answer)

    def _connected(self) -> socket.socket:
        if self._address.scheme == "unix":
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(self._timeout)
            try:
                connection.connect(self._address.path)
            except OSError:
                connection.close()
                raise
            return connection
        address = (self._address.hostname or "", self._address.port or _DEFAULT_PORT)
        return socket.create_connection(address, timeout=self._timeout)


def _instream(connection: socket.socket, stream: BinaryIO) -> bytes:
    """Send the stream in chunks, each with its length, and read the answer.

    clamd hangs up on a stream that is longer than it accepts; what it said before that
    is still read, as it names the limit.
    """
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.sendall(b"zINSTREAM\0")
        while chunk := stream.read(_CHUNK):
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
        part = connection.recv(_LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer


def _understood(answer: bytes) -> ScanResult:
    """Only the exact word of a whole answer makes a file clean."""
    if answer == b"stream: OK\0":
        return ScanResult(Verdict.CLEAN)
    text = answer.rstrip(b"\0").decode("utf-8", "replace")
    text = "".join(sign for sign in text if sign.isprintable())[:_LONGEST_NOTE]
    if _FOUND.fullmatch(answer):
        return ScanResult(
            Verdict.INFECTED, text.removeprefix("stream: ").removesuffix(" FOUND")
        )
    return ScanResult(Verdict.FAILED, text or "The scanner hung up without an answer.")


class BuiltInScanner:
    """Stands in where no clamd is installed: knows only the harmless EICAR test file.

    What acts by itself it refuses too. A file it cannot look into has not been scanned.
    """

    name = "built-in"

    def scan(self, stream: BinaryIO) -> ScanResult:
        stream.seek(0)
        content = stream.read()
        try:
            if _Unpacking(_MOST_UNPACKED).holds_test_file(content):
                return ScanResult(Verdict.INFECTED, "Eicar-Test-Signature")
            _check_for_acts(content)
        except UploadRefused as refused:
            if refused.code is Refusal.ACTIVE_CONTENT:
                return ScanResult(Verdict.INFECTED, "Active-Content")
            return ScanResult(Verdict.FAILED, f"Not looked into: {refused.code.value}")
        except _BROKEN_ARCHIVE as fault:
            return ScanResult(Verdict.FAILED, f"Not looked into: {fault}")
        return ScanResult(Verdict.CLEAN)


def _check_for_acts(content: bytes) -> None:
    if content.startswith(b"%PDF-"):
        check_pdf(io.BytesIO(content), max_unpacked=_MOST_UNPACKED)
    if content.startswith(b"PK\x03\x04"):
        check_workbook(io.BytesIO(content), max_unpacked=_MOST_UNPACKED)


class _Unpacking:
    """Looks into archives in archives, as far as there is room."""

    def __init__(self, room: int) -> None:
        self._room = room

    def holds_test_file(self, content: bytes, depth: int = 0) -> bool:
        if _TEST_FILE in content:
            return True
        if not zipfile.is_zipfile(io.BytesIO(content)):
            return False
        if depth == _DEEPEST:
            raise zipfile.BadZipFile("archives too deep in one another")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(
                self.holds_test_file(self._unpacked(archive, part), depth + 1)
                for part in archive.infolist()
            )

    def _unpacked(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
        part.file_size = _ANY_SIZE  # read to the true end, wherever it is said to be
        with archive.open(part) as opened:
            content = opened.read(self._room + 1)
        self._room -= len(content)
        if self._room < 0:
            raise zipfile.BadZipFile("unpacks too large")
        return content
