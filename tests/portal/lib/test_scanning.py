import io
import socket
import struct
import threading
import zipfile
import zlib
from contextlib import suppress

import pytest

from portal.lib import scanning
from portal.lib.scanning import (
    BuiltInScanner,
    ClamdScanner,
    ScanResult,
    Verdict,
    scanner_for,
)
from tests.portal.lib.clamd import CLAMD, running_clamd
from tests.portal.lib.file_checks import papers
from tests.portal.lib.file_checks.papers import EICAR

CLEAN = ScanResult(Verdict.CLEAN)


def test_clamd_is_used_wherever_it_is_named():
    assert isinstance(scanner_for("tcp://127.0.0.1:3310", demo=False), ClamdScanner)
    assert isinstance(scanner_for("unix:///run/clamd.ctl", demo=True), ClamdScanner)


def test_the_built_in_scanner_is_for_one_machine_mode_only():
    assert isinstance(scanner_for("", demo=True), BuiltInScanner)
    assert scanner_for("", demo=False) is None


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    if not CLAMD.exists():
        pytest.skip("clamd is not installed")
    with running_clamd(tmp_path_factory.mktemp("clamd")) as addresses:
        yield addresses


INFECTED = [
    EICAR,
    papers.archive({"a.txt": EICAR}),
    papers.archive({"a.zip": papers.archive({"b.txt": EICAR})}),
]
HARMLESS = [papers.pdf(), papers.workbook(), papers.image(), b"VIN\n", b""]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("content", HARMLESS)
def test_clamd_finds_harmless_files_clean(clamd, which, content):
    assert ClamdScanner(clamd[which]).scan(io.BytesIO(content)) == CLEAN


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("content", [*INFECTED, papers.pdf(after=EICAR)])
def test_clamd_finds_the_test_file(clamd, which, content):
    assert ClamdScanner(clamd[which]).scan(io.BytesIO(content)) == ScanResult(
        Verdict.INFECTED, "Eicar-Local-Signature.UNOFFICIAL"
    )


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("megabytes", [2, 30])
def test_a_file_longer_than_clamd_accepts_is_not_scanned(clamd, which, megabytes):
    content = bytes(megabytes * 1024 * 1024) + EICAR

    result = ClamdScanner(clamd[which]).scan(io.BytesIO(content))

    assert result.verdict is Verdict.FAILED


def test_a_stream_read_before_is_scanned_from_its_beginning(clamd):
    stream = io.BytesIO(EICAR)
    stream.read()

    assert ClamdScanner(clamd[0]).scan(stream).verdict is Verdict.INFECTED


class Server:
    """A clamd that answers as it is told; keeps what it was sent."""

    def __init__(self, *answers, reads=True):
        self.answers = answers
        self.reads = reads
        self.received = b""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"tcp://127.0.0.1:{self._listening.getsockname()[1]}"
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._thread.join(timeout=10)
        self._listening.close()

    def _serve(self):
        connection, _ = self._listening.accept()
        with connection, suppress(OSError):
            while self.reads and not self.received.endswith(b"\0\0\0\0"):
                self.received += connection.recv(65536)
            for answer in self.answers:
                if answer is None:
                    self._done.wait(timeout=10)
                else:
                    connection.sendall(answer)


def scan_with(server, content=b"some file", timeout=5):
    return ClamdScanner(server.url, timeout=timeout).scan(io.BytesIO(content))


def test_the_stream_is_sent_in_chunks_with_their_lengths():
    with Server(b"stream: OK\0") as server:
        result = scan_with(server, b"x" * 70_000)

    assert result == CLEAN
    assert server.received == (
        b"zINSTREAM\0"
        + struct.pack("!L", 65536)
        + b"x" * 65536
        + struct.pack("!L", 4464)
        + b"x" * 4464
        + bytes(4)
    )


def test_an_answer_in_pieces_is_put_together():
    with Server(b"str", b"eam: ", b"OK\0") as server:
        assert scan_with(server) == CLEAN


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        (b"stream: OK", "stream: OK"),
        (b"stream: OK\n", "stream: OK"),
        (b"stream: ", "stream: "),
        (b"", "The scanner hung up without an answer."),
        (b"OK\0", "OK"),
        (b"stream: OK\0stream: X FOUND\0", "stream: OKstream: X FOUND"),
        (b"stream: Some Virus FOUND", "stream: Some Virus FOUND"),
        (
            b"INSTREAM size limit exceeded. ERROR\0",
            "INSTREAM size limit exceeded. ERROR",
        ),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP/1.1 400 Bad Request"),
        (b"\xff\x1b[31mstream: OK\0", "\ufffd[31mstream: OK"),
    ],
)
def test_whatever_is_not_a_whole_answer_is_a_failure(answer, note):
    with Server(answer) as server:
        assert scan_with(server) == ScanResult(Verdict.FAILED, note)


