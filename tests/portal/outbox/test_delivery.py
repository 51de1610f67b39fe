from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from portal.outbox import delivery, tasks
from portal.outbox.backoff import MOST_ATTEMPTS
from portal.outbox.models import OutboundEmail, State

MINUTE = timedelta(minutes=1)


def states():
    rows = OutboundEmail.objects.order_by("pk")
    return [(email.key, email.state) for email in rows]


def test_a_mail_arrives_with_both_texts_and_its_headers(post, postbox, now):
    email = post(language="zh-hans", context={"person": "陈明"})

    assert delivery.deliver_due(at=now) == 1

    (message,) = postbox.received
    assert message["To"] == "ming@example.org"
    assert message["From"] == "Licet <no-reply@licet.example>"
    assert message["Subject"] == "陈明，您好"
    assert message["Message-ID"] == email.message_id
    assert parsedate_to_datetime(message["Date"]) == now
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "zh-hans"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "text/plain",
        "text/html",
    ]
    bodies = [message.get_body([kind]).get_content() for kind in ("plain", "html")]
    assert [body.splitlines() for body in bodies] == [
        email.text.splitlines(),
        email.html.splitlines(),
    ]


def test_a_sent_mail_is_marked_and_not_sent_again(post, postbox, now):
    email = post()

    delivery.deliver_due(at=now + MINUTE)
    assert delivery.deliver_due(at=now + MINUTE) == 0

    email.refresh_from_db()
    assert (email.state, email.sent_at, email.attempts) == (
        State.SENT,
        now + MINUTE,
        1,
    )
    assert (email.next_attempt_at, email.lease_until, email.last_error) == (
        None,
        None,
        "",
    )
    assert len(postbox.received) == 1


def test_many_mails_go_over_one_connection(post, postbox, now):
    for number in range(120):
        post(key=f"greeting-{number}", to=f"person{number}@example.org")

    assert delivery.deliver_due(at=now) == 120

    assert postbox.addressees() == [f"person{n}@example.org" for n in range(120)]
    assert len(postbox.sessions) == 1


def test_a_mail_waits_until_it_is_due(post, postbox, now):
    post(at=now + MINUTE)

    assert delivery.deliver_due(at=now) == 0
    assert delivery.deliver_due(at=now + MINUTE) == 1


def test_no_more_than_the_limit_is_sent(post, postbox, now):
    for number in range(5):
        post(key=f"greeting-{number}")

    assert delivery.deliver_due(at=now, limit=3) == 3
    assert delivery.deliver_due(at=now, limit=0) == 0
    assert delivery.deliver_due(at=now) == 2


def test_what_there_was_no_time_for_is_given_back(post, postbox, now):
    email = post()

    assert delivery.deliver_due(at=now, seconds=0) == 0

    email.refresh_from_db()
    assert (email.state, email.attempts, email.next_attempt_at) == (
        State.QUEUED,
        0,
        now,
    )


def test_a_server_that_is_away_postpones_all_and_loses_none(post, no_server, now):
    for number in range(3):
        post(key=f"greeting-{number}")

    assert delivery.deliver_due(at=now) == 0

    for email in OutboundEmail.objects.all():
        assert (email.state, email.attempts) == (State.QUEUED, 1)
        assert now + MINUTE * 0.8 <= email.next_attempt_at <= now + MINUTE * 1.2
        assert email.last_error.startswith("ConnectionRefusedError: ")


def test_mail_goes_out_once_the_server_is_back(post, settings, request, now):
    email = post()
    request.getfixturevalue("no_server")
    delivery.deliver_due(at=now)
    postbox = request.getfixturevalue("postbox")

    assert delivery.deliver_due(at=now + 2 * MINUTE) == 1

    assert postbox.addressees() == ["ming@example.org"]
    email.refresh_from_db()
    assert (email.state, email.attempts, email.last_error) == (State.SENT, 2, "")


@pytest.mark.parametrize("stage", ["at_rcpt", "at_data"])
@pytest.mark.parametrize("answer", ["451 later", "421 closing", "450 greylisted"])
def test_a_temporary_refusal_postpones_that_mail_only(
    post, postbox, now, stage, answer
):
    post(key="first", to="busy@example.org")
    post(key="second")
    getattr(postbox, stage)["busy@example.org"] = answer

    assert delivery.deliver_due(at=now) == 1

    assert states() == [("first", State.QUEUED), ("second", State.SENT)]
    assert postbox.addressees() == ["ming@example.org"]


@pytest.mark.parametrize("stage", ["at_rcpt", "at_data"])
def test_a_final_refusal_fails_that_mail_only(post, postbox, now, stage):
    post(key="first", to="gone@example.org")
    post(key="second")
    getattr(postbox, stage)["gone@example.org"] = "550 no such person"

    assert delivery.deliver_due(at=now) == 1

    assert states() == [("first", State.FAILED), ("second", State.SENT)]
    failed = OutboundEmail.objects.get(key="first")
    assert "550" in failed.last_error
    assert (failed.attempts, failed.sent_at, failed.next_attempt_at) == (1, None, None)


