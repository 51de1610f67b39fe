"""Nobody sends or takes files without end, whether Redis is there or not."""

import pytest
import time_machine
from django.core.cache import cache, caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from licensing.models import Document, VehicleImport
from licensing.views import limits
from tests import steps
from tests.licensing.views.applicant.reading import address, main_of
from tests.people import NOW


@pytest.fixture(autouse=True)
def _at_one_moment(db):
    """Limits count within a minute; none of these tests may reach into the next."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(params=["with Redis", "without Redis"])
def one_a_minute(request, settings, monkeypatch):
    monkeypatch.setattr(limits, "_UPLOADS", "1/m")
    monkeypatch.setattr(limits, "_EXPORTS", "1/m")
    if request.param == "without Redis":
        settings.CACHES = {
            "default": settings.CACHES["default"]
            | {"LOCATION": "redis://127.0.0.1:1/0", "KEY_PREFIX": "away"}
        }
        caches["default"]._stand_in.clear()
    else:
        cache.clear()


@pytest.fixture
def as_lin(lin):
    client = Client()
    client.force_login(lin)
    return client


@pytest.fixture
def as_wei(wei):
    client = Client()
    client.force_login(wei)
    return client


def check_asks_to_wait(answer):
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert "Wait a minute, then" in main_of(answer)


def test_too_many_lists_are_refused_and_what_was_pasted_is_kept(
    as_lin, as_wei, draft, one_a_minute
):
    before = VehicleImport.objects.count()
    pasted = {"pasted": f"{steps.vin(7)}\n"}

    first = as_lin.post(address("-vehicles", draft), pasted)
    second = as_lin.post(address("-vehicles", draft), pasted)

    assert first.status_code == 302
    check_asks_to_wait(second)
    assert steps.vin(7) in second.content.decode()
    assert VehicleImport.objects.count() == before + 1
    assert as_wei.post(address("-vehicles", draft), pasted).status_code == 302


def test_too_many_files_are_refused(as_lin, draft, one_a_minute):
    before = Document.objects.count()

    first, second = (
        as_lin.post(
            address("-documents", draft),
            {
                "requirement": "N-CON",
                "chosen": SimpleUploadedFile("a.pdf", steps.pdf(text)),
            },
        )
        for text in "ab"
    )

    assert first.status_code == 302
    check_asks_to_wait(second)
    assert Document.objects.count() == before + 1


def test_too_many_exports_are_refused(as_lin, as_wei, draft, lin, one_a_minute):
    upload = steps.read_vehicles(draft, by=lin, rows=[(2, "BAD", "")])
    file = address("-vehicle-problems", draft, upload.pk)

    first, second = as_lin.get(file), as_lin.get(file)

    assert first.getvalue().startswith(b"\xef\xbb\xbfVIN")
    check_asks_to_wait(second)
    assert as_wei.get(file).status_code == 200
    assert as_lin.get(address("-vehicles", draft)).status_code == 200


def test_looking_at_pages_is_not_limited(as_lin, draft, one_a_minute):
    for _ in range(3):
        assert as_lin.get(address("-documents", draft)).status_code == 200
