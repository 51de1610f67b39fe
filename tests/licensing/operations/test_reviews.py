from datetime import timedelta

import pytest
from django.db import transaction

from licensing.enums import Outcome, Section, State
from licensing.models import Application, Recommendation
from licensing.operations import documents, drafts, reviews, submission
from licensing.permissions import NotPermitted
from licensing.queries import catalogue
from licensing.queries.contents import contents_of, digest
from licensing.workflow.application import TransitionNotAllowed
from portal.accounts.roles import MemberRole
from portal.audit import trail
from portal.audit.queries import events_about
from tests import steps
from tests.people import NOW, member
from tests.portal.accounts.racing import race


def fail(**kwargs):
    raise RuntimeError("The trail is full.")


def recommend(application, *, by, outcome=Outcome.GRANT, **kwargs):
    said = {"reason": None, "explanation": "", "note": ""} | kwargs
    return reviews.recommend(
        application=application, outcome=outcome, by=by, at=NOW, **said
    )


def another(by, organisation, serials, *, at=NOW):
    """One more waiting case of the company."""
    draft = steps.draft(by=by, organisation=organisation, serials=serials, at=at)
    return steps.submit(draft, by=by, at=at)


# Claiming


def test_a_waiting_case_is_claimed(submitted, chen):
    claimed = reviews.claim(application=submitted, by=chen, at=NOW)
    assert (claimed.state, claimed.officer, claimed.claimed_at) == (
        State.IN_REVIEW,
        chen,
        NOW,
    )


def test_a_second_claim_of_a_claimed_case_fails_and_says_who_has_it(
    in_review, chen, zhao
):
    with pytest.raises(reviews.AlreadyClaimed) as caught:
        reviews.claim(application=in_review, by=zhao, at=NOW)
    assert caught.value.officer == chen
    in_review.refresh_from_db()
    assert in_review.officer == chen


def test_a_case_with_its_exporter_is_not_claimed(returned, zhao):
    with pytest.raises(TransitionNotAllowed):
        reviews.claim(application=returned, by=zhao, at=NOW)


def test_a_case_is_judged_anew_when_it_is_claimed(submitted, chen, hanjiang):
    hanjiang.qualifications.update(status="SUSPENDED")
    reviews.claim(application=submitted, by=chen, at=NOW)
    submitted.refresh_from_db()
    assert submitted.blocker_count == 1


