"""Vehicle identification numbers: ISO 3779 and GB 16735 (regime 6.2)."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from operator import mul

from licensing.rules.findings import Severity

LENGTH = 17
# 2010 to 2039; the letters I, O, Q, U, Z and the digit 0 never name a year.
_YEAR_SIGNS = "ABCDEFGHJKLMNPRSTVWXY123456789"
_YEAR_CYCLE = len(_YEAR_SIGNS)
_FIRST_YEAR = 2010
_YEAR_INDEX = 9
_CHECK_INDEX = 8
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VALUES = {
    **{digit: int(digit) for digit in "0123456789"},
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    "P": 7,
    "R": 9,
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
}
_SIGNS = "0123456789X"
_WELL_FORMED = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_FOREIGN = re.compile(r"[^A-HJ-NPR-Z0-9]")
_FOLDING = {
    **{ord(sign): None for sign in " \t\r\n\v\f-"},
    **{code: code - 32 for code in range(ord("a"), ord("z") + 1)},
}
_MISREAD = str.maketrans("OQI", "001")


class VinFault(StrEnum):
    LENGTH = "vin-length"
    ALPHABET = "vin-alphabet"
    CHECK_DIGIT = "vin-check-digit"


@dataclass(frozen=True, slots=True)
class VinProblem:
    """What is wrong with a VIN.

    `detail` is the length found, the signs a VIN never has, or the expected digit.
    """

    code: VinFault
    severity: Severity
    detail: str


def normalise(text: str) -> str:
    """R-VN3: capitals without blanks and hyphens; O, I and Q stay as they were typed.

    Full-width and invisible signs of Chinese input become plain or vanish.
    """
    if not text.isascii():
        text = "".join(
            sign
            for sign in unicodedata.normalize("NFKC", text)
            if not sign.isspace() and unicodedata.category(sign) != "Cf"
        )
    return text.translate(_FOLDING)


def is_well_formed(vin: str) -> bool:
    return _WELL_FORMED.fullmatch(vin) is not None


def check_digit(vin: str) -> str:
    """Return the sign that a well-formed VIN must have in position 9."""
    return _SIGNS[sum(map(mul, map(_VALUES.__getitem__, vin), _WEIGHTS)) % 11]


def has_right_check_digit(vin: str) -> bool:
    """R-VN4: a match does not prove the VIN, one in eleven matches by chance."""
    return check_digit(vin) == vin[_CHECK_INDEX]


def problems(vin: str, *, is_used: bool = False) -> tuple[VinProblem, ...]:
    """R-VN1, for a normalised VIN.

    A wrong check digit is an error only for cars that were registered in China.
    """
    if is_well_formed(vin):
        expected = check_digit(vin)
        if expected == vin[_CHECK_INDEX]:
            return ()
        severity = Severity.BLOCKER if is_used else Severity.CHECK
        return (VinProblem(VinFault.CHECK_DIGIT, severity, expected),)
    found = []
    if len(vin) != LENGTH:
        length = str(len(vin))
        found.append(VinProblem(VinFault.LENGTH, Severity.BLOCKER, length))
    if foreign := "".join(dict.fromkeys(_FOREIGN.findall(vin))):
        found.append(VinProblem(VinFault.ALPHABET, Severity.BLOCKER, foreign))
    return tuple(found)


def suggestion(vin: str) -> str:
    """Return what was probably meant by O, Q or I, or nothing.

    R-VN3: to be offered, never applied, and only when its check digit is right.
    """
    mended = vin.translate(_MISREAD)
    if mended == vin or not is_well_formed(mended) or not has_right_check_digit(mended):
        return ""
    return mended


def model_year(vin: str, *, latest: int) -> int | None:
    """Return the newest year up to `latest` that position 10 can mean, or None.

    The signs come back every 30 years.
    """
    index = _YEAR_SIGNS.find(vin[_YEAR_INDEX])
    if index < 0:
        return None
    year = _FIRST_YEAR + index
    return year + (latest - year) // _YEAR_CYCLE * _YEAR_CYCLE
