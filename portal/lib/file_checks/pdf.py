"""PDF: readable without a password, ends where it says, and does nothing by itself.

Two readers look at it. Ours goes over the bytes and looks at every object that stands
in the file, reachable or not, in object streams too, because viewers repair files in
ways of their own. pyHanko reads it as a viewer would: catalogue, pages, open action.
"""

import re
import zlib
from typing import BinaryIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from portal.lib.file_checks.markers import is_also_a_page, is_also_an_archive
from portal.lib.file_checks.pdf_objects import ObjectReader, TooMuchWork
from portal.lib.file_checks.refusals import Refusal, UploadRefused

_ACTS = (
    rb"JS|JavaScript|Launch|EmbeddedFiles?|GoToE|ImportData|RichMedia|SubmitForm|XFA"
)
_ACTING_NAME = re.compile(rb"/(?:" + _ACTS + rb")")
_SUSPICIOUS = re.compile(rb"/(?:" + _ACTS + rb")|/[^\s/]*#")
_END = re.compile(rb"%%EOF[\x00\s]*\Z")
_VALUE_FOLLOWS = re.compile(rb"(?<!end)obj|trailer")
_STREAM_FOLLOWS = re.compile(rb"[\x00\s]*stream(?:\r\n|\n|\r)?")
_NUMBER = re.compile(rb"\d{1,10}")
_UNUSUAL_PACKING = frozenset({b"/DecodeParms", b"/DP", b"/F"})
_CHUNK = 64 * 1024
_TAIL = 2048
_READING_BUDGET = 128 * 1024 * 1024


def check_pdf(stream: BinaryIO, *, max_unpacked: int) -> None:
    """Raise UploadRefused for what is not a plain, readable document."""
    stream.seek(0)
    data = stream.read()
    if _END.search(data, max(0, len(data) - _TAIL)) is None:
        raise UploadRefused(Refusal.UNREADABLE)
    if is_also_a_page(stream) or is_also_an_archive(stream):
        raise UploadRefused(Refusal.ACTIVE_CONTENT)
    try:
        _ObjectCheck(data, max_unpacked).run()
    except TooMuchWork as fault:
        limit = max_unpacked // (1024 * 1024)
        raise UploadRefused(Refusal.UNPACKS_TOO_LARGE, limit=limit) from fault
    _read_as_a_viewer(stream)


def _read_as_a_viewer(stream: BinaryIO) -> None:
    stream.seek(0)
    try:
        root = PdfFileReader(stream, strict=False).root
        has_pages = int(root["/Pages"]["/Count"]) > 0
        acts = "/AA" in root or _acts_on_opening(root)
    except Exception as fault:  # a hostile file may break it in any way
        raise UploadRefused(Refusal.UNREADABLE) from fault
    if acts:
        raise UploadRefused(Refusal.ACTIVE_CONTENT)
    if not has_pages:
        raise UploadRefused(Refusal.UNREADABLE)


def _acts_on_opening(root: generic.DictionaryObject) -> bool:
    """Whether opening does more than go to a page of this document."""
    if "/OpenAction" not in root:
        return False
    action = root["/OpenAction"]
    if not isinstance(action, generic.DictionaryObject):
        return False
    return "/Next" in action or "/S" not in action or action["/S"] != "/GoTo"


class _ObjectCheck:
    def __init__(self, data: bytes, max_unpacked: int) -> None:
        self._data = data
        self._room = max_unpacked
        self._reader = ObjectReader(budget=_READING_BUDGET)

    def run(self) -> None:
        for begin in _VALUE_FOLLOWS.finditer(self._data):
            tokens, end = self._reader.read(self._data, begin.end())
            _judge(tokens)
            if b"/Encrypt" in tokens:
                raise UploadRefused(Refusal.UNREADABLE)
            body = _STREAM_FOLLOWS.match(self._data, end)
            if body is not None and b"/First" in tokens and b"/N" in tokens:
                self._read_object_stream(tokens, body.end())

    def _read_object_stream(self, tokens: list[bytes], start: int) -> None:
        """Look at each object where the stream's list of offsets says it begins."""
        content, base = self._unpacked(tokens, start)
        first = _following(tokens, b"/First")
        if tokens.count(b"/First") > 1 or _NUMBER.fullmatch(first[0]) is None:
            raise UploadRefused(Refusal.UNREADABLE)
        objects_at = base + int(first[0])
        self._reader.spend(len(content) - base)
        if _SUSPICIOUS.search(content, base) is None:
            return
        for offset in _NUMBER.findall(content[base:objects_at])[1::2]:
            inner, _ = self._reader.read(content, objects_at + int(offset))
            _judge(inner)

    def _unpacked(self, tokens: list[bytes], start: int) -> tuple[bytes, int]:
        """Return the bytes of an object stream and where it begins in them.

        Object streams are packed one way only in practice; others are not looked into
        and therefore not accepted.
        """
        if not _UNUSUAL_PACKING.isdisjoint(tokens) or tokens.count(b"/Filter") > 1:
            raise UploadRefused(Refusal.UNREADABLE)
        if b"/Filter" not in tokens:
            return self._data, start
        packing = _following(tokens, b"/Filter")
        if packing[0] != b"/FlateDecode" and packing != [b"[", b"/FlateDecode", b"]"]:
            raise UploadRefused(Refusal.UNREADABLE)
        return self._inflated(start), 0

    def _inflated(self, start: int) -> bytes:
        packed = zlib.decompressobj()
        unpacked = bytearray()
        for position in range(start, len(self._data), _CHUNK):
            chunk = self._data[position : position + _CHUNK]
            try:
                part = packed.decompress(chunk, self._room + 1)
            except zlib.error as fault:
                raise UploadRefused(Refusal.UNREADABLE) from fault
            self._room -= len(part)
            if self._room < 0:
                raise TooMuchWork
            unpacked += part
            if packed.eof:
                break
        return bytes(unpacked)


def _following(tokens: list[bytes], key: bytes) -> list[bytes]:
    """Return the three tokens after a key; a dictionary's end pads what is missing."""
    return [*tokens, b">>", b">>", b">>"][tokens.index(key) + 1 :][:3]


def _judge(tokens: list[bytes]) -> None:
    if any(_ACTING_NAME.fullmatch(token) for token in tokens):
        raise UploadRefused(Refusal.ACTIVE_CONTENT)
