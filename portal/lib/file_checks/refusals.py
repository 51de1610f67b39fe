"""Why a file is refused: one sentence a cause."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Refusal(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TYPE_NOT_ALLOWED = "type-not-allowed"
    CONTENT_MISMATCH = "content-mismatch"
    UNREADABLE = "unreadable"
    ACTIVE_CONTENT = "active-content"
    IMAGE_TOO_LARGE = "image-too-large"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    BAD_NAME = "bad-name"


_SENTENCES = {
    Refusal.EMPTY: _(
        "The file is empty. Check that it was saved, then choose it again."
    ),
    Refusal.TOO_LARGE: _(
        "The file is larger than %(limit)s MB. Make it smaller or split it."
    ),
    Refusal.TYPE_NOT_ALLOWED: _(
        "Files of this type are not accepted. Use one of these: %(types)s."
    ),
    Refusal.CONTENT_MISMATCH: _(
        "The content is not that of a %(type)s file. Open it in the program it comes"
        " from and save it as %(type)s."
    ),
    Refusal.UNREADABLE: _(
        "The file cannot be opened: it is damaged or protected by a password. Save it"
        " again without protection."
    ),
    Refusal.ACTIVE_CONTENT: _(
        "The file holds something that acts by itself, such as a macro, a script or an"
        " attachment. Save a copy without it, for example by printing to PDF."
    ),
    Refusal.IMAGE_TOO_LARGE: _(
        "The picture has more than %(limit)s million pixels. Save it smaller."
    ),
    Refusal.UNPACKS_TOO_LARGE: _(
        "The file unpacks to more than %(limit)s MB or has too many parts. Save it"
        " again with less in it."
    ),
    Refusal.BAD_NAME: _(
        "The file name is empty or hides a second type. Rename the file, for example"
        " contract.pdf."
    ),
}


class UploadRefused(Exception):
    """A file that may not be kept; `str()` is a sentence in the reader's language."""

    def __init__(self, code: Refusal, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return str(_SENTENCES[self.code]) % self.facts
