"""Attacks on the second pair of eyes by raw SQL: what the database refuses by itself."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from licensing.enums import Outcome, State
from licensing.models import Decision, Document, Licence
from licensing.operations import decisions, reviews
from portal.accounts.models import User
from portal.accounts.roles import MemberRole, Role
from tests import steps
from tests.attacks import refused_by, run
from tests.people import NOW, member, person

INSERT_DECISION = """
INSERT INTO licensing_decision (
    application_id, recommendation_id, outcome, explanation, basis, digest, decided_at,
    decided_by_id, reason_id
) VALUES (%s, %s, %s, '', '{}', '', %s, %s, NULL)
"""
INSERT_LICENCE = """
INSERT INTO licensing_licence (
    number, application_id, organisation_id, manufacturer_id, type_version_id, issued_at,
    issued_by_id, issued_on, valid_from, valid_to, destination, quantity, face,
    face_digest, ended_as
)
SELECT %s, id, organisation_id, manufacturer_id, type_version_id, %s, %s, '2026-03-02',
    '2026-03-02', '2026-09-01', destination, 3, '{}', '', %s
FROM licensing_application WHERE id = %s
"""


def insert_decision(application, by, *, outcome=Outcome.GRANT, recommendation=None):
    latest = application.recommendations.order_by("-number").first()
    chosen = recommendation or latest
    return (
        INSERT_DECISION,
        application.pk,
        chosen.pk if chosen else 0,
        outcome,
        NOW,
        by.pk,
    )


def promote(user):
    """Make anybody a head, past every operation."""
    User.objects.filter(pk=user.pk).update(role=Role.HEAD)


# The decision


def test_a_head_without_a_hand_in_the_case_may(recommended, zhou):
    run(*insert_decision(recommended, zhou))
    assert Decision.objects.get().decided_by == zhou


def test_the_officer_who_assessed_cannot(recommended, chen):
    promote(chen)
    refused_by("decision_four_eyes", *insert_decision(recommended, chen))


def test_the_signatory_who_submitted_cannot(recommended, lin):
    promote(lin)
    refused_by("decision_four_eyes", *insert_decision(recommended, lin))


def test_an_officer_who_only_claimed_once_cannot(submitted, chen, zhao):
    steps.claim(submitted, by=zhao)
    reviews.release(application=submitted, by=zhao, at=NOW)
    steps.claim(submitted, by=chen)
    steps.recommend(submitted, by=chen)
    promote(zhao)
    refused_by("decision_four_eyes", *insert_decision(submitted, zhao))


def test_a_preparer_who_only_uploaded_a_file_cannot(draft, lin, wei, chen):
    requirement = draft.type_version.requirements.get(code="N-CON")
    document = steps.add_document(draft, requirement, by=wei, content=steps.pdf("more"))
    Document.objects.filter(pk=document.pk).update(scan_state="CLEAN", scanned_at=NOW)
    steps.submit(draft, by=lin)
    steps.claim(draft, by=chen)
    steps.recommend(draft, by=chen)
    promote(wei)
    refused_by("decision_four_eyes", *insert_decision(draft, wei))


# Each of these stands in the case itself, whether or not anybody noted a participation.
HANDS = {
    "started it": "UPDATE licensing_application SET created_by_id = %s WHERE id = %s",
    "submitted it": "UPDATE licensing_application SET submitted_by_id = %s WHERE id = %s",
    "holds it": "UPDATE licensing_application SET officer_id = %s WHERE id = %s",
    "uploaded a file": (
        "UPDATE licensing_document SET uploaded_by_id = %s WHERE application_id = %s"
    ),
    "removed a file": (
        "UPDATE licensing_document SET removed_by_id = %s, removed_at = now()"
        " WHERE application_id = %s"
    ),
    "uploaded a list": (
        "UPDATE licensing_vehicleimport SET uploaded_by_id = %s WHERE application_id = %s"
    ),
    "agreed to a list": (
        "UPDATE licensing_vehicleimport SET agreed_by_id = %s WHERE application_id = %s"
    ),
    "asked for a correction": (
        "INSERT INTO licensing_correction (requested_by_id, application_id, number,"
        " requested_at, due_on, digest_before)"
        " VALUES (%s, %s, 9, now(), '2026-03-16', '')"
    ),
    "answered a correction": (
        "INSERT INTO licensing_correction (answered_by_id, application_id, number,"
        " requested_at, due_on, digest_before, answered_at, requested_by_id)"
        " SELECT %s, id, 9, now(), '2026-03-16', '', now(), created_by_id"
        " FROM licensing_application WHERE id = %s"
    ),
    "is noted as a participant": (
        "INSERT INTO licensing_participation (user_id, application_id, part, first_at)"
        " VALUES (%s, %s, 'PREPARED', now())"
    ),
}


@pytest.mark.parametrize("hand", list(HANDS))
def test_whoever_touched_the_case_in_any_way_cannot(recommended, zhou, hand):
    run(HANDS[hand], zhou.pk, recommended.pk)
    refused_by("decision_four_eyes", *insert_decision(recommended, zhou))


def test_whoever_recommended_before_cannot(recommended, zhou, chen):
    run(
        "INSERT INTO licensing_recommendation (application_id, number, outcome,"
        " explanation, note, digest, recommended_at, recommended_by_id)"
        " VALUES (%s, 2, 'GRANT', '', '', '', now(), %s)",
        recommended.pk,
        zhou.pk,
    )
    refused_by("decision_four_eyes", *insert_decision(recommended, zhou))


def test_whoever_submitted_before_cannot(recommended, zhou):
    run(
        "INSERT INTO licensing_submission (application_id, number, submitted_at,"
        " submitted_by_id, declaration, contents, digest)"
        " VALUES (%s, 2, now(), %s, '', '{}', '')",
        recommended.pk,
        zhou.pk,
    )
    refused_by("decision_four_eyes", *insert_decision(recommended, zhou))


# Whoever acts for a company of the case, whenever they joined it


@pytest.mark.parametrize("company", ["yunfan", "hanjiang"])
@pytest.mark.parametrize("role", list(MemberRole))
def test_no_head_who_acts_for_the_exporter_or_the_maker(
    request, recommended, zhou, company, role
):
    member(request.getfixturevalue(company), zhou, role)
    refused_by("decision_by_outsider", *insert_decision(recommended, zhou))


def test_no_member_of_the_exporter_who_was_made_a_head(recommended, wei):
    promote(wei)
    refused_by("decision_by_outsider", *insert_decision(recommended, wei))


def test_no_refusal_either(recommended, zhou, yunfan):
    member(yunfan, zhou)
    refused_by(
        "decision_by_outsider",
        *insert_decision(recommended, zhou, outcome=Outcome.REFUSE),
    )


def test_a_head_who_acts_for_another_company_may(recommended, zhou, tongzhou):
    member(tongzhou, zhou)
    run(*insert_decision(recommended, zhou))
    assert Decision.objects.get().decided_by == zhou


@pytest.mark.parametrize("company", ["yunfan", "hanjiang"])
def test_nobody_recommends_who_acts_for_a_company_of_the_case(
    request, in_review, chen, company
):
    member(request.getfixturevalue(company), chen)
    refused_by(
        "recommendation_by_outsider",
        "INSERT INTO licensing_recommendation (application_id, number, outcome,"
        " explanation, note, digest, recommended_at, recommended_by_id)"
        " VALUES (%s, 1, 'GRANT', '', '', '', now(), %s)",
        in_review.pk,
        chen.pk,
    )


@pytest.mark.parametrize("name", ["submitted", "in_review", "returned", "granted"])
def test_no_case_away_from_the_second_level(request, he, name):
    case = request.getfixturevalue(name)
    refused_by("decision_at_second_level", *insert_decision(case, he))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HEAD])
def test_nobody_of_another_role(recommended, role):
    stranger = person("somebody@authority.example", "Some Body", role)
    refused_by("decision_by_second_level", *insert_decision(recommended, stranger))


def test_no_head_who_has_left(recommended, zhou):
    User.objects.filter(pk=zhou.pk).update(is_active=False, disabled_at=NOW)
    refused_by("decision_by_second_level", *insert_decision(recommended, zhou))


def test_only_on_the_latest_recommendation(recommended, zhou, chen):
    first = recommended.recommendations.get()
    decisions.send_back(application=recommended, note="Look.", by=zhou, at=NOW)
    steps.recommend(recommended, by=chen)
    refused_by(
        "decision_on_latest_recommendation",
        *insert_decision(recommended, zhou, recommendation=first),
    )


def test_a_refusal_without_ground(recommended, zhou):
    refused_by(
        "decision_to_refuse_has_reason",
        *insert_decision(recommended, zhou, outcome=Outcome.REFUSE),
    )


def test_a_second_decision(recommended, zhou, he):
    run(*insert_decision(recommended, zhou))
    with pytest.raises(DatabaseError, match="duplicate key"), transaction.atomic():
        run(*insert_decision(recommended, he))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE licensing_decision SET outcome = 'REFUSE'",
        "DELETE FROM licensing_decision",
        "UPDATE licensing_recommendation SET outcome = 'REFUSE'",
        "DELETE FROM licensing_recommendation",
        "UPDATE licensing_participation SET part = 'PREPARED'",
        "DELETE FROM licensing_participation",
        "UPDATE licensing_submission SET digest = ''",
        "DELETE FROM licensing_submission",
    ],
)
def test_what_was_said_is_never_unsaid(granted, sql):
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        run(sql)


# The state


@pytest.mark.parametrize("state", [State.GRANTED, State.REFUSED])
def test_a_case_is_not_closed_without_its_decision(recommended, state):
    refused_by(
        "application_closed_by_decision",
        "UPDATE licensing_application SET state = %s, closed_at = now() WHERE id = %s",
        state,
        recommended.pk,
    )


def test_a_case_is_not_closed_against_its_decision(recommended, zhou):
    run(*insert_decision(recommended, zhou))
    refused_by(
        "application_closed_by_decision",
        "UPDATE licensing_application SET state = 'REFUSED', closed_at = now()"
        " WHERE id = %s",
        recommended.pk,
    )


def test_a_case_is_not_born_granted(recommended):
    refused_by(
        "application_closed_by_decision",
        "INSERT INTO licensing_application (reference, type_version_id, organisation_id,"
        " state, created_at, created_by_id, changed_at, revision, contract_number,"
        " buyer_name, destination, customs_district, trade_mode, payment_mode,"
        " transport_mode, quantity, vehicle_count, blocker_count, check_count, closed_at)"
        " SELECT 'EV-2026-999999-0', type_version_id, organisation_id, 'GRANTED', now(),"
        " created_by_id, now(), 0, '', '', '', '', '', '', '', 0, 0, 0, 0, now()"
        " FROM licensing_application WHERE id = %s",
        recommended.pk,
    )


@pytest.mark.parametrize("state", [State.RECOMMENDED, State.DRAFT, State.WITHDRAWN])
def test_a_closed_case_is_not_opened_again(granted, state):
    refused_by(
        "application_stays_closed",
        "UPDATE licensing_application SET state = %s, closed_at = NULL WHERE id = %s",
        state,
        granted.pk,
    )


def test_a_state_nobody_knows(recommended):
    refused_by(
        "application_state_known",
        "UPDATE licensing_application SET state = 'APPROVED' WHERE id = %s",
        recommended.pk,
    )


# The licence


def test_no_licence_without_a_grant(recommended, zhou):
    refused_by(
        "licence_by_grant",
        INSERT_LICENCE,
        "26-JN-000009",
        NOW,
        zhou.pk,
        "",
        recommended.pk,
    )


def test_no_licence_on_a_refusal(recommended, zhou):
    steps.decide(recommended, by=zhou, outcome=Outcome.REFUSE)
    refused_by(
        "licence_by_grant",
        INSERT_LICENCE,
        "26-JN-000009",
        NOW,
        zhou.pk,
        "",
        recommended.pk,
    )


def test_no_licence_by_another_than_who_granted(recommended, zhou, he):
    run(*insert_decision(recommended, zhou))
    refused_by(
        "licence_by_grant",
        INSERT_LICENCE,
        "26-JN-000009",
        NOW,
        he.pk,
        "",
        recommended.pk,
    )


def test_no_licence_that_begins_ended(recommended, zhou):
    run(*insert_decision(recommended, zhou))
    refused_by(
        "licence_begins_live",
        INSERT_LICENCE,
        "26-JN-000009",
        NOW,
        zhou.pk,
        "SUSPENDED",
        recommended.pk,
    )


def test_no_second_licence_of_a_case(licence, zhou):
    with pytest.raises(DatabaseError, match="duplicate key"), transaction.atomic():
        run(
            INSERT_LICENCE,
            "26-JN-000009",
            NOW,
            zhou.pk,
            "",
            licence.application_id,
        )
    assert Licence.objects.count() == 1


def test_the_rules_a_case_began_with_stay_its_rules(recommended):
    other = recommended.type_version
    other.pk, other.number, other.valid_from = None, 2, date(2027, 1, 1)
    other.save()
    refused_by(
        "application_type_pinned",
        "UPDATE licensing_application SET type_version_id = %s WHERE id = %s",
        other.pk,
        recommended.pk,
    )
