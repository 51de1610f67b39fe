"""Shape of goods codes and contract numbers on the face of a licence."""

import re
import unicodedata

CONTRACT_NUMBER_LENGTH = 17
_HS_SEPARATORS = re.compile(r"[\s.]+")
_HS_CODE = re.compile(r"[0-9]{10}")
_CONTRACT_NUMBER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._/()#&+-]*[A-Za-z0-9)])?")


def normalise_hs_code(text: str) -> str:
    """R-H4: `8703.80.10.90` and `8703 8010 90` are stored as digits only."""
    return _HS_SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def is_hs_code(code: str) -> bool:
    """R-H4: licences use ten digits. Whether the code exists is for the catalogue."""
    return _HS_CODE.fullmatch(code) is not None


def normalise_contract_number(text: str) -> str:
    """Plain signs for full-width ones, and single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def is_contract_number(number: str) -> bool:
    """§2.1 field 6: at most 17 Latin characters.

    Letters, digits and `- . _ / ( ) # & +`, beginning with a letter or a digit.
    """
    return (
        len(number) <= CONTRACT_NUMBER_LENGTH
        and _CONTRACT_NUMBER.fullmatch(number) is not None
    )
