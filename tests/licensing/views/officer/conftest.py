import pytest
import time_machine
from django.test import Client

from tests.people import NOW


@pytest.fixture(autouse=True)
def _today():
    """Every page of these tests is opened on Monday 2 March 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def enter(db):
    """Open a browser for a person."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def as_chen(enter, chen):
    return enter(chen)


@pytest.fixture
def as_zhao(enter, zhao):
    return enter(zhao)


@pytest.fixture
def as_zhou(enter, zhou):
    return enter(zhou)


@pytest.fixture
def as_he(enter, he):
    return enter(he)


@pytest.fixture
def as_olu(enter, olu):
    return enter(olu)
