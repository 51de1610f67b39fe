"""Filters: dates, times, numbers and money as the reader writes them."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.conf import settings

from portal.ui import writing

register = template.Library()


@register.filter
def local_date(value: date | None, style: str = "full") -> str:
    return writing.write_date(value, style)


@register.filter
def local_datetime(value: datetime | None, style: str = "full") -> str:
    return writing.write_moment(value, style)


@register.filter
def legal_date(value: date | None, style: str = "full") -> str:
    return writing.write_date(value, style, zone=settings.LEGAL_TIME_ZONE)


@register.filter
def legal_datetime(value: datetime | None, style: str = "full") -> str:
    """In the zone of the law, which is named behind it."""
    if value is None:
        return ""
    zone = settings.LEGAL_TIME_ZONE
    moment = writing.write_moment(value, style, zone=zone)
    return f"{moment} ({writing.write_offset(value, zone=zone)})"


@register.filter
def number(value: Decimal | float | None) -> str:
    return writing.write_number(value)


@register.filter
def money(value: Decimal | None, currency: str) -> str:
    return writing.write_money(value, currency)