def test_endless_garbage_is_cut():
    with Server(*[b"x" * 65536] * 20) as server:
        result = scan_with(server)

    assert result.verdict is Verdict.FAILED
    assert len(result.signature) == 200


def test_a_found_signature_is_named():
    with Server(b"stream: Win.Test.EICAR_HDB-1 FOUND\0") as server:
        assert scan_with(server) == ScanResult(Verdict.INFECTED, "Win.Test.EICAR_HDB-1")


def test_a_scanner_that_says_nothing_fails_in_time():
    with Server(None) as server:
        result = scan_with(server, timeout=0.2)

    assert result == ScanResult(Verdict.FAILED, "TimeoutError: timed out")


def test_a_scanner_that_hangs_up_while_it_is_sent_to_fails():
    with Server(reads=False) as server:
        result = scan_with(server, bytes(30_000_000))

    assert result.verdict is Verdict.FAILED


@pytest.mark.parametrize(
    "url",
    [
        "tcp://127.0.0.1:1",
        "unix:///nowhere/clamd.sock",
        "tcp://127.0.0.1:notaport",
        "tcp://",
    ],
)
def test_a_scanner_that_cannot_be_reached_fails(url):
    result = ClamdScanner(url, timeout=1).scan(io.BytesIO(b"x"))

    assert result.verdict is Verdict.FAILED
    assert result.signature != ""


def test_a_file_that_cannot_be_read_was_not_scanned():
    class Unreadable(io.BytesIO):
        def read(self, size=-1):
            raise OSError("disk on fire")

    with Server(b"stream: OK\0", reads=False) as server:
        result = ClamdScanner(server.url).scan(Unreadable(b"x"))

    assert result == ScanResult(Verdict.FAILED, "OSError: disk on fire")


def built_in(content):
    return BuiltInScanner().scan(io.BytesIO(content))


@pytest.mark.parametrize("content", HARMLESS)
def test_the_built_in_scanner_finds_harmless_files_clean(content):
    assert built_in(content) == CLEAN


@pytest.mark.parametrize(
    "content",
    [
        *INFECTED,
        b"before" + EICAR + b"after",
        papers.pdf(after=EICAR),
        papers.image() + EICAR,
        papers.workbook({"xl/media/a.txt": EICAR}),
        papers.image() + papers.archive({"a.txt": EICAR}),
    ],
)
def test_the_built_in_scanner_finds_the_test_file(content):
    assert built_in(content) == ScanResult(Verdict.INFECTED, "Eicar-Test-Signature")


@pytest.mark.parametrize(
    "content",
    [
        papers.pdf(b"<< /S /JavaScript /JS (1) >>"),
        papers.workbook({"xl/vbaProject.bin": b"x"}),
    ],
)
def test_the_built_in_scanner_refuses_what_acts(content):
    assert built_in(content) == ScanResult(Verdict.INFECTED, "Active-Content")


def nested(depth):
    content = b"x"
    for _ in range(depth):
        content = papers.archive({"a.zip": content}, zipfile.ZIP_STORED)
    return content


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (papers.pdf()[:-30], "Not looked into: unreadable"),
        (papers.archive({"a": b"b"}), "Not looked into: content-mismatch"),
        (nested(6), "Not looked into: archives too deep in one another"),
        (
            papers.workbook().replace(b"PK\x03\x04", b"PK\x03\x05"),
            "Not looked into: Bad magic number for file header",
        ),
    ],
)
def test_what_the_built_in_scanner_cannot_look_into_is_not_clean(content, why):
    assert built_in(content) == ScanResult(Verdict.FAILED, why)


def test_a_bomb_is_not_unpacked_to_its_end(monkeypatch):
    monkeypatch.setattr(scanning, "_MOST_UNPACKED", 1000)

    assert built_in(papers.archive({"a": bytes(600), "b": bytes(600)})) == ScanResult(
        Verdict.FAILED, "Not looked into: unpacks too large"
    )


def test_the_test_file_is_found_behind_a_wrong_declared_size():
    content = bytearray(papers.archive({"a": bytes(100) + EICAR}))
    central = content.rindex(b"PK\x01\x02")
    for at in (14, central + 16):
        struct.pack_into("<L", content, at, zlib.crc32(bytes(10)))
    for at in (22, central + 24):
        struct.pack_into("<L", content, at, 10)

    assert built_in(bytes(content)).verdict is not Verdict.CLEAN
