"""Lists as they were read: counted and sliced in the database."""

import pytest

from licensing.models import Application
from licensing.operations import drafts, vehicles
from licensing.queries import vehicle_lists
from licensing.queries.vehicle_lists import Counts, Rows
from licensing.rules.vin import check_digit
from tests import steps
from tests.people import NOW


def odd(serial):
    vin = steps.vin(serial)
    return vin[:8] + ("0" if check_digit(vin) != "0" else "1") + vin[9:]


@pytest.fixture
def application(lin, yunfan):
    application = steps.start(by=lin, organisation=yunfan)
    drafts.add_line(application=application, contents=steps.LONG_RANGE, by=lin, at=NOW)
    return application


@pytest.fixture
def upload(application, lin):
    rows = [(2, steps.vin(1), ""), (3, odd(2), ""), (4, "BAD", ""), (5, "", "")]
    return steps.read_vehicles(application, by=lin, rows=rows)


def numbers(upload, rows, start=0, count=10):
    found = vehicle_lists.rows_of(upload, rows, start=start, count=count)
    return [row["number"] for row in found]


def test_rows_are_counted_by_result(upload):
    counts = vehicle_lists.counts_of(upload)

    assert counts == Counts(problems=2, warnings=1, ready=2)
    assert [counts.of(rows) for rows in Rows] == [2, 1, 2]


def test_rows_come_by_result_and_in_slices(upload):
    assert numbers(upload, Rows.PROBLEMS) == [4, 5]
    assert numbers(upload, Rows.WARNINGS) == [3]
    assert numbers(upload, Rows.READY) == [2, 3]
    assert numbers(upload, Rows.READY, start=1, count=1) == [3]
    assert numbers(upload, Rows.READY, start=2) == []


def test_the_latest_list_is_the_one_read_last(application, upload, lin):
    latest = vehicle_lists.latest_of(application)
    assert (latest.pk, latest.ready, latest.problems) == (upload.pk, 2, 2)
    assert latest.agreed_at is None

    second = steps.read_vehicles(application, by=lin, rows=[(2, steps.vin(9), "")])

    assert vehicle_lists.latest_of(application).pk == second.pk


def test_without_a_list_there_is_no_latest(application):
    assert vehicle_lists.latest_of(application) is None


def test_lists_belong_to_their_application(upload, draft):
    assert upload not in vehicle_lists.of(draft)
    assert upload in vehicle_lists.of(upload.application)


def test_rows_are_to_fix_after_the_good_ones_were_added(application, upload, lin):
    assert vehicle_lists.rows_to_fix(application) == 0

    vehicles.agree(upload=upload, by=lin, at=NOW)

    assert vehicle_lists.rows_to_fix(Application.objects.get()) == 2


def test_a_whole_list_has_nothing_to_fix(application, upload, lin):
    vehicles.agree(upload=upload, by=lin, at=NOW)
    steps.list_vehicles(application, by=lin, serials=[7])

    assert vehicle_lists.rows_to_fix(Application.objects.get()) == 0


def test_without_any_list_there_is_nothing_to_fix(application):
    assert vehicle_lists.rows_to_fix(Application.objects.get()) == 0
