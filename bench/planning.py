"""Planning all reminders that have come, against the bare insert of as many rows."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from bench.promise import Result, wall_ms
from licensing.models import Licence, Notice
from licensing.operations import notices
from portal.lib.legal_time import legal_day

BARE_TABLE = """
DROP TABLE IF EXISTS bench_notice;
CREATE TABLE bench_notice (LIKE licensing_notice INCLUDING ALL);
ALTER TABLE bench_notice ADD FOREIGN KEY (licence_id) REFERENCES licensing_licence;
ALTER TABLE bench_notice ADD FOREIGN KEY (recipient_id) REFERENCES accounts_user;
"""
# The floor: the same rows, copied from where they lie, into the same indexes and under
# the same foreign keys.
BARE_INSERT = "INSERT INTO bench_notice SELECT * FROM licensing_notice"


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def plan() -> notices.Plan:
    at = timezone.now()
    return notices.plan(on=legal_day(at) + timedelta(days=1), at=at)


def run() -> tuple[Result, Result]:
    execute("TRUNCATE licensing_notice")
    execute("ANALYZE licensing_notice")
    first = wall_ms(plan)
    rows = Notice.objects.count()
    execute("ANALYZE licensing_notice")
    again = wall_ms(plan)
    assert Notice.objects.count() == rows
    execute(BARE_TABLE)
    floor = wall_ms(lambda: execute(BARE_INSERT))
    execute("DROP TABLE bench_notice")
    live = Licence.objects.filter(ended_as="").count()
    note = f"{rows:,} notices of {live:,} licences"
    return (
        Result("planning all that is due", first, floor, "ms", 2.0, note),
        Result("planning again, nothing due", again, floor, "ms", 0.3, note),
    )
