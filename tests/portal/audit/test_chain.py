import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.audit import chain, trail
from portal.audit.chain import Fault, Kind
from portal.audit.models import Event


def test_an_empty_chain_has_no_fault(db):
    assert chain.verify(anchored={}) == chain.Verdict(0, 0, "0" * 64, None)


def test_a_sound_chain_has_no_fault(three_events):
    verdict = chain.verify(anchored={2: three_events[1].hash})

    assert verdict == chain.Verdict(3, 0, three_events[2].hash, None)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (
            "UPDATE audit_event SET verb = 'account.spared' WHERE sequence = 2",
            Fault(2, Kind.ALTERED_EVENT, "It no longer matches its own hash."),
        ),
        (
            (
                "UPDATE audit_event SET at = at + interval '1 microsecond'"
                " WHERE sequence = 3"
            ),
            Fault(3, Kind.ALTERED_EVENT, "It no longer matches its own hash."),
        ),
        (
            "UPDATE audit_event SET hash = repeat('a', 64) WHERE sequence = 1",
            Fault(1, Kind.ALTERED_EVENT, "It no longer matches its own hash."),
        ),
        (
            "UPDATE audit_event SET previous_hash = repeat('a', 64) WHERE sequence = 2",
            Fault(2, Kind.BROKEN_LINK, "It does not follow the event before it."),
        ),
        (
            (
                "DELETE FROM audit_payload WHERE event_id = 2;"
                "DELETE FROM audit_event WHERE sequence = 2"
            ),
            Fault(2, Kind.GAP, "It is missing; event 3 comes next."),
        ),
        (
            (
                "DELETE FROM audit_payload WHERE event_id = 1;"
                "DELETE FROM audit_event WHERE sequence = 1"
            ),
            Fault(1, Kind.GAP, "It is missing; event 2 comes next."),
        ),
        (
            (
                "UPDATE audit_payload SET data = jsonb_set(data, '{reason}', '\"Theft\"')"
                " WHERE event_id = 2"
            ),
            Fault(2, Kind.ALTERED_PAYLOAD, "Its payload is not what was recorded."),
        ),
        (
            "UPDATE audit_payload SET salt = repeat('0', 32) WHERE event_id = 3",
            Fault(3, Kind.ALTERED_PAYLOAD, "Its payload is not what was recorded."),
        ),
        (
            "UPDATE audit_payload SET data = 'null' WHERE event_id = 3",
            Fault(3, Kind.ALTERED_PAYLOAD, "Its payload is not what was recorded."),
        ),
    ],
)
def test_the_first_fault_is_found(three_events, triggers_off, statement, fault):
    with triggers_off() as cursor:
        cursor.execute(statement)

    assert chain.first_fault() == fault


def test_a_chain_rewritten_from_the_middle_disagrees_with_its_anchor(
    three_events, triggers_off, ada, ming, now
):
    anchored = {3: three_events[2].hash}
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_payload WHERE event_id > 1")
        cursor.execute("DELETE FROM audit_event WHERE sequence > 1")
    for verb in ("account.spared", "account.praised"):
        trail.record(verb=verb, subject=ming, by=ada, at=now)

    assert chain.verify(anchored={}).fault is None
    assert chain.verify(anchored=anchored).fault == Fault(
        3, Kind.WRONG_ANCHOR, "It is not the event that was anchored."
    )


def test_a_chain_cut_off_at_its_end_disagrees_with_its_anchor(
    three_events, triggers_off
):
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_payload WHERE event_id > 1")
        cursor.execute("DELETE FROM audit_event WHERE sequence > 1")

    assert chain.verify(anchored={3: three_events[2].hash}).fault == Fault(
        1, Kind.CUT_OFF, "The chain ends here, but event 3 has been anchored."
    )


def test_the_command_counts_and_names_the_head(three_events, capsys):
    call_command("anchor_audit", "--on", "2026-03-02")
    call_command("verify_audit")

    assert capsys.readouterr().out.splitlines() == [
        f"2026-03-02 3 {three_events[2].hash}",
        f"3 events, 0 with an erased payload, 1 anchored; head {three_events[2].hash}",
    ]


def test_the_command_fails_with_the_first_bad_entry(three_events, triggers_off):
    with triggers_off() as cursor:
        cursor.execute("UPDATE audit_event SET verb = 'a.b' WHERE sequence > 1")

    with pytest.raises(CommandError) as refusal:
        call_command("verify_audit")

    assert refusal.value.returncode == 1
    assert str(refusal.value) == (
        "Event 2, altered event: It no longer matches its own hash."
    )


def test_the_command_fails_on_a_file_of_anchors_that_was_written_into(
    three_events, var_dir
):
    call_command("anchor_audit", "--on", "2026-03-02", verbosity=0)
    path = var_dir / "anchors" / "audit.txt"
    path.write_text(path.read_text() + "2026-03-03 oops\n")

    sentence = f"Line 2 of {path} is not an anchor."
    for command in (["verify_audit"], ["anchor_audit", "--on", "2026-03-04"]):
        with pytest.raises(CommandError) as refusal:
            call_command(*command)
        assert str(refusal.value) == sentence


@pytest.mark.django_db(transaction=True)
def test_memory_stays_flat_because_rows_come_through_a_cursor(ada):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event"
            " (at, verb, subject_type, subject_id, payload_digest)"
            " SELECT now(), 'account.seen', 'accounts.user', n::text, repeat('0', 64)"
            " FROM generate_series(1, 5000) n"
        )
    opened = []

    def watch(execute, sql, params, many, context):
        opened.append(type(context["cursor"].cursor).__name__)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        verdict = chain.verify(anchored={})

    assert (verdict.count, verdict.fault) == (5000, None)
    assert opened[-1] == "ServerSideCursor"
    assert Event.objects.count() == 5000
