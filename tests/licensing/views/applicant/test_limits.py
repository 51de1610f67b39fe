"""Nobody sends files without end."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from licensing.models import Document, VehicleImport
from licensing.views.applicant import limits
from tests import steps
from tests.licensing.views.applicant.reading import address, main_of


@pytest.fixture
def one_a_minute(settings, monkeypatch):
    settings.RATELIMIT_ENABLE = True
    monkeypatch.setattr(limits, "_UPLOADS", "1/m")
    cache.clear()


def test_too_many_lists_are_refused_and_what_was_pasted_is_kept(
    as_lin, draft, one_a_minute
):
    before = VehicleImport.objects.count()
    pasted = {"pasted": f"{steps.vin(7)}\n"}

    first = as_lin.post(address("-vehicles", draft), pasted)
    second = as_lin.post(address("-vehicles", draft), pasted)

    assert (first.status_code, second.status_code) == (302, 429)
    assert "Wait a minute, then go on." in main_of(second)
    assert steps.vin(7) in second.content.decode()
    assert VehicleImport.objects.count() == before + 1


def test_too_many_files_are_refused(as_lin, draft, one_a_minute):
    before = Document.objects.count()

    for status in (302, 429):
        file = SimpleUploadedFile("a.pdf", steps.pdf(str(status)))
        answer = as_lin.post(
            address("-documents", draft), {"requirement": "N-CON", "chosen": file}
        )
        assert answer.status_code == status

    assert "Wait a minute, then go on." in main_of(answer)
    assert Document.objects.count() == before + 1
