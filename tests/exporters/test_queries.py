"""Who acts for whom, and whose cars a company may export on a day."""

from datetime import date

import pytest

from exporters.enums import QualificationStatus
from exporters.operations import registration
from exporters.queries import authorisations, memberships
from portal.accounts.operations import people
from portal.accounts.roles import Permission
from tests.people import NOW

IN_MARCH, NEXT_YEAR = date(2026, 3, 2), date(2027, 1, 1)


def test_an_owner_signs_and_a_preparer_does_not(lin, wei):
    assert (memberships.may_sign(lin), memberships.may_sign(wei)) == (True, False)


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        (Permission.PREPARE_APPLICATION, (True, True, False)),
        (Permission.SUBMIT_APPLICATION, (True, False, False)),
    ],
)
def test_a_permission_comes_with_the_place_in_the_company(
    lin, wei, ravi, yunfan, permission, expected
):
    held = tuple(memberships.holds(who, yunfan, permission) for who in (lin, wei, ravi))

    assert held == expected


def test_who_is_disabled_acts_for_nobody(lin, yunfan, ada):
    people.disable(user=lin, by=ada, at=NOW, reason="Left.")

    assert not memberships.holds(lin, yunfan, Permission.PREPARE_APPLICATION)
    assert list(memberships.signatories_of(yunfan)) == []


def test_signatories_are_named(lin, wei, yunfan):
    assert list(memberships.signatories_of(yunfan)) == [lin]


def test_a_trader_exports_for_whom_it_is_authorised(yunfan, hanjiang, tongzhou):
    allowed = authorisations.manufacturers_for(yunfan, on=IN_MARCH)

    assert list(allowed) == [hanjiang]
    assert list(authorisations.manufacturers_for(tongzhou, on=IN_MARCH)) == []


def test_a_manufacturer_exports_its_own(hanjiang):
    assert list(authorisations.manufacturers_for(hanjiang, on=IN_MARCH)) == [hanjiang]


def test_an_authorisation_ends_with_its_last_day(yunfan, hanjiang):
    def held(on):
        return authorisations.in_force(exporter=yunfan, manufacturer=hanjiang, on=on)

    assert held(date(2026, 12, 31)).number == "HJ-2026-014"
    assert held(NEXT_YEAR) is None
    assert list(authorisations.manufacturers_for(yunfan, on=NEXT_YEAR)) == []


def test_a_place_on_the_list_is_of_one_year(hanjiang):
    listed = authorisations.qualification_of(hanjiang, year=2026)

    assert listed.status == QualificationStatus.LISTED
    assert authorisations.qualification_of(hanjiang, year=2027) is None


def test_of_two_authorisations_the_longer_counts(yunfan, hanjiang):
    registration.authorise(
        number="HJ-2026-099",
        manufacturer=hanjiang,
        exporter=yunfan,
        valid_from=date(2026, 2, 1),
        valid_until=date(2027, 1, 31),
        by=None,
        at=NOW,
    )

    longest = authorisations.in_force(
        exporter=yunfan, manufacturer=hanjiang, on=IN_MARCH
    )

    assert longest.number == "HJ-2026-099"
