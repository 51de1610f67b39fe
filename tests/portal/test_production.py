"""What a real installation says to browsers; tests themselves run as a demonstration."""

import json
import os
import subprocess
import sys

import pytest

ASKING = """
import json, django
django.setup()
from django.test import Client
secure = Client(headers={"x-forwarded-proto": "https"})
answers = [
    secure.get("/health/live", headers={"host": "licences.example.org"}),
    Client().get("/verify/", headers={"host": "licences.example.org"}),
    Client().get("/health/live", headers={"host": "licences.example.org"}),
]
print(json.dumps([[a.status_code, dict(a.headers)] for a in answers]))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("var")
    variables = {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "HOME", "DATABASE_URL", "REDIS_URL"}
    } | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "LICET_MODE": "production",
        "LICET_VAR": str(folder),
        "SECRET_KEY": "known to this test only, and long enough for every check",
        "ALLOWED_HOSTS": "licences.example.org",
        "SITE_URL": "https://licences.example.org",
        "EMAIL_URL": "smtp://127.0.0.1:1",
        "SIGNING_KEY": str(folder / "signing.pem"),
    }
    told = subprocess.run(  # noqa: S603 -- a text of this file
        [sys.executable, "-c", ASKING],
        env=variables,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(told.stdout)


def test_browsers_come_back_encrypted_and_tell_others_nothing(answers):
    status, headers = answers[0]

    assert status == 200
    assert headers["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains; preload"
    )
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_who_comes_unencrypted_is_led_to_the_encrypted_address(answers):
    status, headers = answers[1]

    assert status == 301
    assert headers["Location"] == "https://licences.example.org/verify/"


def test_a_balancer_asks_without_encryption(answers):
    assert answers[2][0] == 200
