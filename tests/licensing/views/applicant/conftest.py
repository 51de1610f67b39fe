import pytest
import time_machine

from tests.people import NOW


@pytest.fixture(autouse=True)
def _at_ten_in_the_morning(db):
    """Monday 2 March 2026, 10:00 in Shanghai: only views look at the clock."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _without_limits(settings):
    """Under a clock that stands still, no limit would ever run out."""
    settings.RATELIMIT_ENABLE = False


@pytest.fixture
def as_lin(client, lin):
    client.force_login(lin)
    return client


@pytest.fixture
def as_wei(client, wei):
    client.force_login(wei)
    return client
