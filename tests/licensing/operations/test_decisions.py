from datetime import date, timedelta

import pytest

from licensing.enums import NoticeKind, Outcome, State
from licensing.models import (
    Application,
    Clock,
    CodeEntry,
    Decision,
    GoodsCode,
    Licence,
    Notice,
    NumberSeries,
)
from licensing.operations import decisions, reviews
from licensing.permissions import NotPermitted
from licensing.workflow.application import TransitionNotAllowed
from portal.accounts.operations import people
from portal.accounts.roles import Role
from portal.audit import trail
from portal.audit.queries import events_about
from tests import steps
from tests.people import NOW
from tests.portal.accounts.racing import race

HAND_IN_IT = "You had a hand in this case"


def fail_at(verb):
    """Let the trail record everything but this."""
    record = trail.record

    def fail(**kwargs):
        if kwargs["verb"] == verb:
            raise RuntimeError("The trail is full.")
        return record(**kwargs)

    return fail


def decide(application, *, by, outcome=Outcome.GRANT, **kwargs):
    said = {"reason": None, "explanation": ""} | kwargs
    return decisions.decide(
        application=application, outcome=outcome, by=by, at=NOW, **said
    )


def refuse(application, *, by, **kwargs):
    said = {"reason": steps.wrong_contract(), "explanation": " The price differs. "}
    return decide(application, by=by, outcome=Outcome.REFUSE, **(said | kwargs))


# One decision, by somebody else


def test_a_grant_issues_the_licence(recommended, zhou):
    decision = decide(recommended, by=zhou)
    recommended.refresh_from_db()
    assert (recommended.state, recommended.closed_at) == (State.GRANTED, NOW)
    assert (decision.outcome, decision.reason, decision.explanation) == (
        Outcome.GRANT,
        None,
        "",
    )
    licence = Licence.objects.get()
    assert (licence.number, licence.application, licence.issued_by) == (
        "26-JN-000001",
        recommended,
        zhou,
    )


def test_a_refusal_issues_nothing_and_tells_the_exporter_why(recommended, zhou, lin):
    decision = refuse(recommended, by=zhou)
    recommended.refresh_from_db()
    assert recommended.state == State.REFUSED
    assert (decision.reason.code, decision.explanation) == (
        "RF-05",
        "The price differs.",
    )
    assert not Licence.objects.exists()
    assert Notice.objects.get(kind=NoticeKind.REFUSED).recipient == lin
    event = events_about(recommended)[0]
    assert (event.verb, event.reason, event.facts["ground"]) == (
        "application.refuse",
        "The price differs.",
        "RF-05",
    )


def test_a_grant_never_sends_what_was_typed_for_a_refusal(recommended, zhou, lin):
    decision = decide(
        recommended,
        by=zhou,
        reason=steps.wrong_contract(),
        explanation="The price differs.",
    )
    assert (decision.reason, decision.explanation) == (None, "")
    granted = events_about(recommended).get(verb="application.grant")
    assert (granted.reason, "ground" in granted.facts) == ("", False)
    kinds = list(Notice.objects.values_list("kind", flat=True))
    assert sorted(kinds) == [NoticeKind.ISSUED, NoticeKind.RECEIVED]


def test_the_second_level_may_differ_from_the_first(in_review, chen, zhou):
    steps.recommend(in_review, by=chen, outcome=Outcome.REFUSE)
    decide(in_review, by=zhou)
    in_review.refresh_from_db()
    assert in_review.state == State.GRANTED


def test_a_decision_keeps_what_it_rests_on(recommended, zhou):
    decision = decide(recommended, by=zhou)
    assert decision.basis["contents"] == recommended.submissions.get().contents
    assert decision.basis["findings"] == []
    assert "exporter-authorised" in decision.basis["passed"]
    assert decision.basis["type"] == "EV-NEW v1"
    assert decision.recommendation == recommended.recommendations.get()


