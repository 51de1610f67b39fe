import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_summary_of_problems_has_the_focus_and_leads_to_the_control(show, page):
    show(
        '<section data-error-summary tabindex="-1"><a href="#number">Number</a></section>'
        '<input id="number" aria-label="Number">'
    )

    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Number").click()
    expect(page.locator("#number")).to_be_focused()


def test_colours_change_at_once_and_stay(page, live_server):
    page.goto(live_server.url + reverse("help"))

    with page.expect_response("**" + reverse("set-theme")):
        page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute(
        "aria-pressed", "true"
    )

    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    with page.expect_response("**" + reverse("set-theme")):
        page.get_by_role("button", name="System").click()
    expect(page.locator("html")).not_to_have_attribute("data-theme", re.compile(".*"))


def test_the_language_switch_needs_no_script(browser, live_server):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + reverse("help"))

    page.get_by_role("button", name="中文").click()

    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert page.url == live_server.url + reverse("help")
    page.context.close()


def test_a_question_mark_shows_the_keys_and_escape_hides_them(page, live_server):
    page.goto(live_server.url + reverse("mailbox"))

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


ROWS = (
    "<table><tbody data-row-list>"
    '<tr><td><a href="#one">One</a></td></tr><tr><td>no link</td></tr>'
    '<tr><td><a href="#two">Two</a></td></tr></tbody></table>'
)


def test_j_and_k_walk_the_rows_and_enter_opens(show, page):
    show(ROWS)

    page.keyboard.press("j")
    expect(page.get_by_role("link", name="One")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Two")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#one$"))


def test_a_key_presses_its_button_but_not_while_somebody_types(show, page):
    show(
        '<a href="#claimed" data-key="c">Claim</a><input data-key="/" aria-label="Find">'
        '<button data-key="r" aria-disabled="true">Correct</button>'
    )

    page.keyboard.press("/")
    page.keyboard.press("c")
    expect(page.get_by_label("Find")).to_have_value("c")
    page.get_by_label("Find").blur()
    page.keyboard.press("r")
    expect(page.get_by_role("button", name="Correct")).to_be_focused()
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("#claimed$"))


def test_single_keys_can_be_switched_off(page, live_server):
    page.goto(live_server.url + reverse("help"))

    page.get_by_label("Use single keys on this device").first.uncheck()
    page.get_by_role("heading", name="Help", exact=True).click()
    page.keyboard.press("?")

    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_menu_closes_on_escape_and_on_a_click_elsewhere(show, page):
    show(
        "<details data-menu><summary>Account</summary><a href='#x'>Profile</a></details>"
        "<p>Elsewhere</p>"
    )
    menu = page.locator("details")

    page.get_by_text("Account").click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    page.get_by_text("Account").click()
    page.get_by_text("Elsewhere").click()
    expect(menu).not_to_have_attribute("open", "")


def test_a_value_shown_in_short_is_copied_whole(show, page, live_server):
    page.context.grant_permissions(
        ["clipboard-read", "clipboard-write"], origin=live_server.url
    )
    show('<span data-copy="4f1c90ab9a2e">4f1c … 9a2e</span>')

    page.get_by_role("button", name="Copy").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "4f1c90ab9a2e"


def test_a_form_of_choices_sends_itself(show, page):
    show(
        '<form data-auto-submit><select name="goods" aria-label="Goods">'
        "<option>new</option><option>used</option></select>"
        "<button data-auto-submit-button>Filter</button></form>"
    )

    expect(page.get_by_role("button", name="Filter")).to_be_hidden()
    page.get_by_label("Goods").select_option("used")

    expect(page).to_have_url(re.compile(r"\?goods=used$"))
