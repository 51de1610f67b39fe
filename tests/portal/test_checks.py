import pytest
from django.core.checks import registry

from portal import checks
from portal.apps import PortalConfig


@pytest.fixture
def installation(settings, tmp_path):
    """An installation with nothing wrong; tests spoil it."""
    settings.IS_DEMO = False
    settings.SECRET_KEY = "known to nobody"
    settings.SITE_URL = "https://licences.example.org"
    settings.CLAMD_URL = "tcp://127.0.0.1:3310"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "sources"]
    settings.DOCUMENTS_DIR = str(tmp_path / "documents")
    settings.SIGNING_KEY = str(tmp_path / "signing.pem")
    for name in ("signing.pem", "signing.crt", "ca.crt"):
        (tmp_path / name).touch(mode=0o600)
    return settings


def found():
    return [message.id for message in checks.check_installation(None)]


def test_nothing_is_said_of_a_sound_installation(installation):
    assert found() == []


def test_demo_mode_is_not_an_installation(installation):
    installation.IS_DEMO = True
    assert found() == ["licet.E001"]


def test_the_key_of_the_example_is_refused(installation):
    installation.SECRET_KEY = "replace-this-by-a-random-text"
    assert found() == ["licet.E002"]


def test_an_address_without_encryption_is_refused(installation):
    installation.SITE_URL = "http://licences.example.org"
    assert found() == ["licet.E003"]


def test_a_scanner_is_required(installation):
    installation.CLAMD_URL = ""
    assert found() == ["licet.E004"]


@pytest.mark.parametrize("folder", ["static/papers", "sources", "other/../static"])
def test_documents_may_not_lie_where_everybody_reads(installation, tmp_path, folder):
    installation.DOCUMENTS_DIR = str(tmp_path / folder)
    assert found() == ["licet.E005"]


@pytest.mark.parametrize("name", ["signing.pem", "signing.crt", "ca.crt"])
def test_the_signing_key_and_its_certificates_must_be_there(
    installation, tmp_path, name
):
    (tmp_path / name).unlink()
    assert found() == ["licet.E006"]


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_signing_key_open_to_others_is_warned_of(installation, tmp_path, mode):
    (tmp_path / "signing.pem").chmod(mode)
    assert found() == ["licet.W001"]


def test_the_checks_are_asked_when_the_portal_is_deployed():
    PortalConfig.create("portal.apps.PortalConfig").ready()
    assert checks.check_installation in registry.registry.get_checks(
        include_deployment_checks=True
    )
