import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from tests.people import person


def test_the_public_learns_what_this_is_and_may_check_a_licence(client, db):
    page = client.get("/").text

    assert "Export licences for electric cars" in page
    assert f'action="{reverse("verify")}" method="get"' in page
    assert reverse("account_login") in page


def test_only_the_demonstration_says_that_all_is_invented(client, db, settings):
    settings.IS_DEMO = True
    assert "People, companies and numbers are invented" in client.get("/").text

    settings.IS_DEMO = False
    assert "invented" not in client.get("/").text


@pytest.mark.parametrize(
    ("role", "start"),
    [
        (Role.EXPORTER, "application-list"),
        (Role.HANDLER, "case-list"),
        (Role.HEAD, "case-list"),
        (Role.COMPLIANCE, "case-list"),
        (Role.AUDITOR, "case-list"),
        (Role.QUALIFICATION, "licence-list"),
        (Role.ADMINISTRATOR, "admin:index"),
    ],
)
def test_each_role_starts_where_its_work_is(client, db, role, start):
    client.force_login(person("someone@authority.example", "Some One", role))

    response = client.get("/")

    assert response.status_code == 302
    assert response.url == reverse(start)


def test_who_has_no_list_starts_at_a_plain_page(client, db):
    client.force_login(person("yan@customs.example", "Yan Guodong", Role.CUSTOMS))

    page = client.get("/").text

    assert "Welcome, Yan Guodong" in page
    assert reverse("verify") in page


def test_help_is_for_everyone(client, lin, settings):
    settings.AUTHORITY_PHONE = "0571-5550 0186"
    assert "0571-5550 0186" in client.get(reverse("help")).text

    client.force_login(lin)
    assert "0571-5550 0186" in client.get(reverse("help")).text


def test_a_crawler_that_sends_a_form_to_the_start_is_refused(client):
    assert client.post("/").status_code == 405
