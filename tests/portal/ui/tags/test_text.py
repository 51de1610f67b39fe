from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

LATE = datetime(2026, 11, 23, 18, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("{{ value|legal_date }}", LATE, "24 Nov 2026"),
        ("{{ value|legal_date:'weekday' }}", date(2026, 11, 23), "Mon 23 Nov 2026"),
        ("{{ value|legal_datetime }}", LATE, "24 Nov 2026, 02:05 (UTC+8)"),
        ("{{ value|legal_datetime:'time' }}", LATE, "02:05 (UTC+8)"),
        ("{{ value|legal_datetime }}", None, ""),
        ("{{ value|local_date }}", LATE, "23 Nov 2026"),
        ("{{ value|local_datetime:'short' }}", LATE, "Mon 23 Nov, 15:05"),
        ("{{ value|number }}", 1118, "1,118"),
        ("{{ value|money:'EUR' }}", Decimal("9.5"), "EUR\xa09.50"),
    ],
)
def test_values_are_written_for_their_reader(draw, source, value, expected):
    with timezone.override(ZoneInfo("America/Sao_Paulo")):
        drawn = draw(source, value=value)

    assert drawn == expected.replace("\xa0", " ")
