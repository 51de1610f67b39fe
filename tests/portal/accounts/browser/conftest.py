import pytest

from portal.accounts.roles import Role
from tests.people import person


@pytest.fixture
def kim(db):
    return person("kim@customs.example", "Kim Soo", Role.CUSTOMS)


@pytest.fixture
def address(live_server):
    """The portal under a name: passkeys belong to names, not to numbers."""
    return live_server.url.replace("127.0.0.1", "localhost")
