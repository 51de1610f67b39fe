"""CSV: text in UTF-8 or GB 18030."""

import re
from typing import BinaryIO

from portal.lib.file_checks.markers import is_also_a_page
from portal.lib.file_checks.refusals import Refusal, UploadRefused

ENCODINGS = ("utf-8-sig", "gb18030")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decode(content: bytes) -> str | None:
    """Return the text, or None when it is in neither encoding or is no text."""
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None


def check_text(stream: BinaryIO) -> None:
    """Raise UploadRefused for what is not plain text."""
    if is_also_a_page(stream):
        raise UploadRefused(Refusal.ACTIVE_CONTENT)
    stream.seek(0)
    if decode(stream.read()) is None:
        raise UploadRefused(Refusal.CONTENT_MISMATCH, type="CSV")