def test_a_decision_stops_the_clock(recommended, zhou):
    decide(recommended, by=zhou)
    assert Clock.objects.get().stopped_on == date(2026, 3, 2)


def test_who_assessed_does_not_decide(recommended, chen, ada):
    people.change_role(user=chen, role=Role.HEAD, by=ada, at=NOW, reason="Promoted.")
    chen.refresh_from_db()
    for act in (decide, refuse):
        with pytest.raises(NotPermitted, match=HAND_IN_IT):
            act(recommended, by=chen)
    with pytest.raises(NotPermitted, match=HAND_IN_IT):
        decisions.send_back(application=recommended, note="Look.", by=chen, at=NOW)


def test_who_had_claimed_and_given_back_does_not_decide(
    submitted, zhao, chen, ada, zhou
):
    steps.claim(submitted, by=zhao)
    reviews.release(application=submitted, by=zhao, at=NOW)
    steps.claim(submitted, by=chen)
    steps.recommend(submitted, by=chen)
    people.change_role(user=zhao, role=Role.HEAD, by=ada, at=NOW, reason="Promoted.")
    zhao.refresh_from_db()
    with pytest.raises(NotPermitted, match=HAND_IN_IT):
        decide(submitted, by=zhao)
    assert decide(submitted, by=zhou).decided_by == zhou


@pytest.mark.parametrize("name", ["lin", "chen", "zhao", "ada", "olu"])
def test_nobody_but_the_second_level_decides(recommended, request, name):
    with pytest.raises(NotPermitted, match="Only a second-level officer"):
        decide(recommended, by=request.getfixturevalue(name))


def test_two_approvals_and_a_correction_issue_nothing(submitted, chen, zhao, zhou, ada):
    """Whoever asked for the correction holds the case; nothing can be granted."""
    steps.claim(submitted, by=chen)
    steps.recommend(submitted, by=chen)
    decisions.send_back(application=submitted, note="Look.", by=zhou, at=NOW)
    steps.recommend(submitted, by=chen)
    decisions.send_back(application=submitted, note="Again.", by=zhou, at=NOW)
    steps.ask_for_correction(submitted, by=chen)
    with pytest.raises(TransitionNotAllowed):
        decide(submitted, by=zhou)
    assert not Licence.objects.exists()


# What stops a grant


@pytest.mark.parametrize("name", ["submitted", "in_review", "returned", "granted"])
def test_only_a_case_at_second_review_is_decided(request, he, name):
    case = request.getfixturevalue(name)
    for act in (decide, refuse):
        with pytest.raises(TransitionNotAllowed):
            act(case, by=he)


def test_nothing_is_granted_while_a_rule_blocks(recommended, zhou, hanjiang):
    hanjiang.qualifications.update(status="REMOVED")
    with pytest.raises(reviews.BlockersOpen, match="manufacturer-removed"):
        decide(recommended, by=zhou)
    recommended.refresh_from_db()
    assert recommended.state == State.RECOMMENDED
    assert not Decision.objects.exists()
    assert not NumberSeries.objects.filter(name__startswith="licence:").exists()


@pytest.mark.parametrize(
    ("code_list", "code", "finding"),
    [
        ("CUSTOMS_DISTRICT", "2248", "customs-district-not-on-list"),
        ("TRADE_MODE", "0110", "trade-mode-not-on-list"),
        ("PAYMENT_MODE", "LC", "payment-mode-not-on-list"),
        ("TRANSPORT_MODE", "2", "transport-mode-not-on-list"),
    ],
)
def test_a_code_that_ran_out_since_submission_blocks_the_grant(
    recommended, zhou, code_list, code, finding
):
    rows = CodeEntry.objects.filter(code_list=code_list, code=code)
    rows.update(valid_until=date(2026, 3, 1))
    with pytest.raises(reviews.BlockersOpen, match=f"^{finding}$"):
        decide(recommended, by=zhou)
    assert refuse(recommended, by=zhou).outcome == Outcome.REFUSE


