"""The goods, line by line, with prices that their currency can have."""

from dataclasses import replace
from decimal import Decimal

import pytest

from licensing.models import Application, SpecificationLine, Vehicle
from licensing.operations import drafts
from tests import steps
from tests.licensing.views.applicant.reading import address, main_of, said
from tests.people import NOW

TYPED = {
    "brand": "Hanjiang",
    "model": "HJ7 Long Range",
    "hs_code": "8703801090",
    "quantity": "3",
    "unit_price": "18650.00",
    "currency": "USD",
}


@pytest.fixture
def empty(lin, yunfan):
    return steps.start(by=lin, organisation=yunfan)


def add(client, application, **typed):
    return client.post(address("-line-add", application), TYPED | typed)


def second_line(application, lin, **fields):
    return drafts.add_line(
        application=application,
        contents=replace(steps.LONG_RANGE, **{"model": "HJ5 City"} | fields),
        by=lin,
        at=NOW,
    )


# The list


def test_without_goods_the_page_says_what_to_add(as_lin, empty):
    page = as_lin.get(address("-goods", empty))

    assert "No goods yet" in main_of(page)
    assert address("-line-add", empty) in page.content.decode()


def test_lines_are_shown_with_their_amounts_and_total(as_lin, draft, lin):
    second_line(draft, lin, quantity=1, unit_price=Decimal("10000.50"))

    words = main_of(as_lin.get(address("-goods", draft)))

    assert "4 cars in the contract" in words
    assert "3 USD 18,650.00 USD 55,950.00" in words
    assert "Total 4 USD 65,950.50" in words


def test_amounts_in_two_currencies_have_no_total(as_lin, draft, lin):
    second_line(draft, lin, currency="EUR")

    words = main_of(as_lin.get(address("-goods", draft)))

    assert "Total" not in words
    assert "A licence has one currency, and the lines have several" in words


def test_a_full_list_takes_no_more_lines(as_lin, draft, monkeypatch):
    monkeypatch.setattr(drafts, "MAX_LINES", 1)

    page = as_lin.get(address("-goods", draft))

    assert "at most 1 lines" in main_of(page)
    assert address("-line-add", draft) not in page.content.decode()


def test_the_way_back_is_kept_on_every_link(as_lin, draft):
    page = as_lin.get(address("-goods", draft) + "?return=check").content.decode()

    assert address("-line-edit", draft, 1) + "?return=check" in page
    assert address("-line-remove", draft, 1) + "?return=check" in page
    assert f'href="{address("-check", draft)}"' in page


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_costs_the_same_for_one_line_and_for_three(
    as_lin, draft, lin, more, django_assert_num_queries
):
    for number in range(more):
        second_line(draft, lin, model=f"HJ{number}")
    as_lin.get(address("-goods", draft))

    with django_assert_num_queries(11):
        as_lin.get(address("-goods", draft))


# Adding


def test_a_line_is_added(as_lin, empty):
    answer = add(as_lin, empty)

    assert answer["Location"] == address("-goods", empty)
    assert said(answer) == ["The line is added."]
    kept = SpecificationLine.objects.get()
    assert (kept.brand, kept.quantity, kept.unit_price) == ("Hanjiang", 3, 18650)


def test_the_only_hs_code_is_chosen_already(as_lin, empty):
    words = main_of(as_lin.get(address("-line-add", empty)))

    assert "8703801090 Electric passenger car with a VIN, new" in words
    assert words.count("Choose one") == 1  # the currency


