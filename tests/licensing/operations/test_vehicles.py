"""The list of cars: judged, shown, agreed to, and only then saved."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from licensing.models import Application, Vehicle, VehicleImport
from licensing.operations import drafts, vehicles
from licensing.permissions import NotPermitted
from licensing.rules.vin import check_digit
from portal.audit import trail
from portal.audit.queries import events_about
from tests import steps
from tests.people import NOW


@pytest.fixture
def application(lin, yunfan):
    """A draft for five cars of two models."""
    application = steps.start(by=lin, organisation=yunfan)
    steps.fill_contract(application, by=lin)
    for model, quantity in [("HJ7 Long Range", 3), ("HJ5 City", 2)]:
        drafts.add_line(
            application=application,
            contents=replace(steps.LONG_RANGE, model=model, quantity=quantity),
            by=lin,
            at=NOW,
        )
    return application


def row(number, serial, model="HJ7 Long Range"):
    return (number, steps.vin(serial), model)


def odd(serial):
    """A VIN whose check digit is wrong."""
    vin = steps.vin(serial)
    return vin[:8] + ("0" if check_digit(vin) != "0" else "1") + vin[9:]


def read(application, rows, *, by):
    upload = steps.read_vehicles(application, by=by, rows=rows)
    upload.refresh_from_db()
    return upload


def agree(upload, *, by):
    return vehicles.agree(upload=upload, by=by, at=NOW)


def listed():
    return dict(Vehicle.objects.values_list("vin", "line__model"))


# Reading


def test_reading_a_list_saves_no_car(application, lin):
    upload = read(application, [row(2, 1), row(3, 2, "HJ5 City")], by=lin)

    assert [(good["number"], good["position"]) for good in upload.good] == [
        (2, 1),
        (3, 2),
    ]
    assert upload.bad == []
    assert not Vehicle.objects.exists()
    event = events_about(application).first()
    assert (event.verb, event.facts["good"], event.facts["bad"]) == (
        "vehicles.read",
        2,
        0,
    )


def test_every_fault_of_a_row_is_kept_with_what_was_typed(application, lin):
    upload = read(
        application,
        [
            row(2, 1),
            row(3, 1),
            (4, "LHJCE4CB9T1O02217", "HJ7 Long Range"),
            (5, "", "HJ7 Long Range"),
            row(6, 2, "HJ9"),
            row(7, 3, ""),
        ],
        by=lin,
    )

    assert [(bad["number"], bad["problems"]) for bad in upload.bad] == [
        (3, ["vin-repeated"]),
        (4, ["vin-alphabet"]),
        (5, ["vin-missing"]),
        (6, ["model-unknown"]),
        (7, ["model-missing"]),
    ]
    assert upload.bad[0]["repeats"] == 2
    assert upload.bad[1]["typed"] == "LHJCE4CB9T1O02217"


def test_a_car_that_is_on_the_list_is_not_listed_again(application, lin):
    agree(read(application, [row(2, 1)], by=lin), by=lin)

    upload = read(application, [row(2, 1)], by=lin)

    assert upload.bad[0]["problems"] == ["vin-already-listed"]


def test_a_car_on_a_live_licence_cannot_be_listed(application, licence, lin):
    upload = read(application, [row(2, 1)], by=lin)

    assert upload.bad[0]["problems"] == ["vin-on-live-licence"]


def test_a_car_in_another_open_case_is_listed_with_a_warning(
    application, submitted, lin
):
    upload = read(application, [row(2, 1)], by=lin)

    assert upload.good[0]["warnings"] == ["vin-in-open-case"]


def test_without_goods_there_is_nothing_to_sort_cars_under(lin, yunfan):
    empty = steps.start(by=lin, organisation=yunfan)

    with pytest.raises(vehicles.NoLinesYet):
        read(empty, [row(2, 1)], by=lin)


def test_no_list_is_read_for_what_was_sent(submitted, lin):
    with pytest.raises(drafts.SectionLocked):
        read(submitted, [row(2, 9)], by=lin)


def test_a_stranger_reads_no_list(application, ravi):
    with pytest.raises(NotPermitted):
        read(application, [row(2, 1)], by=ravi)

    assert not VehicleImport.objects.exists()


# Agreeing


def test_agreeing_saves_the_good_rows_under_their_lines(application, lin):
    upload = read(
        application,
        [row(2, 1), row(3, 2, "HJ5 City"), (4, "BAD", "HJ7 Long Range")],
        by=lin,
    )

    agree(upload, by=lin)

    assert listed() == {
        steps.vin(1): "HJ7 Long Range",
        steps.vin(2): "HJ5 City",
    }
    assert Application.objects.get().vehicle_count == 2
    upload.refresh_from_db()
    assert (upload.agreed_at, upload.agreed_by) == (NOW, lin)
    event = events_about(application).first()
    assert (event.verb, event.facts["count"]) == ("vehicles.agreed", 2)


def test_an_unusual_check_digit_is_remembered(application, lin):
    upload = read(application, [(2, odd(1), "HJ5 City"), row(3, 2)], by=lin)

    agree(upload, by=lin)

    assert Vehicle.objects.get(vin=odd(1)).check_digit_is_right is False
    assert Vehicle.objects.get(vin=steps.vin(2)).check_digit_is_right is True
    assert Application.objects.get().check_count == 1


def test_a_list_is_agreed_to_once(application, lin):
    upload = read(application, [row(2, 1)], by=lin)
    agree(upload, by=lin)

    with pytest.raises(vehicles.NothingToAgree):
        agree(upload, by=lin)


def test_a_list_without_good_rows_has_nothing_to_agree_to(application, lin):
    upload = read(application, [(2, "BAD", "")], by=lin)

    with pytest.raises(vehicles.NothingToAgree):
        agree(upload, by=lin)


def test_a_list_read_before_the_goods_changed_is_not_saved(application, lin):
    upload = read(application, [row(2, 1)], by=lin)
    drafts.remove_line(line=application.lines.get(position=1), by=lin, at=NOW)

    with pytest.raises(vehicles.NothingToAgree):
        agree(upload, by=lin)

    assert listed() == {}


def test_two_lists_with_the_same_car_list_it_once(application, lin):
    first = read(application, [row(2, 1)], by=lin)
    second = read(application, [row(2, 1), row(3, 2)], by=lin)

    agree(first, by=lin)
    agree(second, by=lin)

    assert set(listed()) == {steps.vin(1), steps.vin(2)}
    assert Application.objects.get().vehicle_count == 2


def test_an_application_has_no_more_cars_than_it_may(application, lin, settings):
    settings.VEHICLES_PER_APPLICATION = 2
    agree(read(application, [row(2, 1)], by=lin), by=lin)
    more = read(application, [row(2, 2), row(3, 3)], by=lin)

    with pytest.raises(vehicles.TooManyVehicles):
        agree(more, by=lin)

    assert len(listed()) == 1
    assert VehicleImport.objects.get(pk=more.pk).agreed_at is None


def test_cars_without_their_audit_entry_are_not_saved(application, lin, monkeypatch):
    upload = read(application, [row(2, 1)], by=lin)
    monkeypatch.setattr(trail, "record", fail)

    with pytest.raises(RuntimeError):
        agree(upload, by=lin)

    assert listed() == {}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_agree_at_once_one_saves(application, lin, wei):
    upload = read(application, [row(2, 1), row(3, 2)], by=lin)

    def agree_in_thread(person):
        try:
            agree(VehicleImport.objects.get(pk=upload.pk), by=person)
        except vehicles.NothingToAgree:
            return "late"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(2) as people:
        outcome = sorted(people.map(agree_in_thread, [lin, wei]))

    assert outcome == ["late", "saved"]
    assert Application.objects.get().vehicle_count == 2


def test_the_database_refuses_a_car_twice_in_an_application(application, lin):
    agree(read(application, [row(2, 1)], by=lin), by=lin)
    car = Vehicle.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Vehicle.objects.create(application=application, line=car.line, vin=car.vin)


def test_the_database_refuses_what_is_no_vin(application):
    line = application.lines.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Vehicle.objects.create(
            application=application, line=line, vin="LHJCE4CB9T1O02217"
        )


# Taking off


def test_chosen_cars_are_taken_off_the_list(application, lin):
    agree(read(application, [row(2, 1), row(3, 2), row(4, 3)], by=lin), by=lin)

    vehicles.remove(
        application=application, vins=[steps.vin(1), steps.vin(9)], by=lin, at=NOW
    )

    assert set(listed()) == {steps.vin(2), steps.vin(3)}
    assert Application.objects.get().vehicle_count == 2
    assert events_about(application).first().verb == "vehicles.removed"


def test_cars_of_another_application_stay(application, draft, lin):
    vehicles.remove(application=application, vins=[steps.vin(1)], by=lin, at=NOW)

    assert Vehicle.objects.filter(application=draft).count() == 3


def test_the_list_is_cleared(application, lin):
    agree(read(application, [row(2, 1)], by=lin), by=lin)

    vehicles.clear(application=application, by=lin, at=NOW)

    assert listed() == {}
    assert Application.objects.get().vehicle_count == 0


@pytest.mark.parametrize(
    "act",
    [
        lambda case, person: vehicles.clear(application=case, by=person, at=NOW),
        lambda case, person: vehicles.remove(
            application=case, vins=[steps.vin(1)], by=person, at=NOW
        ),
    ],
    ids=["clear", "remove"],
)
def test_no_car_leaves_the_list_of_what_was_sent(submitted, lin, act):
    with pytest.raises(drafts.SectionLocked):
        act(submitted, lin)

    assert Vehicle.objects.count() == 3


def fail(**_):
    raise RuntimeError
