import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from portal.accounts.roles import Role
from portal.navigation import navigation
from tests.people import person


def built_for(user, path="/help/"):
    request = RequestFactory().get(path)
    request.user = user
    return navigation(request)["navigation"]


def labels(links):
    return [str(link.label) for link in links]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.EXPORTER, ["Applications", "Licences", "Notices"]),
        (Role.HANDLER, ["Cases", "Licences", "Notices", "Check a licence"]),
        (Role.HEAD, ["Cases", "Licences", "Notices", "Check a licence"]),
        (Role.COMPLIANCE, ["Cases", "Licences", "Notices", "Check a licence"]),
        (Role.AUDITOR, ["Cases", "Licences", "Notices", "Check a licence"]),
        (Role.QUALIFICATION, ["Licences", "Notices", "Check a licence"]),
        (Role.CUSTOMS, ["Notices", "Check a licence"]),
        (Role.ADMINISTRATOR, ["Notices", "Check a licence", "Administration"]),
    ],
)
def test_each_role_is_led_to_its_own_pages(db, role, expected):
    built = built_for(person("someone@authority.example", "Some One", role))

    assert [label for group in built.groups for label in labels(group.items)] == (
        expected
    )


def test_a_disabled_account_is_led_nowhere_special(chen):
    chen.is_active = False

    built = built_for(chen)

    assert labels(built.groups[0].items) == ["Notices"]


def test_the_page_one_is_on_is_marked(chen):
    built = built_for(chen, reverse("licence-list") + "26-JN-000412/")

    assert [str(link.label) for link in built.groups[0].items if link.is_current] == [
        "Licences"
    ]


def test_an_account_is_found_behind_ones_name(lin):
    built = built_for(lin)

    assert labels(built.account) == ["Profile", "Password", "Second factor", "Sessions"]
    assert built.bell.url == reverse("notice-list")


@pytest.mark.parametrize(
    ("is_demo", "expected"),
    [
        (False, ["Help", "Check a licence"]),
        (
            True,
            ["Help", "Check a licence", "Mailbox of the demonstration", "Style guide"],
        ),
    ],
)
def test_the_public_has_only_the_foot_of_the_page(settings, is_demo, expected):
    settings.IS_DEMO = is_demo

    built = built_for(AnonymousUser())

    assert labels(built.footer) == expected
    assert (built.groups, built.account, built.bell) == ([], [], None)
