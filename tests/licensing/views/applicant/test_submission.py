"""The declaration, the receipt, and taking an application back."""

import pytest
from django.urls import reverse

from exporters.models import Membership
from licensing.enums import State
from licensing.models import Application, Correction, Submission
from licensing.operations import corrections, submission
from portal.accounts.roles import MemberRole
from tests import steps
from tests.licensing.views.applicant import reading
from tests.licensing.views.applicant.reading import address, main_of, said
from tests.people import NOW


def declare(client, application, **typed):
    return client.post(
        address("-submit", application), {"agreed": "on", "language": "en"} | typed
    )


def answer_item(application, text="Rayong takes delivery."):
    correction = Correction.objects.get(application=application)
    correction.items.update(answer=text)


# Declaring


def test_the_declaration_is_read_in_full(as_lin, draft):
    words = main_of(as_lin.get(address("-submit", draft)))

    assert draft.type_version.declaration_en in words
    assert "Declared for Yunfan International Trading Co., Ltd. by Lin Xiao." in words
    assert "Declare and submit" in words


def test_in_chinese_the_chinese_text_is_read_and_kept(client, draft, lin):
    lin.language = "zh-hans"
    lin.save()
    client.force_login(lin)

    page = client.get(address("-submit", draft))
    declare(client, draft, language="zh-hans")

    assert draft.type_version.declaration_zh in page.content.decode()
    kept = Submission.objects.get().declaration
    assert kept == draft.type_version.declaration_zh


def test_what_is_kept_is_the_text_that_was_read(as_lin, draft):
    """The page was opened in Chinese, the language changed in another window."""
    declare(as_lin, draft, language="zh-hans")

    kept = Submission.objects.get().declaration
    assert kept == draft.type_version.declaration_zh


def test_without_a_language_the_readers_own_counts(as_lin, draft):
    declare(as_lin, draft, language="")

    assert Submission.objects.get().declaration == draft.type_version.declaration_en


def test_declaring_sends_the_application_and_opens_the_receipt(as_lin, draft, lin):
    answer = declare(as_lin, draft)

    assert answer["Location"] == address("-receipt", draft)
    assert said(answer) == [f"{draft.reference} is with the authority."]
    kept = Application.objects.get()
    assert (kept.state, kept.submitted_by) == (State.SUBMITTED, lin)


@pytest.mark.parametrize("typed", [{"agreed": ""}, {"language": "xx"}])
def test_nothing_is_sent_without_the_declaration(as_lin, draft, typed):
    page = declare(as_lin, draft, **typed)

    assert page.status_code == 200
    assert "There is a problem" in main_of(page)
    assert Application.objects.get().state == State.DRAFT


def test_what_blocks_is_told(as_lin, draft, lin):
    steps.fill_contract(draft, by=lin, buyer_name="")

    page = declare(as_lin, draft)

    assert "The buyer is missing." in main_of(page)
    assert Application.objects.get().state == State.DRAFT


def test_sending_twice_sends_once(as_lin, draft):
    declare(as_lin, draft)

    answer = declare(as_lin, draft)

    assert answer["Location"] == address("", draft)
    assert said(answer)[-1] == "This application has been sent already."
    assert Submission.objects.count() == 1


def test_sent_from_another_window_meanwhile_is_told(as_lin, draft, lin, monkeypatch):
    submit = submission.submit

    def submit_twice(**given):
        submit(**given)
        return submit(**given)

    monkeypatch.setattr(submission, "submit", submit_twice)

    answer = declare(as_lin, draft)

    assert said(answer) == ["This application has been sent already."]


def test_a_preparer_is_told_why_not_and_who_can(client, draft, wei):
    wei.language = "en"
    wei.save()
    client.force_login(wei)

    page = client.get(address("-submit", draft))
    refused = declare(client, draft)

    words = main_of(page)
    assert "Only an owner or a signatory of Yunfan" in words
    assert "Signatory Lin Xiao" in words
    assert (page.status_code, refused.status_code) == (200, 403)
    assert Application.objects.get().state == State.DRAFT


def test_without_any_signatory_none_is_named(client, draft, wei, lin):
    wei.language = "en"
    wei.save()
    Membership.objects.filter(user=lin).delete()
    client.force_login(wei)

    words = main_of(client.get(address("-submit", draft)))

    assert "Everything is saved." in words
    assert "Signatory" not in words


def test_a_right_lost_while_the_page_was_open_sends_nothing(
    as_lin, draft, lin, monkeypatch
):
    submit = submission.submit

    def demote_first(**given):
        Membership.objects.filter(user=lin).update(role=MemberRole.PREPARER)
        return submit(**given)

    monkeypatch.setattr(submission, "submit", demote_first)

    page = declare(as_lin, draft)

    assert page.status_code == 403
    assert "Only an owner or a signatory" in main_of(page)


