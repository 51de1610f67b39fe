"""A list is shown with its problems before anything is saved."""

import csv
import io

import pytest

from licensing.models import Application, Vehicle, VehicleImport
from licensing.operations import drafts, vehicles
from licensing.rules.vin import check_digit
from licensing.views.applicant import vehicle_lists as views
from portal.lib.vehicle_columns import Columns, find_columns
from tests import steps
from tests.licensing.views.applicant.reading import address, main_of, said
from tests.people import NOW


def odd(serial):
    vin = steps.vin(serial)
    return vin[:8] + ("0" if check_digit(vin) != "0" else "1") + vin[9:]


@pytest.fixture
def application(lin, yunfan):
    application = steps.start(by=lin, organisation=yunfan)
    drafts.add_line(application=application, contents=steps.LONG_RANGE, by=lin, at=NOW)
    return application


def read(application, lin, *rows):
    return steps.read_vehicles(application, by=lin, rows=list(rows))


@pytest.fixture
def mixed(application, lin):
    return read(
        application,
        lin,
        (2, steps.vin(1), ""),
        (3, odd(2), ""),
        (4, "LHJCE4CB9T1O02217", ""),
        (5, "LHJCE4CB0T100224", "HJ7"),
        (6, steps.vin(1), ""),
        (7, "", "HJ7"),
    )


def show(client, upload, **query):
    return client.get(address("-vehicle-import", upload.application, upload.pk), query)


def test_problems_come_first_with_what_to_do(as_lin, mixed):
    words = main_of(show(as_lin, mixed))

    assert "There is a problem with 4 rows" in words
    assert "Row 4: The VIN has signs that a VIN never has: O" in words
    assert "and 1 more" in words
    assert "Problems 4 Warnings 1 Ready 2" in words
    assert "The VIN has 16 characters. It needs 17." in words
    assert "This VIN is also in row 2." in words
    assert "The row has no VIN." in words
    assert "Add 2 cars and keep 4 to fix" in words
    assert not Vehicle.objects.exists()


def test_a_vin_that_was_probably_meant_is_offered(as_lin, application, lin):
    good = steps.vin(5)
    typed = good[:11] + good[11:].replace("0", "O", 1)

    words = main_of(show(as_lin, read(application, lin, (2, typed, ""))))

    assert f"Did you mean {good} ? Its check digit is right." in words


def test_warnings_have_their_own_page(as_lin, mixed):
    words = main_of(show(as_lin, mixed, show="warnings"))

    assert odd(2) in words
    assert "The check digit is unusual, it would be" in words
    assert "Row VIN Model Result 3" in words


def test_rows_that_are_ready_are_shown_as_they_will_be_saved(as_lin, mixed):
    words = main_of(show(as_lin, mixed, show="ready"))

    assert f"2 {steps.vin(1)} Hanjiang HJ7 Long Range Ready" in words


@pytest.mark.parametrize("wanted", ["nonsense", ""])
def test_rows_that_do_not_exist_are_not_asked_for(as_lin, mixed, wanted):
    assert "VIN as in the file" in main_of(show(as_lin, mixed, show=wanted))


def test_a_list_without_problems_shows_what_will_be_added(as_lin, application, lin):
    upload = read(application, lin, (2, steps.vin(1), ""))

    words = main_of(show(as_lin, upload))

    assert "There is a problem" not in words
    assert "Add 1 car" in words
    assert "(CSV)" not in words


def test_a_list_without_good_rows_cannot_be_added(as_lin, application, lin):
    page = show(as_lin, read(application, lin, (2, "BAD", "")))

    words = main_of(page)
    assert "No row of this list can be added." in words
    assert "Add " not in words
    assert "This 1 row (CSV)" in words


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([(2, "VIN1", "")], "The VIN has 4 characters"),
        ([(2, "ＶＩＮ　１", "")], "The VIN has 4 characters"),
        ([(2, "<script>alert(1)</script>", "")], "signs that a VIN never has: <"),
    ],
)
def test_strange_rows_are_shown_as_they_were_typed(
    as_lin, application, lin, rows, fault
):
    page = show(as_lin, read(application, lin, *rows))

    assert fault in main_of(page)
    assert "<script>alert" not in page.content.decode()


def test_cars_that_are_elsewhere_are_told(as_lin, licence, application, lin):
    steps.list_vehicles(application, by=lin, serials=[9])
    upload = read(application, lin, (2, steps.vin(1), ""), (3, steps.vin(9), ""))

    words = main_of(show(as_lin, upload))

    assert "This car is on a licence that is in force." in words
    assert "This car is on the list already." in words


