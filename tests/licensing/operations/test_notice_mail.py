"""What the mails say: first what happened, to which case or licence, what to do by when."""

from datetime import UTC, datetime, time, timedelta

import pytest

from licensing.enums import Outcome
from licensing.operations import notices
from portal.outbox.models import OutboundEmail
from tests import steps
from tests.people import NOW


@pytest.fixture
def refused(in_review, wei, chen, zhou):
    steps.recommend(in_review, by=chen, outcome=Outcome.REFUSE)
    steps.decide(in_review, by=zhou, outcome=Outcome.REFUSE)
    notices.deliver(at=NOW)
    return in_review


def mail_to(person, name):
    return OutboundEmail.objects.get(name=name, to=person.email)


def test_a_refusal_gives_facts_ground_basis_and_both_deadlines(refused, lin):
    mail = mail_to(lin, "application_refused")

    for words in (
        refused.reference,
        "RF-05",
        "商配发〔2008〕398号",
        "The price differs.",
        "the Ministry of Commerce",
        "1 May 2026",
        "2 Sep 2026",
    ):
        assert words in mail.text
        assert words in mail.html


def test_a_refusal_speaks_chinese_to_who_reads_chinese(refused, wei):
    mail = mail_to(wei, "application_refused")

    assert "商务部" in mail.text
    assert "2026年5月1日" in mail.text
    assert "2026年9月2日" in mail.html


def test_a_request_lists_everything_and_by_when(returned, lin):
    notices.deliver(at=NOW)

    mail = mail_to(lin, "correction_requested")
    assert "The contract says Laem Chabang." in mail.text
    assert "16 Mar 2026" in mail.subject
    assert f"/applications/{returned.reference}/correction/" in mail.html


def test_a_receipt_says_when_to_expect_the_decision(submitted, lin):
    notices.deliver(at=NOW)

    assert "Thu 5 Mar 2026" in mail_to(lin, "application_received").text


@pytest.mark.parametrize(
    ("days", "subject"),
    [(0, "ends today"), (1, "ends in 1 day"), (7, "ends in 7 days")],
)
def test_an_expiry_says_how_many_days_are_left(licence, lin, days, subject):
    day = licence.valid_to - timedelta(days=days)
    at = datetime.combine(day, time(1), tzinfo=UTC)
    notices.plan(on=day, at=at)
    notices.deliver(at=at)

    mail = mail_to(lin, "licence_expiry")
    assert mail.subject == f"Licence {licence.number} {subject}"
    assert "2 Sep 2026" in mail.text


def test_the_issue_says_from_when_and_how_many(licence, lin):
    notices.deliver(at=NOW)

    mail = mail_to(lin, "licence_issued")
    assert "2 Mar 2026 to 2 Sep 2026, both days included" in mail.text
