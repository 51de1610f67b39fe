"""Names that depend on the reader's language and stand in no row."""

from collections.abc import Iterable

from django.utils.translation import get_language, pgettext

from portal.lib import countries


def reader_language() -> str:
    """Return the reader's language as the site's settings name it."""
    return "zh-hans" if (get_language() or "").startswith("zh") else "en"


def country_name(code: str) -> str:
    """Return the country's name; a code that is none of the standard as it stands."""
    return countries.name(code, reader_language()) if countries.is_code(code) else code


def write_list(words: Iterable[str]) -> str:
    return pgettext("between the items of a list", ", ").join(words)
