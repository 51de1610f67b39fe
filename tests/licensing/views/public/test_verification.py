"""Anyone asks whether a licence is genuine and in force."""

import shutil
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from licensing.enums import EndingKind
from licensing.operations import licences
from licensing.presenters import verification as presenter
from licensing.queries.licences import face_without_vehicles
from portal.lib import keys
from tests.people import NOW


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield
    cache.clear()


def text_of(response):
    return " ".join(response.content.decode().split())


def ask(client, number):
    return client.get(reverse("verify-licence", args=[number]))


def test_the_form_is_for_everyone(client, db):
    response = client.get(reverse("verify"))

    assert response.status_code == 200
    assert "Licence number" in text_of(response)


@pytest.mark.parametrize("typed", ["26-JN-000412", " 26 jn 000412 ", "26–jn–000412"])
def test_a_number_as_people_type_it_leads_to_its_answer(client, db, typed):
    response = client.get(reverse("verify"), {"number": typed})

    assert response["Location"] == "/verify/26-JN-000412/"


@pytest.mark.parametrize("typed", ["", "hello", "<script>", "26-JN-12", "1" * 500])
def test_what_is_no_number_gets_a_sentence_and_stays_typed(client, db, typed):
    page = text_of(client.get(reverse("verify"), {"number": typed}))

    assert "There is a problem" in page
    assert "<script>" not in page.replace("&lt;script&gt;", "")


def test_a_licence_in_force_is_green(client, licence):
    response = ask(client, licence.number)

    page = text_of(response)
    assert "lc-verdict--green" in page
    assert "Yunfan International Trading Co., Ltd." in page
    assert "Thailand" in page
    assert response["Cache-Control"].startswith("max-age=0")


def test_an_unknown_number_is_red_and_not_found(client, db):
    response = ask(client, "26-JN-999999")

    assert response.status_code == 404
    assert "Not in the register" in text_of(response)


def test_an_expired_licence_is_red_at_the_second(client, licence):
    with time_machine.travel(datetime(2026, 9, 2, 15, 59, 59, tzinfo=UTC), tick=False):
        before = text_of(ask(client, licence.number))
    with time_machine.travel(datetime(2026, 9, 2, 16, 0, 0, tzinfo=UTC), tick=False):
        after = text_of(ask(client, licence.number))

    assert "lc-verdict--green" in before
    assert "Expired. Do not release" in after


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (EndingKind.SUSPENDED, "Suspended. Do not release"),
        (EndingKind.REVOKED, "Not valid. Do not release"),
    ],
)
def test_a_licence_that_ended_is_red(client, licence, chen, zhou, kind, title):
    licences.end(
        licence=licence, kind=kind, ground="Why.", proposed_by=chen, by=zhou, at=NOW
    )

    page = text_of(ask(client, licence.number))

    assert title in page
    assert "lc-verdict--red" in page


def test_a_licence_that_starts_later_is_amber(licence):
    answer = presenter.answer_for(
        licence,
        face=face_without_vehicles(licence),
        at=datetime(2026, 3, 1, 15, 59, tzinfo=UTC),
    )

    assert (answer.face, answer.title) == ("amber", "Not valid yet")


def test_prices_and_contract_are_not_published(client, licence):
    page = text_of(ask(client, licence.number))

    assert "18,650" not in page
    assert "YF-HJ-26-0871" not in page


def test_who_asks_about_very_many_must_wait(client, licence):
    answers = [ask(client, licence.number).status_code for _ in range(61)]

    assert answers[:60] == [200] * 60
    assert answers[60] == 429


def test_the_keys_are_public(client, signing_folder):
    response = client.get(reverse("verify-keys"))

    assert response.json() == {"keys": keys.public_jwks()}
    assert response["Cache-Control"] == "public, max-age=3600"


def without_keys(folder):
    (folder / "signing.crt").unlink()


def with_nonsense(folder):
    (folder / "signing.crt").write_text("no certificate")


def behind_a_file(folder):
    shutil.rmtree(folder)
    folder.write_text("")


@pytest.mark.parametrize("spoil", [without_keys, with_nonsense, behind_a_file])
@pytest.mark.parametrize(
    ("language", "title"), [("en", "No keys can be published"), ("zh-hans", "")]
)
def test_without_keys_machines_are_told_and_nobody_remembers_it(
    client, signing_folder, spoil, language, title, caplog
):
    spoil(signing_folder)
    client.cookies["licet_language"] = language

    response = client.get(reverse("verify-keys"))

    told = response.json()
    assert response.status_code == told["status"] == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert response["Retry-After"] == "300"
    assert (told["type"], told["code"]) == ("about:blank", "no-signing-keys")
    assert told["title"].startswith(title)
    assert told["detail"]
    assert "The keys of licences cannot be published." in caplog.text


def test_asking_leaves_no_cookie(client, licence):
    assert "licet_session" not in ask(client, licence.number).cookies


def test_an_answer_takes_few_queries(client, licence, django_assert_num_queries):
    with django_assert_num_queries(2):
        ask(client, licence.number)
