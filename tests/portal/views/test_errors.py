import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from portal.views import errors


def test_a_page_that_is_not_there_says_so_without_the_database(client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "Page not found" in response.text


@pytest.mark.parametrize(
    ("view", "status", "sentence"),
    [
        (errors.bad_request, 400, "This request could not be read"),
        (errors.page_not_found, 404, "Page not found"),
        (errors.permission_denied, 403, "Your account does not include this."),
    ],
)
def test_each_error_has_a_page_with_a_sentence(view, status, sentence):
    response = view(RequestFactory().get("/"), exception=PermissionDenied())

    assert response.status_code == status
    assert sentence in response.text
    assert reverse("home") in response.text


def test_a_refusal_shows_its_own_sentence():
    refusal = PermissionDenied("You do not act for <Yunfan>.")

    response = errors.permission_denied(RequestFactory().get("/"), exception=refusal)

    assert "You do not act for &lt;Yunfan&gt;." in response.text


def test_a_failure_of_ours_says_that_nothing_saved_is_lost():
    response = errors.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "What you saved before is safe" in response.text


def test_a_form_without_its_token_may_be_sent_again():
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("set-theme"), {"theme": "dark"})

    assert response.status_code == 403
    assert "Please send this form again" in response.text


def test_errors_speak_the_language_of_the_reader(client):
    with translation.override("zh-hans"):
        response = errors.page_not_found(RequestFactory().get("/"), exception=None)

    assert '<html lang="zh-Hans">' in response.text


def test_errors_keep_the_colours_of_the_reader(client):
    client.cookies["licet_theme"] = "dark"

    assert '<html lang="en" data-theme="dark">' in client.get("/nowhere/").text


class OnAFullDisk(FileUploadHandler):
    """Puts what comes on a device that is always full."""

    def receive_data_chunk(self, raw_data, start):
        with open("/dev/full", "wb", buffering=0) as device:  # noqa: PTH123 -- no path
            device.write(raw_data)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Our disk is full. It is not your fault"),
        ("zh-hans", '<html lang="zh-Hans">'),
    ],
)
def test_a_disk_too_full_for_an_upload_is_said_and_not_a_failure(
    db, settings, language, words
):
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.OnAFullDisk"]
    client = Client(raise_request_exception=False)
    client.cookies["licet_language"] = language

    response = client.post(
        reverse("set-theme"), {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
    )

    assert response.status_code == 503
    assert words in response.text
