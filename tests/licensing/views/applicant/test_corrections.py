"""What the authority asks for, where to mend it, and what the exporter answers."""

import pytest

from licensing.enums import Section, State
from licensing.models import Application, CorrectionItem
from licensing.operations import corrections
from licensing.queries import catalogue
from tests.licensing.views.applicant.reading import address, main_of, said
from tests.people import NOW


@pytest.fixture
def asked_twice(in_review, chen):
    """A case returned for its contract and for one document."""
    corrections.request(
        application=in_review,
        items=[
            corrections.Request(Section.CONTRACT, "The contract says\nLaem Chabang."),
            corrections.Request(
                Section.DOCUMENTS,
                "Page 2 is missing.",
                catalogue.requirements_of(in_review)[1],
            ),
        ],
        by=chen,
        at=NOW,
    )
    in_review.refresh_from_db()
    return in_review


def test_every_item_leads_to_its_section(as_lin, asked_twice):
    page = as_lin.get(address("-correction", asked_twice))

    words, content = main_of(page), page.content.decode()
    assert "Answer by Mon 16 Mar 2026" in words
    assert "1. Contract and route" in words
    assert "2. Documents" in words
    assert "Export contract Page 2 is missing." in words
    assert address("-contract", asked_twice) + "?return=correction" in content
    assert address("-documents", asked_twice) + "?return=correction" in content
    assert "Chen Yu" not in words


def test_answers_are_kept_while_they_are_written(as_lin, asked_twice):
    answer = as_lin.post(
        address("-correction", asked_twice), {"answer_1": "Rayong.", "answer_2": ""}
    )

    assert answer["Location"] == address("-correction", asked_twice)
    assert said(answer) == ["Your answers are saved. They are not sent."]
    page = as_lin.get(address("-correction", asked_twice))
    assert "Rayong.</textarea>" in page.content.decode()
    assert Application.objects.get().state == State.RETURNED


def test_who_is_done_goes_on_to_the_declaration(as_lin, asked_twice):
    answer = as_lin.post(
        address("-correction", asked_twice),
        {"answer_1": "Rayong.", "answer_2": "Added.", "declare": "1"},
    )

    assert answer["Location"] == address("-submit", asked_twice)
    assert [item.answer for item in CorrectionItem.objects.order_by("position")] == [
        "Rayong.",
        "Added.",
    ]


def test_an_answer_that_is_too_long_is_refused_and_kept(as_lin, asked_twice):
    page = as_lin.post(
        address("-correction", asked_twice), {"answer_1": "x" * 2001, "answer_2": ""}
    )

    assert "There is a problem" in main_of(page)
    assert "x" * 2001 in page.content.decode()
    assert CorrectionItem.objects.first().answer == ""


def test_a_preparer_writes_answers_and_is_told_who_sends_them(client, returned, wei):
    wei.language = "en"
    wei.save()
    client.force_login(wei)

    page = client.get(address("-correction", returned))
    client.post(address("-correction", returned), {"answer_1": "Rayong."})

    words = main_of(page)
    assert "Only an owner or a signatory of Yunfan" in words
    assert "Continue to the declaration" not in words
    assert CorrectionItem.objects.get().answer == "Rayong."


@pytest.mark.parametrize("state", ["draft", "submitted", "granted"])
def test_without_a_question_there_is_nothing_to_answer(as_lin, request, state):
    application = request.getfixturevalue(state)

    for answer in (
        as_lin.get(address("-correction", application)),
        as_lin.post(address("-correction", application), {"answer_1": "x"}),
    ):
        assert answer["Location"] == address("", application)
        assert said(answer)[-1] == "Nothing is asked of you at the moment."


def test_a_withdrawn_case_is_asked_nothing(as_lin, returned, lin):
    as_lin.post(address("-withdraw", returned))

    answer = as_lin.get(address("-correction", returned))

    assert answer["Location"] == address("", returned)


def test_the_page_stays_cheap(as_lin, asked_twice, django_assert_max_num_queries):
    as_lin.get(address("-correction", asked_twice))

    with django_assert_max_num_queries(8):
        as_lin.get(address("-correction", asked_twice))
