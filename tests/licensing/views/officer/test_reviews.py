"""The first level's acts, and what happens when somebody else acted first."""

import pytest

from licensing.enums import Outcome, State
from licensing.models import Recommendation
from licensing.operations import reviews, submission
from tests import steps
from tests.licensing.views.officer.reading import (
    address,
    main_of,
    problems_of,
    said,
    words_of,
)
from tests.people import NOW

REFUSAL = {
    "outcome": "REFUSE",
    "reason": "RF-05",
    "explanation": "The price differs.",
    "note": "Look at page 4.",
}
GRANT = {"outcome": "GRANT", "reason": "", "explanation": "", "note": "All agree."}


def recommend(browser, application, answers, **typed):
    application.refresh_from_db()
    return browser.post(
        address("case-recommend", application),
        {"revision": application.revision} | answers | typed,
    )


def filled_in(page):
    (form,) = page.context["forms"]
    return {name: form[name].value() for name in ("outcome", *REFUSAL)}


# Claim and release


def test_claiming_makes_the_case_mine(as_chen, submitted, chen):
    answer = as_chen.post(address("case-claim", submitted))
    assert answer["Location"] == address("case", submitted)
    assert said(answer) == ["The case is yours."]
    submitted.refresh_from_db()
    assert submitted.officer == chen


def test_a_colleague_was_faster(as_zhao, in_review, chen):
    answer = as_zhao.post(address("case-claim", in_review))
    assert said(answer) == [
        "Chen Yu claimed this case just before you. Take the next one."
    ]
    in_review.refresh_from_db()
    assert in_review.officer == chen


def test_claiming_twice_changes_nothing(as_chen, in_review):
    answer = as_chen.post(address("case-claim", in_review))
    assert said(answer) == ["The case is already yours."]


def test_a_withdrawn_case_is_not_claimed(as_chen, submitted, lin):
    submission.withdraw(application=submitted, by=lin, at=NOW)
    answer = as_chen.post(address("case-claim", submitted))
    assert said(answer) == [
        (
            "Somebody else acted first: the case is now in the state “Withdrawn”."
            " Nothing of what you sent was done."
        )
    ]


def test_giving_a_case_back(as_chen, in_review):
    answer = as_chen.post(address("case-release", in_review))
    assert answer["Location"] == "/cases/"
    assert said(answer) == [f"{in_review.reference} is back in the queue."]
    in_review.refresh_from_db()
    assert in_review.state == State.SUBMITTED


def test_a_colleague_s_case_is_not_given_back(as_zhao, in_review):
    answer = as_zhao.post(address("case-release", in_review))
    assert answer["Location"] == address("case", in_review)
    assert said(answer) == ["Chen Yu has this case."]


# Recommend


def test_a_recommendation_leads_to_the_next_case(as_chen, in_review):
    answer = recommend(as_chen, in_review, GRANT)
    assert answer["Location"] == "/cases/"
    assert said(answer) == [f"{in_review.reference} is in second review."]
    row = Recommendation.objects.get()
    assert (row.outcome, row.reason, row.explanation, row.note) == (
        Outcome.GRANT,
        None,
        "",
        "All agree.",
    )


def test_a_refusal_is_recommended_with_all_it_needs(as_chen, in_review):
    recommend(as_chen, in_review, REFUSAL)
    row = Recommendation.objects.get()
    assert (row.outcome, row.reason.code, row.explanation, row.note) == (
        Outcome.REFUSE,
        "RF-05",
        "The price differs.",
        "Look at page 4.",
    )


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"outcome": ""}, ["Outcome: Choose an outcome."]),
        (
            {"outcome": "MAYBE"},
            [
                (
                    "Outcome: Select a valid choice."
                    " MAYBE is not one of the available choices."
                )
            ],
        ),
        (
            {"reason": "", "explanation": "  "},
            [
                "Ground, if you refuse: Choose the ground of the refusal.",
                (
                    "Explanation to the exporter, if you refuse:"
                    " Explain the refusal to the exporter."
                ),
            ],
        ),
        (
            {"reason": "RF-99"},
            [
                (
                    "Ground, if you refuse: Select a valid choice."
                    " RF-99 is not one of the available choices."
                )
            ],
        ),
        (
            {"note": "x" * 4001},
            [
                (
                    "Note to second review: Ensure this value has at most 4000 characters"
                    " (it has 4001)."
                )
            ],
        ),
        (
            {"explanation": "\x00"},
            [
                (
                    "Explanation to the exporter, if you refuse:"
                    " Null characters are not allowed."
                )
            ],
        ),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_the_rest_kept(
    as_chen, in_review, typed, problems
):
    page = recommend(as_chen, in_review, REFUSAL, **typed)
    assert page.status_code == 200
    assert problems_of(page) == problems
    assert filled_in(page) == REFUSAL | typed
    assert "<title>Error: " in page.text
    in_review.refresh_from_db()
    assert in_review.state == State.IN_REVIEW


