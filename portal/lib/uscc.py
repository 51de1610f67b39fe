"""Unified social credit codes of Chinese bodies: GB 32100-2015 (regime 6.1)."""

import re
import unicodedata

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc as gb32100

LENGTH = 18
_ENTERPRISE = "9"
# Department (a letter for some bodies) and kind, region, organisation, check sign.
_WELL_FORMED = re.compile(r"[0-9ANY][0-9A-HJ-NP-RTUWXY]\d{6}[0-9A-HJ-NP-RTUWXY]{10}")
_LENGTH_SENTENCE = _("A unified social credit code has 18 characters.")
_FORM_SENTENCE = _(
    "This is not a unified social credit code: it has digits and capitals without"
    " I, O, S, V and Z, and its third to eighth characters are digits."
)
_CHECK_SENTENCE = _(
    "This is not a unified social credit code: its last character does not agree with"
    " the others. Compare it with the business licence."
)
_ENTERPRISE_SENTENCE = _(
    "The unified social credit code of an enterprise begins with 9."
)


class NotACreditCode(ValueError):
    """A text that is no credit code; `str()` is a sentence in the reader's language."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


def normalise(text: str) -> str:
    """R-N1: capitals without blanks and hyphens."""
    plain = unicodedata.normalize("NFKC", text)
    return gb32100.compact("".join(plain.split()))


def checked(text: str, *, is_enterprise: bool = False) -> str:
    """Return the 18 characters to store.

    Raises NotACreditCode, for enterprises also when it does not begin with 9 (R-N2).
    """
    code = normalise(text)
    if len(code) != LENGTH:
        raise NotACreditCode(_LENGTH_SENTENCE)
    if not code.isascii() or _WELL_FORMED.fullmatch(code) is None:
        raise NotACreditCode(_FORM_SENTENCE)
    if is_enterprise and not code.startswith(_ENTERPRISE):
        raise NotACreditCode(_ENTERPRISE_SENTENCE)
    # The library refuses letters in front, but reckons with them correctly.
    if gb32100.calc_check_digit(code[:-1]) != code[-1]:
        raise NotACreditCode(_CHECK_SENTENCE)
    return code


def is_valid(text: str) -> bool:
    try:
        checked(text)
    except NotACreditCode:
        return False
    return True
