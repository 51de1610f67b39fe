"""Companies, their members and their standing: each write audited, each rule in SQL."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from exporters.enums import OrganisationKind, QualificationStatus
from exporters.models import Membership, Organisation
from exporters.operations import registration
from portal.accounts.roles import MemberRole
from portal.audit import trail
from portal.audit.queries import events_about
from portal.lib.uscc import NotACreditCode
from tests.people import NOW


def register(uscc="91500000MA9XD00479"):
    return registration.register(
        uscc=uscc,
        kind=OrganisationKind.TRADER,
        name_en="Beichen Export",
        name_zh="北辰出口",
        by=None,
        at=NOW,
    )


def test_a_company_is_registered_and_the_trail_says_so(db):
    beichen = register(" 91500000ma9xd00479 ")

    assert beichen.uscc == "91500000MA9XD00479"
    assert events_about(beichen).get().verb == "organisation.registered"


def test_a_code_that_is_none_is_refused(db):
    with pytest.raises(NotACreditCode):
        register("91500000MA9XD00478")


def test_a_company_is_registered_once(db):
    register()

    with pytest.raises(IntegrityError), transaction.atomic():
        register()


def test_a_failing_trail_takes_the_company_back(db, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr(trail, "record", fail)
    with pytest.raises(RuntimeError):
        register()

    assert not Organisation.objects.exists()


@pytest.mark.parametrize("uscc", ["short", "91500000MA9XD0047I", "9" * 17 + " "])
def test_the_database_refuses_codes_of_another_shape(db, uscc):
    with pytest.raises(IntegrityError):
        Organisation.objects.create(
            uscc=uscc, kind="TRADER", name_en="x", name_zh="x", registered_at=NOW
        )


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Beichen Export"), ("zh-hans", "北辰出口")],
)
def test_a_company_is_named_in_the_readers_language(db, language, name):
    beichen = register()

    with translation.override(language):
        assert beichen.name == name


def test_a_person_joins_a_company_once(lin, yunfan):
    with pytest.raises(IntegrityError):
        registration.add_member(
            organisation=yunfan, user=lin, role=MemberRole.PREPARER, by=None, at=NOW
        )


def test_joining_is_in_the_trail(lin):
    membership = Membership.objects.get(user=lin)

    assert events_about(membership).get().facts["role"] == "OWNER"


def test_a_manufacturer_is_on_a_years_list_once(hanjiang):
    with pytest.raises(IntegrityError):
        registration.list_manufacturer(
            organisation=hanjiang,
            year=2026,
            status=QualificationStatus.SUSPENDED,
            on=date(2026, 5, 1),
            by=None,
            at=NOW,
        )


def authorise(maker, trader, *, number="HJ-1", until=date(2026, 12, 31)):
    return registration.authorise(
        number=number,
        manufacturer=maker,
        exporter=trader,
        valid_from=date(2026, 1, 1),
        valid_until=until,
        by=None,
        at=NOW,
    )


def test_an_authorisation_is_in_the_trail(hanjiang, tongzhou):
    given = authorise(hanjiang, tongzhou)

    assert events_about(given).get().facts["exporter"] == tongzhou.uscc


def test_an_authorisation_ends_after_it_begins(hanjiang, tongzhou):
    with pytest.raises(IntegrityError, match="ends_after_it_begins"):
        authorise(hanjiang, tongzhou, until=date(2025, 12, 31))


def test_nobody_authorises_itself(hanjiang):
    with pytest.raises(IntegrityError, match="between_two_companies"):
        authorise(hanjiang, hanjiang)


def test_a_manufacturer_gives_a_number_once(hanjiang, tongzhou, yunfan):
    authorise(hanjiang, tongzhou)

    with pytest.raises(IntegrityError, match="number_once"):
        authorise(hanjiang, yunfan)
