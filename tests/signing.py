"""A signing identity for tests, made once; certificates of one test folder each."""

import io
import shutil
from datetime import UTC, datetime

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from licensing.models import Certificate
from licensing.operations import certificates
from tests.people import NOW


@pytest.fixture(scope="session")
def _made_keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    kept = django_settings.SIGNING_KEY
    django_settings.SIGNING_KEY = str(folder / "signing.pem")
    try:
        call_command(
            "make_signing_key",
            valid_from=datetime(2025, 1, 1, tzinfo=UTC),
            stdout=io.StringIO(),
        )
    finally:
        django_settings.SIGNING_KEY = kept
    return folder


@pytest.fixture
def signing_folder(settings, tmp_path, _made_keys):
    folder = tmp_path / "signing"
    shutil.copytree(_made_keys, folder)
    settings.SIGNING_KEY = str(folder / "signing.pem")
    return folder


@pytest.fixture
def certified(licence, signing_folder):
    """A licence whose certificate has been made."""
    certificates.make_waiting(at=NOW)
    licence.certificate = Certificate.objects.get(licence=licence)
    return licence
