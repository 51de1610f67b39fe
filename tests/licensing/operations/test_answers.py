"""Answers to a correction are kept while they are written, and sent by declaring."""

import pytest

from licensing.models import CorrectionItem, Participation
from licensing.operations import answers, submission
from licensing.operations.corrections import NoOpenCorrection
from licensing.permissions import NotPermitted
from portal.audit.queries import events_about
from tests import steps
from tests.people import NOW


def keep(application, *, by, **typed):
    answers.keep(
        application=application,
        answers={1: typed.get("text", "Rayong takes delivery.")},
        by=by,
        at=NOW,
    )


def test_an_answer_is_kept_and_not_sent(returned, wei):
    keep(returned, by=wei, text="  Rayong takes delivery. ")

    assert CorrectionItem.objects.get().answer == "Rayong takes delivery."
    returned.refresh_from_db()
    assert returned.state == "RETURNED"
    assert events_about(returned).first().verb == "correction.noted"
    assert Participation.objects.filter(user=wei).exists()


def test_an_answer_that_is_not_told_stays_as_it_was(returned, lin):
    keep(returned, by=lin)

    answers.keep(application=returned, answers={2: "No such item."}, by=lin, at=NOW)

    assert CorrectionItem.objects.get().answer == "Rayong takes delivery."


def test_without_a_question_there_is_no_answer(submitted, lin):
    with pytest.raises(NoOpenCorrection):
        keep(submitted, by=lin)


def test_an_answered_correction_is_closed(returned, lin):
    steps.answer_correction(returned, by=lin)

    with pytest.raises(NoOpenCorrection):
        keep(returned, by=lin, text="Something else.")

    assert CorrectionItem.objects.get().answer.startswith("The buyer's branch")


def test_nothing_is_kept_for_what_was_withdrawn(returned, lin):
    submission.withdraw(application=returned, by=lin, at=NOW)

    with pytest.raises(NoOpenCorrection):
        keep(returned, by=lin)


def test_a_stranger_keeps_nothing(returned, ravi):
    with pytest.raises(NotPermitted):
        keep(returned, by=ravi)

    assert CorrectionItem.objects.get().answer == ""
