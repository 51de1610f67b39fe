"""Writing an application: a row from the first page, with nothing lost or overwritten."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from licensing.enums import Part, Section, State
from licensing.models import Application, Participation, SpecificationLine, Vehicle
from licensing.operations import drafts, submission
from licensing.permissions import NotPermitted
from portal.audit import trail
from portal.audit.queries import events_about
from portal.lib import references
from tests import steps
from tests.people import NOW

HJ5 = replace(steps.LONG_RANGE, model="HJ5 City", quantity=2)


@pytest.fixture
def empty(lin, yunfan):
    return steps.start(by=lin, organisation=yunfan)


@pytest.fixture
def with_line(empty, lin):
    return add(empty, by=lin)


def add(application, *, by, contents=steps.LONG_RANGE):
    return drafts.add_line(application=application, contents=contents, by=by, at=NOW)


def change(line, *, by, contents=HJ5, revision=None):
    return drafts.change_line(
        line=line, contents=contents, revision=revision, by=by, at=NOW
    )


def verbs(application):
    return [event.verb for event in events_about(application)]


def sections(application):
    return [
        event.facts["section"]
        for event in events_about(application)
        if event.verb == "application.changed"
    ]


# Starting


def test_a_draft_is_a_row_with_a_reference_from_its_first_moment(empty, lin):
    kept = Application.objects.get()

    assert kept.state == State.DRAFT
    assert kept.reference.startswith("EV-2026-000001-")
    assert references.is_valid(kept.reference)
    assert (kept.created_by, kept.created_at) == (lin, NOW)
    assert verbs(kept) == ["application.started"]


def test_a_draft_counts_what_it_lacks_from_the_start(empty):
    assert Application.objects.get().blocker_count > 0


def test_who_starts_a_draft_has_a_hand_in_it(empty, lin):
    assert Participation.objects.get().user == lin
    assert Participation.objects.get().part == Part.PREPARED


def test_a_trader_with_one_manufacturer_need_not_choose_it(empty, hanjiang):
    assert empty.manufacturer == hanjiang


def test_a_manufacturer_exports_its_own_cars(song, hanjiang):
    assert steps.start(by=song, organisation=hanjiang).manufacturer == hanjiang


def test_a_trader_with_several_manufacturers_has_to_choose(lin, yunfan, make_maker):
    make_maker("Second Motors", yunfan)

    assert steps.start(by=lin, organisation=yunfan).manufacturer is None


def test_a_trader_that_nobody_authorised_may_start_all_the_same(ravi, tongzhou):
    assert steps.start(by=ravi, organisation=tongzhou).manufacturer is None


def test_a_stranger_starts_nothing_for_another_company(ravi, yunfan):
    with pytest.raises(NotPermitted):
        steps.start(by=ravi, organisation=yunfan)

    assert not Application.objects.exists()


def test_a_draft_without_its_audit_entry_does_not_exist(lin, yunfan, monkeypatch):
    monkeypatch.setattr(trail, "record", fail)

    with pytest.raises(RuntimeError):
        steps.start(by=lin, organisation=yunfan)

    assert not Application.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_drafts_started_at_once_have_different_references(lin, yunfan):
    def start(_):
        try:
            return steps.start(by=lin, organisation=yunfan).reference
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        started = list(people.map(start, range(8)))

    assert len(set(started)) == 8


# Contract and route


def test_the_contract_is_saved(empty, lin):
    steps.fill_contract(empty, by=lin)

    kept = Application.objects.get()
    assert {field: getattr(kept, field) for field in steps.ANSWERS} == steps.ANSWERS
    assert kept.revision == 1
    assert sections(kept) == ["contract"]


def test_a_part_of_the_contract_can_be_saved(empty, lin):
    drafts.save_contract(
        application=empty,
        manufacturer=None,
        answers=dict.fromkeys(steps.ANSWERS, "") | {"buyer_name": "Siam Lotus"},
        revision=0,
        by=lin,
        at=NOW,
    )

    kept = Application.objects.get()
    assert (kept.manufacturer, kept.buyer_name) == (None, "Siam Lotus")


def test_saving_counts_the_findings_again(empty, lin):
    before = Application.objects.get().blocker_count

    steps.fill_contract(empty, by=lin)

    assert Application.objects.get().blocker_count == before - len(steps.ANSWERS)


def test_a_page_opened_before_another_change_overwrites_nothing(empty, lin, wei):
    steps.fill_contract(empty, by=wei, buyer_name="What Wei wrote")

    with pytest.raises(drafts.ChangedMeanwhile):
        drafts.save_contract(
            application=empty,
            manufacturer=empty.manufacturer,
            answers=steps.ANSWERS,
            revision=0,
            by=lin,
            at=NOW,
        )

    assert Application.objects.get().buyer_name == "What Wei wrote"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(empty, lin, wei):
    def save(person):
        try:
            drafts.save_contract(
                application=empty,
                manufacturer=empty.manufacturer,
                answers=steps.ANSWERS | {"buyer_name": person.name},
                revision=0,
                by=person,
                at=NOW,
            )
        except drafts.ChangedMeanwhile:
            return "told"
        finally:
            connection.close()
        return person.name

    with ThreadPoolExecutor(2) as people:
        outcome = list(people.map(save, [lin, wei]))

    assert outcome.count("told") == 1
    kept = Application.objects.get()
    assert kept.buyer_name in outcome
    assert kept.revision == 1


def test_any_manufacturer_that_authorised_the_company_can_be_chosen(
    empty, lin, yunfan, make_maker
):
    other = make_maker("Second Motors", yunfan)

    steps.fill_contract(empty, by=lin, manufacturer=other)

    assert Application.objects.get().manufacturer == other


def test_only_an_authorised_manufacturer_can_be_chosen(empty, lin, make_maker):
    other = make_maker("Unknown Motors")

    with pytest.raises(drafts.NotAuthorisedByManufacturer):
        steps.fill_contract(empty, by=lin, manufacturer=other)

    assert Application.objects.get().contract_number == ""


def test_a_manufacturer_stays_chosen_after_its_authorisation_ended(
    empty, lin, yunfan, hanjiang
):
    yunfan.held_authorisations.update(valid_until=date(2026, 1, 31))

    steps.fill_contract(empty, by=lin, manufacturer=hanjiang)

    assert Application.objects.get().manufacturer == hanjiang


# What may be changed when


def test_everything_of_a_draft_may_be_changed(empty):
    assert drafts.unlocked_sections(empty) == frozenset(Section)


def test_nothing_may_be_changed_once_it_is_sent(submitted, lin):
    assert drafts.unlocked_sections(submitted) == frozenset()

    with pytest.raises(drafts.SectionLocked):
        steps.fill_contract(submitted, by=lin)


def test_a_correction_unlocks_what_it_asks_for_and_nothing_else(returned, lin):
    assert drafts.unlocked_sections(returned) == {Section.CONTRACT}

    steps.fill_contract(returned, by=lin, buyer_name="Siam Lotus (Rayong)")
    with pytest.raises(drafts.SectionLocked):
        add(returned, by=lin)


def test_a_withdrawn_case_stays_closed_though_its_correction_is_open(returned, lin):
    application = submission.withdraw(application=returned, by=lin, at=NOW)

    assert drafts.unlocked_sections(application) == frozenset()


def test_a_stranger_changes_nothing(empty, ravi):
    with pytest.raises(NotPermitted):
        steps.fill_contract(empty, by=ravi)


def test_a_preparer_may_fill_in_everything(empty, wei):
    steps.fill_contract(empty, by=wei)
    line = add(empty, by=wei)
    change(line, by=wei)

    hands = Participation.objects.filter(application=empty, part=Part.PREPARED)
    assert set(hands.values_list("user__name", flat=True)) == {"Lin Xiao", "Wei Min"}


# Goods


def test_a_line_is_added_and_counted(with_line):
    kept = Application.objects.get()

    assert (with_line.position, kept.quantity) == (1, 3)
    assert sections(kept) == ["goods"]


def test_lines_are_counted_together(with_line, lin):
    second = add(with_line.application, by=lin, contents=HJ5)

    assert second.position == 2
    assert Application.objects.get().quantity == 5


def test_an_application_has_no_more_lines_than_it_may(with_line, lin, monkeypatch):
    monkeypatch.setattr(drafts, "MAX_LINES", 1)

    with pytest.raises(drafts.TooManyLines):
        add(with_line.application, by=lin)

    assert SpecificationLine.objects.count() == 1


def test_a_line_is_changed(with_line, lin):
    change(with_line, by=lin)

    kept = SpecificationLine.objects.get()
    assert (kept.model, kept.quantity) == ("HJ5 City", 2)
    assert Application.objects.get().quantity == 2


def test_a_line_changed_by_another_is_not_overwritten(with_line, lin, wei):
    change(with_line, by=wei)

    with pytest.raises(drafts.ChangedMeanwhile):
        change(with_line, by=lin, contents=steps.LONG_RANGE, revision=1)

    assert SpecificationLine.objects.get().model == "HJ5 City"


def test_a_line_goes_with_its_cars(with_line, lin):
    application = with_line.application
    steps.list_vehicles(application, by=lin, serials=[1, 2])

    drafts.remove_line(line=with_line, by=lin, at=NOW)

    kept = Application.objects.get()
    assert (kept.quantity, kept.vehicle_count) == (0, 0)
    assert not Vehicle.objects.exists()


def test_a_removed_line_cannot_be_changed_back_into_being(with_line, lin, wei):
    drafts.remove_line(line=with_line, by=wei, at=NOW)

    with pytest.raises(drafts.LineGone):
        change(with_line, by=lin)

    assert not SpecificationLine.objects.exists()


def test_a_line_is_removed_once(with_line, lin):
    drafts.remove_line(line=with_line, by=lin, at=NOW)

    with pytest.raises(drafts.LineGone):
        drafts.remove_line(line=with_line, by=lin, at=NOW)

    assert Application.objects.get().revision == 2


@pytest.mark.parametrize("act", ["change", "remove"])
def test_a_list_read_against_other_goods_is_dropped(with_line, lin, act):
    application = with_line.application
    steps.read_vehicles(application, by=lin, rows=[(2, steps.vin(1), "")])

    if act == "change":
        change(with_line, by=lin)
    else:
        drafts.remove_line(line=with_line, by=lin, at=NOW)

    assert not application.imports.exists()


def test_a_list_that_was_agreed_to_stays_on_record(with_line, lin):
    application = with_line.application
    steps.list_vehicles(application, by=lin, serials=[1])

    change(with_line, by=lin)

    assert application.imports.count() == 1


@pytest.mark.parametrize(
    ("column", "value"), [("quantity", 0), ("unit_price", 0), ("unit_price", -1)]
)
def test_the_database_refuses_a_line_without_cars_or_price(with_line, column, value):
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE licensing_specificationline SET {column} = %s", [value])


def test_the_database_refuses_two_lines_in_one_place(with_line):
    with pytest.raises(IntegrityError), transaction.atomic():
        SpecificationLine.objects.create(
            application=with_line.application,
            position=1,
            brand="X",
            model="X",
            hs_code="8703801090",
            quantity=1,
            unit_price=Decimal(1),
            currency="USD",
        )


def fail(**_):
    raise RuntimeError
