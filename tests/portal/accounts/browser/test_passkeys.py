"""A real browser with a virtual authenticator, under the portal's own security policy."""

import pytest
from allauth.mfa.models import Authenticator

from tests.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def authenticator(page):
    tool = page.context.new_cdp_session(page)
    tool.send("WebAuthn.enable")
    tool.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return tool


def sign_in(page, address, person):
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("form", has=page.get_by_label("Password")).get_by_role(
        "button", name="Sign in"
    ).first.click()
    page.wait_for_load_state()


def test_an_officer_adds_a_passkey_and_signs_in_with_it_alone(
    kim, demanding, address, page, authenticator, complaints
):
    sign_in(page, address, kim)
    assert page.get_by_role("heading", name="Second factor", level=1).is_visible()

    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Sign in with this passkey alone").check()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    assert Authenticator.objects.filter(user=kim, type="webauthn").count() == 1

    page.context.clear_cookies()
    page.goto(f"{address}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/accounts/sessions/")

    assert page.get_by_text("This session").is_visible()
    assert "HeadlessChrome" not in page.content()
    assert complaints == []


def test_a_passkey_is_a_second_factor_beside_the_password_and_confirms_who_it_is(
    kim, demanding, address, page, authenticator, complaints
):
    sign_in(page, address, kim)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()

    page.context.clear_cookies()
    sign_in(page, address, kim)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/accounts/second-factor/recovery-codes/")
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()

    assert complaints == []


def test_the_code_for_the_app_is_drawn_under_the_strict_policy(
    kim, demanding, address, page, complaints
):
    sign_in(page, address, kim)
    page.get_by_role("link", name="Add an app").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()

    picture = page.get_by_role("img", name="Code for the app")
    assert picture.evaluate("image => image.naturalWidth") > 0
    assert complaints == []


def test_a_passkey_that_was_not_used_says_so_in_words(address, page):
    page.goto(f"{address}/accounts/login/")

    page.evaluate(
        "document.dispatchEvent(new CustomEvent('allauth.error', {cancelable: true}))"
    )

    assert page.get_by_text("The passkey was not used.").is_visible()
