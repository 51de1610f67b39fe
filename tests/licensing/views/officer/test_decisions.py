"""The second level's acts."""

from datetime import date

import pytest
from django.test import override_settings
from django.urls import reverse

from licensing.enums import Outcome, State
from licensing.models import CodeEntry, Decision, Licence
from licensing.operations import decisions
from portal.accounts.operations import people
from tests import steps
from tests.licensing.views.officer.reading import address, problems_of, said, words_of
from tests.people import NOW

GRANT = {
    "outcome": "GRANT",
    "reason": "",
    "explanation": "",
    "recommendation_number": "1",
}
REFUSAL = GRANT | {
    "outcome": "REFUSE",
    "reason": "RF-05",
    "explanation": "The price differs.",
}


def decide(browser, application, answers, **typed):
    return browser.post(address("case-decide", application), answers | typed)


def send_back(browser, application, note="Check the outlet."):
    return browser.post(address("case-send-back", application), {"note": note})


def test_a_grant_issues_the_licence(as_zhou, recommended, zhou):
    answer = decide(as_zhou, recommended, GRANT)
    assert answer["Location"] == address("case", recommended)
    assert said(answer) == [
        f"{recommended.reference} is granted and its licence is issued."
    ]
    assert Licence.objects.get().issued_by == zhou


def test_a_refusal_is_told(as_zhou, recommended):
    answer = decide(as_zhou, recommended, REFUSAL)
    assert said(answer) == [
        f"{recommended.reference} is refused and its exporter is told."
    ]
    decision = Decision.objects.get()
    assert (decision.outcome, decision.explanation) == (
        Outcome.REFUSE,
        "The price differs.",
    )


def test_a_refusal_needs_its_ground_and_explanation(as_zhou, recommended):
    page = decide(as_zhou, recommended, REFUSAL, reason="", explanation="")
    assert problems_of(page) == [
        "Ground, if you refuse: Choose the ground of the refusal.",
        (
            "Explanation to the exporter, if you refuse:"
            " Explain the refusal to the exporter."
        ),
    ]
    assert not Decision.objects.exists()


def test_a_grant_is_refused_while_a_rule_blocks(as_zhou, recommended, hanjiang):
    hanjiang.qualifications.update(status="REMOVED")
    page = decide(as_zhou, recommended, GRANT)
    assert problems_of(page) == ["Outcome: A grant is closed while 1 blocker is open."]
    assert not Decision.objects.exists()


def test_a_code_that_ran_out_is_seen_before_the_grant_and_closes_it(
    as_zhou, recommended
):
    CodeEntry.objects.filter(code_list="CUSTOMS_DISTRICT", code="2248").update(
        valid_until=date(2026, 3, 1)
    )
    assert "The customs district 2248 is not on the list any more." in words_of(
        as_zhou.get(address("case", recommended))
    )
    page = decide(as_zhou, recommended, GRANT)
    assert problems_of(page) == ["Outcome: A grant is closed while 1 blocker is open."]
    assert not Decision.objects.exists()


@pytest.mark.parametrize("name", ["as_chen", "as_zhao", "as_olu"])
def test_nobody_but_the_second_level_decides(request, recommended, name):
    page = decide(request.getfixturevalue(name), recommended, GRANT)
    assert page.status_code == 409
    assert "Only a second-level officer decides." in words_of(page)
    assert not Decision.objects.exists()


def test_who_assessed_does_not_decide_after_a_promotion(
    as_chen, recommended, chen, ada
):
    people.change_role(user=chen, role="HEAD", by=ada, at=NOW, reason="Promoted.")
    for answer in (
        decide(as_chen, recommended, GRANT),
        decide(as_chen, recommended, REFUSAL),
        send_back(as_chen, recommended),
    ):
        assert answer.status_code == 409
        assert "You had a hand in this case" in words_of(answer)
    recommended.refresh_from_db()
    assert recommended.state == State.RECOMMENDED


def test_a_decision_on_a_page_left_open_keeps_what_was_typed(as_zhou, recommended, he):
    steps.decide(recommended, by=he)
    page = decide(as_zhou, recommended, REFUSAL)
    assert page.status_code == 409
    words = words_of(page)
    assert "the case is now in the state “Granted”" in words
    assert "What you typed The price differs." in words
    assert Decision.objects.count() == 1


def test_a_replaced_recommendation_is_read_first(as_zhou, recommended, he, chen):
    decisions.send_back(application=recommended, note="Look.", by=he, at=NOW)
    steps.recommend(recommended, by=chen, outcome=Outcome.REFUSE)
    page = decide(as_zhou, recommended, GRANT)
    assert page.status_code == 409
    assert "The case changed while you had it open." in words_of(page)
    decision, _ = page.context["forms"]
    assert decision["recommendation_number"].value() == 2
    assert decision["outcome"].value() == "GRANT"
    assert not Decision.objects.exists()


def test_contents_changed_behind_the_assessment_are_sent_back(as_zhou, recommended):
    type(recommended).objects.update(buyer_name="Somebody Else Ltd.")
    page = decide(as_zhou, recommended, GRANT)
    assert page.status_code == 409
    assert "The contents are not those that were assessed." in words_of(page)


# Sending back


def test_a_case_is_sent_back_with_a_note(as_zhou, recommended, chen):
    answer = send_back(as_zhou, recommended)
    assert answer["Location"] == "/cases/"
    assert said(answer) == [f"{recommended.reference} is back in first review."]
    recommended.refresh_from_db()
    assert (recommended.state, recommended.officer) == (State.IN_REVIEW, chen)


def test_a_case_is_not_sent_back_without_a_word(as_zhou, recommended):
    page = send_back(as_zhou, recommended, note=" ")
    assert problems_of(page) == [
        "What the first level should look at: Say what the first level should look at."
    ]
    assert '<details class="lc-more lc-gap-s" open>' in page.text
    recommended.refresh_from_db()
    assert recommended.state == State.RECOMMENDED


def test_a_decided_case_is_not_sent_back(as_zhou, granted):
    page = send_back(as_zhou, granted)
    assert page.status_code == 409
    assert "What you typed Check the outlet." in words_of(page)


# Who it is


@override_settings(SECOND_FACTOR_REQUIRED=True, SECOND_FACTOR_ALSO_REQUIRED_FOR="")
def test_a_decision_asks_again_who_it_is(as_zhou, recommended, settings):
    settings.MIDDLEWARE = [
        name for name in settings.MIDDLEWARE if "SecondFactor" not in name
    ]
    answer = decide(as_zhou, recommended, GRANT)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not Decision.objects.exists()
