"""Dates, numbers and money in the reader's language; times in a stated zone."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from django.utils import timezone, translation

# The pattern of each style, by language: 23 Nov 2026, 2026年11月23日.
_DATES: Final = {
    "full": {"en": "d MMM y", "zh": "y年M月d日"},
    "weekday": {"en": "EEE d MMM y", "zh": "y年M月d日EEE"},
    "short": {"en": "EEE d MMM", "zh": "M月d日EEE"},
    "month": {"en": "MMM y", "zh": "y年M月"},
}
_TIMES: Final = {
    "full": {"en": "d MMM y, HH:mm", "zh": "y年M月d日 HH:mm"},
    "weekday": {"en": "EEE d MMM y, HH:mm", "zh": "y年M月d日EEE HH:mm"},
    "short": {"en": "EEE d MMM, HH:mm", "zh": "M月d日EEE HH:mm"},
    "time": {"en": "HH:mm", "zh": "HH:mm"},
    "seconds": {"en": "EEE d MMM y, HH:mm:ss", "zh": "y年M月d日EEE HH:mm:ss"},
}
_LOCALES: Final = {"en": Locale("en"), "zh": Locale("zh", script="Hans")}


class UnknownStyle(ValueError):
    """The style of a date or time is one of a short list."""


def _language() -> str:
    return "zh" if (translation.get_language() or "").startswith("zh") else "en"


def _pattern(styles: dict[str, dict[str, str]], style: str, language: str) -> str:
    try:
        return styles[style][language]
    except KeyError:
        known = ", ".join(styles)
        raise UnknownStyle(f"Style “{style}” is not one of: {known}.") from None


def write_date(
    value: date | None, style: str = "full", *, zone: ZoneInfo | None = None
) -> str:
    """Write a date; of a moment, the date in `zone` or else in the reader's zone."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value, zone).date()
    return _write_day(value, style, _language())


@lru_cache(1024)
def _write_day(day: date, style: str, language: str) -> str:
    """Write a day; the days of a list are few, and each is written once."""
    return format_date(
        day, _pattern(_DATES, style, language), locale=_LOCALES[language]
    )


def write_moment(
    value: datetime | None, style: str = "full", *, zone: ZoneInfo | None = None
) -> str:
    """Write a moment in `zone` or else in the reader's zone."""
    if value is None:
        return ""
    language = _language()
    return format_datetime(
        timezone.localtime(value, zone).replace(tzinfo=None),
        _pattern(_TIMES, style, language),
        locale=_LOCALES[language],
    )


def write_offset(value: datetime, *, zone: ZoneInfo) -> str:
    """UTC+8, UTC-3:30: the zone of a moment, where it matters."""
    offset = value.astimezone(zone).strftime("%z")
    minutes = "" if offset.endswith("00") else f":{offset[3:5]}"
    return f"UTC{offset[0]}{int(offset[1:3])}{minutes}"


def write_number(value: Decimal | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int):  # both languages group by threes with a comma
        return f"{value:,}"
    return format_decimal(value, locale=_LOCALES[_language()])


def write_money(value: Decimal | None, currency: str) -> str:
    """USD 18,650.00: the code first, never broken from its figure."""
    if value is None:
        return ""
    return format_currency(
        value, currency, "¤¤\u00a0#,##0.00", locale=_LOCALES[_language()]
    )
