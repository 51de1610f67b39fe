"""Names that depend on the reader's language and stand in no row."""

from django.utils.translation import get_language

from portal.lib import countries


def reader_language() -> str:
    """Return the reader's language as the site's settings name it."""
    return "zh-hans" if (get_language() or "").startswith("zh") else "en"


def country_name(code: str) -> str:
    """Return the country's name; a code that is none of the standard as it stands."""
    return countries.name(code, reader_language()) if countries.is_code(code) else code
