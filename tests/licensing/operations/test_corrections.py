from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from licensing.enums import NoticeKind, Outcome, Section, State
from licensing.models import Application, ClockPause, Correction, CorrectionItem, Notice
from licensing.operations import corrections, drafts, submission
from licensing.operations.corrections import Request
from licensing.permissions import NotPermitted
from licensing.queries import catalogue, worklists
from licensing.queries.worklists import Worklist
from licensing.workflow.application import TransitionNotAllowed
from portal.accounts.operations import people
from portal.audit import trail
from portal.audit.queries import events_about
from tests import steps
from tests.people import NOW
from tests.portal.accounts.racing import race

LATER = NOW + timedelta(days=2)


def fail(**kwargs):
    raise RuntimeError("The trail is full.")


def ask(application, *items, by):
    return corrections.request(application=application, items=items, by=by, at=NOW)


def answer(application, *, by, answers=None, at=LATER):
    return corrections.answer(
        application=application,
        answers=answers or {1: "Mended."},
        declaration=steps.DECLARATION,
        by=by,
        at=at,
    )


# Asking


def test_everything_to_mend_goes_out_in_one_request(in_review, chen):
    contract = catalogue.requirements_of(in_review)[1]
    correction = ask(
        in_review,
        Request(Section.GOODS, "The price differs."),
        Request(Section.DOCUMENTS, "Page 4 is missing.", contract),
        by=chen,
    )
    in_review.refresh_from_db()
    assert in_review.state == State.RETURNED
    assert [
        (item.position, item.section, item.requirement, item.request)
        for item in correction.items.order_by("position")
    ] == [
        (1, Section.GOODS, None, "The price differs."),
        (2, Section.DOCUMENTS, contract, "Page 4 is missing."),
    ]
    event = events_about(in_review)[0]
    assert event.verb == "application.request_correction"
    assert (event.facts["number"], event.facts["items"]) == (1, 2)


def test_the_exporter_has_ten_working_days(in_review, chen):
    correction = ask(in_review, Request(Section.GOODS, "The price."), by=chen)
    assert correction.due_on == date(2026, 3, 16)


def test_the_clock_pauses_and_every_member_is_told(in_review, chen, wei):
    ask(in_review, Request(Section.GOODS, "The price."), by=chen)
    pause = ClockPause.objects.get()
    assert (pause.paused_on, pause.resumed_on) == (date(2026, 3, 2), None)
    told = Notice.objects.filter(kind=NoticeKind.CORRECTION)
    assert sorted(told.values_list("recipient__name", flat=True)) == [
        "Lin Xiao",
        "Wei Min",
    ]


def test_a_request_for_nothing_is_none(in_review, chen):
    with pytest.raises(corrections.NothingAsked):
        ask(in_review, by=chen)


def test_a_colleague_asks_nothing(in_review, zhao):
    with pytest.raises(NotPermitted):
        ask(in_review, Request(Section.GOODS, "The price."), by=zhao)


def test_a_case_with_its_exporter_is_not_returned_again(returned, chen):
    with pytest.raises(TransitionNotAllowed):
        ask(returned, Request(Section.GOODS, "The price."), by=chen)
    assert Correction.objects.count() == 1


def test_nothing_is_asked_when_it_cannot_be_recorded(in_review, chen, monkeypatch):
    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError):
        ask(in_review, Request(Section.GOODS, "The price."), by=chen)
    in_review.refresh_from_db()
    assert in_review.state == State.IN_REVIEW
    assert not ClockPause.objects.exists()
    assert not CorrectionItem.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_become_one(in_review, chen):
    outcomes = race(
        *[lambda: ask(in_review, Request(Section.GOODS, "The price."), by=chen)] * 2
    )
    assert {type(outcome) for outcome in outcomes} == {Correction, TransitionNotAllowed}
    assert CorrectionItem.objects.count() == 1


def test_the_database_keeps_one_open_request_a_case(returned, chen):
    with (
        pytest.raises(DatabaseError, match="correction_open_once"),
        transaction.atomic(),
    ):
        Correction.objects.create(
            application=returned,
            number=2,
            requested_at=NOW,
            requested_by=chen,
            due_on=date(2026, 3, 16),
            digest_before="",
        )


# Answering


def test_a_mended_case_goes_back_to_the_officer_who_asked(returned, lin, chen):
    steps.fill_contract(returned, by=lin, at=LATER, buyer_name="Siam Lotus (Rayong)")
    answer(returned, by=lin)
    returned.refresh_from_db()
    assert (returned.state, returned.officer) == (State.IN_REVIEW, chen)
    assert Correction.objects.get().answered_by == lin
    assert CorrectionItem.objects.get().answer == "Mended."
    assert list(worklists.cases_in(Worklist.MINE, user=chen, on=date(2026, 3, 4))) == [
        returned
    ]


def test_the_clock_runs_on_with_the_days_it_stood_still(returned, lin):
    steps.fill_contract(returned, by=lin, at=LATER, buyer_name="Siam Lotus (Rayong)")
    answer(returned, by=lin)
    returned.refresh_from_db()
    clock = returned.clocks.get()
    assert clock.pauses.get().resumed_on == date(2026, 3, 4)
    assert clock.due_on == returned.due_on == date(2026, 3, 6)


