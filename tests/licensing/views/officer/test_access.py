"""For whoever is no officer these pages do not exist."""

import pytest
from django.test import Client
from django.urls import reverse

from licensing.enums import State
from portal.accounts.roles import Role
from tests.licensing.views.officer.reading import address, main_of, part_of
from tests.people import person

PAGES = ["case", "case-correction"]
ACTS = [
    "case-claim",
    "case-release",
    "case-recommend",
    "case-correction",
    "case-decide",
    "case-send-back",
]


@pytest.fixture(params=["lin", "song", "ada", "customs", "qualification"])
def outsider(request, enter):
    """The exporter itself, a stranger, and the authority's people without cases."""
    if request.param in {"customs", "qualification"}:
        role = Role[request.param.upper()]
        return enter(person(f"{request.param}@authority.example", "Some Body", role))
    return enter(request.getfixturevalue(request.param))


def test_outsiders_find_no_page_and_no_act(outsider, in_review):
    document = in_review.documents.first()
    for url in (
        reverse("case-list"),
        *(address(name, in_review) for name in PAGES),
        reverse("case-document", args=[in_review.reference, document.pk]),
    ):
        assert outsider.get(url).status_code == 404
    for url in (
        reverse("case-claim-next"),
        *(address(name, in_review) for name in ACTS),
    ):
        assert outsider.post(url).status_code == 404
    in_review.refresh_from_db()
    assert in_review.state == State.IN_REVIEW


def test_who_is_not_signed_in_is_asked_to(in_review):
    for url in (reverse("case-list"), address("case", in_review)):
        answer = Client().get(url)
        assert answer["Location"].startswith(reverse("account_login"))


def test_a_draft_does_not_exist_for_officers(as_chen, draft):
    assert as_chen.get(address("case", draft)).status_code == 404
    assert as_chen.post(address("case-claim", draft)).status_code == 404


@pytest.mark.parametrize("reference", ["EV-2026-000009-X", "%27--", "%F0%9F%9A%97"])
def test_a_case_nobody_has_does_not_exist(as_chen, submitted, reference):
    assert as_chen.get(f"/cases/{reference}/").status_code == 404


@pytest.mark.parametrize("name", ["olu", "compliance"])
def test_who_only_watches_reads_everything_and_does_nothing(
    request, enter, recommended, name
):
    if name == "compliance":
        watcher = person("watch@authority.example", "Wa Cher", Role.COMPLIANCE)
    else:
        watcher = request.getfixturevalue(name)
    browser = enter(watcher)
    page = browser.get(address("case", recommended))
    assert "Only a second-level officer decides." in part_of(page, "panel")
    assert "<form" not in main_of(page)
    for act in ACTS:
        assert browser.post(address(act, recommended)).status_code in {200, 302, 409}
    recommended.refresh_from_db()
    assert recommended.state == State.RECOMMENDED


@pytest.mark.parametrize("act", [name for name in ACTS if name != "case-correction"])
def test_an_act_is_posted_not_opened(as_chen, in_review, act):
    answer = as_chen.get(address(act, in_review))
    assert (answer.status_code, answer.get("Location")) in {
        (302, address("case", in_review)),
        (405, None),
    }


def test_an_act_needs_the_token_of_our_own_page(in_review, chen):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(chen)
    assert browser.post(address("case-release", in_review)).status_code == 403
    in_review.refresh_from_db()
    assert in_review.officer == chen
