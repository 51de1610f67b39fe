from datetime import timedelta

import pytest

from licensing.enums import Outcome, State
from licensing.models import Application
from licensing.operations import submission
from licensing.queries import worklists
from tests import steps
from tests.licensing.views.officer.reading import address, problems_of, said, words_of
from tests.people import NOW

LIST = "/cases/"


def another(by, organisation, place, *, at=NOW):
    serials = range(place * 3 + 10, place * 3 + 13)
    draft = steps.draft(by=by, organisation=organisation, serials=serials, at=at)
    return steps.submit(draft, by=by, at=at)


def tabs_of(page):
    return [
        (str(tab.label), tab.count, tab.is_current)
        for tab in page.context["sheet"].tabs
    ]


def references_of(page):
    return [row.reference for row in page.context["sheet"].rows]


# Whose list comes first


def test_a_first_level_officer_starts_with_their_own_cases(as_chen, in_review):
    page = as_chen.get(LIST)
    assert tabs_of(page) == [
        ("My cases", 1, True),
        ("Unclaimed", 0, False),
        ("Second review", 0, False),
        ("With exporter", 0, False),
        ("Overdue", 0, False),
        ("All open", 1, False),
    ]
    assert "Cases assigned to me 1 case, soonest deadline first" in words_of(page)


def test_a_head_starts_in_second_review(as_zhou, recommended):
    page = as_zhou.get(LIST)
    assert [label for label, _, _ in tabs_of(page)] == [
        "Second review",
        "Unclaimed",
        "With exporter",
        "Overdue",
        "All open",
    ]
    assert references_of(page) == [recommended.reference]


def test_an_auditor_starts_with_all(as_olu, in_review):
    assert tabs_of(as_olu.get(LIST))[0] == ("All open", 1, True)


@pytest.mark.parametrize("name", ["mine", "nonsense", ""])
def test_a_list_one_does_not_have_is_the_first(as_zhou, recommended, name):
    assert tabs_of(as_zhou.get(LIST, {"list": name}))[0][2] is True


# What a row says


def test_a_row_says_what_one_chooses_by(as_chen, in_review):
    row = as_chen.get(LIST).context["sheet"].rows[0]
    assert (
        row.reference,
        row.url,
        row.exporter,
        row.manufacturer,
        row.officer,
        row.destination,
        row.quantity,
        row.blockers,
        row.checks,
        row.state.word,
        row.clock.sentence,
    ) == (
        in_review.reference,
        address("case", in_review),
        "Yunfan International Trading Co., Ltd.",
        "Hanjiang New Energy Vehicle Co., Ltd.",
        "",
        "Thailand",
        3,
        0,
        0,
        "First review",
        "Starts next working day · due Thu 5 Mar",
    )


def test_a_colleague_s_case_names_the_colleague(as_zhao, in_review):
    page = as_zhao.get(LIST, {"list": "all"})
    assert page.context["sheet"].rows[0].officer == "Chen Yu"
    assert "Chen Yu" in words_of(page)


def test_a_maker_that_exports_itself_is_named_once(
    as_chen, song, hanjiang, private_files
):
    case = another(song, hanjiang, 1)
    row = as_chen.get(LIST, {"list": "unclaimed"}).context["sheet"].rows[0]
    assert (row.reference, row.manufacturer) == (case.reference, "")


def test_a_corrected_case_is_marked(as_chen, returned, lin):
    steps.answer_correction(returned, by=lin)
    row = as_chen.get(LIST).context["sheet"].rows[0]
    assert (row.state.word, row.state.tone) == ("Corrected", "warn")


def test_the_list_speaks_chinese(as_chen, in_review):
    page = as_chen.get(LIST, headers={"accept-language": "zh-hans"})
    assert page.status_code == 200


def test_an_overdue_list_asks_for_attention(as_chen, lin, yunfan, private_files):
    another(lin, yunfan, 1, at=NOW - timedelta(days=10))
    page = as_chen.get(LIST, {"list": "overdue"})
    overdue = page.context["sheet"].tabs[4]
    assert (overdue.count, overdue.tone) == (1, "stop")
    assert "3 days over" in words_of(page)


# Pages and counts


@pytest.fixture
def three_a_page(monkeypatch):
    monkeypatch.setattr(worklists, "PAGE_SIZE", 3)


def test_a_long_list_comes_page_by_page(
    as_chen, lin, yunfan, private_files, three_a_page
):
    cases = [another(lin, yunfan, place) for place in range(5)]
    first = as_chen.get(LIST, {"list": "unclaimed"})
    assert references_of(first) == [case.reference for case in cases[:3]]
    assert first.context["sheet"].previous == ""
    second = as_chen.get(first.context["sheet"].following)
    assert references_of(second) == [case.reference for case in cases[3:]]
    assert second.context["sheet"].following == ""
    back = as_chen.get(second.context["sheet"].previous)
    assert references_of(back) == references_of(first)


@pytest.mark.parametrize("key", ["after", "before"])
@pytest.mark.parametrize("value", ["", "nonsense", "2026-03-05.x", "0000-00-00.1"])
def test_a_broken_place_is_the_first_page(as_chen, submitted, key, value):
    page = as_chen.get(LIST, {"list": "unclaimed", key: value})
    assert references_of(page) == [submitted.reference]


