"""Sending an application in, once and whole, and taking it back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from exporters.operations import registration
from licensing.enums import NoticeKind, Part, Section, State
from licensing.models import (
    Application,
    Clock,
    Notice,
    Participation,
    Submission,
)
from licensing.operations import drafts, submission
from licensing.permissions import NotPermitted
from licensing.queries.contents import contents_of, digest
from licensing.workflow.application import TransitionNotAllowed
from portal.accounts.roles import MemberRole
from portal.audit import trail
from portal.audit.queries import events_about
from tests import steps
from tests.people import BEFORE, NOW


def withdraw(application, *, by):
    return submission.withdraw(application=application, by=by, at=NOW)


# Sending


def test_a_ready_draft_goes_to_the_authority(draft, lin):
    steps.submit(draft, by=lin)

    kept = Application.objects.get()
    assert kept.state == State.SUBMITTED
    assert (kept.submitted_at, kept.submitted_by) == (NOW, lin)
    assert events_about(kept).first().verb == "application.submit"
    assert Participation.objects.filter(user=lin, part=Part.SUBMITTED).exists()


def test_what_was_declared_is_frozen_and_sealed(draft, lin):
    steps.submit(draft, by=lin)

    frozen = Submission.objects.get()
    assert (frozen.number, frozen.submitted_by) == (1, lin)
    assert frozen.declaration == steps.DECLARATION
    assert frozen.contents == contents_of(draft)
    assert frozen.digest == digest(frozen.contents)


def test_the_clock_starts(draft, lin):
    steps.submit(draft, by=lin)

    clock = Clock.objects.get()
    assert (clock.started_on, clock.limit) == (date(2026, 3, 2), 3)
    assert clock.due_on == date(2026, 3, 5)
    assert Application.objects.get().due_on == date(2026, 3, 5)


def test_everyone_at_the_exporter_is_owed_a_notice(draft, lin, wei):
    steps.submit(draft, by=lin)

    owed = Notice.objects.filter(kind=NoticeKind.RECEIVED)
    assert {notice.recipient for notice in owed} == {lin, wei}


def test_an_application_is_sent_once(submitted, lin):
    with pytest.raises(submission.AlreadySent):
        steps.submit(submitted, by=lin)

    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_at_once_one_is_told(draft, lin, yunfan):
    def send(_):
        try:
            steps.submit(draft, by=lin)
        except submission.AlreadySent:
            return "late"
        finally:
            connection.close()
        return "sent"

    with ThreadPoolExecutor(3) as windows:
        outcome = sorted(windows.map(send, range(3)))

    assert outcome == ["late", "late", "sent"]
    assert Submission.objects.count() == 1
    assert Clock.objects.count() == 1


def test_a_preparer_may_not_send(draft, wei):
    with pytest.raises(NotPermitted, match="owner or a signatory"):
        steps.submit(draft, by=wei)

    assert Application.objects.get().state == State.DRAFT


def test_a_signatory_may_send(draft, wei, yunfan):
    yunfan.memberships.filter(user=wei).update(role=MemberRole.SIGNATORY)

    steps.submit(draft, by=wei)

    assert Application.objects.get().submitted_by == wei


def test_a_disabled_signatory_sends_nothing(draft, lin):
    type(lin).objects.filter(pk=lin.pk).update(is_active=False, disabled_at=NOW)

    with pytest.raises(NotPermitted):
        steps.submit(draft, by=lin)


@pytest.mark.parametrize("name", ["ravi", "chen", "ada"])
def test_strangers_and_officers_send_nothing(draft, request, name):
    with pytest.raises(NotPermitted):
        steps.submit(draft, by=request.getfixturevalue(name))


def test_what_is_not_ready_is_not_sent(draft, lin):
    steps.fill_contract(draft, by=lin, buyer_name="")

    with pytest.raises(submission.NotReadyToSubmit) as refusal:
        steps.submit(draft, by=lin)

    assert [finding.code for finding in refusal.value.findings] == ["buyer-missing"]
    assert not Submission.objects.exists()
    assert not Clock.objects.exists()


def test_an_authorisation_that_ended_meanwhile_stops_the_sending(draft, lin, yunfan):
    yunfan.held_authorisations.update(valid_until=date(2026, 3, 1))

    with pytest.raises(submission.NotReadyToSubmit) as refusal:
        steps.submit(draft, by=lin)

    assert [f.code for f in refusal.value.findings] == ["authorisation-missing"]


def test_nothing_is_sent_without_its_audit_entry(draft, lin, monkeypatch):
    monkeypatch.setattr(trail, "record", fail)

    with pytest.raises(RuntimeError):
        steps.submit(draft, by=lin)

    assert Application.objects.get().state == State.DRAFT
    assert not Submission.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_lets_nobody_alter_what_was_declared(submitted, verb):
    statement = {
        "UPDATE": "UPDATE licensing_submission SET declaration = 'x'",
        "DELETE": "DELETE FROM licensing_submission",
    }[verb]

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert Submission.objects.get().declaration == steps.DECLARATION


# Taking back


@pytest.mark.parametrize("state", ["draft", "submitted", "in_review", "returned"])
def test_an_exporter_may_take_its_application_back(request, lin, state):
    withdraw(request.getfixturevalue(state), by=lin)

    kept = Application.objects.get()
    assert (kept.state, kept.closed_at) == (State.WITHDRAWN, NOW)
    assert not Clock.objects.filter(stopped_on=None).exists()
    assert events_about(kept).first().verb == "application.withdraw"


@pytest.mark.parametrize("state", ["recommended", "granted"])
def test_it_is_too_late_once_the_second_level_has_it(request, lin, state):
    application = request.getfixturevalue(state)

    with pytest.raises(TransitionNotAllowed):
        withdraw(application, by=lin)

    assert Application.objects.get().state == application.state


def test_a_preparer_may_take_it_back(submitted, wei):
    withdraw(submitted, by=wei)

    assert Application.objects.get().state == State.WITHDRAWN


def test_a_stranger_takes_nothing_back(submitted, ravi):
    with pytest.raises(NotPermitted):
        withdraw(submitted, by=ravi)

    assert Clock.objects.get().stopped_on is None


def test_a_withdrawn_car_is_free_for_another_application(submitted, lin, yunfan):
    withdraw(submitted, by=lin)

    second = steps.draft(by=lin, organisation=yunfan, serials=(1, 2, 3))

    steps.submit(second, by=lin)
    assert second.check_count == 0


def test_a_draft_that_was_given_up_cannot_be_changed(draft, lin):
    withdraw(draft, by=lin)

    assert drafts.unlocked_sections(Application.objects.get()) == frozenset()
    with pytest.raises(drafts.SectionLocked):
        steps.fill_contract(draft, by=lin)


def test_a_member_who_joins_later_sees_and_sends_the_draft(
    draft, tongzhou, yunfan, ravi
):
    registration.add_member(
        organisation=yunfan, user=ravi, role=MemberRole.SIGNATORY, by=None, at=BEFORE
    )

    steps.submit(draft, by=ravi)

    assert Application.objects.get().submitted_by == ravi
    assert Section.CONTRACT not in drafts.unlocked_sections(Application.objects.get())


def fail(**_):
    raise RuntimeError
