"""The whole way with keys alone; what has the focus shows and nothing covers it."""

import pytest
from playwright.sync_api import expect

from licensing.enums import State
from tests.people import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]


def sign_in(visitor, person):
    press = visitor.page.keyboard.press
    visitor.page.goto(f"{visitor.site}/")
    visitor.tab_to(visitor.link("Sign in").first)
    visitor.go_by(lambda: press("Enter"))
    visitor.tab_to(visitor.field("login").first)
    visitor.page.keyboard.type(person.email)
    visitor.tab_to(visitor.field("password").first)
    visitor.page.keyboard.type(PASSWORD)
    visitor.go_by(lambda: press("Enter"))


def test_an_exporter_sends_an_application_without_a_mouse(visit, draft, lin):
    exporter = visit()
    press = exporter.page.keyboard.press
    sign_in(exporter, lin)

    exporter.tab_to(exporter.page.get_by_role("link", name=draft.reference))
    exporter.go_by(lambda: press("Enter"))
    exporter.tab_to(exporter.link("Contract and route"))
    exporter.go_by(lambda: press("Enter"))
    exporter.tab_to(exporter.field("payment_mode"))
    press("ArrowDown")
    exporter.tab_to(exporter.field("buyer_name"))
    press("Control+a")
    exporter.page.keyboard.type("Siam Lotus Auto (Rayong)")
    exporter.go_by(lambda: press("Enter"))
    exporter.tab_to(exporter.link("Check your answers").last)
    exporter.go_by(lambda: press("Enter"))
    exporter.tab_to(exporter.link("Continue to the declaration"))
    exporter.go_by(lambda: press("Enter"))
    exporter.tab_to(exporter.field("agreed"))
    press("Space")
    exporter.tab_to(exporter.button("Declare and submit"))
    exporter.go_by(lambda: press("Space"))

    expect(exporter.page.locator("main .lc-big")).to_have_text(draft.reference)
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED
    assert draft.buyer_name == "Siam Lotus Auto (Rayong)"


def test_an_officer_claims_and_recommends_without_a_mouse(visit, submitted, chen):
    officer = visit()
    press = officer.page.keyboard.press
    sign_in(officer, chen)

    officer.tab_to(officer.button("Claim next case"))
    officer.go_by(lambda: press("Enter"))
    officer.tab_to(officer.field("outcome").first)
    press("Space")
    officer.tab_to(officer.button("Send to second review"))
    officer.go_by(lambda: press("Enter"))

    submitted.refresh_from_db()
    assert submitted.state == State.RECOMMENDED


def test_single_keys_claim_the_next_case(visit, submitted, chen):
    officer = visit(chen)

    officer.go_by(lambda: officer.page.keyboard.press("c"))

    submitted.refresh_from_db()
    assert submitted.officer == chen


def test_the_first_tab_skips_to_the_contents(visit, draft, lin):
    exporter = visit(lin)

    exporter.page.keyboard.press("Tab")
    expect(exporter.link("Skip to main content")).to_be_focused()
    exporter.page.keyboard.press("Enter")

    expect(exporter.page.locator("main")).to_be_focused()
