"""What every answer of the portal says to the browser."""

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from tests.people import person

POLICY = {
    "base-uri 'none'",
    "default-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "frame-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
}


@pytest.mark.parametrize("path", ["/", "/help/", "/accounts/login/", "/nowhere/"])
def test_pages_run_no_script_and_no_style_of_others(client, db, path):
    response = client.get(path)

    assert set(response.headers["Content-Security-Policy"].split("; ")) >= POLICY
    assert " style=" not in response.text
    assert "<style" not in response.text
    assert "onclick" not in response.text


@pytest.mark.parametrize("path", ["/help/", "/admin/", "/nowhere/"])
def test_no_cache_keeps_what_a_person_saw(client, ada, path):
    client.force_login(ada)

    response = client.get(path)

    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


def test_pages_may_use_the_camera_and_nothing_else(client, db):
    response = client.get("/help/")

    assert response.headers["Permissions-Policy"] == (
        "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_signed_in_page_has_its_frame(client, db, settings):
    settings.IS_DEMO = True
    client.force_login(person("yan@customs.example", "Yan Guodong", Role.CUSTOMS))

    page = client.get("/").text

    assert '<a class="lc-skip" href="#main">' in page
    assert page.count("<h1>") == 1
    assert "yan@customs.example" in page
    assert f'action="{reverse("account_logout")}" method="post"' in page
    assert "<title>Start · Licet, " in page


def test_messages_are_read_out(client, db):
    yan = person("yan@customs.example", "Yan Guodong", Role.CUSTOMS)
    client.force_login(yan)

    client.post(reverse("account_logout"))
    page = client.get("/help/").text

    assert 'role="status"' in page
    assert "signed out" in page


def test_the_administration_carries_the_name_of_the_authority(client, ada, settings):
    settings.AUTHORITY_NAME_EN = "Jiangnan Department of Commerce"
    client.force_login(ada)

    page = client.get("/admin/").text

    assert "Jiangnan Department of Commerce</a>" in page
    assert "css/admin.css" in page
