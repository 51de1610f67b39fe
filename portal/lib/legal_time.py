"""Dates of law: the day it is, where the law applies."""

from datetime import date, datetime

from django.conf import settings


def legal_day(at: datetime) -> date:
    """Return the day of the moment in the jurisdiction (R-K3: Asia/Shanghai)."""
    return at.astimezone(settings.LEGAL_TIME_ZONE).date()
