"""Currencies to choose from: ISO 4217, the usual ones first."""

import re
from functools import cache

import pycountry
from babel import Locale
from django.utils.translation import gettext

_LOCALES = {"en": "en", "zh-hans": "zh_Hans_CN"}
_USUAL = ("USD", "EUR", "CNY")
# Metals, units of account, funds and codes for tests: nobody is paid in them.
_NO_MONEY = re.compile(r"BOV|CH[EW]|CLF|COU|MXV|USN|UY[IW]|X(?!AF|CD|CG|OF|PF)..")


def choices(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return codes and names, in two groups."""
    names = _names(language)
    return [
        (gettext("Usual"), [(code, names[code]) for code in _USUAL]),
        (
            gettext("All others"),
            [item for item in names.items() if item[0] not in _USUAL],
        ),
    ]


@cache
def _names(language: str) -> dict[str, str]:
    known = Locale.parse(_LOCALES[language]).currencies
    codes = [currency.alpha_3 for currency in pycountry.currencies]
    paid_in = sorted(code for code in codes if not _NO_MONEY.fullmatch(code))
    return {code: f"{code} {known.get(code, '')}".strip() for code in paid_in}
