from datetime import UTC, date, datetime

import time_machine

from portal.audit import anchors, chain, tasks, trail


def test_an_empty_chain_is_not_anchored(db, var_dir):
    assert anchors.anchor(on=date(2026, 3, 2)) is None
    assert anchors.read() == {}


def test_each_day_has_one_anchor(three_events, ada, now, capsys):
    first = anchors.anchor(on=date(2026, 3, 2))
    fourth = trail.record(verb="account.seen", subject=ada, by=ada, at=now)
    again = anchors.anchor(on=date(2026, 3, 2))
    anchors.anchor(on=date(2026, 3, 3))

    assert first == f"2026-03-02 3 {three_events[2].hash}"
    assert again is None
    assert anchors.read() == {3: three_events[2].hash, 4: fourth.hash}
    assert chain.first_fault() is None


def test_only_the_owner_of_the_process_may_open_the_folder(three_events, var_dir):
    anchors.anchor(on=date(2026, 3, 2))

    assert (var_dir / "anchors").stat().st_mode & 0o777 == 0o700


def test_the_task_anchors_the_legal_day(three_events):
    with time_machine.travel(datetime(2026, 3, 2, 17, tzinfo=UTC), tick=False):
        line = tasks.anchor(asked_by="beat")

    assert line == f"2026-03-03 3 {three_events[2].hash}"


def test_the_command_says_when_there_is_nothing_to_do(db, capsys):
    from django.core.management import call_command  # noqa: PLC0415 -- kept near its use

    with time_machine.travel(datetime(2026, 3, 2, 17, tzinfo=UTC), tick=False):
        call_command("anchor_audit")

    assert capsys.readouterr().out == "Nothing to anchor: no events, or already done.\n"
