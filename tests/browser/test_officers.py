"""A case from the worklist to its decision, by people who each have their own browser."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from licensing.enums import State
from licensing.models import Decision

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]


def claim_from_the_worklist(officer, case):
    officer.follow("Unclaimed")
    row = officer.page.get_by_role("row", name=case.reference)
    expect(row.locator(".lc-clock")).to_be_visible()
    officer.go_by(row.get_by_role("link").click)
    officer.press("Claim this case")
    officer.sees("The case is yours.")
    expect(officer.page.locator("#findings")).to_be_visible()


def read_a_document_beside_the_case(officer):
    tabs = officer.page.locator(".lc-viewer .lc-tabs a")
    expect(tabs).to_have_count(5)
    officer.go_by(tabs.nth(1).click)
    frame = officer.page.locator("iframe.lc-viewer__frame")
    address = frame.get_attribute("src").partition("#")[0]
    shown = officer.context.request.get(officer.site + address)
    assert shown.body().startswith(b"%PDF-1.7")
    assert officer.save(officer.link("Save this file").click)[1] == shown.body()


def ask_for_a_correction(officer):
    officer.follow("Request correction")
    officer.press("Send to the exporter")
    officer.sees("Ask for at least one thing.")
    officer.fill(
        **{"items-0-about": "contract", "items-0-text": "The buyer has another name."}
    )
    officer.press("Send to the exporter")


def answer_the_correction(exporter, case):
    exporter.open(case.get_absolute_url())
    exporter.follow("Answer the correction")
    exporter.sees("The buyer has another name.")
    exporter.fill(answer_1="It is the branch in Rayong.")
    exporter.press("Save the answers")
    exporter.follow("Open the section")
    exporter.fill(buyer_name="Siam Lotus Auto (Rayong)")
    exporter.press("Save and continue")
    exporter.press("Continue to the declaration")
    exporter.fill(agreed=True)
    exporter.press("Declare and send the answer")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_case_is_corrected_and_comes_back_to_the_officer_who_recommends(
    visit, submitted, lin, chen, clock, language
):
    officer = visit(chen, language=language)
    claim_from_the_worklist(officer, submitted)
    read_a_document_beside_the_case(officer)
    ask_for_a_correction(officer)
    clock.shift(timedelta(days=1))
    answer_the_correction(visit(lin, language=language), submitted)

    officer.open(reverse("case-list"))
    officer.go_by(officer.page.get_by_role("link", name=submitted.reference).click)
    officer.sees("It is the branch in Rayong.")
    officer.fill(outcome="GRANT", note="All facts agree.")
    officer.press("Send to second review")

    submitted.refresh_from_db()
    assert (submitted.state, submitted.officer) == (State.RECOMMENDED, chen)


def send_by_hand(visitor, path, **answers):
    """Send what no form of the page offers, with the session and the token it has."""
    token = visitor.page.locator('[name="csrfmiddlewaretoken"]').first
    return visitor.context.request.post(
        visitor.site + path,
        form={"csrfmiddlewaretoken": token.get_attribute("value"), **answers},
        max_redirects=0,
    )


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_who_recommended_cannot_decide_and_another_does(
    visit, recommended, chen, zhou, language
):
    page = reverse("case", args=[recommended.reference])
    decision = reverse("case-decide", args=[recommended.reference])
    officer = visit(chen, language=language)
    officer.open(page)
    officer.sees("Only a second-level officer decides.")
    expect(officer.page.locator(f'form[action="{decision}"]')).to_have_count(0)
    refused = send_by_hand(
        officer, decision, outcome="GRANT", recommendation_number="1"
    )
    assert refused.status == 409
    assert not Decision.objects.exists()

    head = visit(zhou, language=language)
    head.follow("Open next case")
    expect(head.field("outcome").and_(head.page.locator(":checked"))).to_have_value(
        "GRANT"
    )
    head.press("Decide")

    recommended.refresh_from_db()
    assert recommended.state == State.GRANTED
    assert recommended.decision.decided_by == zhou


def test_a_second_officer_refuses_and_the_exporter_reads_why(
    visit, recommended, lin, zhou
):
    head = visit(zhou)
    head.open(reverse("case", args=[recommended.reference]))
    head.fill(outcome="REFUSE")
    head.press("Decide")
    head.sees("Explain the refusal to the exporter.")
    head.fill(
        outcome="REFUSE", reason="RF-05", explanation="The price is not the contract’s."
    )
    head.press("Decide")

    exporter = visit(lin)
    exporter.open(recommended.get_absolute_url())
    exporter.sees("Why it was refused")
    exporter.sees("The price is not the contract’s.")


def test_a_case_goes_back_to_first_review_and_to_the_queue(
    visit, recommended, chen, zhou
):
    page = reverse("case", args=[recommended.reference])
    head = visit(zhou)
    head.open(page)
    head.page.locator("summary", has_text=head.words("Send back instead")).click()
    head.judge()
    note = head.page.locator('form[action$="/send-back/"] [name="note"]')
    note.fill("Compare the unit price with the contract.")
    head.press("Send back to first review")

    officer = visit(chen)
    officer.open(page)
    officer.press("Give back to the queue")

    recommended.refresh_from_db()
    assert (recommended.state, recommended.officer) == (State.SUBMITTED, None)
