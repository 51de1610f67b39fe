"""What a person typed, tidied: full-width signs and stray blanks of Chinese input."""

import unicodedata
from typing import Any

from django import forms


class LineField(forms.CharField):
    """One line of text, with single blanks and without signs nobody sees."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value))
        visible = (sign for sign in text if unicodedata.category(sign) not in _UNSEEN)
        return " ".join("".join(visible).split())


_UNSEEN = frozenset({"Cf", "Cs", "Co", "Cn"})


def plain(text: str) -> str:
    """Return full-width letters and digits as plain ones."""
    return unicodedata.normalize("NFKC", text)
