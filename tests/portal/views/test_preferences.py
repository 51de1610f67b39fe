import pytest
from django.urls import reverse


def test_a_visitor_keeps_the_language_and_the_page(client, db):
    response = client.post(
        reverse("set-language"), {"language": "zh-hans", "next": "/help/?a=1"}
    )

    assert response.status_code == 302
    assert response.url == "/help/?a=1"
    assert client.cookies["licet_language"].value == "zh-hans"
    assert '<html lang="zh-Hans"' in client.get("/help/").text


def test_a_person_keeps_the_language_in_the_profile(client, lin):
    client.force_login(lin)

    client.post(reverse("set-language"), {"language": "zh-hans", "next": "/help/"})

    lin.refresh_from_db()
    assert lin.language == "zh-hans"
    assert '<html lang="zh-Hans"' in client.get("/help/").text


@pytest.mark.parametrize("language", ["fr", "", "en; drop"])
def test_a_language_nobody_offers_changes_nothing(client, lin, language):
    client.force_login(lin)

    response = client.post(reverse("set-language"), {"language": language})

    assert response.status_code == 400
    lin.refresh_from_db()
    assert lin.language == "en"


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        "nowhere",
        "case-list",
        "",
    ],
)
@pytest.mark.parametrize("name", ["set-language", "set-theme"])
def test_nobody_is_sent_to_another_site(client, db, name, page):
    response = client.post(
        reverse(name), {"language": "en", "theme": "dark", "next": page}
    )

    assert response.url == reverse("home")


def test_colours_are_kept_and_given_back_to_the_system(client, db):
    client.post(reverse("set-theme"), {"theme": "dark"})
    assert '<html lang="en" data-theme="dark">' in client.get("/help/").text

    client.post(reverse("set-theme"), {"theme": "light"})
    assert '<html lang="en" data-theme="light">' in client.get("/help/").text

    client.post(reverse("set-theme"), {"theme": ""})
    assert '<html lang="en">' in client.get("/help/").text


@pytest.mark.parametrize("name", ["set-language", "set-theme"])
def test_preferences_are_changed_by_sending_a_form(client, name):
    assert client.get(reverse(name)).status_code == 405
