from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from threading import Barrier

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit import canonical, chain, queries, trail
from portal.audit.models import Event, Payload


def test_an_event_tells_who_did_what_to_whom_and_why(ada, ming, now):
    trail.record(
        verb="account.closed",
        subject=ming,
        by=ada,
        at=now,
        reason="Left the company",
        role=Role.EXPORTER,
        sessions=3,
        notified=True,
        successor=None,
        cases=("EV-1", "EV-2"),
        address={"city": "临海"},
    )

    event = queries.events_about(ming).get()
    assert event.verb == "account.closed"
    assert event.at == now
    assert (event.subject_type, event.subject_id) == ("accounts.user", str(ming.pk))
    assert (event.actor_id, event.actor_name) == (str(ada.pk), "Ada Ito")
    assert event.subject_name == "陈明"
    assert event.reason == "Left the company"
    assert event.facts == {
        "role": "EXPORTER",
        "sessions": 3,
        "notified": True,
        "successor": None,
        "cases": ["EV-1", "EV-2"],
        "address": {"city": "临海"},
    }


def test_the_portal_itself_acts_without_a_name(ming, now):
    event = trail.record(verb="account.lapsed", subject=ming, by=None, at=now)

    assert (event.actor_id, event.actor_name) == ("", "")


def test_events_are_numbered_from_one_and_linked(three_events):
    first, second, third = three_events
    assert [event.sequence for event in three_events] == [1, 2, 3]
    assert first.previous_hash == canonical.GENESIS
    assert second.previous_hash == first.hash
    assert third.previous_hash == second.hash


def test_the_returned_event_is_the_saved_one(three_events):
    saved = Event.objects.order_by("sequence")
    assert [(event.sequence, event.hash) for event in saved] == [
        (event.sequence, event.hash) for event in three_events
    ]


def test_the_database_hashes_as_python_does(ada, ming):
    shanghai = timezone(timedelta(hours=8))
    at = datetime(2026, 1, 1, 7, 59, 59, 7, tzinfo=shanghai)

    event = trail.record(verb="account.opened", subject=ming, by=ada, at=at)

    assert event.hash == canonical.chain_hash(
        sequence=1,
        at=datetime(2025, 12, 31, 23, 59, 59, 7, tzinfo=UTC),
        verb="account.opened",
        subject_type="accounts.user",
        subject_id=str(ming.pk),
        payload_digest=event.payload_digest,
        previous_hash=canonical.GENESIS,
    )


def test_the_chained_row_holds_nothing_about_people(three_events):
    row = Event.objects.filter(sequence=2).values().get()
    text = str(row)
    assert [word in text for word in ("Ada", "陈明", "Typing")] == [False] * 3


def test_the_same_payload_has_another_digest_each_time(ada, ming, now):
    events = [
        trail.record(verb="account.opened", subject=ming, by=ada, at=now)
        for _ in range(2)
    ]

    assert events[0].payload_digest != events[1].payload_digest


def test_recording_takes_two_queries(ada, ming, now, django_assert_num_queries):
    with django_assert_num_queries(2):
        trail.record(verb="account.opened", subject=ming, by=ada, at=now)


def test_events_about_a_subject_come_newest_first_in_one_query(
    three_events, ada, now, django_assert_num_queries
):
    trail.record(verb="account.opened", subject=ada, by=None, at=now)

    subject = User.objects.get(name="陈明")
    with django_assert_num_queries(1):
        told = [(e.verb, e.actor_name) for e in queries.events_about(subject)]
    assert told == [
        ("account.closed", "Ada Ito"),
        ("account.renamed", "Ada Ito"),
        ("account.opened", "Ada Ito"),
    ]


def test_events_by_a_person_come_newest_first(three_events, ada, ming, now):
    trail.record(verb="account.opened", subject=ada, by=ming, at=now)

    assert [e.verb for e in queries.events_by(ada)] == [
        "account.closed",
        "account.renamed",
        "account.opened",
    ]


def test_a_rolled_back_change_leaves_no_event_and_no_gap(ada, ming, now):
    with transaction.atomic():
        trail.record(verb="account.opened", subject=ming, by=ada, at=now)
        transaction.set_rollback(True)

    event = trail.record(verb="account.closed", subject=ming, by=ada, at=now)
    assert event.sequence == 1


def test_a_naive_time_is_refused(ada, ming):
    with pytest.raises(ValueError, match="must be aware"):
        trail.record(verb="a.b", subject=ming, by=ada, at=datetime(2026, 1, 1))  # noqa: DTZ001 -- the point


def test_an_unsaved_subject_is_refused(ada, now):
    with pytest.raises(ValueError, match="must have been saved"):
        trail.record(verb="a.b", subject=User(name="Nobody"), by=ada, at=now)


@pytest.mark.parametrize(
    "fact", [1.5, date(2026, 1, 1), b"bytes", {1: "one"}, object()]
)
def test_a_fact_that_would_not_read_back_is_refused(ada, ming, now, fact):
    with pytest.raises(TypeError):
        trail.record(verb="account.opened", subject=ming, by=ada, at=now, fact=fact)


@pytest.mark.parametrize(
    "verb", ["opened", "Account.Opened", "account.opened\n", "a.b.c"]
)
def test_a_verb_that_is_no_noun_verb_is_refused(ada, ming, now, verb):
    with pytest.raises(IntegrityError, match="event_verb_is_noun_verb"):
        trail.record(verb=verb, subject=ming, by=ada, at=now)


def test_a_reason_may_hold_what_the_database_cannot(ada, ming, now):
    event = trail.record(
        verb="account.closed",
        subject=ming,
        by=ada,
        at=now,
        reason="nul \x00, half \ud83d",
    )

    saved = queries.events_about(ming).get()
    assert saved.reason == "nul \ufffd, half ?"
    assert chain.first_fault() is None
    assert saved.hash == event.hash


def test_numbers_and_words_of_any_size_verify(ada, ming, now):
    trail.record(
        verb="account.closed",
        subject=ming,
        by=ada,
        at=now,
        reason="长" * 5000,
        huge=10**40,
        deep=[[["€"]], {"b": 1, "a": {"z": -1}}],
    )

    assert chain.first_fault() is None


def test_a_very_long_name_is_cut(ada, now):
    ada.name = "名" * 5000

    event = trail.record(verb="account.renamed", subject=ada, by=ada, at=now)

    assert event.payload.data["subject_name"] == "名" * 300


def test_a_subject_whose_key_has_lines_is_refused(ada, ming, now):
    ming.pk = "1\n2"
    with pytest.raises(IntegrityError, match="event_subject_id_is_one_line"):
        trail.record(verb="account.opened", subject=ming, by=ada, at=now)


def test_a_key_that_is_too_long_is_refused_by_the_database(ada, ming, now):
    ming.pk = "1" * 65
    with pytest.raises(DataError):
        trail.record(verb="account.opened", subject=ming, by=ada, at=now)


@pytest.mark.django_db(transaction=True)
def test_many_who_record_at_once_make_one_chain_without_gaps(ada, ming, now):
    threads, each = 12, 10
    start = Barrier(threads)

    def work(_thread):
        try:
            start.wait()
            for number in range(each):
                with transaction.atomic():
                    trail.record(
                        verb="account.opened", subject=ming, by=ada, at=now, n=number
                    )
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as workers:
        list(workers.map(work, range(threads)))

    verdict = chain.verify(anchored={})
    assert (verdict.fault, verdict.count) == (None, threads * each)
    assert Payload.objects.count() == threads * each
