"""All answers on one page, before they are sent and after."""

from datetime import date

import pytest

from licensing.models import Application, CodeEntry
from licensing.operations import drafts
from tests import steps
from tests.licensing.views.applicant.reading import address, main_of
from tests.people import NOW


def check(client, application):
    return client.get(address("-check", application))


def test_every_answer_is_there_with_its_way_back(as_lin, draft):
    page = check(as_lin, draft)

    words, content = main_of(page), page.content.decode()
    assert "Contract number YF-HJ-26-0871 Change Contract number" in words
    assert "Destination country (region) Thailand" in words
    assert "Customs district Yangshan Port" in words
    assert "Payment mode Letter of credit" in words
    assert "3 cars at USD 18,650.00 each, FOB USD 55,950.00" in words
    assert "3 of 3 cars are listed" in words
    assert "N-CON.pdf Scanned, clean Export contract" in words
    contract = address("-contract", draft)
    assert f'href="{contract}?return=check#id_buyer_name"' in content
    assert f'href="{address("-documents", draft)}?return=check"' in content


def test_a_ready_draft_goes_on_to_the_declaration(as_lin, draft):
    page = check(as_lin, draft)

    assert "Continue to the declaration" in main_of(page)
    assert address("-submit", draft) in page.content.decode()
    assert "Before you can send it" not in main_of(page)


def test_what_blocks_is_told_with_the_way_to_mend_it(as_lin, lin, yunfan):
    draft = steps.start(by=lin, organisation=yunfan)

    page = check(as_lin, draft)

    words = main_of(page)
    assert "Before you can send it" in words
    assert "To fix: The buyer is missing." in words
    assert "Document missing: Export contract." in words
    assert "Not given" in words
    assert "None given" in words
    assert "Continue to the declaration" not in words
    assert address("-goods", draft) in page.content.decode()


def test_advice_stands_apart_and_does_not_stop(as_lin, draft, lin):
    line = draft.lines.get()
    drafts.change_line(
        line=line,
        contents=drafts.LineContents(
            "Hanjiang", "HJ7", "8703801090", 3, line.unit_price / 10, "USD"
        ),
        revision=None,
        by=lin,
        at=NOW,
    )

    words = main_of(check(as_lin, draft))

    assert "Worth a look" in words
    assert "Please check: The price of line 1 is unusually low: USD 1,865." in words
    assert "Continue to the declaration" in words


def test_lines_in_two_currencies_have_no_total(as_lin, draft, lin):
    contents = drafts.LineContents("Hanjiang", "HJ5", "8703801090", 1, 9000, "EUR")
    drafts.add_line(application=draft, contents=contents, by=lin, at=NOW)

    words = main_of(check(as_lin, draft))

    assert "1 car at EUR 9,000.00, FOB" in words
    assert "Total" not in words


def test_a_code_that_is_no_longer_listed_is_shown_as_it_is(as_lin, draft):
    CodeEntry.objects.filter(code="2248").update(valid_until=date(2026, 3, 1))

    assert "Customs district 2248" in main_of(check(as_lin, draft))


@pytest.mark.parametrize("state", ["submitted", "in_review", "granted"])
def test_what_was_sent_can_be_read_and_not_changed(as_lin, request, state):
    page = check(as_lin, request.getfixturevalue(state))

    words = main_of(page)
    assert "What you sent" in words
    assert "YF-HJ-26-0871" in words
    assert "Change" not in words
    assert "Before you can send it" not in words
    assert "Continue to" not in words


def test_in_a_correction_only_what_is_unlocked_can_be_changed(as_lin, returned):
    page = check(as_lin, returned)

    words = main_of(page)
    assert "Change Contract number" in words
    assert "Change Goods and price" not in words
    assert "Back to the correction" in words
    assert address("-correction", returned) in page.content.decode()


def test_the_page_costs_the_same_for_many_cars(
    as_lin, draft, lin, django_assert_max_num_queries
):
    steps.list_vehicles(draft, by=lin, serials=range(10, 40))
    check(as_lin, draft)

    assert Application.objects.get().vehicle_count == 33
    with django_assert_max_num_queries(14):
        check(as_lin, draft)
