import pytest
from django.db import IntegrityError, connection, transaction

CHANGES = [
    ("state = 'LOST', next_attempt_at = NULL", "email_state_known"),
    ("state = 'SENT'", "email_next_attempt_at_when_queued"),
    ("next_attempt_at = NULL", "email_next_attempt_at_when_queued"),
    ("state = 'SENT', next_attempt_at = NULL", "email_sent_at_when_sent"),
    ("sent_at = now()", "email_sent_at_when_sent"),
    ("state = 'SENDING', next_attempt_at = NULL", "email_lease_until_when_sending"),
    ("lease_until = now()", "email_lease_until_when_sending"),
    ("subject = E'Hello\\nBcc: all@example.org'", "email_headers_are_one_line"),
    ("\"to\" = E'ming@example.org\\rall@example.org'", "email_headers_are_one_line"),
    ("message_id = E'<1@x>\\n'", "email_headers_are_one_line"),
]


@pytest.mark.parametrize(("change", "constraint"), CHANGES)
def test_the_database_refuses_a_row_that_contradicts_itself(post, change, constraint):
    post()
    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE outbox_outboundemail SET {change}")


def test_the_database_refuses_a_second_row_with_one_key(post):
    post()
    with (
        pytest.raises(IntegrityError, match="key"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            'INSERT INTO outbox_outboundemail (key, "to", language, name, subject, text,'
            " html, message_id, state, attempts, queued_at, next_attempt_at, last_error)"
            " SELECT key, \"to\", language, name, subject, text, html, '<other@x>', state,"
            " attempts, queued_at, next_attempt_at, '' FROM outbox_outboundemail"
        )
