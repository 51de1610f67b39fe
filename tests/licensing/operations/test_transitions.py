import pytest
from django.db import transaction

from licensing.enums import Action, Part, State
from licensing.models import Application, Participation
from licensing.operations import transitions
from licensing.permissions import NotPermitted
from licensing.queries import applications
from licensing.workflow.application import TransitionNotAllowed
from portal.accounts.operations import people
from portal.accounts.roles import Role
from portal.audit import trail
from portal.audit.queries import events_about
from tests import steps
from tests.people import NOW


def fail(**kwargs):
    raise RuntimeError("The trail is full.")


def last_event(application):
    return events_about(application)[0]


@transaction.atomic
def perform(application, action, *, by, **kwargs):
    application = applications.lock(application)
    return transitions.perform(application, action, by=by, at=NOW, **kwargs)


def test_a_move_is_saved_with_who_made_it_and_why(submitted, chen):
    perform(
        submitted,
        Action.CLAIM,
        by=chen,
        reason="First in the queue",
        facts={"place": 1},
        officer=chen,
        claimed_at=NOW,
    )
    submitted.refresh_from_db()
    assert (submitted.state, submitted.officer, submitted.changed_at) == (
        State.IN_REVIEW,
        chen,
        NOW,
    )
    event = last_event(submitted)
    assert (event.verb, event.actor_name, event.at, event.reason) == (
        "application.claim",
        "Chen Yu",
        NOW,
        "First in the queue",
    )
    assert event.facts == {"source": "SUBMITTED", "target": "IN_REVIEW", "place": 1}


def test_a_move_that_the_table_does_not_have_is_refused(submitted, zhou):
    with pytest.raises(TransitionNotAllowed):
        perform(submitted, Action.GRANT, by=zhou)


def test_a_move_by_the_wrong_person_is_refused(submitted, lin):
    with pytest.raises(NotPermitted):
        perform(submitted, Action.CLAIM, by=lin)


def test_a_closed_case_says_when_it_was_closed(submitted, lin):
    perform(submitted, Action.WITHDRAW, by=lin)
    submitted.refresh_from_db()
    assert (submitted.state, submitted.closed_at) == (State.WITHDRAWN, NOW)


def test_giving_a_case_back_leaves_it_to_nobody(in_review, chen):
    perform(in_review, Action.RELEASE, by=chen)
    in_review.refresh_from_db()
    assert (in_review.officer, in_review.claimed_at) == (None, None)


def test_whoever_works_on_a_case_is_remembered_once_for_each_part(
    granted, lin, chen, zhou
):
    rows = Participation.objects.filter(application=granted)
    assert sorted(rows.values_list("user__name", "part")) == [
        ("Chen Yu", Part.ASSESSED),
        ("Lin Xiao", Part.PREPARED),
        ("Lin Xiao", Part.SUBMITTED),
    ]


def test_giving_back_and_sending_back_are_no_hand_in_the_case(recommended, zhou, he):
    perform(recommended, Action.SEND_BACK, by=zhou)
    perform(recommended, Action.RELEASE, by=he)
    rows = Participation.objects.filter(application=recommended, user__in=[zhou, he])
    assert list(rows) == []


def test_nothing_moves_when_it_cannot_be_recorded(submitted, chen, monkeypatch):
    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError):
        perform(submitted, Action.CLAIM, by=chen, officer=chen, claimed_at=NOW)
    submitted.refresh_from_db()
    assert (submitted.state, submitted.officer) == (State.SUBMITTED, None)
    assert not Participation.objects.filter(user=chen).exists()


def leave(user, ada):
    people.disable(user=user, by=ada, at=NOW, reason="Left the office.")


def test_a_case_sent_back_to_an_officer_who_left_waits_for_another(
    recommended, chen, zhou, ada
):
    leave(chen, ada)
    perform(recommended, Action.SEND_BACK, by=zhou)
    with transaction.atomic():
        case = applications.lock(recommended)
        transitions.release_if_orphaned(case, at=NOW)
    kept = Application.objects.get()
    assert (kept.state, kept.officer, kept.claimed_at) == (State.SUBMITTED, None, None)
    event = last_event(kept)
    assert (event.verb, event.actor_id) == ("application.release", "")


def test_a_case_whose_officer_is_there_stays_with_them(in_review, chen):
    with transaction.atomic():
        transitions.release_if_orphaned(applications.lock(in_review), at=NOW)
    in_review.refresh_from_db()
    assert in_review.officer == chen


def test_an_officer_who_changed_places_reviews_no_more(in_review, chen, ada):
    people.change_role(
        user=chen, role=Role.AUDITOR, by=ada, at=NOW, reason="New place."
    )
    with transaction.atomic():
        transitions.release_if_orphaned(applications.lock(in_review), at=NOW)
    in_review.refresh_from_db()
    assert in_review.state == State.SUBMITTED


def test_steps_reach_every_state(returned, chen, lin):
    steps.answer_correction(returned, by=lin)
    returned.refresh_from_db()
    assert (returned.state, returned.officer) == (State.IN_REVIEW, chen)
