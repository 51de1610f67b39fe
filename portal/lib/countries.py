"""Countries and regions of ISO 3166-1, by their two letters, named in both languages.

Hong Kong, Macao and Taiwan are separate customs territories: label the field
“country (region)”. Kosovo is not in the standard.
"""

import unicodedata
from functools import cache

import pycountry
from babel import Locale

_LOCALES = {"en": "en", "zh-hans": "zh_Hans_CN"}
# GB 2312 holds its common signs in the order of their sound; these four names begin
# with or hold a rarer one, and are sorted as a common sign of the same sound.
_SAME_SOUND = str.maketrans("斐瑙汶梵", "匪脑问饭")


def is_code(code: str) -> bool:
    """Whether this is one country or region: a group such as EU is none."""
    return code in _codes()


def name(code: str, language: str) -> str:
    """Return the name in a language of the site.

    Raises KeyError for what is no code.
    """
    return _names(language)[code]


@cache
def choices(language: str) -> tuple[tuple[str, str], ...]:
    """Return codes and names in the order that readers of the language expect."""
    order = _spelling if language == "en" else _sound
    return tuple(sorted(_names(language).items(), key=lambda item: order(item[1])))


@cache
def _codes() -> frozenset[str]:
    return frozenset(country.alpha_2 for country in pycountry.countries)


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(_LOCALES[language]).territories
    return {code: str(territories[code]) for code in _codes()}


def _spelling(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return decomposed.encode("ascii", "ignore").decode().casefold()


def _sound(text: str) -> bytes:
    return text.translate(_SAME_SOUND).encode("gb18030")