def test_who_signed_in_long_ago_proves_who_they_are_first(as_lin, draft, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    settings.SECOND_FACTOR_ALSO_REQUIRED_FOR = f"{reading.__name__}.nobody"

    for answer in (as_lin.get(address("-submit", draft)), declare(as_lin, draft)):
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert Application.objects.get().state == State.DRAFT


def test_the_declaration_stays_cheap(as_lin, draft, django_assert_max_num_queries):
    as_lin.get(address("-submit", draft))

    with django_assert_max_num_queries(6):
        as_lin.get(address("-submit", draft))


# Answering a correction


def test_the_answer_to_a_correction_is_declared_too(as_lin, returned, lin):
    steps.fill_contract(returned, by=lin, buyer_name="Siam Lotus (Rayong)")
    answer_item(returned)

    page = as_lin.get(address("-submit", returned))
    sent = declare(as_lin, returned)

    assert "Declare and send the answer" in main_of(page)
    assert sent["Location"] == address("-receipt", returned)
    assert Application.objects.get().state == State.IN_REVIEW
    assert Submission.objects.count() == 2


def test_an_answer_that_changes_nothing_is_refused(as_lin, returned):
    answer_item(returned)

    page = declare(as_lin, returned)

    assert "Nothing has changed since the authority asked." in main_of(page)
    assert Application.objects.get().state == State.RETURNED


def test_an_item_without_an_answer_is_told(as_lin, returned, lin):
    steps.fill_contract(returned, by=lin, buyer_name="Siam Lotus (Rayong)")

    page = declare(as_lin, returned)

    assert "1 thing the authority asked for has no answer yet." in main_of(page)


def test_an_answer_sent_meanwhile_is_told(as_lin, returned, lin, monkeypatch):
    answer = corrections.answer

    def answer_first(**given):
        monkeypatch.setattr(corrections, "answer", answer)
        steps.answer_correction(returned, by=lin)
        return answer(**given)

    monkeypatch.setattr(corrections, "answer", answer_first)

    sent = declare(as_lin, returned)

    assert said(sent) == ["This application has been sent already."]
    assert Submission.objects.count() == 2


# The receipt


def test_the_receipt_says_what_was_sent_and_what_comes_next(as_lin, submitted):
    words = main_of(as_lin.get(address("-receipt", submitted)))

    assert f"Reference {submitted.reference}" in words
    assert "Submitted on 2 Mar 2026, 10:00 (UTC+8)" in words
    assert "Declared by Lin Xiao" in words
    assert "Cars listed 3" in words
    assert Submission.objects.get().digest in words
    assert steps.DECLARATION in words
    assert "You hear of the decision by Thu 5 Mar 2026." in words
    assert "3 working days" in words


def test_the_receipt_of_an_answer_says_that_it_is_one(as_lin, returned, lin):
    steps.answer_correction(returned, by=lin)

    words = main_of(as_lin.get(address("-receipt", returned)))

    assert "Submission 2, after a correction" in words


def test_the_receipt_stays_after_the_decision(as_lin, granted):
    words = main_of(as_lin.get(address("-receipt", granted)))

    assert "Declared by Lin Xiao" in words
    assert "What happens next" not in words


def test_a_draft_has_no_receipt(as_lin, draft):
    assert as_lin.get(address("-receipt", draft)).status_code == 404


def test_a_case_without_a_clock_has_a_receipt_all_the_same(as_lin, submitted):
    submitted.clocks.all().delete()

    assert as_lin.get(address("-receipt", submitted)).status_code == 200
    assert as_lin.get(address("", submitted)).status_code == 200


# Taking back


def test_giving_a_draft_up_asks_once_more(as_lin, draft):
    words = main_of(as_lin.get(address("-withdraw", draft)))

    assert "Give this draft up" in words
    assert "This cannot be undone." in words
    assert Application.objects.get().state == State.DRAFT


def test_withdrawing_says_what_it_means(as_lin, submitted):
    words = main_of(as_lin.get(address("-withdraw", submitted)))

    assert "The authority stops working on it and makes no decision." in words


@pytest.mark.parametrize("state", ["draft", "submitted", "in_review", "returned"])
def test_an_application_is_withdrawn(as_lin, request, state):
    application = request.getfixturevalue(state)

    answer = as_lin.post(address("-withdraw", application))

    assert answer["Location"] == address("", application)
    assert said(answer) == [f"{application.reference} is withdrawn."]
    assert Application.objects.get().state == State.WITHDRAWN


@pytest.mark.parametrize("state", ["recommended", "granted"])
def test_too_late_is_told(as_lin, request, state):
    application = request.getfixturevalue(state)

    answer = as_lin.get(address("-withdraw", application))

    assert answer["Location"] == address("", application)
    assert said(answer) == ["This application cannot be withdrawn any more."]


def test_a_decision_made_meanwhile_is_not_undone(as_lin, in_review, chen, monkeypatch):
    withdraw = submission.withdraw

    def recommend_first(**given):
        steps.recommend(in_review, by=chen)
        return withdraw(**given)

    monkeypatch.setattr(submission, "withdraw", recommend_first)

    answer = as_lin.post(address("-withdraw", in_review))

    assert said(answer) == ["This application cannot be withdrawn any more."]
    assert Application.objects.get().state == State.RECOMMENDED
    assert Application.objects.get().changed_at == NOW
