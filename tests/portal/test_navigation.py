import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from licensing.operations import notices
from licensing.operations.notice_reading import mark_read
from licensing.queries.notices import sent_to
from portal.accounts.roles import Role
from portal.navigation import navigation
from tests.people import NOW, person


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


def test_the_bell_counts_what_was_not_read(wei, licence, lin, ravi):
    assert built_for(lin).bell.count == 0  # owed, and not yet told

    notices.deliver(at=NOW)

    assert built_for(lin).bell.count == 2
    assert built_for(ravi).bell.count == 0
    mark_read(shown=sent_to(lin)[:1], by=lin, at=NOW)
    assert built_for(lin).bell.count == 1
    assert built_for(wei).bell.count == 2


@pytest.mark.parametrize(("seen", "words"), [(1, "Notices, 1 unread"), (0, "2 unread")])
def test_the_bell_says_its_count_to_those_who_listen(client, licence, lin, seen, words):
    notices.deliver(at=NOW)
    mark_read(shown=sent_to(lin)[:seen], by=lin, at=NOW)
    client.force_login(lin)

    page = client.get("/help/").text

    assert words in page
    assert f'<span class="lc-count" aria-hidden="true">{2 - seen}</span>' in page


def test_a_bell_without_news_has_no_count(client, lin):
    client.force_login(lin)

    page = client.get("/help/").text

    assert '<span class="lc-vh">Notices</span></a>' in page


def test_the_bell_is_counted_once_a_page_and_from_an_index(client, licence, lin):
    notices.deliver(at=NOW)
    client.force_login(lin)
    client.get("/help/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/help/")
    counts = [q["sql"] for q in asked if "licensing_notice" in q["sql"]]

    assert len(counts) == 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {counts[0]}")
        assert "notice_unread" in str(cursor.fetchall())


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
