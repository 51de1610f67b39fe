"""An authenticator app and the steps with it."""

import re
import time

from allauth.mfa.totp.internal import auth

from tests.people import PASSWORD

ACTIVATE = "/accounts/second-factor/totp/activate/"


def code_of(secret, *, periods=0):
    """What the app shows now, or some half minutes later."""
    counter = int(time.time()) // 30 + periods
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def sign_in(browser, person):
    return browser.post(
        "/accounts/login/", {"login": person.email, "password": PASSWORD}
    )


def enrol(browser, person):
    """Sign in, confirm the password, add the app; return its secret."""
    sign_in(browser, person)
    asked = browser.get(ACTIVATE)
    browser.post(asked.url, {"password": PASSWORD})
    page = browser.get(ACTIVATE).content.decode()
    secret = re.search(r'value="([A-Z2-7]{32})" readonly', page)[1]
    answer = browser.post(ACTIVATE, {"code": code_of(secret)})
    assert answer.url == "/accounts/second-factor/recovery-codes/"
    return secret