def test_a_goods_code_that_ran_out_since_submission_blocks_the_grant(recommended, zhou):
    GoodsCode.objects.filter(code="8703801090").update(valid_until=date(2026, 3, 1))
    with pytest.raises(reviews.BlockersOpen, match=r"^hs-code-not-in-catalogue$"):
        decide(recommended, by=zhou)


def test_a_code_given_twice_for_the_day_is_said_in_its_newest_words(recommended, zhou):
    """A row may be ended late: on its last days there are two."""
    GoodsCode.objects.create(
        licence_type=recommended.type_version.licence_type,
        code="8703801090",
        is_used=False,
        is_kit=False,
        has_vin=True,
        name_en="Newest cars",
        name_zh="最新的车",
        unit_en="car",
        unit_zh="辆",
        valid_from=date(2026, 3, 1),
    )
    CodeEntry.objects.create(
        code_list="TRANSPORT_MODE",
        code="2",
        name_en="By ship",
        name_zh="水路",
        valid_from=date(2026, 3, 1),
    )
    decide(recommended, by=zhou)
    face = Licence.objects.get().face
    assert (face["goods"]["en"], face["transport_mode"]["en"]) == (
        "Newest cars",
        "By ship",
    )


def test_a_refusal_needs_ground_and_explanation(recommended, zhou):
    for missing in ({"reason": None}, {"explanation": " "}):
        with pytest.raises(reviews.ReasonMissing):
            refuse(recommended, by=zhou, **missing)


def test_contents_changed_behind_the_assessment_cannot_be_decided(recommended, zhou):
    Application.objects.update(buyer_name="Somebody Else Ltd.")
    for act in (decide, refuse):
        with pytest.raises(decisions.RecommendationOutdated):
            act(recommended, by=zhou)
    assert not Decision.objects.exists()


def test_an_outdated_assessment_is_sent_back_and_made_anew(recommended, zhou, chen):
    Application.objects.update(buyer_name="Somebody Else Ltd.")
    decisions.send_back(application=recommended, note="Look.", by=zhou, at=NOW)
    steps.recommend(recommended, by=chen)
    assert decide(recommended, by=zhou).recommendation.number == 2


def test_a_recommendation_that_was_replaced_meanwhile_is_not_decided(
    recommended, zhou, he, chen
):
    decisions.send_back(application=recommended, note="Look.", by=he, at=NOW)
    steps.recommend(recommended, by=chen, outcome=Outcome.REFUSE)
    with pytest.raises(reviews.ChangedMeanwhile):
        decide(recommended, by=zhou, recommendation_number=1)
    assert refuse(recommended, by=zhou, recommendation_number=2).decided_by == zhou


# Sending back


def test_a_case_sent_back_goes_to_its_officer(recommended, zhou, chen):
    case = decisions.send_back(
        application=recommended, note="Check the outlet.", by=zhou, at=NOW
    )
    assert (case.state, case.officer) == (State.IN_REVIEW, chen)
    event = events_about(case)[0]
    assert (event.verb, event.reason) == ("application.send_back", "Check the outlet.")


def test_a_case_sent_back_to_nobody_waits_for_anybody(recommended, zhou, chen, ada):
    people.disable(user=chen, by=ada, at=NOW, reason="Left the office.")
    case = decisions.send_back(application=recommended, note="Look.", by=zhou, at=NOW)
    assert (case.state, case.officer) == (State.SUBMITTED, None)


def test_the_first_level_sends_nothing_back(recommended, chen):
    with pytest.raises(NotPermitted):
        decisions.send_back(application=recommended, note="Mine.", by=chen, at=NOW)


# All or nothing


