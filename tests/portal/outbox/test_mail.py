from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, connection, transaction
from django.template import TemplateDoesNotExist

from portal.outbox import mail
from portal.outbox.models import OutboundEmail, State


def test_a_mail_is_worded_when_it_is_promised(post, now):
    email = post()

    assert (email.to, email.name, email.language) == (
        "ming@example.org",
        "greeting",
        "en",
    )
    assert email.subject == "Hello Ming"
    assert email.text.splitlines() == [
        "Dear Ming,",
        "your licence is ready.",
        "",
        "-- ",
        "Jiangnan Department of Commerce",
        "18 Guangji Road, Linhai",
        "Telephone 0571-5550 0186",
        "https://licences.example.org",
        "",
        "This message was sent automatically. Please do not answer it.",
    ]
    assert "<h1>Dear Ming</h1>" in email.html
    assert "<title>Hello Ming</title>" in email.html
    assert (email.state, email.queued_at, email.next_attempt_at) == (
        State.QUEUED,
        now,
        now,
    )


def test_a_mail_speaks_its_readers_language(post):
    email = post(language="zh-hans", context={"person": "陈明"})

    assert email.subject == "陈明，您好"
    assert "江南省商务厅" in email.text
    assert '<html lang="zh-hans">' in email.html


def test_an_unknown_language_falls_back(post):
    assert post(language="tlh").language == "en"


def test_a_mail_can_carry_a_button(post):
    email = post(
        context={
            "person": "Ming",
            "action_url": "https://licences.example.org/a?b=1&c=2",
            "action_label": "Open the licence",
        }
    )

    assert (
        '<a class="button" href="https://licences.example.org/a?b=1&amp;c=2">'
        "Open the licence</a>" in email.html
    )


def test_text_stays_plain_and_html_is_escaped(post):
    email = post(context={"person": "O'Hara & <b>Söhne</b>"})

    assert email.subject == "Hello O'Hara & <b>Söhne</b>"
    assert email.text.splitlines()[0] == "Dear O'Hara & <b>Söhne</b>,"
    assert "Dear O&#x27;Hara &amp; &lt;b&gt;Söhne&lt;/b&gt;" in email.html


def test_a_subject_has_one_line_whatever_a_name_brings(post):
    email = post(context={"person": "Ming\r\nBcc: all@example.org\n\n\u2028x"})

    assert email.subject == "Hello Ming Bcc: all@example.org x"


def test_a_subject_is_cut_to_what_a_header_holds(post):
    assert post(context={"person": "x" * 900}).subject == ("Hello " + "x" * 900)[:250]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ming",
        "ming@",
        "ming@example.org\nBcc: all@example.org",
        "ming@example.org\n",
        "Ming <ming@example.org>",
        "a@example.org, b@example.org",
        "x" * 400 + "@example.org",
        "x@" + "y." * 140 + "org",
        "ming@exa mple.org",
        "ming@example.org\x00",
    ],
)
def test_an_address_that_is_none_is_named_and_nothing_is_saved(post, address):
    with pytest.raises(mail.InvalidAddress) as refusal:
        post(to=address)

    assert refusal.value.address == address
    assert str(refusal.value) == f"“{address}” is not an e-mail address."
    assert isinstance(refusal.value.__cause__, ValidationError)
    assert OutboundEmail.objects.count() == 0


def test_the_same_key_gives_the_first_row(post, now):
    first = post()

    second = post(
        to="ada@example.org", context={"person": "Ada"}, at=now + timedelta(days=1)
    )

    assert second == first
    assert second.subject == "Hello Ming"
    assert OutboundEmail.objects.count() == 1


def test_the_message_id_follows_from_the_key(post):
    email = post(key="notice-7")

    assert email.message_id == mail.message_id_for("notice-7")
    assert email.message_id.endswith("@licences.example.org>")
    assert mail.message_id_for("notice-8") != email.message_id


def test_a_mail_promised_in_a_change_that_fails_is_not_promised(post):
    with transaction.atomic():
        post()
        transaction.set_rollback(True)

    assert OutboundEmail.objects.count() == 0


def test_a_mail_without_templates_fails_loudly(post):
    with pytest.raises(TemplateDoesNotExist):
        post(name="nothing-here")


def test_a_key_that_is_too_long_is_refused(post):
    with pytest.raises(DataError):
        post(key="k" * 201)


def test_posting_wakes_the_worker_after_the_commit(
    post, woken, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        post()
        assert woken == []

    assert woken == ["outbox.deliver_due"]


@pytest.mark.django_db(transaction=True)
def test_rivals_with_one_key_get_one_row(post):
    start = Barrier(8)

    def work(number):
        try:
            start.wait()
            with transaction.atomic():
                return post(context={"person": f"Ming {number}"}).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as rivals:
        rows = list(rivals.map(work, range(8)))

    assert rows == [OutboundEmail.objects.get().pk] * 8