def test_a_page_without_its_revision_is_not_ours(as_chen, in_review):
    page = recommend(as_chen, in_review, GRANT, revision="x")
    assert problems_of(page) == ["Revision: Enter a whole number."]
    assert not Recommendation.objects.exists()


def test_a_grant_is_refused_while_a_rule_blocks(as_chen, in_review, hanjiang):
    hanjiang.qualifications.update(status="SUSPENDED")
    page = recommend(as_chen, in_review, GRANT)
    assert problems_of(page) == ["Outcome: A grant is closed while 1 blocker is open."]
    assert "The manufacturer’s place on the list of 2026 is suspended." in words_of(
        page
    )
    assert filled_in(page) == GRANT


def test_contents_changed_meanwhile_are_read_again(as_chen, in_review, lin, chen):
    """In another window the officer asked, and the exporter answered."""
    seen = in_review.revision
    steps.ask_for_correction(in_review, by=chen)
    in_review.refresh_from_db()
    steps.answer_correction(in_review, by=lin)
    page = recommend(as_chen, in_review, REFUSAL, revision=seen)
    assert page.status_code == 409
    assert "The case changed while you had it open." in words_of(page)
    assert filled_in(page) == REFUSAL
    in_review.refresh_from_db()
    (form,) = page.context["forms"]
    assert form["revision"].value() == in_review.revision
    recommend(as_chen, in_review, REFUSAL)
    assert Recommendation.objects.count() == 1


def test_a_case_the_exporter_withdrew_keeps_what_was_typed(as_chen, in_review, lin):
    submission.withdraw(application=in_review, by=lin, at=NOW)
    page = recommend(as_chen, in_review, REFUSAL)
    assert page.status_code == 409
    words = words_of(page)
    assert "the case is now in the state “Withdrawn”" in words
    assert "What you typed The price differs. Look at page 4." in words
    assert page.context["forms"] == []


def test_a_case_a_head_took_away_keeps_what_was_typed(as_chen, in_review, zhou, zhao):
    reviews.release(application=in_review, by=zhou, at=NOW)
    steps.claim(in_review, by=zhao)
    page = recommend(as_chen, in_review, GRANT)
    assert page.status_code == 409
    words = words_of(page)
    assert "Zhao Lei has this case." in words
    assert "What you typed All agree." in words


def test_with_nothing_typed_nothing_is_kept(as_chen, in_review, lin):
    submission.withdraw(application=in_review, by=lin, at=NOW)
    page = recommend(as_chen, in_review, GRANT, note="")
    assert "What you typed" not in words_of(page)


def test_a_wrong_form_for_a_closed_act_shows_the_case(as_zhao, in_review):
    page = recommend(as_zhao, in_review, GRANT, outcome="")
    assert page.status_code == 200
    assert page.context["forms"] == []
    assert "Chen Yu has this case." in words_of(page)


def test_sending_twice_recommends_once(as_chen, in_review):
    recommend(as_chen, in_review, GRANT)
    page = recommend(as_chen, in_review, GRANT)
    assert page.status_code == 409
    assert "the case is now in the state “Second review”" in words_of(page)
    assert Recommendation.objects.count() == 1


def test_what_was_typed_is_never_markup(as_chen, in_review, lin):
    submission.withdraw(application=in_review, by=lin, at=NOW)
    page = recommend(as_chen, in_review, GRANT, note="<img src=x onerror=alert(1)>")
    assert "<img" not in main_of(page)
