"""Plans the reminders licences owe and hands them to the mail service, each once.

Planning is one statement over everything due and not in the ledger, so that a run
missed is made good by the next and a run doubled adds nothing. What can no longer be
sent, because its licence ended while the planner was away, is kept as missed. The
statement says in SQL what licensing.rules.notice_schedule says in Python; a test
compares the two.
"""

import logging
import time
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max

from licensing.enums import NoticeKind, NoticeState, State
from licensing.models import Application, Notice, PlannedDay
from licensing.operations.notice_mail import mail_about
from portal.lib.legal_time import legal_day
from portal.outbox import mail

logger = logging.getLogger(__name__)

_BATCH = 200
# A run ends before its worker's limit; the next one goes on.
_RUN_SECONDS = 120.0
# Any number that nobody else locks: two planners would wait for each other's rows.
_ONE_PLANNER = 0x6C696365

_PLAN = """
WITH come AS (
    SELECT licence.id AS licence_id, licence.organisation_id, milestone.kind,
           milestone.days_before, licence.valid_to - milestone.days_before AS due_on,
           licence.valid_to, CASE
               WHEN milestone.days_before > min(milestone.days_before)
                   OVER (PARTITION BY licence.id) THEN 'SUPERSEDED'
               WHEN licence.valid_to < %(on)s THEN 'CANCELLED'
               ELSE 'PLANNED' END AS state
    FROM licensing_licence licence
    JOIN licensing_noticemilestone milestone
        ON milestone.version_id = licence.type_version_id
    WHERE licence.ended_as = ''
        AND licence.valid_to BETWEEN %(since)s
            AND %(on)s + (SELECT max(days_before) FROM licensing_noticemilestone)
        AND licence.valid_to - milestone.days_before
            BETWEEN licence.issued_on AND %(on)s
), added AS (
INSERT INTO licensing_notice (
    licence_id, recipient_id, kind, days_before, occurrence, due_on, state, planned_at,
    reason, email_key
)
SELECT come.licence_id, member.user_id, come.kind, come.days_before, 1, come.due_on,
       come.state, %(at)s, CASE come.state WHEN 'PLANNED' THEN '' ELSE 'missed' END, ''
FROM come
JOIN exporters_membership member ON member.organisation_id = come.organisation_id
    AND member.joined_at::date <= come.valid_to
JOIN accounts_user person ON person.id = member.user_id AND person.is_active
WHERE NOT EXISTS (
    SELECT FROM licensing_notice known
    WHERE known.licence_id = come.licence_id AND known.recipient_id = member.user_id
        AND known.kind = come.kind AND known.days_before = come.days_before
)
ON CONFLICT DO NOTHING
RETURNING state
)
SELECT count(*) FILTER (WHERE state = 'PLANNED'),
       count(*) FILTER (WHERE state <> 'PLANNED')
FROM added
"""

# A reminder planned but not yet posted when a later one comes due says nothing new.
_SUPERSEDE = """
UPDATE licensing_notice earlier SET state = 'SUPERSEDED', reason = 'overtaken'
FROM licensing_notice later
WHERE earlier.state = 'PLANNED' AND later.licence_id = earlier.licence_id
    AND later.recipient_id = earlier.recipient_id
    AND later.days_before < earlier.days_before AND later.due_on <= %(on)s
"""

# No reminder of a licence that ended or ran out, and nothing to somebody who left.
_CANCEL = """
UPDATE licensing_notice notice SET state = 'CANCELLED', reason = CASE
        WHEN NOT person.is_active THEN 'recipient.disabled'
        WHEN licence.ended_as <> '' THEN 'licence.ended'
        ELSE 'licence.expired' END
FROM licensing_licence licence, accounts_user person
WHERE notice.state = 'PLANNED' AND notice.licence_id = licence.id
    AND person.id = notice.recipient_id
    AND (NOT person.is_active OR notice.days_before IS NOT NULL
        AND (licence.ended_as <> '' OR licence.valid_to < %(on)s))
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a planning run did: notices owed, and how many of them came too late."""

    planned: int
    missed: int
    superseded: int
    cancelled: int


