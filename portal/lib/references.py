"""References of applications and numbers of licences: how they are written.

An application is `EV-2026-000123-X`. The last sign is a check over the others, modulo 31
with powers of 3 as weights: as 31 is prime and 3 its primitive root, every single wrong
sign and every exchange of two signs is noticed. It is never B, I, O, S or Z, which are
read as 8, 1, 0, 5 and 2.
"""

import re
import unicodedata

_SIGNS = "0123456789ACDEFGHJKLMNPQRTUVWXY"
_MODULUS = len(_SIGNS)
_ROOT = 3
_REFERENCE = re.compile(
    r"(?P<prefix>[A-Z]{1,4})-(?P<year>[0-9]{4})-(?P<serial>[0-9]{6,9})-(?P<check>[0-9A-Z])"
)
_RUN_TOGETHER = re.compile(r"([A-Z]{1,4})([0-9]{4})([0-9]{6,9})([0-9A-Z])")
_DASHES = re.compile(r"[\s_‐-―−]+")
_MISREAD = str.maketrans("BIOSZ", "81052")
_LICENCE_NUMBER = re.compile(r"[0-9]{2}-[A-Z0-9]{2}-[0-9]{6}")
_LICENCE_RUN_TOGETHER = re.compile(r"([0-9]{2})([A-Z0-9]{2})([0-9]{6})")


def make(prefix: str, year: int, serial: int) -> str:
    """Return the reference of the application with this serial in its year."""
    digits = f"{year:04}{serial:06}"
    return f"{prefix}-{digits[:4]}-{digits[4:]}-{_check_sign(prefix, digits)}"


def is_valid(reference: str) -> bool:
    """Whether the reference is written as it should be and its check sign agrees."""
    parts = _REFERENCE.fullmatch(reference)
    return parts is not None and parts["check"] == _check_sign(
        parts["prefix"], parts["year"] + parts["serial"]
    )


def normalise(text: str) -> str:
    """Return the reference a person meant: capitals, hyphens, digits for letters."""
    plain = _plain(text)
    if together := _RUN_TOGETHER.fullmatch(plain):
        return "-".join(together.groups())
    prefix, *others = plain.split("-")
    return "-".join([prefix, *(part.translate(_MISREAD) for part in others)])


def make_licence_number(year: int, body: str, serial: int) -> str:
    """Return `YY-AA-NNNNNN`: year, issuing body, serial (§2.1)."""
    return f"{year % 100:02}-{body}-{serial:06}"


def is_licence_number(number: str) -> bool:
    return _LICENCE_NUMBER.fullmatch(number) is not None


def normalise_licence_number(text: str) -> str:
    """Return the licence number a person meant: capitals and hyphens."""
    plain = _plain(text)
    if together := _LICENCE_RUN_TOGETHER.fullmatch(plain):
        return "-".join(together.groups())
    return plain


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    return re.sub("-+", "-", _DASHES.sub("-", plain))


def _check_sign(prefix: str, digits: str) -> str:
    """Weigh from the right, so that the length of the prefix does not matter."""
    values = [ord(letter) - ord("A") for letter in prefix]
    values += [int(digit) for digit in digits]
    weight, total = 1, 0
    for value in reversed(values):
        weight = weight * _ROOT % _MODULUS
        total += weight * value
    return _SIGNS[total % _MODULUS]
