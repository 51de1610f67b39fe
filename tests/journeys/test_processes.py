"""Broker, worker and beat as processes: whatever is away or killed, nothing is lost."""

import time

import pytest
from django.conf import settings
from django.db.models import F

from licensing.enums import CertificateState, NoticeKind, NoticeState, ScanState
from licensing.jobs import Job
from licensing.models import Certificate, Document, Notice
from licensing.operations import drafts, notices
from licensing.queries import catalogue
from portal.audit import chain
from portal.lib import jobs
from portal.outbox.mail import DELIVER_DUE
from portal.outbox.models import OutboundEmail, State
from portal.standalone.waiting import wait_until
from tests import steps
from tests.journeys.parts import PATIENCE
from tests.people import NOW

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("processes"),
]

# A library that tries again, as ours did, takes six seconds for each job.
WITHOUT_RETRIES = 5.0


def await_(condition):
    assert wait_until(condition, seconds=PATIENCE, every=0.2)


def all_sent():
    return not OutboundEmail.objects.exclude(state=State.SENT).exists()


def draft_with_unscanned_papers(*, by, organisation):
    case = steps.start(by=by, organisation=organisation)
    steps.fill_contract(case, by=by)
    drafts.add_line(application=case, contents=steps.LONG_RANGE, by=by, at=NOW)
    steps.list_vehicles(case, by=by, serials=(7, 8, 9))
    for requirement in catalogue.requirements_of(case):
        steps.add_document(case, requirement, by=by)
    case.refresh_from_db()
    return case


def test_what_is_done_without_a_broker_is_made_good_when_it_is_back(
    broker, start_worker, start_beat, postbox, recommended, lin, yunfan, zhou
):
    case = draft_with_unscanned_papers(by=lin, organisation=yunfan)

    began = time.monotonic()
    steps.submit(case, by=lin)
    assert time.monotonic() - began < WITHOUT_RETRIES
    jobs.broker.away_until = 0.0
    began = time.monotonic()
    steps.decide(recommended, by=zhou)
    assert time.monotonic() - began < WITHOUT_RETRIES

    owed = Notice.objects.order_by("pk")
    assert [(notice.kind, notice.state) for notice in owed] == [
        (NoticeKind.RECEIVED, NoticeState.PLANNED),
        (NoticeKind.RECEIVED, NoticeState.PLANNED),
        (NoticeKind.ISSUED, NoticeState.PLANNED),
    ]
    waiting = Document.objects.filter(application=case)
    assert {file.scan_state for file in waiting} == {ScanState.WAITING}
    assert Certificate.objects.get().state == CertificateState.WAITING

    # The broker comes back empty: only beat knows that there is something to do.
    broker.start()
    start_worker()
    start_beat()
    await_(lambda: not waiting.exclude(scan_state=ScanState.CLEAN).exists())
    await_(lambda: Certificate.objects.get().state == CertificateState.MADE)
    await_(lambda: Notice.objects.filter(state=NoticeState.POSTED).count() >= 3)
    await_(all_sent)

    # Every sweep twice more, some of them at the same time: nothing is done again.
    for job in (*Job, DELIVER_DUE) * 2:
        jobs.broker.send(job, {})
    await_(broker.is_idle)
    mails = OutboundEmail.objects.values_list("message_id", flat=True)
    assert postbox.counts() == dict.fromkeys(mails, 1)
    assert Notice.objects.filter(state=NoticeState.POSTED).count() == len(mails)
    assert chain.first_fault() is None


@pytest.mark.parametrize(
    ("when", "copies_of_the_struck"),
    [("before it has the mail", 1), ("after it has the mail", 2)],
)
def test_a_worker_killed_while_it_sends_is_made_good_by_another(
    broker, start_worker, postbox, submitted, lin, song, when, copies_of_the_struck
):
    broker.start()
    postbox.stalls_at = {lin.email: when}
    killed = start_worker()
    notices.deliver(at=NOW)
    assert postbox.someone_waits.wait(PATIENCE)

    killed.kill()
    struck = OutboundEmail.objects.get()
    assert (struck.state, struck.attempts) == (State.SENDING, 1)
    postbox.stalls_at = {}
    let_leases_end()
    start_worker()
    jobs.broker.send(DELIVER_DUE, {})
    await_(all_sent)

    struck.refresh_from_db()
    assert (struck.state, struck.attempts) == (State.SENT, 2)
    assert postbox.counts() == {struck.message_id: copies_of_the_struck}
    notice = Notice.objects.get()
    assert (notice.state, notice.email_key) == (NoticeState.POSTED, struck.key)


def test_a_lease_keeps_a_mail_from_a_second_worker(
    broker, start_worker, postbox, submitted, lin
):
    broker.start()
    postbox.stalls_at = {lin.email: "before it has the mail"}
    start_worker()
    notices.deliver(at=NOW)
    assert postbox.someone_waits.wait(PATIENCE)

    postbox.stalls_at = {}
    jobs.broker.send(DELIVER_DUE, {})
    await_(lambda: broker.waiting()[DELIVER_DUE] == 0)
    time.sleep(1)

    assert OutboundEmail.objects.get().attempts == 1
    assert postbox.received == []


def test_beat_asks_at_once_for_everything_missed_while_it_was_away(broker, start_beat):
    expected = {entry["task"]: 1 for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    broker.start()

    start_beat()
    await_(lambda: broker.waiting().keys() == expected.keys())

    assert broker.waiting() == expected


def let_leases_end():
    """Ten minutes pass."""
    OutboundEmail.objects.update(lease_until=F("queued_at"))
