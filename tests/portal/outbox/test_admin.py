from datetime import UTC, datetime

import pytest
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.outbox.models import OutboundEmail, State

CHANGELIST = "admin:outbox_outboundemail_changelist"


@pytest.fixture
def ada(db):
    return User.objects.create(
        email="ada@example.org",
        name="Ada Ito",
        role=Role.ADMINISTRATOR,
        joined_at=datetime(2026, 1, 5, tzinfo=UTC),
    )


@pytest.fixture
def browse(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def failed(post):
    post(key="waiting")
    email = post(key="failed")
    OutboundEmail.objects.filter(pk=email.pk).update(
        state=State.FAILED, attempts=15, next_attempt_at=None
    )
    email.refresh_from_db()
    return email


def test_failed_mail_is_found_by_its_state(browse, failed):
    response = browse.get(reverse(CHANGELIST), {"state__exact": "FAILED"})

    assert [email.key for email in response.context["cl"].result_list] == ["failed"]


@pytest.mark.parametrize("term", ["MING@example.org", "fail"])
def test_mail_is_searched_by_address_or_the_beginning_of_its_key(browse, failed, term):
    response = browse.get(reverse(CHANGELIST), {"q": term})

    assert "failed" in [email.key for email in response.context["cl"].result_list]


def test_the_text_of_a_mail_is_not_shown(browse, failed):
    """It may hold the link by which somebody sets a password."""
    page = browse.get(
        reverse("admin:outbox_outboundemail_change", args=[failed.pk])
    ).content.decode()

    assert failed.message_id.strip("<>") in page
    assert "your licence is ready" not in page
    assert 'name="_save"' not in page


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [("failed", "1 mail is queued again."), ("waiting", "0 mails are queued again.")],
)
def test_failed_mail_is_sent_again_at_an_administrators_wish(
    browse, failed, chosen, sentence
):
    email = OutboundEmail.objects.get(key=chosen)

    response = browse.post(
        reverse(CHANGELIST),
        {"action": "send_again", "_selected_action": [email.pk]},
        follow=True,
    )

    assert sentence in response.content.decode()
    email.refresh_from_db()
    assert (email.state, email.attempts) == (State.QUEUED, 0)


def test_no_mail_is_written_or_deleted_here(browse, failed):
    answers = [
        browse.post(reverse("admin:outbox_outboundemail_add")),
        browse.post(reverse("admin:outbox_outboundemail_change", args=[failed.pk])),
        browse.post(reverse("admin:outbox_outboundemail_delete", args=[failed.pk])),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_sees_the_outbox(browse, ada, role):
    ada.role = role
    ada.save()

    assert browse.get(reverse(CHANGELIST)).status_code in (302, 403)
