"""Each constraint of the exporters' tables, tripped by name."""

import pytest

from tests.attacks import copy, refused_by

ATTACKS = {
    "organisation_uscc_well_formed": (
        "UPDATE exporters_organisation SET uscc = '91310115MA9XA0016I'"
    ),
    "membership_once_per_organisation": copy("exporters.Membership"),
    "authorisation_number_once_per_manufacturer": copy("exporters.Authorisation"),
    "authorisation_ends_after_it_begins": (
        "UPDATE exporters_authorisation SET valid_until = valid_from - 1"
    ),
    "authorisation_between_two_companies": (
        "UPDATE exporters_authorisation SET exporter_id = manufacturer_id"
    ),
    "qualification_once_a_year": copy("exporters.Qualification"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_rows_of_a_company_do_not_contradict_each_other(lin, name):
    refused_by(name, ATTACKS[name])


@pytest.mark.parametrize(
    "code", ["", "91310115ma9xa0016f", "91310115MA9XA0016", "一" * 18]
)
def test_a_credit_code_has_its_eighteen_signs(yunfan, code):
    refused_by(
        "organisation_uscc_well_formed",
        "UPDATE exporters_organisation SET uscc = %s WHERE id = %s",
        code,
        yunfan.pk,
    )
