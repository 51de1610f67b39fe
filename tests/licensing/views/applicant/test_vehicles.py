"""The list of cars on its page: how far it is, adding to it, taking off it."""

import io
from dataclasses import replace

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from licensing.models import Application, Vehicle, VehicleImport
from licensing.operations import drafts, vehicles
from licensing.views.applicant import vehicles as views
from tests import steps
from tests.licensing.views.applicant.reading import address, main_of, said
from tests.people import NOW


@pytest.fixture
def empty(lin, yunfan):
    """A draft for three cars, none of them listed."""
    application = steps.start(by=lin, organisation=yunfan)
    drafts.add_line(application=application, contents=steps.LONG_RANGE, by=lin, at=NOW)
    return application


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO(b"")
    book.save(content)
    return content.getvalue()


def upload(client, application, name, content, way=""):
    return client.post(
        address("-vehicles", application) + way,
        {"file": SimpleUploadedFile(name, content)},
    )


def paste(client, application, text):
    return client.post(address("-vehicles", application), {"pasted": text})


# The page


def test_without_goods_the_page_leads_to_them(as_lin, lin, yunfan):
    draft = steps.start(by=lin, organisation=yunfan)

    page = as_lin.get(address("-vehicles", draft))

    assert "Add the goods first" in main_of(page)
    assert address("-goods", draft) in page.content.decode()
    assert 'type="file"' not in page.content.decode()


def test_the_page_says_how_far_the_list_is(as_lin, draft):
    words = main_of(as_lin.get(address("-vehicles", draft)))

    assert "3 of 3 cars are listed" in words
    assert "Hanjiang HJ7 Long Range: 3 of 3 listed" in words
    assert f"Choose {steps.vin(1)} {steps.vin(1)} Hanjiang HJ7 Long Range" in words
    assert "(optional)" not in words


def test_too_many_cars_are_told(as_lin, draft, lin):
    steps.list_vehicles(draft, by=lin, serials=[4])

    words = main_of(as_lin.get(address("-vehicles", draft)))

    assert "To fix: Line 1: 4 cars are listed, but only 3 sold." in words


def test_a_car_is_found_by_its_vin(as_lin, draft):
    wanted = steps.vin(2)
    page = address("-vehicles", draft)

    found = main_of(as_lin.get(page, {"vin": f" {wanted[:16].lower()} "}))
    missed = main_of(as_lin.get(page, {"vin": "ZZZ"}))

    assert f"Choose {wanted}" in found
    assert "Choose LHJ" in found
    assert found.count("Choose LHJ") == 1
    assert "No car fits" in missed
    assert "Show all" in missed


def test_cars_on_a_licence_in_force_can_be_shown_alone(as_lin, licence, draft, lin):
    second = steps.draft(by=lin, organisation=draft.organisation, serials=(10, 11, 12))
    Vehicle.objects.filter(application=second, vin=steps.vin(10)).update(
        vin=steps.vin(1)
    )

    whole = as_lin.get(address("-vehicles", second))
    part = main_of(as_lin.get(address("-vehicles", second), {"show": "licensed"}))

    assert "Show the cars that are on a licence in force" in main_of(whole)
    assert part.count("Choose LHJ") == 1
    assert steps.vin(1) in part


def test_a_long_list_comes_in_pages(as_lin, draft, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 2)

    page = as_lin.get(address("-vehicles", draft))

    assert "Showing 1 to 2" in main_of(page)
    assert "?page=2" in page.content.decode()


@pytest.mark.parametrize("more", [0, 30])
def test_the_page_costs_the_same_for_many_cars(
    as_lin, draft, lin, more, django_assert_num_queries
):
    if more:
        steps.list_vehicles(draft, by=lin, serials=range(10, 10 + more))
    as_lin.get(address("-vehicles", draft))

    with django_assert_num_queries(14):
        as_lin.get(address("-vehicles", draft))


# Adding


