"""Sets data into pages with Typst: tagged PDF/A-2a and PDF/UA-1, the same bytes always.

Only the packaged font is used, so a page looks the same on every machine. Typst refuses
a document with a character that the font lacks; so such characters are replaced by the
mark printers use for it, and a strange name never stops a certificate.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, cast

import typst
from django.conf import settings
from fontTools.ttLib import TTFont

MISSING = "〓"

_FONT = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
_LONG_WORD = re.compile(r"[^\s\u2e80-\uffdc]{25,}")
_BREAK_HERE = "\u200b"
_LETTERS_BETWEEN_BREAKS = 12
_BLANK = re.compile(r"\s+")


class TypesettingFault(Exception):
    """Typst could not set the document; the text is its own message."""


def typeset(
    name: str,
    data: Mapping[str, Any],
    *,
    on: date,
    exact: Mapping[str, Any] | None = None,
) -> bytes:
    """Return `templates/documents/<name>.typ` set with the data, dated `on`.

    Texts in `data` are made printable; those in `exact` (pictures, addresses) are
    handed over as they are. Raises TypesettingFault.
    """
    values = {**_printable(data), **(exact or {})}
    return _press(name).set(json.dumps(values), on=on)


def printable(text: str) -> str:
    """Return one line that the font can print and the page can break."""
    if not (text.isascii() and text.isprintable()):
        text = _replace_missing(text)
    return _LONG_WORD.sub(_breakable, text)


def _replace_missing(text: str) -> str:
    known = _characters()
    return "".join(
        character if ord(character) in known else MISSING
        for character in unicodedata.normalize("NFC", _BLANK.sub(" ", text))
        if unicodedata.category(character) not in {"Cc", "Cf"}
    )


class _Press:
    """A compiler with one template; Typst keeps what it has set for the next time."""

    def __init__(self, name: str) -> None:
        folder = Path(settings.BASE_DIR) / "templates" / "documents"
        self._lock = Lock()
        self._compiler = typst.Compiler(
            str(folder / f"{name}.typ"),
            root=str(folder),
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[str(_font().parent)],
            ),
            ignore_system_fonts=True,
        )

    def set(self, data: str, *, on: date) -> bytes:
        try:
            with self._lock:
                pdf = self._compiler.compile(
                    format="pdf",
                    sys_inputs={"data": data},
                    pdf_standards=["a-2a", "ua-1"],
                    timestamp=datetime.combine(on, time.min, UTC),
                )
        except typst.TypstError as failure:
            raise TypesettingFault(failure.diagnostic) from failure
        return cast("bytes", pdf)


@cache
def _press(name: str) -> _Press:
    return _Press(name)


@cache
def _font() -> Path:
    return Path(str(files("justmytype_intl_cjk"))) / _FONT


@cache
def _characters() -> frozenset[int]:
    with TTFont(_font(), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _printable(value: Any) -> Any:
    match value:
        case str():
            return printable(value)
        case Mapping():
            return {key: _printable(item) for key, item in value.items()}
        case list() | tuple():
            return [_printable(item) for item in value]
    return value


def _breakable(word: re.Match[str]) -> str:
    letters = word[0]
    return _BREAK_HERE.join(
        letters[start : start + _LETTERS_BETWEEN_BREAKS]
        for start in range(0, len(letters), _LETTERS_BETWEEN_BREAKS)
    )
