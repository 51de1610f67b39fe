"""What a person was told is kept in the portal too."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from licensing.enums import Outcome
from licensing.models import Notice
from licensing.operations import notice_reading, notices
from licensing.queries.notices import sent_to, unread_by
from tests import steps
from tests.people import NOW


def read(client, user):
    client.force_login(user)
    return " ".join(client.get(reverse("notice-list")).content.decode().split())


def test_nothing_was_told_yet(client, lin):
    assert "No notices yet" in read(client, lin)


def test_receipt_and_issue_are_there(client, licence, lin):
    notices.deliver(at=NOW)

    page = read(client, lin)

    assert "We have your application EV-2026-000001" in page
    assert f"Licence {licence.number} was issued" in page


@pytest.mark.parametrize(
    ("days", "title"),
    [
        (0, "Licence 26-JN-000001 ends today"),
        (1, "Licence 26-JN-000001 ends in 1 day"),
        (30, "Licence 26-JN-000001 ends in 30 days"),
    ],
)
def test_a_reminder_says_how_many_days_are_left(client, licence, lin, days, title):
    day = licence.valid_to - timedelta(days=days)
    at = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)
    notices.plan(on=day, at=at)
    notices.deliver(at=at)

    assert title in read(client, lin)


def test_a_reminder_told_late_says_how_many_days_were_left(client, licence, lin):
    day = licence.valid_to - timedelta(days=10)
    at = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)
    notices.plan(on=day, at=at)
    notices.deliver(at=at)

    assert "Licence 26-JN-000001 ends in 10 days" in read(client, lin)


def test_a_request_to_correct_is_there(client, returned, lin):
    notices.deliver(at=NOW)

    assert f"Please correct your application {returned.reference}" in read(client, lin)


def test_a_refusal_is_there(client, in_review, lin, chen, zhou):
    steps.recommend(in_review, by=chen, outcome=Outcome.REFUSE)
    steps.decide(in_review, by=zhou, outcome=Outcome.REFUSE)
    notices.deliver(at=NOW)

    assert f"Your application {in_review.reference} was refused" in read(client, lin)


def test_others_read_their_own_only(client, licence, ravi):
    notices.deliver(at=NOW)

    assert licence.number not in read(client, ravi)


def test_the_list_asks_the_same_queries(
    client, licence, lin, django_assert_num_queries
):
    notices.deliver(at=NOW)
    read(client, lin)

    with django_assert_num_queries(5):
        client.get(reverse("notice-list"))


def test_a_notice_is_unread_until_it_was_shown(client, licence, lin):
    notices.deliver(at=NOW)

    first, second = read(client, lin), read(client, lin)

    assert first.count("Unread:") == 2
    assert "Unread:" not in second


def test_what_is_on_a_later_page_stays_unread(client, licence, lin, monkeypatch):
    monkeypatch.setattr("licensing.views.holders.notices.PAGE_SIZE", 1)
    notices.deliver(at=NOW)

    page = read(client, lin)

    assert page.count("Unread:") == 1
    assert "Notices, 1 unread" in page


def test_reading_touches_nobody_elses_notices(client, wei, licence, lin):
    notices.deliver(at=NOW)
    read(client, lin)

    told = Notice.objects.filter(recipient=wei)
    assert told.exists()
    assert not told.exclude(read_at=None).exists()


def test_what_arrived_while_the_page_was_open_stays_unread(licence, lin):
    notices.deliver(at=NOW)
    shown = list(sent_to(lin))
    later, *shown = shown

    notice_reading.mark_read(shown=shown, by=lin, at=NOW)
    notice_reading.mark_read(shown=shown, by=lin, at=NOW + timedelta(days=1))

    assert list(unread_by(lin)) == [later]
    assert {notice.read_at for notice in sent_to(lin)} == {None, NOW}