def test_a_csv_file_is_read_and_shown(as_lin, empty, lin):
    answer = upload(
        as_lin, empty, "车辆.csv", f"VIN,Model\n{steps.vin(1)},HJ7\n".encode()
    )

    read = VehicleImport.objects.get()
    assert answer["Location"] == address("-vehicle-import", empty, read.pk)
    assert (read.file_name, read.uploaded_by) == ("车辆.csv", lin)
    assert [row["vin"] for row in read.good] == [steps.vin(1)]
    assert not Vehicle.objects.exists()


def test_a_workbook_is_read_and_shown(as_lin, empty):
    content = workbook(["车架号", "车型"], [steps.vin(1), "HJ7 Long Range"])

    upload(as_lin, empty, "cars.xlsx", content)

    assert [row["vin"] for row in VehicleImport.objects.get().good] == [steps.vin(1)]


def test_pasted_rows_are_read_and_shown(as_lin, empty):
    paste(as_lin, empty, f"{steps.vin(1)}\tHJ7 Long Range\n{steps.vin(2)}\n")

    read = VehicleImport.objects.get()
    assert read.file_name == "Pasted rows"
    assert len(read.good) == 2
    assert len(read.sha256) == 64


def test_the_way_back_is_taken_along(as_lin, empty):
    answer = upload(
        as_lin, empty, "a.csv", f"VIN\n{steps.vin(1)}\n".encode(), "?return=check"
    )

    assert answer["Location"].endswith("?return=check")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.csv", b"", "The file is empty."),
        ("a.pdf", b"%PDF-1.7", "Files of this type are not accepted."),
        ("a.csv", b"name,colour\nx,red\n", "No column is headed VIN."),
        ("a.csv", b"VIN\n", "The table has no rows with a vehicle."),
        ("a.xlsx", b"PK\x03\x04 not a workbook", "cannot be opened"),
        ("a.xlsx", b"VIN\n1\n", "The content is not that of a XLSX file."),
        ("a.exe.csv", b"VIN\nx\n", "The file name is empty or hides a second type."),
        ("a.csv", b"<script>alert(1)</script>", "acts by itself"),
        ("a.csv", b"VIN\n\x00\x01", "There is a problem"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(
    as_lin, empty, name, content, problem
):
    page = upload(as_lin, empty, name, content)

    assert page.status_code == 200
    assert problem in main_of(page)
    assert not VehicleImport.objects.exists()


def test_with_neither_file_nor_rows_the_page_asks_for_one(as_lin, empty):
    words = main_of(paste(as_lin, empty, "  \n "))

    assert "Choose a file, or paste rows." in words
    assert "(optional)" not in words


def test_pasted_rows_that_cannot_be_read_are_kept(as_lin, empty):
    page = paste(as_lin, empty, "name,colour\nx,red")

    assert "No column is headed VIN." in main_of(page)
    assert "name,colour" in page.content.decode()


def test_with_a_file_and_rows_the_file_counts(as_lin, empty):
    as_lin.post(
        address("-vehicles", empty),
        {
            "file": SimpleUploadedFile("a.csv", f"VIN\n{steps.vin(1)}\n".encode()),
            "pasted": f"{steps.vin(2)}\n",
        },
    )

    assert VehicleImport.objects.get().good[0]["vin"] == steps.vin(1)


def test_more_rows_than_an_application_may_have_are_refused(as_lin, empty, settings):
    settings.VEHICLES_PER_APPLICATION = 1

    page = paste(as_lin, empty, f"VIN\n{steps.vin(1)}\n{steps.vin(2)}\n")

    assert "The table has more than 1 rows." in main_of(page)


def test_goods_that_went_while_a_list_was_chosen_are_told(as_lin, empty, lin):
    drafts.remove_line(line=empty.lines.get(), by=lin, at=NOW)

    answer = paste(as_lin, empty, f"VIN\n{steps.vin(1)}\n")

    assert answer.status_code == 200
    assert "Add the goods first" in main_of(answer)


# What is left of a list


def test_a_list_not_agreed_to_waits(as_lin, empty, lin):
    read = steps.read_vehicles(empty, by=lin, rows=[(2, steps.vin(1), "")])

    page = as_lin.get(address("-vehicles", empty))

    assert "A list waits for you" in main_of(page)
    assert address("-vehicle-import", empty, read.pk) in page.content.decode()


def test_rows_kept_back_can_be_mended_on_the_page(as_lin, empty, lin):
    read = steps.read_vehicles(
        empty, by=lin, rows=[(2, steps.vin(1), ""), (3, "LHJ16", "HJ7"), (4, "x", "")]
    )
    vehicles.agree(upload=read, by=lin, at=NOW)

    words = main_of(as_lin.get(address("-vehicles", empty)))
    to_mend = as_lin.get(address("-vehicles", empty), {"fix": read.pk})

    assert "Rows still to fix" in words
    assert "2 rows to fix" in words
    assert ">\nLHJ16\tHJ7\nx</textarea>" in to_mend.content.decode()


@pytest.mark.parametrize("wanted", ["0", "x", "-1", "99999999999999999999"])
def test_rows_of_a_list_that_does_not_exist_are_not_shown(as_lin, empty, wanted):
    page = as_lin.get(address("-vehicles", empty), {"fix": wanted})

    assert page.status_code == 200


def test_a_whole_list_leaves_nothing_to_fix(as_lin, draft):
    words = main_of(as_lin.get(address("-vehicles", draft)))

    assert "Rows still to fix" not in words
    assert "A list waits for you" not in words


# Taking off


def test_chosen_cars_are_taken_off(as_lin, draft):
    answer = as_lin.post(
        address("-vehicle-remove", draft), {"vin": [steps.vin(1), steps.vin(2)]}
    )

    assert answer["Location"] == address("-vehicles", draft)
    assert said(answer) == ["2 cars are off the list."]
    assert Application.objects.get().vehicle_count == 1


def test_choosing_none_is_told(as_lin, draft):
    answer = as_lin.post(address("-vehicle-remove", draft))

    assert said(answer) == ["Choose the cars to take off the list."]
    assert Application.objects.get().vehicle_count == 3


def test_clearing_the_list_asks_once_more(as_lin, draft):
    asked = as_lin.get(address("-vehicle-clear", draft))
    answer = as_lin.post(address("-vehicle-clear", draft))

    assert "3 cars are taken off the list." in main_of(asked)
    assert answer["Location"] == address("-vehicles", draft)
    assert not Vehicle.objects.exists()


def test_the_template_has_the_headings_of_a_list(as_lin, draft):
    answer = as_lin.get(address("-vehicle-template", draft))

    assert b"".join(answer.streaming_content).decode("utf-8-sig") == "VIN,Model\r\n"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert draft.reference in answer["Content-Disposition"]


def test_a_template_in_chinese_is_read_too(client, wei, empty):
    client.force_login(wei)
    answer = client.get(address("-vehicle-template", empty))
    template = b"".join(answer.streaming_content)
    assert template.decode("utf-8-sig") == "车辆识别代号（VIN）,型号\r\n"

    upload(client, empty, "a.csv", template + f"{steps.vin(1)},HJ7\r\n".encode())

    assert len(VehicleImport.objects.get().good) == 1


def test_a_filled_template_is_read(as_lin, empty):
    template = b"".join(
        as_lin.get(address("-vehicle-template", empty)).streaming_content
    )

    upload(as_lin, empty, "a.csv", template + f"{steps.vin(1)},HJ7\r\n".encode())

    assert len(VehicleImport.objects.get().good) == 1


def test_two_models_are_told_apart(as_lin, empty, lin):
    drafts.add_line(
        application=empty,
        contents=replace(steps.LONG_RANGE, model="HJ5 City"),
        by=lin,
        at=NOW,
    )

    paste(as_lin, empty, f"VIN\tModel\n{steps.vin(1)}\tHJ5 City\n{steps.vin(2)}\tHJ9\n")

    read = VehicleImport.objects.get()
    assert [row["position"] for row in read.good] == [2]
    assert [row["problems"] for row in read.bad] == [["model-unknown"]]
