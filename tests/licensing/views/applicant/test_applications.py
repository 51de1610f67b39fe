"""The list, a new application, and one as it stands."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.urls import reverse

from exporters.models import Membership
from licensing.enums import Outcome, State
from licensing.models import Application
from licensing.operations import drafts, submission, vehicles
from licensing.views.applicant import applications as views
from tests import steps
from tests.licensing.views.applicant.reading import address, main_of, said
from tests.people import NOW, member

LIST = reverse("application-list")
NEW = reverse("application-new")


# The list


def test_an_empty_list_says_what_will_be_there_and_how_to_begin(as_lin):
    page = as_lin.get(LIST)

    assert "No applications yet" in main_of(page)
    assert f'href="{NEW}"' in page.content.decode()


def test_who_acts_for_no_company_is_told_whom_to_ask(client, lin):
    Membership.objects.all().delete()
    client.force_login(lin)

    assert "You act for no company yet" in main_of(client.get(LIST))
    assert client.get(NEW).status_code == 404


def test_the_newest_application_is_on_top_with_what_comes_next(
    as_lin, submitted, lin, yunfan
):
    draft = steps.start(by=lin, organisation=yunfan)

    page = main_of(as_lin.get(LIST))

    assert page.index(draft.reference) < page.index(submitted.reference)
    assert "Draft 13 things to fill in or fix" in page
    assert "Thailand Siam Lotus Auto Co., Ltd. 3 Submitted" in page
    assert "Decision by Thu 5 Mar" in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("draft", "Draft Check and submit"),
        ("in_review", "First review Decision by Thu 5 Mar"),
        ("returned", "Correction requested Answer by Mon 16 Mar"),
        ("recommended", "Second review Decision by Thu 5 Mar"),
        ("granted", "Granted Licence issued"),
    ],
)
def test_every_state_says_what_comes_next(as_lin, request, state, words):
    request.getfixturevalue(state)

    assert words in main_of(as_lin.get(LIST))


@pytest.mark.parametrize(
    ("state", "day", "words"),
    [
        ("in_review", 5, "Decision by Thu 5 Mar"),
        ("in_review", 6, "Decision late: it was due Thu 5 Mar"),
        ("returned", 16, "Answer by Mon 16 Mar"),
        ("returned", 17, "Answer overdue since Mon 16 Mar"),
    ],
)
def test_what_is_late_is_called_late(client, lin, request, state, day, words):
    request.getfixturevalue(state)
    with time_machine.travel(datetime(2026, 3, day, 2, tzinfo=UTC), tick=False):
        client.force_login(lin)
        page = main_of(client.get(LIST))

    assert words in page


def test_an_application_that_is_over_has_no_next_step(as_lin, draft, lin):
    submission.withdraw(application=draft, by=lin, at=NOW)

    assert "Withdrawn 2 Mar 2026" in main_of(as_lin.get(LIST))


def test_the_company_is_named_only_where_there_are_several(
    as_lin, draft, lin, tongzhou
):
    assert "Yunfan" not in main_of(as_lin.get(LIST))

    member(tongzhou, lin)
    steps.start(by=lin, organisation=tongzhou)

    page = main_of(as_lin.get(LIST))
    assert "Yunfan International Trading Co., Ltd." in page
    assert "Tongzhou Auto Export Co., Ltd." in page


def test_another_companys_applications_are_not_on_the_list(client, draft, ravi):
    client.force_login(ravi)

    assert draft.reference not in main_of(client.get(LIST))


def test_a_long_list_comes_in_pages(as_lin, lin, yunfan, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    old, *_, new = [steps.start(by=lin, organisation=yunfan) for _ in range(5)]

    first, last = as_lin.get(LIST), as_lin.get(LIST, {"page": "3"})

    assert new.reference in main_of(first)
    assert "Showing 1 to 2" in main_of(first)
    assert old.reference in main_of(last)
    assert "?page=2" in last.content.decode()


@pytest.mark.parametrize("others", [0, 2])
def test_the_list_costs_the_same_for_one_row_and_for_three(
    as_lin, returned, lin, yunfan, others, django_assert_num_queries
):
    for _ in range(others):
        steps.start(by=lin, organisation=yunfan)

    as_lin.get(LIST)
    with django_assert_num_queries(6):
        as_lin.get(LIST)


# Starting


def test_with_one_company_and_one_licence_nothing_has_to_be_chosen(as_lin):
    page = as_lin.get(NEW)

    assert page.content.decode().count("checked") == 2
    words = main_of(page)
    assert "Yunfan International Trading Co., Ltd." in words
    assert "New battery-electric passenger cars" in words
    assert "Business licence" in words
    assert "(when the exporter is not the manufacturer)" in words


def test_starting_saves_a_draft_and_opens_it(as_lin, lin, yunfan):
    answer = as_lin.post(NEW, {"company": yunfan.pk, "licence_type": "EV-NEW"})

    draft = Application.objects.get()
    assert answer["Location"] == address("", draft)
    assert (draft.state, draft.organisation, draft.created_by) == (
        State.DRAFT,
        yunfan,
        lin,
    )
    assert draft.reference in said(answer)[0]


def test_with_several_companies_one_is_chosen(as_lin, lin, tongzhou):
    member(tongzhou, lin)

    refused = as_lin.post(NEW, {"licence_type": "EV-NEW"})
    as_lin.post(NEW, {"company": tongzhou.pk, "licence_type": "EV-NEW"})

    assert "Choose the company that applies." in main_of(refused)
    assert Application.objects.get().organisation == tongzhou


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"company": "999999", "licence_type": "EV-NEW"},
        {"company": "x", "licence_type": "EV-NEW"},
    ],
)
def test_what_cannot_be_chosen_starts_nothing(as_lin, typed):
    answer = as_lin.post(NEW, typed)

    assert answer.status_code == 200
    assert "There is a problem" in main_of(answer)
    assert not Application.objects.exists()


def test_nobody_starts_for_a_company_that_is_not_theirs(as_lin, tongzhou):
    answer = as_lin.post(NEW, {"company": tongzhou.pk, "licence_type": "EV-NEW"})

    assert answer.status_code == 200
    assert not Application.objects.exists()


# A draft


def test_a_new_draft_shows_what_there_is_to_do(as_lin, lin, yunfan):
    draft = steps.start(by=lin, organisation=yunfan)

    page = main_of(as_lin.get(address("", draft)))

    assert "New export licence" in page
    assert "0 of 6 sections complete" not in page
    assert "1 of 6 sections complete" in page  # the authorisation is known
    assert "Vehicles Opens when there is a line of goods Cannot start yet" in page
    assert "Continue: Contract and route" in page


def test_a_closed_section_is_not_a_link(as_lin, lin, yunfan):
    draft = steps.start(by=lin, organisation=yunfan)

    page = as_lin.get(address("", draft)).content.decode()

    tasks = page[page.index("lc-tasks") :]
    assert address("-vehicles", draft) not in tasks
    assert address("-check", draft) not in tasks


def test_a_full_draft_leads_to_the_declaration(as_lin, draft):
    page = as_lin.get(address("", draft))

    words = main_of(page)
    assert "Export licence for 3 cars to Thailand" in words
    assert "5 of 6 sections complete" in words
    assert "Continue: Check your answers and declare" in words
    assert "YF-HJ-26-0871 with Siam Lotus Auto Co., Ltd." in words
    assert "Hanjiang HJ7 Long Range, USD 18,650.00 each, FOB" in words
    assert "3 of 3 cars are listed" in words
    assert "gave HJ-2026-014, until 31 Dec 2026" in words
    assert "5 of 5 given" in words
    assert "Saved Mon 2 Mar, 10:00" in words


def test_the_estimate_counts_working_days(as_lin, draft):
    page = main_of(as_lin.get(address("", draft)))

    assert "Decision by Thu 5 Mar 2026" in page
    assert "Valid until Sat 5 Sep 2026" in page


@pytest.mark.parametrize(
    ("day", "decision", "until", "is_cut", "is_provisional"),
    [
        (date(2026, 6, 25), "Tue 30 Jun 2026", "Wed 30 Dec 2026", False, False),
        (date(2026, 9, 1), "Fri 4 Sep 2026", "Thu 31 Dec 2026", True, False),
        (date(2026, 12, 30), "Tue 5 Jan 2027", "Mon 5 Jul 2027", False, True),
    ],
)
def test_the_estimate_follows_the_calendar(
    client, draft, lin, day, decision, until, is_cut, is_provisional
):
    with time_machine.travel(datetime.combine(day, time(2), UTC), tick=False):
        client.force_login(lin)
        page = main_of(client.get(address("", draft)))

    assert f"Decision by {decision}" in page
    assert f"Valid until {until}" in page
    assert ("Shipping after 31 December?" in page) is is_cut
    assert ("provisional" in page) is is_provisional


def test_rows_kept_back_from_a_list_are_to_fix(as_lin, draft, lin):
    vehicles.clear(application=draft, by=lin, at=NOW)
    upload = steps.read_vehicles(
        draft, by=lin, rows=[(2, steps.vin(1), ""), (3, "BAD", "")]
    )
    vehicles.agree(upload=upload, by=lin, at=NOW)

    page = main_of(as_lin.get(address("", draft)))

    assert "1 of 3 cars are listed 1 to fix" in page


def test_a_half_filled_section_is_in_progress(as_lin, draft, lin):
    steps.fill_contract(draft, by=lin, buyer_name="")
    vehicles.remove(application=draft, vins=[steps.vin(1)], by=lin, at=NOW)

    page = main_of(as_lin.get(address("", draft)))

    assert "Contract and route Thailand In progress" in page
    assert "2 of 3 cars are listed In progress" in page


def test_a_manufacturer_off_the_list_is_to_fix(as_lin, draft, hanjiang):
    hanjiang.qualifications.all().delete()

    page = main_of(as_lin.get(address("", draft)))

    assert "until 31 Dec 2026 1 to fix" in page
    assert "Cannot start yet" in page


def test_an_authorisation_that_ended_is_to_fix(as_lin, draft, yunfan):
    yunfan.held_authorisations.update(valid_until=date(2026, 2, 1))

    page = main_of(as_lin.get(address("", draft)))

    assert "has given none that is in force 1 to fix" in page


def test_a_manufacturer_needs_no_authorisation(client, song, hanjiang):
    client.force_login(song)
    draft = steps.start(by=song, organisation=hanjiang)

    page = main_of(client.get(address("", draft)))

    assert "You export your own cars and need none Complete" in page


def test_without_a_manufacturer_the_authorisation_waits(client, ravi, tongzhou):
    client.force_login(ravi)
    draft = steps.start(by=ravi, organisation=tongzhou)

    page = main_of(client.get(address("", draft)))

    assert "Opens when the manufacturer is chosen Cannot start yet" in page


def test_several_lines_are_summed_up(as_lin, draft, lin):
    drafts.add_line(application=draft, contents=steps.LONG_RANGE, by=lin, at=NOW)

    page = main_of(as_lin.get(address("", draft)))

    assert "Hanjiang HJ7 Long Range and 1 more" in page


@pytest.mark.parametrize(
    ("answers", "heading"),
    [
        ({"destination": ""}, "Export licence for 3 cars"),
        ({}, "Export licence for 3 cars to Thailand"),
    ],
)
def test_the_heading_says_what_is_known(as_lin, draft, lin, answers, heading):
    steps.fill_contract(draft, by=lin, **answers)

    page = main_of(as_lin.get(address("", draft)))

    assert f"{heading} {draft.reference}" in page


def test_with_a_destination_alone_the_heading_names_it(as_lin, lin, yunfan):
    draft = steps.start(by=lin, organisation=yunfan)
    steps.fill_contract(draft, by=lin)

    assert "Export licence for cars to Thailand" in main_of(
        as_lin.get(address("", draft))
    )


def test_a_signatory_is_told_that_they_may_submit(as_lin, draft):
    assert "fill in every section, declare and submit." in main_of(
        as_lin.get(address("", draft))
    )


def test_a_preparer_is_told_who_may_submit(as_wei, draft, wei):
    wei.language = "en"
    wei.save()

    page = main_of(as_wei.get(address("", draft)))

    assert "Only an owner or a signatory may declare and submit: Lin Xiao." in page


def test_a_company_without_a_signatory_is_told_so(as_wei, draft, wei, lin):
    wei.language = "en"
    wei.save()
    Membership.objects.filter(user=lin).delete()

    page = main_of(as_wei.get(address("", draft)))

    assert "Your company has no signatory yet" in page


@pytest.mark.parametrize("more", [0, 30])
def test_the_task_list_costs_the_same_for_many_cars(
    as_lin, draft, lin, more, django_assert_num_queries
):
    if more:
        steps.list_vehicles(draft, by=lin, serials=range(10, 10 + more))

    as_lin.get(LIST)
    with django_assert_num_queries(13):
        as_lin.get(address("", draft))


def test_the_task_list_of_a_capped_authorisation_stays_cheap(
    as_lin, draft, lin, yunfan, django_assert_max_num_queries
):
    yunfan.held_authorisations.update(cap=100)
    vehicles.remove(application=draft, vins=[steps.vin(1)], by=lin, at=NOW)

    as_lin.get(LIST)
    with django_assert_max_num_queries(15):
        as_lin.get(address("", draft))


# After it was sent


@pytest.mark.parametrize(
    ("state", "now"),
    [
        ("submitted", "The authority has your application. An officer claims it"),
        ("in_review", "An officer is looking at your application."),
        ("recommended", "A second officer is about to decide."),
        ("granted", "Your licence is issued."),
        ("returned", "asks you to mend 1 thing by Mon 16 Mar 2026."),
    ],
)
def test_every_state_says_what_happens_now(as_lin, request, state, now):
    application = request.getfixturevalue(state)

    assert now in main_of(as_lin.get(address("", application)))


def test_the_clock_runs_in_the_exporters_sight(as_lin, submitted):
    page = main_of(as_lin.get(address("", submitted)))

    assert "Starts next working day" in page
    assert "Decision by Thu 5 Mar 2026." in page


def test_the_story_names_no_officer_and_keeps_their_notes(as_lin, recommended):
    page = main_of(as_lin.get(address("", recommended)))

    assert "You submitted the application." in page
    assert "The authority claimed the case." in page
    assert "Chen Yu" not in page
    assert "All facts agree." not in page


def test_an_open_correction_leads_to_its_page(as_lin, returned):
    page = as_lin.get(address("", returned))

    assert address("-correction", returned) in page.content.decode()
    assert "The clock is paused until you answer." in main_of(page)


def test_a_granted_case_leads_to_its_licence(as_lin, granted):
    page = as_lin.get(address("", granted))

    assert granted.licence.get_absolute_url() in page.content.decode()
    assert granted.licence.number in main_of(page)
    assert "Withdraw this application" not in main_of(page)


def test_a_refused_case_says_why_and_who_hears_an_appeal(as_lin, in_review, chen, zhou):
    steps.recommend(in_review, by=chen, outcome=Outcome.REFUSE)
    steps.decide(in_review, by=zhou, outcome=Outcome.REFUSE)

    page = main_of(as_lin.get(address("", in_review)))

    assert "Your application was refused." in page
    assert "The application does not match the contract." in page
    assert "The price differs." in page
    assert "ask the Ministry of Commerce for an administrative" in page


def test_a_refusal_is_read_in_chinese(as_wei, in_review, chen, zhou):
    steps.recommend(in_review, by=chen, outcome=Outcome.REFUSE)
    steps.decide(in_review, by=zhou, outcome=Outcome.REFUSE)

    page = main_of(as_wei.get(address("", in_review)))

    assert "申请内容与合同不符。" in page
    assert "商务部" in page


def test_a_withdrawn_draft_has_no_receipt(as_lin, draft, lin):
    submission.withdraw(application=draft, by=lin, at=NOW)

    page = main_of(as_lin.get(address("", draft)))

    assert "This application was withdrawn." in page
    assert "Receipt" not in page
    assert "What you sent" not in page


@pytest.mark.parametrize("state", ["submitted", "in_review", "returned"])
def test_what_is_under_way_may_be_withdrawn(as_lin, request, state):
    page = as_lin.get(address("", request.getfixturevalue(state)))

    assert "Withdraw this application" in main_of(page)


@pytest.mark.parametrize("state", ["submitted", "granted"])
def test_the_page_of_a_sent_case_stays_cheap(
    as_lin, request, state, django_assert_max_num_queries
):
    application = request.getfixturevalue(state)

    as_lin.get(LIST)
    with django_assert_max_num_queries(11):
        as_lin.get(address("", application))
