"""Each constraint of the licensing tables, tripped by name."""

import pytest

from tests.attacks import copy, refused_by, run

# On rows that no case rests on.
OF_THE_CATALOGUE = {
    "licence_type_version_number": copy("licensing.LicenceTypeVersion"),
    "licence_type_version_ends_after_it_begins": (
        "UPDATE licensing_licencetypeversion SET valid_until = valid_from - 1"
    ),
    "document_requirement_once_a_version": copy("licensing.DocumentRequirement"),
    "notice_milestone_once_a_day": copy("licensing.NoticeMilestone"),
    "goods_code_once_from_a_day": copy("licensing.GoodsCode"),
    "reason_code_once_from_a_day": copy("licensing.ReasonCode"),
    "code_entry_once_from_a_day": copy("licensing.CodeEntry"),
}
# On a granted case with its licence.
OF_A_CASE = {
    "application_submitted_at_with_by": (
        "UPDATE licensing_application SET submitted_by_id = NULL"
    ),
    "application_claimed_at_with_officer": (
        "UPDATE licensing_application SET officer_id = NULL"
    ),
    "application_sent_has_submission": (
        "UPDATE licensing_application SET submitted_at = NULL, submitted_by_id = NULL"
    ),
    "application_closed_at_when_closed": (
        "UPDATE licensing_application SET closed_at = NULL"
    ),
    "line_position_once": copy("licensing.SpecificationLine"),
    "line_quantity_positive": "UPDATE licensing_specificationline SET quantity = 0",
    "line_unit_price_positive": "UPDATE licensing_specificationline SET unit_price = 0",
    "vehicle_once_per_application": copy("licensing.Vehicle"),
    "vehicle_vin_well_formed": (
        "UPDATE licensing_vehicle SET vin = 'LHJCE4CBOT1000001'"
    ),
    "vehicle_import_agreed_at_with_by": (
        "UPDATE licensing_vehicleimport SET agreed_by_id = NULL"
    ),
    "document_removed_at_with_by": "UPDATE licensing_document SET removed_at = now()",
    "document_scanned_at_with_verdict": (
        "UPDATE licensing_document SET scanned_at = NULL"
    ),
    "clock_once_per_case": copy("licensing.Clock"),
    "submission_number_once": copy("licensing.Submission"),
    "participation_once": copy("licensing.Participation"),
    "recommendation_number_once": copy("licensing.Recommendation"),
    "recommendation_to_refuse_has_reason": copy(
        "licensing.Recommendation", number="2", outcome="'REFUSE'"
    ),
    "licence_number_well_formed": copy("licensing.Licence", number="'26-JN-1'"),
    "licence_ends_after_it_begins": copy(
        "licensing.Licence", valid_to="valid_from - 1"
    ),
    "licence_quantity_positive": copy("licensing.Licence", quantity="0"),
    "licence_face_fixed": "UPDATE licensing_licence SET quantity = quantity + 1",
    "licence_ended_by_act": "UPDATE licensing_licence SET ended_as = 'REVOKED'",
    "licence_ending_by_two_people": (
        "INSERT INTO licensing_licenceending (licence_id, kind, ground, proposed_by_id,"
        " ended_at, ended_by_id) SELECT id, 'REVOKED', 'False papers.', issued_by_id,"
        " now(), issued_by_id FROM licensing_licence"
    ),
    "licensed_vehicle_on_one_live_licence": copy("licensing.LicensedVehicle"),
    "licence_type_version_pinned": (
        "UPDATE licensing_licencetypeversion SET validity_months = 12"
    ),
}
# On a case with an open correction.
OF_A_CORRECTION = {
    "correction_number_once": copy(
        "licensing.Correction", answered_at="now()", answered_by_id="requested_by_id"
    ),
    "correction_open_once": copy("licensing.Correction", number="9"),
    "correction_answered_at_with_by": (
        "UPDATE licensing_correction SET answered_at = now()"
    ),
    "correction_item_position_once": copy("licensing.CorrectionItem"),
    "clock_paused_once_at_a_time": copy("licensing.ClockPause"),
    "clock_pause_ends_after_it_begins": (
        "UPDATE licensing_clockpause SET resumed_on = paused_on - 1"
    ),
}
NOT_TEN_DIGITS = ["", "870380109", "870380109A", "8703.80.10", " 870380109"]


@pytest.mark.parametrize("name", OF_THE_CATALOGUE)
def test_reference_rows_do_not_contradict_each_other(db, name):
    refused_by(name, OF_THE_CATALOGUE[name])


@pytest.mark.parametrize("code", NOT_TEN_DIGITS)
def test_a_goods_code_has_ten_digits(db, code):
    refused_by(
        "goods_code_has_ten_digits", "UPDATE licensing_goodscode SET code = %s", code
    )


@pytest.mark.parametrize("name", OF_A_CASE)
def test_rows_of_a_case_do_not_contradict_each_other(licence, name):
    refused_by(name, OF_A_CASE[name])


@pytest.mark.parametrize("name", OF_A_CORRECTION)
def test_rows_of_a_correction_do_not_contradict_each_other(returned, name):
    refused_by(name, OF_A_CORRECTION[name])


@pytest.mark.parametrize("section", ["contract", "goods", "vehicles"])
def test_only_a_document_is_asked_for_by_its_requirement(returned, section):
    asked = (
        "UPDATE licensing_correctionitem SET section = %s, requirement_id ="
        " (SELECT min(id) FROM licensing_documentrequirement)"
    )

    refused_by("correction_item_requirement_is_a_document", asked, section)
    assert run(asked, "documents") == 1


@pytest.mark.parametrize(
    "changes",
    [
        "state = 'MADE'",
        "state = 'MADE', made_at = now()",
        "state = 'MADE', sha256 = repeat('0', 64)",
        "made_at = now()",
        "state = 'FAILED', made_at = now(), sha256 = repeat('0', 64)",
    ],
)
def test_a_certificate_is_made_with_its_time_and_its_hash(licence, changes):
    refused_by(
        "certificate_made_at_when_made",
        f"UPDATE licensing_certificate SET {changes}",
    )


def test_a_certificate_that_was_made_has_both(licence):
    made = run(
        "UPDATE licensing_certificate SET state = 'MADE', made_at = now(),"
        " sha256 = repeat('0', 64)"
    )

    assert made == 1


def test_a_revoked_licence_stays_revoked(licence, chen):
    run(
        "INSERT INTO licensing_licenceending (licence_id, kind, ground, proposed_by_id,"
        " ended_at, ended_by_id) SELECT id, 'REVOKED', 'False papers.', %s, now(),"
        " issued_by_id FROM licensing_licence",
        chen.pk,
    )
    run("UPDATE licensing_licence SET ended_as = 'REVOKED'")

    refused_by("licence_stays_revoked", "UPDATE licensing_licence SET ended_as = ''")