def test_a_car_in_another_case_is_a_warning(as_lin, submitted, application, lin):
    upload = read(application, lin, (2, steps.vin(1), "HJ9"))

    words = main_of(show(as_lin, upload))

    assert "The car is in another application too." in words
    assert "The model is written differently from the goods." in words


def test_models_that_fit_no_line_are_told(as_lin, application, lin):
    drafts.add_line(application=application, contents=steps.LONG_RANGE, by=lin, at=NOW)
    upload = read(application, lin, (2, steps.vin(1), "HJ9"), (3, steps.vin(2), ""))

    words = main_of(show(as_lin, upload))

    assert "“HJ9” is not among the goods." in words
    assert "The row does not say which model the car is." in words


def test_a_long_list_comes_in_pages(as_lin, application, lin, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    upload = read(application, lin, *[(row, f"BAD{row}", "") for row in range(2, 7)])

    page = show(as_lin, upload, page="3")

    assert "Showing 5 to 5" in main_of(page)
    assert "BAD6" in main_of(page)
    assert "?page=2" in page.content.decode()


def test_the_page_of_many_rows_costs_what_one_of_few_does(
    as_lin, application, lin, django_assert_num_queries
):
    upload = read(
        application, lin, *[(row, steps.vin(row), "") for row in range(2, 300)]
    )
    show(as_lin, upload)

    with django_assert_num_queries(9):
        show(as_lin, upload)


# Agreeing


def test_agreeing_saves_what_was_shown(as_lin, mixed, lin):
    answer = as_lin.post(address("-vehicle-import", mixed.application, mixed.pk))

    assert answer["Location"] == address("-vehicles", mixed.application)
    assert said(answer) == ["2 cars are added."]
    assert set(Vehicle.objects.values_list("vin", flat=True)) == {
        steps.vin(1),
        odd(2),
    }


def test_agreeing_twice_adds_once(as_lin, mixed):
    page = address("-vehicle-import", mixed.application, mixed.pk)
    as_lin.post(page)

    answer = as_lin.post(page)

    assert said(answer)[-1] == "This list was added already."
    assert Application.objects.get().vehicle_count == 2


def test_a_list_that_was_added_says_so(as_lin, mixed, lin):
    vehicles.agree(upload=mixed, by=lin, at=NOW)

    words = main_of(show(as_lin, mixed))

    assert "The good rows of this list are added." in words
    assert "Add 2 cars" not in words


def test_too_many_cars_are_refused_on_the_page(as_lin, mixed, settings):
    settings.VEHICLES_PER_APPLICATION = 1

    page = as_lin.post(address("-vehicle-import", mixed.application, mixed.pk))

    assert "An application has at most 1 cars." in main_of(page)
    assert not Vehicle.objects.exists()


def test_a_list_forgotten_because_the_goods_changed_is_not_found(as_lin, mixed, lin):
    drafts.remove_line(line=mixed.application.lines.get(), by=lin, at=NOW)

    assert show(as_lin, mixed).status_code == 404
    assert not VehicleImport.objects.exists()


# The rows as a file


def test_rows_with_a_problem_can_be_taken_home(as_lin, mixed):
    answer = as_lin.get(address("-vehicle-problems", mixed.application, mixed.pk))

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(text))
    assert heading == ["VIN", "Model", "Row in the file", "What is wrong"]
    assert [row[0] for row in rows] == [
        "LHJCE4CB9T1O02217",
        "LHJCE4CB0T100224",
        steps.vin(1),
        "",
    ]
    assert rows[2][2:] == ["6", "This VIN is also in row 2."]


def test_the_file_has_its_headings_in_the_reader_s_language(client, wei, mixed):
    client.force_login(wei)
    answer = client.get(address("-vehicle-problems", mixed.application, mixed.pk))

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(text))
    assert heading[:2] == ["车辆识别代号（VIN）", "型号"]
    # They are understood when the mended file comes back.
    columns = find_columns([(1, heading), *enumerate(rows, 2)])
    assert columns == Columns(vin=0, model=1, skipped=1)


def test_no_cell_of_the_file_is_a_formula(as_lin, application, lin):
    upload = read(application, lin, (2, '=HYPERLINK("http://x")', "@SUM(A1)"))

    answer = as_lin.get(address("-vehicle-problems", application, upload.pk))

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(text)))[1]
    assert row[0].startswith("'=")
    assert row[1].startswith("'@")
