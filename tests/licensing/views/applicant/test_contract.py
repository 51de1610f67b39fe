"""The contract and the route: whole or in part, and never over somebody else's change."""

from datetime import date

import pytest

from licensing.models import Application, CodeEntry
from licensing.operations import drafts
from tests import steps
from tests.licensing.views.applicant.reading import address, main_of, said, text_of


@pytest.fixture
def empty(lin, yunfan):
    return steps.start(by=lin, organisation=yunfan)


@pytest.fixture
def answers(hanjiang):
    return steps.ANSWERS | {"manufacturer": str(hanjiang.pk)}


def post(client, application, answers, way="", **typed):
    revision = Application.objects.get(pk=application.pk).revision
    return client.post(
        address("-contract", application) + way,
        {"revision": str(revision)} | answers | typed,
    )


def test_the_page_offers_what_may_be_chosen(as_lin, empty, make_maker):
    make_maker("Unknown Motors")

    page = as_lin.get(address("-contract", empty))

    words = main_of(page)
    assert "Hanjiang New Energy Vehicle Co., Ltd." in words
    assert "Unknown Motors" not in words
    assert "2248 Yangshan Port" in words
    assert "Letter of credit" in words
    assert "Thailand" in words


def test_in_chinese_the_choices_are_chinese(as_wei, empty):
    words = main_of(as_wei.get(address("-contract", empty)))

    assert "汉江新能源汽车有限公司" in words
    assert "2248 洋山海关" in words
    assert "泰国" in words


def test_saving_leads_back_to_the_tasks(as_lin, empty, answers):
    answer = post(as_lin, empty, answers)

    assert answer["Location"] == address("", empty)
    assert said(answer) == ["Contract and route are saved."]
    kept = Application.objects.get()
    assert {field: getattr(kept, field) for field in steps.ANSWERS} == steps.ANSWERS


def test_who_came_from_the_answers_goes_back_there(as_lin, draft, answers):
    answer = post(as_lin, draft, answers, way="?return=check")

    assert answer["Location"] == address("-check", draft)


def test_who_came_from_a_correction_goes_back_there(as_lin, returned, answers):
    answer = post(as_lin, returned, answers, way="?return=correction")

    assert answer["Location"] == address("-correction", returned)


def test_everything_is_asked_for_at_its_field(as_lin, empty):
    page = as_lin.post(address("-contract", empty), {})

    words = main_of(page)
    assert words.count("Give the number of the contract.") == 2
    assert words.count("Choose the customs district.") == 2
    assert "(optional)" not in words
    assert "Error: " in text_of(page)
    assert Application.objects.get().revision == 0


def test_a_part_can_be_saved_for_later(as_lin, empty):
    answer = as_lin.post(
        address("-contract", empty),
        {"revision": "0", "buyer_name": "Siam Lotus", "later": "1"},
    )

    assert answer["Location"] == address("", empty)
    kept = Application.objects.get()
    assert (kept.buyer_name, kept.destination, kept.manufacturer) == (
        "Siam Lotus",
        "",
        None,
    )


def test_a_part_that_is_wrong_is_not_saved_for_later(as_lin, empty):
    page = as_lin.post(
        address("-contract", empty), {"contract_number": "合同一", "later": "1"}
    )

    assert "A licence cannot carry this number." in main_of(page)
    assert "(optional)" not in main_of(page)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  YF-HJ  26 ", "YF-HJ 26"),
        ("ＹＦ－２６", "YF-26"),
        ("YF\u200b-26", "YF-26"),
    ],
)
def test_contract_numbers_are_tidied(as_lin, empty, answers, typed, kept):
    post(as_lin, empty, answers, contract_number=typed)

    assert Application.objects.get().contract_number == kept


@pytest.mark.parametrize(
    "number", ["X" * 18, "合同-2026", "-26", "YF'26", "YF\x0026", "X" * 5000]
)
def test_contract_numbers_that_fit_on_no_licence_are_refused(
    as_lin, empty, answers, number
):
    page = post(as_lin, empty, answers, contract_number=number)

    assert page.status_code == 200
    assert "There is a problem" in main_of(page)
    assert Application.objects.get().contract_number == ""