def test_the_next_line_begins_like_the_last(as_lin, draft):
    page = as_lin.get(address("-line-add", draft)).content.decode()

    assert 'value="Hanjiang"' in page
    assert '<option value="USD" selected>' in page
    assert "HJ7 Long Range" not in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("18,650.00", Decimal("18650.00")),
        ("1,118,650.5", Decimal("1118650.50")),
        ("１８６５０．５０", Decimal("18650.50")),
        ("18 650.00", Decimal("18650.00")),
    ],
)
def test_prices_are_read_as_people_write_them(as_lin, empty, typed, kept):
    add(as_lin, empty, unit_price=typed)

    assert SpecificationLine.objects.get().unit_price == kept


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"unit_price": "18650,00"}, "Give the price in figures"),
        ({"unit_price": "1.234,50"}, "Give the price in figures"),
        ({"unit_price": "NaN"}, "Give the price in figures"),
        ({"unit_price": "Infinity"}, "Give the price in figures"),
        ({"unit_price": "1e400"}, "The price is too"),
        ({"unit_price": "0"}, "The price is more than nothing."),
        ({"unit_price": "-5"}, "The price is more than nothing."),
        ({"unit_price": "1.005"}, "An amount in USD has at most 2 decimals."),
        ({"unit_price": "1.12345"}, "The price has too many decimals."),
        ({"unit_price": "100.5", "currency": "JPY"}, "An amount in JPY has no dec"),
        ({"unit_price": "1.0005", "currency": "KWD"}, "has at most 3 decimals."),
        ({"unit_price": "99999999999"}, "The price is too"),
        ({"unit_price": ""}, "Give the FOB price of one car."),
        ({"quantity": "0"}, "There is at least one car in a line."),
        ({"quantity": "-3"}, "There is at least one car in a line."),
        ({"quantity": "1.5"}, "Give a whole number of cars"),
        ({"quantity": "many"}, "Give a whole number of cars"),
        ({"quantity": "100001"}, "An application has at most 100000 cars."),
        ({"quantity": "9" * 400}, "There is a problem"),
        ({"currency": "XAU"}, "There is a problem"),
        ({"currency": ""}, "Choose the currency of the contract."),
        ({"hs_code": "8703801010"}, "There is a problem"),
        ({"brand": " \u200b "}, "Give the brand of the cars."),
        ({"model": "x" * 61}, "There is a problem"),
        ({"model": "a\x00b"}, "There is a problem"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(as_lin, empty, typed, problem):
    page = add(as_lin, empty, **typed)

    assert page.status_code == 200
    assert problem in main_of(page)
    assert not SpecificationLine.objects.exists()


def test_three_decimals_are_right_where_the_currency_has_them(as_lin, empty):
    add(as_lin, empty, unit_price="5600.125", currency="KWD")

    assert SpecificationLine.objects.get().unit_price == Decimal("5600.125")


def test_one_line_too_many_is_refused(as_lin, draft, monkeypatch):
    monkeypatch.setattr(drafts, "MAX_LINES", 1)

    page = add(as_lin, draft)

    assert "An application has at most 1 lines." in main_of(page)


# Changing


def test_a_line_is_shown_as_it_was_saved(as_lin, draft):
    page = as_lin.get(address("-line-edit", draft, 1))

    content = page.content.decode()
    assert 'value="HJ7 Long Range"' in content
    assert 'value="18650.00"' in content
    assert "Change line 1" in main_of(page)


def test_a_line_is_changed(as_lin, draft):
    answer = as_lin.post(
        address("-line-edit", draft, 1),
        TYPED | {"model": "HJ7 Plus", "revision": str(draft.revision)},
    )

    assert answer["Location"] == address("-goods", draft)
    assert SpecificationLine.objects.get().model == "HJ7 Plus"


def test_a_change_that_is_wrong_is_not_saved(as_lin, draft):
    page = as_lin.post(address("-line-edit", draft, 1), TYPED | {"quantity": "0"})

    assert "There is at least one car in a line." in main_of(page)


def test_a_line_changed_by_somebody_else_is_not_overwritten(as_lin, draft, lin, wei):
    drafts.change_line(
        line=draft.lines.get(),
        contents=replace(steps.LONG_RANGE, model="What Wei wrote"),
        revision=None,
        by=wei,
        at=NOW,
    )

    page = as_lin.post(
        address("-line-edit", draft, 1),
        TYPED | {"model": "HJ7 Plus", "revision": str(draft.revision)},
    )

    assert "Wei Min changed this application at 10:00" in main_of(page)
    assert 'value="HJ7 Plus"' in page.content.decode()
    assert f'name="revision" value="{draft.revision + 1}"' in page.content.decode()
    assert SpecificationLine.objects.get().model == "What Wei wrote"


def test_a_line_removed_while_it_was_changed_is_told(as_lin, draft, lin, monkeypatch):
    change = drafts.change_line

    def remove_first(**given):
        drafts.remove_line(line=draft.lines.get(), by=lin, at=NOW)
        return change(**given | {"revision": None})

    monkeypatch.setattr(drafts, "change_line", remove_first)

    answer = as_lin.post(address("-line-edit", draft, 1), TYPED)

    assert said(answer) == ["Somebody else removed this line meanwhile."]
    assert not SpecificationLine.objects.exists()


@pytest.mark.parametrize("name", ["-line-edit", "-line-remove"])
def test_a_line_that_is_not_there_is_not_found(as_lin, draft, name):
    assert as_lin.get(address(name, draft, 7)).status_code == 404


# Removing


def test_removing_asks_once_more_and_counts_the_cars(as_lin, draft):
    words = main_of(as_lin.get(address("-line-remove", draft, 1)))

    assert "Hanjiang HJ7 Long Range is taken out of the application." in words
    assert "3 cars listed under it go too." in words
    assert SpecificationLine.objects.count() == 1


def test_a_line_without_cars_goes_alone(as_lin, empty):
    add(as_lin, empty)

    assert "listed under it" not in main_of(
        as_lin.get(address("-line-remove", empty, 1))
    )


def test_a_line_is_removed(as_lin, draft):
    answer = as_lin.post(
        address("-line-remove", draft, 1), {"line": draft.lines.get().pk}
    )

    assert answer["Location"] == address("-goods", draft)
    assert said(answer) == ["The line is removed."]
    assert not Vehicle.objects.exists()


def test_another_line_in_its_place_is_not_removed(as_lin, draft, lin):
    shown = draft.lines.get()
    drafts.remove_line(line=shown, by=lin, at=NOW)
    second_line(draft, lin)

    answer = as_lin.post(address("-line-remove", draft, 1), {"line": shown.pk})

    assert said(answer) == ["Somebody else removed this line already."]
    assert SpecificationLine.objects.get().model == "HJ5 City"


def test_a_line_removed_at_the_same_time_is_told(as_lin, draft, lin, monkeypatch):
    line = draft.lines.get()
    remove = drafts.remove_line

    def remove_twice(**given):
        remove(**given)
        return remove(**given)

    monkeypatch.setattr(drafts, "remove_line", remove_twice)

    answer = as_lin.post(address("-line-remove", draft, 1), {"line": line.pk})

    assert said(answer) == ["Somebody else removed this line already."]
    assert Application.objects.get().quantity == 0
