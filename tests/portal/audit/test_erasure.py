import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from portal.audit import chain, erasure, queries, trail
from portal.audit.models import Payload


def test_what_is_told_goes_and_the_chain_still_verifies(three_events, ada, ming, now):
    count = erasure.erase(
        events=queries.events_about(ming),
        subject=ming,
        by=ada,
        reason="Asked by letter",
        at=now,
    )

    assert count == 3
    verdict = chain.verify(anchored={})
    assert (verdict.count, verdict.erased, verdict.fault) == (4, 3, None)


def test_an_erased_event_says_nothing(three_events, ada, ming, now):
    erasure.erase(
        events=queries.events_about(ming), subject=ming, by=ada, reason="", at=now
    )

    oldest = queries.events_about(ming).last()
    assert oldest.verb == "account.opened"
    assert [
        oldest.actor_id,
        oldest.actor_name,
        oldest.subject_name,
        oldest.reason,
        oldest.facts,
    ] == ["", "", "", "", {}]


def test_the_erasure_is_an_event_itself(three_events, ada, ming, now):
    erasure.erase(
        events=queries.events_about(ming), subject=ming, by=ada, reason="Law", at=now
    )

    newest = queries.events_about(ming).first()
    assert (newest.verb, newest.reason) == ("payload.erased", "Law")
    assert newest.facts == {"erased": 3}


def test_the_door_is_shut_again_in_the_same_transaction(three_events, ada, ming, now):
    erasure.erase(
        events=queries.events_about(ming).filter(sequence=1),
        subject=ming,
        by=ada,
        reason="",
        at=now,
    )

    with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic():
        Payload.objects.all().delete()


def test_a_payload_put_back_is_found(three_events, ada, ming, now):
    erasure.erase(
        events=queries.events_about(ming), subject=ming, by=ada, reason="", at=now
    )
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO audit_payload VALUES (2, 'salt', '{}')")

    assert str(chain.first_fault()) == (
        "Event 2, altered payload: Its payload is not what was recorded."
    )


def test_the_command_erases_what_a_person_did_and_underwent(
    three_events, ada, ming, now, capsys
):
    trail.record(verb="account.opened", subject=ada, by=None, at=now)
    trail.record(verb="company.opened", subject=ming, by=None, at=now)

    call_command("erase_audit", "accounts.user", str(ada.pk), "--reason", "Law")

    assert capsys.readouterr().out == "4 payloads erased\n"
    assert [event.verb for event in queries.events_about(ming) if event.told] == [
        "company.opened"
    ]


@pytest.mark.parametrize(
    "words", [["accounts", "1"], ["accounts.ghost", "1"], ["accounts.user", "one"]]
)
def test_the_command_refuses_what_is_no_subject(db, words):
    with pytest.raises(CommandError):
        call_command("erase_audit", *words, "--reason", "Law")


def test_the_command_refuses_a_subject_that_does_not_exist(db):
    with pytest.raises(CommandError, match="There is no such subject"):
        call_command("erase_audit", "accounts.user", "987654", "--reason", "Law")