def test_what_was_typed_is_kept_when_something_is_wrong(as_lin, empty, answers):
    page = post(
        as_lin, empty, answers, contract_number="合同", buyer_name="<b>Siam</b>"
    )

    assert 'value="&lt;b&gt;Siam&lt;/b&gt;"' in page.content.decode()
    assert '<option value="TH" selected>' in page.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("destination", "EU"),
        ("destination", "XX"),
        ("customs_district", "0000"),
        ("trade_mode", "' OR 1=1 --"),
        ("payment_mode", "CASH"),
        ("manufacturer", "999999"),
        ("manufacturer", "x"),
        ("buyer_name", "x" * 201),
        ("revision", "x"),
    ],
)
def test_what_is_not_offered_is_refused(as_lin, empty, answers, field, value):
    page = post(as_lin, empty, answers, **{field: value})

    assert page.status_code == 200
    assert "There is a problem" in main_of(page)
    assert Application.objects.get().revision == 0


def test_a_code_that_ended_cannot_be_chosen(as_lin, empty, answers):
    CodeEntry.objects.filter(code="2248").update(valid_until=date(2026, 3, 1))

    page = post(as_lin, empty, answers)

    assert page.status_code == 200


def test_another_companys_manufacturer_cannot_be_chosen(
    as_lin, empty, answers, make_maker
):
    other = make_maker("Unknown Motors")

    page = post(as_lin, empty, answers, manufacturer=str(other.pk))

    assert page.status_code == 200


def test_a_manufacturer_whose_leave_ended_stays_on_the_list(as_lin, draft, yunfan):
    yunfan.held_authorisations.update(valid_until=date(2026, 2, 1))

    words = main_of(as_lin.get(address("-contract", draft)))

    assert "Hanjiang New Energy Vehicle Co., Ltd." in words
    assert "has not authorised your company" in words


def test_an_authorisation_that_ends_while_the_page_is_open_is_told(
    as_lin, empty, answers, make_maker, yunfan, monkeypatch
):
    second = make_maker("Second Motors", yunfan)
    save = drafts.save_contract

    def end_first(**given):
        yunfan.held_authorisations.update(valid_until=date(2026, 2, 1))
        return save(**given)

    monkeypatch.setattr(drafts, "save_contract", end_first)

    page = post(as_lin, empty, answers, manufacturer=str(second.pk))

    assert "does not authorise your company any more" in main_of(page)


def test_without_any_manufacturer_the_page_says_what_to_do(client, ravi, tongzhou):
    client.force_login(ravi)
    draft = steps.start(by=ravi, organisation=tongzhou)

    words = main_of(client.get(address("-contract", draft)))

    assert "No manufacturer has authorised your company." in words


def test_a_change_by_somebody_else_is_shown_and_not_overwritten(
    as_lin, empty, answers, wei
):
    steps.fill_contract(empty, by=wei, buyer_name="What Wei wrote", destination="VN")

    page = as_lin.post(address("-contract", empty), answers | {"revision": "0"})

    words = main_of(page)
    assert "Wei Min changed this application at 10:00" in words
    assert "Buyer Siam Lotus Auto Co., Ltd. was What Wei wrote" in words
    assert "Destination country (region) Thailand was Viet" in words
    assert Application.objects.get().buyer_name == "What Wei wrote"
    assert 'name="revision" value="1"' in page.content.decode()


def test_saving_again_after_looking_replaces_it(as_lin, empty, answers, wei):
    steps.fill_contract(empty, by=wei, buyer_name="What Wei wrote")
    as_lin.post(address("-contract", empty), answers | {"revision": "0"})

    as_lin.post(address("-contract", empty), answers | {"revision": "1"})

    assert Application.objects.get().buyer_name == "Siam Lotus Auto Co., Ltd."


def test_a_change_elsewhere_shows_no_difference(as_lin, draft, answers, lin):
    revision = str(Application.objects.get().revision - 1)

    page = as_lin.post(address("-contract", draft), answers | {"revision": revision})

    words = main_of(page)
    assert "Lin Xiao changed this application" in words
    assert "What is saved differs" not in words


def test_the_page_stays_cheap(as_lin, draft, django_assert_max_num_queries):
    as_lin.get(address("-contract", draft))

    with django_assert_max_num_queries(13):
        as_lin.get(address("-contract", draft))
