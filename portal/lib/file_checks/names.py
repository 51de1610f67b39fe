"""What a file is called on a screen. On disk it has a name of our own making."""

import re
import unicodedata

from portal.lib.file_checks.refusals import Refusal, UploadRefused

LONGEST_NAME = 120
_LONGEST_EXTENSION = 10
# Signs that turn the reading direction can show `gpj.exe` as `exe.jpg`.
_TURNS_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ESCAPED_CONTROL = re.compile(r"%(?:0[0-9a-f]|1[0-9a-f]|7f)", re.IGNORECASE)
_UNWELCOME = re.compile(r'[<>:"|?*]')
_EXTENSION = re.compile(r"[a-z0-9]+")
_HIDDEN_TYPE = re.compile(
    r"\.(?:apk|aspx?|bat|chm|cmd|dll|docm|exe|hta|html?|jar|jse?|jsp|lnk|mhtml?|msi"
    r"|php|phtml|pif|pptm|ps1|scr|sh|svg|swf|vb[es]?|wsf|xhtml|xlam|xlsm)(?:\.|$)",
    re.IGNORECASE,
)


def split_name(name: str) -> tuple[str, str]:
    """Return the name to show, and its extension in small letters.

    Raises UploadRefused for a name that is empty or made to deceive.
    """
    name = unicodedata.normalize("NFC", re.split(r"[\\/]", name)[-1])
    if _TURNS_DIRECTION.search(name) or _ESCAPED_CONTROL.search(name):
        raise UploadRefused(Refusal.BAD_NAME)
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in name):
        raise UploadRefused(Refusal.BAD_NAME)
    name = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    name = _UNWELCOME.sub("_", name).lstrip(".- ").rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    stem, extension = stem.rstrip(". "), extension.lower()
    if not dot or not stem or not _EXTENSION.fullmatch(extension):
        raise UploadRefused(Refusal.BAD_NAME)
    if _HIDDEN_TYPE.search(stem):
        raise UploadRefused(Refusal.BAD_NAME)
    extension = extension[:_LONGEST_EXTENSION]
    return f"{_shorten(stem, LONGEST_NAME - len(extension) - 1)}.{extension}", extension


def _shorten(stem: str, length: int) -> str:
    return stem if len(stem) <= length else f"{stem[: length - 1]}…"