def test_the_answer_is_frozen_like_the_first_submission(returned, lin):
    steps.fill_contract(returned, by=lin, at=LATER, buyer_name="Siam Lotus (Rayong)")
    answer(returned, by=lin)
    first, second = returned.submissions.order_by("number")
    assert first.contents["contract"]["buyer_name"] == "Siam Lotus Auto Co., Ltd."
    assert second.contents["contract"]["buyer_name"] == "Siam Lotus (Rayong)"


def test_a_case_whose_officer_left_comes_back_to_the_queue(returned, lin, chen, ada):
    people.disable(user=chen, by=ada, at=NOW, reason="Left the office.")
    steps.fill_contract(returned, by=lin, at=LATER, buyer_name="Siam Lotus (Rayong)")
    answer(returned, by=lin)
    returned.refresh_from_db()
    assert (returned.state, returned.officer) == (State.SUBMITTED, None)


def test_an_unchanged_answer_is_refused_with_a_reason(returned, lin):
    with pytest.raises(corrections.NothingChanged):
        answer(returned, by=lin)
    returned.refresh_from_db()
    assert returned.state == State.RETURNED
    assert CorrectionItem.objects.get().answer == ""


@pytest.mark.parametrize("answers", [{2: "To nothing."}, {1: "  "}])
def test_every_item_needs_its_answer(returned, lin, answers):
    steps.fill_contract(returned, by=lin, at=LATER, buyer_name="Siam Lotus (Rayong)")
    with pytest.raises(corrections.NotAllAnswered) as caught:
        answer(returned, by=lin, answers=answers)
    assert caught.value.positions == (1,)


def test_an_answer_that_breaks_a_rule_is_not_ready(returned, lin):
    steps.fill_contract(returned, by=lin, at=LATER, buyer_name="")
    with pytest.raises(submission.NotReadyToSubmit):
        answer(returned, by=lin)


def test_nothing_is_answered_where_nothing_is_asked(in_review, lin):
    with pytest.raises(corrections.NoOpenCorrection):
        answer(in_review, by=lin)


def test_nothing_is_answered_once_it_was_withdrawn(returned, lin):
    steps.fill_contract(returned, by=lin, at=LATER, buyer_name="Siam Lotus (Rayong)")
    submission.withdraw(application=returned, by=lin, at=LATER)
    with pytest.raises(corrections.NoOpenCorrection):
        answer(returned, by=lin)
    returned.refresh_from_db()
    assert returned.state == State.WITHDRAWN
    assert returned.submissions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_withdrawal_at_once_end_one_after_the_other(returned, lin):
    steps.fill_contract(returned, by=lin, at=LATER, buyer_name="Siam Lotus (Rayong)")
    answered, withdrawn = race(
        lambda: answer(returned, by=lin),
        lambda: submission.withdraw(application=returned, by=lin, at=LATER),
    )
    returned.refresh_from_db()
    # Either the answer came first and was taken back with the rest, or it was refused.
    assert isinstance(answered, Application | corrections.NoOpenCorrection)
    assert isinstance(withdrawn, Application)
    assert returned.state == State.WITHDRAWN
    assert returned.clocks.get().stopped_on == date(2026, 3, 4)


def test_a_preparer_does_not_send_the_answer(returned, wei):
    steps.fill_contract(returned, by=wei, at=LATER, buyer_name="Siam Lotus (Rayong)")
    with pytest.raises(NotPermitted, match="Only an owner or a signatory"):
        answer(returned, by=wei)


def test_only_what_was_asked_can_be_changed(returned, lin):
    with pytest.raises(drafts.SectionLocked):
        drafts.add_line(
            application=returned, contents=steps.LONG_RANGE, by=lin, at=LATER
        )


def test_a_pause_does_not_jump_over_a_blocking_question(returned, lin, chen, zhou):
    """While a correction is open, nobody recommends and nobody decides."""
    with pytest.raises(TransitionNotAllowed):
        steps.recommend(returned, by=chen)
    with pytest.raises(TransitionNotAllowed):
        steps.decide(returned, by=zhou)
    with pytest.raises(TransitionNotAllowed):
        steps.decide(returned, by=zhou, outcome=Outcome.REFUSE)


def test_nothing_is_answered_when_it_cannot_be_recorded(returned, lin, monkeypatch):
    steps.fill_contract(returned, by=lin, at=LATER, buyer_name="Siam Lotus (Rayong)")
    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError):
        answer(returned, by=lin)
    returned.refresh_from_db()
    assert returned.state == State.RETURNED
    assert returned.submissions.count() == 1
    assert ClockPause.objects.get().resumed_on is None


@pytest.mark.django_db(transaction=True)
def test_an_answer_sent_twice_arrives_once(returned, lin):
    steps.fill_contract(returned, by=lin, at=LATER, buyer_name="Siam Lotus (Rayong)")
    outcomes = race(*[lambda: answer(returned, by=lin)] * 2)
    assert [
        isinstance(outcome, corrections.NoOpenCorrection) for outcome in outcomes
    ].count(True) == 1
    assert returned.submissions.count() == 2


def test_a_second_request_is_a_second_row(returned, lin, chen):
    steps.answer_correction(returned, by=lin, at=LATER)
    steps.ask_for_correction(returned, by=chen, at=LATER)
    assert list(
        Correction.objects.order_by("number").values_list("number", "answered_at")
    ) == [(1, LATER), (2, None)]
    assert ClockPause.objects.count() == 2
