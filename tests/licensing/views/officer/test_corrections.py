"""Asking for a correction: rows, problems, what is kept."""

import pytest

from licensing.enums import Section, State
from licensing.models import Correction, CorrectionItem
from licensing.operations import reviews
from tests import steps
from tests.licensing.views.officer.reading import address, problems_of, said, words_of
from tests.people import NOW


def rows(*typed, total=3, **more):
    data = {"items-TOTAL_FORMS": total, "items-INITIAL_FORMS": 0} | more
    for place, (about, text) in enumerate(typed):
        data |= {f"items-{place}-about": about, f"items-{place}-text": text}
    return data


def ask(browser, application, *typed, **more):
    return browser.post(address("case-correction", application), rows(*typed, **more))


def typed_in(page):
    return [
        (form["about"].value() or "", form["text"].value() or "")
        for form in page.context["formset"]
    ]


# The page


def test_the_page_says_what_it_means(as_chen, in_review):
    words = words_of(as_chen.get(address("case-correction", in_review)))
    assert "the law lets you ask once" in words
    assert "The exporter has 10 working days to answer, until Mon 16 Mar 2026" in words
    assert "A correction was asked before" not in words
    assert words.count("What to mend") == 3


def test_it_can_be_about_a_section_or_a_document(as_chen, in_review):
    page = as_chen.get(address("case-correction", in_review))
    choices = page.context["formset"].forms[0].fields["about"].choices
    assert [value for value, _ in choices] == [
        "",
        "contract",
        "goods",
        "vehicles",
        "document:N-LIC",
        "document:N-CON",
        "document:N-AUTH",
        "document:N-CCC",
        "document:N-SVC",
    ]


def test_a_second_request_is_warned_of(as_chen, returned, lin):
    steps.answer_correction(returned, by=lin)
    words = words_of(as_chen.get(address("case-correction", returned)))
    assert "A correction was asked before." in words


@pytest.mark.parametrize(
    ("browser", "name", "why"),
    [
        ("as_zhao", "in_review", "Chen Yu has this case."),
        ("as_zhou", "in_review", "Only a first-level officer does this."),
        (
            "as_chen",
            "returned",
            "A correction can be asked only while a case is in first review.",
        ),
        (
            "as_chen",
            "recommended",
            "A correction can be asked only while a case is in first review.",
        ),
    ],
)
def test_who_cannot_ask_is_told_why(request, browser, name, why):
    case = request.getfixturevalue(name)
    answer = request.getfixturevalue(browser).get(address("case-correction", case))
    assert answer["Location"] == address("case", case)
    assert said(answer) == [why]


# From findings


def test_a_finding_fills_a_row_in(as_chen, in_review):
    in_review.vehicles.filter(vin=steps.vin(1)).update(check_digit_is_right=False)
    page = as_chen.get(
        address("case-correction", in_review),
        {"finding": ["vin-check-digit", "no-such-finding"]},
    )
    first, *others = typed_in(page)
    assert first[0] == "vehicles"
    assert first[1].startswith(f"1 VIN has an unusual check digit: {steps.vin(1)}.\n")
    assert others == [("", ""), ("", "")]


def test_a_finding_about_a_document_names_it(as_chen, in_review):
    in_review.documents.filter(requirement__code="N-CON").update(
        removed_at=NOW, removed_by=in_review.submitted_by
    )
    page = as_chen.get(
        address("case-correction", in_review), {"finding": "document-missing"}
    )
    assert typed_in(page)[0][0] == "document:N-CON"


def test_a_finding_about_the_manufacturer_is_mended_in_the_contract(
    as_chen, in_review, hanjiang
):
    hanjiang.qualifications.update(status="SUSPENDED")
    page = as_chen.get(
        address("case-correction", in_review), {"finding": "manufacturer-suspended"}
    )
    assert typed_in(page)[0][0] == "contract"


# Sending


def test_everything_goes_out_in_one_request(as_chen, in_review):
    answer = ask(
        as_chen,
        in_review,
        ("goods", " The price differs. "),
        ("", ""),
        ("document:N-CON", "Page 4 is missing."),
    )
    assert answer["Location"] == "/cases/"
    assert said(answer) == [
        (
            f"{in_review.reference} is with its exporter, who has until Mon 16 Mar 2026 to"
            " answer."
        )
    ]
    assert [
        (item.position, item.section, getattr(item.requirement, "code", ""))
        for item in CorrectionItem.objects.order_by("position")
    ] == [(1, Section.GOODS, ""), (2, Section.DOCUMENTS, "N-CON")]


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ((), ["Ask for at least one thing."]),
        ((("goods", ""),), ["1. What to mend: Say what is to be mended."]),
        ((("", "The price."),), ["1. Subject: Choose what this is about."]),
        (
            (("goods", "The price."), ("document:N-XXX", "What?")),
            [
                (
                    "2. Subject: Select a valid choice."
                    " document:N-XXX is not one of the available choices."
                )
            ],
        ),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_the_rest_kept(
    as_chen, in_review, typed, problems
):
    page = ask(as_chen, in_review, *typed)
    assert page.status_code == 200
    assert problems_of(page) == problems
    assert typed_in(page) == [*typed, *[("", "")] * (3 - len(typed))]
    in_review.refresh_from_db()
    assert in_review.state == State.IN_REVIEW


def test_more_rows_come_without_losing_any(as_chen, in_review):
    page = ask(as_chen, in_review, ("goods", "The price."), ("", "Half"), add="1")
    assert typed_in(page) == [
        ("goods", "The price."),
        ("", "Half"),
        *[("", "")] * 4,
    ]
    assert problems_of(page) == []


def test_there_are_never_more_than_thirty_rows(as_chen, in_review):
    page = ask(as_chen, in_review, total=30, add="1")
    assert len(page.context["formset"].forms) == 30
    page = ask(as_chen, in_review, ("goods", "The price."), total=31)
    assert problems_of(page) == ["Please submit at most 30 forms."]
    page = ask(as_chen, in_review, ("goods", "The price."), total=10**9)
    assert problems_of(page) == ["Please submit at most 30 forms."]
    assert not Correction.objects.exists()


def test_a_page_without_its_counts_is_not_ours(as_chen, in_review):
    page = as_chen.post(address("case-correction", in_review), {"items-0-text": "x"})
    assert page.status_code == 200
    assert not Correction.objects.exists()


def test_a_case_taken_away_meanwhile_keeps_what_was_typed(as_chen, in_review, zhou):
    reviews.release(application=in_review, by=zhou, at=NOW)
    page = ask(as_chen, in_review, ("goods", "The price differs."))
    assert page.status_code == 409
    words = words_of(page)
    assert "The case is nobody’s yet. Claim it first." in words
    assert "What you typed The price differs." in words


def test_asking_twice_asks_once(as_chen, in_review):
    ask(as_chen, in_review, ("goods", "The price."))
    page = ask(as_chen, in_review, ("goods", "The price."))
    assert page.status_code == 409
    assert "the case is now in the state “With exporter”" in words_of(page)
    assert Correction.objects.count() == 1