def test_nothing_is_claimed_when_it_cannot_be_recorded(submitted, chen, monkeypatch):
    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError):
        reviews.claim(application=submitted, by=chen, at=NOW)
    submitted.refresh_from_db()
    assert (submitted.state, submitted.officer) == (State.SUBMITTED, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_exactly_one_gets_the_case(submitted, chen, zhao):
    outcomes = race(
        lambda: reviews.claim(application=submitted, by=chen, at=NOW),
        lambda: reviews.claim(application=submitted, by=zhao, at=NOW),
    )
    submitted.refresh_from_db()
    assert {type(outcome) for outcome in outcomes} == {
        Application,
        reviews.AlreadyClaimed,
    }
    winner = next(row for row in outcomes if isinstance(row, Application))
    assert submitted.officer == winner.officer
    assert events_about(submitted).filter(verb="application.claim").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_against_a_recommendation_ends_one_way(in_review, chen, lin):
    outcomes = race(
        lambda: recommend(in_review, by=chen),
        lambda: submission.withdraw(application=in_review, by=lin, at=NOW),
    )
    in_review.refresh_from_db()
    refused = [row for row in outcomes if isinstance(row, TransitionNotAllowed)]
    assert len(refused) == 1
    if in_review.state == State.WITHDRAWN:
        assert not in_review.recommendations.exists()
    else:
        assert in_review.state == State.RECOMMENDED


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_against_a_claim_leaves_no_case_with_an_officer(
    submitted, chen, lin
):
    outcomes = race(
        lambda: reviews.claim(application=submitted, by=chen, at=NOW),
        lambda: submission.withdraw(application=submitted, by=lin, at=NOW),
    )
    submitted.refresh_from_db()
    claimed, withdrawn = outcomes
    assert isinstance(withdrawn, Application)
    assert submitted.state == State.WITHDRAWN
    # Either the claim came first and the exporter took the case back, or it failed.
    assert isinstance(claimed, Application | TransitionNotAllowed)
    verbs = [event.verb for event in events_about(submitted)[:2]]
    assert verbs[0] == "application.withdraw"


# Claiming whatever is next


def test_the_next_case_is_the_one_due_first(lin, yunfan, chen, private_files):
    later = another(lin, yunfan, (1, 2, 3))
    sooner = another(lin, yunfan, (4, 5, 6), at=NOW - timedelta(days=4))
    assert reviews.claim_next(by=chen, at=NOW) == sooner
    assert reviews.claim_next(by=chen, at=NOW) == later
    with pytest.raises(reviews.NothingToClaim):
        reviews.claim_next(by=chen, at=NOW)


def test_a_case_of_a_company_the_officer_acts_for_is_passed_over(
    submitted, chen, yunfan
):
    member(yunfan, chen, MemberRole.PREPARER)
    with pytest.raises(reviews.NothingToClaim):
        reviews.claim_next(by=chen, at=NOW)


def test_only_first_level_officers_claim_what_is_next(submitted, zhou):
    with pytest.raises(NotPermitted):
        reviews.claim_next(by=zhou, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_take_the_next_case_get_different_ones(
    lin, yunfan, chen, zhao, private_files
):
    cases = {another(lin, yunfan, (1, 2, 3)), another(lin, yunfan, (4, 5, 6))}
    claimed = race(
        lambda: reviews.claim_next(by=chen, at=NOW),
        lambda: reviews.claim_next(by=zhao, at=NOW),
    )
    assert set(claimed) == cases


# Giving back


def test_a_case_given_back_waits_for_anybody(in_review, chen, zhao):
    reviews.release(application=in_review, by=chen, at=NOW)
    claimed = reviews.claim(application=in_review, by=zhao, at=NOW)
    assert claimed.officer == zhao


def test_a_head_gives_back_the_case_of_an_officer_who_is_away(in_review, zhou):
    released = reviews.release(application=in_review, by=zhou, at=NOW)
    assert (released.state, released.officer) == (State.SUBMITTED, None)


def test_a_colleague_does_not_give_a_case_back(in_review, zhao):
    with pytest.raises(NotPermitted, match="Chen Yu has this case"):
        reviews.release(application=in_review, by=zhao, at=NOW)


# Recommending


def test_a_grant_is_recommended_for_exactly_these_contents(in_review, chen):
    recommendation = recommend(
        in_review, by=chen, note="All facts agree.", explanation="Not for a grant."
    )
    in_review.refresh_from_db()
    assert in_review.state == State.RECOMMENDED
    assert recommendation.digest == digest(contents_of(in_review))
    assert (
        recommendation.number,
        recommendation.outcome,
        recommendation.reason,
        recommendation.explanation,
        recommendation.note,
    ) == (1, Outcome.GRANT, None, "", "All facts agree.")
    event = events_about(in_review)[0]
    assert (event.verb, event.reason) == ("application.recommend", "All facts agree.")
    assert (event.facts["number"], event.facts["outcome"]) == (1, "GRANT")


def test_a_refusal_is_recommended_with_its_ground(in_review, chen):
    recommendation = recommend(
        in_review,
        by=chen,
        outcome=Outcome.REFUSE,
        reason=steps.wrong_contract(),
        explanation=" The price differs. ",
    )
    assert (recommendation.reason.code, recommendation.explanation) == (
        "RF-05",
        "The price differs.",
    )


@pytest.mark.parametrize("explanation", ["", "  "])
def test_a_refusal_without_explanation_is_none(in_review, chen, explanation):
    with pytest.raises(reviews.ReasonMissing):
        recommend(
            in_review,
            by=chen,
            outcome=Outcome.REFUSE,
            reason=steps.wrong_contract(),
            explanation=explanation,
        )


def test_a_refusal_without_ground_is_none(in_review, chen):
    with pytest.raises(reviews.ReasonMissing):
        recommend(in_review, by=chen, outcome=Outcome.REFUSE, explanation="No.")


def test_a_grant_is_not_recommended_while_a_rule_blocks(in_review, chen, hanjiang):
    hanjiang.qualifications.update(status="SUSPENDED")
    with pytest.raises(reviews.BlockersOpen, match="manufacturer-suspended") as caught:
        recommend(in_review, by=chen)
    assert [finding.code for finding in caught.value.findings] == [
        "manufacturer-suspended"
    ]
    assert not Recommendation.objects.exists()


def test_a_refusal_may_be_recommended_while_a_rule_blocks(in_review, chen, hanjiang):
    hanjiang.qualifications.update(status="SUSPENDED")
    steps.recommend(in_review, by=chen, outcome=Outcome.REFUSE)
    in_review.refresh_from_db()
    assert in_review.state == State.RECOMMENDED


def test_a_file_not_yet_scanned_blocks_a_grant(draft, lin, chen):
    requirement = catalogue.requirements_of(draft)[0]
    steps.add_document(draft, requirement, by=lin, content=steps.pdf("late"))
    steps.submit(draft, by=lin)
    steps.claim(draft, by=chen)
    with pytest.raises(reviews.BlockersOpen, match="documents-waiting"):
        recommend(draft, by=chen)
    documents.scan_waiting(at=NOW)
    assert recommend(draft, by=chen).outcome == Outcome.GRANT


def test_a_case_that_changed_since_it_was_read_is_not_recommended(in_review, chen):
    with pytest.raises(reviews.ChangedMeanwhile):
        recommend(in_review, by=chen, revision=in_review.revision - 1)
    assert recommend(in_review, by=chen, revision=in_review.revision).number == 1


def test_a_colleague_s_case_is_not_recommended(in_review, zhao):
    with pytest.raises(NotPermitted, match="Chen Yu has this case"):
        recommend(in_review, by=zhao)


def test_a_case_is_recommended_once(recommended, chen):
    with pytest.raises(TransitionNotAllowed):
        recommend(recommended, by=chen)
    assert recommended.recommendations.count() == 1


@pytest.mark.parametrize("section", list(Section))
def test_what_was_assessed_cannot_be_edited(recommended, lin, section):
    with pytest.raises(drafts.SectionLocked), transaction.atomic():
        drafts.lock_for_change(recommended, section=section, by=lin, at=NOW)


def test_a_recommendation_is_not_saved_when_it_cannot_be_recorded(
    in_review, chen, monkeypatch
):
    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError):
        recommend(in_review, by=chen)
    in_review.refresh_from_db()
    assert in_review.state == State.IN_REVIEW
    assert not Recommendation.objects.exists()