def test_a_count_that_was_cut_off_says_so(as_chen, submitted, monkeypatch):
    monkeypatch.setattr(worklists, "MOST_COUNTED", 1)
    monkeypatch.setattr("licensing.presenters.officer.worklist.MOST_COUNTED", 1)
    page = as_chen.get(LIST, {"list": "unclaimed"})
    assert "More than 1 cases, soonest deadline first" in words_of(page)
    assert "1+" in words_of(page)


@pytest.mark.parametrize("others", [0, 2])
def test_the_worklist_costs_the_same_for_one_row_and_for_three(
    as_chen, in_review, lin, yunfan, chen, others, django_assert_num_queries
):
    for place in range(others):
        steps.claim(another(lin, yunfan, place), by=chen)
    as_chen.get(LIST)
    with django_assert_num_queries(8):
        page = as_chen.get(LIST)
    assert len(references_of(page)) == others + 1


# Nothing there


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mine", "You have no case in hand"),
        ("unclaimed", "Nobody waits"),
        ("second", "Nothing to decide"),
        ("with-exporter", "No exporter owes an answer"),
        ("overdue", "Nothing is overdue"),
        ("all", "There are no open cases"),
    ],
)
def test_an_empty_list_says_what_will_appear(as_chen, name, words):
    assert words in words_of(as_chen.get(LIST, {"list": name}))


# What to do first


def test_the_next_case_is_opened_from_the_list(as_chen, in_review):
    page = as_chen.get(LIST)
    assert page.context["sheet"].next_url == address("case", in_review)
    assert "Open next case" in words_of(page)
    assert "Claim next case" not in words_of(page)


def test_with_cases_waiting_the_next_one_can_be_claimed(as_chen, submitted):
    for name in ("mine", "unclaimed"):
        words = words_of(as_chen.get(LIST, {"list": name}))
        assert "Claim next case" in words
    assert "Claim next case" not in words_of(as_chen.get(LIST, {"list": "all"}))


def test_nobody_else_claims(as_zhou, as_olu, submitted):
    for browser in (as_zhou, as_olu):
        page = browser.get(LIST, {"list": "unclaimed"})
        assert "Claim next case" not in words_of(page)
        answer = browser.post("/cases/next/")
        assert answer["Location"] == LIST
        assert said(answer) == ["Only a first-level officer does this."]
    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED


def test_claiming_the_next_case_opens_it(as_chen, submitted, chen):
    answer = as_chen.post("/cases/next/")
    assert answer["Location"] == address("case", submitted)
    assert said(answer) == [f"{submitted.reference} is yours."]
    submitted.refresh_from_db()
    assert submitted.officer == chen


def test_when_somebody_took_the_last_case_it_says_so(as_chen, in_review):
    answer = as_chen.post("/cases/next/")
    assert answer["Location"] == LIST
    assert said(answer) == ["No case is waiting. Somebody took the last one."]


# Finding


def test_a_search_looks_through_all_cases(as_chen, granted):
    page = as_chen.get(LIST, {"q": " yunfan "})
    assert references_of(page) == [granted.reference]
    assert not any(tab.is_current for tab in page.context["sheet"].tabs)
    assert "Cases that match “yunfan” 1 case found" in words_of(page)
    assert page.context["sheet"].rows[0].clock.headline == "Stopped on day 0 of 3"


def test_a_search_without_success_says_how_to_search(as_chen, submitted):
    words = words_of(as_chen.get(LIST, {"q": "Beichen"}))
    assert "0 cases found" in words
    assert "Look for the beginning of a reference" in words


def test_a_search_that_finds_too_much_says_so(as_chen, submitted, monkeypatch):
    monkeypatch.setattr(worklists, "MOST_FOUND", 1)
    monkeypatch.setattr("licensing.presenters.officer.worklist.MOST_FOUND", 1)
    page = as_chen.get(LIST, {"q": "yunfan"})
    assert "The 1 newest are shown. Type more to find fewer." in words_of(page)


def test_what_was_typed_is_shown_as_text(as_chen, submitted):
    page = as_chen.get(LIST, {"q": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in page.text


def test_a_search_that_is_too_long_is_not_made(as_chen, in_review):
    page = as_chen.get(LIST, {"q": "x" * 61})
    assert "at most 60 characters" in words_of(page)
    assert references_of(page) == [in_review.reference]
    assert page.text.count("<title>Error: ") == 1
    assert problems_of(page) == []


def test_a_withdrawn_case_is_found(as_chen, submitted, lin):
    submission.withdraw(application=submitted, by=lin, at=NOW)
    page = as_chen.get(LIST, {"q": submitted.reference})
    assert page.context["sheet"].rows[0].state.word == "Withdrawn"


def test_every_state_has_its_look(as_olu, lin, yunfan, chen, zhou, private_files):
    for place, outcome in enumerate((Outcome.GRANT, Outcome.REFUSE)):
        case = steps.claim(another(lin, yunfan, place), by=chen)
        steps.recommend(case, by=chen, outcome=outcome)
        steps.decide(case, by=zhou, outcome=outcome)
    page = as_olu.get(LIST, {"q": "EV-2026"})
    assert [row.state.word for row in page.context["sheet"].rows] == [
        "Refused",
        "Granted",
    ]
    assert Application.objects.count() == 2
