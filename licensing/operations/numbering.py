from django.conf import settings
from django.db import connection

from portal.lib import references


def next_serial(series: str) -> int:
    """Take the next number of a series. The row stays locked until the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO licensing_numberseries (name, last) VALUES (%s, 1)"
            " ON CONFLICT (name) DO UPDATE SET last = licensing_numberseries.last + 1"
            " RETURNING last",
            [series],
        )
        return int(cursor.fetchone()[0])


def next_licence_number(*, year: int) -> str:
    """Return the next number of the form YY-AA-NNNNNN (regime §2.1 field 3)."""
    body = settings.ISSUING_BODY_CODE
    serial = next_serial(f"licence:{body}:{year}")
    return references.make_licence_number(year, body, serial)
