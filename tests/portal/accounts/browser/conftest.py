import os

import pytest

from portal.accounts.roles import Role
from tests.people import person

# Playwright runs its own event loop in the thread of the test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    }


@pytest.fixture
def kim(db):
    return person("kim@customs.example", "Kim Soo", Role.CUSTOMS)


@pytest.fixture
def address(live_server):
    """The portal under a name: passkeys belong to names, not to numbers."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def complaints(page):
    """What the browser refused because of the policy, and any error of a script."""
    heard = []
    page.on(
        "console",
        lambda message: heard.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard
