"""Facts are built from rows: frozen, complete, and as cheap for many cars as for few."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from exporters.enums import QualificationStatus
from licensing.enums import EndingKind, Needed
from licensing.models import Application, DocumentRequirement, Vehicle
from licensing.operations import documents, drafts, licences
from licensing.queries import applications, catalogue
from licensing.queries.facts import facts_for
from licensing.rules.facts import (
    AuthorisationFacts,
    GoodsCodeFacts,
    LineFacts,
    QualificationFacts,
    RequirementFacts,
)
from tests import steps
from tests.people import NOW

TODAY = date(2026, 3, 2)


def facts_of(application, on=TODAY):
    return facts_for(Application.objects.get(pk=application.pk), on=on)


def test_facts_of_a_whole_draft(draft):
    facts = facts_of(draft)

    assert facts.exporter_uscc == "91310115MA9XA0016F"
    assert facts.manufacturer_uscc == "91330200MA9XC0033D"
    assert facts.exporter_is_manufacturer is False
    assert {field: getattr(facts, field) for field in steps.ANSWERS} == steps.ANSWERS
    assert facts.lines == (
        LineFacts(
            position=1,
            brand="Hanjiang",
            model="HJ7 Long Range",
            hs_code="8703801090",
            quantity=3,
            unit_price=Decimal(18650),
            currency="USD",
            vehicle_count=3,
        ),
    )
    assert (facts.vehicles.count, facts.vehicles.in_open_case) == (3, 0)
    assert facts.requirements[0] == RequirementFacts("N-LIC", True, 1, 0, 0)
    assert facts.goods_codes == (GoodsCodeFacts("8703801090", False, False, True),)
    assert facts.qualification == QualificationFacts(2026, "LISTED")
    assert facts.authorisation == AuthorisationFacts(
        number="HJ-2026-014",
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        brands=frozenset({"Hanjiang"}),
        destinations=frozenset(),
        remaining=None,
    )
    assert facts.needs_vehicle_list is True


def test_facts_without_a_manufacturer(ravi, tongzhou):
    facts = facts_of(steps.start(by=ravi, organisation=tongzhou))

    assert facts.manufacturer_uscc == ""
    assert (facts.qualification, facts.authorisation) == (None, None)


def test_a_manufacturer_has_no_authorisation_and_needs_none(song, hanjiang):
    facts = facts_of(steps.start(by=song, organisation=hanjiang))

    assert facts.exporter_is_manufacturer is True
    assert facts.authorisation is None


def test_the_list_of_the_year_is_looked_at(draft, hanjiang):
    hanjiang.qualifications.update(status=QualificationStatus.SUSPENDED)

    assert facts_of(draft).qualification == QualificationFacts(2026, "SUSPENDED")
    assert facts_of(draft, on=date(2027, 1, 2)).qualification is None


def test_files_are_counted_by_the_scanners_verdict(draft, lin):
    contract = catalogue.requirements_of(draft)[1]
    steps.add_document(draft, contract, by=lin, content=steps.pdf("second"))
    removed = steps.add_document(draft, contract, by=lin, content=steps.pdf("third"))
    documents.remove(document=removed, by=lin, at=NOW)

    facts = facts_of(draft)

    assert facts.requirements[1] == RequirementFacts("N-CON", True, 1, 1, 0)


def test_an_optional_document_is_not_required(lin, yunfan):
    DocumentRequirement.objects.filter(code="N-SVC").update(needed=Needed.OPTIONAL)

    facts = facts_of(steps.start(by=lin, organisation=yunfan))

    assert [row.is_required for row in facts.requirements] == [True] * 4 + [False]


def test_a_cap_has_room_for_what_is_not_licensed_yet(licence, yunfan, chen, zhou, lin):
    yunfan.held_authorisations.update(cap=5)
    second = steps.start(by=lin, organisation=yunfan)

    assert facts_of(second).authorisation.remaining == 2

    licences.end(
        licence=licence,
        kind=EndingKind.REVOKED,
        ground="False papers.",
        proposed_by=chen,
        by=zhou,
        at=NOW,
    )
    assert facts_of(second).authorisation.remaining == 5


# Cars that are elsewhere


@pytest.fixture
def second(lin, yunfan, private_files):
    """Another draft of the same company, without cars."""
    application = steps.start(by=lin, organisation=yunfan)
    steps.fill_contract(application, by=lin)
    drafts.add_line(application=application, contents=steps.LONG_RANGE, by=lin, at=NOW)
    return application


def put(application, *serials, **fields):
    """List cars that reading a list would not let through."""
    line = application.lines.get()
    for serial in serials:
        Vehicle.objects.create(
            application=application, line=line, vin=steps.vin(serial), **fields
        )


def test_cars_on_a_live_licence_are_counted_with_examples(licence, second):
    put(second, 1, 2, 12)

    vehicles = facts_of(second).vehicles

    assert vehicles.on_live_licence == 2
    assert vehicles.on_live_licence_examples == tuple(
        sorted([steps.vin(1), steps.vin(2)])
    )


def test_a_car_is_free_the_day_after_its_licence_ended(licence, second):
    put(second, 1)
    last = licence.valid_to

    assert facts_of(second, on=last).vehicles.on_live_licence == 1
    after = facts_of(second, on=last + timedelta(days=1))
    assert after.vehicles.on_live_licence == 0


def test_cars_in_another_open_case_are_counted(submitted, second):
    put(second, 1, 9)

    vehicles = facts_of(second).vehicles

    assert vehicles.in_open_case_examples == (steps.vin(1),)
    assert facts_of(submitted).vehicles.in_open_case == 0


def test_cars_in_another_draft_are_nobodys_business(draft, second):
    put(second, 1)

    assert facts_of(second).vehicles.in_open_case == 0


def test_of_many_cars_the_first_stand_as_examples(second):
    put(second, *range(8), check_digit_is_right=False)

    vehicles = facts_of(second).vehicles

    assert vehicles.wrong_check_digit == 8
    vins = sorted(steps.vin(serial) for serial in range(8))
    assert vehicles.wrong_check_digit_examples == tuple(vins[:5])


@pytest.mark.parametrize("more", [0, 40])
def test_facts_cost_the_same_for_many_cars(draft, lin, more, django_assert_num_queries):
    if more:
        steps.list_vehicles(draft, by=lin, serials=range(10, 10 + more))
    application = applications.of_companies_of(lin).get()

    with django_assert_num_queries(7):
        facts_for(application, on=TODAY)