def test_a_connection_dropped_midway_blocks_nobody(post, postbox, now):
    for key, to in [("a", "a@example.org"), ("b", "b@example.org"), ("c", "c@e.org")]:
        post(key=key, to=to)
    postbox.at_data["b@example.org"] = "drop"

    assert delivery.deliver_due(at=now) == 2

    assert states() == [("a", "SENT"), ("b", "QUEUED"), ("c", "SENT")]
    assert len(postbox.sessions) == 2


def test_a_mail_that_cannot_be_put_into_bytes_blocks_nobody(post, postbox, now):
    post(key="first")
    OutboundEmail.objects.update(to="not an address at all <")
    post(key="second")

    assert delivery.deliver_due(at=now) == 1

    assert states() == [("first", State.QUEUED), ("second", State.SENT)]


def test_a_wrong_sender_address_loses_nothing(post, postbox, settings, now):
    post()
    settings.DEFAULT_FROM_EMAIL = "Licet\n<no-reply@licet.example>"

    assert delivery.deliver_due(at=now) == 0

    assert states() == [("greeting-1", State.QUEUED)]
    assert OutboundEmail.objects.get().last_error == (
        "ValueError: Invalid address; address parts cannot contain newlines."
    )


def test_a_mail_is_given_up_after_two_days(post, no_server, now, caplog):
    email = post()
    at = now
    for _ in range(MOST_ATTEMPTS):
        delivery.deliver_due(at=at)
        email.refresh_from_db()
        last, at = at, email.next_attempt_at

    assert (email.state, at) == (State.FAILED, None)
    assert timedelta(hours=38) < last - now < timedelta(hours=59)
    assert caplog.messages[-1].startswith("Mail greeting-1 failed for good: ")
    assert delivery.deliver_due(at=last + timedelta(days=30)) == 0


class SenderKilled(BaseException):
    """Like SIGKILL: nothing after it runs."""


def test_a_sender_killed_in_the_middle_has_its_mail_sent_again(
    post, postbox, now, monkeypatch
):
    email = post()

    def killed(*args, **kwargs):
        raise SenderKilled

    with monkeypatch.context() as patch:
        # The server has taken the mail; the sender dies before it can say so.
        patch.setattr(delivery, "_mark_sent", killed)
        with pytest.raises(SenderKilled):
            delivery.deliver_due(at=now)
    assert states() == [("greeting-1", State.SENDING)]

    assert delivery.deliver_due(at=now + 9 * MINUTE) == 0
    assert delivery.deliver_due(at=now + 10 * MINUTE) == 1

    assert [message["Message-ID"] for message in postbox.received] == [
        email.message_id,
        email.message_id,
    ]
    assert states() == [("greeting-1", State.SENT)]


def test_a_mail_that_kills_each_sender_is_given_up(post, postbox, now):
    email = post()
    OutboundEmail.objects.update(
        state=State.SENDING,
        next_attempt_at=None,
        lease_until=now,
        attempts=MOST_ATTEMPTS,
    )

    assert delivery.deliver_due(at=now) == 0

    email.refresh_from_db()
    assert email.state == State.FAILED
    assert email.last_error == ("Each sender stopped before the server had answered.")


def test_a_late_sender_does_not_undo_what_its_successor_did(post, postbox, now):
    email = post()

    # The lease is lost to another sender while the server takes the mail.
    (claimed,) = delivery._claim(now, 1)
    OutboundEmail.objects.update(lease_until=now + 30 * MINUTE)
    delivery._save(claimed, state=State.SENT, sent_at=now)

    email.refresh_from_db()
    assert (email.state, email.lease_until) == (State.SENDING, now + 30 * MINUTE)


@pytest.mark.django_db(transaction=True)
def test_senders_at_once_send_each_mail_once(post, postbox, now):
    for number in range(150):
        post(key=f"greeting-{number}", to=f"person{number}@example.org")

    def work(_number):
        try:
            return delivery.deliver_due(at=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as senders:
        sent = list(senders.map(work, range(3)))

    assert sum(sent) == 150
    assert sorted(postbox.addressees()) == sorted(
        f"person{number}@example.org" for number in range(150)
    )
    assert OutboundEmail.objects.exclude(state=State.SENT).count() == 0


def test_failed_mails_can_be_sent_again(post, postbox, now, woken):
    post(key="first", to="gone@example.org")
    post(key="second")
    postbox.at_rcpt["gone@example.org"] = "550 no such person"
    delivery.deliver_due(at=now)
    postbox.at_rcpt.clear()

    assert delivery.send_again(OutboundEmail.objects.all(), at=now, by="Ada") == 1
    assert delivery.deliver_due(at=now) == 1

    assert postbox.addressees() == ["ming@example.org", "gone@example.org"]
    assert states() == [("first", State.SENT), ("second", State.SENT)]


def test_the_task_sends_what_is_due_now(post, postbox, now):
    post()

    with time_machine.travel(now, tick=False):
        assert tasks.deliver_due(asked_by="a newer version") == 1


def test_the_command_says_how_many_it_sent(post, postbox, now, capsys):
    for number in range(3):
        post(key=f"greeting-{number}")

    with time_machine.travel(now, tick=False):
        call_command("deliver_mail", "--limit", "2")

    assert capsys.readouterr().out == "2 sent\n"
