"""Signs that a file is also something else: a polyglot."""

import re
import zipfile
from typing import BinaryIO

# What browsers and mail programs look at when they guess that something is a page.
_PAGE = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|svg|object|embed)\b",
    re.IGNORECASE,
)
_HEAD = 1024


def is_also_a_page(stream: BinaryIO) -> bool:
    stream.seek(0)
    return _PAGE.search(stream.read(_HEAD)) is not None


def is_also_an_archive(stream: BinaryIO) -> bool:
    stream.seek(0)
    return zipfile.is_zipfile(stream)