@pytest.mark.parametrize("verb", ["application.grant", "licence.issued"])
def test_nothing_is_granted_when_it_cannot_be_recorded(
    recommended, zhou, monkeypatch, verb
):
    monkeypatch.setattr(trail, "record", fail_at(verb))
    with pytest.raises(RuntimeError):
        decide(recommended, by=zhou)
    recommended.refresh_from_db()
    assert (recommended.state, recommended.closed_at) == (State.RECOMMENDED, None)
    assert not Decision.objects.exists()
    assert not Licence.objects.exists()
    assert not NumberSeries.objects.filter(name__startswith="licence:").exists()
    assert Clock.objects.get().stopped_on is None
    assert not Notice.objects.filter(kind=NoticeKind.ISSUED).exists()


def test_nothing_is_sent_back_when_it_cannot_be_recorded(
    recommended, zhou, monkeypatch
):
    monkeypatch.setattr(trail, "record", fail_at("application.send_back"))
    with pytest.raises(RuntimeError):
        decisions.send_back(application=recommended, note="Look.", by=zhou, at=NOW)
    recommended.refresh_from_db()
    assert recommended.state == State.RECOMMENDED


# At once


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_issue_one_licence(recommended, zhou, he):
    outcomes = race(
        lambda: decide(recommended, by=zhou), lambda: decide(recommended, by=he)
    )
    assert {type(row) for row in outcomes} == {Decision, TransitionNotAllowed}
    assert Licence.objects.count() == 1
    assert NumberSeries.objects.get(name="licence:JN:2026").last == 1


@pytest.mark.django_db(transaction=True)
def test_a_grant_and_a_refusal_at_once_end_one_way(recommended, zhou, he):
    outcomes = race(
        lambda: decide(recommended, by=zhou), lambda: refuse(recommended, by=he)
    )
    recommended.refresh_from_db()
    decision = Decision.objects.get()
    assert [row for row in outcomes if isinstance(row, Decision)] == [decision]
    assert Licence.objects.exists() == (decision.outcome == Outcome.GRANT)
    notices = Notice.objects.filter(kind__in=[NoticeKind.ISSUED, NoticeKind.REFUSED])
    assert notices.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_decision_and_a_sending_back_at_once_end_one_way(recommended, zhou, he):
    race(
        lambda: decide(recommended, by=zhou),
        lambda: decisions.send_back(
            application=recommended, note="Look.", by=he, at=NOW
        ),
    )
    recommended.refresh_from_db()
    granted = recommended.state == State.GRANTED
    assert Licence.objects.exists() == Decision.objects.exists() == granted
    assert recommended.state in {State.GRANTED, State.IN_REVIEW}


@pytest.mark.django_db(transaction=True)
def test_one_car_in_two_cases_is_licensed_once(
    lin, yunfan, chen, zhou, he, private_files
):
    """Both grants are on their way; the second sees what the first has issued."""
    cases = []
    for serials in ((1, 2, 3), (3, 4, 5)):
        case = steps.draft(by=lin, organisation=yunfan, serials=serials)
        steps.submit(case, by=lin)
        cases.append(case)
    for case in cases:
        steps.claim(case, by=chen)
        steps.recommend(case, by=chen)
    outcomes = race(lambda: decide(cases[0], by=zhou), lambda: decide(cases[1], by=he))
    assert {type(row) for row in outcomes} == {Decision, reviews.BlockersOpen}
    assert Licence.objects.count() == 1


def test_numbers_of_licences_have_no_gap(lin, yunfan, chen, zhou, private_files):
    for place, serials in enumerate([(1, 2, 3), (4, 5, 6), (7, 8, 9)]):
        at = NOW + timedelta(minutes=place)
        case = steps.draft(by=lin, organisation=yunfan, serials=serials, at=at)
        steps.submit(case, by=lin, at=at)
        steps.claim(case, by=chen, at=at)
        steps.recommend(case, by=chen, at=at)
        steps.decide(case, by=zhou, at=at)
    assert list(Licence.objects.order_by("pk").values_list("number", flat=True)) == [
        "26-JN-000001",
        "26-JN-000002",
        "26-JN-000003",
    ]
