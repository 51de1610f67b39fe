"""Licences as their holders and the officers see them, and nobody else."""

import hashlib
import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.urls import reverse

from licensing.enums import CertificateState, EndingKind
from licensing.models import Certificate
from licensing.operations import licences
from licensing.views import limits
from tests import steps
from tests.people import NOW


@pytest.fixture(autouse=True)
def _at_the_time_of_the_story():
    with time_machine.travel(NOW, tick=False):
        yield


def get(client, user, name, *args, **headers):
    client.force_login(user)
    return client.get(reverse(name, args=args), **headers)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_list_shows_the_licences_of_the_company(client, licence, lin):
    page = text_of(get(client, lin, "licence-list"))

    assert licence.number in page
    assert "Thailand" in page
    assert "2 Sep 2026" in page


def test_the_list_of_a_stranger_is_empty_and_says_what_will_come(client, licence, ravi):
    page = text_of(get(client, ravi, "licence-list"))

    assert licence.number not in page
    assert "No licences yet" in page


def test_an_officer_sees_every_licence(client, licence, chen):
    assert licence.number in text_of(get(client, chen, "licence-list"))


def test_the_list_has_pages(client, licence, lin, monkeypatch):
    monkeypatch.setattr("licensing.views.holders.licences.PAGE_SIZE", 1)
    _another(licence, serials=(7, 8, 9))
    client.force_login(lin)

    first = text_of(client.get(reverse("licence-list")))
    second = text_of(client.get(reverse("licence-list"), {"page": 2}))

    assert "page=2" in first
    assert "page=1" in second


def _another(licence, serials):
    decision = licence.application.decision
    case = steps.draft(
        by=licence.application.created_by,
        organisation=licence.organisation,
        serials=serials,
    )
    steps.submit(case, by=licence.application.submitted_by)
    steps.claim(case, by=licence.application.officer)
    steps.recommend(case, by=licence.application.officer)
    steps.decide(case, by=decision.decided_by)
    return case


@pytest.mark.parametrize("others", [0, 2])
def test_the_list_asks_the_same_few_queries(
    client, licence, lin, others, django_assert_num_queries
):
    for number in range(others):
        _another(licence, serials=range(10 + number * 3, 13 + number * 3))
    client.force_login(lin)
    client.get(reverse("licence-list"))

    with django_assert_num_queries(5):
        client.get(reverse("licence-list"))


def test_the_page_says_what_the_licence_says(client, licence, lin):
    page = text_of(get(client, lin, "licence", licence.number))

    assert "Yunfan International Trading Co., Ltd." in page
    assert "Hanjiang New Energy Vehicle Co., Ltd." in page
    assert "YF-HJ-26-0871" in page
    assert "USD 55,950.00" in page
    assert steps.vin(1) in page
    assert "Being made" in page


def test_the_page_speaks_chinese(client, licence, wei):
    page = text_of(get(client, wei, "licence", licence.number))

    assert "云帆国际贸易有限公司" in page
    assert "泰国" in page


@pytest.mark.parametrize("serials", [(1, 2, 3), range(1, 60)])
def test_the_page_asks_the_same_queries_for_any_number_of_cars(
    client, lin, yunfan, chen, zhou, private_files, serials, django_assert_num_queries
):
    line = steps.drafts.LineContents(
        **{
            name: getattr(steps.LONG_RANGE, name)
            for name in ("brand", "model", "hs_code", "unit_price", "currency")
        },
        quantity=len(serials),
    )
    case = steps.draft(by=lin, organisation=yunfan, serials=serials, line=line)
    steps.submit(case, by=lin)
    steps.claim(case, by=chen)
    steps.recommend(case, by=chen)
    steps.decide(case, by=zhou)
    case.refresh_from_db()
    client.force_login(lin)
    address = case.licence.get_absolute_url()
    client.get(address)

    with django_assert_num_queries(8):
        client.get(address)


@pytest.mark.parametrize("name", ["licence", "licence-certificate"])
def test_a_strangers_licence_is_not_there(client, certified, ravi, name):
    assert get(client, ravi, name, certified.number).status_code == 404


@pytest.mark.parametrize("name", ["licence", "licence-certificate"])
def test_without_signing_in_there_is_no_licence(client, certified, name):
    response = client.get(reverse(name, args=[certified.number]))

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_the_certificate_is_handed_out_as_it_was_signed(client, certified, lin):
    response = get(client, lin, "licence-certificate", certified.number)

    body = b"".join(response.streaming_content)
    assert hashlib.sha256(body).hexdigest() == certified.certificate.sha256
    assert response["Content-Disposition"] == (
        f'attachment; filename="{certified.number}.pdf"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_certificate_not_made_yet_cannot_be_had(client, licence, lin):
    response = get(client, lin, "licence-certificate", licence.number)

    assert response.status_code == 404


def test_a_certificate_that_is_lost_gets_a_page_and_is_told_to_the_operator(
    client, certified, lin, caplog
):
    default_storage.delete(certified.certificate.stored_name)

    with caplog.at_level(logging.ERROR, "portal.lib.stored_files"):
        response = get(client, lin, "licence-certificate", certified.number)

    page = text_of(response)
    assert response.status_code == 503
    assert "The licence itself is not affected." in page
    assert "Back to the licence" in page
    assert certified.certificate.stored_name in caplog.text


def test_who_takes_very_many_certificates_must_wait(
    client, certified, lin, ravi, monkeypatch
):
    monkeypatch.setattr(limits, "_EXPORTS", "2/m")
    cache.clear()
    name, number = "licence-certificate", certified.number

    answers = [get(client, lin, name, number) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert "Wait a minute, then open the address again." in text_of(answers[2])
    assert get(client, ravi, name, number).status_code == 404
    for answer in answers[:2]:
        answer.close()


def test_the_page_offers_the_certificate_and_shows_its_code(client, certified, lin):
    page = text_of(get(client, lin, "licence", certified.number))

    assert "Download PDF" in page
    assert f"QR code with the signed facts of licence {certified.number}" in page


def test_the_page_says_when_the_certificate_could_not_be_made(client, licence, lin):
    Certificate.objects.filter(licence=licence).update(state=CertificateState.FAILED)

    page = text_of(get(client, lin, "licence", licence.number))

    assert "Could not be made" in page
    assert "The licence is valid all the same." in page


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (EndingKind.SUSPENDED, "This licence is suspended."),
        (EndingKind.REVOKED, "This licence was revoked."),
    ],
)
def test_the_page_warns_when_the_licence_ended(
    client, licence, lin, chen, zhou, kind, sentence
):
    licences.end(
        licence=licence, kind=kind, ground="Why.", proposed_by=chen, by=zhou, at=NOW
    )

    assert sentence in text_of(get(client, lin, "licence", licence.number))


def test_the_page_warns_after_the_last_day(client, licence, lin):
    with time_machine.travel(datetime(2026, 9, 3, 1, 0, tzinfo=UTC)):
        page = text_of(get(client, lin, "licence", licence.number))

    assert "This licence has ended." in page
    assert "Expired" in page


def test_a_licence_close_to_its_end_says_so(client, licence, lin):
    with time_machine.travel(NOW + timedelta(days=160)):
        page = text_of(get(client, lin, "licence", licence.number))

    assert "Ends soon" in page
