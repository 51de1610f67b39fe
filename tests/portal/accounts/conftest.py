import pytest
from django.core.cache import cache
from django.test import Client

from portal.accounts.operations import people
from portal.accounts.roles import Role
from tests.people import BEFORE


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def demanding(settings):
    """A real installation: the second factor is asked of those who need one."""
    settings.SECOND_FACTOR_REQUIRED = True
    settings.SECOND_FACTOR_ALSO_REQUIRED_FOR = "tests.portal.accounts.signing.may_sign"
    return settings


@pytest.fixture
def bo(db):
    """A second administrator."""
    return people.create_person(
        email="bo@authority.example",
        name="Bo Lindqvist",
        role=Role.ADMINISTRATOR,
        at=BEFORE,
    )


@pytest.fixture
def mei(db):
    """An exporter's account without a company."""
    return people.create_person(
        email="mei@exporter.example",
        name="Mei Chen",
        role=Role.EXPORTER,
        at=BEFORE,
        password="correct horse battery",
    )


@pytest.fixture
def strict():
    """A browser that must send the CSRF token."""
    return Client(enforce_csrf_checks=True)