@transaction.atomic
def plan(*, on: date, at: datetime) -> Plan:
    """Owe every reminder that has come by the day of law and is not in the ledger.

    Of several that have come for one licence only the latest is to be sent; the others
    are kept as superseded, and the latest as cancelled when even the last day is over,
    so that the gap stays visible. A day still to come is rehearsed: nothing is called
    missed for it that may yet be sent.
    """
    is_rehearsal = on > legal_day(at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_PLANNER])
        # The ledger grows while it is read, and nobody has counted it since: a loop over
        # it, or a merge by one of its keys, would be quadratic.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute("SET LOCAL enable_mergejoin = off")
        since = on if is_rehearsal else _planned_before(on)
        cursor.execute(_PLAN, {"on": on, "at": at, "since": since})
        planned, missed = cursor.fetchone()
        cursor.execute(_CANCEL, {"on": on})
        cancelled = cursor.rowcount
        cursor.execute(_SUPERSEDE, {"on": on})
        superseded = cursor.rowcount
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
        cursor.execute("SET LOCAL enable_mergejoin TO DEFAULT")
    if not is_rehearsal:
        PlannedDay.objects.update_or_create(day=on, defaults={"planned_at": at})
    return Plan(planned, missed, superseded, cancelled)


def _planned_before(on: date) -> date:
    """Return the last day planned for; licences that ended before it were seen."""
    last: date | None = PlannedDay.objects.filter(day__lte=on).aggregate(
        last=Max("day")
    )["last"]
    return last or date.min


def deliver(*, at: datetime, seconds: float = _RUN_SECONDS) -> int:
    """Hand notices that are due to the mail service; return how many.

    A notice and its mail change in one transaction, and rows taken by another worker
    are left to it: nothing is sent twice, nothing is lost when a worker dies. One that
    cannot be worded stays owed and is logged; it stops no other.
    """
    deadline = time.monotonic() + seconds
    total = 0
    stuck: list[int] = []
    while time.monotonic() < deadline:
        notices = _deliver_batch(at=at, without=stuck)
        if not notices:
            break
        total += len(notices)
        stuck += [
            notice.pk for notice in notices if notice.state == NoticeState.PLANNED
        ]
    return total - len(stuck)


@transaction.atomic
def _deliver_batch(*, at: datetime, without: list[int]) -> list[Notice]:
    due = (
        Notice.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=NoticeState.PLANNED, due_on__lte=legal_day(at))
        .exclude(pk__in=without)
        .select_related(
            "recipient",
            "licence__organisation",
            "application__organisation",
            "application__decision__reason",
        )
        .order_by("due_on", "pk")[:_BATCH]
    )
    notices = list(due)
    for notice in notices:
        try:
            with transaction.atomic():
                _post(notice, at=at)
        except Exception:
            logger.exception("Notice %s stays owed", notice.pk)
    Notice.objects.bulk_update(
        notices, ["state", "posted_at", "email_key", "reason"], batch_size=_BATCH
    )
    return notices


def _post(notice: Notice, *, at: datetime) -> None:
    recipient, on = notice.recipient, legal_day(at)
    if reason := _why_not_sent(notice, on=on):
        notice.state, notice.reason = NoticeState.CANCELLED, reason
        return
    name, context = mail_about(notice, on=on)
    key = f"notice:{notice.pk}"
    try:
        mail.post(
            key=key,
            to=recipient.email,
            language=recipient.language,
            name=name,
            context=context,
            at=at,
        )
    except mail.InvalidAddress:
        notice.state, notice.reason = NoticeState.CANCELLED, "address.invalid"
        return
    notice.state, notice.posted_at, notice.email_key = NoticeState.POSTED, at, key


def _why_not_sent(notice: Notice, *, on: date) -> str:
    """Return what made the notice pointless after it was planned, if anything."""
    if not notice.recipient.is_active:
        return "recipient.disabled"
    if notice.application is not None:
        return _why_not_said(notice, notice.application)
    if notice.licence is None or notice.days_before is None:
        return ""
    if notice.licence.ended_as:
        return "licence.ended"
    return "licence.expired" if notice.licence.valid_to < on else ""


def _why_not_said(notice: Notice, application: Application) -> str:
    if application.state == State.WITHDRAWN:
        return "application.withdrawn"
    if notice.kind == NoticeKind.CORRECTION:
        asked = application.corrections.get(number=notice.occurrence)
        return "correction.answered" if asked.answered_at else ""
    return ""
